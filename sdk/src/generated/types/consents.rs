// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `consents`.

use super::*;

/// A decision of a household. It never changes: a later one for the same purpose (and organisation) takes its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// Whose decision it is.
    pub household_id: HouseholdId,
    /// What for.
    pub purpose: ConsentPurpose,
    /// To whom a referral may go.
    pub organisation_id: Option<OrganisationId>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Of a withdrawal: the decision that it takes back.
    pub withdraws_id: Option<Uuid>,
    /// Which version of the text was read out.
    pub text_version: String,
    /// In which language.
    pub language: LanguageTag,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the clock of the server. A device's clock that is ahead counts as this moment.
    pub received_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Consent {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-202020202020\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"purpose\":\"referral\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"decision\":\"granted\",\"withdraws_id\":null,\"text_version\":\"2026-09\",\"language\":\"ar\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConsentPage {
    /// The items, in the list's order.
    pub items: Vec<Consent>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ConsentPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-202020202020\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"purpose\":\"referral\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"decision\":\"granted\",\"withdraws_id\":null,\"text_version\":\"2026-09\",\"language\":\"ar\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\"}],\"next_cursor\":null}";
}

crate::call::page!(ConsentPage, Consent);
