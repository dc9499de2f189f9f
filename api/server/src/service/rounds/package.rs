//! Packages: all of a round that is needed without a network, and what of it changed since an earlier package.
//!
//! An earlier package is known by what was seen for it, sealed in its `as_of`: the round's version, the messages that
//! were sent, the contact cap of the deployment, and a place in the order of changes (`queries/changes.rs`). Whoever
//! writes anything that shows at a door notes a change of its household; so the doors that changed since are those with
//! a change after that place. The place is taken from the same snapshot as the doors, and lies before everything that
//! could still appear: a transaction that commits late has its change after it, whenever it began, and a change that
//! was seen already is at worst told twice. When the round itself changed (its day decides what the contact rules
//! spare, and a door may have joined), all doors are told.

use std::collections::{HashMap, HashSet};

use palier_domain::{
    caller::Actor,
    campaign::{Campaign, ContactCap, Message},
    consent::{Consent, Purpose, all_in_force},
    contact_rules::{Broken, Rules},
    household::{Household, Personal},
    ids::{HouseholdId, RoundId},
    language::LanguageTag,
    round_package::{Destination, LAST_VISITS, LastVisit, OpenNeed, messages_for},
};
use palier_store::{Tx, query, rows::Position};
use serde::{Deserialize, Serialize};

use super::{Planned, rules, spared::spared};
use crate::service::{ServiceError, field::Field, households};

/// What was seen for a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    round: i32,
    position: Position,
    messages: Vec<(LanguageTag, i32)>,
    cap: ContactCap,
}

/// A door as it is taken along.
#[derive(Clone, Debug)]
pub struct PackedDoor {
    /// Who lives there.
    pub household: Household,
    /// What is personal; the way to reach them only if they agreed to be called.
    pub personal: Personal,
    /// Whether they agreed to be called.
    pub callable: bool,
    /// The last visits, latest first.
    pub visits: Vec<LastVisit>,
    /// The needs that nobody has met yet.
    pub needs: Vec<OpenNeed>,
    /// The last decision on each purpose.
    pub decisions: Vec<Consent>,
}

/// All that is taken along, or what of it changed.
#[derive(Clone, Debug)]
pub struct Package {
    /// Whether it holds only what changed.
    pub delta: bool,
    /// The round.
    pub planned: Planned,
    /// Its campaign.
    pub campaign: Campaign,
    /// The doors, in the round's order.
    pub doors: Vec<PackedDoor>,
    /// Doors that an earlier package may hold and that are no longer to be tried.
    pub removed: Vec<HouseholdId>,
    /// The doors that the contact rules leave out, in the round's order.
    pub left_out: Vec<(HouseholdId, Vec<Broken>)>,
    /// The messages.
    pub messages: Vec<Message>,
    /// The contact rules.
    pub rules: Rules,
    /// Where cases can be handed to, the campaign's own partner first.
    pub destinations: Vec<Destination>,
    /// By what it is known later.
    pub known: Known,
}

/// The package of a round, or what changed in it since an earlier one.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is no such round for the caller.
pub fn package(
    tx: &mut Tx<'_>,
    who: &Actor,
    field: Field<'_>,
    (id, since): (RoundId, Option<&Known>),
) -> Result<Package, ServiceError> {
    let planned = super::find(tx, who, id)?;
    let campaign = query!(tx, campaigns::find(who, planned.round.campaign_id))?;
    let worker = query!(tx, field_workers::find(who, planned.round.field_worker_id))?;
    let rules = rules(field.rules, campaign.content.contact_cap);
    let position = query!(tx, round_packages::position(who, &planned.round))?;
    let current: Vec<Message> =
        messages_for(&campaign.messages, &worker.content.languages).into_iter().cloned().collect();
    let name = |message: &Message| (message.language.clone(), message.version);
    let known = Known {
        round: planned.round.version,
        position,
        messages: current.iter().map(name).collect(),
        cap: rules.deployment,
    };
    let there = planned.household_ids();
    let spared = spared(tx, who, (&planned.round, &rules), &there)?;
    let (to_try, left_out): (Vec<_>, Vec<_>) = there.into_iter().partition(|id| !spared.contains_key(id));
    let touched = touched(tx, who, (&planned, &known), since)?;
    let sent = to_try.iter().copied().filter(|id| touched.contains(id)).collect();
    let to_try: HashSet<HouseholdId> = to_try.into_iter().collect();
    let gone = planned.doors.iter().map(|door| door.household_id);
    let gone = gone.filter(|id| since.is_some() && touched.contains(id) && !to_try.contains(id)).collect();
    let seen = |message: &Message| since.is_some_and(|since| since.messages.contains(&name(message)));
    Ok(Package {
        delta: since.is_some(),
        doors: packed(tx, who, field, sent)?,
        removed: gone,
        left_out: left_out.into_iter().map(|id| (id, spared.get(&id).cloned().unwrap_or_default())).collect(),
        messages: current.into_iter().filter(|message| !seen(message)).collect(),
        destinations: destinations(tx, who, &campaign)?,
        planned,
        campaign,
        rules,
        known,
    })
}

/// The doors of which an earlier package may not tell what this one tells.
fn touched(
    tx: &mut Tx<'_>,
    who: &Actor,
    (planned, now): (&Planned, &Known),
    since: Option<&Known>,
) -> Result<HashSet<HouseholdId>, ServiceError> {
    match since {
        Some(since) if (since.round, since.cap) == (now.round, now.cap) => {
            let changed = query!(tx, round_packages::changed(who, &planned.round, since.position))?;
            Ok(changed.into_iter().collect())
        }
        _ => Ok(planned.doors.iter().map(|door| door.household_id).collect()),
    }
}

/// These doors with all that hangs on them, in as many queries for five hundred as for one.
fn packed(
    tx: &mut Tx<'_>,
    who: &Actor,
    field: Field<'_>,
    ids: Vec<HouseholdId>,
) -> Result<Vec<PackedDoor>, ServiceError> {
    let households = query!(tx, households::find_many(who, &ids))?.into_iter();
    let mut households: HashMap<_, _> = households.map(|household| (household.id, household)).collect();
    let mut visits = by_door(query!(tx, round_packages::visits(who, &ids))?, |visit| visit.household_id);
    let mut needs = by_door(query!(tx, round_packages::open_needs(who, &ids))?, |need| need.household_id);
    let decisions = query!(tx, consents::of_households(who, &ids))?;
    let mut decisions = by_door(decisions, |decision| decision.household_id);
    let doors = ids.into_iter().filter_map(|id| {
        let household = households.remove(&id)?;
        let decisions = decisions.remove(&id).unwrap_or_default();
        let decisions: Vec<Consent> = all_in_force(&decisions).into_iter().cloned().collect();
        let mut visits = visits.remove(&id).unwrap_or_default();
        visits.truncate(LAST_VISITS);
        let agrees = |purpose| decisions.iter().any(|decision| decision.grants(purpose));
        let (callable, health) = (agrees(Purpose::ContactByPhone), agrees(Purpose::HealthThemes));
        let needs = needs.remove(&id).unwrap_or_default().into_iter();
        let needs = needs.filter(|need| health || !need.theme.is_health()).collect();
        Some(households::open(field, &household).map(|personal| PackedDoor {
            personal: Personal { contact: personal.contact.filter(|_| callable), ..personal },
            household,
            callable,
            visits,
            needs,
            decisions,
        }))
    });
    doors.collect()
}

fn by_door<T>(all: Vec<T>, door: impl Fn(&T) -> HouseholdId) -> HashMap<HouseholdId, Vec<T>> {
    let mut doors: HashMap<HouseholdId, Vec<T>> = HashMap::new();
    for one in all {
        doors.entry(door(&one)).or_default().push(one);
    }
    doors
}

/// The partners by name, the campaign's own first.
fn destinations(tx: &mut Tx<'_>, who: &Actor, campaign: &Campaign) -> Result<Vec<Destination>, ServiceError> {
    let mut all = query!(tx, round_packages::destinations(who))?;
    all.sort_by_key(|destination| destination.organisation_id != campaign.organisation_id);
    Ok(all)
}
