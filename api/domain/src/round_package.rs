//! What a field worker takes along on a round, to do without a network.

use crate::{
    campaign::{Message, current_messages},
    ids::{CampaignId, HouseholdId, NeedId, OrganisationId, VisitId},
    language::LanguageTag,
    need::{NeedStatus, Urgency},
    theme::ThemeCode,
    time::Instant,
    visit::{Channel, Outcome},
};

/// How many of a door's visits are taken along.
pub const LAST_VISITS: usize = 3;

/// For what a household can be asked to consent.
pub const CONSENT_PURPOSES: [&str; 5] =
    ["follow_up", "referral", "contact_by_phone", "meter_data", "health_themes"];

/// What is worth knowing of an earlier visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastVisit {
    /// Its id.
    pub id: VisitId,
    /// Who was visited.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// Where.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview.
    pub language: Option<LanguageTag>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
}

/// A need that nobody has met yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNeed {
    /// Its id.
    pub id: NeedId,
    /// Whose it is.
    pub household_id: HouseholdId,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands.
    pub status: NeedStatus,
}

/// An organisation that a case can be handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its id.
    pub organisation_id: OrganisationId,
    /// Its public name.
    pub name: String,
}

/// The newest messages in the languages that somebody speaks, with one to fall back on: in French, or else in the
/// campaign's first language. Who speaks a language understands its varieties: `ar` takes along `ar-MA`.
#[must_use]
pub fn messages_for<'a>(messages: &'a [Message], languages: &[LanguageTag]) -> Vec<&'a Message> {
    let current = current_messages(messages);
    let speaks = |tag: &LanguageTag| languages.iter().any(|spoken| primary(spoken) == primary(tag));
    let french = current.iter().position(|message| primary(&message.language) == "fr");
    let fallback = french.unwrap_or(0);
    let wanted = |(index, message): &(usize, &Message)| *index == fallback || speaks(&message.language);
    current
        .into_iter()
        .enumerate()
        .filter(|pair| wanted(&(pair.0, pair.1)))
        .map(|(_, message)| message)
        .collect()
}

/// The language without script, region and variant.
fn primary(tag: &LanguageTag) -> &str {
    tag.as_str().split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::new(text).expect("a language")
    }

    fn taken(campaign: &[(&str, i32)], spoken: &[&str]) -> Vec<String> {
        let messages: Vec<Message> = campaign
            .iter()
            .map(|(language, version)| Message {
                language: tag(language),
                version: *version,
                text: String::new(),
                created_at: Instant::from_micros(0),
            })
            .collect();
        let spoken: Vec<LanguageTag> = spoken.iter().map(|text| tag(text)).collect();
        let found = messages_for(&messages, &spoken).into_iter();
        found.map(|message| format!("{} {}", message.language, message.version)).collect()
    }

    #[test]
    fn the_newest_in_each_spoken_language_and_french_to_fall_back_on() {
        let campaign = [("ar", 1), ("fr", 1), ("fr", 2), ("tr", 1)];
        assert_eq!(taken(&campaign, &["ar", "en"]), ["ar 1", "fr 2"]);
        assert_eq!(taken(&campaign, &["fr"]), ["fr 2"]);
        assert_eq!(taken(&[("pt-BR", 1), ("tr", 1)], &["pt"]), ["pt-BR 1"]);
        assert_eq!(taken(&[("en", 1), ("tr", 1)], &["tr"]), ["en 1", "tr 1"], "no French: the first one");
        assert_eq!(taken(&[], &["tr"]), Vec::<String>::new());
    }
}
