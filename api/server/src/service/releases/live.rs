//! Live progress: once a day it is looked whether the totals of running campaigns may move. What was told is kept with
//! what is behind it, and the quarter's release reckons with it.

use std::collections::BTreeMap;

use palier_domain::{
    caller::{Actor, Mode},
    code::NeighbourhoodCode,
    disclosure::Evidence,
    ids::CampaignId,
    release::{LiveCounting, LiveStep, Method, Period, Quarter, Release, StepBefore, quiet_from},
    time::{Day, Instant},
};
use palier_store::{
    Recorded, Tx, query,
    rows::{CountedSpan, KeptStep, LiveQuarter},
};

use super::{
    Preparing, ServiceError,
    facts::{self, Kept},
    prepare::{KeyedDraws, settings},
    thresholds,
};
use crate::{keys::Vault, service::figures};

/// Separates what is behind steps from all else that the vault seals.
const PURPOSE: &str = "live evidence";

/// What was told of a campaign while a quarter runs.
#[derive(Clone, Debug)]
pub struct CampaignProgress {
    /// Which quarter.
    pub quarter: Quarter,
    /// From this day on there are no more steps of it.
    pub quiet_from: Day,
    /// How many doors were ordered.
    pub target_doors: u32,
    /// What was told, with the vintage of the neighbourhoods, the oldest first.
    pub steps: Vec<(i32, LiveStep)>,
}

/// What was told of a campaign in a quarter.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if the campaign is not there, or its figures are not shown to the
/// caller: they are its partner's and the operator's.
pub fn progress(
    tx: &mut Tx<'_>,
    who: &Actor,
    (id, quarter): (CampaignId, Quarter),
) -> Result<CampaignProgress, ServiceError> {
    let campaign = figures::campaign(tx, who, id)?;
    let steps = query!(tx, live_steps::of_campaign(who, (id, Period::Quarter(quarter))))?;
    let content = campaign.content;
    let quiet_from = quiet_from(quarter, content.ends_on);
    Ok(CampaignProgress { quarter, quiet_from, target_doors: content.target_doors, steps })
}

/// A campaign that is looked at, in its neighbourhoods of one vintage.
struct Running {
    id: CampaignId,
    codes: Vec<NeighbourhoodCode>,
}

/// A step that is new.
struct Taken {
    quarter: LiveQuarter,
    method: Method,
    kept: KeptStep,
    facts: Vec<(NeighbourhoodCode, Vec<u8>)>,
}

/// Looks at all running campaigns, once a day. Answers how many steps there are; 0 if it was done already.
///
/// # Errors
/// If the database fails; then nothing was told, and the day is still to be looked at.
pub fn tick(with: Preparing<'_>, method: &Method, (on, now): (Day, Instant)) -> Result<usize, ServiceError> {
    if with.store.read(|tx| query!(tx, live_steps::ticked(on)))? {
        return Ok(0);
    }
    let taken = with.store.snapshot(|tx| {
        let mut taken = Vec::new();
        for mode in [Mode::Live, Mode::Test] {
            for (vintage, running) in running(tx, (mode, on))? {
                let quarter = LiveQuarter { mode, quarter: Quarter::of(on), vintage };
                taken.extend(look_at(tx, with, (quarter, &running), (method, on, now))?);
            }
        }
        Ok::<_, ServiceError>(taken)
    })?;
    with.store.write(|tx| {
        if !query!(tx, live_steps::tick(on, now))? {
            return Ok::<_, ServiceError>(Recorded::unchanged(0));
        }
        for Taken { quarter, method, kept, facts } in &taken {
            thresholds::fix(tx, (quarter.mode, quarter.period()), method)?;
            query!(tx, live_steps::insert(*quarter, kept))?;
            query!(tx, live_steps::keep_facts(*quarter, kept.step.campaign_id, facts))?;
        }
        Ok(Recorded::unchanged(taken.len()))
    })
}

/// The campaigns that run on a day, by the vintage of their neighbourhoods.
fn running(tx: &mut Tx<'_>, (mode, on): (Mode, Day)) -> Result<BTreeMap<i32, Vec<Running>>, ServiceError> {
    let vintages = query!(tx, neighbourhoods::vintages())?;
    let mut all: BTreeMap<i32, Vec<Running>> = BTreeMap::new();
    for campaign in query!(tx, counted::started_campaigns(mode))? {
        let content = &campaign.content;
        if on < content.starts_on || on >= quiet_from(Quarter::of(on), content.ends_on) {
            continue;
        }
        let mut by_vintage: BTreeMap<i32, Vec<NeighbourhoodCode>> = BTreeMap::new();
        for code in &content.neighbourhood_codes {
            if let Some(vintage) = vintages.get(code) {
                by_vintage.entry(*vintage).or_default().push(code.clone());
            }
        }
        for (vintage, codes) in by_vintage {
            all.entry(vintage).or_default().push(Running { id: campaign.id, codes });
        }
    }
    Ok(all)
}

/// Counts all campaigns of a quarter, and decides. What a step needs to be kept is read once more: most days there is
/// none.
fn look_at(
    tx: &mut Tx<'_>,
    with: Preparing<'_>,
    (quarter, running): (LiveQuarter, &[Running]),
    (method, on, now): (&Method, Day, Instant),
) -> Result<Vec<Taken>, ServiceError> {
    let new = |running: &Running| (running.id, LiveCounting::new(quarter.quarter, running.id));
    let mut counts: BTreeMap<CampaignId, LiveCounting> = running.iter().map(new).collect();
    each(tx, with, (quarter, now), running, |id, _, kept| {
        let counting = counts.get_mut(&id);
        counting.into_iter().for_each(|counting| kept.values().for_each(|facts| counting.add(facts)));
        Ok(())
    })?;
    let method = thresholds::method_of(tx, (quarter.mode, quarter.period()), method)?;
    let before = query!(tx, live_steps::of_quarter(quarter))?;
    let draws = KeyedDraws { vault: with.vault, period: quarter.period() };
    let mut taken: BTreeMap<CampaignId, Taken> = BTreeMap::new();
    for (id, counting) in counts {
        let last = before.iter().rfind(|kept| kept.step.campaign_id == id);
        let behind = last.map(|kept| opened(with.vault, quarter, kept)).transpose()?;
        let last = last.zip(behind.as_ref());
        let last =
            last.map(|(kept, evidence)| StepBefore { number: kept.number, on: kept.step.on, evidence });
        let number = last.map_or(0, |last| last.number) + 1;
        if let Some((step, evidence)) = counting.step(on, last, &settings(&method), &draws) {
            let evidence = sealed(with.vault, (quarter, id, number), &evidence)?;
            let kept = KeptStep { number, step, evidence };
            taken.insert(id, Taken { quarter, method: method.clone(), kept, facts: vec![] });
        }
    }
    let moved = running.iter().filter(|running| taken.contains_key(&running.id));
    let moved: Vec<Running> =
        moved.map(|running| Running { id: running.id, codes: running.codes.clone() }).collect();
    each(tx, with, (quarter, now), &moved, |id, code, kept| {
        let sealed = facts::seal(with.vault, &context((quarter, id), code.as_str()), kept)?;
        taken.get_mut(&id).into_iter().for_each(|taken| taken.facts.push((code.clone(), sealed.clone())));
        Ok(())
    })?;
    Ok(taken.into_values().collect())
}

/// Reads what campaigns recorded so far of the households of each neighbourhood, together with what they had told of
/// them. A neighbourhood is read once, whatever many campaigns are there.
fn each(
    tx: &mut Tx<'_>,
    with: Preparing<'_>,
    (quarter, now): (LiveQuarter, Instant),
    running: &[Running],
    mut see: impl FnMut(CampaignId, &NeighbourhoodCode, &Kept) -> Result<(), ServiceError>,
) -> Result<(), ServiceError> {
    let mut here: BTreeMap<&NeighbourhoodCode, Vec<CampaignId>> = BTreeMap::new();
    for campaign in running {
        campaign.codes.iter().for_each(|code| here.entry(code).or_default().push(campaign.id));
    }
    let (from, to) = quarter.period().instants();
    let span = CountedSpan { from, to, arrived: now };
    for (code, campaigns) in here {
        let recorded = facts::recorded(tx, quarter.mode, (code, span), (with.vault, with.zone))?;
        let mut told: BTreeMap<CampaignId, Kept> = told(tx, quarter, code, with.vault)?.into_iter().collect();
        for id in campaigns {
            let own = recorded.iter().filter_map(|(at, facts)| Some((at.clone(), facts.of_campaign(id)?)));
            let mut kept: Kept = own.collect();
            told.remove(&id).into_iter().for_each(|told| facts::hold(&mut kept, told));
            see(id, code, &kept)?;
        }
    }
    Ok(())
}

/// The quarter that a release is about; a year is about none.
pub fn quarter(release: &Release) -> Option<LiveQuarter> {
    match release.period {
        Period::Quarter(quarter) => {
            Some(LiveQuarter { mode: release.mode, quarter, vintage: release.vintage })
        }
        Period::Year(_) => None,
    }
}

/// What the last steps of campaigns counted of a neighbourhood's households.
///
/// # Errors
/// If the database fails, or what was kept can't be opened.
pub fn told(
    tx: &mut Tx<'_>,
    quarter: LiveQuarter,
    code: &NeighbourhoodCode,
    vault: &Vault,
) -> Result<Vec<(CampaignId, Kept)>, ServiceError> {
    let sealed = query!(tx, live_steps::facts(quarter, code))?;
    let open = |(campaign, sealed): (CampaignId, Vec<u8>)| {
        Ok((campaign, facts::open(vault, &context((quarter, campaign), code.as_str()), &sealed)?))
    };
    sealed.into_iter().map(open).collect()
}

/// What was told of a quarter's campaigns, by campaign, the oldest first, and what is behind it.
///
/// # Errors
/// If the database fails, or what was kept can't be opened.
pub fn steps(
    tx: &mut Tx<'_>,
    vault: &Vault,
    quarter: LiveQuarter,
) -> Result<(Vec<LiveStep>, Evidence), ServiceError> {
    let (mut steps, mut behind) = (Vec::new(), Evidence::default());
    for kept in query!(tx, live_steps::of_quarter(quarter))? {
        behind.join(opened(vault, quarter, &kept)?);
        steps.push(kept.step);
    }
    Ok((steps, behind))
}

fn sealed(
    vault: &Vault,
    (quarter, campaign, number): (LiveQuarter, CampaignId, u32),
    evidence: &Evidence,
) -> Result<Vec<u8>, ServiceError> {
    let of = context((quarter, campaign), &number.to_string());
    let sealed = vault.seal(PURPOSE, &evidence.to_bytes(), &of);
    sealed.map_err(|error| ServiceError::Internal(error.to_string()))
}

fn opened(vault: &Vault, quarter: LiveQuarter, kept: &KeptStep) -> Result<Evidence, ServiceError> {
    let of = context((quarter, kept.step.campaign_id), &kept.number.to_string());
    let opened = vault.open(PURPOSE, &kept.evidence, &of);
    let opened = opened.map_err(|error| ServiceError::Internal(error.to_string()))?;
    Evidence::from_bytes(&opened).map_err(|error| ServiceError::Internal(error.to_string()))
}

fn context((quarter, campaign): (LiveQuarter, CampaignId), of: &str) -> Vec<u8> {
    format!("live/{}/{}/{campaign}/{of}", quarter.period(), quarter.vintage).into_bytes()
}
