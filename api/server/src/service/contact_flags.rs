//! The flags of visits that tell of contact rules. They follow from what had happened when a visit was made, so they are
//! judged anew with everything that arrives later and happened before: in whatever order devices send, the flags are the
//! same in the end.

use palier_domain::{
    caller::Act,
    contact_rules::{Facts, Rules, When, broken},
    ids::HouseholdId,
    time::Instant,
    visit::{Flag, JudgedVisit},
};
use palier_store::{Tx, query};

use super::{ServiceError, field::Field, rounds};

/// Judges the visits to a household anew that were made since what is new happened: nothing counts for what was before
/// it. Without a time all of them.
///
/// # Errors
/// If the database fails.
pub(super) fn judge(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (household, since): (HouseholdId, Option<Instant>),
) -> Result<(), ServiceError> {
    let visits = query!(tx, visits::to_judge(act, household, since))?;
    if visits.is_empty() {
        return Ok(());
    }
    let mut facts = rounds::facts(tx, &act.actor, &[household])?;
    let facts = facts.remove(&household).unwrap_or_default();
    for campaign in visits.chunk_by(|a, b| a.campaign_id == b.campaign_id) {
        let cap = query!(tx, campaigns::contact_cap(act, campaign[0].campaign_id))?;
        let rules = rounds::rules(field.rules, cap);
        for visit in campaign {
            let flags = judged(visit, &rules, &facts);
            if flags != visit.flags {
                query!(tx, visits::flag(act, visit.id, &flags))?;
            }
        }
    }
    Ok(())
}

/// The visit's flags, with those of the contact rules as they come out now.
fn judged(visit: &JudgedVisit, rules: &Rules, facts: &Facts) -> Vec<Flag> {
    let when = When::Made(visit.occurred_at);
    let rules = broken(rules, facts, when, visit.channel, visit.campaign_id).into_iter().map(Flag::from);
    let others = visit.flags.iter().copied().filter(|flag| !flag.is_of_contact_rule());
    let mut flags: Vec<Flag> = rules.chain(others).collect();
    flags.sort_unstable();
    flags
}
