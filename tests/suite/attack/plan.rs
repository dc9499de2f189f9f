//! A random year of a small town: what the field records, when that arrives, and what is corrected or erased later.

use std::collections::BTreeMap;

use fastrand::Rng;
use palier_attack::rates::{Rates, happens};
use uuid::Uuid;

/// The year; its quarters are over.
pub const YEAR: i16 = 2025;
/// Its quarters.
pub const QUARTERS: [i8; 4] = [1, 2, 3, 4];
/// Moments of a quarter, its days: on each but the last live progress is looked at, and after the last one it is published.
pub const MOMENTS: u16 = 90;
/// After the last quarter, and before the year is published.
pub const LAST: u16 = 4 * MOMENTS + 1;
/// Neighbourhoods of two municipalities that pull, and of a commune that does not.
const PLACES: [&str; 5] = ["QN09901N", "QN09902N", "QN09903N", "QN09904N", "QN09905M"];
/// The bands of hours, each with a day of the week (Monday is 1) and an hour within it.
pub const BANDS: [(&str, i8, i8); 5] = [
    ("weekday_morning", 2, 10),
    ("weekday_afternoon", 3, 14),
    ("weekday_evening", 5, 18),
    ("saturday", 6, 11),
    ("sunday", 7, 16),
];

/// The quarter of a moment.
pub fn quarter_of(moment: u16) -> i8 {
    ((moment.min(LAST - 1) - 1) / MOMENTS) as i8 + 1
}

/// A year.
pub struct Plan {
    pub campaigns: Vec<Campaign>,
    /// The neighbourhood of each household.
    pub households: Vec<&'static str>,
    pub visits: Vec<Visit>,
    pub follow_ups: Vec<FollowUp>,
    pub needs_ended: Vec<NeedEnded>,
    pub referrals: Vec<Referral>,
    /// From which moment on a household is erased.
    pub erased: BTreeMap<usize, u16>,
}

/// A campaign.
pub struct Campaign {
    pub places: Vec<&'static str>,
    pub active: std::ops::RangeInclusive<i8>,
    pub asks: bool,
    /// The quarter from which on there is a second message.
    pub second_message: i8,
    rates: Rates,
}

/// A visit, or a correction of one.
pub struct Visit {
    pub id: Uuid,
    pub household: usize,
    pub campaign: usize,
    pub quarter: i8,
    /// The moment at which it arrives.
    pub arrives: u16,
    pub corrects: Option<Uuid>,
    pub by_phone: bool,
    pub outcome: &'static str,
    /// Which of the bands.
    pub band: usize,
    /// The week of the quarter.
    pub week: i8,
    pub interview: Option<Interview>,
}

/// What came of an interview.
#[derive(Default)]
pub struct Interview {
    pub language: &'static str,
    /// The version of the message in French.
    pub message: u32,
    pub residents: Option<u32>,
    pub useful: bool,
    pub learned: bool,
    pub intends: bool,
    pub reads_meter: Option<bool>,
    pub leaks: Vec<&'static str>,
    pub needs: Vec<(Uuid, &'static str)>,
}

/// What is told of an intended action.
pub struct FollowUp {
    pub visit: Uuid,
    pub household: usize,
    pub campaign: usize,
    pub quarter: i8,
    pub arrives: u16,
    pub done: bool,
}

/// A need that came to an end.
pub struct NeedEnded {
    pub need: Uuid,
    pub household: usize,
    pub moment: u16,
    pub met: bool,
}

/// A referral that came to an end so many days after it was sent.
pub struct Referral {
    pub household: usize,
    pub moment: u16,
    pub outcome: &'static str,
    pub days: u32,
}

impl Plan {
    /// The year of a seed.
    pub fn random(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut places = PLACES.to_vec();
        rng.shuffle(&mut places);
        places.truncate(rng.usize(2..=4));
        let campaigns: Vec<_> = (0..rng.usize(1..=3)).map(|_| Campaign::random(&mut rng, &places)).collect();
        let households = (0..rng.usize(60..=140))
            .map(|_| places[rng.usize(..places.len()).min(rng.usize(..places.len()))]);
        let households = households.collect();
        let nothing = (vec![], vec![], vec![], vec![], BTreeMap::new());
        let (visits, follow_ups, needs_ended, referrals, erased) = nothing;
        let mut plan = Self { campaigns, households, visits, follow_ups, needs_ended, referrals, erased };
        for household in 0..plan.households.len() {
            if happens(&mut rng, 0.05) {
                plan.erased.insert(household, rng.u16(2..=LAST));
            }
            for campaign in 0..plan.campaigns.len() {
                plan.goes_to(&mut rng, household, campaign);
            }
        }
        plan.follow(&mut rng);
        plan
    }

    /// Whether what a campaign records of a household in a quarter is counted: until half a year after its end.
    pub fn is_counted(&self, campaign: usize, household: usize, quarter: i8) -> bool {
        let campaign = &self.campaigns[campaign];
        let counted = *campaign.active.start()..=*campaign.active.end() + 2;
        counted.contains(&quarter) && campaign.places.contains(&self.households[household])
    }

    /// Whether a household is there when something arrives.
    pub fn is_there(&self, household: usize, moment: u16) -> bool {
        self.erased.get(&household).is_none_or(|erased| moment < *erased)
    }

    fn goes_to(&mut self, rng: &mut Rng, household: usize, campaign: usize) {
        for quarter in QUARTERS {
            let of = &self.campaigns[campaign];
            let goes_there = of.active.contains(&quarter) && of.places.contains(&self.households[household]);
            // A few visits are told for a campaign that is over, has not begun, or is not active there.
            let chance = if goes_there { of.rates.visited } else { 0.02 };
            let mut goes = happens(rng, chance);
            while goes {
                self.visit(rng, household, campaign, quarter);
                goes = happens(rng, self.campaigns[campaign].rates.again);
            }
        }
    }

    fn visit(&mut self, rng: &mut Rng, household: usize, campaign: usize, quarter: i8) {
        let before = (quarter as u16 - 1) * MOMENTS;
        let in_time = before + rng.u16(1..=MOMENTS);
        let arrives = if happens(rng, 0.08) { rng.u16(before + MOMENTS + 1..=LAST) } else { in_time };
        let visit = self.campaigns[campaign].visit(rng, (household, campaign, quarter), arrives);
        let (id, is_there) = (visit.id, self.is_there(household, arrives));
        if !is_there {
            return;
        }
        let (band, week) = (visit.band, visit.week);
        self.visits.push(visit);
        if arrives < LAST && happens(rng, 0.08) {
            let later = rng.u16(arrives + 1..=LAST);
            let visit = self.campaigns[campaign].visit(rng, (household, campaign, quarter), later);
            if self.is_there(household, later) {
                self.visits.push(Visit { corrects: Some(id), band, week, ..visit });
            }
        }
    }

    /// What follows from interviews, at a moment after them.
    fn follow(&mut self, rng: &mut Rng) {
        let corrected: Vec<Uuid> = self.visits.iter().filter_map(|visit| visit.corrects).collect();
        let stand = |visit: &&Visit| !corrected.contains(&visit.id) && visit.arrives < LAST - 1;
        let (mut follow_ups, mut needs_ended, mut referrals) = (vec![], vec![], vec![]);
        for visit in self.visits.iter().filter(stand) {
            let Some(interview) = &visit.interview else { continue };
            let rates = &self.campaigns[visit.campaign].rates;
            let (household, campaign) = (visit.household, visit.campaign);
            let moment = rng.u16(visit.arrives + 1..LAST);
            if !self.is_there(household, moment) {
                continue;
            }
            if interview.intends && happens(rng, rates.followed) {
                // It may have been told in an earlier quarter than it arrives.
                let quarter = rng.i8(visit.quarter..=quarter_of(moment));
                let done = happens(rng, rates.acted);
                follow_ups.push(FollowUp {
                    visit: visit.id,
                    household,
                    campaign,
                    quarter,
                    arrives: moment,
                    done,
                });
            }
            if let Some((need, _)) = interview.needs.first().filter(|_| happens(rng, rates.ended)) {
                let met = happens(rng, rates.acted);
                needs_ended.push(NeedEnded { need: *need, household, moment, met });
            }
            if happens(rng, rates.referred / 4.0) {
                let outcomes = ["resolved", "resolved", "not_resolved", "refused", "withdrawn"];
                let (outcome, days) = (outcomes[rng.usize(..outcomes.len())], rng.u32(1..=120));
                referrals.push(Referral { household, moment, outcome, days });
            }
        }
        (self.follow_ups, self.needs_ended, self.referrals) = (follow_ups, needs_ended, referrals);
    }
}

impl Campaign {
    fn random(rng: &mut Rng, of: &[&'static str]) -> Self {
        let mut places = of.to_vec();
        rng.shuffle(&mut places);
        places.truncate(rng.usize(1..=of.len()));
        places.sort_unstable();
        let from = if rng.u8(..3) == 0 { rng.i8(1..=3) } else { 1 };
        let to = if rng.u8(..3) == 0 { rng.i8(from..=4) } else { 4 };
        let mut rates = Rates::random(rng);
        rates.again = rates.again.min(0.3);
        // Live progress moves where many open and many do not; elsewhere hardly ever.
        if rng.bool() {
            (rates.visited, rates.opened, rates.interviewed, rates.by_phone) = (0.9, 0.6, 0.5, 0.02);
        }
        Self { places, active: from..=to, asks: rng.bool(), second_message: rng.i8(from..=6), rates }
    }

    fn visit(
        &self,
        rng: &mut Rng,
        (household, campaign, quarter): (usize, usize, i8),
        arrives: u16,
    ) -> Visit {
        let rates = &self.rates;
        let by_phone = happens(rng, rates.by_phone);
        let opened = happens(rng, rates.opened);
        let interviewed = opened && happens(rng, rates.interviewed);
        let outcome = match (opened, interviewed) {
            (false, _) => "no_answer",
            (true, false) => "declined",
            (true, true) => "interviewed",
        };
        Visit {
            id: Uuid::now_v7(),
            household,
            campaign,
            quarter,
            arrives,
            corrects: None,
            by_phone,
            outcome,
            band: rng.usize(..BANDS.len()),
            week: rng.i8(1..=11),
            interview: interviewed.then(|| self.interview(rng, quarter)),
        }
    }

    fn interview(&self, rng: &mut Rng, quarter: i8) -> Interview {
        let rates = &self.rates;
        let version = if quarter >= self.second_message { rng.u32(1..=2) } else { 1 };
        let mut needs = vec![];
        // A visit raises 20 at most.
        while needs.len() < 20 && happens(rng, rates.need.min(0.6)) {
            needs.push((Uuid::now_v7(), rates.theme(rng)));
        }
        let leaks: [&[&str]; 4] = [&[], &["tap"], &["toilet"], &["tap", "toilet"]];
        let asked = |rng: &mut Rng| self.asks && happens(rng, rates.answers);
        Interview {
            language: rates.language(rng),
            message: version,
            residents: [None, Some(1), Some(2), Some(3), Some(4), Some(7)][rng.usize(..6)],
            useful: happens(rng, rates.useful),
            learned: happens(rng, rates.learned),
            intends: happens(rng, rates.intends),
            reads_meter: asked(rng).then(|| rng.bool()),
            leaks: if asked(rng) { leaks[rng.usize(..4)].to_vec() } else { vec![] },
            needs,
        }
    }
}
