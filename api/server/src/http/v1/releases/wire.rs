//! Releases, as they are sent and received.

use palier_domain::{
    error::Invalid,
    release::{self, Period},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    super::{codes, figures::FigureStatus, same_names},
    report::{self, ReleaseReport},
};
use crate::{
    http::list::{Columns, Item},
    service::releases::ReleaseDraft,
};

/// Where a release stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseStatus {
    /// Its job is still to count, protect and audit it.
    Preparing,
    /// The operator may inspect it; nobody else sees it.
    Draft,
    /// Everybody reads it, for ever, as it is.
    Published,
    /// The operator did not want it.
    Discarded,
    /// It could not be made, or the audit stopped it: see its job.
    Failed,
}

same_names!(release::ReleaseStatus, ReleaseStatus { Preparing, Draft, Published, Discarded, Failed });

/// A table of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseTable {
    /// Households whose door was tried.
    DoorsTried,
    /// Households whose door was opened.
    DoorsOpened,
    /// Households interviewed at their door.
    DoorsInterviewed,
    /// Households interviewed, wherever.
    HouseholdsMet,
    /// Households met by how many residents took part.
    ResidentsPresent,
    /// Households that found an interview useful.
    FoundUseful,
    /// Households that learned something.
    LearnedSomething,
    /// Households that meant to act.
    IntendsToAct,
    /// Households of which it is known what became of an action they meant to take.
    FollowedUp,
    /// Households that took one.
    Acted,
    /// Households met by language of the interview.
    Languages,
    /// Households with a need.
    Needs,
    /// Households with a need, by parent theme.
    NeedsParent,
    /// Households with a need, by theme.
    NeedsTheme,
    /// Households of which a need came to an end.
    NeedsEnded,
    /// Households of which a referral came to an end.
    ReferralsEnded,
    /// Households with a resolved referral, by how long it took.
    ReferralDays,
    /// Households by their answers to a campaign's questions.
    Answers,
    /// Households met by the message that they heard.
    Messages,
    /// Of these, those that found it useful.
    MessagesUseful,
    /// Of these, those that meant to act.
    MessagesIntend,
    /// Households whose door was tried, by hour.
    HoursTried,
    /// Households whose door was opened, by hour.
    HoursOpened,
    /// Households of a programme with a pair of readings, by utility, source quality and arm.
    SavingsPairs,
}

same_names!(
    release::Table,
    ReleaseTable {
        DoorsTried,
        DoorsOpened,
        DoorsInterviewed,
        HouseholdsMet,
        ResidentsPresent,
        FoundUseful,
        LearnedSomething,
        IntendsToAct,
        FollowedUp,
        Acted,
        Languages,
        Needs,
        NeedsParent,
        NeedsTheme,
        NeedsEnded,
        ReferralsEnded,
        ReferralDays,
        Answers,
        Messages,
        MessagesUseful,
        MessagesIntend,
        HoursTried,
        HoursOpened,
        SavingsPairs
    }
);

/// How a release is protected; docs/disclosure-control.md says it in full.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReleaseMethod {
    /// Counts of fewer distinct households than this are never told apart from zero.
    pub threshold: u32,
    /// Published values are multiples of this, rounded up or down at random by the key.
    pub base: u32,
    /// The least value that is published.
    pub least_published: u32,
    /// So many figures of ten thousand are withheld without need, so that none that is withheld is surely small.
    pub withheld_per_10_000: u32,
    /// Names the key of the rounding, without telling it.
    pub key_fingerprint: String,
}

/// A release: all protected figures of a closed period. Once published it never changes: visits that arrive late,
/// corrections and erasures count in later periods or nowhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-626262626262", "period": "2026-Q3", "vintage": 2024, "status": "published",
    "job_id": "019ab0f2-6b1e-7c40-9d5e-616161616161",
    "method": {
        "threshold": 11, "base": 5, "least_published": 15, "withheld_per_10_000": 50,
        "key_fingerprint": "9f3a6c1b2d4e5f60",
    },
    "report": report::example(), "counted_at": "2027-01-15T09:00:00.412000Z", "published_at": "2027-01-16T08:30:00.000000Z",
    "created_at": "2027-01-15T09:00:00.000000Z", "updated_at": "2027-01-16T08:30:00.000000Z",
}))]
pub struct Release {
    /// Its id.
    pub id: Uuid,
    /// What it is about: a quarter or a year.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The neighbourhoods' vintage.
    #[schema(minimum = 2015, maximum = 2100)]
    pub vintage: i32,
    /// Where it stands.
    pub status: ReleaseStatus,
    /// The job that prepares it.
    pub job_id: Uuid,
    /// How it is protected.
    pub method: ReleaseMethod,
    /// How it came about, once prepared.
    #[schema(value_type = Option<ReleaseReport>)]
    pub report: Option<Value>,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub counted_at: Option<Instant>,
    /// When it was published.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub published_at: Option<Instant>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// What the protection did tells of the data; it is the operator's alone.
fn shown(report: Option<Value>, to_operator: bool) -> Option<Value> {
    match report {
        Some(Value::Object(mut members)) if !to_operator => {
            let audit = members.shift_remove("audit")?;
            Some(serde_json::json!({"audit": audit}))
        }
        report => report,
    }
}

impl Release {
    /// As the operator sees it, or as everybody else does.
    #[must_use]
    pub fn seen(release: release::Release, by_operator: bool) -> Self {
        let method = release.method;
        Self {
            id: release.id.0,
            period: release.period.to_string(),
            vintage: release.vintage,
            status: release.status.into(),
            job_id: release.job_id.0,
            method: ReleaseMethod {
                threshold: method.threshold,
                base: method.base,
                least_published: method.least_published,
                withheld_per_10_000: method.withheld_per_10_000,
                key_fingerprint: method.key_fingerprint,
            },
            report: shown(release.report, by_operator),
            counted_at: release.counted_at,
            published_at: release.published_at,
            created_at: release.created_at,
            updated_at: release.updated_at,
        }
    }
}

impl Item for Release {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("period", "/period"),
        ("vintage", "/vintage"),
        ("status", "/status"),
        ("threshold", "/method/threshold"),
        ("base", "/method/base"),
        ("key_fingerprint", "/method/key_fingerprint"),
        ("counted_at", "/counted_at"),
        ("published_at", "/published_at"),
        ("created_at", "/created_at"),
    ];
}

/// What a release is to be about.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"period": "2026-Q3", "vintage": 2024}))]
pub struct ReleaseInput {
    /// A quarter, or a year whose quarters were all published. It must be over.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The neighbourhoods' vintage.
    #[schema(minimum = 2015, maximum = 2100)]
    pub vintage: i32,
}

impl TryFrom<ReleaseInput> for ReleaseDraft {
    type Error = Invalid;

    fn try_from(input: ReleaseInput) -> Result<Self, Invalid> {
        let period: Period = input.period.parse().map_err(|wrong: Invalid| wrong.within("/period"))?;
        Ok(Self { period, vintage: input.vintage })
    }
}

/// A figure of a release: a protected count of distinct households.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "table": "households_met", "level": "neighbourhood", "place": "QN09901N", "campaign_id": null, "item": null,
    "value": 85, "status": "published",
}))]
pub struct ReleaseFigure {
    /// Which table; docs/disclosure-control.md defines each.
    pub table: ReleaseTable,
    /// How large the place is: `nation`, `department`, `commune`, `neighbourhood`; null for a campaign as a whole.
    pub level: Option<String>,
    /// The place's code.
    pub place: Option<String>,
    /// Of which campaign; null: all together.
    pub campaign_id: Option<Uuid>,
    /// Which item of the table: a theme, a language, `question/option`; null where it has none.
    pub item: Option<String>,
    /// The protected value.
    pub value: Option<u32>,
    /// What it tells.
    pub status: FigureStatus,
}

impl From<release::ReleaseFigure> for ReleaseFigure {
    fn from(figure: release::ReleaseFigure) -> Self {
        Self {
            table: figure.table.into(),
            level: figure.level.map(|level| level.as_str().to_owned()),
            place: figure.place,
            campaign_id: figure.campaign_id.map(Uuid::from),
            item: Some(figure.item).filter(|item| !item.is_empty()),
            value: figure.value,
            status: figure.status.into(),
        }
    }
}

impl Item for ReleaseFigure {
    const COLUMNS: Columns = &[
        ("table", "/table"),
        ("level", "/level"),
        ("place", "/place"),
        ("campaign_id", "/campaign_id"),
        ("item", "/item"),
        ("value", "/value"),
        ("status", "/status"),
    ];
}
