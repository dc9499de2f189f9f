//! The run: rules, repair, certification, until every small count is proved safe.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::{
    bounds::Bounds,
    certify::{Certificates, Patience, certify},
    explain::{around, nearest, rank},
    ground::Ground,
    model::Standing,
    plan::{Context, Plan, State, Why},
    protection::{Outcome, Protection, Report},
    prover::Uncertified,
    repair::{Repairs, repair},
    settings::{Draws, Progress, Settings, Step},
    system::System,
};

/// Rounds of withholding one class for each count without a witness; afterwards all near it go at once.
const GENTLE_ROUNDS: usize = 12;
/// A few seconds of long searches a round: a witness that is found late keeps figures that would be withheld without it.
const PATIENCE: Patience = Patience { each: 5, all: 25, failures: 8, waits: true };
/// In a country there is more in the way than in a town: of so many small counts one more may fail in a round.
const SMALL_PER_FAILURE: usize = 1_000;
/// Where nothing is left to withhold, a witness has to be found.
const LAST_PATIENCE: Patience = Patience { each: 100, all: 1_000, failures: usize::MAX, waits: false };

/// Why a release cannot be protected. Nothing was decided then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// The constants do not fit together.
    #[error("the settings of the protector do not fit together: {0}")]
    Settings(&'static str),
    /// What an earlier release told is not true of these cells.
    #[error("an earlier release tells something else than the counts of {}", .0.join(", "))]
    Contradiction(Vec<String>),
    /// Earlier releases alone, under the relations declared now, give away these small counts.
    #[error("earlier releases alone give away small counts, by the relations declared now: {}", .0.join(", "))]
    EarlierReleases(Vec<String>),
    /// The auditor gave up.
    #[error("the audit was given up")]
    GivenUp,
}

/// Looks at what would be published by other means than the protector's, and names the small counts that it could tell
/// anything of; `None` to give up. It is asked again when what it found has been withheld around.
pub type Auditor<'a> = &'a mut dyn FnMut(&Protection) -> Option<Vec<String>>;

/// [`protect_audited`] by an auditor who finds nothing.
pub fn protect(
    system: System,
    settings: &Settings,
    draws: &dyn Draws,
    progress: &mut dyn FnMut(Progress),
) -> Result<Protection, ProtectError> {
    protect_audited(system, settings, draws, progress, &mut |_| Some(vec![]))
}

/// Decides for every cell what may be published, so that the promise of the module holds, and nothing is left to find for
/// the auditor, or nothing that could still be withheld. Where nothing is withheld for others
/// ([`Protections::secondary`](super::Protections::secondary)) the auditor is not asked.
///
/// The result depends on the declared cells, their counts, the settings, the draws and the auditor alone.
pub fn protect_audited(
    system: System,
    settings: &Settings,
    draws: &dyn Draws,
    progress: &mut dyn FnMut(Progress),
    auditor: Auditor<'_>,
) -> Result<Protection, ProtectError> {
    settings.check().map_err(ProtectError::Settings)?;
    let context = Context { model: &system.model, names: &system.names, settings, draws };
    let cells = system.names.len();
    progress(Progress { step: Step::Rules, done: 0, of: cells });
    let mut plan = Plan::primary(&context);
    progress(Progress { step: Step::Rules, done: cells, of: cells });
    check_told(&context, &plan)?;
    let mut report = Report::default();
    if !settings.protections.secondary {
        let bounds = Bounds::close(&context, &plan);
        return Ok(protection(&system, &context, (&plan, &bounds), report));
    }
    let mut proved = (Repairs::default(), Certificates::none(&context));
    loop {
        let bounds = secondary(&context, &mut plan, (&mut report, &mut proved), progress)?;
        let protection = protection(&system, &context, (&plan, &bounds), report.clone());
        let found = auditor(&protection).ok_or(ProtectError::GivenUp)?;
        let all = report.audit_rounds >= GENTLE_ROUNDS;
        if !withhold_around(&context, &mut plan, &uncertified(&system, &found), all) {
            return Ok(protection);
        }
        report.audit_rounds += 1;
    }
}

fn protection(
    system: &System,
    context: &Context<'_>,
    (plan, bounds): (&Plan, &Bounds),
    mut report: Report,
) -> Protection {
    let model = &system.model;
    report.fill(context, plan, system.class_of.len());
    let known: Vec<bool> = bounds.low.iter().map(|&low| low >= context.settings.k).collect();
    report.facts = model.classes().filter(|&c| known[c as usize] && !plan.is_published(c)).count();
    Protection {
        names: Arc::clone(&system.names),
        truth: system.truth.clone(),
        class_of: system.class_of.clone(),
        outcomes: model.classes().map(|class| outcome(context, plan, class)).collect(),
        k: context.settings.k,
        known,
        report,
    }
}

/// What an auditor found is as good as without a witness.
fn uncertified(system: &System, found: &[String]) -> Vec<Uncertified> {
    let found: HashSet<&str> = found.iter().map(String::as_str).collect();
    let cells = system.names.iter().zip(&system.class_of).filter(|(name, _)| found.contains(name.as_str()));
    let classes: BTreeSet<u32> = cells.map(|(_, class)| *class).collect();
    let of = |class| Uncertified { class, relations: vec![], hindrances: vec![] };
    classes.into_iter().map(of).collect()
}

fn outcome(context: &Context<'_>, plan: &Plan, class: u32) -> Outcome {
    match (context.model.standing(class), plan.state(class)) {
        (Standing::Zero, _) => Outcome::StructuralZero,
        (_, State::Published(value)) => Outcome::Published(value),
        (_, State::Withheld(_)) => Outcome::Withheld,
    }
}

fn names(context: &Context<'_>, classes: impl Iterator<Item = u32>) -> Vec<String> {
    let name = |class: u32| context.names[context.model.canonical[class as usize] as usize].clone();
    classes.take(20).map(name).collect()
}

/// The rules tell only what is true, so only something frozen can be told wrongly.
fn check_told(context: &Context<'_>, plan: &Plan) -> Result<(), ProtectError> {
    let wrong = |&class: &u32| {
        let (low, high) = plan.told(context, class);
        !(low..=high).contains(&context.model.truth(class))
    };
    let wrong = names(context, context.model.classes().filter(wrong));
    if wrong.is_empty() { Ok(()) } else { Err(ProtectError::Contradiction(wrong)) }
}

fn secondary(
    context: &Context<'_>,
    plan: &mut Plan,
    (report, (repairs, certificates)): (&mut Report, &mut (Repairs, Certificates)),
    progress: &mut dyn FnMut(Progress),
) -> Result<Bounds, ProtectError> {
    let small = context.model.classes().filter(|&class| context.is_small(class)).count();
    let patience = Patience { failures: PATIENCE.failures.max(small / SMALL_PER_FAILURE), ..PATIENCE };
    for round in 0.. {
        // Another rounding could undo a proof, withholding cannot: so redraws end before the proofs begin.
        let redraws = round == 0 && report.audit_rounds == 0;
        let bounds = repair(context, plan, redraws, repairs, progress);
        let violations = bounds.violations(context);
        if !violations.is_empty() {
            return Err(ProtectError::EarlierReleases(names(context, violations.into_iter())));
        }
        let failed = certify(&Ground::new(context, plan, &bounds), certificates, patience, progress);
        if !withhold_around(context, plan, &failed, round >= GENTLE_ROUNDS) {
            if !failed.is_empty() {
                certify(&Ground::new(context, plan, &bounds), certificates, LAST_PATIENCE, progress);
            }
            (report.closures, report.redraws) = (repairs.closures, repairs.redraws);
            report.certified = certificates.count(context);
            return Ok(bounds);
        }
        report.certification_rounds += 1;
    }
    unreachable!("each round withholds something or returns")
}

/// Withholds what stood in the way of witnesses; whether there was anything.
fn withhold_around(context: &Context<'_>, plan: &mut Plan, failed: &[Uncertified], all: bool) -> bool {
    let mut chosen = BTreeSet::new();
    for Uncertified { class, relations, hindrances } in failed {
        if !hindrances.is_empty() {
            chosen.extend(hindrances);
            continue;
        }
        let mut near = around(context, plan, context.model.touching(*class));
        near.extend(around(context, plan, relations));
        if near.is_empty() {
            near = nearest(context, plan, *class);
        }
        near.sort_by_cached_key(|&culprit| rank(context, culprit));
        if all {
            chosen.extend(near.iter().map(|culprit| culprit.class));
        } else if !near.iter().any(|culprit| chosen.contains(&culprit.class)) {
            chosen.extend(near.first().map(|culprit| culprit.class));
        }
    }
    chosen.iter().for_each(|&class| plan.withhold(class));
    !chosen.is_empty()
}

impl Report {
    fn fill(&mut self, context: &Context<'_>, plan: &Plan, cells: usize) {
        let classes = || context.model.classes();
        self.cells = cells;
        self.sets = classes().len();
        self.candidates =
            classes().filter(|&c| matches!(context.model.standing(c), Standing::Candidate { .. })).count();
        self.latent = classes().filter(|&c| context.model.standing(c) == Standing::Latent).count();
        self.small = classes().filter(|&c| context.is_small(c)).count();
        self.primary = plan.count(Why::Primary);
        self.keyed = plan.count(Why::Keyed);
        self.secondary = plan.count(Why::Secondary);
        self.published = classes().filter(|&c| plan.is_movable(context, c)).count();
    }
}
