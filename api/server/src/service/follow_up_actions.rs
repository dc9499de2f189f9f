//! What became of actions that residents meant to take: told later, by whoever knows, and never changed.

use palier_domain::{
    caller::Act,
    error::Invalid,
    follow_up_action::{FollowUpAction, FollowUpActionDraft},
    ids::FollowUpActionId,
    visit::Visit,
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    ServiceError,
    field::{self, Field, Put, take_turns},
};

/// The ids that are written, or referred to, when this is put.
#[must_use]
pub fn turns(draft: &FollowUpActionDraft) -> Vec<Uuid> {
    vec![draft.id.0, draft.visit_id.0]
}

/// Takes down what became of an action; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: FollowUpActionDraft,
) -> Result<Recorded<Put<FollowUpAction>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Takes it down once its turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if the visit is not there (yet);
/// [`ServiceError::Invalid`] if it says what can't be, or nobody meant to take the action in that visit.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: FollowUpActionDraft,
) -> Result<Recorded<Put<FollowUpAction>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = FollowUpActionDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "follow_up_action", &draft)?;
    if let Some(known) = query!(tx, follow_up_actions::taken(act, draft.id))? {
        return unchanged(tx, act, draft.id, known == fingerprint);
    }
    let Some(visit) = query!(tx, visits::find_many(&act.actor, &[draft.visit_id]))?.pop() else {
        return Err(ServiceError::missing("/visit_id", "visit", draft.visit_id));
    };
    let mut invalid = Invalid::default();
    if let Err(wrong) = draft.check_against(&visit) {
        invalid.absorb("", wrong);
    }
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    invalid.or(())?;
    query!(tx, follow_up_actions::insert(act, &new(act, &draft, &visit, fingerprint)))?;
    let told = query!(tx, follow_up_actions::find(&act.actor, draft.id))?;
    Ok(record(tx, act, told)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    id: FollowUpActionId,
    same: bool,
) -> Result<Recorded<Put<FollowUpAction>>, ServiceError> {
    match query!(tx, follow_up_actions::find(&act.actor, id)) {
        Ok(told) if same => Ok(Recorded::unchanged(Put::Unchanged(told))),
        Ok(told) => {
            Err(ServiceError::Differs { kind: "follow_up_action", id: id.0, version: told.version() })
        }
        Err(StoreError::NotFound) => {
            Err(ServiceError::Differs { kind: "follow_up_action", id: id.0, version: 1 })
        }
        Err(error) => Err(error.into()),
    }
}

fn new(act: &Act, draft: &FollowUpActionDraft, visit: &Visit, fingerprint: Vec<u8>) -> FollowUpAction {
    FollowUpAction {
        id: draft.id,
        mode: act.actor.mode(),
        visit_id: draft.visit_id,
        household_id: visit.household_id,
        action_code: draft.action_code.clone(),
        status: draft.status,
        reported_by: draft.reported_by,
        known_by: draft.known_by,
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        occurred_at: draft.occurred_at,
        received_at: act.at,
        current: true,
        fingerprint,
    }
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    told: FollowUpAction,
) -> Result<Recorded<FollowUpAction>, ServiceError> {
    let change = Change {
        action: "follow_up_action.recorded",
        subject_type: "follow_up_action",
        subject_id: told.id.to_string(),
        payload: json!({
            "id": told.id,
            "visit_id": told.visit_id,
            "household_id": told.household_id,
            "action_code": told.action_code,
            "status": told.status.as_str(),
        }),
    };
    let touched = Touched::household(told.household_id);
    Ok(tx.record_for_devices(act, (change, told.id.0), &touched)?.map(|()| told))
}
