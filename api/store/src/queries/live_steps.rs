//! What was told of running campaigns before their quarter was over. Steps are only ever added.

use diesel::prelude::*;
use palier_domain::{
    caller::Actor,
    code::NeighbourhoodCode,
    ids::CampaignId,
    release::{LiveStep, Period},
    time::{Day, Instant},
};

use super::{Conn, Db, take_lock};
use crate::{
    StoreError,
    rows::{KeptStep, LiveQuarter, stored},
    schema::{live_facts, live_steps, live_ticks},
    types::{At, Key, On, key},
};

/// The number of the lock of whoever looks at running campaigns, among all advisory locks of the database.
const TICKING: i64 = 0x7061_6c69_7469_636b;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = live_steps, check_for_backend(Db))]
struct Row {
    mode: String,
    period: String,
    vintage: i32,
    campaign_id: Key,
    number: i32,
    told_on: On,
    doors_tried: i32,
    doors_opened: i32,
    doors_interviewed: i32,
    evidence: Vec<u8>,
}

impl Row {
    fn new(quarter: LiveQuarter, kept: &KeptStep) -> Self {
        let count = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
        Self {
            mode: quarter.mode.as_str().to_owned(),
            period: quarter.period().to_string(),
            vintage: quarter.vintage,
            campaign_id: key(kept.step.campaign_id),
            number: count(kept.number),
            told_on: On(kept.step.on),
            doors_tried: count(kept.step.doors_tried),
            doors_opened: count(kept.step.doors_opened),
            doors_interviewed: count(kept.step.doors_interviewed),
            evidence: kept.evidence.clone(),
        }
    }

    fn kept(self) -> Result<KeptStep, StoreError> {
        let count = |value: i32| stored("count of a step", u32::try_from(value).ok());
        let step = LiveStep {
            campaign_id: self.campaign_id.into(),
            on: self.told_on.0,
            doors_tried: count(self.doors_tried)?,
            doors_opened: count(self.doors_opened)?,
            doors_interviewed: count(self.doors_interviewed)?,
        };
        Ok(KeptStep { number: count(self.number)?, step, evidence: self.evidence })
    }
}

/// All steps of a quarter, by campaign, the oldest first. (For the release of the quarter, of all campaigns together.)
///
/// # Errors
/// If the database fails.
pub fn of_quarter(conn: &mut Conn, quarter: LiveQuarter) -> Result<Vec<KeptStep>, StoreError> {
    let rows: Vec<Row> = live_steps::table
        .filter(live_steps::mode.eq(quarter.mode.as_str()))
        .filter(live_steps::period.eq(quarter.period().to_string()))
        .filter(live_steps::vintage.eq(quarter.vintage))
        .order((live_steps::campaign_id, live_steps::number))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::kept).collect()
}

/// What was told of a campaign in a quarter, with the vintage, the oldest first. Whoever asks must have found the
/// campaign.
///
/// # Errors
/// If the database fails.
pub fn of_campaign(
    conn: &mut Conn,
    who: &Actor,
    (campaign, period): (CampaignId, Period),
) -> Result<Vec<(i32, LiveStep)>, StoreError> {
    let rows: Vec<Row> = live_steps::table
        .filter(live_steps::mode.eq(who.mode().as_str()))
        .filter(live_steps::campaign_id.eq(key(campaign)))
        .filter(live_steps::period.eq(period.to_string()))
        .order((live_steps::told_on, live_steps::vintage))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Ok((row.vintage, row.kept()?.step))).collect()
}

/// Adds a step.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, quarter: LiveQuarter, kept: &KeptStep) -> Result<(), StoreError> {
    diesel::insert_into(live_steps::table).values(Row::new(quarter, kept)).execute(conn)?;
    Ok(())
}

/// What the last steps counted of a neighbourhood's households, by campaign, sealed.
///
/// # Errors
/// If the database fails.
pub fn facts(
    conn: &mut Conn,
    quarter: LiveQuarter,
    neighbourhood: &NeighbourhoodCode,
) -> Result<Vec<(CampaignId, Vec<u8>)>, StoreError> {
    let rows: Vec<(Key, Vec<u8>)> = live_facts::table
        .filter(live_facts::mode.eq(quarter.mode.as_str()))
        .filter(live_facts::period.eq(quarter.period().to_string()))
        .filter(live_facts::neighbourhood_code.eq(neighbourhood.as_str()))
        .order(live_facts::campaign_id)
        .select((live_facts::campaign_id, live_facts::facts))
        .load(conn)?;
    Ok(rows.into_iter().map(|(campaign, facts)| (campaign.into(), facts)).collect())
}

/// Keeps what a step counted of a campaign's households, sealed, by neighbourhood, in the place of the step before.
///
/// # Errors
/// If the database fails.
pub fn keep_facts(
    conn: &mut Conn,
    quarter: LiveQuarter,
    campaign: CampaignId,
    facts: &[(NeighbourhoodCode, Vec<u8>)],
) -> Result<(), StoreError> {
    let (period, campaign) = (quarter.period().to_string(), key(campaign));
    let of_campaign = live_facts::campaign_id.eq(campaign).and(live_facts::period.eq(&period));
    let same = live_facts::table.filter(of_campaign).filter(live_facts::vintage.eq(quarter.vintage));
    diesel::delete(same).execute(conn)?;
    for (code, sealed) in facts {
        diesel::insert_into(live_facts::table)
            .values((
                live_facts::mode.eq(quarter.mode.as_str()),
                live_facts::period.eq(&period),
                live_facts::vintage.eq(quarter.vintage),
                live_facts::campaign_id.eq(campaign),
                live_facts::neighbourhood_code.eq(code.as_str()),
                live_facts::facts.eq(sealed),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets what was counted of households in a quarter.
///
/// # Errors
/// If the database fails.
pub fn forget_facts(conn: &mut Conn, quarter: LiveQuarter) -> Result<usize, StoreError> {
    let own = live_facts::table
        .filter(live_facts::mode.eq(quarter.mode.as_str()))
        .filter(live_facts::period.eq(quarter.period().to_string()))
        .filter(live_facts::vintage.eq(quarter.vintage));
    Ok(diesel::delete(own).execute(conn)?)
}

/// Whether running campaigns were looked at on that day.
///
/// # Errors
/// If the database fails.
pub fn ticked(conn: &mut Conn, on: Day) -> Result<bool, StoreError> {
    let own = live_ticks::table.filter(live_ticks::told_on.eq(On(on)));
    Ok(diesel::select(diesel::dsl::exists(own)).get_result(conn)?)
}

/// Notes that they were; whether nobody else had.
///
/// # Errors
/// If the database fails.
pub fn tick(conn: &mut Conn, on: Day, now: Instant) -> Result<bool, StoreError> {
    take_lock(conn, TICKING)?;
    if ticked(conn, on)? {
        return Ok(false);
    }
    let row = (live_ticks::told_on.eq(On(on)), live_ticks::ticked_at.eq(At(now)));
    diesel::insert_into(live_ticks::table).values(row).execute(conn)?;
    Ok(true)
}
