//! Blocks of relations: where all relations are too many for one program, each takes some, and asks of the counts whose
//! relations are all among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Open;
use crate::system::{RelationId, System, Var};

/// A block of relations.
#[derive(Debug)]
pub(crate) struct Block {
    pub relations: Vec<RelationId>,
    /// All counts in it.
    pub members: Vec<Var>,
    /// The counts that are asked for.
    pub targets: Vec<Var>,
}

/// Divides counts among blocks: each is asked for in one of them.
pub(crate) struct Blocks<'a> {
    system: &'a System,
    size: usize,
    /// What is in no block yet.
    waiting: Vec<bool>,
    next: Var,
    /// The block by which each relation was taken, and each count was met, last.
    taken: Vec<u32>,
    met: Vec<u32>,
    number: u32,
}

impl<'a> Blocks<'a> {
    /// Blocks of about `size` members for all that is open.
    pub fn new(system: &'a System, open: &Open, size: usize) -> Self {
        Self {
            system,
            size,
            waiting: (0..system.len() as Var).map(|var| open.is_open(var)).collect(),
            next: 0,
            taken: vec![0; system.relations.len()],
            met: vec![0; system.len()],
            number: 0,
        }
    }

    /// The relations of a count that the block does not have yet.
    fn missing(&self, var: Var) -> impl Iterator<Item = RelationId> + '_ {
        let system = self.system;
        let is_missing = |id: &RelationId| {
            system.relations[*id as usize].kind.has_rows() && self.taken[*id as usize] != self.number
        };
        system.touching(var).iter().copied().filter(is_missing)
    }

    /// How many members they have.
    fn cost(&self, var: Var) -> usize {
        self.missing(var).map(|id| self.system.relations[id as usize].parts.len() + 1).sum()
    }

    /// A block that begins with a count, and takes in those that need the fewest members more, one after the other.
    fn around(&mut self, var: Var) -> Block {
        self.number += 1;
        let mut block = Block { relations: vec![], members: vec![], targets: vec![] };
        let mut costs = BinaryHeap::from([Reverse((0, var))]);
        self.meet(var, &mut block);
        let mut size = 0;
        while let Some(Reverse((_, var))) = costs.pop() {
            if !self.waiting[var as usize] {
                continue;
            }
            let cost = self.cost(var);
            if size + cost > self.size && !block.targets.is_empty() {
                break;
            }
            size += cost;
            self.waiting[var as usize] = false;
            block.targets.push(var);
            self.take(var, &mut block, &mut costs);
        }
        block.members.sort_unstable();
        block
    }

    /// Takes all relations of a count.
    fn take(&mut self, var: Var, block: &mut Block, costs: &mut BinaryHeap<Reverse<(usize, Var)>>) {
        let missing: Vec<RelationId> = self.missing(var).collect();
        for id in &missing {
            self.taken[*id as usize] = self.number;
        }
        let system = self.system;
        for id in &missing {
            for member in system.relations[*id as usize].members() {
                self.meet(member, block);
                if self.waiting[member as usize] {
                    costs.push(Reverse((self.cost(member), member)));
                }
            }
        }
        block.relations.extend(missing);
    }

    fn meet(&mut self, var: Var, block: &mut Block) {
        if self.met[var as usize] != self.number {
            self.met[var as usize] = self.number;
            block.members.push(var);
        }
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let waiting = self.waiting[self.next as usize..].iter().position(|waiting| *waiting)?;
        self.next += waiting as Var;
        Some(self.around(self.next))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::Slot;
    use crate::system::{Kind, Relation};

    const SIZE: usize = 12;

    /// A system of so many counts with sums of two or more of them.
    fn system(counts: u32, sums: &[(u32, Vec<u32>)]) -> System {
        let mut system = System::default();
        (0..counts).for_each(|_| system.add(0, Slot::Count(0)));
        let relation = |(whole, parts): &(u32, Vec<u32>)| {
            let parts = parts.iter().map(|part| part % counts).filter(|part| *part != whole % counts);
            Relation { kind: Kind::Sum, whole: whole % counts, parts: parts.collect() }
        };
        system.relations = sums.iter().map(relation).filter(|sum| !sum.parts.is_empty()).collect();
        system.settle();
        system
    }

    proptest! {
        #[test]
        fn each_count_is_asked_for_once_with_all_its_relations(
            counts in 2u32..60,
            sums in prop::collection::vec((any::<u32>(), prop::collection::hash_set(any::<u32>(), 2..5)), 0..40),
        ) {
            let sums: Vec<_> = sums.into_iter().map(|(whole, parts)| (whole, parts.into_iter().collect())).collect();
            let system = system(counts, &sums);
            let all: Vec<Var> = (0..counts).collect();
            let mut asked = Vec::new();
            for block in Blocks::new(&system, &Open::new(system.len(), &all), SIZE) {
                let size: usize =
                    block.relations.iter().map(|id| system.relations[*id as usize].parts.len() + 1).sum();
                prop_assert!(size <= SIZE || block.targets.len() == 1);
                for target in &block.targets {
                    prop_assert!(system.touching(*target).iter().all(|id| block.relations.contains(id)));
                }
                for member in block.relations.iter().flat_map(|id| system.relations[*id as usize].members()) {
                    prop_assert!(block.members.contains(&member));
                }
                asked.extend(block.targets);
            }
            asked.sort_unstable();
            prop_assert_eq!(asked, all);
        }
    }
}
