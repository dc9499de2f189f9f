//! Field workers: the operator's own.

use palier_domain::{
    caller::{Act, Actor},
    error::Invalid,
    field_worker::{FieldWorker, FieldWorkerDraft, FieldWorkerStatus},
    hours::{MonthWorked, months},
    ids::{CampaignId, FieldWorkerId},
    time::{Day, Instant},
};
use palier_store::{Change, Recorded, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError, campaigns::known_neighbourhoods, devices};

/// Adds a field worker.
///
/// # Errors
/// [`ServiceError::Invalid`] if the draft says what can't be, or names a neighbourhood or a campaign that is not there.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: FieldWorkerDraft,
) -> Result<Recorded<FieldWorker>, ServiceError> {
    let draft = draft.check()?;
    known(tx, act, &draft, &[])?;
    let worker = FieldWorker {
        id: FieldWorkerId(Uuid::now_v7()),
        mode: act.actor.mode(),
        display_name: draft.display_name,
        status: draft.status,
        content: draft.content,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    };
    query!(tx, field_workers::insert(act, &worker))?;
    record(tx, act, "field_worker.created", worker)
}

/// Replaces what is said of a field worker by what `change` makes of it. The devices of one who leaves are shut out;
/// their access tokens live for `lifetime` seconds.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; [`ServiceError::Invalid`] as for a new one.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (FieldWorkerId, &Expected),
    lifetime: u32,
    change: impl FnOnce(&FieldWorker) -> Result<FieldWorkerDraft, Invalid>,
) -> Result<Recorded<FieldWorker>, ServiceError> {
    let before = query!(tx, field_workers::find_to_change(act, id))?;
    expected.check(before.version)?;
    let draft = change(&before)?.check()?;
    if (&draft.display_name, draft.status, &draft.content)
        == (&before.display_name, before.status, &before.content)
    {
        return Ok(Recorded::unchanged(before));
    }
    known(tx, act, &draft, &before.content.trained_for)?;
    let worker = FieldWorker {
        display_name: draft.display_name,
        status: draft.status,
        content: draft.content,
        ..before
    };
    query!(tx, field_workers::update(act, &worker))?;
    if worker.status == FieldWorkerStatus::Left {
        devices::revoke_all_of(tx, act, id, lifetime)?;
    }
    let after = query!(tx, field_workers::find(&act.actor, id))?;
    record(tx, act, "field_worker.updated", after)
}

/// What a draft refers to must be there; campaigns that stood there `before` are not looked for again.
fn known(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &FieldWorkerDraft,
    before: &[CampaignId],
) -> Result<(), ServiceError> {
    known_neighbourhoods(tx, act, &draft.content.neighbourhood_codes)?;
    let trained = &draft.content.trained_for;
    let new: Vec<CampaignId> = trained.iter().copied().filter(|id| !before.contains(id)).collect();
    let found = query!(tx, campaigns::known(&act.actor, &new))?;
    let mut invalid = Invalid::default();
    for (index, id) in trained.iter().enumerate().filter(|(_, id)| new.contains(id) && !found.contains(id)) {
        let pointer = format!("/trained_for/{index}");
        invalid.push(pointer, "unknown_reference", format!("There is no campaign {id}."));
    }
    Ok(invalid.or(())?)
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    worker: FieldWorker,
) -> Result<Recorded<FieldWorker>, ServiceError> {
    let change = Change {
        action,
        subject_type: "field_worker",
        subject_id: worker.id.to_string(),
        payload: json!({"id": worker.id, "status": worker.status.as_str(), "version": worker.version}),
    };
    Ok(tx.record(act, change)?.map(|()| worker))
}

/// What a field worker worked in a year, month by month, beside the contract.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is no such field worker for the caller.
pub fn hours(
    tx: &mut Tx<'_>,
    who: &Actor,
    (id, year): (FieldWorkerId, i16),
) -> Result<Vec<MonthWorked>, ServiceError> {
    let worker = query!(tx, field_workers::find(who, id))?;
    let begins = |year| Instant::start_of(Day::constant(year, 1, 1));
    let visits = query!(tx, visits::worked(who, id, (begins(year), begins(year + 1))))?;
    Ok(months(year, &worker.content.contract, &visits))
}
