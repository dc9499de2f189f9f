// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Water and energy diagnoses: reference, tariff, kit, control groups, estimated savings.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Water and energy diagnoses: reference, tariff, kit, control groups, estimated savings.
///
/// From [`Client::diagnoses`].
#[derive(Clone, Debug)]
pub struct Diagnoses {
    client: Client,
}

impl Diagnoses {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List diagnoses.
    ///
    /// By id, which is mostly the order in which they were made. The operator sees all diagnoses, a device those that its
    /// field worker made. With `follow_up_due_by`: whose meter is to be read again.
    ///
    /// `GET /v1/diagnoses`
    ///
    /// # Scope
    /// `diagnoses:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.diagnoses().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Diagnosis = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListDiagnoses {
        ListDiagnoses { call: Call::new(&self.client, &LIST_DIAGNOSES) }
    }

    /// Record a diagnosis.
    ///
    /// You choose its id; the same diagnosis sent again answers 200 and changes nothing. The household must have agreed
    /// (`meter_data`). What its meter showed is a reading of its own; what all of it comes to is the assessment.
    ///
    /// `POST /v1/diagnoses`
    ///
    /// # Scope
    /// `diagnoses:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 408: The body did not arrive in time.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 413: The body exceeds the limit.
    /// - 415: The body is not of the media type that the operation takes.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Diagnosis> = client
    ///     .diagnoses()
    ///     .create(
    ///         DiagnosisInput::new(
    ///                 "019ab0f2-6b1e-7c40-9d5e-313131313131".parse::<DiagnosisId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///                 Utility::Water,
    ///                 3,
    ///                 "2027-01-12T16:25:00Z".parse()?,
    ///             )
    ///             .equipment([Equipment::WashingMachine])
    ///             .leak_found(true)
    ///             .leak(LeakInput::new(LeakPlace::Toilet).litres_per_day(120))
    ///             .kit_given(true)
    ///             .advised_gestures(["short_shower"]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<DiagnosisInput>) -> CreateDiagnosis {
        CreateDiagnosis {
            call: Call::new(&self.client, &CREATE_DIAGNOSIS).body("application/json", &body.into()),
        }
    }

    /// Get a diagnosis.
    ///
    /// As it was made at the household; a correction is another diagnosis, which supersedes it.
    ///
    /// `GET /v1/diagnoses/{id}`
    ///
    /// # Scope
    /// `diagnoses:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Diagnosis> = client
    ///     .diagnoses()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<DiagnosisId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<DiagnosisId>) -> GetDiagnosis {
        GetDiagnosis { call: Call::new(&self.client, &GET_DIAGNOSIS).segment("id", id.into()) }
    }

    /// Assess a diagnosis.
    ///
    /// What it comes to by now: consumption before and since by the household's own meter, what a household like it uses, what
    /// may be saved with its range, and whether the meter was read again. Refused (`consent_required`) once the household no
    /// longer agrees. How each figure is reckoned stands in docs/consumption.md.
    ///
    /// `GET /v1/diagnoses/{id}/assessment`
    ///
    /// # Scope
    /// `diagnoses:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<DiagnosisAssessment> = client
    ///     .diagnoses()
    ///     .get_assessment("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<DiagnosisId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_assessment(&self, id: impl Into<DiagnosisId>) -> GetDiagnosisAssessment {
        GetDiagnosisAssessment {
            call: Call::new(&self.client, &GET_DIAGNOSIS_ASSESSMENT).segment("id", id.into()),
        }
    }
}

const LIST_DIAGNOSES: Operation =
    Operation { id: "list_diagnoses", method: Method::GET, path: "/v1/diagnoses", repeat: Repeat::Always };

/// A call of [`Diagnoses::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListDiagnoses {
    call: Call,
}

impl ListDiagnoses {
    /// Only diagnoses of this household.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only diagnoses for this campaign.
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.call = self.call.query("campaign_id", campaign_id.into());
        self
    }

    /// Only diagnoses about this.
    pub fn utility(mut self, utility: impl Into<Utility>) -> Self {
        self.call = self.call.query("utility", utility.into());
        self
    }

    /// Only diagnoses whose meter is to be read again by this day, and was not read yet.
    pub fn follow_up_due_by(mut self, follow_up_due_by: Date) -> Self {
        self.call = self.call.query("follow_up_due_by", follow_up_due_by);
        self
    }

    /// Items a page. More than 200 is refused with 400. Not with an export. 1 to 200. Default: `50`.
    pub fn limit(mut self, limit: i32) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }

    /// `next_cursor` of the page before, with all other parameters unchanged. Not with an export. 1 to 2000 characters.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.call = self.call.query("cursor", cursor.into());
        self
    }
}

crate::call::common!(ListDiagnoses);
crate::call::json!(ListDiagnoses => DiagnosisPage);
crate::call::pages!(ListDiagnoses => DiagnosisPage, Diagnosis);
crate::call::lines!(ListDiagnoses => Diagnosis);
crate::call::file!(ListDiagnoses, write_csv, "text/csv");
const CREATE_DIAGNOSIS: Operation = Operation {
    id: "create_diagnosis",
    method: Method::POST,
    path: "/v1/diagnoses",
    repeat: Repeat::WithKey,
};

/// A call of [`Diagnoses::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateDiagnosis {
    call: Call,
}

impl CreateDiagnosis {}
crate::call::common!(CreateDiagnosis);
crate::call::keyed!(CreateDiagnosis);
crate::call::json!(CreateDiagnosis => Diagnosis);
crate::call::minimal!(CreateDiagnosis);
const GET_DIAGNOSIS: Operation = Operation {
    id: "get_diagnosis",
    method: Method::GET,
    path: "/v1/diagnoses/{id}",
    repeat: Repeat::Always,
};

/// A call of [`Diagnoses::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetDiagnosis {
    call: Call,
}

impl GetDiagnosis {}
crate::call::common!(GetDiagnosis);
crate::call::json!(GetDiagnosis => Diagnosis);
crate::call::conditional!(GetDiagnosis => Diagnosis);
const GET_DIAGNOSIS_ASSESSMENT: Operation = Operation {
    id: "get_diagnosis_assessment",
    method: Method::GET,
    path: "/v1/diagnoses/{id}/assessment",
    repeat: Repeat::Always,
};

/// A call of [`Diagnoses::get_assessment`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetDiagnosisAssessment {
    call: Call,
}

impl GetDiagnosisAssessment {}
crate::call::common!(GetDiagnosisAssessment);
crate::call::json!(GetDiagnosisAssessment => DiagnosisAssessment);
crate::call::conditional!(GetDiagnosisAssessment => DiagnosisAssessment);
