// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `sync`.

use super::*;

/// An item of a sync that was not taken when it arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HeldItem {
    /// Its id as a held item.
    pub id: HeldItemId,
    /// What it is.
    pub kind: String,
    /// The id that the device gave it.
    pub item_id: Uuid,
    /// The device that sent it.
    pub device_id: DeviceId,
    /// In which of the device's batches. At least 1.
    pub sequence: i64,
    /// Its place in that batch, from 0. At least 0.
    pub position: i32,
    /// Where it stands.
    pub status: HeldItemStatus,
    /// Whether its time is over: only the operator can still have it taken.
    pub overdue: bool,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Until when it waits by itself.
    pub deadline: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HeldItem {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-999999999999\",\"kind\":\"household_edit\",\"item_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"device_id\":\"019ab0f2-6b1e-7c40-9d5e-121212121212\",\"sequence\":7,\"position\":1,\"status\":\"waiting\",\"overdue\":false,\"waits_for\":{\"kind\":\"household\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\"},\"received_at\":\"2026-11-24T18:02:11.000412Z\",\"deadline\":\"2026-12-08T18:02:11.000412Z\",\"updated_at\":\"2026-11-24T18:02:11.000412Z\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HeldItemPage {
    /// The items, in the list's order.
    pub items: Vec<HeldItem>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HeldItemPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-999999999999\",\"kind\":\"household_edit\",\"item_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"device_id\":\"019ab0f2-6b1e-7c40-9d5e-121212121212\",\"sequence\":7,\"position\":1,\"status\":\"waiting\",\"overdue\":false,\"waits_for\":{\"kind\":\"household\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\"},\"received_at\":\"2026-11-24T18:02:11.000412Z\",\"deadline\":\"2026-12-08T18:02:11.000412Z\",\"updated_at\":\"2026-11-24T18:02:11.000412Z\"}],\"next_cursor\":null}";
}

crate::call::page!(HeldItemPage, HeldItem);

/// Where a held item stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HeldItemStatus {
    /// `waiting`
    Waiting,
    /// `aside`
    Aside,
    /// `applied`
    Applied,
    /// `refused`
    Refused,
    /// `discarded`
    Discarded,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    HeldItemStatus { Waiting = "waiting", Aside = "aside", Applied = "applied", Refused =
    "refused", Discarded = "discarded", }
);

/// An edit of a household, made on what the editor knew of it. Edits that were made at the same time are merged: those
/// of different members all hold, and of the same member the latest holds while the others are kept beside it for the
/// operator to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HouseholdEditInput {
    /// Names the edit: a UUIDv7 of your own making.
    pub id: Uuid,
    /// The household.
    pub household_id: HouseholdId,
    /// The version of the household that the editor had read. At least 1.
    pub base_version: i32,
    /// When it was edited, by the clock of the device.
    pub edited_at: Timestamp,
    /// A JSON Merge Patch (RFC 7396) of the household: null clears, absent keeps.
    pub changes: Map<String, Value>,
}

impl HouseholdEditInput {
    /// With all that is required.
    pub fn new(
        id: impl Into<Uuid>,
        household_id: impl Into<HouseholdId>,
        base_version: i32,
        edited_at: Timestamp,
        changes: Map<String, Value>,
    ) -> Self {
        Self { id: id.into(), household_id: household_id.into(), base_version, edited_at, changes }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdEditInput {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"base_version\":3,\"edited_at\":\"2026-11-24T10:05:00Z\",\"changes\":{\"floor\":5,\"note\":null}}";
}

/// A held item with what is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OpenedHeldItem {
    /// Its id as a held item.
    pub id: HeldItemId,
    /// What it is.
    pub kind: String,
    /// The id that the device gave it.
    pub item_id: Uuid,
    /// The device that sent it.
    pub device_id: DeviceId,
    /// In which of the device's batches. At least 1.
    pub sequence: i64,
    /// Its place in that batch, from 0. At least 0.
    pub position: i32,
    /// Where it stands.
    pub status: HeldItemStatus,
    /// Whether its time is over: only the operator can still have it taken.
    pub overdue: bool,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Until when it waits by itself.
    pub deadline: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The item as the server understood it.
    pub item: Map<String, Value>,
    /// Why it was refused, if it was.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub problem: Field<Problem>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OpenedHeldItem {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-999999999999\",\"kind\":\"household_edit\",\"item_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"device_id\":\"019ab0f2-6b1e-7c40-9d5e-121212121212\",\"sequence\":7,\"position\":1,\"status\":\"waiting\",\"overdue\":false,\"waits_for\":{\"kind\":\"household\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\"},\"received_at\":\"2026-11-24T18:02:11.000412Z\",\"deadline\":\"2026-12-08T18:02:11.000412Z\",\"updated_at\":\"2026-11-24T18:02:11.000412Z\",\"item\":{\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"base_version\":3,\"edited_at\":\"2026-11-24T10:05:00Z\",\"changes\":{\"floor\":5,\"note\":null}},\"problem\":null}";
}

/// A range of sequence numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SequenceRange {
    /// The first. At least 1.
    pub from: i64,
    /// The last. At least 1.
    pub to: i64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Something changed. What it is now stands in the round's package, which takes a `since` of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SyncChange {
    /// What kind of thing: `household`, `visit`, `consent`, `need`, `referral`, `round`, `campaign`, …
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The household whose door shows it.
    pub household_id: Option<HouseholdId>,
    /// The round that it is about.
    pub round_id: Option<RoundId>,
    /// The campaign that it is about.
    pub campaign_id: Option<CampaignId>,
    /// When it changed, by the clock of the server.
    pub at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Changes, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SyncChanges {
    /// What changed, oldest first; of several changes of one thing each is told.
    pub changes: Vec<SyncChange>,
    /// Always there: keep it, and ask with it the next time.
    pub next_cursor: String,
    /// Whether there is more already: ask again at once.
    pub has_more: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for SyncChanges {
    const EXAMPLE: &'static str = "{\"changes\":[{\"kind\":\"visit\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-131313131313\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"round_id\":null,\"campaign_id\":null,\"at\":\"2026-11-24T18:02:11.000412Z\"}],\"next_cursor\":\"c29tZSBjdXJzb3I\",\"has_more\":false}";
}

/// A batch of items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncInput {
    /// The items, in any order. 1 to 1000 items.
    pub items: Vec<SyncItemInput>,
}

impl SyncInput {
    /// With all that is required.
    pub fn new(items: impl IntoIterator<Item = impl Into<SyncItemInput>>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for SyncInput {
    const EXAMPLE: &'static str = "{\"items\":[{\"kind\":\"household\",\"item\":{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"occurred_at\":\"2026-11-23T15:40:00Z\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4}}]}";
}

/// One item; `kind` says what it is.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum SyncItemInput {
    /// `household`
    Household(SyncItemInputHousehold),
    /// `household_edit`
    HouseholdEdit(SyncItemInputHouseholdEdit),
    /// `visit`
    Visit(SyncItemInputVisit),
    /// `follow_up_action`
    FollowUpAction(SyncItemInputFollowUpAction),
    /// `need`
    Need(SyncItemInputNeed),
    /// `consent`
    Consent(SyncItemInputConsent),
    /// `referral`
    Referral(SyncItemInputReferral),
    /// `meter_reading`
    MeterReading(SyncItemInputMeterReading),
    /// `diagnosis`
    Diagnosis(SyncItemInputDiagnosis),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    SyncItemInput, "kind", kind_name, { "household" => Household(SyncItemInputHousehold),
    "household_edit" => HouseholdEdit(SyncItemInputHouseholdEdit), "visit" =>
    Visit(SyncItemInputVisit), "follow_up_action" =>
    FollowUpAction(SyncItemInputFollowUpAction), "need" => Need(SyncItemInputNeed),
    "consent" => Consent(SyncItemInputConsent), "referral" =>
    Referral(SyncItemInputReferral), "meter_reading" =>
    MeterReading(SyncItemInputMeterReading), "diagnosis" =>
    Diagnosis(SyncItemInputDiagnosis), }
);

/// A decision about a consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputConsent {
    kind: SyncItemInputConsentKind,
    /// A decision about a consent.
    pub item: ConsentInput,
}

crate::values::constant!(SyncItemInputConsentKind = "consent");
impl SyncItemInputConsent {
    /// With all that is required.
    pub fn new(item: impl Into<ConsentInput>) -> Self {
        Self { kind: SyncItemInputConsentKind, item: item.into() }
    }
}

/// A diagnosis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputDiagnosis {
    kind: SyncItemInputDiagnosisKind,
    /// A diagnosis.
    pub item: DiagnosisInput,
}

crate::values::constant!(SyncItemInputDiagnosisKind = "diagnosis");
impl SyncItemInputDiagnosis {
    /// With all that is required.
    pub fn new(item: impl Into<DiagnosisInput>) -> Self {
        Self { kind: SyncItemInputDiagnosisKind, item: item.into() }
    }
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputFollowUpAction {
    kind: SyncItemInputFollowUpActionKind,
    /// What became of an action.
    pub item: FollowUpActionInput,
}

crate::values::constant!(SyncItemInputFollowUpActionKind = "follow_up_action");
impl SyncItemInputFollowUpAction {
    /// With all that is required.
    pub fn new(item: impl Into<FollowUpActionInput>) -> Self {
        Self { kind: SyncItemInputFollowUpActionKind, item: item.into() }
    }
}

/// A new household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputHousehold {
    kind: SyncItemInputHouseholdKind,
    /// A new household.
    pub item: HouseholdInput,
}

crate::values::constant!(SyncItemInputHouseholdKind = "household");
impl SyncItemInputHousehold {
    /// With all that is required.
    pub fn new(item: impl Into<HouseholdInput>) -> Self {
        Self { kind: SyncItemInputHouseholdKind, item: item.into() }
    }
}

/// An edit of a household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputHouseholdEdit {
    kind: SyncItemInputHouseholdEditKind,
    /// An edit of a household.
    pub item: HouseholdEditInput,
}

crate::values::constant!(SyncItemInputHouseholdEditKind = "household_edit");
impl SyncItemInputHouseholdEdit {
    /// With all that is required.
    pub fn new(item: impl Into<HouseholdEditInput>) -> Self {
        Self { kind: SyncItemInputHouseholdEditKind, item: item.into() }
    }
}

/// A reading of a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputMeterReading {
    kind: SyncItemInputMeterReadingKind,
    /// A reading of a meter.
    pub item: MeterReadingInput,
}

crate::values::constant!(SyncItemInputMeterReadingKind = "meter_reading");
impl SyncItemInputMeterReading {
    /// With all that is required.
    pub fn new(item: impl Into<MeterReadingInput>) -> Self {
        Self { kind: SyncItemInputMeterReadingKind, item: item.into() }
    }
}

/// A need that no visit raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputNeed {
    kind: SyncItemInputNeedKind,
    /// A need that no visit raised.
    pub item: NeedInput,
}

crate::values::constant!(SyncItemInputNeedKind = "need");
impl SyncItemInputNeed {
    /// With all that is required.
    pub fn new(item: impl Into<NeedInput>) -> Self {
        Self { kind: SyncItemInputNeedKind, item: item.into() }
    }
}

/// A blocked case, handed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputReferral {
    kind: SyncItemInputReferralKind,
    /// A blocked case, handed on.
    pub item: ReferralInput,
}

crate::values::constant!(SyncItemInputReferralKind = "referral");
impl SyncItemInputReferral {
    /// With all that is required.
    pub fn new(item: impl Into<ReferralInput>) -> Self {
        Self { kind: SyncItemInputReferralKind, item: item.into() }
    }
}

/// A visit, with the needs that it raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SyncItemInputVisit {
    kind: SyncItemInputVisitKind,
    /// A visit, with the needs that it raised.
    pub item: VisitInput,
}

crate::values::constant!(SyncItemInputVisitKind = "visit");
impl SyncItemInputVisit {
    /// With all that is required.
    pub fn new(item: impl Into<VisitInput>) -> Self {
        Self { kind: SyncItemInputVisitKind, item: item.into() }
    }
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SyncItemResult {
    /// The kind that was sent.
    pub kind: Option<String>,
    /// The item's id.
    pub id: Option<Uuid>,
    /// What became of it.
    pub status: SyncItemStatus,
    /// The version of what is here now.
    pub version: Option<i32>,
    /// Whether an edit met others that were made meanwhile.
    pub merged: bool,
    /// The members of which several values are kept now, for the operator to look at.
    pub conflicts: Vec<String>,
    /// What a held item waits for.
    pub waits_for: Option<WaitsFor>,
    /// Until when it waits by itself.
    pub deadline: Option<Timestamp>,
    /// Why it was not taken; pointers lead into the item.
    pub problem: Option<Problem>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What became of an item.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SyncItemStatus {
    /// `applied`
    Applied,
    /// `unchanged`
    Unchanged,
    /// `held`
    Held,
    /// `conflict`
    Conflict,
    /// `refused`
    Refused,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    SyncItemStatus { Applied = "applied", Unchanged = "unchanged", Held = "held",
    Conflict = "conflict", Refused = "refused", }
);

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SyncReceipt {
    /// The batch's number. At least 1.
    pub sequence: i64,
    /// When it arrived first, by the clock of the server.
    pub received_at: Timestamp,
    /// One result for each item, in their order.
    pub items: Vec<SyncItemResult>,
    /// The batches below the highest number received that never arrived; at most 100 ranges, oldest first.
    pub missing_sequences: Vec<SequenceRange>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for SyncReceipt {
    const EXAMPLE: &'static str = "{\"sequence\":7,\"received_at\":\"2026-11-24T18:02:11.000412Z\",\"missing_sequences\":[{\"from\":5,\"to\":6}],\"items\":[{\"kind\":\"household\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"status\":\"applied\",\"version\":1,\"merged\":false,\"conflicts\":[],\"waits_for\":null,\"deadline\":null,\"problem\":null},{\"kind\":\"household_edit\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"status\":\"held\",\"version\":null,\"merged\":false,\"conflicts\":[],\"problem\":null,\"deadline\":\"2026-12-08T18:02:11.000412Z\",\"waits_for\":{\"kind\":\"household\",\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\"}}]}";
}

/// Something that an item waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaitsFor {
    /// What kind of thing: `household`, `visit`, `need`, `consent`, `meter_reading`, `diagnosis`; or `household_consent`,
    /// any consent of a household to what the item is about.
    pub kind: String,
    /// Its id; of a `household_consent`, the household's.
    pub id: Uuid,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
