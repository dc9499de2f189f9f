//! Protector and auditor in turn.

use super::*;

/// A total of 60 that is 40 and 20, and a small count beside the 20.
fn town() -> (SystemBuilder, [CellId; 3]) {
    let mut builder = SystemBuilder::new();
    let total = builder.cell("total", count(60), Role::Candidate { weight: 9 });
    let parts = [
        builder.cell("dear", count(40), Role::Candidate { weight: 5 }),
        builder.cell("cheap", count(20), CANDIDATE),
    ];
    let small = builder.cell("small", count(3), Role::Latent);
    builder.sum(total, &[parts[0], parts[1]]);
    builder.at_most(small, parts[1]);
    (builder, [total, parts[0], parts[1]])
}

fn audited(auditor: Auditor<'_>) -> Result<Protection, ProtectError> {
    let system = town().0.build().expect("sound");
    protect_audited(system, &Settings::default(), &down(), &mut |_| {}, auditor)
}

#[test]
fn what_the_auditor_finds_is_withheld_around_and_it_looks_again() {
    let (_, [total, dear, cheap]) = town();
    let mut looks = Vec::new();
    let protection = audited(&mut |protection| {
        looks.push([total, dear, cheap].map(|cell| protection.outcome(cell) == Outcome::Withheld));
        let told = protection.outcome(cheap) != Outcome::Withheld;
        Some(if told { vec!["small".to_owned()] } else { vec![] })
    });
    let protection = protection.expect("it can be protected");
    assert_eq!(looks, [[false, false, false], [false, false, true]]);
    assert_eq!(
        (protection.outcome(total), protection.outcome(cheap)),
        (Outcome::Published(60), Outcome::Withheld)
    );
    assert_eq!(protection.report().audit_rounds, 1);
    assert_eq!(protection.report().certified, protection.report().small);
}

#[test]
fn an_auditor_who_always_finds_something_ends_with_nothing_told() {
    let mut looks = 0;
    let protection = audited(&mut |_| {
        looks += 1;
        Some(vec!["small".to_owned()])
    });
    let protection = protection.expect("it comes to an end");
    assert!(protection.iter().all(|(_, outcome)| outcome == Outcome::Withheld));
    assert_eq!(looks, 4, "one for each figure, and the last one finds nothing to withhold");
}

#[test]
fn what_is_no_cell_is_left_alone_and_an_auditor_may_give_up() {
    let protection = audited(&mut |_| Some(vec!["somewhere else".to_owned()])).expect("protected");
    assert_eq!((protection.report().audit_rounds, protection.report().published), (0, 3));
    assert_eq!(audited(&mut |_| None).err(), Some(ProtectError::GivenUp));
}
