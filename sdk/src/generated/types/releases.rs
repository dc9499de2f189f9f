// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `releases`.

use super::*;

/// What the auditor found at its last look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AuditReport {
    /// Small counts that can be worked out: none, or there were no draft. At least 0.
    pub violations: i64,
    /// Figures that the method cannot have told: none. At least 0.
    pub form_errors: i64,
    /// What is published and withheld, by table and level.
    pub figures: Vec<AuditedTable>,
    /// Counts that were looked at, equal ones once. At least 0.
    pub in_scope: i64,
    /// Those of them that are never published: crossings and complements. At least 0.
    pub latent: i64,
    /// Relations between them. At least 0.
    pub relations: i64,
    /// The narrowest range that is left to a withheld figure that may be small; null if none may.
    pub narrowest: Option<NarrowestRange>,
    /// By what the counts were decided.
    pub decided: Decided,
    /// Linear programs that were solved. At least 0.
    pub programs: i64,
    /// Seconds that it took.
    pub seconds: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Figures of a table at a level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AuditedTable {
    /// The table.
    pub table: String,
    /// The level; `nation` for campaigns as a whole.
    pub level: Level,
    /// Whether they are of single campaigns.
    pub by_campaign: bool,
    /// Published figures. At least 0.
    pub published: i64,
    /// Withheld figures. At least 0.
    pub withheld: i64,
    /// Structural zeros. At least 0.
    pub structural: i64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// How many counts were decided by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Decided {
    /// By bounds that are carried along the relations. At least 0.
    pub by_propagation: i64,
    /// By linear programs over all relations that hang together with them. At least 0.
    pub by_program: i64,
    /// By linear programs over the relations near them alone, where too many hang together. At least 0.
    pub by_program_nearby: i64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What a count may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NarrowestRange {
    /// The least.
    pub lo: i64,
    /// The most; null where nothing bounds it.
    pub hi: Option<i64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What the protection did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProtectionReport {
    /// Counts of the release and of those that it hangs together with. At least 0.
    pub cells: i64,
    /// Different sets of households among them. At least 0.
    pub sets: i64,
    /// Sets that may be published. At least 0.
    pub candidates: i64,
    /// Sets that are protected and never published: crossings and complements. At least 0.
    pub latent: i64,
    /// Sets that are published. At least 0.
    pub published: i64,
    /// Withheld because they, or what is beside them, are few. At least 0.
    pub withheld_primary: i64,
    /// Withheld without need, so that "withheld" never proves "small". At least 0.
    pub withheld_for_cover: i64,
    /// Withheld because others could be worked out. At least 0.
    pub withheld_secondary: i64,
    /// Counts below the threshold that are not told. At least 0.
    pub small: i64,
    /// Those of which it is proved that they may be none, and that they may be the threshold or more: all of them. At least 0.
    pub certified: i64,
    /// Roundings that were drawn anew. At least 0.
    pub redraws: i64,
    /// How often it was worked out what can be concluded. At least 0.
    pub closures: i64,
    /// How often the audit found something, which was then withheld around. At least 0.
    pub audit_rounds: i64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A release: all protected figures of a closed period. Once published it never changes: visits that arrive late,
/// corrections and erasures count in later periods or nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// What it is about: a quarter or a year.
    pub period: Period,
    /// The neighbourhoods' vintage. 2015 to 2100.
    pub vintage: i32,
    /// Where it stands.
    pub status: ReleaseStatus,
    /// The job that prepares it.
    pub job_id: JobId,
    /// How it is protected.
    pub method: ReleaseMethod,
    /// How it came about, once prepared.
    pub report: Option<ReleaseReport>,
    /// Up to when what had arrived was counted.
    pub counted_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Release {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"period\":\"2026-Q3\",\"vintage\":2024,\"status\":\"published\",\"job_id\":\"019ab0f2-6b1e-7c40-9d5e-616161616161\",\"method\":{\"threshold\":11,\"base\":5,\"least_published\":15,\"withheld_per_10_000\":50,\"key_fingerprint\":\"9f3a6c1b2d4e5f60\"},\"report\":{\"audit\":{\"violations\":0,\"form_errors\":0,\"figures\":[{\"table\":\"doors_tried\",\"level\":\"neighbourhood\",\"by_campaign\":false,\"published\":4,\"withheld\":1,\"structural\":0}],\"in_scope\":3120,\"latent\":1904,\"relations\":2210,\"narrowest\":{\"lo\":0,\"hi\":18},\"decided\":{\"by_propagation\":2904,\"by_program\":216,\"by_program_nearby\":0},\"programs\":64,\"seconds\":1.4}},\"counted_at\":\"2027-01-15T09:00:00.412000Z\",\"published_at\":\"2027-01-16T08:30:00.000000Z\",\"created_at\":\"2027-01-15T09:00:00.000000Z\",\"updated_at\":\"2027-01-16T08:30:00.000000Z\"}";
}

/// A figure of a release: a protected count of distinct households.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseFigure {
    /// Which table; docs/disclosure-control.md defines each.
    pub table: ReleaseTable,
    /// How large the place is: `nation`, `department`, `commune`, `neighbourhood`; null for a campaign as a whole.
    pub level: Option<String>,
    /// The place's code.
    pub place: Option<String>,
    /// Of which campaign; null: all together.
    pub campaign_id: Option<CampaignId>,
    /// Which item of the table: a theme, a language, `question/option`; null where it has none.
    pub item: Option<String>,
    /// The protected value. At least 0.
    pub value: Option<i32>,
    /// What it tells.
    pub status: FigureStatus,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseFigure {
    const EXAMPLE: &'static str = "{\"table\":\"households_met\",\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"campaign_id\":null,\"item\":null,\"value\":85,\"status\":\"published\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseFigurePage {
    /// The items, in the list's order.
    pub items: Vec<ReleaseFigure>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseFigurePage {
    const EXAMPLE: &'static str = "{\"items\":[{\"table\":\"households_met\",\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"campaign_id\":null,\"item\":null,\"value\":85,\"status\":\"published\"}],\"next_cursor\":null}";
}

crate::call::page!(ReleaseFigurePage, ReleaseFigure);

/// What a release is to be about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReleaseInput {
    /// A quarter, or a year whose quarters were all published. It must be over.
    pub period: Period,
    /// The neighbourhoods' vintage. 2015 to 2100.
    pub vintage: i32,
}

impl ReleaseInput {
    /// With all that is required.
    pub fn new(period: impl Into<Period>, vintage: i32) -> Self {
        Self { period: period.into(), vintage }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseInput {
    const EXAMPLE: &'static str = "{\"period\":\"2026-Q3\",\"vintage\":2024}";
}

/// How a release is protected; docs/disclosure-control.md says it in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseMethod {
    /// Counts of fewer distinct households than this are never told apart from zero. At least 0.
    pub threshold: i32,
    /// Published values are multiples of this, rounded up or down at random by the key. At least 0.
    pub base: i32,
    /// The least value that is published. At least 0.
    pub least_published: i32,
    /// So many figures of ten thousand are withheld without need, so that none that is withheld is surely small. At least 0.
    pub withheld_per_10_000: i32,
    /// Names the key of the rounding, without telling it.
    pub key_fingerprint: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleasePage {
    /// The items, in the list's order.
    pub items: Vec<Release>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleasePage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"period\":\"2026-Q3\",\"vintage\":2024,\"status\":\"published\",\"job_id\":\"019ab0f2-6b1e-7c40-9d5e-616161616161\",\"method\":{\"threshold\":11,\"base\":5,\"least_published\":15,\"withheld_per_10_000\":50,\"key_fingerprint\":\"9f3a6c1b2d4e5f60\"},\"report\":{\"audit\":{\"violations\":0,\"form_errors\":0,\"figures\":[{\"table\":\"doors_tried\",\"level\":\"neighbourhood\",\"by_campaign\":false,\"published\":4,\"withheld\":1,\"structural\":0}],\"in_scope\":3120,\"latent\":1904,\"relations\":2210,\"narrowest\":{\"lo\":0,\"hi\":18},\"decided\":{\"by_propagation\":2904,\"by_program\":216,\"by_program_nearby\":0},\"programs\":64,\"seconds\":1.4}},\"counted_at\":\"2027-01-15T09:00:00.412000Z\",\"published_at\":\"2027-01-16T08:30:00.000000Z\",\"created_at\":\"2027-01-15T09:00:00.000000Z\",\"updated_at\":\"2027-01-16T08:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(ReleasePage, Release);

/// How a release came about: what the audit found and, for the operator, what the protection did, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseReport {
    /// What the protection did. It tells of the data: the operator's alone, and left out for everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionReport>,
    /// What the auditor found, who looks at what would be public by means of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditReport>,
    /// Why the release could not be made; the operator's alone, instead of the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<JobProblem>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseReport {
    const EXAMPLE: &'static str = "{\"audit\":{\"violations\":0,\"form_errors\":0,\"figures\":[{\"table\":\"doors_tried\",\"level\":\"neighbourhood\",\"by_campaign\":false,\"published\":4,\"withheld\":1,\"structural\":0}],\"in_scope\":3120,\"latent\":1904,\"relations\":2210,\"narrowest\":{\"lo\":0,\"hi\":18},\"decided\":{\"by_propagation\":2904,\"by_program\":216,\"by_program_nearby\":0},\"programs\":64,\"seconds\":1.4}}";
}

/// Where a release stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReleaseStatus {
    /// `preparing`
    Preparing,
    /// `draft`
    Draft,
    /// `published`
    Published,
    /// `discarded`
    Discarded,
    /// `failed`
    Failed,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReleaseStatus { Preparing = "preparing", Draft = "draft", Published = "published",
    Discarded = "discarded", Failed = "failed", }
);

/// What a release is made of, whatever was counted: with its figures all that an auditor needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseStructure {
    /// Its places, larger ones first.
    pub places: Vec<StructurePlace>,
    /// Its campaigns, as far as the caller may know them, by id.
    pub campaigns: Vec<StructureCampaign>,
    /// Whether those are all.
    pub campaigns_complete: bool,
    /// Its programmes, all of them.
    pub programmes: Vec<StructureProgramme>,
    /// The live progress of those campaigns that was told before it, by campaign and day.
    pub steps: Vec<StructureStep>,
    /// The themes that needs are counted by.
    pub themes: Vec<StructureTheme>,
    /// The languages that interviews are counted by.
    pub languages: Vec<String>,
    /// The bands of hours that doors are counted by, of the country and of whole campaigns. Releases from before the country's
    /// hours were told have such figures of campaigns alone.
    pub hours: Vec<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseStructure {
    const EXAMPLE: &'static str = "{\"places\":[{\"code\":\"FR\",\"level\":\"nation\",\"parent\":null,\"active\":true},{\"code\":\"99\",\"level\":\"department\",\"parent\":\"FR\",\"active\":true},{\"code\":\"99001\",\"level\":\"commune\",\"parent\":\"99\",\"active\":true},{\"code\":\"QN09901N\",\"level\":\"neighbourhood\",\"parent\":\"99001\",\"active\":true}],\"campaigns\":[{\"id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"neighbourhood_codes\":[\"QN09901N\"],\"questions\":[{\"code\":\"reads_own_meter\",\"options\":[\"yes\",\"no\"]}],\"messages\":[\"ar/1\",\"fr/1\"]}],\"campaigns_complete\":false,\"programmes\":[{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"utility\":\"water\"}],\"steps\":[{\"campaign_id\":\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\",\"told_on\":\"2026-08-14\",\"doors_tried\":60,\"doors_opened\":40,\"doors_interviewed\":20}],\"themes\":[{\"code\":\"energie\",\"parent\":null},{\"code\":\"palier:energie--impayes\",\"parent\":\"energie\"}],\"languages\":[\"ar\",\"fr\",\"other\"],\"hours\":[\"weekday_evening\",\"saturday\"]}";
}

/// A table of a release.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReleaseTable {
    /// `doors_tried`
    DoorsTried,
    /// `doors_opened`
    DoorsOpened,
    /// `doors_interviewed`
    DoorsInterviewed,
    /// `households_met`
    HouseholdsMet,
    /// `residents_present`
    ResidentsPresent,
    /// `found_useful`
    FoundUseful,
    /// `learned_something`
    LearnedSomething,
    /// `intends_to_act`
    IntendsToAct,
    /// `followed_up`
    FollowedUp,
    /// `acted`
    Acted,
    /// `languages`
    Languages,
    /// `needs`
    Needs,
    /// `needs_parent`
    NeedsParent,
    /// `needs_theme`
    NeedsTheme,
    /// `needs_ended`
    NeedsEnded,
    /// `referrals_ended`
    ReferralsEnded,
    /// `referral_days`
    ReferralDays,
    /// `answers`
    Answers,
    /// `messages`
    Messages,
    /// `messages_useful`
    MessagesUseful,
    /// `messages_intend`
    MessagesIntend,
    /// `hours_tried`
    HoursTried,
    /// `hours_opened`
    HoursOpened,
    /// `savings_pairs`
    SavingsPairs,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReleaseTable { DoorsTried = "doors_tried", DoorsOpened = "doors_opened",
    DoorsInterviewed = "doors_interviewed", HouseholdsMet = "households_met",
    ResidentsPresent = "residents_present", FoundUseful = "found_useful",
    LearnedSomething = "learned_something", IntendsToAct = "intends_to_act", FollowedUp =
    "followed_up", Acted = "acted", Languages = "languages", Needs = "needs", NeedsParent
    = "needs_parent", NeedsTheme = "needs_theme", NeedsEnded = "needs_ended",
    ReferralsEnded = "referrals_ended", ReferralDays = "referral_days", Answers =
    "answers", Messages = "messages", MessagesUseful = "messages_useful", MessagesIntend
    = "messages_intend", HoursTried = "hours_tried", HoursOpened = "hours_opened",
    SavingsPairs = "savings_pairs", }
);

/// A campaign of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureCampaign {
    /// Its id.
    pub id: Uuid,
    /// The neighbourhoods that it is active in.
    pub neighbourhood_codes: Vec<String>,
    /// Its questions whose answers are counted.
    pub questions: Vec<StructureQuestion>,
    /// Its messages by language and version, `fr/1`; who heard none is counted under `none`.
    pub messages: Vec<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A place of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructurePlace {
    /// Its code: `FR`, a department's, a commune's, a neighbourhood's.
    pub code: String,
    /// How large it is: `nation`, `department`, `commune`, `neighbourhood`.
    pub level: String,
    /// The place that it is counted in; null for the country. A neighbourhood of several communes is counted in the first
    /// of them, by code, alone.
    pub parent: Option<String>,
    /// Whether any campaign of the release is active there. Where none is there is nothing to count, and no figure.
    pub active: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A campaign with a control group, whose effect on a utility the release tells: that is public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureProgramme {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// `water`, `electricity` or `gas`.
    pub utility: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A question whose answers a release counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureQuestion {
    /// Its code.
    pub code: String,
    /// The codes of its options.
    pub options: Vec<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Live progress that was told of a campaign before the quarter was over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureStep {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// The day on which it was told.
    pub told_on: Date,
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

/// A theme, with the parent theme that it is counted in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureTheme {
    /// Its code.
    pub code: String,
    /// Its parent theme; null for a parent theme itself.
    pub parent: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
