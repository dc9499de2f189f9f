//! Where all relations are too many: linear programming over blocks of relations, side by side.

use std::num::NonZero;
use std::thread;

use super::batch::{Batch, Points};
use super::block::{Block, Blocks};
use super::component::{Component, columns};
use super::model::{Model, rows};
use super::program::Program;
use super::{Open, Question};
use crate::propagate::Empty;
use crate::system::{Range, System, Var};

/// Blocks that are asked before it is looked at whether it is time to stop.
const TURN: usize = 32;

/// The most programs of a block that ask many questions at once.
const MANY: usize = 100;

/// How much may be asked.
#[derive(Clone, Copy)]
pub(crate) struct Limits<'a> {
    /// About how many members the relations of a block may have.
    pub size: usize,
    /// The programs after which no further blocks are begun.
    pub programs: usize,
    /// Whether it is time to stop.
    pub stop: &'a dyn Fn() -> bool,
}

/// What blocks were asked, and what they answered.
#[derive(Debug)]
pub(crate) struct Nearby {
    /// What no block has answered.
    pub open: Open,
    /// Programs solved.
    pub programs: usize,
    answered: Vec<Answered>,
}

/// What a block leaves possible, and the ranges in it when it was asked.
#[derive(Debug)]
struct Answered {
    ranges: Vec<(Var, Range)>,
    possible: Vec<Question>,
}

impl Nearby {
    /// Nothing asked yet, of so many counts.
    pub fn new(len: usize) -> Self {
        Self { open: Open::new(len, &[]), programs: 0, answered: vec![] }
    }

    /// Asks what is open, and answers with ranges that are narrower than known: what cannot be within a block cannot be
    /// over all relations either, since more relations only say more.
    pub fn ask(
        &mut self,
        system: &System,
        k: i64,
        open: Open,
        limits: Limits,
    ) -> Result<Vec<(Var, Range)>, Empty> {
        self.open = open;
        self.recall(system);
        let mut found = Vec::new();
        let mut blocks = Blocks::new(system, &self.open, limits.size);
        while self.programs < limits.programs && !(limits.stop)() {
            let turn: Vec<Block> = blocks.by_ref().take(TURN).collect();
            if turn.is_empty() {
                break;
            }
            let open = &self.open;
            let answers = side_by_side(&turn, |block| ask(system, block, k, open));
            for (block, answer) in turn.iter().zip(answers) {
                if answer.contradiction {
                    return Err(Empty { var: block.targets[0] });
                }
                found.extend(self.note(system, block, answer));
            }
        }
        Ok(found)
    }

    /// What blocks answered stands as long as no range in them has changed.
    fn recall(&mut self, system: &System) {
        let ranges = &system.ranges;
        self.answered.retain(|block| block.ranges.iter().all(|(var, range)| ranges[*var as usize] == *range));
        for answer in self.answered.iter().flat_map(|block| &block.possible) {
            self.open.close(*answer);
        }
    }

    fn note(&mut self, system: &System, block: &Block, answer: Answer) -> Vec<(Var, Range)> {
        self.programs += answer.programs;
        answer.possible.iter().for_each(|question| self.open.close(*question));
        let ranges = block.members.iter().map(|var| (*var, system.ranges[*var as usize]));
        self.answered.push(Answered { ranges: ranges.collect(), possible: answer.possible });
        answer.narrowed
    }
}

/// What a block answers.
#[derive(Debug)]
struct Answer {
    possible: Vec<Question>,
    narrowed: Vec<(Var, Range)>,
    /// Whether the block contradicts itself.
    contradiction: bool,
    programs: usize,
}

/// Asks all that is open of the targets of a block.
fn ask(system: &System, block: &Block, k: i64, open: &Open) -> Answer {
    let mut all = Vec::new();
    block.relations.iter().for_each(|id| rows(system, *id, &mut all));
    let also: Vec<Var> = block.targets.iter().flat_map(|target| columns(system, *target)).collect();
    let component = Component { model: Model::new(system, all, also), targets: block.targets.clone() };
    let mut own = open.clone();
    let mut batch = Batch {
        system,
        component: &component,
        k,
        open: &mut own,
        points: &mut Points::none(),
        // The same block is asked the same questions, whichever thread it is that asks.
        random: &mut fastrand::Rng::with_seed(u64::from(block.targets[0])),
        programs: 0,
        found: vec![],
        contradiction: false,
    };
    let program = Program::new(&component.model);
    batch.ask_many(&program, MANY, &|| false);
    batch.ask_each(&program, usize::MAX, &|| false);
    let (programs, contradiction) = (batch.programs, batch.contradiction);
    let narrowed = std::mem::take(&mut batch.found);
    let is_possible = |question: &Question| {
        !own.is_question(*question) && !narrowed.iter().any(|(other, _)| *other == question.0)
    };
    let possible = open.questions(&block.targets).into_iter().filter(is_possible).collect();
    Answer { possible, narrowed, contradiction, programs }
}

/// What each item leads to, in their order, by as many threads as there are processors.
fn side_by_side<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    shared_out(thread::available_parallelism().map_or(1, NonZero::get), items, work)
}

/// [`side_by_side`], by so many threads.
fn shared_out<I: Sync, O: Send>(threads: usize, items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let share = items.len().div_ceil(threads).max(1);
    let work = &work;
    thread::scope(|scope| {
        let shares = items.chunks(share).map(|share| scope.spawn(|| share.iter().map(work).collect()));
        let handles: Vec<thread::ScopedJoinHandle<'_, Vec<O>>> = shares.collect();
        let results = handles.into_iter().map(|handle| match handle.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_questions_however_many_threads_there_are() {
        let questions: Vec<u32> = (0..33).collect();
        for threads in [1, 2, 7, 40] {
            let answers = shared_out(threads, &questions, |question| question * 2);
            assert_eq!(
                answers,
                questions.iter().map(|question| question * 2).collect::<Vec<_>>(),
                "{threads}"
            );
        }
    }
}
