//! What hangs on the doors of a round, as it is taken along. Who asks has been shown to see these doors: the ids come
//! from the queries of rounds and households, which start from what the caller may see, and everything that hangs on a
//! door of one's round is needed there, whoever made it.

use diesel::{dsl::max, prelude::*};
use palier_domain::{
    caller::Actor,
    ids::HouseholdId,
    language::LanguageTag,
    need::{NeedStatus, Urgency},
    organisation::OrganisationKind,
    round::Round,
    round_package::{Destination, LastVisit, OpenNeed},
    theme::ThemeCode,
    visit::{Channel, Outcome},
};

use super::{Conn, frontier};
use crate::{
    StoreError,
    rows::{Position, stored},
    schema::{needs, organisations, round_doors, sync_changes, visits},
    types::{At, Key, key},
};

fn keys(ids: &[HouseholdId]) -> Vec<Key> {
    ids.iter().map(|id| key(*id)).collect()
}

/// The visits of these households, latest first, without those that others correct.
///
/// # Errors
/// If the database fails.
pub fn visits(conn: &mut Conn, who: &Actor, ids: &[HouseholdId]) -> Result<Vec<LastVisit>, StoreError> {
    let corrections = diesel::alias!(visits as corrections);
    let corrected = corrections
        .filter(corrections.field(visits::supersedes_id).eq(visits::id.nullable()))
        .select(corrections.field(visits::id));
    type Row = (Key, Key, Key, String, String, Option<String>, At);
    let rows: Vec<Row> = visits::table
        .filter(visits::mode.eq(who.mode().as_str()))
        .filter(visits::household_id.eq_any(keys(ids)))
        .filter(diesel::dsl::not(diesel::dsl::exists(corrected)))
        .order((visits::occurred_at.desc(), visits::id.desc()))
        .select((
            visits::id,
            visits::household_id,
            visits::campaign_id,
            visits::channel,
            visits::outcome,
            visits::language,
            visits::occurred_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, household, campaign, channel, outcome, language, at)| {
            Ok(LastVisit {
                id: id.into(),
                household_id: household.into(),
                campaign_id: campaign.into(),
                channel: stored("channel", Channel::parse(&channel))?,
                outcome: stored("outcome", Outcome::parse(&outcome))?,
                language: language.map(LanguageTag::trusted),
                occurred_at: at.0,
            })
        })
        .collect()
}

/// The needs of these households that are raised or referred, oldest first.
///
/// # Errors
/// If the database fails.
pub fn open_needs(conn: &mut Conn, who: &Actor, ids: &[HouseholdId]) -> Result<Vec<OpenNeed>, StoreError> {
    let open = [NeedStatus::Raised.as_str(), NeedStatus::Referred.as_str()];
    let rows: Vec<(Key, Key, String, String, String)> = needs::table
        .filter(needs::mode.eq(who.mode().as_str()))
        .filter(needs::household_id.eq_any(keys(ids)))
        .filter(needs::status.eq_any(open))
        .order(needs::id)
        .select((needs::id, needs::household_id, needs::theme, needs::urgency, needs::status))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, household, theme, urgency, status)| {
            Ok(OpenNeed {
                id: id.into(),
                household_id: household.into(),
                theme: ThemeCode::trusted(theme),
                urgency: stored("urgency", Urgency::parse(&urgency))?,
                status: stored("need's status", NeedStatus::parse(&status))?,
            })
        })
        .collect()
}

/// The partners, by their public names, which are nobody's secret.
///
/// # Errors
/// If the database fails.
pub fn destinations(conn: &mut Conn, _who: &Actor) -> Result<Vec<Destination>, StoreError> {
    let rows: Vec<(Key, String)> = organisations::table
        .filter(organisations::kind.eq(OrganisationKind::Partner.as_str()))
        .order((organisations::name, organisations::id))
        .select((organisations::id, organisations::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| Destination { organisation_id: id.into(), name }).collect())
}

/// Up to which place in the order of changes this round's doors are known in this snapshot: that of the last change of
/// one of them before which nothing can appear any more. (Not the last change of all: a package is to stay the same
/// while nothing in it changes.)
///
/// # Errors
/// If the database fails.
pub fn position(conn: &mut Conn, _who: &Actor, round: &Round) -> Result<Position, StoreError> {
    let frontier = frontier(conn)?;
    // Grouped by door, so that the databases look each door up and never read the order of all changes backwards.
    let doors = || {
        round_doors::table
            .filter(round_doors::round_id.eq(key(round.id)))
            .select(round_doors::household_id.nullable())
    };
    let writers: Vec<Option<i64>> = sync_changes::table
        .filter(sync_changes::household_id.eq_any(doors()))
        .filter(sync_changes::writer.lt(frontier))
        .group_by(sync_changes::household_id)
        .select(max(sync_changes::writer))
        .load(conn)?;
    let Some(writer) = writers.into_iter().flatten().max() else { return Ok(Position::default()) };
    let positions: Vec<Option<i64>> = sync_changes::table
        .filter(sync_changes::household_id.eq_any(doors()))
        .filter(sync_changes::writer.eq(writer))
        .group_by(sync_changes::household_id)
        .select(max(sync_changes::position))
        .load(conn)?;
    Ok(Position { writer, position: positions.into_iter().flatten().max().unwrap_or_default() })
}

/// The doors of this round that changed after a position. Also what lies beyond the frontier is told: it will be told
/// again.
///
/// # Errors
/// If the database fails.
pub fn changed(
    conn: &mut Conn,
    _who: &Actor,
    round: &Round,
    after: Position,
) -> Result<Vec<HouseholdId>, StoreError> {
    let doors = round_doors::table
        .filter(round_doors::round_id.eq(key(round.id)))
        .select(round_doors::household_id.nullable());
    let later = sync_changes::writer
        .gt(after.writer)
        .or(sync_changes::writer.eq(after.writer).and(sync_changes::position.gt(after.position)));
    let ids: Vec<Option<Key>> = sync_changes::table
        .filter(sync_changes::household_id.eq_any(doors))
        .filter(later)
        .select(sync_changes::household_id)
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().flatten().map(Into::into).collect())
}
