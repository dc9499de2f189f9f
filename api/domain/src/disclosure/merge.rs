//! One cell for one set of households: a total with one part is its part, a total of nothing is empty.
//!
//! Otherwise one set would be rounded twice, and two roundings of one count tell more than one.

use super::{
    model::{Kind, Relation},
    system::{Role, SystemBuilder},
};

pub(super) struct Merged {
    /// For each cell the number of its class.
    pub class_of: Vec<u32>,
    /// For each class its first cell.
    pub first: Vec<u32>,
    /// Classes that are publicly empty.
    pub zero: Vec<bool>,
    /// What is left of the relations, between classes.
    pub relations: Vec<Relation>,
}

impl Merged {
    /// The cells that count somebody, or were once published, and yet are publicly empty.
    pub fn not_empty<'a>(&'a self, built: &'a SystemBuilder) -> impl Iterator<Item = usize> + 'a {
        (0..self.class_of.len()).filter(|&cell| {
            let published = matches!(built.roles[cell], Role::Frozen { published: Some(_), .. });
            self.zero[self.class_of[cell] as usize] && (built.truth[cell].get() > 0 || published)
        })
    }
}

pub(super) fn merge(built: &SystemBuilder) -> Merged {
    let mut merger = Merger::new(built);
    let mut relations = built.relations.clone();
    while merger.changed {
        merger.changed = false;
        relations.retain_mut(|relation| merger.keeps(relation));
    }
    merger.finish(relations)
}

struct Merger {
    parent: Vec<u32>,
    /// By root.
    zero: Vec<bool>,
    /// By root: a cell of an earlier release is among them.
    frozen: Vec<bool>,
    changed: bool,
}

impl Merger {
    fn new(built: &SystemBuilder) -> Self {
        let cells = u32::try_from(built.names.len()).unwrap_or(u32::MAX);
        Self {
            parent: (0..cells).collect(),
            zero: built.roles.iter().map(|role| matches!(role, Role::StructuralZero)).collect(),
            frozen: built.roles.iter().map(|role| matches!(role, Role::Frozen { .. })).collect(),
            changed: true,
        }
    }

    fn find(&mut self, mut cell: u32) -> u32 {
        while self.parent[cell as usize] != cell {
            let above = self.parent[self.parent[cell as usize] as usize];
            self.parent[cell as usize] = above;
            cell = above;
        }
        cell
    }

    fn empty(&mut self, root: u32) {
        self.changed |= !self.zero[root as usize];
        self.zero[root as usize] = true;
    }

    /// Two cells of earlier releases may have been told differently, and both stay as they are: then the relation
    /// stays, too.
    fn join(&mut self, a: u32, b: u32) -> bool {
        if self.frozen[a as usize] && self.frozen[b as usize] {
            return false;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high as usize] = low;
        self.frozen[low as usize] |= self.frozen[high as usize];
        self.changed = true;
        true
    }

    /// Rewrites the relation in terms of what is known by now; whether anything is left of it.
    fn keeps(&mut self, relation: &mut Relation) -> bool {
        relation.whole = self.find(relation.whole);
        for part in &mut relation.parts {
            *part = self.find(*part);
        }
        if self.zero[relation.whole as usize] {
            relation.parts.drain(..).for_each(|part| self.empty(part));
            return false;
        }
        relation.parts.retain(|&part| !self.zero[part as usize]);
        relation.parts.sort_unstable();
        match relation.kind {
            Kind::Sum => self.keeps_sum(relation),
            Kind::Union => self.keeps_union(relation),
            Kind::AtMost => self.keeps_at_most(relation),
        }
    }

    fn keeps_sum(&mut self, relation: &mut Relation) -> bool {
        let whole = relation.whole;
        // Parts share no household: a set that is two of them is empty, and beside the whole set nothing is left.
        let whole_is_part = relation.parts.contains(&whole);
        let parts = relation.parts.clone();
        for (index, &part) in parts.iter().enumerate() {
            let twice = index > 0 && parts[index - 1] == part;
            if twice || (whole_is_part && part != whole) {
                self.empty(part);
            }
        }
        relation.parts.retain(|&part| !self.zero[part as usize]);
        !whole_is_part && self.keeps_several(relation)
    }

    fn keeps_union(&mut self, relation: &mut Relation) -> bool {
        relation.parts.dedup();
        if relation.parts.contains(&relation.whole) {
            // One part is everything: of the others only "at most" is left.
            relation.kind = Kind::AtMost;
            return self.keeps_at_most(relation);
        }
        self.keeps_several(relation)
    }

    fn keeps_at_most(&mut self, relation: &mut Relation) -> bool {
        relation.parts.dedup();
        relation.parts.retain(|&part| part != relation.whole);
        !relation.parts.is_empty()
    }

    fn keeps_several(&mut self, relation: &Relation) -> bool {
        match relation.parts.as_slice() {
            [] => {
                self.empty(relation.whole);
                false
            }
            &[only] => !self.join(relation.whole, only),
            _ => true,
        }
    }

    fn finish(mut self, mut relations: Vec<Relation>) -> Merged {
        let mut class_of = vec![0; self.parent.len()];
        let mut first = Vec::new();
        // A root is the least cell of its class, so it has its number before the others ask for it.
        for cell in 0..self.parent.len() {
            let root = self.find(cell as u32) as usize;
            if root == cell {
                class_of[cell] = first.len() as u32;
                first.push(cell as u32);
            } else {
                class_of[cell] = class_of[root];
            }
        }
        for relation in &mut relations {
            relation.whole = class_of[relation.whole as usize];
            relation.parts.iter_mut().for_each(|part| *part = class_of[*part as usize]);
        }
        let zero = first.iter().map(|&cell| self.zero[cell as usize]).collect();
        Merged { class_of, first, zero, relations }
    }
}
