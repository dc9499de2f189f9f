//! Closure, repair, what earlier releases told, what clients can conclude.

use super::{
    super::{
        bounds::Bounds,
        plan::{Context, Plan},
    },
    *,
};

/// 17 = 15 + 2: with the total at 15 the rest is at most 8, with the total at 20 it may be 13.
fn seventeen(total: Role, part: Role) -> (SystemBuilder, [CellId; 3]) {
    let mut builder = SystemBuilder::new();
    let cells = [
        builder.cell("total", count(17), total),
        builder.cell("part", count(15), part),
        builder.cell("rest", count(2), Role::Latent),
    ];
    builder.sum(cells[0], &cells[1..]);
    (builder, cells)
}

const DEAR: Role = Role::Candidate { weight: 9 };

fn told(value: u32) -> Role {
    Role::Frozen { published: Some(value), known_at_least_k: true }
}

#[test]
fn another_rounding_is_tried_before_a_count_is_withheld() {
    let (builder, [total, part, _]) = seventeen(DEAR, CANDIDATE);
    let draws =
        Chosen(|purpose: &str, _: &str, round| if purpose == "round" && round > 0 { UP } else { DOWN });
    let protection = run(builder, &draws);
    assert_eq!(protection.outcome(total), Outcome::Published(20));
    assert_eq!(protection.outcome(part), Outcome::Published(15));
    assert!(protection.report().redraws > 0);
    assert_eq!(protection.report().secondary, 0);
    assert_eq!((protection.report().small, protection.report().certified), (1, 1));
}

#[test]
fn the_cheapest_is_withheld_if_no_rounding_helps() {
    let (builder, [total, part, _]) = seventeen(DEAR, CANDIDATE);
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(total), Outcome::Published(15));
    assert_eq!(protection.outcome(part), Outcome::Withheld);
    assert_eq!(protection.report().secondary, 1);

    let (builder, [total, part, _]) = seventeen(CANDIDATE, DEAR);
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(total), Outcome::Withheld);
    assert_eq!(protection.outcome(part), Outcome::Published(15));

    let (builder, [total, part, _]) = seventeen(CANDIDATE, CANDIDATE);
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(total), Outcome::Published(15), "siblings before totals");
    assert_eq!(protection.outcome(part), Outcome::Withheld);
}

/// 51 and 29 of them; 17 and 13 of these, 34 and 16 of those. Of 51 without 29 at least 22 are told, and of 34 without 16
/// at most 18: so there are some among 17 without 13.
fn covered(cover: bool) -> (SystemBuilder, [CellId; 6]) {
    let mut builder = SystemBuilder::new();
    let households =
        [("outer", 51), ("inner", 29), ("outer/a", 17), ("inner/a", 13), ("outer/b", 34), ("inner/b", 16)];
    let cells = households.map(|(name, households)| builder.cell(name, count(households), CANDIDATE));
    let [outer, inner, outer_a, inner_a, outer_b, inner_b] = cells;
    builder.union(outer, &[outer_a, outer_b]);
    builder.union(inner, &[inner_a, inner_b]);
    let parts = [(outer_a, Some(inner_a)), (outer_b, Some(inner_b))];
    for (outer, inner) in [(outer, inner), (outer_a, inner_a), (outer_b, inner_b)] {
        builder.complement(inner, outer);
    }
    if cover {
        builder.cover((outer, inner), &parts);
    }
    (builder, cells)
}

#[test]
fn who_is_outside_of_a_union_is_so_in_one_of_its_parts() {
    let draws = Chosen(
        |purpose: &str, cell: &str, _| {
            if purpose == "round" && ["outer", "inner/b"].contains(&cell) { UP } else { DOWN }
        },
    );
    let published = |cover| {
        let (builder, cells) = covered(cover);
        let protection = run(builder, &draws);
        assert_eq!(protection.report().small, protection.report().certified);
        cells.map(|cell| matches!(protection.outcome(cell), Outcome::Published(_)))
    };
    assert_eq!(published(false), [true, true, true, false, true, true]);
    assert_eq!(published(true).iter().filter(|published| **published).count(), 4);
}

/// The greatest number of households that a client thinks possible beside a share in the first of two places.
fn most_beside(add_up: bool) -> u32 {
    let mut builder = SystemBuilder::new();
    let mut pair = |name: &str, outer, inner, role| {
        let outer = builder.cell(format!("outer{name}"), count(outer), CANDIDATE);
        let inner = builder.cell(format!("inner{name}"), count(inner), role);
        (outer, inner, builder.complement(inner, outer))
    };
    let all = pair("", 82, 60, CANDIDATE);
    let places = [pair("/a", 40, 38, Role::Latent), pair("/b", 42, 22, Role::Latent)];
    builder.sum(all.0, &places.map(|(outer, _, _)| outer));
    builder.sum(all.1, &places.map(|(_, inner, _)| inner));
    if add_up {
        builder.rests_add_up((all.0, all.1), &places.map(|(outer, inner, _)| (outer, inner)));
    }
    let system = builder.build().expect("sound");
    let (settings, draws) = (Settings::default(), down());
    let context = Context { model: &system.model, names: &system.names, settings: &settings, draws: &draws };
    let bounds = Bounds::close(&context, &Plan::primary(&context));
    bounds.high[system.class_of[places[0].2.index()] as usize]
}

#[test]
fn what_is_beside_shares_adds_up() {
    // Of 44 at most 12 are in the inner set, else it had not 56: 32 may be beside. But of all only 84 - 56 are.
    assert_eq!((most_beside(false), most_beside(true)), (32, 28));
}

#[test]
fn counts_that_break_a_cover_are_a_fault() {
    let mut builder = SystemBuilder::new();
    let cells = [("outer", 30), ("inner", 12), ("outer/a", 20), ("inner/a", 12)];
    let [outer, inner, part, its] =
        cells.map(|(name, households)| builder.cell(name, count(households), CANDIDATE));
    builder.cover((outer, inner), &[(part, Some(its))]);
    let faults = builder.build().err().unwrap_or_default();
    let texts: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert_eq!(
        texts,
        ["the counts break the relation outer without inner is covered by what its parts have"]
    );
}

#[test]
fn what_was_published_never_moves() {
    let (builder, [total, part, _]) = seventeen(told(15), DEAR);
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(total), Outcome::Published(15));
    assert_eq!(protection.outcome(part), Outcome::Withheld);

    let (builder, [total, part, _]) = seventeen(CANDIDATE, told(15));
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(total), Outcome::Withheld);
    assert_eq!(protection.outcome(part), Outcome::Published(15));
}

#[test]
fn earlier_releases_that_give_a_count_away_by_themselves_stop_the_next() {
    let (builder, _) = seventeen(told(15), told(15));
    let system = builder.build().expect("sound");
    let result = protect(system, &Settings::default(), &down(), &mut |_| {});
    assert_eq!(result.err(), Some(ProtectError::EarlierReleases(vec!["rest".to_owned()])));
}

#[test]
fn a_frozen_value_that_is_not_of_the_count_stops_the_next() {
    let (builder, _) = seventeen(told(30), CANDIDATE);
    let system = builder.build().expect("sound");
    let result = protect(system, &Settings::default(), &down(), &mut |_| {});
    assert_eq!(result.err(), Some(ProtectError::Contradiction(vec!["total".to_owned()])));
}

#[test]
fn clients_conclude_k_from_one() {
    // 60 = 30 + 30: the second part is withheld for cover, and at least 56 - 34 = 22.
    let mut builder = SystemBuilder::new();
    let total = builder.cell("total", count(60), DEAR);
    let part = builder.cell("part", count(30), CANDIDATE);
    let cover = builder.cell("cover", count(30), CANDIDATE);
    // Up to 36 + 4 - 20 of the cover are somewhere: at least 2, hence at least 11.
    let most = builder.cell("most", count(20), Role::Latent);
    let least = builder.cell("least", count(10), CANDIDATE);
    builder.sum(total, &[part, cover]);
    builder.sum(cover, &[most, least]);
    let draws = Chosen(
        |purpose: &str, cell: &str, _| {
            if purpose == "withhold" && cell == "cover" { UP } else { DOWN }
        },
    );
    let protection = run(builder, &draws);
    assert_eq!(protection.outcome(cover), Outcome::Withheld);
    assert!(protection.known_at_least_k(cover));
    assert!(!protection.known_at_least_k(least), "a small count is never concluded to be large");
    assert!(!protection.known_at_least_k(most));
    assert_eq!(protection.report().facts, 1);
}

#[test]
fn progress_is_told_and_the_result_does_not_depend_on_the_order_of_declaration() {
    let mut forth = SystemBuilder::new();
    let a = forth.cell("a", count(43), CANDIDATE);
    let b = forth.cell("b", count(58), CANDIDATE);
    let mut back = SystemBuilder::new();
    let b2 = back.cell("b", count(58), CANDIDATE);
    let a2 = back.cell("a", count(43), CANDIDATE);
    let mut steps = Vec::new();
    let system = forth.build().expect("sound");
    let one =
        protect(system, &Settings::default(), &Seeded(3), &mut |p| steps.push(p.step)).expect("protected");
    let two = run(back, &Seeded(3));
    assert_eq!(one.outcome(a), two.outcome(a2));
    assert_eq!(one.outcome(b), two.outcome(b2));
    assert_eq!(steps.first(), Some(&Step::Rules));
    assert!(steps.contains(&Step::Repair));
}
