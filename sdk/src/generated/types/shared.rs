// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `shared`.

use super::*;

/// Something a resident can commit to do after the visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActionOption {
    /// Names the action among the campaign's.
    pub code: Slug,
    /// What it is to do, by language; at least one.
    pub label: ShortTexts,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What became of an action.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ActionStatus {
    /// `done`
    Done,
    /// `not_done`
    NotDone,
    /// `unknown`
    NotKnown,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ActionStatus { Done = "done", NotDone = "not_done", NotKnown = "unknown", }
);

/// The answers that a question takes, told apart by `kind`.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnswerKind {
    /// `single_choice`
    SingleChoice(AnswerKindSingleChoice),
    /// `multiple_choice`
    MultipleChoice(AnswerKindMultipleChoice),
    /// `scale`
    Scale(AnswerKindScale),
    /// `yes_no`
    YesNo(AnswerKindYesNo),
    /// `quantity`
    Quantity(AnswerKindQuantity),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    AnswerKind, "kind", kind_name, { "single_choice" =>
    SingleChoice(AnswerKindSingleChoice), "multiple_choice" =>
    MultipleChoice(AnswerKindMultipleChoice), "scale" => Scale(AnswerKindScale), "yes_no"
    => YesNo(AnswerKindYesNo), "quantity" => Quantity(AnswerKindQuantity), }
);

/// Any number of the options, possibly bounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerKindMultipleChoice {
    kind: AnswerKindMultipleChoiceKind,
    /// What there is to choose from. 2 to 30 items.
    pub options: Vec<AnswerOption>,
    /// How many may be chosen at most; all, if nothing is said. 1 to 30.
    pub max_choices: Option<i32>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerKindMultipleChoiceKind = "multiple_choice");

/// A number of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerKindQuantity {
    kind: AnswerKindQuantityKind,
    /// What is counted or measured: `m3`, `persons`. 1 to 32 characters.
    pub unit: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerKindQuantityKind = "quantity");

/// A whole number from `min` to `max`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerKindScale {
    kind: AnswerKindScaleKind,
    /// The lowest answer.
    pub min: i32,
    /// The highest answer, 1 to 100 above the lowest.
    pub max: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerKindScaleKind = "scale");

/// Exactly one of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerKindSingleChoice {
    kind: AnswerKindSingleChoiceKind,
    /// What there is to choose from. 2 to 30 items.
    pub options: Vec<AnswerOption>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerKindSingleChoiceKind = "single_choice");

/// Yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerKindYesNo {
    kind: AnswerKindYesNoKind,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerKindYesNoKind = "yes_no");

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerOption {
    /// Names the option within its question.
    pub code: Slug,
    /// What the option says, by language; at least one.
    pub label: ShortTexts,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What was answered, told apart by `kind`: the kind that the question takes.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnswerValueInput {
    /// `single_choice`
    SingleChoice(AnswerValueSingleChoiceInput),
    /// `multiple_choice`
    MultipleChoice(AnswerValueMultipleChoiceInput),
    /// `scale`
    Scale(AnswerValueScaleInput),
    /// `yes_no`
    YesNo(AnswerValueYesNoInput),
    /// `quantity`
    Quantity(AnswerValueQuantityInput),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    AnswerValueInput, "kind", kind_name, { "single_choice" =>
    SingleChoice(AnswerValueSingleChoiceInput), "multiple_choice" =>
    MultipleChoice(AnswerValueMultipleChoiceInput), "scale" =>
    Scale(AnswerValueScaleInput), "yes_no" => YesNo(AnswerValueYesNoInput), "quantity" =>
    Quantity(AnswerValueQuantityInput), }
);

/// Any of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerValueMultipleChoiceInput {
    kind: AnswerValueMultipleChoiceInputKind,
    /// Their codes, possibly none. At most 30 items.
    pub choices: Vec<Slug>,
}

crate::values::constant!(AnswerValueMultipleChoiceInputKind = "multiple_choice");
impl AnswerValueMultipleChoiceInput {
    /// With all that is required.
    pub fn new(choices: impl IntoIterator<Item = impl Into<Slug>>) -> Self {
        Self {
            kind: AnswerValueMultipleChoiceInputKind,
            choices: choices.into_iter().map(Into::into).collect(),
        }
    }
}

/// A number of the question's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerValueQuantityInput {
    kind: AnswerValueQuantityInputKind,
    /// How much or how many. 0 to 1000000000.
    pub amount: f64,
}

crate::values::constant!(AnswerValueQuantityInputKind = "quantity");
impl AnswerValueQuantityInput {
    /// With all that is required.
    pub fn new(amount: f64) -> Self {
        Self { kind: AnswerValueQuantityInputKind, amount }
    }
}

/// A step of the scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerValueScaleInput {
    kind: AnswerValueScaleInputKind,
    /// Which one.
    pub step: i32,
}

crate::values::constant!(AnswerValueScaleInputKind = "scale");
impl AnswerValueScaleInput {
    /// With all that is required.
    pub fn new(step: i32) -> Self {
        Self { kind: AnswerValueScaleInputKind, step }
    }
}

/// One of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerValueSingleChoiceInput {
    kind: AnswerValueSingleChoiceInputKind,
    /// Its code.
    pub choice: Slug,
}

crate::values::constant!(AnswerValueSingleChoiceInputKind = "single_choice");
impl AnswerValueSingleChoiceInput {
    /// With all that is required.
    pub fn new(choice: impl Into<Slug>) -> Self {
        Self { kind: AnswerValueSingleChoiceInputKind, choice: choice.into() }
    }
}

/// Yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnswerValueYesNoInput {
    kind: AnswerValueYesNoInputKind,
    /// Whether it was yes.
    pub yes: bool,
}

crate::values::constant!(AnswerValueYesNoInputKind = "yes_no");
impl AnswerValueYesNoInput {
    /// With all that is required.
    pub fn new(yes: bool) -> Self {
        Self { kind: AnswerValueYesNoInputKind, yes }
    }
}

/// The arm of a stairwell.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Arm {
    /// `treatment`
    Treatment,
    /// `control`
    Control,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(Arm { Treatment = "treatment", Control = "control", });

/// How a household pays for its water or heating.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BillingMode {
    /// `own_contract`
    OwnContract,
    /// `service_charges`
    ServiceCharges,
    /// `other`
    Other,
    /// `unknown`
    NotKnown,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    BillingMode { OwnContract = "own_contract", ServiceCharges = "service_charges", Other
    = "other", NotKnown = "unknown", }
);

/// Where a campaign stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CampaignStatus {
    /// `draft`
    Draft,
    /// `submitted`
    Submitted,
    /// `approved`
    Approved,
    /// `rejected`
    Rejected,
    /// `running`
    Running,
    /// `paused`
    Paused,
    /// `closed`
    Closed,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    CampaignStatus { Draft = "draft", Submitted = "submitted", Approved = "approved",
    Rejected = "rejected", Running = "running", Paused = "paused", Closed = "closed", }
);

/// Where a visit took place.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Channel {
    /// `door`
    Door,
    /// `building_entrance`
    BuildingEntrance,
    /// `phone`
    Phone,
    /// `event`
    Event,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Channel { Door = "door", BuildingEntrance = "building_entrance", Phone = "phone",
    Event = "event", }
);

/// A commune's INSEE code (Code officiel géographique). Form: `^([0-9]{5}|2[AB][0-9]{3})$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommuneCode(String);
crate::values::code!(CommuneCode);

/// One of several values that were said of a member by edits that did not know of each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConflictingValue {
    /// What was said; `null`: that nothing is known.
    pub value: Value,
    /// The edit that said so; the household's own id stands for what it was entered with.
    pub edit_id: Uuid,
    /// When, by the clock of the device.
    pub edited_at: Timestamp,
    /// The device; `null`: it was the operator.
    pub device_id: Option<DeviceId>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What was decided. To refuse is a decision like any other.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConsentDecision {
    /// `granted`
    Granted,
    /// `refused`
    Refused,
    /// `withdrawn`
    Withdrawn,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ConsentDecision { Granted = "granted", Refused = "refused", Withdrawn = "withdrawn",
    }
);

/// A decision as it is taken down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ConsentInput {
    /// Its id, a UUIDv7 of your own making: the same decision sent again under it changes nothing.
    pub id: ConsentId,
    /// Whose decision it is: the household of the path, where there is one.
    pub household_id: HouseholdId,
    /// What for.
    pub purpose: ConsentPurpose,
    /// To whom a referral may go: needed for that purpose, and only for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Of a withdrawal: the decision that it takes back, as the round's package tells it. The withdrawal then comes after
    /// it even if the device's clock is slow; name it whenever you know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraws_id: Option<Uuid>,
    /// Which version of the text was read out. 1 to 40 characters. Form: `^[a-z0-9][a-z0-9_-]*$`.
    pub text_version: String,
    /// In which language.
    pub language: LanguageTag,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
}

impl ConsentInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<ConsentId>,
        household_id: impl Into<HouseholdId>,
        purpose: impl Into<ConsentPurpose>,
        decision: impl Into<ConsentDecision>,
        text_version: impl Into<String>,
        language: impl Into<LanguageTag>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            purpose: purpose.into(),
            organisation_id: Default::default(),
            decision: decision.into(),
            withdraws_id: Default::default(),
            text_version: text_version.into(),
            language: language.into(),
            visit_id: Default::default(),
            field_worker_id: Default::default(),
            occurred_at,
        }
    }

    /// To whom a referral may go: needed for that purpose, and only for that.
    #[must_use]
    pub fn organisation_id(mut self, organisation_id: impl Into<OrganisationId>) -> Self {
        self.organisation_id = Some(organisation_id.into());
        self
    }

    /// Of a withdrawal: the decision that it takes back, as the round's package tells it. The withdrawal then comes after
    /// it even if the device's clock is slow; name it whenever you know it.
    #[must_use]
    pub fn withdraws_id(mut self, withdraws_id: impl Into<Uuid>) -> Self {
        self.withdraws_id = Some(withdraws_id.into());
        self
    }

    /// In which visit, if it was one.
    #[must_use]
    pub fn visit_id(mut self, visit_id: impl Into<VisitId>) -> Self {
        self.visit_id = Some(visit_id.into());
        self
    }

    /// Who took it down. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ConsentInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-202020202020\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"purpose\":\"meter_data\",\"decision\":\"granted\",\"text_version\":\"2026-09\",\"language\":\"ar\",\"occurred_at\":\"2027-01-12T16:25:00Z\"}";
}

/// What a household agrees to.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConsentPurpose {
    /// `follow_up`
    FollowUp,
    /// `referral`
    Referral,
    /// `contact_by_phone`
    ContactByPhone,
    /// `meter_data`
    MeterData,
    /// `health_themes`
    HealthThemes,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ConsentPurpose { FollowUp = "follow_up", Referral = "referral", ContactByPhone =
    "contact_by_phone", MeterData = "meter_data", HealthThemes = "health_themes", }
);

/// What flowed between two readings of a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConsumptionPeriod {
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub to: Timestamp,
    /// The reading at its beginning.
    pub from_reading_id: Uuid,
    /// The reading at its end.
    pub to_reading_id: Uuid,
    /// How well it is known. Never add amounts of different qualities.
    pub quality: ConsumptionQuality,
    /// How long it was.
    pub days: f64,
    /// How much flowed, in the utility's unit.
    pub amount: f64,
    /// How much a day.
    pub per_day: f64,
    /// How much a person and day; null if it is not known how many live there.
    pub per_person_per_day: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ConsumptionPeriod {
    const EXAMPLE: &'static str = "{\"from\":\"2026-10-12T16:25:00.000000Z\",\"to\":\"2027-01-12T16:25:00.000000Z\",\"from_reading_id\":\"019ab0f2-6b1e-7c40-9d5e-292929292929\",\"to_reading_id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"quality\":\"measured\",\"days\":92.0,\"amount\":40.848,\"per_day\":0.444,\"per_person_per_day\":0.148}";
}

/// How well a period is known: as well as the worse of its two readings.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConsumptionQuality {
    /// `measured`
    Measured,
    /// `declared`
    Declared,
    /// `estimated`
    Estimated,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ConsumptionQuality { Measured = "measured", Declared = "declared", Estimated =
    "estimated", }
);

/// Spares a household: at most so many campaigns in so many days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContactCap {
    /// How many campaigns may visit a household … 1 to 100.
    pub campaigns: i32,
    /// … within this many days. 1 to 3660.
    pub days: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ContactCap {
    const EXAMPLE: &'static str = "{\"campaigns\":2,\"days\":90}";
}

/// A currency (ISO 4217). Form: `^[A-Z]{3}$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);
crate::values::code!(Currency);

/// A diagnosis as it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DiagnosisInput {
    /// Its id, a UUIDv7 of your own making: the same diagnosis sent again under it changes nothing.
    pub id: DiagnosisId,
    /// Whose it is; with its consent for `meter_data`.
    pub household_id: HouseholdId,
    /// For which campaign, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<CampaignId>,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// What it is about.
    pub utility: Utility,
    /// How many people live there. 1 to 30.
    pub occupants: i32,
    /// What the dwelling is equipped with, each once. At most 10 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Vec<Equipment>>,
    /// Whether there is a leak, for water; leave it out if nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak_found: Option<bool>,
    /// The leak, if one was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak: Option<LeakInput>,
    /// Whether a water-saving or energy-saving kit was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit_given: Option<bool>,
    /// Whether a kit is installed, as far as is known: whoever was given one has not installed it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit_installed: Option<bool>,
    /// The gestures that were advised, each once. At most 20 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advised_gestures: Option<Vec<Slug>>,
    /// When the meter is to be read again; a year later if it is left out, so that the same season is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_due_on: Option<Date>,
    /// Who made it. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// The diagnosis that this one corrects: of the same household and utility. Both stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<DiagnosisId>,
}

impl DiagnosisInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<DiagnosisId>,
        household_id: impl Into<HouseholdId>,
        utility: impl Into<Utility>,
        occupants: i32,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            campaign_id: Default::default(),
            visit_id: Default::default(),
            utility: utility.into(),
            occupants,
            equipment: Default::default(),
            leak_found: Default::default(),
            leak: Default::default(),
            kit_given: Default::default(),
            kit_installed: Default::default(),
            advised_gestures: Default::default(),
            follow_up_due_on: Default::default(),
            field_worker_id: Default::default(),
            occurred_at,
            supersedes_id: Default::default(),
        }
    }

    /// For which campaign, if it was one.
    #[must_use]
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.campaign_id = Some(campaign_id.into());
        self
    }

    /// In which visit, if it was one.
    #[must_use]
    pub fn visit_id(mut self, visit_id: impl Into<VisitId>) -> Self {
        self.visit_id = Some(visit_id.into());
        self
    }

    /// What the dwelling is equipped with, each once. At most 10 items.
    #[must_use]
    pub fn equipment(mut self, equipment: impl IntoIterator<Item = impl Into<Equipment>>) -> Self {
        self.equipment = Some(equipment.into_iter().map(Into::into).collect());
        self
    }

    /// Whether there is a leak, for water; leave it out if nobody looked.
    #[must_use]
    pub fn leak_found(mut self, leak_found: bool) -> Self {
        self.leak_found = Some(leak_found);
        self
    }

    /// The leak, if one was found.
    #[must_use]
    pub fn leak(mut self, leak: impl Into<LeakInput>) -> Self {
        self.leak = Some(leak.into());
        self
    }

    /// Whether a water-saving or energy-saving kit was given.
    #[must_use]
    pub fn kit_given(mut self, kit_given: bool) -> Self {
        self.kit_given = Some(kit_given);
        self
    }

    /// Whether a kit is installed, as far as is known: whoever was given one has not installed it yet.
    #[must_use]
    pub fn kit_installed(mut self, kit_installed: bool) -> Self {
        self.kit_installed = Some(kit_installed);
        self
    }

    /// The gestures that were advised, each once. At most 20 items.
    #[must_use]
    pub fn advised_gestures(mut self, advised_gestures: impl IntoIterator<Item = impl Into<Slug>>) -> Self {
        self.advised_gestures = Some(advised_gestures.into_iter().map(Into::into).collect());
        self
    }

    /// When the meter is to be read again; a year later if it is left out, so that the same season is compared.
    #[must_use]
    pub fn follow_up_due_on(mut self, follow_up_due_on: Date) -> Self {
        self.follow_up_due_on = Some(follow_up_due_on);
        self
    }

    /// Who made it. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }

    /// The diagnosis that this one corrects: of the same household and utility. Both stay.
    #[must_use]
    pub fn supersedes_id(mut self, supersedes_id: impl Into<DiagnosisId>) -> Self {
        self.supersedes_id = Some(supersedes_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DiagnosisInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-313131313131\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"occupants\":3,\"equipment\":[\"washing_machine\"],\"leak_found\":true,\"leak\":{\"place\":\"toilet\",\"litres_per_day\":120},\"kit_given\":true,\"advised_gestures\":[\"short_shower\"],\"occurred_at\":\"2027-01-12T16:25:00Z\"}";
}

/// That a household is to be left alone: its door stands in no round's package meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DoNotDisturb {
    /// Why.
    pub reason: DoNotDisturbReason,
    /// The last day of it; `null`: without end.
    pub until: Option<Date>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DoNotDisturb {
    const EXAMPLE: &'static str = "{\"reason\":\"asked\",\"until\":\"2027-06-30\"}";
}

/// That a household is to be left alone: its door stands in no round's package meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DoNotDisturbInput {
    /// Why.
    pub reason: DoNotDisturbReason,
    /// The last day of it; `null`: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl DoNotDisturbInput {
    /// With all that is required.
    pub fn new(reason: impl Into<DoNotDisturbReason>) -> Self {
        Self { reason: reason.into(), until: Default::default() }
    }

    /// The last day of it; `null`: without end.
    #[must_use]
    pub fn until(mut self, until: Date) -> Self {
        self.until = Some(until);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DoNotDisturbInput {
    const EXAMPLE: &'static str = "{\"reason\":\"asked\",\"until\":\"2027-06-30\"}";
}

/// Why a household is to be left alone.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DoNotDisturbReason {
    /// `asked`
    Asked,
    /// `complaint`
    Complaint,
    /// `safety`
    Safety,
    /// `dispute`
    Dispute,
    /// `other`
    Other,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    DoNotDisturbReason { Asked = "asked", Complaint = "complaint", Safety = "safety",
    Dispute = "dispute", Other = "other", }
);

/// What a dwelling is equipped with, as far as it changes what is used.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Equipment {
    /// `washing_machine`
    WashingMachine,
    /// `dishwasher`
    Dishwasher,
    /// `bathtub`
    Bathtub,
    /// `outdoor_tap`
    OutdoorTap,
    /// `electric_water_heater`
    ElectricWaterHeater,
    /// `gas_water_heater`
    GasWaterHeater,
    /// `shared_hot_water`
    SharedHotWater,
    /// `electric_heating`
    ElectricHeating,
    /// `gas_heating`
    GasHeating,
    /// `shared_heating`
    SharedHeating,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Equipment { WashingMachine = "washing_machine", Dishwasher = "dishwasher", Bathtub =
    "bathtub", OutdoorTap = "outdoor_tap", ElectricWaterHeater = "electric_water_heater",
    GasWaterHeater = "gas_water_heater", SharedHotWater = "shared_hot_water",
    ElectricHeating = "electric_heating", GasHeating = "gas_heating", SharedHeating =
    "shared_heating", }
);

/// What can happen: the thing, and what happened to it.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EventType {
    /// `campaign.created`
    CampaignCreated,
    /// `campaign.updated`
    CampaignUpdated,
    /// `campaign.submitted`
    CampaignSubmitted,
    /// `campaign.approved`
    CampaignApproved,
    /// `campaign.rejected`
    CampaignRejected,
    /// `campaign.started`
    CampaignStarted,
    /// `campaign.paused`
    CampaignPaused,
    /// `campaign.closed`
    CampaignClosed,
    /// `campaign.message_added`
    CampaignMessageAdded,
    /// `referral.sent`
    ReferralSent,
    /// `referral.accepted`
    ReferralAccepted,
    /// `referral.refused`
    ReferralRefused,
    /// `referral.started`
    ReferralStarted,
    /// `referral.resolved`
    ReferralResolved,
    /// `referral.not_resolved`
    ReferralNotResolved,
    /// `referral.withdrawn`
    ReferralWithdrawn,
    /// `referral.message_sent`
    ReferralMessageSent,
    /// `release.published`
    ReleasePublished,
    /// `organisation.created`
    OrganisationCreated,
    /// `organisation.updated`
    OrganisationUpdated,
    /// `client.created`
    ClientCreated,
    /// `client.secret_rotated`
    ClientSecretRotated,
    /// `client.revoked`
    ClientRevoked,
    /// `webhook_endpoint.pinged`
    WebhookEndpointPinged,
    /// `webhook_endpoint.disabled`
    WebhookEndpointDisabled,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    EventType { CampaignCreated = "campaign.created", CampaignUpdated =
    "campaign.updated", CampaignSubmitted = "campaign.submitted", CampaignApproved =
    "campaign.approved", CampaignRejected = "campaign.rejected", CampaignStarted =
    "campaign.started", CampaignPaused = "campaign.paused", CampaignClosed =
    "campaign.closed", CampaignMessageAdded = "campaign.message_added", ReferralSent =
    "referral.sent", ReferralAccepted = "referral.accepted", ReferralRefused =
    "referral.refused", ReferralStarted = "referral.started", ReferralResolved =
    "referral.resolved", ReferralNotResolved = "referral.not_resolved", ReferralWithdrawn
    = "referral.withdrawn", ReferralMessageSent = "referral.message_sent",
    ReleasePublished = "release.published", OrganisationCreated = "organisation.created",
    OrganisationUpdated = "organisation.updated", ClientCreated = "client.created",
    ClientSecretRotated = "client.secret_rotated", ClientRevoked = "client.revoked",
    WebhookEndpointPinged = "webhook_endpoint.pinged", WebhookEndpointDisabled =
    "webhook_endpoint.disabled", }
);

/// One thing that is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldProblem {
    /// JSON Pointer (RFC 6901) into the body that was sent; the empty pointer is the body as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The query parameter or header that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Stable snake_case code for programs.
    pub code: String,
    /// One sentence for people.
    pub detail: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldProblem {
    const EXAMPLE: &'static str =
        "{\"pointer\":\"/target_doors\",\"code\":\"too_small\",\"detail\":\"The least is 1.\"}";
}

/// A protected count of distinct households. Withheld is `null`, never 0: a count that is not told may be anything from 0
/// up that the published figures allow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// The protected value. At least 0.
    pub value: Option<i32>,
    /// What it tells.
    pub status: FigureStatus,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Figure {
    const EXAMPLE: &'static str = "{\"value\":35,\"status\":\"published\"}";
}

/// What a figure tells.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FigureStatus {
    /// `published`
    Published,
    /// `withheld`
    Withheld,
    /// `structural_zero`
    StructuralZero,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    FigureStatus { Published = "published", Withheld = "withheld", StructuralZero =
    "structural_zero", }
);

/// What became of an action, as it is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FollowUpActionInput {
    /// Its id, a UUIDv7 of your own making: the same sent again under it changes nothing.
    pub id: FollowUpActionId,
    /// The visit in which the action was intended.
    pub visit_id: VisitId,
    /// Which action: one of the visit's `actions_intended`.
    pub action_code: Slug,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Who took it down. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When it was told, by the clock of the device.
    pub occurred_at: Timestamp,
}

impl FollowUpActionInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<FollowUpActionId>,
        visit_id: impl Into<VisitId>,
        action_code: impl Into<Slug>,
        status: impl Into<ActionStatus>,
        reported_by: impl Into<ReportedBy>,
        known_by: impl Into<KnownBy>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            visit_id: visit_id.into(),
            action_code: action_code.into(),
            status: status.into(),
            reported_by: reported_by.into(),
            known_by: known_by.into(),
            field_worker_id: Default::default(),
            occurred_at,
        }
    }

    /// Who took it down. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FollowUpActionInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-353535353535\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"action_code\":\"repair_leak\",\"status\":\"done\",\"reported_by\":\"resident\",\"known_by\":\"asked\",\"occurred_at\":\"2027-03-02T17:10:00Z\"}";
}

/// A household: a dwelling and who lives there. There is no member for a person's name, and none should be written into
/// the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// The neighbourhood in which it lies.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building.
    pub building: Option<String>,
    /// The stairwell.
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor.
    pub floor: Option<i32>,
    /// What tells the door from others of its floor. Encrypted at rest, and in no list or export.
    pub door_label: Option<String>,
    /// A way to reach the household. Encrypted at rest, and in no list or export.
    pub contact: Option<String>,
    /// A short note. Encrypted at rest, and in no list or export.
    pub note: Option<String>,
    /// Who lives there.
    pub occupants: Option<Occupants>,
    /// By what right.
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    pub do_not_disturb: Option<DoNotDisturb>,
    /// The members of which different values stand. A change of such a member by somebody who has read this version
    /// resolves it.
    pub conflicts: Vec<HouseholdConflict>,
    /// When it was entered, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived here.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Household {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"door_label\":\"porte gauche\",\"contact\":\"+33 6 99 00 00 01\",\"note\":\"Sonnette en panne, frapper.\",\"occupants\":{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0},\"tenure\":\"social_tenant\",\"water_billing\":\"service_charges\",\"heating_billing\":\"unknown\",\"do_not_disturb\":null,\"conflicts\":[],\"occurred_at\":\"2026-11-23T15:40:00.000000Z\",\"created_at\":\"2026-11-23T18:30:00.000000Z\",\"updated_at\":\"2026-11-23T18:30:00.000000Z\"}";
}

/// A member of which different values stand beside each other, until somebody who knows them changes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HouseholdConflict {
    /// Which member.
    pub member: String,
    /// Its values, latest first; the first one is shown as the member's value.
    pub values: Vec<ConflictingValue>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdConflict {
    const EXAMPLE: &'static str = "{\"member\":\"floor\",\"values\":[{\"value\":4,\"edit_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"edited_at\":\"2026-11-23T16:05:00.000000Z\",\"device_id\":\"019ab0f2-6b1e-7c40-9d5e-333333333333\"},{\"value\":3,\"edit_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"edited_at\":\"2026-11-23T15:40:00.000000Z\",\"device_id\":null}]}";
}

/// A household as it is entered. Nothing but `id`, `neighbourhood_code` and `occurred_at` is needed. Write no names of
/// persons anywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HouseholdInput {
    /// Its id, a UUIDv7 of your own making: the same household sent again under it changes nothing.
    pub id: HouseholdId,
    /// When it was entered, by the clock of the device; fixed for life.
    pub occurred_at: Timestamp,
    /// The round whose doors it joins, as the last one: a device names one of its own. Only when it is entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_id: Option<RoundId>,
    /// The neighbourhood in which it lies.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The stairwell. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor. -9 to 99.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// What tells the door from others of its floor: a number, a side. Not the name on the bell. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door_label: Option<String>,
    /// A way to reach the household: a telephone number, an e-mail address. 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// A short note on how to find or approach the door. Nothing about persons; what was answered belongs to a visit. 1 to 280 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who lives there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupants: Option<OccupantsInput>,
    /// By what right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub do_not_disturb: Option<DoNotDisturbInput>,
}

impl HouseholdInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<HouseholdId>,
        occurred_at: Timestamp,
        neighbourhood_code: impl Into<NeighbourhoodCode>,
    ) -> Self {
        Self {
            id: id.into(),
            occurred_at,
            round_id: Default::default(),
            neighbourhood_code: neighbourhood_code.into(),
            building: Default::default(),
            stairwell: Default::default(),
            floor: Default::default(),
            door_label: Default::default(),
            contact: Default::default(),
            note: Default::default(),
            occupants: Default::default(),
            tenure: Default::default(),
            water_billing: Default::default(),
            heating_billing: Default::default(),
            do_not_disturb: Default::default(),
        }
    }

    /// The round whose doors it joins, as the last one: a device names one of its own. Only when it is entered.
    #[must_use]
    pub fn round_id(mut self, round_id: impl Into<RoundId>) -> Self {
        self.round_id = Some(round_id.into());
        self
    }

    /// The building. 1 to 60 characters.
    #[must_use]
    pub fn building(mut self, building: impl Into<String>) -> Self {
        self.building = Some(building.into());
        self
    }

    /// The stairwell. 1 to 60 characters.
    #[must_use]
    pub fn stairwell(mut self, stairwell: impl Into<String>) -> Self {
        self.stairwell = Some(stairwell.into());
        self
    }

    /// The floor; 0 is the ground floor. -9 to 99.
    #[must_use]
    pub fn floor(mut self, floor: i32) -> Self {
        self.floor = Some(floor);
        self
    }

    /// What tells the door from others of its floor: a number, a side. Not the name on the bell. 1 to 60 characters.
    #[must_use]
    pub fn door_label(mut self, door_label: impl Into<String>) -> Self {
        self.door_label = Some(door_label.into());
        self
    }

    /// A way to reach the household: a telephone number, an e-mail address. 1 to 120 characters.
    #[must_use]
    pub fn contact(mut self, contact: impl Into<String>) -> Self {
        self.contact = Some(contact.into());
        self
    }

    /// A short note on how to find or approach the door. Nothing about persons; what was answered belongs to a visit. 1 to 280 characters.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Who lives there.
    #[must_use]
    pub fn occupants(mut self, occupants: impl Into<OccupantsInput>) -> Self {
        self.occupants = Some(occupants.into());
        self
    }

    /// By what right.
    #[must_use]
    pub fn tenure(mut self, tenure: impl Into<Tenure>) -> Self {
        self.tenure = Some(tenure.into());
        self
    }

    /// How water is paid for.
    #[must_use]
    pub fn water_billing(mut self, water_billing: impl Into<BillingMode>) -> Self {
        self.water_billing = Some(water_billing.into());
        self
    }

    /// How heating is paid for.
    #[must_use]
    pub fn heating_billing(mut self, heating_billing: impl Into<BillingMode>) -> Self {
        self.heating_billing = Some(heating_billing.into());
        self
    }

    /// Whether it is to be left alone.
    #[must_use]
    pub fn do_not_disturb(mut self, do_not_disturb: impl Into<DoNotDisturbInput>) -> Self {
        self.do_not_disturb = Some(do_not_disturb.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"occurred_at\":\"2026-11-23T15:40:00Z\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"door_label\":\"porte gauche\",\"contact\":\"+33 6 99 00 00 01\",\"note\":\"Sonnette en panne, frapper.\",\"occupants\":{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0},\"tenure\":\"social_tenant\",\"water_billing\":\"service_charges\",\"heating_billing\":\"unknown\"}";
}

/// Work that takes longer than a request. Ask again until it has succeeded or failed: once a second is often enough. A
/// server that ends in the middle does not end the job: another one takes it up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// Where it stands.
    pub status: JobStatus,
    /// How far it is.
    pub progress: JobProgress,
    /// Why it failed.
    pub problem: Option<JobProblem>,
    /// What it makes, or has made.
    pub result_url: String,
    /// When it began, the last time.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Job {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-616161616161\",\"kind\":\"prepare_release\",\"status\":\"succeeded\",\"progress\":{\"step\":\"writing\",\"done\":0,\"total\":3228},\"problem\":null,\"result_url\":\"/v1/releases/019ab0f2-6b1e-7c40-9d5e-626262626262\",\"started_at\":\"2027-01-15T09:00:00.412000Z\",\"ended_at\":\"2027-01-15T09:00:03.120000Z\",\"created_at\":\"2027-01-15T09:00:00.000000Z\"}";
}

/// What a job does.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum JobKind {
    /// `prepare_release`
    PrepareRelease,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(JobKind { PrepareRelease = "prepare_release", });

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JobProblem {
    /// Stable code, as of problems: `disclosure_found`.
    pub code: String,
    /// One sentence for a person.
    pub detail: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JobProgress {
    /// What it does at the moment, such as `counting`.
    pub step: String,
    /// How much of the step is done … At least 0.
    pub done: i64,
    /// … of how much; 0 if that is not known. At least 0.
    pub total: i64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Where a job stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum JobStatus {
    /// `queued`
    Queued,
    /// `running`
    Running,
    /// `succeeded`
    Succeeded,
    /// `failed`
    Failed,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    JobStatus { Queued = "queued", Running = "running", Succeeded = "succeeded", Failed =
    "failed", }
);

/// How it is known. What was asked and what was measured are of different worth: never add them up.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum KnownBy {
    /// `asked`
    Asked,
    /// `observed`
    Observed,
    /// `document`
    Document,
    /// `measured`
    Measured,
    /// `system`
    System,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    KnownBy { Asked = "asked", Observed = "observed", Document = "document", Measured =
    "measured", System = "system", }
);

/// A language (BCP 47). At most 35 characters. Form: `^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LanguageTag(String);
crate::values::code!(LanguageTag);

/// A leak that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LeakInput {
    /// Where.
    pub place: LeakPlace,
    /// How much is lost, if that was measured (two readings of the meter while nobody uses water): litres a day. 1 to 75000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub litres_per_day: Option<i32>,
    /// Whether it was repaired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repaired: Option<bool>,
}

impl LeakInput {
    /// With all that is required.
    pub fn new(place: impl Into<LeakPlace>) -> Self {
        Self { place: place.into(), litres_per_day: Default::default(), repaired: Default::default() }
    }

    /// How much is lost, if that was measured (two readings of the meter while nobody uses water): litres a day. 1 to 75000.
    #[must_use]
    pub fn litres_per_day(mut self, litres_per_day: i32) -> Self {
        self.litres_per_day = Some(litres_per_day);
        self
    }

    /// Whether it was repaired.
    #[must_use]
    pub fn repaired(mut self, repaired: bool) -> Self {
        self.repaired = Some(repaired);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for LeakInput {
    const EXAMPLE: &'static str = "{\"place\":\"toilet\",\"litres_per_day\":120,\"repaired\":false}";
}

/// Where water runs that should not.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LeakPlace {
    /// `toilet`
    Toilet,
    /// `tap`
    Tap,
    /// `shower`
    Shower,
    /// `water_heater`
    WaterHeater,
    /// `pipe`
    Pipe,
    /// `other`
    Other,
    /// `unknown`
    NotKnown,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    LeakPlace { Toilet = "toilet", Tap = "tap", Shower = "shower", WaterHeater =
    "water_heater", Pipe = "pipe", Other = "other", NotKnown = "unknown", }
);

/// How large a place is. Form: `^(nation|department|commune|neighbourhood)$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(String);
crate::values::code!(Level);

/// One version of a message in one language. Once a campaign is submitted no version changes any more; a correction
/// is a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// The language of the text.
    pub language: LanguageTag,
    /// Counts the versions in this language: 1, 2, … At least 1.
    pub version: i32,
    /// What is said at the door.
    pub text: String,
    /// When this version was written.
    pub created_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The message that was heard: one version of one of the campaign's messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MessageHeardInput {
    /// The language in which it was written.
    pub language: LanguageTag,
    /// Which version in this language. At least 1.
    pub version: i32,
}

impl MessageHeardInput {
    /// With all that is required.
    pub fn new(language: impl Into<LanguageTag>, version: i32) -> Self {
        Self { language: language.into(), version }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MessageHeardInput {
    const EXAMPLE: &'static str = "{\"language\":\"fr\",\"version\":1}";
}

/// What happened to the meter, told apart by `kind`.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum MeterEventInput {
    /// `replaced`
    Replaced(MeterEventReplacedInput),
    /// `rolled_over`
    RolledOver(MeterEventRolledOverInput),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    MeterEventInput, "kind", kind_name, { "replaced" =>
    Replaced(MeterEventReplacedInput), "rolled_over" =>
    RolledOver(MeterEventRolledOverInput), }
);

/// It was replaced: `index` is the first one of the new meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MeterEventReplacedInput {
    kind: MeterEventReplacedInputKind,
    /// The last index of the old one; without it, what flowed since the reading before is not known. 0 to 99999999.999.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_index: Option<f64>,
}

crate::values::constant!(MeterEventReplacedInputKind = "replaced");
impl MeterEventReplacedInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { kind: MeterEventReplacedInputKind, old_index: Default::default() }
    }

    /// The last index of the old one; without it, what flowed since the reading before is not known. 0 to 99999999.999.
    #[must_use]
    pub fn old_index(mut self, old_index: f64) -> Self {
        self.old_index = Some(old_index);
        self
    }
}

/// It went from its greatest index back to 0 since the reading before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MeterEventRolledOverInput {
    kind: MeterEventRolledOverInputKind,
    /// How many digits it has before the decimal point. 4 to 8.
    pub digits: i32,
}

crate::values::constant!(MeterEventRolledOverInputKind = "rolled_over");
impl MeterEventRolledOverInput {
    /// With all that is required.
    pub fn new(digits: i32) -> Self {
        Self { kind: MeterEventRolledOverInputKind, digits }
    }
}

/// A reading as it is taken down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MeterReadingInput {
    /// Its id, a UUIDv7 of your own making: the same reading sent again under it changes nothing.
    pub id: MeterReadingId,
    /// Whose meter it is; with its consent for `meter_data`.
    pub household_id: HouseholdId,
    /// What it measures.
    pub utility: Utility,
    /// What it showed, in m3 or kWh, with three decimals at most. 0 to 99999999.999.
    pub index: f64,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter, if anything did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meter_event: Option<MeterEventInput>,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// The reading of the same meter that this one corrects. Both stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<MeterReadingId>,
}

impl MeterReadingInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<MeterReadingId>,
        household_id: impl Into<HouseholdId>,
        utility: impl Into<Utility>,
        index: f64,
        source: impl Into<ReadingSource>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            utility: utility.into(),
            index,
            source: source.into(),
            meter_event: Default::default(),
            visit_id: Default::default(),
            field_worker_id: Default::default(),
            occurred_at,
            supersedes_id: Default::default(),
        }
    }

    /// What happened to the meter, if anything did.
    #[must_use]
    pub fn meter_event(mut self, meter_event: impl Into<MeterEventInput>) -> Self {
        self.meter_event = Some(meter_event.into());
        self
    }

    /// In which visit, if it was one.
    #[must_use]
    pub fn visit_id(mut self, visit_id: impl Into<VisitId>) -> Self {
        self.visit_id = Some(visit_id.into());
        self
    }

    /// Who took it down. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }

    /// The reading of the same meter that this one corrects. Both stay.
    #[must_use]
    pub fn supersedes_id(mut self, supersedes_id: impl Into<MeterReadingId>) -> Self {
        self.supersedes_id = Some(supersedes_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MeterReadingInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"index\":1284.512,\"source\":\"read\",\"occurred_at\":\"2027-01-12T16:25:00Z\"}";
}

/// Whether a client works on live data or on test data; the two never meet.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// `live`
    Live,
    /// `test`
    Test,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(Mode { Live = "live", Test = "test", });

/// A boundary as a GeoJSON geometry (RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MultiPolygon {
    /// Always `MultiPolygon`.
    pub r#type: MultiPolygonType,
    /// Polygons, each an outer ring and then its holes, of positions `[longitude, latitude]` in WGS84 degrees.
    pub coordinates: Vec<Vec<Vec<Vec<f64>>>>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Always `MultiPolygon`.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MultiPolygonType {
    /// `MultiPolygon`
    MultiPolygon,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(MultiPolygonType { MultiPolygon = "MultiPolygon", });

/// A need as somebody tells it. One that was raised in a visit is best sent with the visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NeedInput {
    /// Its id, a UUIDv7 of your own making: the same need sent again under it changes nothing.
    pub id: NeedId,
    /// Whose need it is.
    pub household_id: HouseholdId,
    /// The visit that it was raised in, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// What it is about. A theme of health needs the household's consent for health themes, given before.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// When it was raised, by the clock of the device.
    pub occurred_at: Timestamp,
}

impl NeedInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<NeedId>,
        household_id: impl Into<HouseholdId>,
        theme: impl Into<ThemeCode>,
        urgency: impl Into<Urgency>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            visit_id: Default::default(),
            field_worker_id: Default::default(),
            theme: theme.into(),
            urgency: urgency.into(),
            occurred_at,
        }
    }

    /// The visit that it was raised in, if it was one.
    #[must_use]
    pub fn visit_id(mut self, visit_id: impl Into<VisitId>) -> Self {
        self.visit_id = Some(visit_id.into());
        self
    }

    /// Who took it down. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-8a8a8a8a8a8a\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\",\"occurred_at\":\"2027-01-12T16:20:00Z\"}";
}

/// Where a need stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeedStatus {
    /// `raised`
    Raised,
    /// `referred`
    Referred,
    /// `met`
    Met,
    /// `not_met`
    NotMet,
    /// `withdrawn`
    Withdrawn,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    NeedStatus { Raised = "raised", Referred = "referred", Met = "met", NotMet =
    "not_met", Withdrawn = "withdrawn", }
);

/// A priority neighbourhood's official code, of 2024 (`QN…`) or 2015 (`QP…`). Form: `^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NeighbourhoodCode(String);
crate::values::code!(NeighbourhoodCode);

/// How many people live in a household, by broad band of age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Occupants {
    /// Younger than 3. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_3: Option<i32>,
    /// From 3 to 17. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_3_to_17: Option<i32>,
    /// From 18 to 64. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_18_to_64: Option<i32>,
    /// 65 and older. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_65: Option<i32>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Occupants {
    const EXAMPLE: &'static str = "{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0}";
}

/// How many people live in a household, by broad band of age.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OccupantsInput {
    /// Younger than 3. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_3: Option<i32>,
    /// From 3 to 17. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_3_to_17: Option<i32>,
    /// From 18 to 64. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_18_to_64: Option<i32>,
    /// 65 and older. 0 to 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_65: Option<i32>,
}

impl OccupantsInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            under_3: Default::default(),
            from_3_to_17: Default::default(),
            from_18_to_64: Default::default(),
            from_65: Default::default(),
        }
    }

    /// Younger than 3. 0 to 30.
    #[must_use]
    pub fn under_3(mut self, under_3: i32) -> Self {
        self.under_3 = Some(under_3);
        self
    }

    /// From 3 to 17. 0 to 30.
    #[must_use]
    pub fn from_3_to_17(mut self, from_3_to_17: i32) -> Self {
        self.from_3_to_17 = Some(from_3_to_17);
        self
    }

    /// From 18 to 64. 0 to 30.
    #[must_use]
    pub fn from_18_to_64(mut self, from_18_to_64: i32) -> Self {
        self.from_18_to_64 = Some(from_18_to_64);
        self
    }

    /// 65 and older. 0 to 30.
    #[must_use]
    pub fn from_65(mut self, from_65: i32) -> Self {
        self.from_65 = Some(from_65);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OccupantsInput {
    const EXAMPLE: &'static str = "{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0}";
}

/// What an organisation is to the deployment.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OrganisationKind {
    /// `operator`
    Operator,
    /// `partner`
    Partner,
    /// `municipality`
    Municipality,
    /// `app_publisher`
    AppPublisher,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    OrganisationKind { Operator = "operator", Partner = "partner", Municipality =
    "municipality", AppPublisher = "app_publisher", }
);

/// How a visit went.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// `no_answer`
    NoAnswer,
    /// `declined`
    Declined,
    /// `opened`
    Opened,
    /// `interviewed`
    Interviewed,
    /// `not_a_dwelling`
    NotADwelling,
    /// `moved_out`
    MovedOut,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Outcome { NoAnswer = "no_answer", Declined = "declined", Opened = "opened",
    Interviewed = "interviewed", NotADwelling = "not_a_dwelling", MovedOut = "moved_out",
    }
);

/// A closed calendar quarter or year, in UTC. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Period(String);
crate::values::code!(Period);

/// An error (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Problem {
    /// A page on this server that explains the kind of problem.
    pub r#type: String,
    /// The kind of problem, in a few words; the same each time.
    pub title: String,
    /// The HTTP status. 400 to 599.
    pub status: i32,
    /// What happened this time.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// Names the request in the server's log; the same as `X-Request-Id`.
    pub request_id: String,
    /// The kind of problem, for programs; stable.
    pub code: String,
    /// Everything that is wrong with the request, where it can be located.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<FieldProblem>>,
    /// What the caller may do instead, where a transition was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// The scope that was missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The rate limit that was exceeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Problem {
    const EXAMPLE: &'static str = "{\"type\":\"https://palier.example/problems/validation_failed\",\"title\":\"The body is invalid\",\"status\":422,\"detail\":\"One field is invalid.\",\"instance\":\"/v1/campaigns\",\"request_id\":\"019ab0f2-6b1e-7c40-9d5e-cccccccccccc\",\"code\":\"validation_failed\",\"errors\":[{\"pointer\":\"/target_doors\",\"code\":\"too_small\",\"detail\":\"The least is 1.\"}]}";
}

/// A calendar quarter, in UTC. Form: `^2[01][0-9]{2}-Q[1-4]$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quarter(String);
crate::values::code!(Quarter);

/// A question that is asked at the door; its answers are coded, never free text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Question {
    /// Names the question among the campaign's; results are given by it.
    pub code: Slug,
    /// What is asked, by language; at least one.
    pub text: Texts,
    /// What can be answered.
    pub answer: AnswerKind,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The answer to one of the campaign's questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct QuestionAnswerInput {
    /// Which question.
    pub question_code: Slug,
    /// What was answered, coded as the question asks.
    pub answer: AnswerValueInput,
}

impl QuestionAnswerInput {
    /// With all that is required.
    pub fn new(question_code: impl Into<Slug>, answer: impl Into<AnswerValueInput>) -> Self {
        Self { question_code: question_code.into(), answer: answer.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for QuestionAnswerInput {
    const EXAMPLE: &'static str =
        "{\"question_code\":\"reads_own_meter\",\"answer\":{\"kind\":\"yes_no\",\"yes\":true}}";
}

/// A need that was raised in a visit; it becomes a need of its own (`GET /v1/needs/{id}`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RaisedNeedInput {
    /// The need's id, a UUIDv7 of your own making.
    pub id: NeedId,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
}

impl RaisedNeedInput {
    /// With all that is required.
    pub fn new(id: impl Into<NeedId>, theme: impl Into<ThemeCode>, urgency: impl Into<Urgency>) -> Self {
        Self { id: id.into(), theme: theme.into(), urgency: urgency.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RaisedNeedInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\"}";
}

/// How an index is known. Only between two readings that are `read` or from a `bill` something counts as measured.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReadingSource {
    /// `read`
    Read,
    /// `bill`
    Bill,
    /// `declared`
    Declared,
    /// `estimated`
    Estimated,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReadingSource { Read = "read", Bill = "bill", Declared = "declared", Estimated =
    "estimated", }
);

/// A referral as it is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReferralInput {
    /// Its id, a UUIDv7 of your own making: the same referral sent again under it changes nothing.
    pub id: ReferralId,
    /// Whose case it is; the organisation never learns it.
    pub household_id: HouseholdId,
    /// Who is to solve it: a partner.
    pub organisation_id: OrganisationId,
    /// The decision by which the household agreed to a referral to this organisation; it must be in force.
    pub consent_id: ConsentId,
    /// Why the case is handed on.
    pub reason: ReferralReason,
    /// What it is about. At most 5 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub themes: Option<Vec<ThemeCode>>,
    /// The needs that it is to meet; they follow it to its end. At most 20 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_ids: Option<Vec<NeedId>>,
    /// How the household can be reached; only if its consent to be called is in force. 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// By when an answer is hoped for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// Who took it down. A device may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
}

impl ReferralInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<ReferralId>,
        household_id: impl Into<HouseholdId>,
        organisation_id: impl Into<OrganisationId>,
        consent_id: impl Into<ConsentId>,
        reason: impl Into<ReferralReason>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            organisation_id: organisation_id.into(),
            consent_id: consent_id.into(),
            reason: reason.into(),
            themes: Default::default(),
            need_ids: Default::default(),
            contact: Default::default(),
            due_on: Default::default(),
            field_worker_id: Default::default(),
            occurred_at,
        }
    }

    /// What it is about. At most 5 items.
    #[must_use]
    pub fn themes(mut self, themes: impl IntoIterator<Item = impl Into<ThemeCode>>) -> Self {
        self.themes = Some(themes.into_iter().map(Into::into).collect());
        self
    }

    /// The needs that it is to meet; they follow it to its end. At most 20 items.
    #[must_use]
    pub fn need_ids(mut self, need_ids: impl IntoIterator<Item = impl Into<NeedId>>) -> Self {
        self.need_ids = Some(need_ids.into_iter().map(Into::into).collect());
        self
    }

    /// How the household can be reached; only if its consent to be called is in force. 1 to 120 characters.
    #[must_use]
    pub fn contact(mut self, contact: impl Into<String>) -> Self {
        self.contact = Some(contact.into());
        self
    }

    /// By when an answer is hoped for.
    #[must_use]
    pub fn due_on(mut self, due_on: Date) -> Self {
        self.due_on = Some(due_on);
        self
    }

    /// Who took it down. A device may leave it out.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferralInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"consent_id\":\"019ab0f2-6b1e-7c40-9d5e-202020202020\",\"reason\":\"wrong_bill\",\"themes\":[\"palier:eau--facture\"],\"due_on\":\"2027-02-15\",\"occurred_at\":\"2027-01-12T16:30:00Z\"}";
}

/// Why a case is handed on.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralReason {
    /// `arrears`
    Arrears,
    /// `supply_cut`
    SupplyCut,
    /// `meter_blocked`
    MeterBlocked,
    /// `wrong_bill`
    WrongBill,
    /// `leak`
    Leak,
    /// `heating_failure`
    HeatingFailure,
    /// `repair`
    Repair,
    /// `no_contract`
    NoContract,
    /// `delivery`
    Delivery,
    /// `non_take_up`
    NonTakeUp,
    /// `other`
    Other,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReferralReason { Arrears = "arrears", SupplyCut = "supply_cut", MeterBlocked =
    "meter_blocked", WrongBill = "wrong_bill", Leak = "leak", HeatingFailure =
    "heating_failure", Repair = "repair", NoContract = "no_contract", Delivery =
    "delivery", NonTakeUp = "non_take_up", Other = "other", }
);

/// Where a referral stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralStatus {
    /// `sent`
    Sent,
    /// `accepted`
    Accepted,
    /// `refused`
    Refused,
    /// `in_progress`
    InProgress,
    /// `resolved`
    Resolved,
    /// `not_resolved`
    NotResolved,
    /// `withdrawn`
    Withdrawn,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReferralStatus { Sent = "sent", Accepted = "accepted", Refused = "refused",
    InProgress = "in_progress", Resolved = "resolved", NotResolved = "not_resolved",
    Withdrawn = "withdrawn", }
);

/// Who told it.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportedBy {
    /// `resident`
    Resident,
    /// `field_worker`
    FieldWorker,
    /// `partner`
    Partner,
    /// `operator`
    Operator,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReportedBy { Resident = "resident", FieldWorker = "field_worker", Partner =
    "partner", Operator = "operator", }
);

/// A label in each language it was written in, by language tag (BCP 47); at least one. 1 to 30 members.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShortTexts(pub BTreeMap<String, String>);
crate::values::map!(ShortTexts, String);

/// A short name for programs: lower-case letters, digits, `_` and `-`. 1 to 64 characters. Form: `^[a-z0-9][a-z0-9_-]*$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);
crate::values::code!(Slug);

/// What a unit of a utility costs in a commune, from a day until the next tariff starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tariff {
    /// Its id.
    pub id: TariffId,
    /// Where it holds.
    pub commune_code: CommuneCode,
    /// What is paid for.
    pub utility: Utility,
    /// The unit that the price is of: `m3` or `kWh`.
    pub unit: String,
    /// The first day on which it holds.
    pub starts_on: Date,
    /// What a unit costs in millionths of the currency's unit: 4520000 is 4.52 EUR.
    pub price_micros: i64,
    /// In which currency.
    pub currency: Currency,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Tariff {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-323232323232\",\"commune_code\":\"99001\",\"utility\":\"water\",\"unit\":\"m3\",\"starts_on\":\"2026-01-01\",\"price_micros\":4520000,\"currency\":\"EUR\",\"created_at\":\"2026-01-05T08:00:00.000000Z\",\"updated_at\":\"2026-01-05T08:00:00.000000Z\"}";
}

/// By what right a household lives in its dwelling.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tenure {
    /// `social_tenant`
    SocialTenant,
    /// `private_tenant`
    PrivateTenant,
    /// `owner`
    Owner,
    /// `lodged`
    Lodged,
    /// `other`
    Other,
    /// `unknown`
    NotKnown,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Tenure { SocialTenant = "social_tenant", PrivateTenant = "private_tenant", Owner =
    "owner", Lodged = "lodged", Other = "other", NotKnown = "unknown", }
);

/// A text in each language it was written in, by language tag (BCP 47); at least one. 1 to 30 members.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<String, String>);
crate::values::map!(Texts, String);

/// A theme's code: of data·inclusion v1, or Palier's own with `palier:` in front. See `GET /v1/themes`. At most 120 characters. Form: `^(palier:)?[a-z0-9-]+--[a-z0-9-]+$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThemeCode(String);
crate::values::code!(ThemeCode);

/// How urgent a need is.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Urgency {
    /// `low`
    Low,
    /// `normal`
    Normal,
    /// `high`
    High,
    /// `emergency`
    Emergency,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Urgency { Low = "low", Normal = "normal", High = "high", Emergency = "emergency", }
);

/// What a meter measures: water in cubic metres, electricity and gas in kilowatt-hours.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Utility {
    /// `water`
    Water,
    /// `electricity`
    Electricity,
    /// `gas`
    Gas,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    Utility { Water = "water", Electricity = "electricity", Gas = "gas", }
);

/// A visit as its field worker tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct VisitInput {
    /// Its id, a UUIDv7 of your own making: the same visit sent again under it changes nothing.
    pub id: VisitId,
    /// Who was visited.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which round, if it was one; it is the same field worker's, for the same campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_id: Option<RoundId>,
    /// By whom. A device may leave it out; the operator names the field worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview. Only with an interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The message that was heard: needed for an interview, possible where somebody was met. Name the version that the
    /// field worker had, also when there is a newer one by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageHeardInput>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// How long it took: 12 hours at most. 0 to 43200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i32>,
    /// How many residents were there. 0 to 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents_present: Option<i32>,
    /// What was answered to the campaign's questions, at most once each. Only with an interview; a question that was not
    /// answered is left out. At most 50 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<QuestionAnswerInput>>,
    /// Whether the residents found it useful. Only with an interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_useful: Option<bool>,
    /// Whether they learned something. Only with an interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned_something: Option<bool>,
    /// The campaign's actions that they mean to take. Only with an interview. At most 30 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions_intended: Option<Vec<Slug>>,
    /// The needs that were raised; where somebody was met. At most 20 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Vec<RaisedNeedInput>>,
    /// The visit that this one corrects: to the same household. Both stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<VisitId>,
}

impl VisitInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<VisitId>,
        household_id: impl Into<HouseholdId>,
        campaign_id: impl Into<CampaignId>,
        channel: impl Into<Channel>,
        outcome: impl Into<Outcome>,
        occurred_at: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            household_id: household_id.into(),
            campaign_id: campaign_id.into(),
            round_id: Default::default(),
            field_worker_id: Default::default(),
            channel: channel.into(),
            outcome: outcome.into(),
            language: Default::default(),
            message: Default::default(),
            occurred_at,
            duration_seconds: Default::default(),
            residents_present: Default::default(),
            answers: Default::default(),
            found_useful: Default::default(),
            learned_something: Default::default(),
            actions_intended: Default::default(),
            needs: Default::default(),
            supersedes_id: Default::default(),
        }
    }

    /// On which round, if it was one; it is the same field worker's, for the same campaign.
    #[must_use]
    pub fn round_id(mut self, round_id: impl Into<RoundId>) -> Self {
        self.round_id = Some(round_id.into());
        self
    }

    /// By whom. A device may leave it out; the operator names the field worker.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }

    /// The language of the interview. Only with an interview.
    #[must_use]
    pub fn language(mut self, language: impl Into<LanguageTag>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// The message that was heard: needed for an interview, possible where somebody was met. Name the version that the
    /// field worker had, also when there is a newer one by now.
    #[must_use]
    pub fn message(mut self, message: impl Into<MessageHeardInput>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// How long it took: 12 hours at most. 0 to 43200.
    #[must_use]
    pub fn duration_seconds(mut self, duration_seconds: i32) -> Self {
        self.duration_seconds = Some(duration_seconds);
        self
    }

    /// How many residents were there. 0 to 50.
    #[must_use]
    pub fn residents_present(mut self, residents_present: i32) -> Self {
        self.residents_present = Some(residents_present);
        self
    }

    /// What was answered to the campaign's questions, at most once each. Only with an interview; a question that was not
    /// answered is left out. At most 50 items.
    #[must_use]
    pub fn answers(mut self, answers: impl IntoIterator<Item = impl Into<QuestionAnswerInput>>) -> Self {
        self.answers = Some(answers.into_iter().map(Into::into).collect());
        self
    }

    /// Whether the residents found it useful. Only with an interview.
    #[must_use]
    pub fn found_useful(mut self, found_useful: bool) -> Self {
        self.found_useful = Some(found_useful);
        self
    }

    /// Whether they learned something. Only with an interview.
    #[must_use]
    pub fn learned_something(mut self, learned_something: bool) -> Self {
        self.learned_something = Some(learned_something);
        self
    }

    /// The campaign's actions that they mean to take. Only with an interview. At most 30 items.
    #[must_use]
    pub fn actions_intended(mut self, actions_intended: impl IntoIterator<Item = impl Into<Slug>>) -> Self {
        self.actions_intended = Some(actions_intended.into_iter().map(Into::into).collect());
        self
    }

    /// The needs that were raised; where somebody was met. At most 20 items.
    #[must_use]
    pub fn needs(mut self, needs: impl IntoIterator<Item = impl Into<RaisedNeedInput>>) -> Self {
        self.needs = Some(needs.into_iter().map(Into::into).collect());
        self
    }

    /// The visit that this one corrects: to the same household. Both stay.
    #[must_use]
    pub fn supersedes_id(mut self, supersedes_id: impl Into<VisitId>) -> Self {
        self.supersedes_id = Some(supersedes_id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for VisitInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"channel\":\"door\",\"outcome\":\"interviewed\",\"language\":\"ar\",\"message\":{\"language\":\"ar\",\"version\":1},\"occurred_at\":\"2027-01-12T16:20:00Z\",\"duration_seconds\":900,\"residents_present\":2,\"answers\":[{\"question_code\":\"reads_own_meter\",\"answer\":{\"kind\":\"yes_no\",\"yes\":true}}],\"found_useful\":true,\"learned_something\":true,\"actions_intended\":[\"repair_leak\"],\"needs\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\"}]}";
}
