//! Referrals: sent with the household's consent and never without it, answered by the organisation, and ended at once when
//! the consent is withdrawn.

use palier_domain::{
    caller::{Act, Role},
    consent::{ConsentDecision, Purpose, in_force},
    error::Invalid,
    event::EventType,
    ids::{HouseholdId, OrganisationId, ReferralId},
    referral::{
        Referral, ReferralAction, ReferralDraft, ReferralEvent, ReferralEventKind, ReferralMessage,
        ReferralStatus, ReferralStatusReason, Side, Waited, after, next_waiting,
    },
};
use palier_store::{Announcement, Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Expected, Missing, ServiceError, consents,
    field::{self, Field, Put, take_turns},
    needs,
};

/// The column that a contact is sealed for; the referral's id keeps it from being put into another.
fn column(id: ReferralId) -> String {
    format!("referrals.contact/{id}")
}

/// The ids that are written, or referred to, when this referral is put.
#[must_use]
pub fn turns(draft: &ReferralDraft) -> Vec<Uuid> {
    let own = [draft.id.0, draft.household_id.0, draft.consent_id.0];
    own.into_iter().chain(draft.need_ids.iter().map(|need| need.0)).collect()
}

/// Sends a referral; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: ReferralDraft,
) -> Result<Recorded<Put<Referral>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Sends a referral whose turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Conflict`] `consent_required` without the household's consent; [`ServiceError::Differs`] if its id is
/// another one's; [`ServiceError::Missing`] if household, consent or a need is not there (yet);
/// [`ServiceError::Invalid`] if it says what can't be.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: ReferralDraft,
) -> Result<Recorded<Put<Referral>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = ReferralDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "referral", &draft)?;
    if let Some((known, version)) = query!(tx, referrals::taken(act, draft.id))? {
        return unchanged(tx, act, draft.id, (known == fingerprint, version));
    }
    if matches!(act.actor.role(), Role::Partner) {
        let detail = "Partners answer referrals; field workers and the operator send them.";
        return Err(ServiceError::Conflict { code: "not_yours_to_send", detail: detail.to_owned() });
    }
    referred(tx, act, &draft)?;
    let mut invalid = Invalid::default();
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    consents::takes_referrals(tx, draft.organisation_id, &mut invalid)?;
    invalid.or(())?;
    consented(tx, act, &draft)?;
    let referral = new(tx, act, field, draft, fingerprint)?;
    query!(tx, referrals::insert(act, &referral))?;
    let _moved = needs::refer(tx, act, &referral.need_ids)?;
    Ok(record(tx, act, EventType::ReferralSent, referral)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ReferralId,
    (same, version): (bool, i32),
) -> Result<Recorded<Put<Referral>>, ServiceError> {
    match query!(tx, referrals::find(&act.actor, id)) {
        Ok(referral) if same => Ok(Recorded::unchanged(Put::Unchanged(referral))),
        Ok(_) | Err(StoreError::NotFound) => {
            Err(ServiceError::Differs { kind: "referral", id: id.0, version })
        }
        Err(error) => Err(error.into()),
    }
}

/// What the referral refers to that is made in the field too, and may still be on its way.
fn referred(tx: &mut Tx<'_>, act: &Act, draft: &ReferralDraft) -> Result<(), ServiceError> {
    let mut missing = Vec::new();
    let mut note = |pointer: String, kind, id| missing.push(Missing { pointer, kind, id });
    if query!(tx, households::known(&act.actor, &[draft.household_id]))?.is_empty() {
        note("/household_id".to_owned(), "household", draft.household_id.0);
    }
    match query!(tx, consents::find(&act.actor, draft.consent_id)) {
        Ok(_) => {}
        Err(StoreError::NotFound) => note("/consent_id".to_owned(), "consent", draft.consent_id.0),
        Err(error) => return Err(error.into()),
    }
    let found = query!(tx, needs::find_many(&act.actor, &draft.need_ids))?;
    for (index, id) in draft.need_ids.iter().enumerate() {
        if !found.iter().any(|need| need.id == *id) {
            note(format!("/need_ids/{index}"), "need", id.0);
        }
    }
    if !missing.is_empty() {
        return Err(ServiceError::Missing(missing));
    }
    let mut invalid = Invalid::default();
    for (index, id) in draft.need_ids.iter().enumerate() {
        if found.iter().any(|need| need.id == *id && need.household_id != draft.household_id) {
            let detail = "The need is another household's.";
            invalid.push(format!("/need_ids/{index}"), "other_household", detail);
        }
    }
    Ok(invalid.or(())?)
}

/// The rule of the house: no referral without the household's consent to this organisation, in force now; no contact way
/// without its consent to be called.
fn consented(tx: &mut Tx<'_>, act: &Act, draft: &ReferralDraft) -> Result<(), ServiceError> {
    let decisions = query!(tx, consents::all_of(&act.actor, draft.household_id))?;
    let named = decisions.iter().find(|consent| consent.id == draft.consent_id);
    let about = named.filter(|consent| consent.is_about(Purpose::Referral, Some(draft.organisation_id)));
    let last = in_force(&decisions, Purpose::Referral, Some(draft.organisation_id));
    let granted = last.is_some_and(|consent| consent.decision == ConsentDecision::Granted);
    if about.is_none_or(|consent| consent.decision != ConsentDecision::Granted) || !granted {
        return Err(ServiceError::Conflict {
            code: "consent_required",
            detail: "The household's consent to a referral to this organisation is not in force: consent_id must name it."
                .to_owned(),
        });
    }
    let phone = in_force(&decisions, Purpose::ContactByPhone, None);
    let callable = phone.is_some_and(|consent| consent.decision == ConsentDecision::Granted);
    if draft.contact.is_some() && !callable {
        let detail = "The household's consent to be called is not in force.";
        return Err(Invalid::one("/contact", "consent_required", detail).into());
    }
    Ok(())
}

fn new(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: ReferralDraft,
    fingerprint: Vec<u8>,
) -> Result<Referral, ServiceError> {
    let household = query!(tx, households::find(&act.actor, draft.household_id))?;
    let data_key = household.sealed.data_key;
    let contact = match &draft.contact {
        Some(contact) => {
            let key = field.vault.open_data_key(draft.household_id, &data_key);
            let key = key.map_err(|error| ServiceError::Internal(error.to_string()))?;
            let sealed = key.seal(&column(draft.id), contact.trim().as_bytes());
            Some(sealed.map_err(|error| ServiceError::Internal(error.to_string()))?)
        }
        None => None,
    };
    let sent = ReferralEvent {
        version: 1,
        at: act.at,
        by: Side::Operator,
        kind: ReferralEventKind::Step,
        status: ReferralStatus::Sent,
        code: None,
    };
    Ok(Referral {
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        neighbourhood_code: household.neighbourhood_code,
        organisation_id: draft.organisation_id,
        consent_id: draft.consent_id,
        reason: draft.reason,
        themes: draft.themes,
        need_ids: draft.need_ids,
        contact,
        data_key,
        due_on: draft.due_on,
        status: ReferralStatus::Sent,
        status_reason: None,
        waited: Waited::begin(act.at),
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        occurred_at: draft.occurred_at,
        history: vec![sent],
        fingerprint,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    })
}

/// How the household can be reached, for whoever may see the referral.
///
/// # Errors
/// If the vault does not hold the key.
pub fn contact(field: Field<'_>, referral: &Referral) -> Result<Option<String>, ServiceError> {
    let Some(sealed) = &referral.contact else { return Ok(None) };
    let unreadable = || ServiceError::Internal("a referral's contact can't be read".to_owned());
    let key =
        field.vault.open_data_key(referral.household_id, &referral.data_key).map_err(|_| unreadable())?;
    let plain = key.open(&column(referral.id), sealed).map_err(|_| unreadable())?;
    String::from_utf8(plain).map(Some).map_err(|_| unreadable())
}

/// The side that somebody acts for.
fn side(act: &Act) -> Side {
    match act.actor.role() {
        Role::Partner => Side::Partner,
        _ => Side::Operator,
    }
}

/// Moves a referral on.
///
/// # Errors
/// [`ServiceError::Transition`] with what this side may do instead; [`ServiceError::Stale`].
pub fn act_on(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ReferralId, &Expected),
    (action, reason): (ReferralAction, Option<ReferralStatusReason>),
) -> Result<Recorded<Referral>, ServiceError> {
    let referral = query!(tx, referrals::find_to_change(act, id))?;
    expected.check(referral.version)?;
    let side = side(act);
    let status = after(referral.status, action, side)?;
    step(tx, act, referral, (status, side, reason))
}

fn step(
    tx: &mut Tx<'_>,
    act: &Act,
    referral: Referral,
    (status, by, reason): (ReferralStatus, Side, Option<ReferralStatusReason>),
) -> Result<Recorded<Referral>, ServiceError> {
    let next = status.is_open().then_some(Side::Partner);
    let event = ReferralEvent {
        version: referral.version + 1,
        at: act.at,
        by,
        kind: ReferralEventKind::Step,
        status,
        code: reason.map(|reason| reason.as_str().to_owned()),
    };
    let waited = referral.waited.turn(next, act.at);
    let contact = referral.contact.clone().filter(|_| status.is_open());
    let moved = go_on(act, Referral { status, status_reason: reason, waited, contact, ..referral }, event);
    query!(tx, referrals::update(act, &moved))?;
    if !status.is_open() {
        let _moved = needs::settle(tx, act, &moved.need_ids, status == ReferralStatus::Resolved)?;
    }
    record(tx, act, event_of(status), moved)
}

fn go_on(act: &Act, mut referral: Referral, event: ReferralEvent) -> Referral {
    referral.version = event.version;
    referral.updated_at = act.at;
    referral.history.push(event);
    referral
}

/// Tells the other side something.
///
/// # Errors
/// A conflict once the referral has ended; [`ServiceError::Stale`].
pub fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ReferralId, &Expected),
    message: ReferralMessage,
) -> Result<Recorded<Referral>, ServiceError> {
    let referral = query!(tx, referrals::find_to_change(act, id))?;
    expected.check(referral.version)?;
    if !referral.status.is_open() {
        return Err(ServiceError::Conflict {
            code: "referral_ended",
            detail: format!("The referral is {}.", referral.status.as_str()),
        });
    }
    let by = side(act);
    let event = ReferralEvent::message(referral.version + 1, (act.at, by), referral.status, message);
    let waited = match next_waiting(message, by) {
        Some(next) => referral.waited.turn(Some(next), act.at),
        None => referral.waited,
    };
    let told = go_on(act, Referral { waited, ..referral }, event);
    query!(tx, referrals::update(act, &told))?;
    record(tx, act, EventType::ReferralMessageSent, told)
}

/// Ends every open referral of a household to an organisation: it withdrew its consent.
///
/// # Errors
/// If the database fails.
pub(super) fn end_all(
    tx: &mut Tx<'_>,
    act: &Act,
    household: HouseholdId,
    organisation: OrganisationId,
) -> Result<(), ServiceError> {
    let reason = Some(ReferralStatusReason::ConsentWithdrawn);
    for referral in query!(tx, referrals::open_of(act, household, Some(organisation)))? {
        let _ended = step(tx, act, referral, (ReferralStatus::Withdrawn, Side::Operator, reason))?;
    }
    Ok(())
}

/// Takes the contact way out of every open referral of a household: it no longer wants to be called.
///
/// # Errors
/// If the database fails.
pub(super) fn forget_contacts(
    tx: &mut Tx<'_>,
    act: &Act,
    household: HouseholdId,
) -> Result<(), ServiceError> {
    let open = query!(tx, referrals::open_of(act, household, None))?;
    for referral in open.into_iter().filter(|referral| referral.contact.is_some()) {
        let event = ReferralEvent {
            version: referral.version + 1,
            at: act.at,
            by: Side::Operator,
            kind: ReferralEventKind::Step,
            status: referral.status,
            code: Some(ReferralStatusReason::ConsentWithdrawn.as_str().to_owned()),
        };
        let forgotten = go_on(act, Referral { contact: None, ..referral }, event);
        query!(tx, referrals::update(act, &forgotten))?;
        let _recorded = record_removal(tx, act, &forgotten)?;
    }
    Ok(())
}

/// The event that tells of a new status.
const fn event_of(status: ReferralStatus) -> EventType {
    match status {
        ReferralStatus::Sent => EventType::ReferralSent,
        ReferralStatus::Accepted => EventType::ReferralAccepted,
        ReferralStatus::Refused => EventType::ReferralRefused,
        ReferralStatus::InProgress => EventType::ReferralStarted,
        ReferralStatus::Resolved => EventType::ReferralResolved,
        ReferralStatus::NotResolved => EventType::ReferralNotResolved,
        ReferralStatus::Withdrawn => EventType::ReferralWithdrawn,
    }
}

/// The organisation is told by ids and a status: it names no household.
fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    referral: Referral,
) -> Result<Recorded<Referral>, ServiceError> {
    tx.touch(act, ("referral", referral.id.0), &Touched::household(referral.household_id))?;
    let announcement = Announcement {
        event_type,
        subject_id: referral.id.to_string(),
        organisation_id: Some(referral.organisation_id),
        data: data(&referral),
    };
    Ok(tx.announce(act, announcement)?.map(|_event| referral))
}

/// What a household no longer wants to have told is nobody's news.
fn record_removal(tx: &mut Tx<'_>, act: &Act, referral: &Referral) -> Result<Recorded<()>, ServiceError> {
    let change = Change {
        action: "referral.contact_removed",
        subject_type: "referral",
        subject_id: referral.id.to_string(),
        payload: data(referral),
    };
    let touched = Touched::household(referral.household_id);
    Ok(tx.record_for_devices(act, (change, referral.id.0), &touched)?)
}

fn data(referral: &Referral) -> Value {
    json!({
        "referral_id": referral.id,
        "organisation_id": referral.organisation_id,
        "status": referral.status.as_str(),
        "version": referral.version,
    })
}
