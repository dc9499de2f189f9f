//! CHECKLIST 67 for a whole country.

use fastrand::Rng;
use palier_attack::{
    life::{Life, SOME},
    making::{Key, Maker},
    nation::{attacked, nation},
    system::Knowledge,
};
use palier_domain::disclosure::Settings;

/// Some 317,000 households in 1,584 neighbourhoods: minutes, and 6 gigabytes.
const EACH: usize = 200;

#[test]
fn c67_no_small_count_of_a_country_can_be_worked_out() {
    let mut rng = Rng::with_seed(1);
    let town = nation(&mut rng, EACH);
    let life = Life::random(&mut rng, &town, SOME);
    let maker = Maker { town: &town, settings: Settings::default(), key: Key(1), live: true };
    let made = maker.quarter(&life, 1, 1);
    assert_eq!(made.report.certified, made.report.small, "without witnesses for all there is no release");
    let (outcome, cells, _) = attacked(&town, &made, Knowledge::Sets);
    assert!(cells > 500_000 && outcome.small > 100_000, "{cells} cells, {} small counts", outcome.small);
    assert!(outcome.violations.is_empty(), "{:?}", outcome.violations.first());
    assert!(outcome.wrong.is_empty(), "{:?}", outcome.wrong.first());
}
