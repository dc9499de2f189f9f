//! What a release reads of programmes: campaigns with a control group. It is read for the release's job alone, of all
//! field workers together.

use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use palier_domain::{
    caller::Mode,
    code::NeighbourhoodCode,
    control_group::{Arm, Stairwell},
    household::Occupants,
    ids::{CampaignId, ControlGroupId, HouseholdId},
    time::Instant,
    visit::Outcome,
};

use super::Conn;
use crate::{
    StoreError,
    rows::{ProgrammeHousehold, document, stored},
    schema::{control_group_stairwells, control_groups, households, visits},
    types::{At, Json, Key, key},
};

/// The campaigns that have a control group, each with the group and its seed.
///
/// # Errors
/// If the database fails.
pub fn control_groups(
    conn: &mut Conn,
    mode: Mode,
) -> Result<Vec<(CampaignId, ControlGroupId, String)>, StoreError> {
    let rows: Vec<(Key, Key, String)> = control_groups::table
        .filter(control_groups::mode.eq(mode.as_str()))
        .order(control_groups::campaign_id)
        .select((control_groups::campaign_id, control_groups::id, control_groups::seed))
        .load(conn)?;
    Ok(rows.into_iter().map(|(campaign, group, seed)| (campaign.into(), group.into(), seed)).collect())
}

/// All stairwells of a draw with their arms.
///
/// # Errors
/// If the database fails.
pub fn arms(conn: &mut Conn, group: ControlGroupId) -> Result<Vec<(Stairwell, Arm)>, StoreError> {
    use control_group_stairwells as drawn;
    let rows: Vec<(String, String, String, String)> = control_group_stairwells::table
        .filter(control_group_stairwells::control_group_id.eq(key(group)))
        .order((drawn::neighbourhood_code, drawn::building, drawn::stairwell))
        .select((drawn::neighbourhood_code, drawn::building, drawn::stairwell, drawn::arm))
        .load(conn)?;
    rows.into_iter()
        .map(|(neighbourhood_code, building, stairwell, arm)| {
            let arm = stored("arm of a stairwell", Arm::parse(&arm))?;
            Ok((Stairwell { neighbourhood_code, building, stairwell }, arm))
        })
        .collect()
}

type HouseholdRow = (Key, String, Option<String>, Option<Json>, At);

/// The households of a neighbourhood whose building is known.
///
/// # Errors
/// If the database fails.
pub fn households(
    conn: &mut Conn,
    mode: Mode,
    code: &NeighbourhoodCode,
) -> Result<Vec<ProgrammeHousehold>, StoreError> {
    let rows: Vec<HouseholdRow> = households::table
        .filter(households::mode.eq(mode.as_str()).and(households::neighbourhood_code.eq(code.as_str())))
        .filter(households::building.is_not_null())
        .order(households::id)
        .select((
            households::id,
            households::building.assume_not_null(),
            households::stairwell,
            households::occupants,
            households::occurred_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, building, stairwell, occupants, since)| {
            let occupants = occupants.map(|json| document::<Occupants>("occupants", json.0)).transpose()?;
            let stairwell = stairwell.unwrap_or_default();
            Ok(ProgrammeHousehold {
                id: id.into(),
                stairwell: Stairwell { neighbourhood_code: code.to_string(), building, stairwell },
                occupants: occupants.map(Occupants::total),
                since: since.0,
            })
        })
        .collect()
}

/// When the campaign reached households of a neighbourhood: its interviews that had arrived by then and that no
/// correction that had arrived replaces, oldest first.
///
/// # Errors
/// If the database fails.
pub fn interviews(
    conn: &mut Conn,
    campaign: CampaignId,
    (code, arrived): (&NeighbourhoodCode, Instant),
) -> Result<Vec<(HouseholdId, Instant)>, StoreError> {
    let corrections = diesel::alias!(visits as later_visits);
    let corrected = corrections
        .filter(corrections.field(visits::supersedes_id).eq(visits::id.nullable()))
        .filter(corrections.field(visits::received_at).le(At(arrived)))
        .select(corrections.field(visits::id));
    let rows: Vec<(Key, At)> = visits::table
        .inner_join(households::table)
        .filter(visits::campaign_id.eq(key(campaign)))
        .filter(households::neighbourhood_code.eq(code.as_str()))
        .filter(visits::outcome.eq(Outcome::Interviewed.as_str()))
        .filter(visits::received_at.le(At(arrived)))
        .filter(not(exists(corrected)))
        .order((visits::occurred_at, visits::id))
        .select((visits::household_id, visits::occurred_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(household, at)| (household.into(), at.0)).collect())
}
