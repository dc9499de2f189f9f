//! Consents on the wire.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    consent::{self, ConsentDraft},
    error::Invalid,
    ids::{ConsentId, FieldWorkerId, HouseholdId, OrganisationId, VisitId},
    language::LanguageTag,
    time::Instant,
};
use palier_store::query;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{codes, same_names};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, IfNoneMatch, Listing, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, consents, field::Put, once::Reply},
};

/// What a household agrees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentPurpose {
    /// To be visited again, and asked what came of it.
    FollowUp,
    /// That its case is handed to a named organisation.
    Referral,
    /// To be called, and that its contact way is handed on with a referral.
    ContactByPhone,
    /// That its meters are read and the readings kept.
    MeterData,
    /// That its needs about health are kept (GDPR, article 9).
    HealthThemes,
}

same_names!(consent::Purpose, ConsentPurpose { FollowUp, Referral, ContactByPhone, MeterData, HealthThemes });

/// What was decided. To refuse is a decision like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentDecision {
    /// Yes.
    Granted,
    /// No.
    Refused,
    /// No longer.
    Withdrawn,
}

same_names!(consent::ConsentDecision, ConsentDecision { Granted, Refused, Withdrawn });

/// A decision of a household. It never changes: a later one for the same purpose (and organisation) takes its place.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-202020202020", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "purpose": "referral", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "decision": "granted",
    "withdraws_id": null, "text_version": "2026-09", "language": "ar", "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777",
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "occurred_at": "2027-01-12T16:25:00.000000Z",
    "received_at": "2027-01-12T18:05:12.345678Z",
}))]
pub struct Consent {
    /// Its id.
    pub id: Uuid,
    /// Whose decision it is.
    pub household_id: Uuid,
    /// What for.
    pub purpose: ConsentPurpose,
    /// To whom a referral may go.
    pub organisation_id: Option<Uuid>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Of a withdrawal: the decision that it takes back.
    pub withdraws_id: Option<Uuid>,
    /// Which version of the text was read out.
    pub text_version: String,
    /// In which language.
    #[schema(value_type = codes::LanguageTag)]
    pub language: String,
    /// In which visit.
    pub visit_id: Option<Uuid>,
    /// Who took it down.
    pub field_worker_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the clock of the server. A device's clock that is ahead counts as this moment.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
}

impl From<consent::Consent> for Consent {
    fn from(consent: consent::Consent) -> Self {
        Self {
            id: consent.id.0,
            household_id: consent.household_id.0,
            purpose: consent.purpose.into(),
            organisation_id: consent.organisation_id.map(Uuid::from),
            decision: consent.decision.into(),
            withdraws_id: consent.withdraws_id.map(Uuid::from),
            text_version: consent.text_version,
            language: consent.language.to_string(),
            visit_id: consent.visit_id.map(Uuid::from),
            field_worker_id: consent.field_worker_id.map(Uuid::from),
            occurred_at: consent.occurred_at,
            received_at: consent.received_at,
        }
    }
}

impl Item for Consent {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("household_id", "/household_id"),
        ("purpose", "/purpose"),
        ("organisation_id", "/organisation_id"),
        ("decision", "/decision"),
        ("withdraws_id", "/withdraws_id"),
        ("text_version", "/text_version"),
        ("language", "/language"),
        ("visit_id", "/visit_id"),
        ("field_worker_id", "/field_worker_id"),
        ("occurred_at", "/occurred_at"),
        ("received_at", "/received_at"),
    ];
}

/// A decision as it is taken down.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-202020202020", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "purpose": "meter_data", "decision": "granted", "text_version": "2026-09", "language": "ar",
    "occurred_at": "2027-01-12T16:25:00Z",
}))]
pub struct ConsentInput {
    /// Its id, a UUIDv7 of your own making: the same decision sent again under it changes nothing.
    pub id: Uuid,
    /// Whose decision it is: the household of the path, where there is one.
    pub household_id: Uuid,
    /// What for.
    pub purpose: ConsentPurpose,
    /// To whom a referral may go: needed for that purpose, and only for that.
    pub organisation_id: Option<Uuid>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Of a withdrawal: the decision that it takes back, as the round's package tells it. The withdrawal then comes after
    /// it even if the device's clock is slow; name it whenever you know it.
    pub withdraws_id: Option<Uuid>,
    /// Which version of the text was read out.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub text_version: String,
    /// In which language.
    #[schema(value_type = codes::LanguageTag)]
    pub language: String,
    /// In which visit, if it was one.
    pub visit_id: Option<Uuid>,
    /// Who took it down. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
}

impl TryFrom<ConsentInput> for ConsentDraft {
    type Error = Invalid;

    fn try_from(input: ConsentInput) -> Result<Self, Invalid> {
        let language = LanguageTag::new(input.language).map_err(|wrong| {
            let mut invalid = Invalid::default();
            invalid.absorb("/language", wrong);
            invalid
        })?;
        Ok(Self {
            id: ConsentId(input.id),
            household_id: HouseholdId(input.household_id),
            purpose: input.purpose.into(),
            organisation_id: input.organisation_id.map(OrganisationId),
            decision: input.decision.into(),
            withdraws_id: input.withdraws_id.map(ConsentId),
            text_version: input.text_version,
            language,
            visit_id: input.visit_id.map(VisitId),
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            occurred_at: input.occurred_at,
        })
    }
}

/// The answer to a decision that was put.
fn told(put: Put<consent::Consent>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(consent) => {
            reply::created(&format!("/v1/consents/{}", consent.id), 1, &Consent::from(consent))
        }
        Put::Unchanged(consent) => reply::representation(200, 1, &Consent::from(consent)),
    }
}

/// List a household's consents
///
/// All its decisions, by id, which is mostly the order in which they were made. The last one for a purpose (and
/// organisation) is in force, by `occurred_at`, or by `received_at` where the device's clock was ahead. Wrong clocks never
/// cost a household its no: a withdrawal comes after the decision that it names (`withdraws_id`), whatever the clocks say,
/// and a `granted` from a clock more than five minutes ahead does not count where a `refused` or `withdrawn` of another
/// device was here before it.
#[utoipa::path(
    tag = "consents",
    params(("id" = Uuid, Path, description = "The household's id.")),
    security(("oauth2" = ["consents:read"])),
    responses((status = 200, description = "A page of decisions.", body = PageOf<Consent>)),
)]
#[get("/households/{id}/consents")]
pub async fn list_household_consents(
    app: Data<App>,
    caller: Authorized<scopes::ConsentsRead>,
    id: Id<HouseholdId>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    list::respond(&app, &request, listing, move |tx, start| {
        let _household = query!(tx, households::find(&who, id.0))?;
        Ok(query!(tx, consents::list(&who, id.0, start))?.map(Consent::from))
    })
    .await
}

/// Take down a consent
///
/// Or a refusal. You choose its id; the same decision sent again answers 200 and changes nothing. What a refusal or a
/// withdrawal forbids ends at once: open referrals to that organisation are withdrawn, a contact way that was handed on is
/// taken back, and the door leaves the packages of rounds as far as the purpose asks for it.
#[utoipa::path(
    tag = "consents",
    params(("id" = Uuid, Path, description = "The household's id.")),
    security(("oauth2" = ["consents:write"])),
    request_body = ConsentInput,
    responses(
        (status = 201, description = "The decision was taken down.", body = Consent),
        (status = 200, description = "It was there already.", body = Consent),
    ),
)]
#[post("/households/{id}/consents")]
pub async fn create_consent(
    app: Data<App>,
    caller: Authorized<scopes::ConsentsWrite>,
    id: Id<HouseholdId>,
    write: Write,
    body: Body<ConsentInput>,
) -> Result<HttpResponse, Problem> {
    let draft = ConsentDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| {
            let _household = query!(tx, households::find(&act.actor, id.0))?;
            if draft.household_id != id.0 {
                let detail = "The body names another household than the path.";
                return Err(Invalid::one("/household_id", "contradiction", detail).into());
            }
            consents::create(tx, act, writer.field(), draft)
        },
        told,
    )
    .await
}

/// Get a consent
///
/// One decision, whether or not it is still in force.
#[utoipa::path(
    tag = "consents",
    params(("id" = Uuid, Path, description = "The decision's id.")),
    security(("oauth2" = ["consents:read"])),
    responses((status = 200, description = "The decision.", body = Consent)),
)]
#[get("/consents/{id}")]
pub async fn get_consent(
    app: Data<App>,
    caller: Authorized<scopes::ConsentsRead>,
    id: Id<ConsentId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let consent = run::read(&app, move |tx| Ok(query!(tx, consents::find(&who, id.0))?)).await?;
    reply::conditional(&known, 1, &Consent::from(consent))
}

/// Withdraw a consent
///
/// Takes down a decision of its own, which is the answer; the one before stays as it was. To withdraw what is no longer
/// granted changes nothing, and answers with the decision in force.
#[utoipa::path(
    tag = "consents",
    params(("id" = Uuid, Path, description = "The id of a decision about what is withdrawn.")),
    security(("oauth2" = ["consents:write"])),
    responses((status = 200, description = "The decision that is in force now.", body = Consent)),
)]
#[post("/consents/{id}/withdraw")]
pub async fn withdraw_consent(
    app: Data<App>,
    caller: Authorized<scopes::ConsentsWrite>,
    id: Id<ConsentId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| consents::withdraw(tx, act, writer.field(), id.0),
        |consent| reply::representation(200, 1, &Consent::from(consent)),
    )
    .await
}
