//! How a campaign goes: how often what happens at a door. Towns have extremes: where nearly all find a visit useful, few
//! do not, and those few are what an attacker is after.

use fastrand::Rng;
use palier_domain::{release::LANGUAGES, theme::themes};

use crate::town::weighted;

/// Chances, and what is said.
#[derive(Clone, Debug)]
pub struct Rates {
    /// A household is visited in a quarter.
    pub visited: f64,
    /// It is visited once more.
    pub again: f64,
    /// It is reached by phone instead of at its door.
    pub by_phone: f64,
    /// Somebody opens.
    pub opened: f64,
    /// There is an interview.
    pub interviewed: f64,
    /// A message is heard.
    pub message: f64,
    /// The interview was useful.
    pub useful: f64,
    /// Something was learned.
    pub learned: f64,
    /// An action is intended.
    pub intends: f64,
    /// It is told later what became of it.
    pub followed: f64,
    /// It was taken.
    pub acted: f64,
    /// A question is answered.
    pub answers: f64,
    /// A need is raised.
    pub need: f64,
    /// A need ends.
    pub ended: f64,
    /// A referral ends.
    pub referred: f64,
    languages: Vec<(&'static str, usize)>,
    themes: Vec<(&'static str, usize)>,
}

/// A chance, extremes included.
fn chance(rng: &mut Rng) -> f64 {
    let all = [0.02, 0.1, 0.25, 0.5, 0.7, 0.9, 0.97, 1.0];
    all[rng.usize(..all.len())]
}

/// A few of a list, the first of them the likeliest.
fn few(rng: &mut Rng, most: usize, of: impl Fn(&mut Rng) -> &'static str) -> Vec<(&'static str, usize)> {
    let wanted = rng.usize(1..=most);
    (0..wanted).map(|n| (of(rng), [40, 12, 6, 3, 2, 1][n.min(5)])).collect()
}

impl Rates {
    /// Those of some campaign.
    #[must_use]
    pub fn random(rng: &mut Rng) -> Self {
        let often = |rng: &mut Rng| 0.5 + chance(rng) / 2.0;
        Self {
            visited: often(rng),
            again: chance(rng) / 2.0,
            by_phone: chance(rng) / 6.0,
            opened: often(rng),
            interviewed: often(rng),
            message: chance(rng),
            useful: chance(rng),
            learned: chance(rng),
            intends: chance(rng),
            followed: chance(rng),
            acted: chance(rng),
            answers: chance(rng),
            need: chance(rng),
            ended: chance(rng) / 2.0,
            referred: chance(rng) / 2.0,
            languages: few(rng, 5, |rng| match rng.u8(..3) {
                0 => LANGUAGES[rng.usize(..LANGUAGES.len())],
                _ => "fr",
            }),
            themes: few(rng, 6, |rng| themes()[rng.usize(..themes().len())].code),
        }
    }

    /// The language of an interview.
    #[must_use]
    pub fn language(&self, rng: &mut Rng) -> &'static str {
        match rng.u8(..40) {
            0 => "other",
            _ => pick(rng, &self.languages),
        }
    }

    /// The theme of a need.
    #[must_use]
    pub fn theme(&self, rng: &mut Rng) -> &'static str {
        match rng.u8(..10) {
            0 => themes()[rng.usize(..themes().len())].code,
            _ => pick(rng, &self.themes),
        }
    }
}

fn pick(rng: &mut Rng, of: &[(&'static str, usize)]) -> &'static str {
    let weights: Vec<usize> = of.iter().map(|(_, weight)| *weight).collect();
    of[weighted(rng, &weights)].0
}

/// Whether something of this chance happens.
pub fn happens(rng: &mut Rng, chance: f64) -> bool {
    rng.f64() < chance
}
