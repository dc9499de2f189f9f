//! Makes releases as the server's job does, from facts instead of the database. Here alone the product is at work.

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

use palier_domain::{
    disclosure::{Draws, Evidence, Outcome, Report, Settings, protect},
    ids::CampaignId,
    release::{
        Counting, Earlier, Facts, Frame, LiveCounting, LiveStep, Named, Period, Quarter, StepBefore, Table,
        quiet_from,
    },
    time::Day,
};

use crate::{
    K,
    life::{DAYS, Life},
    town::{QUARTERS, Town},
};

/// Of which year everything is.
const YEAR: i16 = 2026;

/// What everybody can read of a release.
pub struct Publication {
    /// Its name: `2026-Q1`, `2026`.
    pub edition: String,
    /// Its public structure.
    pub frame: Frame,
    /// Its published values, by `<location>|<table>/<item>`; all others are withheld.
    pub figures: HashMap<String, u32>,
}

/// A release with what nobody may read.
pub struct Made {
    /// Its period.
    pub period: Period,
    /// What is public.
    pub publication: Publication,
    /// The facts of each household that it was counted from, and that its year will be counted from.
    pub kept: BTreeMap<usize, Facts>,
    /// The facts that each step of live progress was counted from.
    pub live: Vec<(CampaignId, Day, BTreeMap<usize, Facts>)>,
    /// What later releases have to know.
    pub evidence: Evidence,
    /// What the protector did.
    pub report: Report,
    /// How long it took.
    pub protecting: Duration,
    /// The keys of the figures that there are, published or withheld.
    pub publishable: Vec<String>,
    /// How long the counting took.
    pub counting: Duration,
}

/// A secret key: a mixing function will do where nobody tries to invert it.
#[derive(Clone, Copy, Debug)]
pub struct Key(pub u64);

impl Key {
    /// The key of a period: the server's draws name it, so that each has its own.
    fn of(self, period: Period) -> Self {
        Self(period.to_string().bytes().fold(self.0, |key, byte| {
            key.rotate_left(7).wrapping_add(u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        }))
    }
}

impl Draws for Key {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        let text = purpose.bytes().chain([0xFF]).chain(cell.bytes()).chain(round.to_be_bytes());
        let hash = text.fold(self.0 ^ 0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29)
        });
        fastrand::Rng::with_seed(hash).u64(..)
    }
}

/// How releases are made.
pub struct Maker<'t> {
    /// Of which town.
    pub town: &'t Town,
    /// With which constants and protections.
    pub settings: Settings,
    /// With which key.
    pub key: Key,
    /// Whether it shows live progress.
    pub live: bool,
}

/// What was told of a quarter before it was over.
#[derive(Default)]
struct Live {
    steps: Vec<(CampaignId, Day, BTreeMap<usize, Facts>)>,
    evidence: Evidence,
}

impl Maker<'_> {
    /// A quarter, from what was there when it was published.
    #[must_use]
    pub fn quarter(&self, life: &Life, quarter: i8, as_of: i8) -> Made {
        let period = period(&format!("{YEAR}-Q{quarter}"));
        let mut frame = self.town.frame(quarter);
        let mut facts = self.counted(life.facts(quarter, as_of), &frame, period);
        let live = if self.live { self.live(life, quarter, &mut frame) } else { Live::default() };
        for (_, _, told) in &live.steps {
            for (household, told) in told {
                facts.entry(*household).or_default().hold(told.clone());
            }
        }
        self.make((period, frame), facts, &[], live)
    }

    /// A quarter that is not over: there is its live progress, and nothing else is published.
    #[must_use]
    pub fn running(&self, life: &Life, quarter: i8) -> Made {
        let period = period(&format!("{YEAR}-Q{quarter}"));
        let mut frame = self.town.frame(quarter);
        let live = self.live(life, quarter, &mut frame).steps;
        let mut kept = self.counted(life.facts(quarter, quarter), &frame, period);
        for (household, told) in live.iter().flat_map(|(_, _, told)| told) {
            kept.entry(*household).or_default().hold(told.clone());
        }
        Made {
            period,
            publication: Publication { edition: period.to_string(), frame, figures: HashMap::new() },
            kept,
            live,
            evidence: Evidence::default(),
            report: Report::default(),
            protecting: Duration::ZERO,
            publishable: vec![],
            counting: Duration::ZERO,
        }
    }

    /// What is counted of households in a quarter.
    fn counted(
        &self,
        mut facts: BTreeMap<usize, Facts>,
        frame: &Frame,
        period: Period,
    ) -> BTreeMap<usize, Facts> {
        let counting = Counting::new(period, frame);
        for (household, facts) in &mut facts {
            counting.keep(self.town.neighbourhood_of(*household), facts);
        }
        facts
    }

    /// The live progress of a quarter's campaigns, day by day.
    fn live(&self, life: &Life, quarter: i8, frame: &mut Frame) -> Live {
        let of = Quarter { year: YEAR, number: quarter };
        let first = Period::Quarter(of).first_day();
        let least = if self.settings.protections.steps { K as usize } else { 1 };
        let mut live = Live::default();
        let public = frame.clone();
        let mut campaigns: Vec<Watched> =
            frame.campaigns.iter().map(|campaign| Watched::new(campaign.id)).collect();
        for day in 1..=DAYS {
            let on = days_after(first, i64::from(day));
            if on >= quiet_from(of, Day::constant(YEAR, 12, 31)) {
                break;
            }
            let mut facts = None;
            for watched in &mut campaigns {
                // Most days it is plain that nothing moves, and households need not be looked at.
                if life.interviews(watched.id, quarter, day) < watched.interviewed() + least {
                    continue;
                }
                let now = facts.get_or_insert_with(|| {
                    self.counted(life.facts_on(quarter, day), &public, Period::Quarter(of))
                });
                let Some((step, evidence)) = watched.look(now, (of, on), self) else { continue };
                frame.steps.push(step);
                live.evidence.join(evidence);
                live.steps.push((watched.id, on, watched.told.clone()));
            }
        }
        frame.steps.sort_by_key(|step| (step.campaign_id, step.on));
        live
    }

    /// The year, from the facts that were kept of its quarters, whatever became of their records.
    #[must_use]
    pub fn year(&self, quarters: &[Made]) -> Made {
        let mut kept: BTreeMap<usize, Facts> = BTreeMap::new();
        for (household, facts) in quarters.iter().flat_map(|quarter| &quarter.kept) {
            kept.entry(*household).or_default().merge(facts.clone());
        }
        let whole = (period(&YEAR.to_string()), self.town.frame_of_year());
        self.make(whole, kept, quarters, Live::default())
    }

    /// Four quarters, each published before the next one ends, and their year.
    #[must_use]
    pub fn all(&self, life: &Life) -> Vec<Made> {
        let mut made: Vec<Made> =
            QUARTERS.iter().map(|&quarter| self.quarter(life, quarter, quarter)).collect();
        made.push(self.year(&made));
        made
    }

    fn make(
        &self,
        (period, frame): (Period, Frame),
        kept: BTreeMap<usize, Facts>,
        before: &[Made],
        live: Live,
    ) -> Made {
        let started = Instant::now();
        let mut counting = Counting::new(period, &frame);
        for (household, facts) in &kept {
            counting.add(self.town.neighbourhood_of(*household), facts);
        }
        for programme in self.town.programmes.iter().filter(|programme| programme.is_told_in(period)) {
            counting.add_programme(&programme.public, programme.counted());
        }
        let earlier: Vec<Earlier<'_>> = before
            .iter()
            .map(|made| Earlier {
                period: made.period,
                frame: &made.publication.frame,
                evidence: &made.evidence,
            })
            .collect();
        let laid =
            counting.lay(&earlier, &live.evidence).expect("the generator's facts agree with each other");
        let key = self.key.of(period);
        let counting = started.elapsed();
        let started = Instant::now();
        let protection =
            protect(laid.system, &self.settings, &key, &mut |_| {}).expect("the release can be protected");
        let protecting = started.elapsed();
        let figures = laid.own.iter().filter_map(|(name, id)| match protection.outcome(*id) {
            Outcome::Published(value) => Some((key_of(name), value)),
            Outcome::Withheld | Outcome::StructuralZero => None,
        });
        Made {
            period,
            kept,
            protecting,
            live: live.steps,
            evidence: protection.evidence(),
            report: protection.report().clone(),
            publishable: laid.own.iter().map(|(name, _)| key_of(name)).collect(),
            counting,
            publication: Publication { edition: period.to_string(), figures: figures.collect(), frame },
        }
    }
}

/// A campaign whose live progress is shown.
struct Watched {
    id: CampaignId,
    told: BTreeMap<usize, Facts>,
    before: Option<(u32, Day, Evidence)>,
}

impl Watched {
    fn new(id: CampaignId) -> Self {
        Self { id, told: BTreeMap::new(), before: None }
    }

    /// How many interviewed households were told at the last step.
    fn interviewed(&self) -> usize {
        let interview = (Table::DoorsInterviewed, String::new());
        let stands = |facts: &&Facts| facts.by_campaign.values().any(|of| of.contains(&interview));
        self.told.values().filter(stands).count()
    }

    /// Decides whether its figures move, from the facts of all households.
    fn look(
        &mut self,
        now: &BTreeMap<usize, Facts>,
        (of, on): (Quarter, Day),
        maker: &Maker<'_>,
    ) -> Option<(LiveStep, Evidence)> {
        let own = |(at, facts): (&usize, &Facts)| Some((*at, facts.of_campaign(self.id)?));
        let mut now: BTreeMap<usize, Facts> = now.iter().filter_map(own).collect();
        for (household, told) in &self.told {
            now.entry(*household).or_default().hold(told.clone());
        }
        let mut counting = LiveCounting::new(of, self.id);
        now.values().for_each(|facts| counting.add(facts));
        let last = self.before.as_ref();
        let last = last.map(|(number, on, evidence)| StepBefore { number: *number, on: *on, evidence });
        let key = maker.key.of(Period::Quarter(of));
        let (step, evidence) = counting.step(on, last, &maker.settings, &key)?;
        let number = last.map_or(0, |last| last.number) + 1;
        self.before = Some((number, on, evidence.clone()));
        self.told = now;
        Some((step, evidence))
    }
}

/// The key of a figure: its location, its table, its item.
fn key_of(name: &Named) -> String {
    let (table, item) = &name.cell;
    format!("{}|{}/{item}", name.location, table.as_str())
}

fn days_after(day: Day, days: i64) -> Day {
    palier_domain::time::Instant::start_of(day).plus_seconds(days * 24 * 3600).day()
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}
