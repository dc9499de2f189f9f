//! Diagnoses: made at the door, never changed, and assessed with all that is known by now.

use palier_domain::{
    caller::{Act, Actor},
    code::NeighbourhoodCode,
    control_group::{Arm, Stairwell},
    diagnosis::{Assessment, Diagnosis, DiagnosisDraft, assess},
    error::Invalid,
    household::Household,
    ids::DiagnosisId,
    tariff::{Tariff, holding_on},
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    Missing, ServiceError,
    field::{self, Field, Put, take_turns},
    meter_readings::{consented, still_consented},
};

/// The ids that are written, or referred to, when this diagnosis is put.
#[must_use]
pub fn turns(draft: &DiagnosisDraft) -> Vec<Uuid> {
    let own = [draft.id.0, draft.household_id.0];
    let others = [draft.visit_id.map(Uuid::from), draft.supersedes_id.map(Uuid::from)];
    own.into_iter().chain(others.into_iter().flatten()).collect()
}

/// Takes a diagnosis down; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: DiagnosisDraft,
) -> Result<Recorded<Put<Diagnosis>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Takes down a diagnosis whose turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if what it refers to is not there
/// (yet); [`ServiceError::Invalid`] if it says what can't be, or the household has not agreed.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: DiagnosisDraft,
) -> Result<Recorded<Put<Diagnosis>>, ServiceError> {
    let field_worker_id = field::field_worker(act, draft.field_worker_id)?;
    let draft = DiagnosisDraft { field_worker_id, ..draft }.check()?;
    let fingerprint = field::fingerprint(field, "diagnosis", &draft)?;
    if let Some(known) = query!(tx, diagnoses::taken(act, draft.id))? {
        return unchanged(tx, act, draft.id, known == fingerprint);
    }
    referred(tx, act, &draft)?;
    let mut invalid = Invalid::default();
    field::known_worker(tx, act, draft.field_worker_id, &mut invalid)?;
    if let Some(id) = draft.campaign_id
        && query!(tx, campaigns::known(&act.actor, &[id]))?.is_empty()
    {
        invalid.push("/campaign_id", "unknown_reference", format!("There is no campaign {id}."));
    }
    invalid.or(())?;
    consented(tx, &act.actor, draft.household_id)?;
    let diagnosis = new(act, draft, fingerprint);
    query!(tx, diagnoses::insert(act, &diagnosis))?;
    Ok(record(tx, act, diagnosis)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    id: DiagnosisId,
    same: bool,
) -> Result<Recorded<Put<Diagnosis>>, ServiceError> {
    match query!(tx, diagnoses::find(&act.actor, id)) {
        Ok(diagnosis) if same => Ok(Recorded::unchanged(Put::Unchanged(diagnosis))),
        Ok(diagnosis) => {
            Err(ServiceError::Differs { kind: "diagnosis", id: id.0, version: diagnosis.version() })
        }
        Err(StoreError::NotFound) => Err(ServiceError::Differs { kind: "diagnosis", id: id.0, version: 1 }),
        Err(error) => Err(error.into()),
    }
}

/// What the diagnosis refers to that is made in the field too, and may still be on its way.
fn referred(tx: &mut Tx<'_>, act: &Act, draft: &DiagnosisDraft) -> Result<(), ServiceError> {
    let household = draft.household_id;
    let mut missing = field::missing_household(tx, act, household)?;
    missing.extend(field::missing_visit(tx, act, draft.visit_id)?);
    let mut corrected = None;
    if let Some(id) = draft.supersedes_id {
        match query!(tx, diagnoses::find(&act.actor, id)) {
            Ok(found) => corrected = Some(found),
            Err(StoreError::NotFound) => {
                let pointer = "/supersedes_id".to_owned();
                missing.push(Missing { pointer, kind: "diagnosis", id: id.0 });
            }
            Err(error) => return Err(error.into()),
        }
    }
    if !missing.is_empty() {
        return Err(ServiceError::Missing(missing));
    }
    if corrected.is_some_and(|found| found.household_id != household || found.utility != draft.utility) {
        let detail = "A correction is of a diagnosis of the same household and utility.";
        return Err(Invalid::one("/supersedes_id", "other_household", detail).into());
    }
    field::of_household(tx, act, draft.visit_id, household)
}

fn new(act: &Act, draft: DiagnosisDraft, fingerprint: Vec<u8>) -> Diagnosis {
    Diagnosis {
        follow_up_due_on: draft.due_on(),
        follow_up_opens_at: draft.opens_at(),
        id: draft.id,
        mode: act.actor.mode(),
        household_id: draft.household_id,
        campaign_id: draft.campaign_id,
        visit_id: draft.visit_id,
        utility: draft.utility,
        content: draft.content,
        field_worker_id: draft.field_worker_id,
        device_id: act.actor.device().map(|device| device.id),
        occurred_at: draft.occurred_at,
        received_at: act.at,
        supersedes_id: draft.supersedes_id,
        superseded: false,
        fingerprint,
    }
}

fn record(tx: &mut Tx<'_>, act: &Act, diagnosis: Diagnosis) -> Result<Recorded<Diagnosis>, ServiceError> {
    let change = Change {
        action: "diagnosis.recorded",
        subject_type: "diagnosis",
        subject_id: diagnosis.id.to_string(),
        payload: json!({
            "id": diagnosis.id,
            "household_id": diagnosis.household_id,
            "campaign_id": diagnosis.campaign_id,
            "utility": diagnosis.utility.as_str(),
            "supersedes_id": diagnosis.supersedes_id,
        }),
    };
    let touched = Touched::household(diagnosis.household_id);
    Ok(tx.record_for_devices(act, (change, diagnosis.id.0), &touched)?.map(|()| diagnosis))
}

/// What a diagnosis comes to by now, with the tariffs that hold where the household lives and the arm of its stairwell.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// What it comes to.
    pub assessment: Assessment,
    /// The tariffs of the neighbourhood's communes, on the day of the diagnosis.
    pub tariffs: Vec<Tariff>,
    /// The arm of the household's stairwell in the campaign, if one was drawn.
    pub arm: Option<Arm>,
}

/// Assesses a diagnosis.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none for the caller; `consent_required` if the household no longer agrees.
pub fn assessed(tx: &mut Tx<'_>, who: &Actor, id: DiagnosisId) -> Result<Assessed, ServiceError> {
    let diagnosis = query!(tx, diagnoses::find(who, id))?;
    let (household, utility) = (diagnosis.household_id, diagnosis.utility);
    still_consented(tx, who, household)?;
    let readings = query!(tx, meter_readings::all_of(who, household, utility))?;
    let all = query!(tx, diagnoses::all_of(who, household, utility))?;
    let dwelling = query!(tx, households::find(who, household))?;
    let communes = query!(tx, neighbourhood_parts::communes_of(&[dwelling.neighbourhood_code.to_string()]))?;
    let communes: Vec<_> = communes.into_values().flatten().collect();
    let known = query!(tx, tariffs::of_communes(who, utility, &communes))?;
    let tariffs = holding_on(&known, diagnosis.occurred_at.day()).into_iter().cloned().collect();
    let arm = match (diagnosis.campaign_id, stairwell(&dwelling)) {
        (Some(campaign), Some(well)) => query!(tx, control_groups::arm_of(who, campaign, &well))?,
        _ => None,
    };
    Ok(Assessed { assessment: assess(diagnosis, &readings, &all), tariffs, arm })
}

/// The stairwell of a household, if its building is known.
fn stairwell(household: &Household) -> Option<Stairwell> {
    let code: &NeighbourhoodCode = &household.neighbourhood_code;
    Some(Stairwell {
        neighbourhood_code: code.to_string(),
        building: household.building.clone()?,
        stairwell: household.stairwell.clone().unwrap_or_default(),
    })
}
