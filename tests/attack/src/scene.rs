//! A town with its year, its releases, and the attack on them.

use fastrand::Rng;
use palier_domain::{
    disclosure::{Protections, Settings},
    release::Frame,
};

use crate::{
    attack::{Attack, Finding, Outcome},
    life::{Changes, Life},
    making::{Key, Made, Maker},
    system::{Knowledge, System},
    town::{QUARTERS, SMALL, Town},
    truth::Truth,
};

/// A town, and what the field recorded there in a year.
pub struct Scene {
    /// What it was made from.
    pub seed: u64,
    /// The town.
    pub town: Town,
    /// The records.
    pub life: Life,
}

/// What the attacker knows of two editions of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// They count the same.
    Same,
    /// The second one counts what the first one does and what arrived in between.
    Grown,
}

impl Scene {
    /// The small town of a seed.
    #[must_use]
    pub fn random(seed: u64, changes: Changes) -> Self {
        let mut rng = Rng::with_seed(seed);
        let town = Town::random(&mut rng, &SMALL);
        let life = Life::random(&mut rng, &town, changes);
        Self { seed, town, life }
    }

    /// Makes releases of it with these protections.
    #[must_use]
    pub fn maker(&self, protections: Protections) -> Maker<'_> {
        let settings = Settings { protections, ..Settings::default() };
        Maker { town: &self.town, settings, key: Key(self.seed), live: true }
    }

    /// All that was published, attacked.
    #[must_use]
    pub fn attacked(&self, made: &[Made], attack: Attack) -> Outcome {
        let knowledge = if attack.rests_told { Knowledge::Steps } else { Knowledge::Sets };
        let system = System::of(&editions(made), knowledge);
        self.on(&system, made, attack)
    }

    /// Two editions of one period, attacked.
    #[must_use]
    pub fn attacked_twice(&self, made: &[Made; 2], twice: Twice, attack: Attack) -> Outcome {
        let mut system = System::of(&editions(made), Knowledge::Sets);
        let [first, second] = made.each_ref().map(|made| made.publication.edition.as_str());
        system.again(first, second, twice == Twice::Same);
        self.on(&system, made, attack)
    }

    /// The live progress of the quarters alone, attacked before any of them is over.
    #[must_use]
    pub fn attacked_live(&self, maker: &Maker<'_>, attack: Attack) -> Outcome {
        let made: Vec<Made> = QUARTERS.iter().map(|&quarter| maker.running(&self.life, quarter)).collect();
        self.attacked(&made, attack)
    }

    fn on(&self, system: &System, made: &[Made], attack: Attack) -> Outcome {
        let truth = truth(&self.town, system, made);
        let publications: Vec<_> = made.iter().map(|made| &made.publication).collect();
        attack.run(system, &publications, &truth)
    }

    /// How to see a failure again, and the first findings.
    #[must_use]
    pub fn replay(&self, findings: &[Finding]) -> String {
        let first: Vec<String> = findings.iter().take(8).map(|finding| format!("{finding:?}")).collect();
        format!(
            "town {seed}; see it again with TEST_ATTACK_SEED={seed} cargo test -p palier-attack c67\n{}",
            first.join("\n"),
            seed = self.seed
        )
    }
}

/// The true counts of a system's cells, in all that was made.
#[must_use]
pub fn truth(town: &Town, system: &System, made: &[Made]) -> Vec<i64> {
    let mut truth = Truth::new(system);
    for made in made {
        let edition = (made.publication.edition.as_str(), &made.publication.frame);
        for (household, facts) in &made.kept {
            truth.add(edition, town.neighbourhood_of(*household), facts);
        }
        for programme in town.programmes.iter().filter(|programme| programme.is_told_in(made.period)) {
            truth.add_programme(edition.0, programme);
        }
        for (_, on, told) in &made.live {
            let step = format!("{}@{on}", edition.0);
            for (household, facts) in told {
                truth.add((&step, edition.1), town.neighbourhood_of(*household), facts);
            }
        }
    }
    truth.finish()
}

fn editions(made: &[Made]) -> Vec<(&str, &Frame)> {
    made.iter().map(|made| (made.publication.edition.as_str(), &made.publication.frame)).collect()
}
