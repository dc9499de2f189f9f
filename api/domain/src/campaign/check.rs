//! What a campaign's content has to satisfy, each problem located by a JSON pointer.

use super::content::{
    AnswerKind, AnswerOption, CampaignContent, CampaignDraft, MessageDraft, Question, Texts,
};
use crate::{error::Invalid, text};

/// The longest external id.
pub const MAX_EXTERNAL_ID: usize = 128;
/// The longest title.
pub const MAX_TITLE: usize = 200;
/// The longest purpose, and the longest reason of a rejection.
pub const MAX_PURPOSE: usize = 2_000;
/// The longest text of a message.
pub const MAX_MESSAGE_TEXT: usize = 10_000;
/// The longest text of a question.
pub const MAX_QUESTION_TEXT: usize = 1_000;
/// The longest label of an option or an action.
pub const MAX_LABEL: usize = 200;
/// The longest code of a question, an option or an action.
pub const MAX_CODE: usize = 64;
/// The longest unit of a quantity.
pub const MAX_UNIT: usize = 32;
/// The most themes.
pub const MAX_THEMES: usize = 20;
/// The most languages that a campaign, or one text of it, is written in.
pub const MAX_LANGUAGES: usize = 30;
/// The most questions.
pub const MAX_QUESTIONS: usize = 50;
/// The most options of a question.
pub const MAX_OPTIONS: usize = 30;
/// The most actions that residents can commit to.
pub const MAX_ACTIONS: usize = 30;
/// The most neighbourhoods.
pub const MAX_NEIGHBOURHOODS: usize = 500;
/// The most doors.
pub const MAX_TARGET_DOORS: u32 = 1_000_000;
/// The highest price of a door or an interview, in cents.
pub const MAX_CENTS: i64 = 100_000_000;
/// The most steps between a scale's ends.
pub const MAX_SCALE_STEPS: i64 = 100;
/// The highest number of campaigns in a contact cap.
pub const MAX_CONTACT_CAP_CAMPAIGNS: u32 = 100;
/// The longest span of a contact cap, in days: ten years.
pub const MAX_CONTACT_CAP_DAYS: u32 = 3_660;

/// Checks the name that a partner gives a campaign; the pointer of an error is empty.
///
/// # Errors
/// `external_id`: not 1 to 128 of the characters that stand in a path as they are, a letter or digit first (which
/// also keeps `.` and `..` out).
pub fn check_external_id(id: &str) -> Result<(), Invalid> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'~' | b'-');
    let fits = (1..=MAX_EXTERNAL_ID).contains(&id.len())
        && id.as_bytes()[0].is_ascii_alphanumeric()
        && id.bytes().all(plain);
    if fits {
        return Ok(());
    }
    let detail =
        "An external id has 1 to 128 letters, digits or any of . _ : ~ - and starts with a letter or digit.";
    Err(Invalid::one("", "external_id", detail))
}

/// Checks one message by itself, as a new version of a message is; pointers are `/language` and `/text`.
///
/// # Errors
/// `required`, `too_long` or `null_character` at `/text`.
pub fn check_message(message: &MessageDraft) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    text::required(&mut invalid, "/text", &message.text, MAX_MESSAGE_TEXT);
    invalid.or(())
}

/// Checks the reason that an operator gives for a rejection; its pointer is `/reason`.
///
/// # Errors
/// `required`, `too_long` or `null_character`.
pub fn check_rejection_reason(reason: &str) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    text::required(&mut invalid, "/reason", reason, MAX_PURPOSE);
    invalid.or(())
}

impl CampaignDraft {
    /// Checks a draft, which may still lack what [`CampaignDraft::ready_for_submission`] demands.
    ///
    /// # Errors
    /// Everything that is wrong, each located: `duplicate` at `/messages/1/language`, say.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        content(&mut invalid, &self.content);
        messages(&mut invalid, &self.messages);
        invalid.or(self)
    }

    /// Tells what is missing before an operator can decide on the campaign.
    ///
    /// # Errors
    /// `required` at each part that is missing, `period_order` if the campaign ends before it starts.
    pub fn ready_for_submission(&self) -> Result<(), Invalid> {
        self.content.ready_for_submission(self.messages.len())
    }
}

impl CampaignContent {
    /// Tells what is missing before an operator can decide on a campaign with that many messages.
    ///
    /// # Errors
    /// `required` at each part that is missing, `period_order` if the campaign ends before it starts.
    pub fn ready_for_submission(&self, messages: usize) -> Result<(), Invalid> {
        let mut invalid = Invalid::default();
        let mut demand = |there: bool, pointer: &str, detail: &str| {
            if !there {
                invalid.push(pointer, "required", detail);
            }
        };
        demand(messages > 0, "/messages", "A campaign is submitted with at least one message.");
        demand(!self.purpose.trim().is_empty(), "/purpose", "A campaign is submitted with its purpose.");
        demand(!self.themes.is_empty(), "/themes", "A campaign is submitted with at least one theme.");
        let places = "A campaign is submitted with at least one neighbourhood.";
        demand(!self.neighbourhood_codes.is_empty(), "/neighbourhood_codes", places);
        demand(
            self.target_doors > 0,
            "/target_doors",
            "A campaign is submitted with at least one door to try.",
        );
        period(&mut invalid, self);
        invalid.or(())
    }
}

fn content(invalid: &mut Invalid, content: &CampaignContent) {
    if let Some(Err(wrong)) = content.external_id.as_deref().map(check_external_id) {
        invalid.absorb("/external_id", wrong);
    }
    text::required(invalid, "/title", &content.title, MAX_TITLE);
    text::optional(invalid, "/purpose", &content.purpose, MAX_PURPOSE);
    text::at_most(invalid, "/themes", content.themes.len(), MAX_THEMES);
    text::unique(invalid, &content.themes, |i| format!("/themes/{i}"));
    text::at_most(invalid, "/neighbourhood_codes", content.neighbourhood_codes.len(), MAX_NEIGHBOURHOODS);
    text::unique(invalid, &content.neighbourhood_codes, |i| format!("/neighbourhood_codes/{i}"));
    if content.target_doors > MAX_TARGET_DOORS {
        invalid.push("/target_doors", "out_of_range", format!("At most {MAX_TARGET_DOORS} doors are taken."));
    }
    period(invalid, content);
    questions(invalid, &content.questions);
    actions(invalid, content);
    terms(invalid, content);
}

fn period(invalid: &mut Invalid, content: &CampaignContent) {
    if content.ends_on < content.starts_on {
        invalid.push("/ends_on", "period_order", "A campaign can't end before it starts.");
    }
}

fn messages(invalid: &mut Invalid, messages: &[MessageDraft]) {
    text::at_most(invalid, "/messages", messages.len(), MAX_LANGUAGES);
    text::unique(invalid, messages.iter().map(|m| &m.language), |i| format!("/messages/{i}/language"));
    for (i, message) in messages.iter().enumerate() {
        if let Err(wrong) = check_message(message) {
            invalid.absorb(&format!("/messages/{i}"), wrong);
        }
    }
}

fn questions(invalid: &mut Invalid, questions: &[Question]) {
    text::at_most(invalid, "/questions", questions.len(), MAX_QUESTIONS);
    text::unique(invalid, questions.iter().map(|q| &q.code), |i| format!("/questions/{i}/code"));
    for (i, question) in questions.iter().enumerate() {
        let at = format!("/questions/{i}");
        text::slug(invalid, &format!("{at}/code"), &question.code, MAX_CODE);
        texts(invalid, &format!("{at}/text"), &question.text, MAX_QUESTION_TEXT);
        answer(invalid, &format!("{at}/answer"), &question.answer);
    }
}

fn answer(invalid: &mut Invalid, at: &str, answer: &AnswerKind) {
    match answer {
        AnswerKind::SingleChoice { options: choices } => options(invalid, at, choices),
        AnswerKind::MultipleChoice { options: choices, max_choices } => {
            options(invalid, at, choices);
            if max_choices.is_some_and(|max| max < 1 || max as usize > choices.len()) {
                let detail = "At least one and at most all of the options can be chosen.";
                invalid.push(format!("{at}/max_choices"), "out_of_range", detail);
            }
        }
        AnswerKind::Scale { min, max } => {
            if !(1..=MAX_SCALE_STEPS).contains(&(i64::from(*max) - i64::from(*min))) {
                let detail = format!("A scale's highest answer is 1 to {MAX_SCALE_STEPS} above its lowest.");
                invalid.push(format!("{at}/max"), "out_of_range", detail);
            }
        }
        AnswerKind::YesNo => {}
        AnswerKind::Quantity { unit } => text::required(invalid, &format!("{at}/unit"), unit, MAX_UNIT),
    }
}

fn options(invalid: &mut Invalid, at: &str, options: &[AnswerOption]) {
    let at = format!("{at}/options");
    if options.len() < 2 {
        invalid.push(&at, "too_few", "There are at least two options to choose from.");
    }
    text::at_most(invalid, &at, options.len(), MAX_OPTIONS);
    text::unique(invalid, options.iter().map(|o| &o.code), |i| format!("{at}/{i}/code"));
    for (i, option) in options.iter().enumerate() {
        text::slug(invalid, &format!("{at}/{i}/code"), &option.code, MAX_CODE);
        texts(invalid, &format!("{at}/{i}/label"), &option.label, MAX_LABEL);
    }
}

fn actions(invalid: &mut Invalid, content: &CampaignContent) {
    text::at_most(invalid, "/actions", content.actions.len(), MAX_ACTIONS);
    text::unique(invalid, content.actions.iter().map(|a| &a.code), |i| format!("/actions/{i}/code"));
    for (i, action) in content.actions.iter().enumerate() {
        text::slug(invalid, &format!("/actions/{i}/code"), &action.code, MAX_CODE);
        texts(invalid, &format!("/actions/{i}/label"), &action.label, MAX_LABEL);
    }
}

fn texts(invalid: &mut Invalid, at: &str, texts: &Texts, max: usize) {
    if texts.is_empty() {
        invalid.push(at, "required", "This is said in at least one language.");
    }
    text::at_most(invalid, at, texts.len(), MAX_LANGUAGES);
    for (language, said) in texts {
        text::required(invalid, &format!("{at}/{language}"), said, max);
    }
}

fn terms(invalid: &mut Invalid, content: &CampaignContent) {
    let mut within = |fits: bool, pointer: &str, highest: i64, lowest: i64| {
        if !fits {
            invalid.push(pointer, "out_of_range", format!("This lies between {lowest} and {highest}."));
        }
    };
    if let Some(price) = &content.price {
        let cents = 0..=MAX_CENTS;
        within(cents.contains(&price.per_door_cents), "/price/per_door_cents", MAX_CENTS, 0);
        within(cents.contains(&price.per_interview_cents), "/price/per_interview_cents", MAX_CENTS, 0);
    }
    if let Some(cap) = &content.contact_cap {
        let (campaigns, days) = (MAX_CONTACT_CAP_CAMPAIGNS, MAX_CONTACT_CAP_DAYS);
        within((1..=campaigns).contains(&cap.campaigns), "/contact_cap/campaigns", campaigns.into(), 1);
        within((1..=days).contains(&cap.days), "/contact_cap/days", days.into(), 1);
    }
}

#[cfg(test)]
mod tests;
