//! Endpoints: a URL, what is told there, and whether it still is.

use crate::{
    caller::Mode,
    coded::coded,
    error::Invalid,
    event::EventType,
    ids::{OrganisationId, WebhookEndpointId},
    text,
    time::Instant,
};

/// The most endpoints of an organisation in one mode.
pub const MAX_ENDPOINTS: usize = 20;

/// The longest URL, in characters.
const MAX_URL: usize = 2_000;

/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 200;

coded! {
    /// Whether an endpoint is told of events.
    EndpointStatus {
        /// It is.
        Enabled = "enabled",
        /// It is not.
        Disabled = "disabled",
    }

    /// Why an endpoint is told nothing.
    DisabledReason {
        /// Its organisation asked for it.
        Asked = "asked",
        /// It answered 410 (Gone).
        Gone = "gone",
        /// Every delivery to it failed for days.
        Failing = "failing",
    }
}

/// An endpoint as its organisation writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointDraft {
    /// Where events are sent to.
    pub url: String,
    /// What it is for, for people.
    pub description: Option<String>,
    /// What is told there; nothing named: everything, also what is still to come.
    pub event_types: Vec<EventType>,
    /// Whether anything is.
    pub status: EndpointStatus,
}

impl EndpointDraft {
    /// Checks it by itself; whether the URL can be reached is for those to say who know the network.
    ///
    /// # Errors
    /// What is wrong with each member.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        text::required(&mut invalid, "/url", &self.url, MAX_URL);
        if let Some(description) = &self.description {
            text::line(&mut invalid, "/description", description, MAX_DESCRIPTION);
        }
        text::unique(&mut invalid, &self.event_types, |index| format!("/event_types/{index}"));
        invalid.or(self)
    }
}

/// The secrets by which deliveries are signed, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSecrets {
    /// The newest.
    pub current: Vec<u8>,
    /// The one before, and until when it signs as well.
    pub previous: Option<(Vec<u8>, Instant)>,
}

impl SealedSecrets {
    /// Those that sign at an instant, the newest first.
    pub fn signing(&self, now: Instant) -> impl Iterator<Item = &[u8]> {
        let previous = self.previous.as_ref().filter(|(_, until)| *until > now);
        std::iter::once(self.current.as_slice()).chain(previous.map(|(secret, _)| secret.as_slice()))
    }

    /// The same with a new one; the present one signs as well for so many seconds, and the one before no more.
    #[must_use]
    pub fn rotated(self, new: Vec<u8>, (now, overlap): (Instant, u32)) -> Self {
        let until = now.plus_seconds(overlap.into());
        Self { current: new, previous: (overlap > 0).then_some((self.current, until)) }
    }
}

/// An endpoint as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Of which data it is told; fixed for life.
    pub mode: Mode,
    /// What its organisation says of it.
    pub content: EndpointDraft,
    /// Why it is disabled, if it is.
    pub disabled_reason: Option<DisabledReason>,
    /// Since when every delivery failed; `None`: the last one arrived, or there was none.
    pub failing_since: Option<Instant>,
    /// What its deliveries are signed by.
    pub secrets: SealedSecrets,
    /// Counts its changes.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl WebhookEndpoint {
    /// Whether it is told of anything now.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.content.status == EndpointStatus::Enabled
    }

    /// Whether it is told of events of this type.
    #[must_use]
    pub fn takes(&self, event_type: EventType) -> bool {
        let types = &self.content.event_types;
        types.is_empty() || types.contains(&event_type)
    }

    /// The same as its organisation says it now: enabled again, or at another URL, it starts with a clean record.
    #[must_use]
    pub fn changed(self, content: EndpointDraft) -> Self {
        let begins_anew = content.url != self.content.url || content.status != self.content.status;
        Self {
            disabled_reason: match content.status {
                EndpointStatus::Enabled => None,
                EndpointStatus::Disabled => self.disabled_reason.or(Some(DisabledReason::Asked)),
            },
            failing_since: self.failing_since.filter(|_| !begins_anew),
            content,
            ..self
        }
    }

    /// The same, told nothing any more.
    #[must_use]
    pub fn disabled(self, reason: DisabledReason) -> Self {
        let content = EndpointDraft { status: EndpointStatus::Disabled, ..self.content };
        Self { content, disabled_reason: Some(reason), ..self }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn endpoint() -> WebhookEndpoint {
        WebhookEndpoint {
            id: WebhookEndpointId(Uuid::from_u128(1)),
            organisation_id: OrganisationId(Uuid::from_u128(2)),
            mode: Mode::Live,
            content: EndpointDraft {
                url: "https://partner.example/palier".to_owned(),
                description: None,
                event_types: vec![],
                status: EndpointStatus::Enabled,
            },
            disabled_reason: None,
            failing_since: Some(Instant::from_micros(5)),
            secrets: SealedSecrets { current: vec![1], previous: None },
            version: 1,
            created_at: Instant::from_micros(0),
            updated_at: Instant::from_micros(0),
        }
    }

    fn with(status: EndpointStatus) -> EndpointDraft {
        EndpointDraft { status, ..endpoint().content }
    }

    #[test]
    fn no_types_are_all_of_them() {
        let mut endpoint = endpoint();
        assert!(EventType::ALL.iter().all(|one| endpoint.takes(*one)));
        endpoint.content.event_types = vec![EventType::CampaignApproved];
        assert!(endpoint.takes(EventType::CampaignApproved) && !endpoint.takes(EventType::CampaignRejected));
    }

    #[test]
    fn enabling_forgets_why_it_was_disabled_and_since_when_it_failed() {
        let gone = endpoint().disabled(DisabledReason::Gone);
        assert!(!gone.is_enabled());
        let again = gone.clone().changed(with(EndpointStatus::Enabled));
        assert_eq!((again.disabled_reason, again.failing_since), (None, None));
        let still = gone.changed(with(EndpointStatus::Disabled));
        assert_eq!(
            (still.disabled_reason, still.failing_since),
            (Some(DisabledReason::Gone), Some(Instant::from_micros(5)))
        );
        let asked = endpoint().changed(with(EndpointStatus::Disabled));
        assert_eq!(asked.disabled_reason, Some(DisabledReason::Asked));
    }

    #[test]
    fn two_secrets_sign_while_they_overlap_and_never_three() {
        let at = Instant::from_micros;
        let signing =
            |secrets: &SealedSecrets, now| secrets.signing(now).map(<[u8]>::to_vec).collect::<Vec<_>>();
        let second = endpoint().secrets.rotated(vec![2], (at(0), 60));
        assert_eq!(signing(&second, at(59_999_999)), [[2], [1]]);
        assert_eq!(signing(&second, at(60_000_000)), [[2]]);
        let third = second.clone().rotated(vec![3], (at(1), 60));
        assert_eq!(signing(&third, at(2)), [[3], [2]]);
        assert_eq!(signing(&second.rotated(vec![3], (at(1), 0)), at(1)), [[3]]);
    }

    #[test]
    fn what_is_wrong_is_located() {
        let wrong = EndpointDraft {
            url: "https://partner.example/".to_owned() + &"a".repeat(2_000),
            description: Some("\u{202e}".to_owned()),
            event_types: vec![EventType::CampaignApproved, EventType::CampaignApproved],
            status: EndpointStatus::Enabled,
        };
        let wrong = wrong.check().expect_err("refused").0;
        let wrong: Vec<_> = wrong.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        let expected = [
            ("/url", "too_long"),
            ("/description", "blank"),
            ("/description", "control_character"),
            ("/event_types/1", "duplicate"),
        ];
        assert_eq!(wrong, expected);
    }
}
