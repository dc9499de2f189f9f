//! The ways to find a witness for one count, from the quick to the thorough. What they find depends on the count, the
//! ground and the witnesses that are given to begin with, never on who searched what before.

use super::{
    bounds::NO_LIMIT,
    ground::{Ground, Substitution},
    program::{Program, Reach},
    search::{Changes, Search},
};

/// Steps of the quick searches for one count, one search after another: most need few.
const STEPS: [u32; 2] = [40, 200];
/// Steps of a search that begins where a witness for another count is.
const STEPS_ON: u32 = 200;
/// Steps of a longer one, where those find nothing.
const LONGER: u32 = 1_000;
/// Steps of a long one, for the few counts where a linear program finds nothing either.
const LONG: u32 = 40_000;

/// What a witness is to show of a count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// It may be 0.
    Zero,
    /// It may be k or more.
    Many,
}

/// A small count without a witness.
pub(super) struct Uncertified {
    pub class: u32,
    /// The relations that stayed broken.
    pub relations: Vec<u32>,
    /// What is published and stands in the way.
    pub hindrances: Vec<u32>,
}

/// One who searches.
pub(super) struct Prover<'g, 'a, 'c> {
    ground: &'g Ground<'a, 'c>,
    substitution: Substitution<'g, 'a, 'c>,
    search: Search<'a>,
}

impl<'g, 'a, 'c> Prover<'g, 'a, 'c> {
    pub fn new(ground: &'g Ground<'a, 'c>) -> Self {
        let search = Search::new(ground.context.model, ground.bounds);
        Self { ground, substitution: Substitution::new(ground), search }
    }

    /// Short searches: microseconds, and mostly enough.
    pub fn quick(&mut self, class: u32, goal: Goal) -> Option<Changes> {
        (1..).zip(STEPS).find_map(|(seed, steps)| self.searched((class, goal), (steps, seed), &[]).ok())
    }

    /// Longer ones, then a linear program.
    pub fn thorough(&mut self, class: u32, goal: Goal) -> Option<Changes> {
        let longer = |prover: &mut Self| prover.searched((class, goal), (LONGER, 3), &[]).ok();
        let reach = if self.program().is_of_town() { Reach::Far } else { Reach::Near };
        self.quick(class, goal).or_else(|| longer(self)).or_else(|| self.programmed(class, goal, reach))
    }

    /// Short searches that begin at witnesses for other counts: what is not found near the truth has mostly the same in
    /// its way as they had.
    pub fn onwards<'f>(
        &mut self,
        (class, goal): (u32, Goal),
        mut found: impl Iterator<Item = &'f Changes>,
    ) -> Option<Changes> {
        found.find_map(|from| self.searched((class, goal), (STEPS_ON, 0), from).ok())
    }

    /// What a program finds.
    fn programmed(&mut self, class: u32, goal: Goal, reach: Reach) -> Option<Changes> {
        let (low, high) = self.wanted(goal);
        let witness = self.program().witness((class, low, high), reach, spread(class, 0));
        self.checked(witness, class, goal)
    }

    /// So many long searches at most; how many were made, and what they found or what stands in the way. Of a town a
    /// program over all of it found no witness already, and one tells at once what stands in the way.
    pub fn patient(&mut self, class: u32, goal: Goal, searches: u32) -> (u32, Result<Changes, Uncertified>) {
        let mut uncertified = Uncertified { class, relations: Vec::new(), hindrances: Vec::new() };
        let is_of_town = self.program().is_of_town();
        if is_of_town {
            uncertified.hindrances = self.in_the_way(class, goal, Reach::Far);
            if !uncertified.hindrances.is_empty() {
                return (0, Err(uncertified));
            }
        }
        for search in 1..=searches {
            match self.searched((class, goal), (LONG, 3 + u64::from(search)), &[]) {
                Ok(changes) => return (search, Ok(changes)),
                Err(broken) => uncertified.relations = broken,
            }
        }
        if !is_of_town {
            uncertified.hindrances = self.in_the_way(class, goal, Reach::Near);
            if uncertified.hindrances.is_empty() {
                if let Some(witness) = self.programmed(class, goal, Reach::Far) {
                    return (searches, Ok(witness));
                }
                uncertified.hindrances = self.in_the_way(class, goal, Reach::Far);
            }
        }
        (searches, Err(uncertified))
    }

    /// The published classes that stand in the way of a witness.
    fn in_the_way(&self, class: u32, goal: Goal, reach: Reach) -> Vec<u32> {
        let (low, high) = self.wanted(goal);
        self.program().hindrances((class, low, high), reach)
    }

    fn program(&self) -> Program<'a, 'c> {
        Program::new(self.ground.context, self.ground.plan, self.ground.bounds)
    }

    fn wanted(&self, goal: Goal) -> (u32, u32) {
        match goal {
            Goal::Zero => (0, 0),
            Goal::Many => (self.ground.context.settings.k, NO_LIMIT),
        }
    }

    /// One search; if it finds nothing, the relations that stayed broken.
    fn searched(
        &mut self,
        (class, goal): (u32, Goal),
        (steps, seed): (u32, u64),
        from: &[(u32, u32)],
    ) -> Result<Changes, Vec<u32>> {
        let (low, high) = self.wanted(goal);
        let changes = self.search.find((class, low, high), (steps, spread(class, seed)), from)?;
        self.checked(Some(changes), class, goal).ok_or_else(Vec::new)
    }

    /// What was found, if it is a witness.
    fn checked(&mut self, found: Option<Changes>, class: u32, goal: Goal) -> Option<Changes> {
        let (low, high) = self.wanted(goal);
        let truth = self.ground.context.model.truth(class);
        found.filter(|changes| {
            let value =
                changes.iter().find(|(changed, _)| *changed == class).map_or(truth, |(_, value)| *value);
            (low..=high).contains(&value) && self.substitution.agrees(changes)
        })
    }
}

/// Any spread will do: the searches are no secret and only have to be the same each time.
fn spread(class: u32, seed: u64) -> u64 {
    u64::from(class + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_mul(2 * seed + 1)
}
