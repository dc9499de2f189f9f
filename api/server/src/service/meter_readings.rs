//! Meter readings: taken down at the door or told later, never changed, and looked at together.

use palier_domain::{
    caller::{Act, Actor},
    consent::Purpose,
    error::Invalid,
    ids::HouseholdId,
    meter_reading::{MeterReading, MeterReadingDraft, Observed, Utility, flags},
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    Missing, ServiceError, consents,
    field::{self, Field, Put, take_turns},
};

/// The ids that are written, or referred to, when this reading is put.
#[must_use]
pub fn turns(draft: &MeterReadingDraft) -> Vec<Uuid> {
    let own = [draft.id.0, draft.household_id.0];
    let others = [draft.visit_id.map(Uuid::from), draft.supersedes_id.map(Uuid::from)];
    own.into_iter().chain(others.into_iter().flatten()).collect()
}

/// Takes a reading down; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: MeterReadingDraft,
) -> Result<Recorded<Put<MeterReading>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Takes down a reading whose turns were taken; the same again changes nothing. Whether it agrees with the other readings
/// of the meter is worked out anew for all of them: a contradiction is flagged, not refused, since either may be wrong.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if what it refers to is not there
/// (yet), which the household's consent is one of; [`ServiceError::Invalid`] if it says what can't be, or the household
/// does not agree.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: MeterReadingDraft,
) -> Result<Recorded<Put<MeterReading>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = MeterReadingDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "meter_reading", &draft)?;
    if let Some((known, version)) = query!(tx, meter_readings::taken(act, draft.id))? {
        return unchanged(tx, act, &draft, (known == fingerprint, version));
    }
    referred(tx, act, &draft)?;
    let mut invalid = Invalid::default();
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    invalid.or(())?;
    consented(tx, &act.actor, draft.household_id)?;
    let reading = new(act, draft, fingerprint);
    query!(tx, meter_readings::insert(act, &reading))?;
    judge_all(tx, act, reading.household_id, reading.utility)?;
    let kept = query!(tx, meter_readings::find(&act.actor, reading.id))?;
    Ok(record(tx, act, kept)?.map(Put::Created))
}

/// Readings are kept, and used, only with the household's consent.
///
/// # Errors
/// As [`consents::demand`].
pub(super) fn consented(tx: &mut Tx<'_>, who: &Actor, household: HouseholdId) -> Result<(), ServiceError> {
    consents::demand(tx, who, (household, Purpose::MeterData), "/household_id")
}

/// What was read is no longer used once the household does not agree.
///
/// # Errors
/// A conflict `consent_required`.
pub(super) fn still_consented(
    tx: &mut Tx<'_>,
    who: &Actor,
    household: HouseholdId,
) -> Result<(), ServiceError> {
    consented(tx, who, household).map_err(|error| match error {
        ServiceError::Missing(_) | ServiceError::Invalid(_) => ServiceError::Conflict {
            code: "consent_required",
            detail: "The household's consent for meter_data is not in force.".to_owned(),
        },
        other => other,
    })
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &MeterReadingDraft,
    (same, version): (bool, i32),
) -> Result<Recorded<Put<MeterReading>>, ServiceError> {
    match query!(tx, meter_readings::find(&act.actor, draft.id)) {
        Ok(reading) if same => Ok(Recorded::unchanged(Put::Unchanged(reading))),
        Ok(_) | Err(StoreError::NotFound) => {
            Err(ServiceError::Differs { kind: "meter_reading", id: draft.id.0, version })
        }
        Err(error) => Err(error.into()),
    }
}

/// What the reading refers to that is made in the field too, and may still be on its way.
fn referred(tx: &mut Tx<'_>, act: &Act, draft: &MeterReadingDraft) -> Result<(), ServiceError> {
    let household = draft.household_id;
    let mut missing = field::missing_household(tx, act, household)?;
    missing.extend(field::missing_visit(tx, act, draft.visit_id)?);
    let corrected = match draft.supersedes_id {
        Some(id) => {
            let all = query!(tx, meter_readings::all_of(&act.actor, household, draft.utility))?;
            if !all.iter().any(|reading| reading.id == id) {
                missing.push(Missing {
                    pointer: "/supersedes_id".to_owned(),
                    kind: "meter_reading",
                    id: id.0,
                });
            }
            query!(tx, meter_readings::taken(act, id))?.is_some()
        }
        None => false,
    };
    match missing.as_slice() {
        [] => field::of_household(tx, act, draft.visit_id, household),
        // It is there, and is another meter's: no waiting will change that.
        [only] if only.kind == "meter_reading" && corrected => {
            let detail = "A correction is of a reading of the same meter, which you may see.";
            Err(Invalid::one("/supersedes_id", "other_meter", detail).into())
        }
        _ => Err(ServiceError::Missing(missing)),
    }
}

fn new(act: &Act, draft: MeterReadingDraft, fingerprint: Vec<u8>) -> MeterReading {
    MeterReading {
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        utility: draft.utility,
        index: draft.index,
        source: draft.source,
        meter_event: draft.meter_event,
        visit_id: draft.visit_id,
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        occurred_at: draft.occurred_at,
        received_at: act.at,
        supersedes_id: draft.supersedes_id,
        flags: vec![],
        version: 1,
        fingerprint,
    }
}

/// Works out the flags of all readings of a meter; the household's turn was taken.
fn judge_all(
    tx: &mut Tx<'_>,
    act: &Act,
    household: HouseholdId,
    utility: Utility,
) -> Result<(), ServiceError> {
    let all = query!(tx, meter_readings::all_of(&act.actor, household, utility))?;
    let observed: Vec<Observed> = all.iter().map(MeterReading::observed).collect();
    for (reading, judged) in all.iter().zip(flags(utility, &observed)) {
        if reading.flags != judged {
            query!(tx, meter_readings::flag(act, reading.id, &judged))?;
        }
    }
    Ok(())
}

fn record(tx: &mut Tx<'_>, act: &Act, reading: MeterReading) -> Result<Recorded<MeterReading>, ServiceError> {
    let change = Change {
        action: "meter_reading.recorded",
        subject_type: "meter_reading",
        subject_id: reading.id.to_string(),
        payload: json!({
            "id": reading.id,
            "household_id": reading.household_id,
            "utility": reading.utility.as_str(),
            "source": reading.source.as_str(),
            "flags": reading.flags,
            "supersedes_id": reading.supersedes_id,
        }),
    };
    let touched = Touched::household(reading.household_id);
    Ok(tx.record_for_devices(act, (change, reading.id.0), &touched)?.map(|()| reading))
}
