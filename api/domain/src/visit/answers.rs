//! What a visit says of its campaign: the message that was heard, answers, actions.
//!
//! Answers are checked against the campaign as it stood when the message was heard, not as it is now. Both are the same:
//! from approval on only new versions of messages are added to a campaign, and its questions, actions and earlier
//! versions stay as they are until its end (see [`settled`]). So its questions are those of every version that can have
//! been heard. Before that nothing was heard: a draft's text and questions may still be replaced under the same version
//! number, so that a visit that names a version of it is refused.

use super::{
    VisitDraft,
    draft::{Answer, AnswerValue},
};
use crate::{
    campaign::{AnswerKind, AnswerOption, Campaign, settled},
    error::Invalid,
};

impl VisitDraft {
    /// Checks what it says of its campaign.
    ///
    /// # Errors
    /// `unknown_reference` for a message version, question, option or action that the campaign does not have;
    /// `not_settled` for a message of a campaign that is not approved; `other_kind`, `out_of_range` or `too_many` for an
    /// answer that its question does not take.
    pub fn check_against(&self, campaign: &Campaign) -> Result<(), Invalid> {
        let mut invalid = Invalid::default();
        self.check_message(&mut invalid, campaign);
        for (i, answer) in self.content.answers.iter().enumerate() {
            let question = campaign.content.questions.iter().find(|q| q.code == answer.question_code);
            match question {
                Some(question) => {
                    check_answer(&mut invalid, &format!("/answers/{i}/answer"), answer, &question.answer)
                }
                None => {
                    let detail = format!("The campaign has no question {}.", answer.question_code);
                    invalid.push(format!("/answers/{i}/question_code"), "unknown_reference", detail);
                }
            }
        }
        for (i, code) in self.content.actions_intended.iter().enumerate() {
            if !campaign.content.actions.iter().any(|action| action.code == *code) {
                let detail = format!("The campaign has no action {code}.");
                invalid.push(format!("/actions_intended/{i}"), "unknown_reference", detail);
            }
        }
        invalid.or(())
    }

    fn check_message(&self, invalid: &mut Invalid, campaign: &Campaign) {
        let Some(heard) = &self.message else { return };
        if !settled(campaign.status) {
            let detail =
                "The campaign is not approved: its messages may still change, and nobody has heard them.";
            invalid.push("/message/version", "not_settled", detail);
            return;
        }
        let versions = || campaign.messages.iter().filter(|message| message.language == heard.language);
        if versions().next().is_none() {
            let detail = format!("The campaign has no message in {}.", heard.language);
            invalid.push("/message/language", "unknown_reference", detail);
        } else if !versions().any(|message| message.version == heard.version) {
            let detail =
                format!("There is no version {} of the message in {}.", heard.version, heard.language);
            invalid.push("/message/version", "unknown_reference", detail);
        }
    }
}

fn check_answer(invalid: &mut Invalid, at: &str, answer: &Answer, asked: &AnswerKind) {
    match (asked, &answer.answer) {
        (AnswerKind::SingleChoice { options }, AnswerValue::SingleChoice { choice }) => {
            is_option(invalid, &format!("{at}/choice"), choice, options);
        }
        (AnswerKind::MultipleChoice { options, max_choices }, AnswerValue::MultipleChoice { choices }) => {
            let most = max_choices.map_or(options.len(), |most| most as usize);
            crate::text::at_most(invalid, &format!("{at}/choices"), choices.len(), most);
            for (i, choice) in choices.iter().enumerate() {
                is_option(invalid, &format!("{at}/choices/{i}"), choice, options);
            }
        }
        (AnswerKind::Scale { min, max }, AnswerValue::Scale { step }) => {
            if !(min..=max).contains(&step) {
                let detail = format!("The scale goes from {min} to {max}.");
                invalid.push(format!("{at}/step"), "out_of_range", detail);
            }
        }
        (AnswerKind::Quantity { .. }, AnswerValue::Quantity { amount }) => {
            if !(0.0..=MAX_AMOUNT).contains(amount) {
                let detail = format!("An amount lies between 0 and {MAX_AMOUNT}.");
                invalid.push(format!("{at}/amount"), "out_of_range", detail);
            }
        }
        (AnswerKind::YesNo, AnswerValue::YesNo { .. }) => {}
        _ => invalid.push(format!("{at}/kind"), "other_kind", "The question takes another kind of answer."),
    }
}

/// The highest amount that is answered.
const MAX_AMOUNT: f64 = 1_000_000_000.0;

fn is_option(invalid: &mut Invalid, at: &str, choice: &str, options: &[AnswerOption]) {
    if !options.iter().any(|option| option.code == choice) {
        invalid.push(at, "unknown_reference", format!("The question has no option {choice}."));
    }
}
