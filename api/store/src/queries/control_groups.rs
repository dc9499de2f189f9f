//! Control groups of campaigns, and the arm of each stairwell.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    control_group::{Arm, ControlGroup, Stairwell},
    ids::{CampaignId, ControlGroupId},
    paging::{From as Start, Page},
};

use super::{Conn, Db};
use crate::{
    StoreError,
    rows::stored,
    schema::{control_group_stairwells, control_groups, households},
    types::{At, Key, key},
};

/// Rows of one statement: five variables each.
const CHUNK: usize = 1_000;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = control_groups, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    campaign_id: Key,
    seed: String,
    share_percent: i32,
    created_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = control_group_stairwells, check_for_backend(Db), treat_none_as_default_value = false)]
struct StairwellRow {
    control_group_id: Key,
    neighbourhood_code: String,
    building: String,
    stairwell: String,
    arm: String,
}

impl Row {
    fn group(self) -> Result<ControlGroup, StoreError> {
        Ok(ControlGroup {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            campaign_id: self.campaign_id.into(),
            seed: self.seed,
            share_percent: stored("share", u32::try_from(self.share_percent).ok())?,
            created_at: self.created_at.0,
        })
    }
}

impl StairwellRow {
    fn new(id: ControlGroupId, (well, arm): &(Stairwell, Arm)) -> Self {
        Self {
            control_group_id: key(id),
            neighbourhood_code: well.neighbourhood_code.clone(),
            building: well.building.clone(),
            stairwell: well.stairwell.clone(),
            arm: arm.as_str().to_owned(),
        }
    }

    fn stairwell(self) -> Result<(Stairwell, Arm), StoreError> {
        let arm = stored("arm of a stairwell", Arm::parse(&self.arm))?;
        let (building, stairwell) = (self.building, self.stairwell);
        Ok((Stairwell { neighbourhood_code: self.neighbourhood_code, building, stairwell }, arm))
    }
}

/// The control group of a campaign.
///
/// # Errors
/// [`StoreError::NotFound`] if none was drawn, or the caller is not the operator.
pub fn find(conn: &mut Conn, who: &Actor, campaign: CampaignId) -> Result<ControlGroup, StoreError> {
    if who.role() != Role::Operator {
        return Err(StoreError::NotFound);
    }
    control_groups::table
        .filter(control_groups::mode.eq(who.mode().as_str()))
        .filter(control_groups::campaign_id.eq(key(campaign)))
        .select(Row::as_select())
        .first(conn)?
        .group()
}

/// A page of the stairwells of a draw, by neighbourhood, building and stairwell.
///
/// # Errors
/// If the database fails.
pub fn stairwells(
    conn: &mut Conn,
    _who: &Actor,
    (id, arm): (ControlGroupId, Option<Arm>),
    start: &Start<Stairwell>,
) -> Result<Page<(Stairwell, Arm), Stairwell>, StoreError> {
    use control_group_stairwells::{arm as drawn, building, neighbourhood_code, stairwell};
    let mut query = control_group_stairwells::table
        .filter(control_group_stairwells::control_group_id.eq(key(id)))
        .into_boxed()
        .order((neighbourhood_code, building, stairwell))
        .limit(start.limit as i64 + 1);
    if let Some(arm) = arm {
        query = query.filter(drawn.eq(arm.as_str()));
    }
    if let Some(after) = &start.after {
        let (code, house, stairs) = (&after.neighbourhood_code, &after.building, &after.stairwell);
        let same_house = building.eq(house.clone()).and(stairwell.gt(stairs.clone()));
        let same_place = neighbourhood_code.eq(code.clone()).and(building.gt(house.clone()).or(same_house));
        query = query.filter(neighbourhood_code.gt(code.clone()).or(same_place));
    }
    let rows: Vec<StairwellRow> = query.select(StairwellRow::as_select()).load(conn)?;
    let rows = rows.into_iter().map(StairwellRow::stairwell).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |(well, _)| well.clone()))
}

/// How many stairwells are of an arm.
///
/// # Errors
/// If the database fails.
pub fn count(conn: &mut Conn, _who: &Actor, id: ControlGroupId, arm: Arm) -> Result<i64, StoreError> {
    let rows = control_group_stairwells::table
        .filter(control_group_stairwells::control_group_id.eq(key(id)))
        .filter(control_group_stairwells::arm.eq(arm.as_str()));
    Ok(rows.count().get_result(conn)?)
}

/// The stairwells of all households of these neighbourhoods whose building is known.
///
/// # Errors
/// If the database fails.
pub fn known_stairwells(
    conn: &mut Conn,
    who: &Actor,
    codes: &[NeighbourhoodCode],
) -> Result<Vec<Stairwell>, StoreError> {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let found: Vec<(String, String, Option<String>)> = households::table
        .filter(households::mode.eq(who.mode().as_str()))
        .filter(households::neighbourhood_code.eq_any(codes))
        .filter(households::building.is_not_null())
        .select((
            households::neighbourhood_code,
            households::building.assume_not_null(),
            households::stairwell,
        ))
        .distinct()
        .load(conn)?;
    let wells = found.into_iter().map(|(neighbourhood_code, building, stairwell)| Stairwell {
        neighbourhood_code,
        building,
        stairwell: stairwell.unwrap_or_default(),
    });
    Ok(wells.collect())
}

/// Keeps a draw.
///
/// # Errors
/// [`StoreError::Violation`] if the campaign has one.
pub fn insert(
    conn: &mut Conn,
    _act: &Act,
    group: &ControlGroup,
    arms: &[(Stairwell, Arm)],
) -> Result<(), StoreError> {
    let row = Row {
        id: key(group.id),
        mode: group.mode.as_str().to_owned(),
        campaign_id: key(group.campaign_id),
        seed: group.seed.clone(),
        share_percent: i32::try_from(group.share_percent).unwrap_or_default(),
        created_at: At(group.created_at),
    };
    diesel::insert_into(control_groups::table).values(row).execute(conn)?;
    for chunk in arms.chunks(CHUNK) {
        let rows: Vec<_> = chunk.iter().map(|arm| StairwellRow::new(group.id, arm)).collect();
        diesel::insert_into(control_group_stairwells::table).values(rows).execute(conn)?;
    }
    Ok(())
}

/// The arm of a stairwell in a campaign, if it was drawn. (Whoever asks: a device may know whom it should leave alone.)
///
/// # Errors
/// If the database fails.
pub fn arm_of(
    conn: &mut Conn,
    who: &Actor,
    campaign: CampaignId,
    well: &Stairwell,
) -> Result<Option<Arm>, StoreError> {
    use control_group_stairwells::{building, neighbourhood_code, stairwell};
    let text: Option<String> = control_group_stairwells::table
        .inner_join(control_groups::table)
        .filter(control_groups::mode.eq(who.mode().as_str()))
        .filter(control_groups::campaign_id.eq(key(campaign)))
        .filter(neighbourhood_code.eq(well.neighbourhood_code.clone()))
        .filter(building.eq(well.building.clone()))
        .filter(stairwell.eq(well.stairwell.clone()))
        .select(control_group_stairwells::arm)
        .first(conn)
        .optional()?;
    text.map(|text| stored("arm of a stairwell", Arm::parse(&text))).transpose()
}
