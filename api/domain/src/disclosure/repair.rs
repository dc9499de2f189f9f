//! Secondary protection of what the closure gives away: other roundings first, then withholding.

use std::collections::BTreeSet;

use super::{
    bounds::Bounds,
    explain::{Culprit, culprits, nearest, rank},
    plan::{Context, Plan},
    settings::{Progress, Step},
};

/// Redraws stop after so many rounds; what is left is withheld.
const REDRAW_ROUNDS: usize = 20;
/// Redraws also stop if they did not help for so many rounds.
const PATIENCE: usize = 6;
/// How many of the nearest culprits are rounded anew for one violation.
const REDRAWN_TOGETHER: usize = 8;

/// What the repair did.
#[derive(Default)]
pub(super) struct Repairs {
    /// Closures that were computed.
    pub closures: usize,
    /// Roundings that were drawn anew.
    pub redraws: usize,
}

/// Changes what this release publishes until its closure is clean; the clean closure.
///
/// Violations can be left only if they rest on frozen classes alone; the caller looks.
pub(super) fn repair(
    context: &Context<'_>,
    plan: &mut Plan,
    redraw: bool,
    repairs: &mut Repairs,
    progress: &mut dyn FnMut(Progress),
) -> Bounds {
    let mut most = 0;
    let mut least = usize::MAX;
    let mut patience = if redraw { PATIENCE } else { 0 };
    for round in 0.. {
        let bounds = Bounds::close(context, plan);
        repairs.closures += 1;
        let violations = bounds.violations(context);
        most = most.max(violations.len());
        progress(Progress { step: Step::Repair, done: most - violations.len(), of: most });
        if violations.len() < least {
            least = violations.len();
        } else {
            patience = patience.saturating_sub(1);
        }
        let changed = if round < REDRAW_ROUNDS && patience > 0 {
            draw_anew(context, plan, &bounds, &violations, repairs)
        } else {
            withhold(context, plan, &bounds, &violations)
        };
        if !changed {
            return bounds;
        }
    }
    unreachable!("each round changes something or returns")
}

fn ranked(context: &Context<'_>, mut culprits: Vec<Culprit>) -> Vec<u32> {
    culprits.sort_by_cached_key(|&culprit| rank(context, culprit));
    culprits.into_iter().map(|culprit| culprit.class).collect()
}

fn draw_anew(
    context: &Context<'_>,
    plan: &mut Plan,
    bounds: &Bounds,
    violations: &[u32],
    repairs: &mut Repairs,
) -> bool {
    let mut chosen = BTreeSet::new();
    for &class in violations {
        let near = ranked(context, culprits(context, plan, bounds, class));
        chosen.extend(near.into_iter().take(REDRAWN_TOGETHER));
    }
    let chosen: Vec<u32> = chosen.into_iter().collect();
    plan.redraw(context, &chosen);
    repairs.redraws += chosen.len();
    // Where nothing can be drawn anew only withholding is left, and it finds farther classes.
    !chosen.is_empty() || withhold(context, plan, bounds, violations)
}

fn withhold(context: &Context<'_>, plan: &mut Plan, bounds: &Bounds, violations: &[u32]) -> bool {
    let mut chosen = BTreeSet::new();
    for &class in violations {
        let mut near = ranked(context, culprits(context, plan, bounds, class));
        if near.is_empty() {
            // The reasons remember only the last cause of each bound, so a loop of them can hide the first.
            near = ranked(context, nearest(context, plan, class));
        }
        // One withheld class may mend several violations: the next closure tells.
        if !near.iter().any(|class| chosen.contains(class)) {
            chosen.extend(near.first());
        }
    }
    chosen.iter().for_each(|&class| plan.withhold(class));
    !chosen.is_empty()
}
