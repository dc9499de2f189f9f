//! A slower search for a witness, for the few counts where the quick one finds none.
//!
//! It decides one count after another, near the truth, and propagates each decision before the next, so that it sees
//! far consequences which the quick search only meets one by one.

use super::{
    bounds::{Bounds, FARTHEST, Propagation, Reasoning},
    model::{Kind, Model},
    plan::Context,
    search::Changes,
};

/// Dives with other decisions, before there is held to be no witness.
const DIVES: usize = 60;
/// Decisions of all dives for one count together.
const DECISIONS: usize = 10_000;
/// Other decisions that are tried at one broken relation.
const TRIES: usize = 6;

pub(super) struct Dive<'a, 'c> {
    model: &'a Model,
    propagation: Propagation<'a, 'c>,
    /// Relations that the nearest values perhaps do not satisfy.
    unsure: Vec<u32>,
    random: u64,
}

impl<'a, 'c> Dive<'a, 'c> {
    pub fn new(context: &'a Context<'c>, bounds: &Bounds) -> Self {
        let (truth, farthest) = (&context.model.truth, FARTHEST * context.settings.k);
        let mut bounds = bounds.clone();
        for ((high, low), truth) in bounds.high.iter_mut().zip(&bounds.low).zip(truth) {
            *high = (*high).min(truth.saturating_add(farthest)).max(*low);
        }
        let propagation = Propagation::new(context, bounds, Reasoning::Witness);
        Self { model: context.model, propagation, unsure: Vec::new(), random: 1 }
    }

    /// What is different from the truth in a data set in which `class` is within `low..=high`, if one is found.
    pub fn find(&mut self, class: u32, low: u32, high: u32, seed: u64) -> Option<Changes> {
        self.random = seed | 1;
        self.propagation.suppose(class, low, high);
        let mut found = None;
        if self.propagation.fixpoint() {
            let mark = self.propagation.mark();
            let mut decisions = DECISIONS;
            for _ in 0..DIVES {
                if self.descend(&mut decisions) {
                    found = Some(self.changes());
                    break;
                }
                self.propagation.undo(mark);
            }
        }
        self.propagation.undo(0);
        found
    }

    fn changes(&self) -> Changes {
        let mut changes: Changes =
            self.propagation.narrowed(0).map(|class| (class, self.nearest(class) as u32)).collect();
        changes.sort_unstable();
        changes.dedup();
        changes
    }

    /// The value that is nearest to the truth.
    fn nearest(&self, class: u32) -> i64 {
        let (low, high) = self.range(class);
        i64::from(self.model.truth(class)).clamp(low, high)
    }

    fn range(&self, class: u32) -> (i64, i64) {
        let bounds = &self.propagation.bounds;
        (i64::from(bounds.low[class as usize]), i64::from(bounds.high[class as usize]))
    }

    fn descend(&mut self, decisions: &mut usize) -> bool {
        self.unsure.clear();
        self.note_unsure(0);
        while let Some(relation) = self.broken() {
            if *decisions == 0 || !self.decide(relation) {
                return false;
            }
            *decisions -= 1;
        }
        true
    }

    /// What was narrowed since a mark may have broken relations. The others are satisfied, as they are by the truth.
    fn note_unsure(&mut self, mark: usize) {
        for class in self.propagation.narrowed(mark) {
            self.unsure.extend(self.model.touching(class));
        }
    }

    /// A relation that the nearest values do not satisfy.
    fn broken(&mut self) -> Option<u32> {
        while let Some(relation) = self.unsure.pop() {
            let (shift, over) = self.misfit(relation);
            if shift != 0 || over > 0 {
                // It is looked at again, since one decision need not mend it.
                self.unsure.push(relation);
                return Some(relation);
            }
        }
        None
    }

    /// By how much the whole is more than its parts give, and by how much some part is more than the whole.
    fn misfit(&self, relation: u32) -> (i64, i64) {
        let whole = self.nearest(self.model.whole[relation as usize]);
        let parts = self.model.parts(relation);
        let sum: i64 = parts.iter().map(|&part| self.nearest(part)).sum();
        let most = parts.iter().map(|&part| self.nearest(part)).max().unwrap_or(0);
        match self.model.kind[relation as usize] {
            Kind::Sum => (whole - sum, 0),
            Kind::Union => ((whole - sum).max(0), (most - whole).max(0)),
            Kind::AtMost => (0, (most - whole).max(0)),
        }
    }

    /// Fixes one member of a broken relation so that it is mended, or better; whether some such decision is possible.
    fn decide(&mut self, relation: u32) -> bool {
        let model = self.model;
        let (whole, parts) = (model.whole[relation as usize], model.parts(relation));
        let open = |&class: &u32| self.range(class).0 < self.range(class).1;
        let members: Vec<u32> = model.members(relation).filter(open).collect();
        if members.is_empty() {
            return false;
        }
        let (shift, _) = self.misfit(relation);
        let top = self.nearest(whole);
        let most = parts.iter().map(|&part| self.nearest(part)).max().unwrap_or(0);
        for _ in 0..TRIES {
            let class = members[self.below(members.len())];
            let now = self.nearest(class);
            let mended = match (class == whole, shift) {
                (true, 0) => most,
                (true, _) => top - shift,
                (false, 0) => now.min(top),
                (false, _) => now + shift,
            };
            let (low, high) = self.range(class);
            let mended = mended.clamp(low, high);
            // Part of the way, sometimes: several members may have to share what is needed.
            let part = self.below(usize::try_from((mended - now).abs()).unwrap_or(0) + 1) as i64;
            let value = if self.below(3) > 0 { mended } else { now + part * (mended - now).signum() };
            let mark = self.propagation.mark();
            self.propagation.suppose(class, value as u32, value as u32);
            if self.propagation.fixpoint() {
                self.note_unsure(mark);
                return true;
            }
            self.propagation.undo(mark);
        }
        false
    }

    fn below(&mut self, length: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random % length as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        bounds::NO_LIMIT,
        count::Count,
        plan::Plan,
        settings::{Draws, Settings},
        system::{Role, SystemBuilder},
    };
    use super::*;

    struct Down;

    impl Draws for Down {
        fn draw(&self, _purpose: &str, _cell: &str, _round: u32) -> u64 {
            u64::MAX
        }
    }

    /// `all = most + few`, and all are among the union of `most` and `others`: so there are no more few than others. Of
    /// `all` and `most` no greatest value is known, and each raises the other's least.
    #[test]
    fn a_search_without_a_witness_ends_although_two_bounds_raise_each_other() {
        let mut system = SystemBuilder::new();
        let mut cell = |name: &str, count, role| system.cell(name, Count::new(count), role);
        let [all, most, few] =
            [("all", 103), ("most", 100), ("few", 3)].map(|(name, count)| cell(name, count, Role::Latent));
        let met = cell("met", 112, Role::Latent);
        let others = cell("others", 20, Role::Candidate { weight: 1 });
        system.sum(all, &[most, few]);
        system.at_most(all, met);
        system.union(met, &[most, others]);
        let system = system.build().expect("a sound system");
        let settings = Settings::default();
        let context =
            Context { model: &system.model, names: &system.names, settings: &settings, draws: &Down };
        let plan = Plan::primary(&context);
        let bounds = Bounds::close(&context, &plan);
        let mut dive = Dive::new(&context, &bounds);
        let few = system.class_of[few.index()];
        assert_eq!(
            dive.find(few, 40, NO_LIMIT, 1),
            None,
            "20 others were told as 20, so there are 24 at most"
        );
        assert!(dive.find(few, 11, NO_LIMIT, 1).is_some());
    }
}
