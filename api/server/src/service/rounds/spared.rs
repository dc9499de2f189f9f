//! Which doors of a round the contact rules spare.

use std::collections::HashMap;

use palier_domain::{
    caller::Actor,
    campaign::ContactCap,
    contact_rules::{Broken, Facts, Rules, When, broken},
    ids::{HouseholdId, RoundId},
    paging::{From as Start, Page},
    round::{Door, Round},
    visit::Channel,
};
use palier_store::{Tx, query};

use crate::{config::FieldConfig, service::ServiceError};

/// The contact rules of a campaign in this deployment.
#[must_use]
pub fn rules(config: &FieldConfig, campaign: Option<ContactCap>) -> Rules {
    let deployment = ContactCap { campaigns: config.contact_cap_campaigns, days: config.contact_cap_days };
    Rules { deployment, campaign }
}

/// What the contact rules ask of these households, in a few queries however many they are.
///
/// # Errors
/// If the database fails.
pub fn facts(
    tx: &mut Tx<'_>,
    who: &Actor,
    ids: &[HouseholdId],
) -> Result<HashMap<HouseholdId, Facts>, ServiceError> {
    Ok(query!(tx, contact_facts::of(who, ids))?)
}

/// The rules that spare each of these households the round; those that none spares are left out of the answer.
pub(super) fn spared(
    tx: &mut Tx<'_>,
    who: &Actor,
    (round, rules): (&Round, &Rules),
    ids: &[HouseholdId],
) -> Result<HashMap<HouseholdId, Vec<Broken>>, ServiceError> {
    let facts = facts(tx, who, ids)?;
    let when = When::Planned(round.day);
    let judged =
        facts.iter().map(|(id, facts)| (*id, broken(rules, facts, when, Channel::Door, round.campaign_id)));
    Ok(judged.filter(|(_, broken)| !broken.is_empty()).collect())
}

/// A door of a round, with what is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenDoor {
    /// The door.
    pub door: Door,
    /// Its place among the doors to be tried, from 1; `None` if it was taken off.
    pub place: Option<usize>,
    /// The rules for which the package leaves it out.
    pub left_out: Vec<Broken>,
}

/// A page of a round's doors, by household.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is no such round for the caller.
pub fn doors_seen(
    tx: &mut Tx<'_>,
    who: &Actor,
    (config, id): (&FieldConfig, RoundId),
    start: &Start<HouseholdId>,
) -> Result<Page<SeenDoor, HouseholdId>, ServiceError> {
    let planned = super::find(tx, who, id)?;
    let campaign = query!(tx, campaigns::find(who, planned.round.campaign_id))?;
    // Those that were taken off come last, so that the others' places are their numbers.
    let doors = planned.doors.iter().zip(1..).map(|(door, number)| SeenDoor {
        door: *door,
        place: door.removed_at.is_none().then_some(number),
        left_out: vec![],
    });
    let mut doors: Vec<SeenDoor> =
        doors.filter(|seen| start.after.is_none_or(|after| seen.door.household_id > after)).collect();
    doors.sort_by_key(|seen| seen.door.household_id);
    doors.truncate(start.limit + 1);
    let ids: Vec<HouseholdId> = doors.iter().map(|seen| seen.door.household_id).collect();
    let mut spared = spared(tx, who, (&planned.round, &rules(config, campaign.content.contact_cap)), &ids)?;
    for seen in &mut doors {
        seen.left_out = spared.remove(&seen.door.household_id).unwrap_or_default();
    }
    Ok(Page::cut(doors, start.limit, |seen| seen.door.household_id))
}
