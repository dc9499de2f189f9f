//! What the contact rules ask of households. These are facts of all field workers together, whoever asks: a rule that
//! saw only one's own visits would spare nobody. What comes of them is told, and never the facts themselves.

use std::collections::HashMap;

use diesel::{
    define_sql_function,
    prelude::*,
    sql_types::{Nullable, Text},
};
use palier_domain::{
    caller::Actor,
    contact_rules::{Facts, counts},
    control_group::Arm,
    household::{DoNotDisturb, DoNotDisturbReason},
    ids::{CampaignId, HouseholdId},
    time::Instant,
    visit::{Channel, Outcome},
};

use super::Conn;
use crate::{
    StoreError,
    rows::stored,
    schema::{control_group_stairwells, control_groups, households, visits},
    types::{At, Key, On, key},
};

define_sql_function! {
    /// The text, or another one where it is null.
    fn coalesce(text: Nullable<Text>, other: Text) -> Text;
}

/// The facts about each of these households, in four queries however many they are. One that is not there has none.
///
/// # Errors
/// If the database fails.
pub fn of(
    conn: &mut Conn,
    who: &Actor,
    ids: &[HouseholdId],
) -> Result<HashMap<HouseholdId, Facts>, StoreError> {
    let mode = who.mode().as_str();
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let mut facts: HashMap<HouseholdId, Facts> = ids.iter().map(|id| (*id, Facts::default())).collect();
    for (household, asked) in spared(conn, mode, &keys)? {
        facts.entry(household).or_default().do_not_disturb = Some(asked);
    }
    for (household, campaign, at) in met(conn, mode, &keys)? {
        facts.entry(household).or_default().met.entry(campaign).or_default().insert(at);
    }
    for decision in super::consents::of_households(conn, who, ids)? {
        facts.entry(decision.household_id).or_default().decisions.push(decision);
    }
    for (household, campaign) in control(conn, mode, &keys)? {
        facts.entry(household).or_default().control_of.insert(campaign);
    }
    Ok(facts)
}

/// What a household asked for, and since when.
type Spared = (DoNotDisturb, Instant);
/// A household's id, the reason and the end of its wish, since when, and when the household was entered.
type SparedRow = (Key, Option<String>, Option<On>, Option<At>, At);

fn spared(conn: &mut Conn, mode: &str, keys: &[Key]) -> Result<Vec<(HouseholdId, Spared)>, StoreError> {
    let rows: Vec<SparedRow> = households::table
        .filter(households::mode.eq(mode))
        .filter(households::id.eq_any(keys))
        .filter(households::do_not_disturb_reason.is_not_null())
        .select((
            households::id,
            households::do_not_disturb_reason,
            households::do_not_disturb_until,
            households::do_not_disturb_since,
            households::occurred_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, reason, until, since, entered)| {
            let reason = stored("reason", DoNotDisturbReason::parse(&reason.unwrap_or_default()))?;
            let asked = DoNotDisturb { reason, until: until.map(|on| on.0) };
            Ok((id.into(), (asked, since.unwrap_or(entered).0)))
        })
        .collect()
}

/// The visits that count, each once: one that another corrects counts no more.
fn met(
    conn: &mut Conn,
    mode: &str,
    keys: &[Key],
) -> Result<Vec<(HouseholdId, CampaignId, Instant)>, StoreError> {
    let corrections = diesel::alias!(visits as corrections);
    let corrected = corrections
        .filter(corrections.field(visits::supersedes_id).eq(visits::id.nullable()))
        .select(corrections.field(visits::id));
    let rows: Vec<(Key, Key, String, String, At)> = visits::table
        .filter(visits::mode.eq(mode))
        .filter(visits::household_id.eq_any(keys))
        .filter(diesel::dsl::not(diesel::dsl::exists(corrected)))
        .select((
            visits::household_id,
            visits::campaign_id,
            visits::channel,
            visits::outcome,
            visits::occurred_at,
        ))
        .load(conn)?;
    let mut met = Vec::new();
    for (household, campaign, channel, outcome, at) in rows {
        let channel = stored("channel", Channel::parse(&channel))?;
        if counts(channel, stored("outcome", Outcome::parse(&outcome))?) {
            met.push((household.into(), campaign.into(), at.0));
        }
    }
    Ok(met)
}

/// The campaigns in whose control group they are, by their stairwells.
fn control(conn: &mut Conn, mode: &str, keys: &[Key]) -> Result<Vec<(HouseholdId, CampaignId)>, StoreError> {
    let empty = "".into_sql::<Text>();
    let same_stairwell = control_group_stairwells::neighbourhood_code
        .eq(households::neighbourhood_code)
        .and(households::building.eq(control_group_stairwells::building.nullable()))
        .and(coalesce(households::stairwell, empty).eq(control_group_stairwells::stairwell));
    let rows: Vec<(Key, Key)> = households::table
        .inner_join(control_group_stairwells::table.on(same_stairwell))
        .inner_join(
            control_groups::table.on(control_groups::id.eq(control_group_stairwells::control_group_id)),
        )
        .filter(households::mode.eq(mode))
        .filter(control_groups::mode.eq(mode))
        .filter(households::id.eq_any(keys))
        .filter(control_group_stairwells::arm.eq(Arm::Control.as_str()))
        .select((households::id, control_groups::campaign_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(household, campaign)| (household.into(), campaign.into())).collect())
}
