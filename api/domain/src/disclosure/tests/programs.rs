//! Linear programs over the counts around one.

use super::{
    super::{
        bounds::{Bounds, NO_LIMIT},
        certify::{Certificates, Patience, certify_by},
        ground::{Ground, Substitution},
        plan::{Context, Plan},
        program::{Program, Reach},
        search::Search,
    },
    *,
};

/// More themes than a program takes counts in.
const THEMES: usize = 500;
const LANGUAGES: [&str; 2] = ["fr", "ar"];

/// Two neighbourhoods of a commune, of which one has met nobody: households by theme, each a share of those met, and by
/// language, which is of all of them.
fn commune() -> SystemBuilder {
    let mut builder = SystemBuilder::new();
    let met = [0, 60];
    let total = builder.cell("met", count(60), CANDIDATE);
    let places = met.map(|met| builder.cell(format!("met {met}"), count(met), Role::Latent));
    builder.sum(total, &places);
    for item in (0..THEMES).map(|theme| format!("theme {theme}")) {
        let all = builder.cell(&item, count(5), Role::Latent);
        let own = met.map(|met| builder.cell(format!("{item} {met}"), count(met / 12), Role::Latent));
        builder.sum(all, &own);
        for (part, of) in [(all, total), (own[0], places[0]), (own[1], places[1])] {
            builder.complement(part, of);
        }
    }
    let spoken = LANGUAGES.map(|language| {
        let all = builder.cell(language, count(30), Role::Latent);
        let own = met.map(|met| builder.cell(format!("{language} {met}"), count(met / 2), Role::Latent));
        builder.sum(all, &own);
        (all, own)
    });
    builder.sum(total, &spoken.map(|(all, _)| all));
    for place in [0, 1] {
        builder.sum(places[place], &spoken.map(|(_, own)| own[place]));
    }
    builder
}

/// To have met 11 where there was nobody, others must not have been met, who spoke some language; 500 themes are nearer.
#[test]
fn a_program_finds_what_has_to_give_way_behind_a_wide_table() {
    let system = commune().build().expect("a sound system");
    let settings = Settings::default();
    let draws = down();
    let context = Context { model: &system.model, names: &system.names, settings: &settings, draws: &draws };
    let plan = Plan::primary(&context);
    let bounds = Bounds::close(&context, &plan);
    let ground = Ground::new(&context, &plan, &bounds);
    let program = Program::new(&context, &plan, &bounds);
    let theme = system.names.iter().position(|name| name == "theme 7 0").expect("it is declared");
    let class = system.class_of[theme];
    let witness =
        program.witness((class, 11, NO_LIMIT), Reach::Near, 1).expect("others were not met instead");
    assert!(Substitution::new(&ground).agrees(&witness));
    assert!(witness.contains(&(class, 11)), "{witness:?}");
    let met = system.names.iter().position(|name| name == "met 60").expect("it is declared");
    assert!(witness.iter().any(|&(changed, value)| changed == system.class_of[met] && value < 60));
}

/// 25 communes of 25 neighbourhoods, one household in each.
fn country() -> SystemBuilder {
    let mut builder = SystemBuilder::new();
    let met = builder.cell("met", count(25 * 25), Role::Latent);
    let communes: Vec<CellId> =
        (0..25).map(|commune| builder.cell(format!("met {commune}"), count(25), Role::Latent)).collect();
    builder.sum(met, &communes);
    for (commune, of) in communes.iter().enumerate() {
        let mut own = Vec::new();
        for place in 0..25 {
            let [met, tried] = ["met", "tried"]
                .map(|what| builder.cell(format!("{what} {commune} {place}"), count(1), Role::Latent));
            builder.at_most(met, tried);
            own.push(met);
        }
        builder.sum(*of, &own);
    }
    builder
}

/// That nobody was met takes more counts than a program takes in at first.
#[test]
fn a_program_that_finds_nothing_near_looks_farther() {
    let system = country().build().expect("a sound system");
    let (settings, draws) = (Settings::default(), down());
    let context = Context { model: &system.model, names: &system.names, settings: &settings, draws: &draws };
    let plan = Plan::primary(&context);
    let bounds = Bounds::close(&context, &plan);
    let program = Program::new(&context, &plan, &bounds);
    let nobody = |reach| program.witness((0, 0, 0), reach, 1);
    assert!(nobody(Reach::Near).is_none());
    let witness = nobody(Reach::Far).expect("nobody need have been met");
    assert!(Substitution::new(&Ground::new(&context, &plan, &bounds)).agrees(&witness));
}

/// 650 counts have to change for nobody to have been met: more than a short search changes, unless it begins there.
#[test]
fn a_search_goes_on_from_a_witness_and_leaves_nothing_of_it_behind() {
    let system = country().build().expect("a sound system");
    let (settings, draws) = (Settings::default(), down());
    let context = Context { model: &system.model, names: &system.names, settings: &settings, draws: &draws };
    let plan = Plan::primary(&context);
    let bounds = Bounds::close(&context, &plan);
    let nobody = Program::new(&context, &plan, &bounds).witness((0, 0, 0), Reach::Far, 1);
    let nobody = nobody.expect("nobody need have been met");
    let mut search = Search::new(&system.model, &bounds);
    let mut found = |from: &[(u32, u32)]| search.find((0, 0, 0), (100, 1), from).ok();
    assert!(found(&[]).is_none());
    let witness = found(&nobody).expect("it begins where nobody was met");
    assert!(Substitution::new(&Ground::new(&context, &plan, &bounds)).agrees(&witness));
    assert!(witness.contains(&(0, 0)), "{witness:?}");
    assert!(found(&[]).is_none(), "it is back at the truth");
}

/// All figures of a town published without repair: much can't be proved then, and searches and programs have to be made.
#[test]
fn what_is_proved_does_not_depend_on_the_number_of_threads() {
    let town = town::Town::new(5);
    let evidence = Evidence::default();
    let system = town.declare(4, true, &evidence).builder.build().expect("a sound system");
    let (settings, draws) = (Settings::default(), Seeded(5));
    let context = Context { model: &system.model, names: &system.names, settings: &settings, draws: &draws };
    let plan = Plan::primary(&context);
    let bounds = Bounds::close(&context, &plan);
    let ground = Ground::new(&context, &plan, &bounds);
    let patience = Patience { each: 2, all: 20, failures: 20, waits: true };
    let proved = |threads| {
        let mut certificates = Certificates::none(&context);
        let failed = certify_by(threads, (&ground, &mut certificates), patience, &mut |_| {});
        let failed: Vec<_> = failed.into_iter().map(|of| (of.class, of.relations, of.hindrances)).collect();
        (failed, certificates)
    };
    let alone = proved(1);
    assert!(!alone.0.is_empty(), "some have no witness");
    for threads in [2, 5] {
        assert_eq!(proved(threads), alone, "{threads} threads");
    }
}
