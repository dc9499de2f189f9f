//! The step rule of counts that grow.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 3] = ["tried", "opened", "interviewed"];

fn names(number: u32) -> Vec<String> {
    NAMES.iter().map(|name| format!("{number}/{name}")).collect()
}

/// Decides on counts after so many steps; `before` is what is behind the last one.
fn decide(
    counts: [u32; 3],
    (number, before): (u32, Option<&Evidence>),
    draws: &dyn Draws,
) -> Option<Stepped> {
    let named = names(number + 1).into_iter().zip(counts.map(Count::new)).collect();
    let known = names(number);
    let last = before.map(|evidence| LastStep { number, names: &known, evidence });
    step(&Growing { of: "campaign".to_owned(), counts: named }, last, &Settings::default(), draws)
}

/// So much more than k is asked for, and everything is rounded up.
fn slack(draw: u64) -> Chosen<impl Fn(&str, &str, u32) -> u64> {
    Chosen(move |purpose: &str, _: &str, _| if purpose == "step" { draw } else { UP })
}

#[test]
fn the_first_step_needs_k_and_the_slack_of_each_count_and_difference() {
    for (draw, least) in [(0, 11), (u64::MAX, 21)] {
        let enough = [3 * least, 2 * least, least];
        let first = |counts| decide(counts, (0, None), &slack(draw)).map(|stepped| stepped.values);
        assert!(first(enough).is_some());
        for few in [
            [3 * least - 1, 2 * least, least],
            [3 * least, 2 * least + 1, least],
            [3 * least, 2 * least, least + 1],
            [3 * least, 2 * least - 1, least - 1],
        ] {
            assert_eq!(first(few), None, "{few:?}");
        }
    }
}

#[test]
fn differences_that_shrink_hold_all_figures_back() {
    let first = decide([100, 60, 30], (0, None), &slack(0)).expect("it is enough").evidence;
    let then = |counts| decide(counts, (1, Some(&first)), &slack(0)).map(|stepped| stepped.values);
    assert_eq!(then([133, 82, 41]), Some(vec![135, 85, 45]));
    assert_eq!(then([133, 83, 41]), None, "ten more are behind closed doors");
    assert_eq!(then([133, 120, 41]), None, "those who had not opened did");
    assert_eq!(then([100, 60, 30]), None);
    assert_eq!(then([99, 82, 41]), None, "nothing is taken back");
}

#[test]
fn what_is_behind_a_step_says_that_everything_is_large() {
    let first = decide([100, 60, 30], (0, None), &slack(0)).expect("it is enough").evidence;
    let second = decide([133, 82, 41], (1, Some(&first)), &slack(0)).expect("it is enough").evidence;
    let mut both = first;
    both.join(second);
    let mut system = SystemBuilder::new();
    let cell = |system: &mut SystemBuilder, name: &str| system.frozen(&both, name).expect("it was told");
    let (tried, opened) = (cell(&mut system, "1/tried"), cell(&mut system, "1/opened"));
    let rest = system.frozen_complement(&both, opened, tried);
    let later = cell(&mut system, "2/tried");
    let more = system.frozen_increase(&both, tried, later);
    // Four came after the last step, and must not be found.
    let whole = system.cell("quarter/tried", count(137), CANDIDATE);
    let last = system.increase(later, whole);
    let run = run(system, &Seeded(7));
    assert!(run.known_at_least_k(rest) && run.known_at_least_k(more) && !run.known_at_least_k(last));
    assert_eq!(run.report().certified, run.report().small);
}

proptest! {
    /// Whatever happens in the field: what moves moves by k at least, each difference too, and values are near.
    #[test]
    fn no_step_is_small(more in prop::collection::vec((0..40_u32, 0..40_u32, 0..40_u32), 1..30), key: u64) {
        let (mut counts, mut told): ([u32; 3], [u32; 3]) = ([0; 3], [0; 3]);
        let mut before: Option<(u32, Evidence)> = None;
        for (met, declined, shut) in more {
            counts = [counts[0] + met + declined + shut, counts[1] + met + declined, counts[2] + met];
            let last = before.as_ref().map_or((0, None), |(number, evidence)| (*number, Some(evidence)));
            let rests = |of: [u32; 3]| [of[0], of[1], of[2], of[0] - of[1], of[1] - of[2], of[0] - of[2]];
            let grown: Vec<u32> = rests(counts).into_iter().zip(rests(told)).map(|(now, then)| now - then).collect();
            match decide(counts, last, &Seeded(key)) {
                Some(stepped) => {
                    prop_assert!(grown.iter().all(|grown| *grown >= 11), "{grown:?}");
                    for (value, count) in stepped.values.iter().zip(counts) {
                        prop_assert!(value % 5 == 0 && value.abs_diff(count) <= 4);
                    }
                    before = Some((last.0 + 1, stepped.evidence));
                    told = counts;
                }
                None => prop_assert!(grown.iter().any(|grown| *grown < 22), "{grown:?}"),
            }
        }
    }
}
