//! Visits: what happened at a door. An event never changes; a correction is another visit, which supersedes it.

mod answers;
mod check;
mod draft;
mod flags;
mod outcome;
mod stored;
#[cfg(test)]
mod tests;

pub use check::{MAX_ACTIONS_INTENDED, MAX_ANSWERS, MAX_DURATION_SECONDS, MAX_NEEDS, MAX_RESIDENTS_PRESENT};
pub use draft::{Answer, AnswerValue, MessageHeard, RaisedNeed, VisitContent, VisitDraft};
pub use flags::{CLOCK_TOLERANCE_SECONDS, Circumstances, Flag, flags};
pub use outcome::{Channel, Funnel, Outcome};
pub use stored::{JudgedVisit, Visit, version};
