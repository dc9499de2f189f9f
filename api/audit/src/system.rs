//! Counts as unknowns with bounds, and the relations between them.

use crate::measures::Slot;
use crate::sets::Sets;

/// The number of an unknown.
pub(crate) type Var = u32;

/// The number of a relation.
pub(crate) type RelationId = u32;

/// More households than there are: no count is greater.
pub(crate) const MOST: i64 = 100_000_000;

/// How the parts of a relation make up its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A denominator is a part and its complement.
    Complement,
    /// The whole is the sum of its parts.
    Sum,
    /// A sum of complements, which follows from other relations. It lets propagation see further.
    Implied,
    /// The whole is at least the greatest part and at most the sum of the parts.
    Union,
    /// The whole is at least the greatest part.
    Within,
    /// The whole is at most the sum of the parts: who is beside a share in a union is so in one of its parts. Propagation
    /// reckons with it, linear programs do not.
    Cover,
}

impl Kind {
    /// Whether linear programs have it as rows.
    pub fn has_rows(self) -> bool {
        !matches!(self, Self::Implied | Self::Cover)
    }
}

/// A relation.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub kind: Kind,
    pub whole: Var,
    pub parts: Box<[Var]>,
}

/// What is said of an unknown by those who publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing: a crossing or complement that is never published, or a figure that was not seen.
    Nothing,
    /// A value is published.
    Published,
    /// A figure is withheld.
    Withheld,
}

/// What is known of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub lo: i64,
    pub hi: i64,
}

/// Where an unknown stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home {
    /// The class of locations that hold the same households.
    pub class: u32,
    pub slot: Slot,
}

/// The whole system.
#[derive(Debug, Default)]
pub(crate) struct System {
    pub ranges: Vec<Range>,
    pub said: Vec<Said>,
    /// Whether the promise is made for the count: not for what is zero for everybody to see.
    pub in_scope: Vec<bool>,
    pub homes: Vec<Home>,
    pub relations: Vec<Relation>,
    /// The relations of each unknown, end to end.
    touching: Vec<RelationId>,
    starts: Vec<u32>,
}

impl System {
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The relations that an unknown takes part in.
    pub fn touching(&self, var: Var) -> &[RelationId] {
        let (from, to) = (self.starts[var as usize], self.starts[var as usize + 1]);
        &self.touching[from as usize..to as usize]
    }

    /// Adds an unknown of which nothing is known.
    pub fn add(&mut self, class: u32, slot: Slot) {
        self.ranges.push(Range { lo: 0, hi: MOST });
        self.said.push(Said::Nothing);
        self.in_scope.push(true);
        self.homes.push(Home { class, slot });
    }

    /// Makes one unknown of those that are equal, drops what then says nothing, and indexes relations. Answers for
    /// each unknown the one that stands for it.
    pub fn settle(&mut self) -> Vec<Var> {
        let mut sets = Sets::new(self.len());
        for relation in &self.relations {
            if let (Kind::Sum | Kind::Union, [part]) = (relation.kind, &*relation.parts) {
                sets.join(relation.whole, *part);
            }
        }
        let stands: Vec<Var> = (0..self.len() as Var).map(|var| sets.find(var)).collect();
        for (var, stand) in stands.iter().enumerate() {
            // What another one stands for is counted there, and only there.
            self.in_scope[var] &= var == *stand as usize;
        }
        let mut empty = Vec::new();
        for relation in &mut self.relations {
            relation.whole = stands[relation.whole as usize];
            relation.parts.iter_mut().for_each(|part| *part = stands[*part as usize]);
            if let (Kind::Complement, true) = (relation.kind, relation.parts[0] == relation.whole) {
                empty.push(relation.parts[1]);
            }
        }
        for var in empty {
            self.ranges[var as usize] = Range { lo: 0, hi: 0 };
            self.in_scope[var as usize] = false;
        }
        self.relations.iter_mut().for_each(Relation::drop_own_whole);
        self.relations.retain(|relation| !relation.parts.is_empty());
        self.index();
        stands
    }

    fn index(&mut self) {
        let mut counts = vec![0u32; self.len() + 1];
        for var in self.relations.iter().flat_map(Relation::members) {
            counts[var as usize + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        self.touching = vec![0; counts[self.len()] as usize];
        let mut next = counts.clone();
        for (id, relation) in self.relations.iter().enumerate() {
            for var in relation.members() {
                self.touching[next[var as usize] as usize] = id as RelationId;
                next[var as usize] += 1;
            }
        }
        self.starts = counts;
    }
}

impl Relation {
    /// A whole that is one of its own parts says only that the others are in it.
    fn drop_own_whole(&mut self) {
        if self.parts.contains(&self.whole) {
            let bounds_others = matches!(self.kind, Kind::Union | Kind::Within);
            let others = self.parts.iter().copied().filter(|part| bounds_others && *part != self.whole);
            self.parts = others.collect();
            self.kind = Kind::Within;
        }
    }

    /// The whole and the parts.
    pub fn members(&self) -> impl Iterator<Item = Var> + '_ {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }
}
