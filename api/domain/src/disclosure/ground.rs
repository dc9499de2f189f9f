//! What a data set has to agree with to be a witness, and the check of it, which knows nothing of how it was found.

use super::{
    bounds::Bounds,
    model::{Kind, Model},
    plan::{Context, Plan},
    search::Changes,
};

/// All that stays the same while witnesses are searched. It is shared by all who search.
pub(super) struct Ground<'a, 'c> {
    pub context: &'a Context<'c>,
    pub plan: &'a Plan,
    /// The closure, which is clean.
    pub bounds: &'a Bounds,
    /// What each count must be within: as told, and by the facts.
    told: Vec<(u32, u32)>,
    /// Whether the truth agrees with everything. Without it nothing is proved.
    pub truth_holds: bool,
}

impl<'a, 'c> Ground<'a, 'c> {
    pub fn new(context: &'a Context<'c>, plan: &'a Plan, bounds: &'a Bounds) -> Self {
        let k = context.settings.k;
        let told = |class: u32| {
            let (low, high) = plan.told(context, class);
            (if bounds.low[class as usize] >= k { low.max(k) } else { low }, high)
        };
        let model = context.model;
        let told = model.classes().map(told).collect();
        let mut ground = Self { context, plan, bounds, told, truth_holds: false };
        ground.truth_holds = model.classes().all(|class| ground.agrees(class, model.truth(class)))
            && model.relations().all(|relation| holds(model, &model.truth, relation));
        ground
    }

    /// Whether a value of a class is within what was told of it.
    fn agrees(&self, class: u32, value: u32) -> bool {
        let (low, high) = self.told[class as usize];
        (low..=high).contains(&value)
    }
}

/// The truth, except while a data set is substituted.
pub(super) struct Substitution<'g, 'a, 'c> {
    ground: &'g Ground<'a, 'c>,
    values: Vec<u32>,
}

impl<'g, 'a, 'c> Substitution<'g, 'a, 'c> {
    pub fn new(ground: &'g Ground<'a, 'c>) -> Self {
        Self { ground, values: ground.context.model.truth.clone() }
    }

    /// Whether the data set with these values, and the true ones elsewhere, agrees with all that is published and known.
    /// The truth satisfies every relation, so only those are looked at in which something changed.
    pub fn agrees(&mut self, changes: &Changes) -> bool {
        let (ground, model) = (self.ground, self.ground.context.model);
        for &(class, value) in changes {
            self.values[class as usize] = value;
        }
        let mut relations: Vec<u32> =
            changes.iter().flat_map(|&(class, _)| model.touching(class)).copied().collect();
        relations.sort_unstable();
        relations.dedup();
        let agrees = ground.truth_holds
            && changes.iter().all(|&(class, _)| ground.agrees(class, self.values[class as usize]))
            && relations.iter().all(|&relation| holds(model, &self.values, relation));
        for &(class, _) in changes {
            self.values[class as usize] = model.truth(class);
        }
        agrees
    }
}

/// Whether some values satisfy a relation.
fn holds(model: &Model, values: &[u32], relation: u32) -> bool {
    let value = |class: u32| u64::from(values[class as usize]);
    let whole = value(model.whole[relation as usize]);
    let parts = model.parts(relation);
    let sum: u64 = parts.iter().map(|&part| value(part)).sum();
    let most = parts.iter().map(|&part| value(part)).max().unwrap_or(0);
    match model.kind[relation as usize] {
        Kind::Sum => whole == sum,
        Kind::Union => most <= whole && whole <= sum,
        Kind::AtMost => most <= whole,
    }
}
