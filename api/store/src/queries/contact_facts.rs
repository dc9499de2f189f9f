//! What the contact rules ask of households. These are facts of all field workers together, whoever asks: a rule that
//! saw only one's own visits would spare nobody. What comes of them is told, and never the facts themselves.

use std::collections::HashMap;

use diesel::prelude::*;
use palier_domain::{
    caller::Actor,
    contact_rules::{Facts, Way, counts},
    household::{DoNotDisturb, DoNotDisturbReason},
    ids::{CampaignId, HouseholdId},
    time::Day,
    visit::{Channel, Outcome},
};

use super::Conn;
use crate::{
    StoreError,
    rows::stored,
    schema::{consents, households, visits},
    types::{At, Key, On, key},
};

/// The facts about each of these households, in three queries however many they are. One that is not there has none.
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
    for (household, spared) in spared(conn, mode, &keys)? {
        facts.entry(household).or_default().do_not_disturb = Some(spared);
    }
    for (household, campaign, day) in met(conn, mode, &keys)? {
        facts.entry(household).or_default().met.push((campaign, day));
    }
    for (household, way) in withdrawn(conn, mode, &keys)? {
        facts.entry(household).or_default().withdrawn.insert(way);
    }
    Ok(facts)
}

fn spared(conn: &mut Conn, mode: &str, keys: &[Key]) -> Result<Vec<(HouseholdId, DoNotDisturb)>, StoreError> {
    let rows: Vec<(Key, Option<String>, Option<On>)> = households::table
        .filter(households::mode.eq(mode))
        .filter(households::id.eq_any(keys))
        .filter(households::do_not_disturb_reason.is_not_null())
        .select((households::id, households::do_not_disturb_reason, households::do_not_disturb_until))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, reason, until)| {
            let reason = stored("reason", DoNotDisturbReason::parse(&reason.unwrap_or_default()))?;
            Ok((id.into(), DoNotDisturb { reason, until: until.map(|on| on.0) }))
        })
        .collect()
}

/// The visits that count, each once: one that another corrects counts no more.
fn met(conn: &mut Conn, mode: &str, keys: &[Key]) -> Result<Vec<(HouseholdId, CampaignId, Day)>, StoreError> {
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
            met.push((household.into(), campaign.into(), at.0.day()));
        }
    }
    Ok(met)
}

/// The ways of contact of which the last decision took a consent back.
fn withdrawn(conn: &mut Conn, mode: &str, keys: &[Key]) -> Result<Vec<(HouseholdId, Way)>, StoreError> {
    let purposes = ["follow_up", "contact_by_phone"];
    let rows: Vec<(Key, String, String)> = consents::table
        .filter(consents::mode.eq(mode))
        .filter(consents::household_id.eq_any(keys))
        .filter(consents::purpose.eq_any(purposes))
        .order((consents::decided_at, consents::id))
        .select((consents::household_id, consents::purpose, consents::decision))
        .load(conn)?;
    let mut last: HashMap<(Key, Way), bool> = HashMap::new();
    for (household, purpose, decision) in rows {
        if let Some(way) = Way::of_purpose(&purpose) {
            last.insert((household, way), decision == "withdrawn");
        }
    }
    let withdrawn = last.into_iter().filter(|(_, withdrawn)| *withdrawn);
    Ok(withdrawn.map(|((household, way), _)| (household.into(), way)).collect())
}
