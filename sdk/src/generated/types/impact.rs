// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `impact`.

use super::*;

/// Resolved referrals by the days that they took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DaysTaken {
    /// `up_to_7`, `8_to_30`, `31_to_90` or `more_than_90`.
    pub days: String,
    /// Distinct households whose referral was resolved within them.
    pub numerator: Figure,
    /// Their share of the denominator, where both are published. 0 to 1.
    pub share: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The impact of the whole network in a closed period. Households that were met are those that opened and talked; nothing
/// is extrapolated to others. Where no campaign was active, every figure is zero (`structural_zero`), which is public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Impact {
    /// The quarter or year.
    pub period: Period,
    /// The vintage of the neighbourhoods that were counted. 2015 to 2100.
    pub vintage: i32,
    /// The release that holds it.
    pub release_id: ReleaseId,
    /// Up to when what had arrived was counted.
    pub as_of: Option<Timestamp>,
    /// Partnerships, campaigns, neighbourhoods and field workers.
    pub totals: Vec<ImpactTotal>,
    /// Residents who took part in interviews.
    pub residents_reached: ResidentsReached,
    /// Doors, households, needs, referrals and outcomes.
    pub indicators: Vec<Indicator>,
    /// How long resolved referrals took.
    pub referral_days: ReferralDays,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Impact {
    const EXAMPLE: &'static str = "{\"period\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"as_of\":\"2027-01-15T09:00:00.412000Z\",\"totals\":[{\"name\":\"partnerships\",\"definition\":\"Organisations that had a campaign which was active in the period.\",\"version\":1,\"value\":6,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"campaigns\",\"definition\":\"Campaigns that were active in the period: they ran in it, or had ended at most 182 days before.\",\"version\":1,\"value\":9,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"neighbourhoods\",\"definition\":\"Neighbourhoods in which a campaign was active in the period.\",\"version\":1,\"value\":5,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"field_workers\",\"definition\":\"Field workers under contract on a day of the period, whether they went to a door or not; of a year, those of its quarters together.\",\"version\":1,\"value\":12,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"residents_reached\":{\"definition\":\"Residents who took part in interviews of the period, of each household as many as took part at once.\",\"version\":1,\"at_least\":310,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},\"indicators\":[{\"name\":\"households_met\",\"definition\":\"Distinct households interviewed in the period, at the door, at the building's entrance, by phone or at an event.\",\"version\":1,\"numerator\":{\"value\":290,\"status\":\"published\"},\"denominator\":null,\"share\":null,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"found_useful\",\"definition\":\"Of the households met, those that found an interview useful.\",\"version\":1,\"numerator\":{\"value\":265,\"status\":\"published\"},\"denominator\":{\"value\":290,\"status\":\"published\"},\"share\":0.914,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"referral_days\":{\"definition\":\"Of the households of which a referral was resolved in the period, those of which one was resolved within so many days of being sent. A household with two of them may stand in two ranges.\",\"version\":1,\"denominator\":{\"value\":45,\"status\":\"published\"},\"ranges\":[{\"days\":\"up_to_7\",\"numerator\":{\"value\":null,\"status\":\"withheld\"},\"share\":null},{\"days\":\"8_to_30\",\"numerator\":{\"value\":25,\"status\":\"published\"},\"share\":0.556}],\"as_of\":\"2027-01-15T09:00:00.412000Z\"}}";
}

/// What programmes have saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImpactSavings {
    /// By period, campaign and utility; only what is published.
    pub programmes: Vec<ProgrammeSavings>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ImpactSavings {
    const EXAMPLE: &'static str = "{\"programmes\":[{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"utility\":\"water\",\"unit\":\"m3\",\"period\":\"2026-Q3\",\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"as_of\":\"2026-10-15T09:00:00.412000Z\",\"method\":\"did_itt_stairwell_bootstrap_t_1\",\"seed\":4812334109221,\"status\":\"told\",\"effect\":{\"per_person_year\":{\"value\":-5.0,\"low\":-9.0,\"high\":-2.0},\"percent\":{\"value\":-10.0,\"low\":-17.0,\"high\":-3.0},\"cents_per_household_year\":{\"value\":-5600.0,\"low\":-9700.0,\"high\":-1600.0},\"median_days_after\":360.0},\"measured\":{\"treatment\":{\"households\":{\"value\":125,\"status\":\"published\"},\"before\":{\"mean\":54.0,\"median\":51.0},\"after\":{\"mean\":48.0,\"median\":46.0},\"change\":{\"mean\":-6.0,\"median\":-5.0}},\"control\":{\"households\":{\"value\":120,\"status\":\"published\"},\"before\":{\"mean\":53.0,\"median\":51.0},\"after\":{\"mean\":52.0,\"median\":50.0},\"change\":{\"mean\":-1.0,\"median\":-1.0}}},\"declared\":{\"treatment\":{\"households\":{\"value\":25,\"status\":\"published\"},\"before\":null,\"after\":null,\"change\":null},\"control\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null}},\"estimated\":{\"treatment\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null},\"control\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null}}}]}";
}

/// The impact by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImpactSeries {
    /// The country's code.
    pub place: String,
    /// All that were published, oldest first; a year comes after its quarters. Do not read quarters and years as one trend:
    /// a year counts a household once, and counts its door as opened if it ever opened in the year, so that quarters do not
    /// add up to it and its contact rate is higher than theirs.
    pub periods: Vec<Impact>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ImpactSeries {
    const EXAMPLE: &'static str = "{\"place\":\"FR\",\"periods\":[{\"period\":\"2026-Q3\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"as_of\":\"2027-01-15T09:00:00.412000Z\",\"totals\":[{\"name\":\"partnerships\",\"definition\":\"Organisations that had a campaign which was active in the period.\",\"version\":1,\"value\":6,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"campaigns\",\"definition\":\"Campaigns that were active in the period: they ran in it, or had ended at most 182 days before.\",\"version\":1,\"value\":9,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"neighbourhoods\",\"definition\":\"Neighbourhoods in which a campaign was active in the period.\",\"version\":1,\"value\":5,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"field_workers\",\"definition\":\"Field workers under contract on a day of the period, whether they went to a door or not; of a year, those of its quarters together.\",\"version\":1,\"value\":12,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"residents_reached\":{\"definition\":\"Residents who took part in interviews of the period, of each household as many as took part at once.\",\"version\":1,\"at_least\":310,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},\"indicators\":[{\"name\":\"households_met\",\"definition\":\"Distinct households interviewed in the period, at the door, at the building's entrance, by phone or at an event.\",\"version\":1,\"numerator\":{\"value\":290,\"status\":\"published\"},\"denominator\":null,\"share\":null,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"found_useful\",\"definition\":\"Of the households met, those that found an interview useful.\",\"version\":1,\"numerator\":{\"value\":265,\"status\":\"published\"},\"denominator\":{\"value\":290,\"status\":\"published\"},\"share\":0.914,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"referral_days\":{\"definition\":\"Of the households of which a referral was resolved in the period, those of which one was resolved within so many days of being sent. A household with two of them may stand in two ranges.\",\"version\":1,\"denominator\":{\"value\":45,\"status\":\"published\"},\"ranges\":[{\"days\":\"up_to_7\",\"numerator\":{\"value\":null,\"status\":\"withheld\"},\"share\":null},{\"days\":\"8_to_30\",\"numerator\":{\"value\":25,\"status\":\"published\"},\"share\":0.556}],\"as_of\":\"2027-01-15T09:00:00.412000Z\"}},{\"period\":\"2026\",\"vintage\":2024,\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-636363636363\",\"as_of\":\"2027-01-15T09:00:00.412000Z\",\"totals\":[{\"name\":\"partnerships\",\"definition\":\"Organisations that had a campaign which was active in the period.\",\"version\":1,\"value\":6,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"campaigns\",\"definition\":\"Campaigns that were active in the period: they ran in it, or had ended at most 182 days before.\",\"version\":1,\"value\":9,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"neighbourhoods\",\"definition\":\"Neighbourhoods in which a campaign was active in the period.\",\"version\":1,\"value\":5,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"field_workers\",\"definition\":\"Field workers under contract on a day of the period, whether they went to a door or not; of a year, those of its quarters together.\",\"version\":1,\"value\":12,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"residents_reached\":{\"definition\":\"Residents who took part in interviews of the period, of each household as many as took part at once.\",\"version\":1,\"at_least\":310,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},\"indicators\":[{\"name\":\"households_met\",\"definition\":\"Distinct households interviewed in the period, at the door, at the building's entrance, by phone or at an event.\",\"version\":1,\"numerator\":{\"value\":290,\"status\":\"published\"},\"denominator\":null,\"share\":null,\"as_of\":\"2027-01-15T09:00:00.412000Z\"},{\"name\":\"found_useful\",\"definition\":\"Of the households met, those that found an interview useful.\",\"version\":1,\"numerator\":{\"value\":265,\"status\":\"published\"},\"denominator\":{\"value\":290,\"status\":\"published\"},\"share\":0.914,\"as_of\":\"2027-01-15T09:00:00.412000Z\"}],\"referral_days\":{\"definition\":\"Of the households of which a referral was resolved in the period, those of which one was resolved within so many days of being sent. A household with two of them may stand in two ranges.\",\"version\":1,\"denominator\":{\"value\":45,\"status\":\"published\"},\"ranges\":[{\"days\":\"up_to_7\",\"numerator\":{\"value\":null,\"status\":\"withheld\"},\"share\":null},{\"days\":\"8_to_30\",\"numerator\":{\"value\":25,\"status\":\"published\"},\"share\":0.556}],\"as_of\":\"2027-01-15T09:00:00.412000Z\"}}]}";
}

/// A number that is told as it is. It comes from contracts and campaigns alone, so that no visit changes it; it has no
/// denominator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImpactTotal {
    /// `partnerships`, `campaigns`, `neighbourhoods` or `field_workers`.
    pub name: String,
    /// What it counts, exactly.
    pub definition: String,
    /// The version of the definition. At least 0.
    pub version: i32,
    /// How many there are. At least 0.
    pub value: i64,
    /// Up to when what had arrived was looked at.
    pub as_of: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What came of door-to-door outreach, as a protected count of distinct households.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Indicator {
    /// Its name, such as `found_useful`.
    pub name: String,
    /// What it counts, exactly.
    pub definition: String,
    /// The version of the definition. At least 0.
    pub version: i32,
    /// The count.
    pub numerator: Figure,
    /// What it is a part of. Null for `doors_tried` and `households_met`, which are a share of nothing: what was not tried
    /// is not known, and households are met elsewhere than at doors, too.
    pub denominator: Option<Figure>,
    /// The share, where both are published. 0 to 1.
    pub share: Option<f64>,
    /// Up to when what had arrived was counted.
    pub as_of: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The effect of a campaign with a control group on a utility, as the release of one quarter tells it, once: a year after
/// the campaign's last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProgrammeSavings {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// `water`, `electricity` or `gas`.
    pub utility: String,
    /// `m3` or `kWh`.
    pub unit: String,
    /// The quarter whose release tells it.
    pub period: Quarter,
    /// The release.
    pub release_id: ReleaseId,
    /// Up to when what had arrived was looked at.
    pub as_of: Option<Timestamp>,
    /// How it was reckoned.
    pub method: String,
    /// From which the bootstrap drew. At least 0.
    pub seed: i64,
    /// `told`; `not_enough_data`: too few households or stairwells, or their numbers are withheld, and there is no effect to
    /// tell, which does not say that there is none.
    pub status: String,
    /// The effect, by measured pairs alone; null if there is not enough data.
    pub effect: Option<SavingsEffect>,
    /// By meters that somebody read, before and after.
    pub measured: SavingsArms,
    /// By indexes that a household told or a bill names: description, never added to what was measured.
    pub declared: SavingsArms,
    /// By estimated indexes: description, too.
    pub estimated: SavingsArms,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ProgrammeSavings {
    const EXAMPLE: &'static str = "{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"utility\":\"water\",\"unit\":\"m3\",\"period\":\"2026-Q3\",\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"as_of\":\"2026-10-15T09:00:00.412000Z\",\"method\":\"did_itt_stairwell_bootstrap_t_1\",\"seed\":4812334109221,\"status\":\"told\",\"effect\":{\"per_person_year\":{\"value\":-5.0,\"low\":-9.0,\"high\":-2.0},\"percent\":{\"value\":-10.0,\"low\":-17.0,\"high\":-3.0},\"cents_per_household_year\":{\"value\":-5600.0,\"low\":-9700.0,\"high\":-1600.0},\"median_days_after\":360.0},\"measured\":{\"treatment\":{\"households\":{\"value\":125,\"status\":\"published\"},\"before\":{\"mean\":54.0,\"median\":51.0},\"after\":{\"mean\":48.0,\"median\":46.0},\"change\":{\"mean\":-6.0,\"median\":-5.0}},\"control\":{\"households\":{\"value\":120,\"status\":\"published\"},\"before\":{\"mean\":53.0,\"median\":51.0},\"after\":{\"mean\":52.0,\"median\":50.0},\"change\":{\"mean\":-1.0,\"median\":-1.0}}},\"declared\":{\"treatment\":{\"households\":{\"value\":25,\"status\":\"published\"},\"before\":null,\"after\":null,\"change\":null},\"control\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null}},\"estimated\":{\"treatment\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null},\"control\":{\"households\":{\"value\":null,\"status\":\"withheld\"},\"before\":null,\"after\":null,\"change\":null}}}";
}

/// How long resolved referrals took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralDays {
    /// What is counted, exactly.
    pub definition: String,
    /// The version of the definition. At least 0.
    pub version: i32,
    /// Households of which a referral was resolved.
    pub denominator: Figure,
    /// By days, few first.
    pub ranges: Vec<DaysTaken>,
    /// Up to when what had arrived was counted.
    pub as_of: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Residents who took part in interviews. How many they are is not told; that they are so many at least is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResidentsReached {
    /// Whom it counts, exactly.
    pub definition: String,
    /// The version of the definition. At least 0.
    pub version: i32,
    /// There are at least so many, whatever was rounded and whoever was met twice: of the published figures of households by
    /// residents present, each counts at the least that it can stand for, and as many households have n residents or more
    /// as the largest of the figures of n and more says; these are added up over n. Figures that are withheld add nothing,
    /// so that it may be far less than the truth. Null where none is published. At least 0.
    pub at_least: Option<i32>,
    /// Up to when what had arrived was counted.
    pub as_of: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// One arm of a programme. Means and medians are in the unit, a person and year, and told only if the number of households
/// of both arms is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavingsArm {
    /// Distinct households with a pair of readings.
    pub households: Figure,
    /// What they used before.
    pub before: Option<SavingsSummary>,
    /// What they used after.
    pub after: Option<SavingsSummary>,
    /// By how much that changed, household by household.
    pub change: Option<SavingsSummary>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// Both arms, by readings of one source quality.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavingsArms {
    /// The households whose stairwell was drawn into the programme.
    pub treatment: SavingsArm,
    /// Those whose stairwell was drawn to wait.
    pub control: SavingsArm,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What a programme has changed, by intention to treat: of those to whom it was offered, whatever they made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavingsEffect {
    /// In the unit, a person and year.
    pub per_person_year: SavingsInterval,
    /// In percent of what would have been used without.
    pub percent: SavingsInterval,
    /// In cents a household and year, by the tariff that holds in its commune at the end; null where a commune of the
    /// programme has no tariff in euros.
    pub cents_per_household_year: Option<SavingsInterval>,
    /// Days from the programme to the end of what is compared, in the median: nothing is known of what came later.
    pub median_days_after: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// An estimate with its 95 % interval, rounded; the interval to both sides, so that it never gets narrower.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavingsInterval {
    /// The estimate; negative: less is used, or paid.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// A mean and a median over households, rounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavingsSummary {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
