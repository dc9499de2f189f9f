//! What a household uses, by its own meters.

use palier_domain::{
    caller::Actor,
    consumption::{Period, periods},
    ids::HouseholdId,
    meter_reading::Utility,
};
use palier_store::{Tx, query};

use super::{ServiceError, meter_readings::still_consented};

/// What a household uses of one utility.
#[derive(Clone, Debug, PartialEq)]
pub struct Consumption {
    /// Whose it is.
    pub household_id: HouseholdId,
    /// Of what.
    pub utility: Utility,
    /// How many people live there, by the last diagnosis or else by what is known of the household; `None`: not known.
    pub occupants: Option<u32>,
    /// Between readings, oldest first.
    pub periods: Vec<Period>,
}

/// What a household uses, from all its readings.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is no such household for the caller; `consent_required` if it
/// has not agreed, or no longer.
pub fn of(
    tx: &mut Tx<'_>,
    who: &Actor,
    id: HouseholdId,
    utility: Utility,
) -> Result<Consumption, ServiceError> {
    let household = query!(tx, households::find(who, id))?;
    still_consented(tx, who, id)?;
    let readings = query!(tx, meter_readings::all_of(who, id, utility))?;
    let diagnoses = query!(tx, diagnoses::all_of(who, id, utility))?;
    let counted = household.occupants.map(|occupants| occupants.total()).filter(|total| *total > 0);
    let told = diagnoses.last().map(|diagnosis| diagnosis.content.occupants);
    Ok(Consumption {
        household_id: id,
        utility,
        occupants: told.or(counted),
        periods: periods(utility, &readings),
    })
}
