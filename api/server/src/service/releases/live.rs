//! Live progress: once a day it is looked whether the totals of running campaigns may move. What was told is kept with
//! what is behind it, and the quarter's release reckons with it.

use std::collections::{BTreeMap, btree_map::Entry};

use palier_domain::{
    caller::{Actor, Mode},
    code::NeighbourhoodCode,
    disclosure::Evidence,
    ids::CampaignId,
    release::{Frame, LiveCounting, LiveStep, Method, Period, Quarter, Release, StepBefore, quiet_from},
    time::{Day, Instant},
};
use palier_store::{
    Recorded, StoreError, Tx, query,
    rows::{CountedSpan, KeptStep, LiveQuarter},
};

use super::{
    Preparing, ServiceError,
    facts::{self, Kept},
    prepare::{KeyedDraws, settings},
};
use crate::{keys::Vault, service::figures};

/// Separates what is behind steps from all else that the vault seals.
const PURPOSE: &str = "live evidence";

/// What was told of a campaign while a quarter runs.
#[derive(Clone, Debug)]
pub struct Progress {
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
/// [`NotFound`](StoreError::NotFound) if the campaign is not there, or its figures are not shown to the caller: they are
/// its partner's and the operator's.
pub fn progress(
    tx: &mut Tx<'_>,
    who: &Actor,
    (id, quarter): (CampaignId, Quarter),
) -> Result<Progress, ServiceError> {
    let campaign = figures::campaign(tx, who, id)?;
    let steps = query!(tx, live_steps::of_campaign(who, (id, Period::Quarter(quarter))))?;
    let content = campaign.content;
    let quiet_from = quiet_from(quarter, content.ends_on);
    Ok(Progress { quarter, quiet_from, target_doors: content.target_doors, steps })
}

/// A campaign that is looked at.
struct Running {
    id: CampaignId,
    quarter: LiveQuarter,
    codes: Vec<NeighbourhoodCode>,
    /// The step before, with what is behind it.
    before: Option<(KeptStep, Evidence)>,
}

/// A step that is new.
struct Taken {
    quarter: LiveQuarter,
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
            for running in running(tx, with.vault, (mode, on))? {
                taken.extend(look_at(tx, with, &running, (method, on, now))?);
            }
        }
        Ok::<_, ServiceError>(taken)
    })?;
    with.store
        .write(|tx| {
            if !query!(tx, live_steps::tick(on, now))? {
                return Ok::<_, StoreError>(Recorded::unchanged(0));
            }
            for Taken { quarter, kept, facts } in &taken {
                query!(tx, live_steps::insert(*quarter, kept))?;
                query!(tx, live_steps::keep_facts(*quarter, kept.step.campaign_id, facts))?;
            }
            Ok(Recorded::unchanged(taken.len()))
        })
        .map_err(Into::into)
}

/// The campaigns that run on a day, once for each vintage of their neighbourhoods.
fn running(tx: &mut Tx<'_>, vault: &Vault, (mode, on): (Mode, Day)) -> Result<Vec<Running>, ServiceError> {
    let of = Quarter::of(on);
    let vintages = query!(tx, neighbourhoods::vintages())?;
    let mut all = Vec::new();
    let mut before: BTreeMap<i32, Vec<KeptStep>> = BTreeMap::new();
    for campaign in query!(tx, counted::started_campaigns(mode))? {
        let content = &campaign.content;
        if on < content.starts_on || on >= quiet_from(of, content.ends_on) {
            continue;
        }
        let mut by_vintage: BTreeMap<i32, Vec<NeighbourhoodCode>> = BTreeMap::new();
        for code in &content.neighbourhood_codes {
            if let Some(vintage) = vintages.get(code) {
                by_vintage.entry(*vintage).or_default().push(code.clone());
            }
        }
        for (vintage, codes) in by_vintage {
            let quarter = LiveQuarter { mode, period: Period::Quarter(of), vintage };
            let known = match before.entry(vintage) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(query!(tx, live_steps::of_quarter(quarter))?),
            };
            let last = known.iter().rfind(|kept| kept.step.campaign_id == campaign.id);
            let last = last.map(|kept| Ok::<_, ServiceError>((kept.clone(), opened(vault, quarter, kept)?)));
            all.push(Running { id: campaign.id, quarter, codes, before: last.transpose()? });
        }
    }
    Ok(all)
}

/// Counts a campaign, and decides. What a step needs to be kept is read once more: most days there is none.
fn look_at(
    tx: &mut Tx<'_>,
    with: Preparing<'_>,
    running: &Running,
    (method, on, now): (&Method, Day, Instant),
) -> Result<Option<Taken>, ServiceError> {
    let quarter = running.quarter;
    let mut counting = LiveCounting::new(Quarter::of(on), running.id);
    for code in &running.codes {
        let here = so_far(tx, with, (running, code), now)?;
        here.values().for_each(|facts| counting.add(facts));
    }
    let before = running.before.as_ref().map(|(kept, evidence)| StepBefore {
        number: kept.number,
        on: kept.step.on,
        evidence,
    });
    let draws = KeyedDraws { vault: with.vault, period: quarter.period };
    let Some((step, evidence)) = counting.step(on, before, &settings(method), &draws) else {
        return Ok(None);
    };
    let mut facts = Vec::new();
    for code in &running.codes {
        let here = so_far(tx, with, (running, code), now)?;
        let sealed = facts::seal(with.vault, &context((quarter, running.id), code.as_str()), &here)?;
        facts.push((code.clone(), sealed));
    }
    let number = running.before.as_ref().map_or(0, |(kept, _)| kept.number) + 1;
    let of = context((quarter, running.id), &number.to_string());
    let evidence = with.vault.seal(PURPOSE, &evidence.to_bytes(), &of);
    let evidence = evidence.map_err(|error| ServiceError::Internal(error.to_string()))?;
    Ok(Some(Taken { quarter, kept: KeptStep { number, step, evidence }, facts }))
}

/// What a campaign recorded of the households of a neighbourhood so far, and what it had told of them.
fn so_far(
    tx: &mut Tx<'_>,
    with: Preparing<'_>,
    (running, code): (&Running, &NeighbourhoodCode),
    now: Instant,
) -> Result<Kept, ServiceError> {
    let (from, to) = running.quarter.period.instants();
    let span = CountedSpan { from, to, arrived: now };
    let mut kept = facts::recorded(tx, running.quarter.mode, (code, span), (with.vault, with.zone))?;
    let told = told(tx, running.quarter, code, with.vault)?;
    told.into_iter().filter(|(of, _)| *of == running.id).for_each(|(_, told)| facts::hold(&mut kept, told));
    let of_campaign =
        kept.into_iter().filter_map(|(household, facts)| Some((household, facts.of_campaign(running.id)?)));
    Ok(of_campaign.collect())
}

/// The quarter that a release is about.
pub fn quarter(release: &Release) -> LiveQuarter {
    LiveQuarter { mode: release.mode, period: release.period, vintage: release.vintage }
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

/// Puts into the frame of a quarter what was told of its campaigns. Answers with what is behind that.
///
/// # Errors
/// If the database fails, or what was kept can't be opened.
pub fn steps(
    tx: &mut Tx<'_>,
    vault: &Vault,
    release: &Release,
    frame: &mut Frame,
) -> Result<Evidence, ServiceError> {
    let quarter = quarter(release);
    let mut behind = Evidence::default();
    for kept in query!(tx, live_steps::of_quarter(quarter))? {
        behind.join(opened(vault, quarter, &kept)?);
        frame.steps.push(kept.step);
    }
    Ok(behind)
}

fn opened(vault: &Vault, quarter: LiveQuarter, kept: &KeptStep) -> Result<Evidence, ServiceError> {
    let of = context((quarter, kept.step.campaign_id), &kept.number.to_string());
    let opened = vault.open(PURPOSE, &kept.evidence, &of);
    let opened = opened.map_err(|error| ServiceError::Internal(error.to_string()))?;
    Evidence::from_bytes(&opened).map_err(|error| ServiceError::Internal(error.to_string()))
}

fn context((quarter, campaign): (LiveQuarter, CampaignId), of: &str) -> Vec<u8> {
    format!("live/{}/{}/{campaign}/{of}", quarter.period, quarter.vintage).into_bytes()
}
