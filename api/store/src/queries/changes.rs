//! What devices may have to know of, in an order in which nothing appears late (see the migration `sync`).

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Mode},
    ids::{CampaignId, FieldWorkerId, HouseholdId, RoundId},
    time::Day,
};
use uuid::Uuid;

use super::{Conn, frontier};
use crate::{
    StoreError,
    record::Touched,
    rows::{DeviceChange, Position},
    schema::{round_doors, rounds, sync_changes},
    types::{At, Key, On, key},
};

/// Notes that something changed that devices may know.
///
/// # Errors
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    act: &Act,
    (kind, id): (&str, Uuid),
    touched: &Touched,
) -> Result<(), StoreError> {
    let of = |id: Option<Uuid>| id.map(Key);
    diesel::insert_into(sync_changes::table)
        .values((
            sync_changes::mode.eq(act.actor.mode().as_str()),
            sync_changes::kind.eq(kind),
            sync_changes::subject_id.eq(key(id)),
            sync_changes::household_id.eq(of(touched.household.map(|HouseholdId(id)| id))),
            sync_changes::round_id.eq(of(touched.round.map(|RoundId(id)| id))),
            sync_changes::campaign_id.eq(of(touched.campaign.map(|CampaignId(id)| id))),
            sync_changes::at.eq(At(act.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A field worker's changes after a position, in order, and the position from which nothing is missing so far: of what
/// touches its rounds from a day on, and their doors and campaigns. (A last day would hide a round until that day comes
/// near, and by then the cursor is beyond the round's planning.)
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    (mode, worker): (Mode, FieldWorkerId),
    from: Day,
    (after, limit): (Position, i64),
) -> Result<(Vec<DeviceChange>, Position), StoreError> {
    let frontier = frontier(conn)?;
    let mine =
        || rounds::table.filter(rounds::field_worker_id.eq(key(worker))).filter(rounds::day.ge(On(from)));
    let doors = round_doors::table
        .filter(round_doors::round_id.eq_any(mine().select(rounds::id)))
        .select(round_doors::household_id.nullable());
    let touches = sync_changes::household_id
        .eq_any(doors)
        .or(sync_changes::round_id.eq_any(mine().select(rounds::id.nullable())))
        .or(sync_changes::campaign_id.eq_any(mine().select(rounds::campaign_id.nullable())));
    let later = sync_changes::writer
        .gt(after.writer)
        .or(sync_changes::writer.eq(after.writer).and(sync_changes::position.gt(after.position)));
    type Row = (i64, i64, String, Key, Option<Key>, Option<Key>, Option<Key>, At);
    let rows: Vec<Row> = sync_changes::table
        .filter(sync_changes::writer.lt(frontier))
        .filter(sync_changes::mode.eq(mode.as_str()))
        .filter(later)
        .filter(touches.assume_not_null())
        .order((sync_changes::writer, sync_changes::position))
        .limit(limit)
        .select((
            sync_changes::writer,
            sync_changes::position,
            sync_changes::kind,
            sync_changes::subject_id,
            sync_changes::household_id,
            sync_changes::round_id,
            sync_changes::campaign_id,
            sync_changes::at,
        ))
        .load(conn)?;
    let last: Option<(i64, i64)> = sync_changes::table
        .filter(sync_changes::writer.lt(frontier))
        .order((sync_changes::writer.desc(), sync_changes::position.desc()))
        .select((sync_changes::writer, sync_changes::position))
        .first(conn)
        .optional()?;
    let end = last.map_or(after, |(writer, position)| after.max(Position { writer, position }));
    let changes =
        rows.into_iter().map(|(writer, position, kind, subject, household, round, campaign, at)| {
            DeviceChange {
                position: Position { writer, position },
                kind,
                subject_id: subject.0,
                household_id: household.map(|key| key.0),
                round_id: round.map(|key| key.0),
                campaign_id: campaign.map(|key| key.0),
                at: at.0,
            }
        });
    Ok((changes.collect(), end))
}
