//! Campaigns: what a partner writes, what is stored of it, and its way from draft to closed.

mod check;
mod content;
mod lifecycle;
mod stored;

pub use check::{
    MAX_ACTIONS, MAX_CENTS, MAX_CODE, MAX_CONTACT_CAP_CAMPAIGNS, MAX_CONTACT_CAP_DAYS, MAX_EXTERNAL_ID,
    MAX_LABEL, MAX_LANGUAGES, MAX_MESSAGE_TEXT, MAX_NEIGHBOURHOODS, MAX_OPTIONS, MAX_PURPOSE,
    MAX_QUESTION_TEXT, MAX_QUESTIONS, MAX_SCALE_STEPS, MAX_TARGET_DOORS, MAX_THEMES, MAX_TITLE, MAX_UNIT,
    check_external_id, check_message, check_rejection_reason,
};
pub use content::{
    ActionOption, AnswerKind, AnswerOption, CampaignContent, CampaignDraft, ContactCap, InformationKind,
    MessageDraft, PriceTerms, Question, Texts,
};
pub use lifecycle::{Action, CampaignStatus, after, allowed, editable, edited, settled};
pub use stored::{Campaign, Message, current_messages, next_message_version};
