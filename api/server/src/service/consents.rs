//! Consents: decisions of households, taken down at the door or withdrawn later; what they forbid ends at once.

use palier_domain::{
    caller::{Act, Actor},
    consent::{Consent, ConsentDecision, ConsentDraft, Purpose, in_force},
    contact_rules::Way,
    error::Invalid,
    ids::{ConsentId, HouseholdId, OrganisationId},
    organisation::OrganisationKind,
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    ServiceError, contact_flags,
    field::{self, Field, Put, take_turns},
    referrals,
};

/// The ids that are written, or referred to, when this decision is put.
#[must_use]
pub fn turns(draft: &ConsentDraft) -> Vec<Uuid> {
    vec![draft.id.0, draft.household_id.0]
}

/// Takes a decision down; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: ConsentDraft,
) -> Result<Recorded<Put<Consent>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Takes down a decision whose turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if the household is not there (yet);
/// [`ServiceError::Invalid`] if it says what can't be.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: ConsentDraft,
) -> Result<Recorded<Put<Consent>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = ConsentDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "consent", &draft)?;
    if let Some(known) = query!(tx, consents::taken(act, draft.id))? {
        return unchanged(tx, act, draft.id, known == fingerprint);
    }
    if query!(tx, households::known(&act.actor, &[draft.household_id]))?.is_empty() {
        return Err(ServiceError::missing("/household_id", "household", draft.household_id));
    }
    let mut invalid = Invalid::default();
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    if let Some(organisation) = draft.organisation_id {
        takes_referrals(tx, organisation, &mut invalid)?;
    }
    invalid.or(())?;
    keep(tx, act, field, new(act, draft, fingerprint)).map(|recorded| recorded.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ConsentId,
    same: bool,
) -> Result<Recorded<Put<Consent>>, ServiceError> {
    match query!(tx, consents::find(&act.actor, id)) {
        Ok(consent) if same => Ok(Recorded::unchanged(Put::Unchanged(consent))),
        Ok(_) | Err(StoreError::NotFound) => {
            Err(ServiceError::Differs { kind: "consent", id: id.0, version: 1 })
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes that an organisation takes no referrals. (Asked on nobody's behalf: a device names the partners that its
/// package lists.)
///
/// # Errors
/// If the database fails.
pub(super) fn takes_referrals(
    tx: &mut Tx<'_>,
    id: OrganisationId,
    invalid: &mut Invalid,
) -> Result<(), ServiceError> {
    let known = match query!(tx, organisations::find(&Actor::CommandLine, id)) {
        Ok(organisation) => organisation.kind == OrganisationKind::Partner,
        Err(StoreError::NotFound) => false,
        Err(error) => return Err(error.into()),
    };
    if !known {
        invalid.push("/organisation_id", "unknown_reference", format!("There is no partner {id}."));
    }
    Ok(())
}

fn new(act: &Act, draft: ConsentDraft, fingerprint: Vec<u8>) -> Consent {
    Consent {
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        purpose: draft.purpose,
        organisation_id: draft.organisation_id,
        decision: draft.decision,
        withdraws_id: draft.withdraws_id,
        text_version: draft.text_version,
        language: draft.language,
        visit_id: draft.visit_id,
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        occurred_at: draft.occurred_at,
        received_at: act.at,
        fingerprint,
    }
}

/// Keeps a decision, and ends at once what it forbids.
fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    consent: Consent,
) -> Result<Recorded<Consent>, ServiceError> {
    query!(tx, consents::insert(act, &consent))?;
    let (purpose, organisation) = (consent.purpose, consent.organisation_id);
    let decisions = query!(tx, consents::all_of(&act.actor, consent.household_id))?;
    let last = in_force(&decisions, purpose, organisation).map(|last| last.decision);
    if last != Some(ConsentDecision::Granted) {
        match (purpose, organisation) {
            (Purpose::Referral, Some(organisation)) => {
                referrals::end_all(tx, act, consent.household_id, organisation)?;
            }
            (Purpose::ContactByPhone, _) => referrals::forget_contacts(tx, act, consent.household_id)?,
            _ => {}
        }
    }
    if Way::of_purpose(purpose).is_some() {
        // What it takes back may have been made before, by a clock that is ahead of this one.
        let named = consent.withdraws_id.and_then(|id| decisions.iter().find(|other| other.id == id));
        let since = named.map_or(consent.decided_at(), |named| named.decided_at().min(consent.decided_at()));
        contact_flags::judge(tx, act, field, (consent.household_id, Some(since)))?;
    }
    let change = Change {
        action: "consent.decided",
        subject_type: "consent",
        subject_id: consent.id.to_string(),
        payload: json!({
            "id": consent.id,
            "household_id": consent.household_id,
            "purpose": consent.purpose.as_str(),
            "organisation_id": consent.organisation_id,
            "decision": consent.decision.as_str(),
        }),
    };
    let touched = Touched::household(consent.household_id);
    Ok(tx.record_for_devices(act, (change, consent.id.0), &touched)?.map(|()| consent))
}

/// Takes a consent back: a decision of its own, after which the one before no longer counts. To withdraw what is not
/// granted any more changes nothing.
///
/// # Errors
/// If there is no such decision for the caller.
pub fn withdraw(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    id: ConsentId,
) -> Result<Recorded<Consent>, ServiceError> {
    let found = query!(tx, consents::find(&act.actor, id))?;
    take_turns(tx, act, &[found.household_id.0])?;
    let decisions = query!(tx, consents::all_of(&act.actor, found.household_id))?;
    let last = in_force(&decisions, found.purpose, found.organisation_id).cloned().unwrap_or(found);
    if last.decision != ConsentDecision::Granted {
        return Ok(Recorded::unchanged(last));
    }
    let draft = ConsentDraft {
        id: ConsentId(Uuid::now_v7()),
        household_id: last.household_id,
        purpose: last.purpose,
        organisation_id: last.organisation_id,
        decision: ConsentDecision::Withdrawn,
        withdraws_id: Some(last.id),
        text_version: last.text_version,
        language: last.language,
        visit_id: None,
        field_worker_id: act.actor.device().map(|device| device.field_worker_id),
        occurred_at: act.at,
    };
    let fingerprint = field::fingerprint(field, "consent", &draft)?;
    keep(tx, act, field, new(act, draft, fingerprint))
}

/// What waits for a consent by household and purpose rather than by id waits for this kind, of the household's id.
pub const BY_HOUSEHOLD: &str = "household_consent";

/// Demands a household's consent for a purpose that concerns no organisation, in force now.
///
/// # Errors
/// [`ServiceError::Missing`] if the household has decided nothing: its consent may still be on its way, in another batch;
/// `consent_required` at `pointer` if it refused or withdrew.
pub(super) fn demand(
    tx: &mut Tx<'_>,
    who: &Actor,
    (household, purpose): (HouseholdId, Purpose),
    pointer: &str,
) -> Result<(), ServiceError> {
    let decisions = query!(tx, consents::all_of(who, household))?;
    match in_force(&decisions, purpose, None).map(|last| last.decision) {
        Some(ConsentDecision::Granted) => Ok(()),
        None => Err(ServiceError::missing(pointer, BY_HOUSEHOLD, household)),
        Some(_) => {
            let detail = format!("The household's consent for {} is not in force.", purpose.as_str());
            Err(Invalid::one(pointer, "consent_required", detail).into())
        }
    }
}
