//! CHECKLIST 67 from outside: a year is lived through over HTTP, several organisations pull all that they are told of it
//! and put it together, and the attacker of `palier-attack` concludes what it can. Of the server's counting and protection
//! neither it nor what is true here shares more than the lists of languages and themes.

mod field;
mod plan;
mod pulled;
mod records;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use field::Lived;
use palier_attack::{
    attack::{FULL, Outcome},
    making::Publication,
    system::{Knowledge, System},
    truth::Truth,
};
use palier_domain::{
    code::NeighbourhoodCode,
    release::{CampaignFacts, Facts, Frame},
};
use palier_tests::{App, Backend, both};
use plan::{Plan, YEAR};
use records::Town;

/// The towns of each run: live progress moves several times in each of them.
const TOWNS: [u64; 3] = [13, 27, 94];

/// The towns of a part: one, or, by hand, its share of those that are asked for: `200`, or `100..200`.
fn seeds(part: usize) -> Vec<u64> {
    let Ok(asked) = std::env::var("TEST_ATTACK_TOWNS") else { return vec![TOWNS[part]] };
    let (from, to) = asked.split_once("..").unwrap_or(("0", &asked));
    let [from, to] = [from, to].map(|seed| seed.parse().expect("TEST_ATTACK_TOWNS is a number or a range"));
    let parts = TOWNS.len() as u64;
    (from..to).filter(|seed| seed % parts == part as u64).collect()
}

/// What was told of a town, or of several.
#[derive(Default)]
struct Told {
    figures: usize,
    steps: usize,
}

/// What came of a town, and what was told of it.
async fn attacked(app: &App, seed: u64) -> (Outcome, Told) {
    let plan = Plan::random(seed);
    let lived = Lived::through(app, &plan).await;
    let publications = pulled::pull(app, &lived.campaigns).await;
    let editions: Vec<(&str, &Frame)> =
        publications.iter().map(|publication| (publication.edition.as_str(), &publication.frame)).collect();
    assert_eq!(editions.len(), 5, "four quarters and their year");
    let system = System::of(&editions, Knowledge::Steps);
    let truth = truth(&system, &publications, (&plan, &lived));
    let figures: usize = publications.iter().map(|publication| publication.figures.len()).sum();
    let outcome = FULL.run(&system, &publications.iter().collect::<Vec<_>>(), &truth);
    let _written = writeln!(
        io::stderr(),
        "town {seed}: {} visits, {figures} figures and {} steps are told, {} small counts, {} of {} programs told more",
        plan.visits.len(),
        lived.steps.len(),
        outcome.small,
        outcome.programs.1,
        outcome.programs.0
    );
    (outcome, Told { figures, steps: lived.steps.len() })
}

/// The true counts, by what was recorded.
fn truth(system: &System, publications: &[Publication], (plan, lived): (&Plan, &Lived<'_>)) -> Vec<i64> {
    let mut truth = Truth::new(system);
    let places: Vec<NeighbourhoodCode> =
        plan.households.iter().map(|code| NeighbourhoodCode::new(*code).expect("a code")).collect();
    let mut add = |edition: &str, frame: &Frame, town: &Town| {
        for (household, facts) in town {
            truth.add((edition, frame), &places[*household], facts);
        }
    };
    for publication in publications {
        let (edition, frame) = (publication.edition.as_str(), &publication.frame);
        let Some(quarter) = edition.strip_prefix(&format!("{YEAR}-Q")) else {
            add(edition, frame, &lived.year());
            continue;
        };
        let quarter: i8 = quarter.parse().expect("a quarter");
        add(edition, frame, &lived.quarters[&quarter]);
        for step in lived.steps.iter().filter(|step| step.quarter == quarter) {
            let of = |(household, facts): (&usize, &CampaignFacts)| {
                let by_campaign = BTreeMap::from([(step.campaign, facts.clone())]);
                (*household, Facts { by_campaign, ..Facts::default() })
            };
            add(&format!("{edition}@{}", step.on), frame, &step.told.iter().map(of).collect());
        }
    }
    truth.finish()
}

async fn promise_holds(backend: Backend, part: usize) {
    let mut told = Told::default();
    for seed in seeds(part) {
        // Each town has a server and a database of its own.
        let app = App::start(backend, |_| {});
        let (outcome, of) = attacked(&app, seed).await;
        told = Told { figures: told.figures + of.figures, steps: told.steps + of.steps };
        assert!(
            outcome.violations.is_empty(),
            "small counts of town {seed} can be worked out: {:#?}",
            &outcome.violations[..outcome.violations.len().min(8)]
        );
        assert!(
            outcome.wrong.is_empty(),
            "what is told of town {seed} is not so: {:#?}",
            &outcome.wrong[..outcome.wrong.len().min(8)]
        );
        assert!(outcome.small > 100, "town {seed} has something to hide");
    }
    assert!(told.figures > 0, "nothing is told of any of them");
    assert!(told.steps > 0, "live progress moves in none of them");
}

both! {
    async fn c67_what_all_roles_pull_over_a_year_gives_no_small_count_away_1(app) {
        promise_holds(app.backend, 0).await;
    }

    async fn c67_what_all_roles_pull_over_a_year_gives_no_small_count_away_2(app) {
        promise_holds(app.backend, 1).await;
    }

    async fn c67_what_all_roles_pull_over_a_year_gives_no_small_count_away_3(app) {
        promise_holds(app.backend, 2).await;
    }
}
