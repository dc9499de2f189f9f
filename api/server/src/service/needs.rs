//! Needs: raised in visits or by themselves, moved on by hand or by the referrals that carry them.

use palier_domain::{
    caller::{Act, Role},
    consent::Purpose,
    error::Invalid,
    ids::NeedId,
    need::{Need, NeedAction, NeedCause, NeedDraft, NeedEvent, NeedStatus, after, moved_by},
};
use palier_store::{Change, Recorded, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    Expected, Missing, ServiceError, consents,
    field::{self, Field, Put, take_turns},
};

/// The ids that are written, or referred to, when this need is put.
#[must_use]
pub fn turns(draft: &NeedDraft) -> Vec<Uuid> {
    let own = [draft.id.0, draft.household_id.0];
    own.into_iter().chain(draft.visit_id.map(Uuid::from)).collect()
}

/// Raises a need; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: NeedDraft,
) -> Result<Recorded<Put<Need>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Raises a need whose turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if the household, the visit or a
/// consent that it takes is not there (yet); [`ServiceError::Invalid`] if it says what can't be.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: NeedDraft,
) -> Result<Recorded<Put<Need>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = NeedDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "need", &draft)?;
    if let Some((known, version)) = query!(tx, needs::taken(act, draft.id))? {
        return unchanged(tx, act, &draft, (known == fingerprint, version));
    }
    referred(tx, act, &draft)?;
    let mut invalid = Invalid::default();
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    invalid.or(())?;
    // GDPR, article 9: a need about health is kept only with the household's explicit consent.
    if draft.theme.is_health() {
        consents::demand(tx, &act.actor, (draft.household_id, Purpose::HealthThemes), "/theme")?;
    }
    let need = new(act, draft, fingerprint);
    query!(tx, needs::insert(act, &need))?;
    Ok(record(tx, act, "need.raised", need)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &NeedDraft,
    (same, version): (bool, i32),
) -> Result<Recorded<Put<Need>>, ServiceError> {
    let seen = query!(tx, needs::find_many(&act.actor, &[draft.id]))?.pop();
    match seen {
        Some(need) if same => Ok(Recorded::unchanged(Put::Unchanged(need))),
        _ => Err(ServiceError::Differs { kind: "need", id: draft.id.0, version }),
    }
}

/// What the need refers to that is made in the field too, and may still be on its way.
fn referred(tx: &mut Tx<'_>, act: &Act, draft: &NeedDraft) -> Result<(), ServiceError> {
    let mut missing = Vec::new();
    if query!(tx, households::known(&act.actor, &[draft.household_id]))?.is_empty() {
        let id = draft.household_id.0;
        missing.push(Missing { pointer: "/household_id".to_owned(), kind: "household", id });
    }
    let visit = match draft.visit_id {
        Some(id) => query!(tx, visits::find_many(&act.actor, &[id]))?.pop(),
        None => None,
    };
    if let (Some(id), None) = (draft.visit_id, &visit) {
        missing.push(Missing { pointer: "/visit_id".to_owned(), kind: "visit", id: id.0 });
    }
    if !missing.is_empty() {
        return Err(ServiceError::Missing(missing));
    }
    if visit.is_some_and(|visit| visit.household_id != draft.household_id) {
        let detail = "The visit was to another household.";
        return Err(Invalid::one("/visit_id", "other_household", detail).into());
    }
    Ok(())
}

/// A need of a checked draft.
fn new(act: &Act, draft: NeedDraft, fingerprint: Vec<u8>) -> Need {
    Need {
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        visit_id: draft.visit_id,
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        theme: draft.theme,
        urgency: draft.urgency,
        status: NeedStatus::Raised,
        history: vec![step(act, 1, NeedStatus::Raised, None)],
        occurred_at: draft.occurred_at,
        fingerprint,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    }
}

/// Moves a need on, by hand.
///
/// # Errors
/// [`ServiceError::Transition`] with what is allowed instead; [`ServiceError::Stale`] if it changed since the caller read
/// it.
pub fn act_on(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (NeedId, &Expected),
    action: NeedAction,
) -> Result<Recorded<Need>, ServiceError> {
    let need = query!(tx, needs::find_to_change(act, id))?;
    expected.check(need.version)?;
    let status = after(need.status, action)?;
    go_on(tx, act, need, (status, None))
}

/// Marks the needs of a referral that was just sent as referred. What a person has decided of them stays as it is.
///
/// # Errors
/// If the database fails.
pub fn refer(tx: &mut Tx<'_>, act: &Act, ids: &[NeedId]) -> Result<Recorded<()>, ServiceError> {
    carry(tx, act, ids, NeedCause::ReferralSent)
}

/// Marks the needs of a referral that ended as met, or as not met, unless a person has decided otherwise.
///
/// # Errors
/// If the database fails.
pub fn settle(tx: &mut Tx<'_>, act: &Act, ids: &[NeedId], met: bool) -> Result<Recorded<()>, ServiceError> {
    carry(tx, act, ids, if met { NeedCause::ReferralResolved } else { NeedCause::ReferralNotResolved })
}

fn carry(tx: &mut Tx<'_>, act: &Act, ids: &[NeedId], cause: NeedCause) -> Result<Recorded<()>, ServiceError> {
    for need in query!(tx, needs::of_referral(act, ids))? {
        if let Some(status) = moved_by(need.status, cause) {
            let _recorded = go_on(tx, act, need, (status, Some(cause)))?;
        }
    }
    Ok(Recorded::unchanged(()))
}

fn go_on(
    tx: &mut Tx<'_>,
    act: &Act,
    mut need: Need,
    (status, cause): (NeedStatus, Option<NeedCause>),
) -> Result<Recorded<Need>, ServiceError> {
    let step = step(act, need.version + 1, status, cause);
    query!(tx, needs::go_on(act, need.id, &step))?;
    need.version = step.version;
    need.status = status;
    need.updated_at = act.at;
    need.history.push(step);
    record(tx, act, event(status), need)
}

fn step(act: &Act, version: i32, status: NeedStatus, cause: Option<NeedCause>) -> NeedEvent {
    let by = match act.actor.role() {
        Role::FieldWorker(_) => "field_worker",
        Role::Partner => "partner",
        Role::Operator | Role::Municipality | Role::AppPublisher => "operator",
    };
    NeedEvent { version, status, at: act.at, by: by.to_owned(), cause }
}

/// The event that tells of a new status.
const fn event(status: NeedStatus) -> &'static str {
    match status {
        NeedStatus::Raised => "need.reopened",
        NeedStatus::Referred => "need.referred",
        NeedStatus::Met => "need.met",
        NeedStatus::NotMet => "need.not_met",
        NeedStatus::Withdrawn => "need.withdrawn",
    }
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    need: Need,
) -> Result<Recorded<Need>, ServiceError> {
    let change = Change {
        action,
        subject_type: "need",
        subject_id: need.id.to_string(),
        payload: json!({
            "id": need.id,
            "household_id": need.household_id,
            "visit_id": need.visit_id,
            "status": need.status.as_str(),
            "version": need.version,
        }),
    };
    let touched = Touched::household(need.household_id);
    Ok(tx.record_for_devices(act, (change, need.id.0), &touched)?.map(|()| need))
}
