//! Visits: told by the field workers who made them, alone or in a sync, and never changed.

use palier_domain::{
    caller::Act,
    campaign::Campaign,
    error::Invalid,
    ids::FieldWorkerId,
    need::NeedDraft,
    visit::{Circumstances, Flag, Visit, VisitDraft, flags},
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    Missing, ServiceError, contact_flags,
    field::{self, Field, Put, take_turns},
    needs,
};

/// The ids that are written, or referred to, when this visit is put.
#[must_use]
pub fn turns(draft: &VisitDraft) -> Vec<Uuid> {
    let needs = draft.content.needs.iter().map(|need| need.id.0);
    let own = [draft.id.0, draft.household_id.0];
    own.into_iter().chain(draft.supersedes_id.map(Uuid::from)).chain(needs).collect()
}

/// Records a visit; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: VisitDraft,
) -> Result<Recorded<Put<Visit>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Records a visit whose turns were taken, with the needs that it raised; the same again changes nothing. A visit that
/// broke a rule happened all the same: it is flagged, not refused.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if the household or the visit that it
/// corrects is not there (yet); [`ServiceError::Invalid`] if it says what can't be.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: VisitDraft,
) -> Result<Recorded<Put<Visit>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = VisitDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "visit", &draft)?;
    if let Some((known, version)) = query!(tx, visits::taken(act, draft.id))? {
        return unchanged(tx, act, &draft, (known == fingerprint, version));
    }
    let corrected = referred(tx, act, &draft)?;
    let (campaign, worker, in_round) = meant(tx, act, &draft)?;
    let known = Circumstances { campaign: &campaign, received_at: act.at, in_round };
    let visit = new(act, &draft, (worker, flags(&draft, &known), fingerprint));
    query!(tx, visits::insert(act, &visit))?;
    raise_needs(tx, act, field, &draft)?;
    let mut since = visit.occurred_at;
    if let Some(corrected) = corrected {
        since = since.min(corrected.occurred_at);
        flag_corrected(tx, act, corrected)?;
    }
    contact_flags::judge(tx, act, field, (visit.household_id, Some(since)))?;
    let visit = query!(tx, visits::find(&act.actor, visit.id))?;
    Ok(record(tx, act, visit)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &VisitDraft,
    (same, version): (bool, i32),
) -> Result<Recorded<Put<Visit>>, ServiceError> {
    let seen = query!(tx, visits::find_many(&act.actor, &[draft.id]))?.pop();
    match seen {
        Some(visit) if same => Ok(Recorded::unchanged(Put::Unchanged(visit))),
        _ => Err(ServiceError::Differs { kind: "visit", id: draft.id.0, version }),
    }
}

/// What the visit refers to that is made in the field too, and may still be on its way; the answer is the visit that it
/// corrects.
fn referred(tx: &mut Tx<'_>, act: &Act, draft: &VisitDraft) -> Result<Option<Visit>, ServiceError> {
    let mut missing = Vec::new();
    if query!(tx, households::known(&act.actor, &[draft.household_id]))?.is_empty() {
        let id = draft.household_id.0;
        missing.push(Missing { pointer: "/household_id".to_owned(), kind: "household", id });
    }
    let corrected = match draft.supersedes_id {
        Some(id) => query!(tx, visits::find_many(&act.actor, &[id]))?.pop(),
        None => None,
    };
    if let (Some(id), None) = (draft.supersedes_id, &corrected) {
        missing.push(Missing { pointer: "/supersedes_id".to_owned(), kind: "visit", id: id.0 });
    }
    if !missing.is_empty() {
        return Err(ServiceError::Missing(missing));
    }
    if corrected.as_ref().is_some_and(|visit| visit.household_id != draft.household_id) {
        let detail = "A correction is of a visit to the same household.";
        return Err(Invalid::one("/supersedes_id", "other_household", detail).into());
    }
    Ok(corrected)
}

/// The visit's campaign and field worker, and whether its door is of its round, once all that it says of them is found
/// to be so.
fn meant(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &VisitDraft,
) -> Result<(Campaign, FieldWorkerId, bool), ServiceError> {
    let mut invalid = Invalid::default();
    let worker = field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    let in_round = in_round(tx, act, draft, &mut invalid)?;
    let campaign = match query!(tx, campaigns::find(&act.actor, draft.campaign_id)) {
        Ok(campaign) => Some(campaign),
        Err(StoreError::NotFound) => {
            let detail = format!("There is no campaign {} that this client may see.", draft.campaign_id);
            invalid.push("/campaign_id", "unknown_reference", detail);
            None
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(Err(wrong)) = campaign.as_ref().map(|campaign| draft.check_against(campaign)) {
        invalid.absorb("", wrong);
    }
    match (campaign, worker) {
        (Some(campaign), Some(worker)) => Ok(invalid.or((campaign, worker, in_round))?),
        (_, None) if invalid.0.is_empty() => {
            let detail = "Name the field worker who made the visit.";
            Err(Invalid::one("/field_worker_id", "required", detail).into())
        }
        _ => Err(invalid.into()),
    }
}

/// Whether the door is of the round, if there is one; a round that is another field worker's, or for another campaign, is
/// noted as wrong.
fn in_round(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &VisitDraft,
    invalid: &mut Invalid,
) -> Result<bool, ServiceError> {
    let Some(id) = draft.round_id else { return Ok(true) };
    let round = match query!(tx, rounds::find(&act.actor, id)) {
        Ok(round) => Some(round),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let own =
        round.filter(|round| draft.field_worker_id.is_none_or(|worker| worker == round.field_worker_id));
    match own {
        None => {
            let detail = format!("There is no round {id} of this field worker.");
            invalid.push("/round_id", "unknown_reference", detail);
            Ok(false)
        }
        Some(round) if round.campaign_id != draft.campaign_id => {
            invalid.push("/round_id", "other_campaign", "The round is for another campaign.");
            Ok(false)
        }
        // A door that was taken off the round counts: the field worker may have knocked before knowing.
        Some(_) => {
            let doors = query!(tx, rounds::doors(&act.actor, id))?;
            Ok(doors.iter().any(|door| door.household_id == draft.household_id))
        }
    }
}

/// A visit of a checked draft.
fn new(
    act: &Act,
    draft: &VisitDraft,
    (field_worker_id, flags, fingerprint): (FieldWorkerId, Vec<Flag>, Vec<u8>),
) -> Visit {
    let draft = draft.clone();
    Visit {
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        campaign_id: draft.campaign_id,
        round_id: draft.round_id,
        field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        channel: draft.channel,
        outcome: draft.outcome,
        language: draft.language,
        message: draft.message,
        occurred_at: draft.occurred_at,
        received_at: act.at,
        duration_seconds: draft.duration_seconds,
        content: draft.content,
        flags,
        supersedes_id: draft.supersedes_id,
        superseded_by: vec![],
        fingerprint,
    }
}

/// Each need that was raised becomes one of its own, in the same transaction.
fn raise_needs(tx: &mut Tx<'_>, act: &Act, field: Field<'_>, draft: &VisitDraft) -> Result<(), ServiceError> {
    let (mut invalid, mut missing) = (Invalid::default(), vec![]);
    for (index, raised) in draft.content.needs.iter().enumerate() {
        let at = format!("/needs/{index}");
        let need = NeedDraft {
            id: raised.id,
            household_id: draft.household_id,
            visit_id: Some(draft.id),
            field_worker_id: draft.field_worker_id,
            theme: raised.theme.clone(),
            urgency: raised.urgency,
            occurred_at: draft.occurred_at,
        };
        match needs::put(tx, act, field, need) {
            Ok(_recorded) => {}
            Err(ServiceError::Invalid(wrong)) => invalid.absorb(&at, wrong),
            Err(ServiceError::Missing(list)) => missing.extend(list.into_iter().map(|one| one.within(&at))),
            Err(error) => return Err(error),
        }
    }
    invalid.or(())?;
    if missing.is_empty() { Ok(()) } else { Err(ServiceError::Missing(missing)) }
}

/// Two corrections of one visit contradict each other, in whatever order they came: the operator should look at it.
fn flag_corrected(tx: &mut Tx<'_>, act: &Act, mut corrected: Visit) -> Result<(), ServiceError> {
    let again = !corrected.superseded_by.is_empty();
    if again && !corrected.flags.contains(&Flag::SupersededTwice) {
        corrected.flags.push(Flag::SupersededTwice);
        corrected.flags.sort_unstable();
        query!(tx, visits::flag(act, corrected.id, &corrected.flags))?;
    }
    Ok(())
}

fn record(tx: &mut Tx<'_>, act: &Act, visit: Visit) -> Result<Recorded<Visit>, ServiceError> {
    let change = Change {
        action: "visit.recorded",
        subject_type: "visit",
        subject_id: visit.id.to_string(),
        payload: json!({
            "id": visit.id,
            "household_id": visit.household_id,
            "campaign_id": visit.campaign_id,
            "round_id": visit.round_id,
            "channel": visit.channel.as_str(),
            "outcome": visit.outcome.as_str(),
            "flags": visit.flags,
            "supersedes_id": visit.supersedes_id,
        }),
    };
    let touched = Touched { round: visit.round_id, ..Touched::household(visit.household_id) };
    Ok(tx.record_for_devices(act, (change, visit.id.0), &touched)?.map(|()| visit))
}
