//! The merged system in flat arrays: what propagation and search run over.

use super::{
    covers::Covers,
    merge::Merged,
    system::{Role, SystemBuilder},
};

/// What the parts of a relation are to its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sum,
    Union,
    AtMost,
}

impl Kind {
    pub fn words(self) -> &'static str {
        match self {
            Self::Sum => "is the sum of",
            Self::Union => "is the union of",
            Self::AtMost => "is at least",
        }
    }
}

#[derive(Clone)]
pub(super) struct Relation {
    pub kind: Kind,
    pub whole: u32,
    pub parts: Vec<u32>,
}

/// What may become of a class of equal cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Candidate { weight: u32 },
    Latent,
    Frozen { published: Option<u32>, known_at_least_k: bool },
    Zero,
}

/// Lists of different lengths, end to end.
#[derive(Default)]
pub(super) struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub fn of(&self, index: u32) -> &[u32] {
        let index = index as usize;
        &self.items[self.start[index] as usize..self.start[index + 1] as usize]
    }

    /// Sorts pairs of an index and an item into lists, each in the order of the pairs.
    pub(super) fn collect(length: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut start = vec![0_u32; length + 1];
        for (index, _) in pairs.clone() {
            start[index as usize + 1] += 1;
        }
        for index in 0..length {
            start[index + 1] += start[index];
        }
        let mut next = start.clone();
        let mut items = vec![0; start[length] as usize];
        for (index, item) in pairs {
            items[next[index as usize] as usize] = item;
            next[index as usize] += 1;
        }
        Self { start, items }
    }
}

pub(super) struct Model {
    pub truth: Vec<u32>,
    pub standing: Vec<Standing>,
    /// For each class the cell whose name is the least: the same whatever the order of declaration.
    pub canonical: Vec<u32>,
    /// Classes that only count complements.
    pub is_complement: Vec<bool>,
    pub kind: Vec<Kind>,
    pub whole: Vec<u32>,
    pub covers: Covers,
    parts: Lists,
    touching: Lists,
    complements: Lists,
    complemented: Lists,
}

impl Model {
    pub fn new(built: &SystemBuilder, merged: &Merged) -> Self {
        let classes = merged.first.len();
        let relations = &merged.relations;
        let numbered = || (0_u32..).zip(relations);
        let pairs = numbered().flat_map(|(r, relation)| relation.parts.iter().map(move |&p| (r, p)));
        let touching = numbered().flat_map(|(r, relation)| {
            std::iter::once((relation.whole, r)).chain(relation.parts.iter().map(move |&p| (p, r)))
        });
        let class = |cell: u32| merged.class_of[cell as usize];
        let complements = built.complements.iter().map(|&(part, rest)| (class(part), class(rest)));
        let complements = complements.filter(|&(_, rest)| !merged.zero[rest as usize]);
        let mut model = Self {
            truth: merged.first.iter().map(|&cell| built.truth[cell as usize].get()).collect(),
            standing: vec![Standing::Latent; classes],
            canonical: merged.first.clone(),
            is_complement: vec![true; classes],
            kind: relations.iter().map(|r| r.kind).collect(),
            whole: relations.iter().map(|r| r.whole).collect(),
            covers: Covers::new(built, merged),
            parts: Lists::collect(relations.len(), pairs),
            touching: Lists::collect(classes, touching),
            complemented: Lists::collect(classes, complements.clone().map(|(part, rest)| (rest, part))),
            complements: Lists::collect(classes, complements),
        };
        model.take_roles(built, merged);
        model
    }

    fn take_roles(&mut self, built: &SystemBuilder, merged: &Merged) {
        for (cell, &class) in merged.class_of.iter().enumerate() {
            let class = class as usize;
            self.standing[class] = stronger(self.standing[class], built.roles[cell]);
            self.is_complement[class] &= built.is_complement[cell];
            if built.names[cell] < built.names[self.canonical[class] as usize] {
                self.canonical[class] = cell as u32;
            }
        }
        for (class, _) in merged.zero.iter().enumerate().filter(|(_, zero)| **zero) {
            self.standing[class] = Standing::Zero;
        }
    }

    pub fn classes(&self) -> std::ops::Range<u32> {
        0..self.truth.len() as u32
    }

    pub fn relations(&self) -> std::ops::Range<u32> {
        0..self.kind.len() as u32
    }

    pub fn parts(&self, relation: u32) -> &[u32] {
        self.parts.of(relation)
    }

    /// The relations in which a class is whole or part; none for structural zeros.
    pub fn touching(&self, class: u32) -> &[u32] {
        self.touching.of(class)
    }

    /// The number of a cover, where a rule is none of the relations: those come after them.
    pub fn as_cover(&self, rule: u32) -> Option<u32> {
        rule.checked_sub(self.relations().end)
    }

    /// All that narrows a class: its relations, and the covers that it stands in.
    pub fn rules(&self, class: u32) -> impl Iterator<Item = u32> + '_ {
        let covers = self.covers.touching(class).iter().map(|&cover| self.relations().end + cover);
        self.touching(class).iter().copied().chain(covers)
    }

    /// What publishing the class says k or more of.
    pub fn complements(&self, class: u32) -> &[u32] {
        self.complements.of(class)
    }

    /// Whose publication says k or more of the class.
    pub fn complemented(&self, class: u32) -> &[u32] {
        self.complemented.of(class)
    }

    pub fn truth(&self, class: u32) -> u32 {
        self.truth[class as usize]
    }

    pub fn standing(&self, class: u32) -> Standing {
        self.standing[class as usize]
    }

    /// How dear it is to withhold a class for the sake of another.
    pub fn weight(&self, class: u32) -> u32 {
        match self.standing(class) {
            Standing::Candidate { weight } => weight,
            _ => u32::MAX,
        }
    }

    /// All members of a relation, the whole first.
    pub fn members(&self, relation: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(self.whole[relation as usize]).chain(self.parts(relation).iter().copied())
    }
}

/// What a class is once one more of its cells is looked at: what was told stays told, what may be told may be told.
fn stronger(so_far: Standing, role: Role) -> Standing {
    match (so_far, role) {
        (Standing::Zero, _) | (_, Role::StructuralZero) => Standing::Zero,
        // Two frozen cells are never merged.
        (frozen @ Standing::Frozen { .. }, _) => frozen,
        (_, Role::Frozen { published, known_at_least_k }) => Standing::Frozen { published, known_at_least_k },
        (Standing::Candidate { weight: a }, Role::Candidate { weight: b }) => {
            Standing::Candidate { weight: a.max(b) }
        }
        (Standing::Candidate { weight }, Role::Latent) => Standing::Candidate { weight },
        (Standing::Latent, Role::Candidate { weight }) => Standing::Candidate { weight },
        (Standing::Latent, Role::Latent) => Standing::Latent,
    }
}
