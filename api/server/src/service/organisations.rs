//! Organisations: the operator manages them; everyone else reads its own.

use palier_domain::{
    caller::Act,
    error::Invalid,
    event::EventType,
    ids::OrganisationId,
    organisation::{Organisation, OrganisationDraft},
};
use palier_store::{Announcement, Recorded, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError, policy};
use crate::auth::revocations::organisation_subject;

/// Adds an organisation.
///
/// # Errors
/// [`ServiceError::Invalid`] if kind and communes don't fit each other.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: OrganisationDraft,
) -> Result<Recorded<Organisation>, ServiceError> {
    policy::live(&act.actor)?;
    let draft = draft.check()?;
    let organisation = query!(tx, organisations::insert(act, OrganisationId(Uuid::now_v7()), &draft))?;
    record(tx, act, EventType::OrganisationCreated, organisation)
}

/// Replaces what is said of an organisation by what `change` makes of it. Its tokens live for `lifetime` seconds.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; [`ServiceError::Invalid`] as for a new one,
/// and if its kind would change.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (OrganisationId, &Expected),
    lifetime: u32,
    change: impl FnOnce(&Organisation) -> Result<OrganisationDraft, Invalid>,
) -> Result<Recorded<Organisation>, ServiceError> {
    let before = query!(tx, organisations::find_to_change(act, id))?;
    expected.check(before.version)?;
    policy::live(&act.actor)?;
    let draft = change(&before)?.check()?;
    if draft.kind != before.kind {
        return Err(Invalid::one("/kind", "immutable", "An organisation's kind is fixed for life.").into());
    }
    if (&draft.name, &draft.commune_codes) == (&before.name, &before.commune_codes) {
        return Ok(Recorded::unchanged(before));
    }
    let after = query!(tx, organisations::update(act, (id, before.version), &draft))?;
    if after.commune_codes != before.commune_codes {
        // A token carries its municipality's communes; one that was made of an earlier version must not outlive the
        // binding, also if it is being issued at this moment. Its own end comes a lifetime from now at the latest.
        let until = act.at.plus_seconds(i64::from(lifetime) + 60);
        let subject = organisation_subject(id, after.version);
        query!(tx, revocations::insert(act, &subject, until))?;
    }
    record(tx, act, EventType::OrganisationUpdated, after)
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    organisation: Organisation,
) -> Result<Recorded<Organisation>, ServiceError> {
    let announcement = Announcement {
        event_type,
        subject_id: organisation.id.to_string(),
        organisation_id: Some(organisation.id),
        data: json!({
            "organisation_id": organisation.id,
            "kind": organisation.kind.as_str(),
            "version": organisation.version,
        }),
    };
    Ok(tx.announce(act, announcement)?.map(|_event| organisation))
}
