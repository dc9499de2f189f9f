// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What households agreed to, for which purpose, and until when.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What households agreed to, for which purpose, and until when.
///
/// From [`Client::consents`].
#[derive(Clone, Debug)]
pub struct Consents {
    client: Client,
}

impl Consents {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List a household's consents.
    ///
    /// All its decisions, by id, which is mostly the order in which they were made. The last one for a purpose (and
    /// organisation) is in force, by `occurred_at`, or by `received_at` where the device's clock was ahead. Wrong clocks never
    /// cost a household its no: a withdrawal comes after the decision that it names (`withdraws_id`), whatever the clocks say,
    /// and a `granted` from a clock more than five minutes ahead does not count where a `refused` or `withdrawn` of another
    /// device was here before it.
    ///
    /// `GET /v1/households/{id}/consents`
    ///
    /// # Scope
    /// `consents:read`
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
    /// let mut items = client
    ///     .consents()
    ///     .list_household_consents(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HouseholdId>()?,
    ///     )
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Consent = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_household_consents(&self, id: impl Into<HouseholdId>) -> ListHouseholdConsents {
        ListHouseholdConsents {
            call: Call::new(&self.client, &LIST_HOUSEHOLD_CONSENTS).segment("id", id.into()),
        }
    }

    /// Take down a consent.
    ///
    /// Or a refusal. You choose its id; the same decision sent again answers 200 and changes nothing. What a refusal or a
    /// withdrawal forbids ends at once: open referrals to that organisation are withdrawn, a contact way that was handed on is
    /// taken back, and the door leaves the packages of rounds as far as the purpose asks for it.
    ///
    /// `POST /v1/households/{id}/consents`
    ///
    /// # Scope
    /// `consents:write`
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
    /// let answer: palier_sdk::Response<Consent> = client
    ///     .consents()
    ///     .create(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HouseholdId>()?,
    ///         ConsentInput::new(
    ///             "019ab0f2-6b1e-7c40-9d5e-202020202020".parse::<ConsentId>()?,
    ///             "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///             ConsentPurpose::MeterData,
    ///             ConsentDecision::Granted,
    ///             "2026-09",
    ///             "ar",
    ///             "2027-01-12T16:25:00Z".parse()?,
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, id: impl Into<HouseholdId>, body: impl Into<ConsentInput>) -> CreateConsent {
        CreateConsent {
            call: Call::new(&self.client, &CREATE_CONSENT)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Get a consent.
    ///
    /// One decision, whether or not it is still in force.
    ///
    /// `GET /v1/consents/{id}`
    ///
    /// # Scope
    /// `consents:read`
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
    /// let answer: palier_sdk::Response<Consent> = client
    ///     .consents()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ConsentId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<ConsentId>) -> GetConsent {
        GetConsent { call: Call::new(&self.client, &GET_CONSENT).segment("id", id.into()) }
    }

    /// Withdraw a consent.
    ///
    /// Takes down a decision of its own, which is the answer; the one before stays as it was. To withdraw what is no longer
    /// granted changes nothing, and answers with the decision in force.
    ///
    /// `POST /v1/consents/{id}/withdraw`
    ///
    /// # Scope
    /// `consents:write`
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
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
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
    /// let answer: palier_sdk::Response<Consent> = client
    ///     .consents()
    ///     .withdraw("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ConsentId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn withdraw(&self, id: impl Into<ConsentId>) -> WithdrawConsent {
        WithdrawConsent { call: Call::new(&self.client, &WITHDRAW_CONSENT).segment("id", id.into()) }
    }
}

const LIST_HOUSEHOLD_CONSENTS: Operation = Operation {
    id: "list_household_consents",
    method: Method::GET,
    path: "/v1/households/{id}/consents",
    repeat: Repeat::Always,
};

/// A call of [`Consents::list_household_consents`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListHouseholdConsents {
    call: Call,
}

impl ListHouseholdConsents {
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

crate::call::common!(ListHouseholdConsents);
crate::call::json!(ListHouseholdConsents => ConsentPage);
crate::call::pages!(ListHouseholdConsents => ConsentPage, Consent);
crate::call::lines!(ListHouseholdConsents => Consent);
crate::call::file!(ListHouseholdConsents, write_csv, "text/csv");
const CREATE_CONSENT: Operation = Operation {
    id: "create_consent",
    method: Method::POST,
    path: "/v1/households/{id}/consents",
    repeat: Repeat::WithKey,
};

/// A call of [`Consents::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateConsent {
    call: Call,
}

impl CreateConsent {}
crate::call::common!(CreateConsent);
crate::call::keyed!(CreateConsent);
crate::call::matching!(CreateConsent);
crate::call::json!(CreateConsent => Consent);
crate::call::minimal!(CreateConsent);
const GET_CONSENT: Operation =
    Operation { id: "get_consent", method: Method::GET, path: "/v1/consents/{id}", repeat: Repeat::Always };

/// A call of [`Consents::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetConsent {
    call: Call,
}

impl GetConsent {}
crate::call::common!(GetConsent);
crate::call::json!(GetConsent => Consent);
crate::call::conditional!(GetConsent => Consent);
const WITHDRAW_CONSENT: Operation = Operation {
    id: "withdraw_consent",
    method: Method::POST,
    path: "/v1/consents/{id}/withdraw",
    repeat: Repeat::WithKey,
};

/// A call of [`Consents::withdraw`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct WithdrawConsent {
    call: Call,
}

impl WithdrawConsent {}
crate::call::common!(WithdrawConsent);
crate::call::keyed!(WithdrawConsent);
crate::call::matching!(WithdrawConsent);
crate::call::json!(WithdrawConsent => Consent);
crate::call::minimal!(WithdrawConsent);
