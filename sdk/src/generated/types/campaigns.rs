// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `campaigns`.

use super::*;

/// Something a resident can commit to do after the visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ActionOptionInput {
    /// Names the action among the campaign's.
    pub code: Slug,
    /// What it is to do, by language; at least one.
    pub label: ShortTexts,
}

impl ActionOptionInput {
    /// With all that is required.
    pub fn new(code: impl Into<Slug>, label: impl Into<ShortTexts>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// The answers that a question takes, told apart by `kind`.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnswerKindInput {
    /// `single_choice`
    SingleChoice(AnswerKindSingleChoiceInput),
    /// `multiple_choice`
    MultipleChoice(AnswerKindMultipleChoiceInput),
    /// `scale`
    Scale(AnswerKindScaleInput),
    /// `yes_no`
    YesNo(AnswerKindYesNoInput),
    /// `quantity`
    Quantity(AnswerKindQuantityInput),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    AnswerKindInput, "kind", kind_name, { "single_choice" =>
    SingleChoice(AnswerKindSingleChoiceInput), "multiple_choice" =>
    MultipleChoice(AnswerKindMultipleChoiceInput), "scale" =>
    Scale(AnswerKindScaleInput), "yes_no" => YesNo(AnswerKindYesNoInput), "quantity" =>
    Quantity(AnswerKindQuantityInput), }
);

/// Any number of the options, possibly bounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerKindMultipleChoiceInput {
    kind: AnswerKindMultipleChoiceInputKind,
    /// What there is to choose from. 2 to 30 items.
    pub options: Vec<AnswerOptionInput>,
    /// How many may be chosen at most; all, if nothing is said. 1 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_choices: Option<i32>,
}

crate::values::constant!(AnswerKindMultipleChoiceInputKind = "multiple_choice");
impl AnswerKindMultipleChoiceInput {
    /// With all that is required.
    pub fn new(options: impl IntoIterator<Item = impl Into<AnswerOptionInput>>) -> Self {
        Self {
            kind: AnswerKindMultipleChoiceInputKind,
            options: options.into_iter().map(Into::into).collect(),
            max_choices: Default::default(),
        }
    }

    /// How many may be chosen at most; all, if nothing is said. 1 to 30.
    #[must_use]
    pub fn max_choices(mut self, max_choices: i32) -> Self {
        self.max_choices = Some(max_choices);
        self
    }
}

/// A number of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerKindQuantityInput {
    kind: AnswerKindQuantityInputKind,
    /// What is counted or measured: `m3`, `persons`. 1 to 32 characters.
    pub unit: String,
}

crate::values::constant!(AnswerKindQuantityInputKind = "quantity");
impl AnswerKindQuantityInput {
    /// With all that is required.
    pub fn new(unit: impl Into<String>) -> Self {
        Self { kind: AnswerKindQuantityInputKind, unit: unit.into() }
    }
}

/// A whole number from `min` to `max`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerKindScaleInput {
    kind: AnswerKindScaleInputKind,
    /// The lowest answer.
    pub min: i32,
    /// The highest answer, 1 to 100 above the lowest.
    pub max: i32,
}

crate::values::constant!(AnswerKindScaleInputKind = "scale");
impl AnswerKindScaleInput {
    /// With all that is required.
    pub fn new(min: i32, max: i32) -> Self {
        Self { kind: AnswerKindScaleInputKind, min, max }
    }
}

/// Exactly one of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerKindSingleChoiceInput {
    kind: AnswerKindSingleChoiceInputKind,
    /// What there is to choose from. 2 to 30 items.
    pub options: Vec<AnswerOptionInput>,
}

crate::values::constant!(AnswerKindSingleChoiceInputKind = "single_choice");
impl AnswerKindSingleChoiceInput {
    /// With all that is required.
    pub fn new(options: impl IntoIterator<Item = impl Into<AnswerOptionInput>>) -> Self {
        Self { kind: AnswerKindSingleChoiceInputKind, options: options.into_iter().map(Into::into).collect() }
    }
}

/// Yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerKindYesNoInput {
    kind: AnswerKindYesNoInputKind,
}

crate::values::constant!(AnswerKindYesNoInputKind = "yes_no");
impl AnswerKindYesNoInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { kind: AnswerKindYesNoInputKind }
    }
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerOptionInput {
    /// Names the option within its question.
    pub code: Slug,
    /// What the option says, by language; at least one.
    pub label: ShortTexts,
}

impl AnswerOptionInput {
    /// With all that is required.
    pub fn new(code: impl Into<Slug>, label: impl Into<ShortTexts>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// A campaign: what a partner brings to the doors of some neighbourhoods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// The partner whose it is.
    pub organisation_id: OrganisationId,
    /// The partner's own name for it.
    pub external_id: Option<ExternalId>,
    /// Where it stands.
    pub status: CampaignStatus,
    /// A short title.
    pub title: String,
    /// What the campaign is to achieve.
    pub purpose: String,
    /// What it is about.
    pub themes: Vec<ThemeCode>,
    /// What kind of information it carries.
    pub information_kind: InformationKind,
    /// All versions of its messages, by language and version.
    pub messages: Vec<Message>,
    /// What is asked at the door.
    pub questions: Vec<Question>,
    /// What residents can commit to.
    pub actions: Vec<ActionOption>,
    /// Where it runs.
    pub neighbourhood_codes: Vec<NeighbourhoodCode>,
    /// How many doors are to be tried. At least 0.
    pub target_doors: i32,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Date,
    /// What the partner pays. Absent for municipalities: prices are between the partner and the operator.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub price: Field<PriceTerms>,
    /// How far households are spared.
    pub contact_cap: Option<ContactCap>,
    /// Why the operator rejected it, while it is rejected.
    pub rejection_reason: Option<String>,
    /// What the caller may do with it now.
    pub transitions: Vec<Transition>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Campaign {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"external_id\":\"EAU-2026-07\",\"status\":\"draft\",\"title\":\"Eau solidaire aux Tilleuls\",\"purpose\":\"Households read their meter, find leaks and know whom to call about a bill.\",\"themes\":[\"palier:eau--facture\"],\"information_kind\":\"service\",\"messages\":[{\"language\":\"fr\",\"version\":1,\"text\":\"Bonjour, je suis votre voisine. Je viens pour l'eau.\",\"created_at\":\"2026-11-23T09:30:00.000000Z\"}],\"questions\":[{\"code\":\"reads_own_meter\",\"text\":{\"fr\":\"Savez-vous lire votre compteur ?\"},\"answer\":{\"kind\":\"yes_no\"}}],\"actions\":[{\"code\":\"repair_leak\",\"label\":{\"fr\":\"Faire réparer une fuite\"}}],\"neighbourhood_codes\":[\"QN09901N\"],\"target_doors\":550,\"starts_on\":\"2027-01-04\",\"ends_on\":\"2027-03-26\",\"price\":{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900},\"contact_cap\":{\"campaigns\":2,\"days\":90},\"rejection_reason\":null,\"transitions\":[\"edit\",\"submit\"],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}";
}

/// Several campaigns to push.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CampaignBatchInput {
    /// All or nothing: with `true` one refusal refuses them all, and nothing is changed. Default: `false`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub atomic: Option<bool>,
    /// The campaigns, each with its `external_id`. 1 to 100 items.
    pub items: Vec<CampaignInput>,
}

impl CampaignBatchInput {
    /// With all that is required.
    pub fn new(items: impl IntoIterator<Item = impl Into<CampaignInput>>) -> Self {
        Self { atomic: Default::default(), items: items.into_iter().map(Into::into).collect() }
    }

    /// All or nothing: with `true` one refusal refuses them all, and nothing is changed. Default: `false`.
    #[must_use]
    pub fn atomic(mut self, atomic: bool) -> Self {
        self.atomic = Some(atomic);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignBatchInput {
    const EXAMPLE: &'static str = "{\"atomic\":false,\"items\":[{\"external_id\":\"EAU-2026-08\",\"title\":\"Eau solidaire à la Cité\",\"information_kind\":\"service\",\"neighbourhood_codes\":[\"QN09901N\"],\"target_doors\":200,\"starts_on\":\"2027-01-04\",\"ends_on\":\"2027-03-26\"}]}";
}

/// What became of each campaign, in the order in which they were sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignBatchResult {
    /// One result for each campaign that was sent.
    pub items: Vec<CampaignPushResult>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignBatchResult {
    const EXAMPLE: &'static str = "{\"items\":[{\"status\":201,\"external_id\":\"EAU-2026-08\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"etag\":\"\\\"1\\\"\",\"problem\":null}]}";
}

/// A campaign as a partner writes it. A draft may lack messages, themes, neighbourhoods and purpose; to be submitted
/// it needs them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CampaignInput {
    /// Your own name for it, unique among your campaigns; with PUT it stands in the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<ExternalId>,
    /// A short title. 1 to 200 characters.
    pub title: String,
    /// What the campaign is to achieve. At most 2000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// What it is about. At most 20 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub themes: Option<Vec<ThemeCode>>,
    /// What kind of information it carries.
    pub information_kind: InformationKind,
    /// What is said at the door, at most once a language. At most 30 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<MessageInput>>,
    /// What is asked at the door. At most 50 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<QuestionInput>>,
    /// What residents can commit to. At most 30 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<ActionOptionInput>>,
    /// Where it is to run. At most 500 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbourhood_codes: Option<Vec<NeighbourhoodCode>>,
    /// How many doors are to be tried. 1 to 1000000.
    pub target_doors: i32,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day, not before the first.
    pub ends_on: Date,
    /// What you pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<PriceTermsInput>,
    /// How far households are to be spared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_cap: Option<ContactCapInput>,
}

impl CampaignInput {
    /// With all that is required.
    pub fn new(
        title: impl Into<String>,
        information_kind: impl Into<InformationKind>,
        target_doors: i32,
        starts_on: Date,
        ends_on: Date,
    ) -> Self {
        Self {
            external_id: Default::default(),
            title: title.into(),
            purpose: Default::default(),
            themes: Default::default(),
            information_kind: information_kind.into(),
            messages: Default::default(),
            questions: Default::default(),
            actions: Default::default(),
            neighbourhood_codes: Default::default(),
            target_doors,
            starts_on,
            ends_on,
            price: Default::default(),
            contact_cap: Default::default(),
        }
    }

    /// Your own name for it, unique among your campaigns; with PUT it stands in the path.
    #[must_use]
    pub fn external_id(mut self, external_id: impl Into<ExternalId>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// What the campaign is to achieve. At most 2000 characters.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<String>) -> Self {
        self.purpose = Some(purpose.into());
        self
    }

    /// What it is about. At most 20 items.
    #[must_use]
    pub fn themes(mut self, themes: impl IntoIterator<Item = impl Into<ThemeCode>>) -> Self {
        self.themes = Some(themes.into_iter().map(Into::into).collect());
        self
    }

    /// What is said at the door, at most once a language. At most 30 items.
    #[must_use]
    pub fn messages(mut self, messages: impl IntoIterator<Item = impl Into<MessageInput>>) -> Self {
        self.messages = Some(messages.into_iter().map(Into::into).collect());
        self
    }

    /// What is asked at the door. At most 50 items.
    #[must_use]
    pub fn questions(mut self, questions: impl IntoIterator<Item = impl Into<QuestionInput>>) -> Self {
        self.questions = Some(questions.into_iter().map(Into::into).collect());
        self
    }

    /// What residents can commit to. At most 30 items.
    #[must_use]
    pub fn actions(mut self, actions: impl IntoIterator<Item = impl Into<ActionOptionInput>>) -> Self {
        self.actions = Some(actions.into_iter().map(Into::into).collect());
        self
    }

    /// Where it is to run. At most 500 items.
    #[must_use]
    pub fn neighbourhood_codes(
        mut self,
        neighbourhood_codes: impl IntoIterator<Item = impl Into<NeighbourhoodCode>>,
    ) -> Self {
        self.neighbourhood_codes = Some(neighbourhood_codes.into_iter().map(Into::into).collect());
        self
    }

    /// What you pay.
    #[must_use]
    pub fn price(mut self, price: impl Into<PriceTermsInput>) -> Self {
        self.price = Some(price.into());
        self
    }

    /// How far households are to be spared.
    #[must_use]
    pub fn contact_cap(mut self, contact_cap: impl Into<ContactCapInput>) -> Self {
        self.contact_cap = Some(contact_cap.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignInput {
    const EXAMPLE: &'static str = "{\"external_id\":\"EAU-2026-07\",\"title\":\"Eau solidaire aux Tilleuls\",\"purpose\":\"Households read their meter, find leaks and know whom to call about a bill.\",\"themes\":[\"palier:eau--facture\"],\"information_kind\":\"service\",\"messages\":[{\"language\":\"fr\",\"text\":\"Bonjour, je suis votre voisine. Je viens pour l'eau.\"}],\"questions\":[{\"code\":\"reads_own_meter\",\"text\":{\"fr\":\"Savez-vous lire votre compteur ?\"},\"answer\":{\"kind\":\"yes_no\"}}],\"actions\":[{\"code\":\"repair_leak\",\"label\":{\"fr\":\"Faire réparer une fuite\"}}],\"neighbourhood_codes\":[\"QN09901N\"],\"target_doors\":550,\"starts_on\":\"2027-01-04\",\"ends_on\":\"2027-03-26\",\"price\":{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900},\"contact_cap\":{\"campaigns\":2,\"days\":90}}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignPage {
    /// The items, in the list's order.
    pub items: Vec<Campaign>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"external_id\":\"EAU-2026-07\",\"status\":\"draft\",\"title\":\"Eau solidaire aux Tilleuls\",\"purpose\":\"Households read their meter, find leaks and know whom to call about a bill.\",\"themes\":[\"palier:eau--facture\"],\"information_kind\":\"service\",\"messages\":[{\"language\":\"fr\",\"version\":1,\"text\":\"Bonjour, je suis votre voisine. Je viens pour l'eau.\",\"created_at\":\"2026-11-23T09:30:00.000000Z\"}],\"questions\":[{\"code\":\"reads_own_meter\",\"text\":{\"fr\":\"Savez-vous lire votre compteur ?\"},\"answer\":{\"kind\":\"yes_no\"}}],\"actions\":[{\"code\":\"repair_leak\",\"label\":{\"fr\":\"Faire réparer une fuite\"}}],\"neighbourhood_codes\":[\"QN09901N\"],\"target_doors\":550,\"starts_on\":\"2027-01-04\",\"ends_on\":\"2027-03-26\",\"price\":{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900},\"contact_cap\":{\"campaigns\":2,\"days\":90},\"rejection_reason\":null,\"transitions\":[\"edit\",\"submit\"],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(CampaignPage, Campaign);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CampaignPatch {
    /// Your own name for it, unique among your campaigns; with PUT it stands in the path.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub external_id: Field<ExternalId>,
    /// A short title. 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the campaign is to achieve. At most 2000 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub purpose: Field<String>,
    /// What it is about. At most 20 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub themes: Field<Vec<ThemeCode>>,
    /// What kind of information it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information_kind: Option<InformationKind>,
    /// What is said at the door, at most once a language. At most 30 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub messages: Field<Vec<MessageInput>>,
    /// What is asked at the door. At most 50 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub questions: Field<Vec<QuestionInput>>,
    /// What residents can commit to. At most 30 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub actions: Field<Vec<ActionOptionInput>>,
    /// Where it is to run. At most 500 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub neighbourhood_codes: Field<Vec<NeighbourhoodCode>>,
    /// How many doors are to be tried. 1 to 1000000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_doors: Option<i32>,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Date>,
    /// Its last day, not before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// What you pay.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub price: Field<PriceTermsPatch>,
    /// How far households are to be spared.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub contact_cap: Field<ContactCapPatch>,
}

impl CampaignPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            external_id: Default::default(),
            title: Default::default(),
            purpose: Default::default(),
            themes: Default::default(),
            information_kind: Default::default(),
            messages: Default::default(),
            questions: Default::default(),
            actions: Default::default(),
            neighbourhood_codes: Default::default(),
            target_doors: Default::default(),
            starts_on: Default::default(),
            ends_on: Default::default(),
            price: Default::default(),
            contact_cap: Default::default(),
        }
    }

    /// Your own name for it, unique among your campaigns; with PUT it stands in the path.
    #[must_use]
    pub fn external_id(mut self, external_id: impl Into<ExternalId>) -> Self {
        self.external_id = Field::Value(external_id.into());
        self
    }

    /// Clears `external_id`.
    #[must_use]
    pub fn clear_external_id(mut self) -> Self {
        self.external_id = Field::Null;
        self
    }

    /// A short title. 1 to 200 characters.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What the campaign is to achieve. At most 2000 characters.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<String>) -> Self {
        self.purpose = Field::Value(purpose.into());
        self
    }

    /// Clears `purpose`.
    #[must_use]
    pub fn clear_purpose(mut self) -> Self {
        self.purpose = Field::Null;
        self
    }

    /// What it is about. At most 20 items.
    #[must_use]
    pub fn themes(mut self, themes: impl IntoIterator<Item = impl Into<ThemeCode>>) -> Self {
        self.themes = Field::Value(themes.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `themes`.
    #[must_use]
    pub fn clear_themes(mut self) -> Self {
        self.themes = Field::Null;
        self
    }

    /// What kind of information it carries.
    #[must_use]
    pub fn information_kind(mut self, information_kind: impl Into<InformationKind>) -> Self {
        self.information_kind = Some(information_kind.into());
        self
    }

    /// What is said at the door, at most once a language. At most 30 items.
    #[must_use]
    pub fn messages(mut self, messages: impl IntoIterator<Item = impl Into<MessageInput>>) -> Self {
        self.messages = Field::Value(messages.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `messages`.
    #[must_use]
    pub fn clear_messages(mut self) -> Self {
        self.messages = Field::Null;
        self
    }

    /// What is asked at the door. At most 50 items.
    #[must_use]
    pub fn questions(mut self, questions: impl IntoIterator<Item = impl Into<QuestionInput>>) -> Self {
        self.questions = Field::Value(questions.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `questions`.
    #[must_use]
    pub fn clear_questions(mut self) -> Self {
        self.questions = Field::Null;
        self
    }

    /// What residents can commit to. At most 30 items.
    #[must_use]
    pub fn actions(mut self, actions: impl IntoIterator<Item = impl Into<ActionOptionInput>>) -> Self {
        self.actions = Field::Value(actions.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `actions`.
    #[must_use]
    pub fn clear_actions(mut self) -> Self {
        self.actions = Field::Null;
        self
    }

    /// Where it is to run. At most 500 items.
    #[must_use]
    pub fn neighbourhood_codes(
        mut self,
        neighbourhood_codes: impl IntoIterator<Item = impl Into<NeighbourhoodCode>>,
    ) -> Self {
        self.neighbourhood_codes = Field::Value(neighbourhood_codes.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `neighbourhood_codes`.
    #[must_use]
    pub fn clear_neighbourhood_codes(mut self) -> Self {
        self.neighbourhood_codes = Field::Null;
        self
    }

    /// How many doors are to be tried. 1 to 1000000.
    #[must_use]
    pub fn target_doors(mut self, target_doors: i32) -> Self {
        self.target_doors = Some(target_doors);
        self
    }

    /// Its first day.
    #[must_use]
    pub fn starts_on(mut self, starts_on: Date) -> Self {
        self.starts_on = Some(starts_on);
        self
    }

    /// Its last day, not before the first.
    #[must_use]
    pub fn ends_on(mut self, ends_on: Date) -> Self {
        self.ends_on = Some(ends_on);
        self
    }

    /// What you pay.
    #[must_use]
    pub fn price(mut self, price: impl Into<PriceTermsPatch>) -> Self {
        self.price = Field::Value(price.into());
        self
    }

    /// Clears `price`.
    #[must_use]
    pub fn clear_price(mut self) -> Self {
        self.price = Field::Null;
        self
    }

    /// How far households are to be spared.
    #[must_use]
    pub fn contact_cap(mut self, contact_cap: impl Into<ContactCapPatch>) -> Self {
        self.contact_cap = Field::Value(contact_cap.into());
        self
    }

    /// Clears `contact_cap`.
    #[must_use]
    pub fn clear_contact_cap(mut self) -> Self {
        self.contact_cap = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignPatch {
    const EXAMPLE: &'static str = "{\"contact_cap\":{\"campaigns\":2,\"days\":90}}";
}

/// How far a campaign is in a quarter that is not over. The figures move all together, once a day at most, and only when
/// enough households were added to each of them and to the differences between them; until then they stay. What was told
/// stays as it is, and is not taken back by corrections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignProgress {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// The quarter.
    pub quarter: Quarter,
    /// How many doors were ordered, of the whole campaign. At least 0.
    pub target_doors: i32,
    /// What was told, the oldest first; the last one is where the campaign is. Empty until there is enough to tell.
    pub steps: Vec<ProgressStep>,
    /// From this day on there are no more steps of the quarter: two weeks before it, or the campaign, is over. What came
    /// of it stands in the results when the quarter is released.
    pub quiet_from: Date,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignProgress {
    const EXAMPLE: &'static str = "{\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"quarter\":\"2026-Q3\",\"target_doors\":220,\"steps\":[{\"told_on\":\"2026-07-21\",\"vintage\":2024,\"doors_tried\":50,\"doors_opened\":35,\"doors_interviewed\":20},{\"told_on\":\"2026-08-12\",\"vintage\":2024,\"doors_tried\":115,\"doors_opened\":75,\"doors_interviewed\":40}],\"quiet_from\":\"2026-09-17\"}";
}

/// What became of one campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignPushResult {
    /// The status that pushing it alone would have had: 201 created, 200 updated or as it was, or that of `problem`. 200 to 599.
    pub status: i32,
    /// The external id that was sent, if one was.
    pub external_id: Option<String>,
    /// The campaign's id.
    pub id: Option<Uuid>,
    /// The campaign's entity tag.
    pub etag: Option<String>,
    /// Why it was refused; pointers lead into the item.
    pub problem: Option<Problem>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What came of a campaign, by closed period: protected counts of distinct households, the same for all that read them.
/// Residents who open and talk are those who chose to; do not extrapolate to those who were not met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignResults {
    /// Which campaign.
    pub campaign_id: CampaignId,
    /// By period, oldest first, a year after its quarters; empty until a release holds the campaign. Do not read quarters
    /// and years as one trend: a year counts a household once, and its door as opened if it ever opened in the year.
    pub periods: Vec<PeriodResults>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignResults {
    const EXAMPLE: &'static str = "{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"periods\":[{\"period\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"funnel\":{\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"doors_interviewed\":{\"value\":80,\"status\":\"published\"},\"households_met\":{\"value\":85,\"status\":\"published\"},\"contact_rate\":0.605,\"network_contact_rate\":0.58,\"interview_rate\":0.615,\"network_interview_rate\":0.601},\"found_useful\":{\"households\":{\"value\":65,\"status\":\"published\"},\"share\":0.765,\"network_share\":0.802},\"learned_something\":{\"households\":{\"value\":60,\"status\":\"published\"},\"share\":0.706,\"network_share\":0.69},\"intends_to_act\":{\"households\":{\"value\":45,\"status\":\"published\"},\"share\":0.529,\"network_share\":0.55},\"followed_up\":{\"value\":null,\"status\":\"withheld\"},\"acted\":{\"value\":null,\"status\":\"withheld\"},\"acted_share\":null,\"network_acted_share\":0.61,\"questions\":[{\"question\":\"reads_own_meter\",\"answered\":{\"value\":80,\"status\":\"published\"},\"options\":[{\"option\":\"yes\",\"households\":{\"value\":50,\"status\":\"published\"},\"share\":0.625},{\"option\":\"no\",\"households\":{\"value\":30,\"status\":\"published\"},\"share\":0.375}]}],\"messages\":[{\"message\":\"fr/1\",\"households\":{\"value\":70,\"status\":\"published\"},\"found_useful\":{\"value\":50,\"status\":\"published\"},\"useful_share\":0.714,\"intends_to_act\":{\"value\":40,\"status\":\"published\"},\"intends_share\":0.571}],\"languages\":[{\"language\":\"fr\",\"households\":{\"value\":60,\"status\":\"published\"},\"share\":0.706,\"network_share\":0.755}],\"hours\":[{\"hours\":\"saturday\",\"doors_tried\":{\"value\":60,\"status\":\"published\"},\"doors_opened\":{\"value\":40,\"status\":\"published\"},\"contact_rate\":0.667,\"network_contact_rate\":0.612}],\"neighbourhoods\":[{\"code\":\"QN09901N\",\"funnel\":{\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"doors_interviewed\":{\"value\":80,\"status\":\"published\"},\"households_met\":{\"value\":85,\"status\":\"published\"},\"contact_rate\":0.605,\"network_contact_rate\":0.58,\"interview_rate\":0.615,\"network_interview_rate\":0.601},\"found_useful\":{\"households\":{\"value\":65,\"status\":\"published\"},\"share\":0.765,\"network_share\":0.802},\"intends_to_act\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"share\":null,\"network_share\":0.55}}]}]}";
}

/// What was delivered of a campaign against what was ordered. Ordered quantities and prices are exact; what was
/// delivered are the rounded figures of published releases, and amounts are reckoned from these, never from other counts.
/// What is withheld of a quarter is settled by the figure of its year, if that is published, and else left out of every sum
/// and amount, always to the partner's favour.
///
/// In the example a campaign ran in two quarters. Of doors tried and of interviews the second is withheld, so that the year
/// stands for both once it is published: 200 doors, of which the first quarter told 180. Doors opened are told in both
/// quarters, 110 and 20; their sum stays, though the year has 125, since some opened twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignStatement {
    /// Which campaign.
    pub campaign_id: CampaignId,
    /// The partner's own name for it.
    pub external_id: Option<ExternalId>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CampaignStatus,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Date,
    /// How many doors were ordered. At least 0.
    pub target_doors: i32,
    /// What the partner pays; null if nothing was agreed, and then there are no amounts.
    pub price: Option<PriceTerms>,
    /// By quarter and measure, of the quarters that are published.
    pub lines: Vec<StatementLine>,
    /// By calendar year and measure, of the years of which a quarter is published: what is settled, and by what.
    pub years: Vec<StatementYear>,
    /// By measure, over the years.
    pub totals: Vec<StatementTotal>,
    /// What is to be paid for all that is settled, in cents of the price's currency.
    pub amount_cents: Option<Cents>,
    /// Quarters from the campaign's first day to its last one (or to its close, if that was earlier) that are not published
    /// yet.
    pub quarters_to_come: Vec<Quarter>,
    /// Calendar years whose own release is to come and may still change something: one of their quarters is withheld or to
    /// come.
    pub years_to_come: Vec<i32>,
    /// Whether the statement will never change: the campaign is closed, and neither quarters nor years are to come.
    pub is_final: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignStatement {
    const EXAMPLE: &'static str = "{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"external_id\":\"EAU-2026-07\",\"title\":\"Eau solidaire aux Tilleuls\",\"status\":\"closed\",\"starts_on\":\"2026-07-06\",\"ends_on\":\"2026-10-30\",\"target_doors\":220,\"price\":{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900},\"lines\":[{\"quarter\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"measure\":\"doors_tried\",\"delivered\":{\"value\":180,\"status\":\"published\"},\"at_least\":176,\"at_most\":184,\"unit_price_cents\":250,\"amount_cents\":45000},{\"quarter\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"measure\":\"doors_opened\",\"delivered\":{\"value\":110,\"status\":\"published\"},\"at_least\":106,\"at_most\":114,\"unit_price_cents\":null,\"amount_cents\":null},{\"quarter\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"measure\":\"doors_interviewed\",\"delivered\":{\"value\":70,\"status\":\"published\"},\"at_least\":66,\"at_most\":74,\"unit_price_cents\":900,\"amount_cents\":63000},{\"quarter\":\"2026-Q4\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-636363636363\",\"measure\":\"doors_tried\",\"delivered\":{\"value\":null,\"status\":\"withheld\"},\"at_least\":null,\"at_most\":null,\"unit_price_cents\":250,\"amount_cents\":null},{\"quarter\":\"2026-Q4\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-636363636363\",\"measure\":\"doors_opened\",\"delivered\":{\"value\":20,\"status\":\"published\"},\"at_least\":16,\"at_most\":24,\"unit_price_cents\":null,\"amount_cents\":null},{\"quarter\":\"2026-Q4\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-636363636363\",\"measure\":\"doors_interviewed\",\"delivered\":{\"value\":null,\"status\":\"withheld\"},\"at_least\":null,\"at_most\":null,\"unit_price_cents\":900,\"amount_cents\":null}],\"years\":[{\"year\":2026,\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-646464646464\",\"measure\":\"doors_tried\",\"delivered\":{\"value\":200,\"status\":\"published\"},\"settled_by\":\"year\",\"settled\":200,\"at_least\":196,\"at_most\":204,\"unit_price_cents\":250,\"amount_cents\":50000},{\"year\":2026,\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-646464646464\",\"measure\":\"doors_opened\",\"delivered\":{\"value\":125,\"status\":\"published\"},\"settled_by\":\"quarters\",\"settled\":130,\"at_least\":122,\"at_most\":138,\"unit_price_cents\":null,\"amount_cents\":null},{\"year\":2026,\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-646464646464\",\"measure\":\"doors_interviewed\",\"delivered\":{\"value\":80,\"status\":\"published\"},\"settled_by\":\"year\",\"settled\":80,\"at_least\":76,\"at_most\":84,\"unit_price_cents\":900,\"amount_cents\":72000}],\"totals\":[{\"measure\":\"doors_tried\",\"ordered\":220,\"delivered\":200,\"at_least\":196,\"at_most\":204,\"published\":1,\"withheld\":1,\"withheld_periods\":0,\"complete\":true,\"unit_price_cents\":250,\"amount_cents\":50000},{\"measure\":\"doors_opened\",\"ordered\":null,\"delivered\":130,\"at_least\":122,\"at_most\":138,\"published\":2,\"withheld\":0,\"withheld_periods\":0,\"complete\":true,\"unit_price_cents\":null,\"amount_cents\":null},{\"measure\":\"doors_interviewed\",\"ordered\":null,\"delivered\":80,\"at_least\":76,\"at_most\":84,\"published\":1,\"withheld\":1,\"withheld_periods\":0,\"complete\":true,\"unit_price_cents\":900,\"amount_cents\":72000}],\"amount_cents\":122000,\"quarters_to_come\":[],\"years_to_come\":[],\"is_final\":true}";
}

/// Spares a household: at most so many campaigns in so many days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ContactCapInput {
    /// How many campaigns may visit a household … 1 to 100.
    pub campaigns: i32,
    /// … within this many days. 1 to 3660.
    pub days: i32,
}

impl ContactCapInput {
    /// With all that is required.
    pub fn new(campaigns: i32, days: i32) -> Self {
        Self { campaigns, days }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ContactCapInput {
    const EXAMPLE: &'static str = "{\"campaigns\":2,\"days\":90}";
}

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ContactCapPatch {
    /// How many campaigns may visit a household … 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaigns: Option<i32>,
    /// … within this many days. 1 to 3660.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
}

impl ContactCapPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { campaigns: Default::default(), days: Default::default() }
    }

    /// How many campaigns may visit a household … 1 to 100.
    #[must_use]
    pub fn campaigns(mut self, campaigns: i32) -> Self {
        self.campaigns = Some(campaigns);
        self
    }

    /// … within this many days. 1 to 3660.
    #[must_use]
    pub fn days(mut self, days: i32) -> Self {
        self.days = Some(days);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ContactCapPatch {
    const EXAMPLE: &'static str = "{\"days\":90}";
}

/// A partner's own name for a campaign, unique among its campaigns. Form: `^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExternalId(String);
crate::values::code!(ExternalId);

/// From doors to interviews. Each is a count of distinct households.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FunnelFigures {
    /// Whose door was tried.
    pub doors_tried: Figure,
    /// Where somebody opened.
    pub doors_opened: Figure,
    /// Who were interviewed at the door.
    pub doors_interviewed: Figure,
    /// Who were interviewed, wherever.
    pub households_met: Figure,
    /// Opened of tried. 0 to 1.
    pub contact_rate: Option<f64>,
    /// The same of all campaigns in the country together. 0 to 1.
    pub network_contact_rate: Option<f64>,
    /// Interviewed at the door, of opened. 0 to 1.
    pub interview_rate: Option<f64>,
    /// The same of all campaigns in the country together. 0 to 1.
    pub network_interview_rate: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// How doors open at some hours, beside the country's at the same hours. A door that was tried at several hours stands in
/// each of them, so that a rate by hour is mostly lower than `funnel.contact_rate`, where a door counts as opened if it ever
/// opened: compare hours with each other and with the network's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HourFigures {
    /// `weekday_morning` (before noon), `weekday_afternoon` (to five), `weekday_evening`, `saturday`, `sunday`.
    pub hours: String,
    /// Distinct households whose door was tried then.
    pub doors_tried: Figure,
    /// Where somebody opened then.
    pub doors_opened: Figure,
    /// Opened of tried. 0 to 1.
    pub contact_rate: Option<f64>,
    /// The same of all campaigns in the country together; null, too, in releases from before the country's hours were told. 0 to 1.
    pub network_contact_rate: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What kind of information a campaign carries to the doors.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InformationKind {
    /// `right`
    Right,
    /// `event`
    Event,
    /// `municipal_project`
    MunicipalProject,
    /// `service`
    Service,
    /// `advice`
    Advice,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    InformationKind { Right = "right", Event = "event", MunicipalProject =
    "municipal_project", Service = "service", Advice = "advice", }
);

/// Interviews in a language. How they were taken is told by the language of the message (`messages`), and not by the one that
/// was spoken: few speak some, and who they are is easily known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LanguageFigures {
    /// Distinct households.
    pub households: Figure,
    /// Their share of the households met, where both are published. 0 to 1.
    pub share: Option<f64>,
    /// The same share of all campaigns in the country together, to compare with. 0 to 1.
    pub network_share: Option<f64>,
    /// The language (BCP 47), or `other` for those that are not listed and those that are not known.
    pub language: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// How a message was taken. The messages are the campaign's own, so that there is no network to compare with: compare with
/// the campaign as a whole, that is with `found_useful.share` and `intends_to_act.share`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageFigures {
    /// Its language and version, `fr/1`; `none`: an interview without a message.
    pub message: String,
    /// Distinct households that heard it.
    pub households: Figure,
    /// Those of them that found it useful.
    pub found_useful: Figure,
    /// Their share. 0 to 1.
    pub useful_share: Option<f64>,
    /// Those of them that meant to act.
    pub intends_to_act: Figure,
    /// Their share. 0 to 1.
    pub intends_share: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A message of a draft: at most one a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MessageInput {
    /// The language of the text.
    pub language: LanguageTag,
    /// What is said at the door. 1 to 10000 characters.
    pub text: String,
}

impl MessageInput {
    /// With all that is required.
    pub fn new(language: impl Into<LanguageTag>, text: impl Into<String>) -> Self {
        Self { language: language.into(), text: text.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MessageInput {
    const EXAMPLE: &'static str =
        "{\"language\":\"fr\",\"text\":\"Bonjour, je suis votre voisine. Je viens pour l'eau.\"}";
}

/// The campaign in one of its neighbourhoods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeighbourhoodFigures {
    /// The neighbourhood's code.
    pub code: NeighbourhoodCode,
    /// From doors to interviews; the network's rate is the country's.
    pub funnel: FunnelFigures,
    /// Households that found it useful; the network's share is the country's.
    pub found_useful: OutcomeFigures,
    /// Households that meant to act; the network's share is the country's.
    pub intends_to_act: OutcomeFigures,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// An answer that could be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OptionFigures {
    /// Its code; `yes` and `no` for a question of that kind, the step for a scale.
    pub option: String,
    /// Distinct households that chose it.
    pub households: Figure,
    /// Their share of those that answered. 0 to 1.
    pub share: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A figure with its share of a whole, beside the network's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OutcomeFigures {
    /// Distinct households.
    pub households: Figure,
    /// Their share of the households met, where both are published. 0 to 1.
    pub share: Option<f64>,
    /// The same share of all campaigns in the country together, to compare with. 0 to 1.
    pub network_share: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A campaign's figures in a closed period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PeriodResults {
    /// The quarter or year.
    pub period: Period,
    /// The vintage of the neighbourhoods that were counted; a campaign over two vintages has results of each. 2015 to 2100.
    pub vintage: i32,
    /// The release that holds them.
    pub release_id: ReleaseId,
    /// From doors to interviews.
    pub funnel: FunnelFigures,
    /// Households that found it useful.
    pub found_useful: OutcomeFigures,
    /// Households that learned something.
    pub learned_something: OutcomeFigures,
    /// Households that meant to take an action.
    pub intends_to_act: OutcomeFigures,
    /// Households of which it was told in the period what became of their intention.
    pub followed_up: Figure,
    /// Those of them that acted.
    pub acted: Figure,
    /// Acted, of those followed up. 0 to 1.
    pub acted_share: Option<f64>,
    /// The same share of all campaigns in the country together. 0 to 1.
    pub network_acted_share: Option<f64>,
    /// Answers to the campaign's questions: the residents' feedback to the partner in coded form. Nothing that was noted in
    /// words is told.
    pub questions: Vec<QuestionFigures>,
    /// Which message and version worked.
    pub messages: Vec<MessageFigures>,
    /// In which languages residents were reached.
    pub languages: Vec<LanguageFigures>,
    /// When doors open.
    pub hours: Vec<HourFigures>,
    /// By neighbourhood.
    pub neighbourhoods: Vec<NeighbourhoodFigures>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What the partner pays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PriceTerms {
    /// The currency of both amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Cents for each door that is tried. 0 to 100000000.
    pub per_door_cents: Cents,
    /// Cents for each interview that is held. 0 to 100000000.
    pub per_interview_cents: Cents,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for PriceTerms {
    const EXAMPLE: &'static str = "{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900}";
}

/// What the partner pays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PriceTermsInput {
    /// The currency of both amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Cents for each door that is tried. 0 to 100000000.
    pub per_door_cents: Cents,
    /// Cents for each interview that is held. 0 to 100000000.
    pub per_interview_cents: Cents,
}

impl PriceTermsInput {
    /// With all that is required.
    pub fn new(per_door_cents: impl Into<Cents>, per_interview_cents: impl Into<Cents>) -> Self {
        Self {
            currency: Default::default(),
            per_door_cents: per_door_cents.into(),
            per_interview_cents: per_interview_cents.into(),
        }
    }

    /// The currency of both amounts.
    #[must_use]
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Some(currency.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for PriceTermsInput {
    const EXAMPLE: &'static str = "{\"currency\":\"EUR\",\"per_door_cents\":250,\"per_interview_cents\":900}";
}

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PriceTermsPatch {
    /// The currency of both amounts.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub currency: Field<Currency>,
    /// Cents for each door that is tried. 0 to 100000000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_door_cents: Option<Cents>,
    /// Cents for each interview that is held. 0 to 100000000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_interview_cents: Option<Cents>,
}

impl PriceTermsPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            currency: Default::default(),
            per_door_cents: Default::default(),
            per_interview_cents: Default::default(),
        }
    }

    /// The currency of both amounts.
    #[must_use]
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Field::Value(currency.into());
        self
    }

    /// Clears `currency`.
    #[must_use]
    pub fn clear_currency(mut self) -> Self {
        self.currency = Field::Null;
        self
    }

    /// Cents for each door that is tried. 0 to 100000000.
    #[must_use]
    pub fn per_door_cents(mut self, per_door_cents: impl Into<Cents>) -> Self {
        self.per_door_cents = Some(per_door_cents.into());
        self
    }

    /// Cents for each interview that is held. 0 to 100000000.
    #[must_use]
    pub fn per_interview_cents(mut self, per_interview_cents: impl Into<Cents>) -> Self {
        self.per_interview_cents = Some(per_interview_cents.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for PriceTermsPatch {
    const EXAMPLE: &'static str = "{\"per_interview_cents\":900}";
}

/// A step: what was told on a day, of the quarter up to then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProgressStep {
    /// The day.
    pub told_on: Date,
    /// The list of neighbourhoods that it was counted by. A campaign over neighbourhoods of two lists has steps of both.
    pub vintage: i32,
    /// Distinct households whose door was tried since the quarter began, rounded. At least 0.
    pub doors_tried: i32,
    /// Those where somebody opened, rounded. At least 0.
    pub doors_opened: i32,
    /// Those that were interviewed at the door, rounded. At least 0.
    pub doors_interviewed: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What was answered to a question. The questions are the campaign's own, so that there is no network to compare with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuestionFigures {
    /// Its code.
    pub question: String,
    /// Distinct households that answered.
    pub answered: Figure,
    /// By option, in the question's order.
    pub options: Vec<OptionFigures>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A question that is asked at the door; its answers are coded, never free text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct QuestionInput {
    /// Names the question among the campaign's; results are given by it.
    pub code: Slug,
    /// What is asked, by language; at least one.
    pub text: Texts,
    /// What can be answered.
    pub answer: AnswerKindInput,
}

impl QuestionInput {
    /// With all that is required.
    pub fn new(code: impl Into<Slug>, text: impl Into<Texts>, answer: impl Into<AnswerKindInput>) -> Self {
        Self { code: code.into(), text: text.into(), answer: answer.into() }
    }
}

/// Why a campaign is rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RejectionInput {
    /// What the partner should change; the partner reads it. 1 to 2000 characters.
    pub reason: String,
}

impl RejectionInput {
    /// With all that is required.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RejectionInput {
    const EXAMPLE: &'static str = "{\"reason\":\"The Arabic message says Monday, the French one Tuesday.\"}";
}

/// By what a measure of a calendar year is settled.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SettledBy {
    /// `quarters`
    Quarters,
    /// `year`
    Year,
    /// `published_quarters`
    PublishedQuarters,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    SettledBy { Quarters = "quarters", Year = "year", PublishedQuarters =
    "published_quarters", }
);

/// What was delivered in a quarter, of one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatementLine {
    /// The quarter.
    pub quarter: Quarter,
    /// The list of neighbourhoods that it was counted by. A campaign over neighbourhoods of two lists has the lines of both.
    pub vintage: i32,
    /// The release that holds the figure.
    pub release_id: ReleaseId,
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// Distinct households; withheld is not told and not paid.
    pub delivered: Figure,
    /// The least that the true count can be: published figures are rounded. Null where it is withheld. At least 0.
    pub at_least: Option<i32>,
    /// The most that it can be. At least 0.
    pub at_most: Option<i32>,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<Cents>,
    /// The published figure times the price; null if it is withheld or has no price. It is due unless the quarter's year is
    /// settled by the year's own figure: what is due in the end stands in `years`.
    pub amount_cents: Option<Cents>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for StatementLine {
    const EXAMPLE: &'static str = "{\"quarter\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"measure\":\"doors_tried\",\"delivered\":{\"value\":215,\"status\":\"published\"},\"at_least\":211,\"at_most\":219,\"unit_price_cents\":250,\"amount_cents\":53750}";
}

/// One measure, over all years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatementTotal {
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// How many were ordered: the campaign's target of doors, exactly; null for other measures. At least 0.
    pub ordered: Option<i32>,
    /// The sum of what is `settled` of each year; null if nothing is told. A household counts once in a year that is settled
    /// by its own figure, else once in each quarter in which its door was tried. What is withheld or still to come is left
    /// out: unless `complete`, do not hold it against `ordered`. At least 0.
    pub delivered: Option<i32>,
    /// The least that the true sum of what is settled can be. At least 0.
    pub at_least: Option<i32>,
    /// The most that it can be. At least 0.
    pub at_most: Option<i32>,
    /// How many lines of quarters are published. At least 0.
    pub published: i64,
    /// How many lines of quarters are withheld, whether their year's figure stands for them or not. At least 0.
    pub withheld: i64,
    /// Of how many quarters what was delivered is left out: a line is withheld, and its year is not settled by its own
    /// figure. It may be much or nothing, and is not invoiced. At least 0.
    pub withheld_periods: i64,
    /// Whether the sum is over all of the campaign: each year is settled by all its quarters or by its own figure, and
    /// nothing is to come.
    pub complete: bool,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<Cents>,
    /// The sum times the price; null for what has no price.
    pub amount_cents: Option<Cents>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for StatementTotal {
    const EXAMPLE: &'static str = "{\"measure\":\"doors_tried\",\"ordered\":550,\"delivered\":430,\"at_least\":422,\"at_most\":438,\"published\":2,\"withheld\":1,\"withheld_periods\":1,\"complete\":false,\"unit_price_cents\":250,\"amount_cents\":107500}";
}

/// What is settled of a calendar year, of one measure: by its quarters where all of them are published, else by the figure
/// of the year's own release where that is published, else by what of its quarters is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatementYear {
    /// The calendar year.
    pub year: i32,
    /// The list of neighbourhoods that it was counted by. Each is settled by itself.
    pub vintage: i32,
    /// The release of the year; null while it is to come.
    pub release_id: Option<ReleaseId>,
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// What the release of the year tells, whether the year is settled by it or not: distinct households of the year, each
    /// once. Null while it is to come.
    pub delivered: Option<Figure>,
    /// By what it is settled.
    pub settled_by: SettledBy,
    /// How many are settled: the sum of the published quarters, or the figure of the year. Null if neither is told. At least 0.
    pub settled: Option<i32>,
    /// The least that the true count of what is settled can be. At least 0.
    pub at_least: Option<i32>,
    /// The most that it can be. At least 0.
    pub at_most: Option<i32>,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<Cents>,
    /// What is settled times the price; null if that is nothing or has no price.
    pub amount_cents: Option<Cents>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for StatementYear {
    const EXAMPLE: &'static str = "{\"year\":2026,\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-646464646464\",\"measure\":\"doors_tried\",\"delivered\":{\"value\":200,\"status\":\"published\"},\"settled_by\":\"year\",\"settled\":200,\"at_least\":196,\"at_most\":204,\"unit_price_cents\":250,\"amount_cents\":50000}";
}

/// A transition that a campaign can make.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Transition {
    /// `edit`
    Edit,
    /// `submit`
    Submit,
    /// `approve`
    Approve,
    /// `reject`
    Reject,
    /// `start`
    Start,
    /// `pause`
    Pause,
    /// `close`
    Close,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Transition { Edit = "edit", Submit = "submit", Approve = "approve", Reject =
    "reject", Start = "start", Pause = "pause", Close = "close", }
);
