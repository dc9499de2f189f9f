// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `rounds`.

use super::*;

/// A rule that spares a household.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ContactRule {
    /// `contact_cap`
    ContactCap,
    /// `do_not_disturb`
    DoNotDisturb,
    /// `consent_withdrawn`
    ConsentWithdrawn,
    /// `control_group`
    ControlGroup,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ContactRule { ContactCap = "contact_cap", DoNotDisturb = "do_not_disturb",
    ConsentWithdrawn = "consent_withdrawn", ControlGroup = "control_group", }
);

/// A door that the contact rules leave out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Which one.
    pub household_id: HouseholdId,
    /// Why.
    pub reasons: Vec<ContactRule>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The campaign of a package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackageCampaign {
    /// Its id.
    pub id: CampaignId,
    /// The partner whose it is.
    pub organisation_id: OrganisationId,
    /// Its title.
    pub title: String,
    /// What it is to achieve.
    pub purpose: String,
    /// Where it stands.
    pub status: CampaignStatus,
    /// What it is about.
    pub themes: Vec<ThemeCode>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The last decision of a household on a purpose: the one that is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackageConsent {
    /// Its id: what a withdrawal names as `withdraws_id`.
    pub id: ConsentId,
    /// For what: one of the package's `consent_purposes`.
    pub purpose: String,
    /// For a referral: to whom.
    pub organisation_id: Option<OrganisationId>,
    /// `granted`, `refused` or `withdrawn`.
    pub decision: String,
    /// The version of the text that was read out.
    pub text_version: String,
    /// When it was made, by the clock of the device.
    pub decided_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A door to try.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackageDoor {
    /// The dwelling and who lives there. `contact` is told only if they agreed to be called.
    pub household: Household,
    /// The version of the household that this is: what an edit that is made from it names as its base.
    pub version: i32,
    /// The last three visits, latest first.
    pub visits: Vec<PackageVisit>,
    /// The needs that nobody has met yet; about health only if they agreed to that being kept.
    pub needs: Vec<PackageNeed>,
    /// What they decided on each purpose, last. What is not there was not asked.
    pub consents: Vec<PackageConsent>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A need that nobody has met yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackageNeed {
    /// Its id.
    pub id: NeedId,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands: `raised` or `referred`.
    pub status: NeedStatus,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What is worth knowing of an earlier visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackageVisit {
    /// Its id.
    pub id: VisitId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// Where.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of that interview; at the next one it may be another.
    pub language: Option<LanguageTag>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// An organisation that a case can be handed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralDestination {
    /// Its id.
    pub organisation_id: OrganisationId,
    /// Its public name.
    pub name: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A field worker's way for a day: the doors to try, for one campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Who goes; fixed for life.
    pub field_worker_id: FieldWorkerId,
    /// For which campaign; fixed for life.
    pub campaign_id: CampaignId,
    /// On which day.
    pub day: Date,
    /// Where it stands.
    pub status: RoundStatus,
    /// The doors, in the order in which they are to be tried. Those that were taken off, and those that the contact
    /// rules leave out, are told by `GET /v1/rounds/{id}/doors`.
    pub household_ids: Vec<HouseholdId>,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Round {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c\",\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"day\":\"2027-01-12\",\"status\":\"planned\",\"household_ids\":[\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\"],\"created_at\":\"2027-01-08T08:00:00.000000Z\",\"updated_at\":\"2027-01-08T08:00:00.000000Z\"}";
}

/// A door of a round, and whether it is tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoundDoor {
    /// Who lives there.
    pub household_id: HouseholdId,
    /// Its place among the doors to be tried, from 1; `null` if it was taken off. At least 1.
    pub place: Option<i64>,
    /// When it was taken off the round.
    pub removed_at: Option<Timestamp>,
    /// The contact rules for which the package leaves it out now; mostly none.
    pub left_out: Vec<ContactRule>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundDoor {
    const EXAMPLE: &'static str = "{\"household_id\":\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\",\"place\":1,\"removed_at\":null,\"left_out\":[\"do_not_disturb\"]}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoundDoorPage {
    /// The items, in the list's order.
    pub items: Vec<RoundDoor>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundDoorPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"household_id\":\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\",\"place\":1,\"removed_at\":null,\"left_out\":[\"do_not_disturb\"]}],\"next_cursor\":null}";
}

crate::call::page!(RoundDoorPage, RoundDoor);

/// What an operator says of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RoundInput {
    /// Who goes: active, under contract on the day, and trained for the campaign.
    pub field_worker_id: FieldWorkerId,
    /// For which campaign: one that runs, or that was approved and has the day within its period.
    pub campaign_id: CampaignId,
    /// On which day.
    pub day: Date,
    /// The doors, in the order in which they are to be tried: households in the campaign's neighbourhoods. At most 500 items.
    pub household_ids: Vec<HouseholdId>,
}

impl RoundInput {
    /// With all that is required.
    pub fn new(
        field_worker_id: impl Into<FieldWorkerId>,
        campaign_id: impl Into<CampaignId>,
        day: Date,
        household_ids: impl IntoIterator<Item = impl Into<HouseholdId>>,
    ) -> Self {
        Self {
            field_worker_id: field_worker_id.into(),
            campaign_id: campaign_id.into(),
            day,
            household_ids: household_ids.into_iter().map(Into::into).collect(),
        }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundInput {
    const EXAMPLE: &'static str = "{\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"day\":\"2027-01-12\",\"household_ids\":[\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\"]}";
}

/// All that a field worker takes along on a round, or what of it changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoundPackage {
    /// Send it as `since` to learn what changed after this package.
    pub as_of: String,
    /// Whether `doors` and `messages` hold only what changed since an earlier package.
    pub delta: bool,
    /// The round, with its doors in their order.
    pub round: Round,
    /// Its campaign.
    pub campaign: PackageCampaign,
    /// The doors to try, in the round's order.
    pub doors: Vec<PackageDoor>,
    /// In a delta: the doors that are no longer to be tried, because they were taken off or are left out now.
    pub removed: Vec<Uuid>,
    /// All doors of the round that the contact rules leave out now, and why.
    pub left_out: Vec<LeftOut>,
    /// The newest message in each language that the field worker speaks, and one to fall back on: in French, or else
    /// in the campaign's first language. A visit names the language and the version that was heard.
    pub messages: Vec<Message>,
    /// What is asked at the door.
    pub questions: Vec<Question>,
    /// What residents can commit to.
    pub actions: Vec<ActionOption>,
    /// For what a household can be asked to consent.
    pub consent_purposes: Vec<Slug>,
    /// How far households are spared: the deployment's cap, and the campaign's own if it has one. Both hold.
    pub contact_caps: Vec<ContactCap>,
    /// The organisations that a case can be handed to, the campaign's partner first.
    pub referral_destinations: Vec<ReferralDestination>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundPackage {
    const EXAMPLE: &'static str = "{\"as_of\":\"q2v0Zm9yLWEtbWFjLi4ueyJyb3VuZCI6MX0\",\"delta\":false,\"round\":{\"id\":\"019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c\",\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"day\":\"2027-01-12\",\"status\":\"planned\",\"household_ids\":[\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\",\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2e\"],\"created_at\":\"2027-01-08T08:00:00.000000Z\",\"updated_at\":\"2027-01-08T08:00:00.000000Z\"},\"campaign\":{\"id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"title\":\"Eau solidaire aux Tilleuls\",\"purpose\":\"Households read their meter and find leaks.\",\"status\":\"running\",\"themes\":[\"palier:eau--facture\"]},\"doors\":[{\"household\":{\"id\":\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"door_label\":\"porte gauche\",\"contact\":null,\"note\":\"Sonnette en panne, frapper.\",\"occupants\":{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0},\"tenure\":\"social_tenant\",\"water_billing\":\"service_charges\",\"heating_billing\":\"unknown\",\"do_not_disturb\":null,\"conflicts\":[],\"occurred_at\":\"2026-11-23T15:40:00.000000Z\",\"created_at\":\"2026-11-23T18:30:00.000000Z\",\"updated_at\":\"2026-11-23T18:30:00.000000Z\"},\"version\":1,\"visits\":[{\"id\":\"019ab0f2-a030-7e44-9d77-8f9a0b1c2d3e\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"channel\":\"door\",\"outcome\":\"no_answer\",\"language\":null,\"occurred_at\":\"2027-01-05T16:20:00.000000Z\"}],\"needs\":[{\"id\":\"019ab0f2-b140-7f55-8e88-9a0b1c2d3e4f\",\"theme\":\"palier:energie--impayes\",\"urgency\":\"high\",\"status\":\"raised\"}],\"consents\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-202020202020\",\"purpose\":\"follow_up\",\"organisation_id\":null,\"decision\":\"granted\",\"text_version\":\"2026-09\",\"decided_at\":\"2027-01-05T16:25:00.000000Z\"}]}],\"removed\":[],\"left_out\":[{\"household_id\":\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2e\",\"reasons\":[\"do_not_disturb\"]}],\"messages\":[{\"language\":\"fr\",\"version\":1,\"text\":\"Bonjour, je suis votre voisine. Je viens pour l'eau.\",\"created_at\":\"2026-11-23T09:30:00.000000Z\"}],\"questions\":[{\"code\":\"reads_own_meter\",\"text\":{\"fr\":\"Savez-vous lire votre compteur ?\"},\"answer\":{\"kind\":\"yes_no\"}}],\"actions\":[{\"code\":\"repair_leak\",\"label\":{\"fr\":\"Faire réparer une fuite\"}}],\"consent_purposes\":[\"follow_up\",\"referral\",\"contact_by_phone\",\"meter_data\",\"health_themes\"],\"contact_caps\":[{\"campaigns\":3,\"days\":90},{\"campaigns\":2,\"days\":90}],\"referral_destinations\":[{\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"name\":\"Eaux du Val\"}]}";
}

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RoundPatch {
    /// Who goes: active, under contract on the day, and trained for the campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// For which campaign: one that runs, or that was approved and has the day within its period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<CampaignId>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The doors, in the order in which they are to be tried: households in the campaign's neighbourhoods. At most 500 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household_ids: Option<Vec<HouseholdId>>,
}

impl RoundPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            field_worker_id: Default::default(),
            campaign_id: Default::default(),
            day: Default::default(),
            household_ids: Default::default(),
        }
    }

    /// Who goes: active, under contract on the day, and trained for the campaign.
    #[must_use]
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.field_worker_id = Some(field_worker_id.into());
        self
    }

    /// For which campaign: one that runs, or that was approved and has the day within its period.
    #[must_use]
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.campaign_id = Some(campaign_id.into());
        self
    }

    /// On which day.
    #[must_use]
    pub fn day(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    /// The doors, in the order in which they are to be tried: households in the campaign's neighbourhoods. At most 500 items.
    #[must_use]
    pub fn household_ids(mut self, household_ids: impl IntoIterator<Item = impl Into<HouseholdId>>) -> Self {
        self.household_ids = Some(household_ids.into_iter().map(Into::into).collect());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundPatch {
    const EXAMPLE: &'static str = "{\"household_ids\":[\"019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d\"]}";
}

/// Where a round stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RoundStatus {
    /// `planned`
    Planned,
    /// `closed`
    Closed,
    /// `cancelled`
    Cancelled,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    RoundStatus { Planned = "planned", Closed = "closed", Cancelled = "cancelled", }
);

/// A round as it stands in a list: without its doors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoundSummary {
    /// Its id.
    pub id: RoundId,
    /// Who goes.
    pub field_worker_id: FieldWorkerId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which day.
    pub day: Date,
    /// Where it stands.
    pub status: RoundStatus,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundSummary {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c\",\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"day\":\"2027-01-12\",\"status\":\"planned\",\"created_at\":\"2027-01-08T08:00:00.000000Z\",\"updated_at\":\"2027-01-08T08:00:00.000000Z\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoundSummaryPage {
    /// The items, in the list's order.
    pub items: Vec<RoundSummary>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RoundSummaryPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c\",\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"day\":\"2027-01-12\",\"status\":\"planned\",\"created_at\":\"2027-01-08T08:00:00.000000Z\",\"updated_at\":\"2027-01-08T08:00:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(RoundSummaryPage, RoundSummary);
