//! What a visit has to satisfy by itself, each problem located by a JSON pointer.

use super::{Outcome, VisitDraft, draft::AnswerValue};
use crate::{error::Invalid, ids::made_by_caller, text};

/// The longest visit: 12 hours.
pub const MAX_DURATION_SECONDS: u32 = 12 * 3_600;
/// The most residents present.
pub const MAX_RESIDENTS_PRESENT: u32 = 50;
/// The most answers: one for each question that a campaign may have.
pub const MAX_ANSWERS: usize = crate::campaign::MAX_QUESTIONS;
/// The most actions: as many as a campaign may have.
pub const MAX_ACTIONS_INTENDED: usize = crate::campaign::MAX_ACTIONS;
/// The most needs.
pub const MAX_NEEDS: usize = 20;

impl VisitDraft {
    /// Checks that its parts agree with each other. What they say of the campaign is checked by
    /// [`VisitDraft::check_against`], once that is known.
    ///
    /// # Errors
    /// Everything that is wrong, each located: `not_applicable` at `/answers` for answers without an interview, say.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        if self.supersedes_id == Some(self.id) {
            invalid.push("/supersedes_id", "own_id", "A visit can't correct itself.");
        }
        if self.duration_seconds.is_some_and(|seconds| seconds > MAX_DURATION_SECONDS) {
            let detail = format!("A visit takes at most {MAX_DURATION_SECONDS} seconds: 12 hours.");
            invalid.push("/duration_seconds", "out_of_range", detail);
        }
        outcome_fits_channel(&mut invalid, &self);
        interview(&mut invalid, &self);
        residents(&mut invalid, &self);
        lists(&mut invalid, &self);
        invalid.or(self)
    }
}

/// Only a door can be opened, or turn out to be none.
fn outcome_fits_channel(invalid: &mut Invalid, visit: &VisitDraft) {
    use super::Channel::{Event, Phone};
    if matches!(
        (visit.channel, visit.outcome),
        (Phone | Event, Outcome::Opened) | (Phone | Event, Outcome::NotADwelling)
    ) {
        let detail = format!("{} is of doors, not of {}.", visit.outcome.as_str(), visit.channel.as_str());
        invalid.push("/outcome", "not_applicable", detail);
    }
}

/// What only an interview can bring, and what it can't do without.
fn interview(invalid: &mut Invalid, visit: &VisitDraft) {
    let content = &visit.content;
    if visit.outcome == Outcome::Interviewed {
        if visit.message.is_none() {
            let detail = "An interview names the message that was heard, by language and version.";
            invalid.push("/message", "required", detail);
        }
        return;
    }
    let parts = [
        ("/language", visit.language.is_some()),
        ("/answers", !content.answers.is_empty()),
        ("/found_useful", content.found_useful.is_some()),
        ("/learned_something", content.learned_something.is_some()),
        ("/actions_intended", !content.actions_intended.is_empty()),
    ];
    for (pointer, _) in parts.into_iter().filter(|(_, said)| *said) {
        invalid.push(pointer, "not_applicable", "Only an interview has this; its outcome is `interviewed`.");
    }
    if !visit.outcome.met_somebody() {
        let parts = [("/message", visit.message.is_some()), ("/needs", !content.needs.is_empty())];
        for (pointer, _) in parts.into_iter().filter(|(_, said)| *said) {
            invalid.push(pointer, "not_applicable", "Nobody was met who could have said or heard this.");
        }
    }
}

fn residents(invalid: &mut Invalid, visit: &VisitDraft) {
    let Some(present) = visit.content.residents_present else { return };
    let pointer = "/residents_present";
    if present > MAX_RESIDENTS_PRESENT {
        invalid.push(pointer, "out_of_range", format!("At most {MAX_RESIDENTS_PRESENT} are taken."));
    }
    if present == 0 && visit.outcome == Outcome::Interviewed {
        invalid.push(pointer, "out_of_range", "Somebody was there to be interviewed.");
    }
    if present > 0 && !visit.outcome.met_somebody() {
        invalid.push(pointer, "not_applicable", "Nobody was met.");
    }
}

fn lists(invalid: &mut Invalid, visit: &VisitDraft) {
    let content = &visit.content;
    text::at_most(invalid, "/answers", content.answers.len(), MAX_ANSWERS);
    let questions = content.answers.iter().map(|answer| &answer.question_code);
    text::unique(invalid, questions, |i| format!("/answers/{i}/question_code"));
    for (i, answer) in content.answers.iter().enumerate() {
        if let AnswerValue::MultipleChoice { choices } = &answer.answer {
            text::unique(invalid, choices, |j| format!("/answers/{i}/answer/choices/{j}"));
        }
    }
    text::at_most(invalid, "/actions_intended", content.actions_intended.len(), MAX_ACTIONS_INTENDED);
    text::unique(invalid, &content.actions_intended, |i| format!("/actions_intended/{i}"));
    text::at_most(invalid, "/needs", content.needs.len(), MAX_NEEDS);
    text::unique(invalid, content.needs.iter().map(|need| need.id), |i| format!("/needs/{i}/id"));
    for (i, need) in content.needs.iter().enumerate() {
        made_by_caller(invalid, &format!("/needs/{i}/id"), need.id.0);
    }
}
