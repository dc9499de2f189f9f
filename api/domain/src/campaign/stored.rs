//! A campaign as it is stored.

use serde::{Deserialize, Serialize};

use super::{CampaignContent, CampaignStatus, MessageDraft};
use crate::{
    caller::Mode,
    error::Invalid,
    ids::{CampaignId, OrganisationId},
    language::LanguageTag,
    time::Instant,
};

/// One version of a message in one language. From submission on it never changes; a correction is a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The language of the text.
    pub language: LanguageTag,
    /// Counts the versions in this language: 1, 2, …
    pub version: i32,
    /// The text itself.
    pub text: String,
    /// When this version was written.
    pub created_at: Instant,
}

/// A campaign with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// The organisation that wrote it.
    pub organisation_id: OrganisationId,
    /// Live or test data.
    pub mode: Mode,
    /// Where it stands.
    pub status: CampaignStatus,
    /// What was written of it.
    pub content: CampaignContent,
    /// All versions of its messages, by language and version.
    pub messages: Vec<Message>,
    /// Why it was rejected, while it is.
    pub rejection_reason: Option<String>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Campaign {
    /// Tells what is missing before an operator can decide on it.
    ///
    /// # Errors
    /// See [`CampaignContent::ready_for_submission`].
    pub fn ready_for_submission(&self) -> Result<(), Invalid> {
        self.content.ready_for_submission(self.messages.len())
    }
}

impl MessageDraft {
    /// This draft as a numbered version.
    #[must_use]
    pub fn numbered(self, version: i32, created_at: Instant) -> Message {
        Message { language: self.language, version, text: self.text, created_at }
    }
}

/// The number of the next version in that language: 1 for a language that has none yet.
#[must_use]
pub fn next_message_version(messages: &[Message], language: &LanguageTag) -> i32 {
    let versions = messages.iter().filter(|m| m.language == *language).map(|m| m.version);
    versions.max().unwrap_or(0) + 1
}

/// The newest version in each language, by language: what field workers say at the door.
#[must_use]
pub fn current_messages(messages: &[Message]) -> Vec<&Message> {
    let mut newest = std::collections::BTreeMap::<&LanguageTag, &Message>::new();
    for message in messages {
        let held = newest.entry(&message.language).or_insert(message);
        if held.version < message.version {
            *held = message;
        }
    }
    newest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(language: &str, version: i32) -> Message {
        let language = LanguageTag::new(language).expect("a language");
        MessageDraft { language, text: format!("v{version}") }.numbered(version, Instant::from_micros(0))
    }

    #[test]
    fn versions_count_by_language() {
        let messages = [message("fr", 2), message("fr", 1), message("ar", 1)];
        let next = |tag| next_message_version(&messages, &LanguageTag::new(tag).expect("a language"));
        assert_eq!((next("fr"), next("ar"), next("tr")), (3, 2, 1));
        let current: Vec<_> =
            current_messages(&messages).into_iter().map(|m| (m.language.as_str(), m.version)).collect();
        assert_eq!(current, [("ar", 1), ("fr", 2)]);
    }
}
