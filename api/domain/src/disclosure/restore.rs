//! Giving back. Withholding is decided for many small counts at once, each by what is nearest to it, so that more goes than
//! has to. At the end each class that went for others is tried again: if the closure stays clean and every proof can be
//! kept or replaced, it is published after all.

use super::{
    bounds::Bounds,
    certify::{Certificates, Certification, Patience},
    plan::{Context, Plan, State, Why},
    settings::{Progress, Step},
};

/// How many classes may be looked at by all closures together: of a large town a few are tried, of a small one all.
const EFFORT: usize = 8_000_000;
/// How often one class is rounded anew before it stays withheld.
const ROUNDINGS: u32 = 3;
/// A class on which more proofs rest stays withheld: to find so many others would take longer than all the rest.
const MOST_DOUBTED: usize = 400;
/// Proofs that are lost have to be found again at once.
const PATIENCE: Patience = Patience { each: 0, all: 0, failures: 1 };

/// Publishes what can be published after all, the dearest first; the closure of what is published then.
pub(super) fn give_back(
    context: &Context<'_>,
    plan: &mut Plan,
    mut bounds: Bounds,
    certificates: &mut Certificates,
    progress: &mut dyn FnMut(Progress),
) -> Bounds {
    if !certificates.keeps() {
        return bounds;
    }
    let mut withheld: Vec<u32> = context
        .model
        .classes()
        .filter(|&class| plan.state(class) == State::Withheld(Why::Secondary))
        .collect();
    let name = |class: u32| &context.names[context.model.canonical[class as usize] as usize];
    withheld.sort_by_key(|&class| (std::cmp::Reverse(context.model.weight(class)), name(class)));
    let tries = EFFORT / context.model.classes().len().max(1);
    withheld.truncate(tries / ROUNDINGS as usize);
    for (done, &class) in withheld.iter().enumerate() {
        progress(Progress { step: Step::GiveBack, done, of: withheld.len() });
        match given_back(context, plan, certificates, class) {
            Some(found) => bounds = found,
            None => plan.withhold(class),
        }
    }
    progress(Progress { step: Step::GiveBack, done: withheld.len(), of: withheld.len() });
    bounds
}

/// The closure with the class published, if nothing small is given away and everything stays proved. Another rounding may
/// be better for the closure; for proofs, which take long to look for, one has to do.
fn given_back(
    context: &Context<'_>,
    plan: &mut Plan,
    certificates: &mut Certificates,
    class: u32,
) -> Option<Bounds> {
    let mut roundings = (0..ROUNDINGS).filter_map(|round| {
        let is_published = plan.give_back(context, class, round > 0);
        let bounds = is_published.then(|| Bounds::close(context, plan));
        bounds.filter(|bounds| bounds.violations(context).is_empty())
    });
    let bounds = roundings.next()?;
    let doubted = certificates.doubt(context, plan, &bounds);
    let few = doubted.len() <= MOST_DOUBTED;
    if few && Certification::new(context, plan, &bounds, certificates, PATIENCE).run(&mut |_| {}).is_empty() {
        return Some(bounds);
    }
    certificates.trust(doubted);
    None
}
