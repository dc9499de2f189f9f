// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Blocked cases handed to an organisation, followed by both sides to an outcome.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Blocked cases handed to an organisation, followed by both sides to an outcome.
///
/// From [`Client::referrals`].
#[derive(Clone, Debug)]
pub struct Referrals {
    client: Client,
}

impl Referrals {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List referrals.
    ///
    /// By id, which is mostly the order in which they were sent, without contact ways. The operator sees all referrals, a
    /// partner those addressed to it, a device those that its field worker took down.
    ///
    /// `GET /v1/referrals`
    ///
    /// # Scope
    /// `referrals:read`
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
    /// let mut items = client.referrals().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Referral = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListReferrals {
        ListReferrals { call: Call::new(&self.client, &LIST_REFERRALS) }
    }

    /// Send a referral.
    ///
    /// Hands a blocked case to a partner. The household's consent to a referral to this partner must be in force, or the
    /// answer is 409 with `consent_required`, by whatever way the referral comes. You choose its id; the same referral sent
    /// again answers 200 and changes nothing.
    ///
    /// `POST /v1/referrals`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .create(
    ///         ReferralInput::new(
    ///                 "019ab0f2-6b1e-7c40-9d5e-303030303030".parse::<ReferralId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e".parse::<OrganisationId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-202020202020".parse::<ConsentId>()?,
    ///                 ReferralReason::WrongBill,
    ///                 "2027-01-12T16:30:00Z".parse()?,
    ///             )
    ///             .themes(["palier:eau--facture"])
    ///             .due_on(jiff::civil::date(2027, 2, 15)),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<ReferralInput>) -> CreateReferral {
        CreateReferral {
            call: Call::new(&self.client, &CREATE_REFERRAL).body("application/json", &body.into()),
        }
    }

    /// Get a referral.
    ///
    /// With its contact way, where there is one, and all that happened to it.
    ///
    /// `GET /v1/referrals/{id}`
    ///
    /// # Scope
    /// `referrals:read`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<ReferralId>) -> GetReferral {
        GetReferral { call: Call::new(&self.client, &GET_REFERRAL).segment("id", id.into()) }
    }

    /// Accept a referral.
    ///
    /// As the partner: you take the case. It still waits for you.
    ///
    /// `POST /v1/referrals/{id}/accept`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .accept("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn accept(&self, id: impl Into<ReferralId>) -> AcceptReferral {
        AcceptReferral { call: Call::new(&self.client, &ACCEPT_REFERRAL).segment("id", id.into()) }
    }

    /// Refuse a referral.
    ///
    /// As the partner: you don't take the case, and say why. Its needs count as not met.
    ///
    /// `POST /v1/referrals/{id}/refuse`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .refuse(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?,
    ///         ReferralReasonInput::new(ReferralStatusReason::NotResponsible),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn refuse(&self, id: impl Into<ReferralId>, body: impl Into<ReferralReasonInput>) -> RefuseReferral {
        RefuseReferral {
            call: Call::new(&self.client, &REFUSE_REFERRAL)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Start work on a referral.
    ///
    /// As the partner: somebody works on the case that you accepted.
    ///
    /// `POST /v1/referrals/{id}/start`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .start("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn start(&self, id: impl Into<ReferralId>) -> StartReferral {
        StartReferral { call: Call::new(&self.client, &START_REFERRAL).segment("id", id.into()) }
    }

    /// Resolve a referral.
    ///
    /// As the partner: the case is solved. Its needs count as met, unless somebody has said otherwise.
    ///
    /// `POST /v1/referrals/{id}/resolve`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .resolve("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn resolve(&self, id: impl Into<ReferralId>) -> ResolveReferral {
        ResolveReferral { call: Call::new(&self.client, &RESOLVE_REFERRAL).segment("id", id.into()) }
    }

    /// End a referral without a solution.
    ///
    /// As the partner: nothing more can be done, and you say why. Its needs count as not met.
    ///
    /// `POST /v1/referrals/{id}/not-resolve`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .mark_not_resolved(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?,
    ///         ReferralReasonInput::new(ReferralStatusReason::NotResponsible),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn mark_not_resolved(
        &self,
        id: impl Into<ReferralId>,
        body: impl Into<ReferralReasonInput>,
    ) -> MarkReferralNotResolved {
        MarkReferralNotResolved {
            call: Call::new(&self.client, &MARK_REFERRAL_NOT_RESOLVED)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Withdraw a referral.
    ///
    /// As the operator: the household does not want it any more, or it was sent by mistake. (When a consent is withdrawn
    /// this happens by itself.)
    ///
    /// `POST /v1/referrals/{id}/withdraw`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .withdraw(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?,
    ///         ReferralReasonInput::new(ReferralStatusReason::NotResponsible),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn withdraw(
        &self,
        id: impl Into<ReferralId>,
        body: impl Into<ReferralReasonInput>,
    ) -> WithdrawReferral {
        WithdrawReferral {
            call: Call::new(&self.client, &WITHDRAW_REFERRAL)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Send a message about a referral.
    ///
    /// A code that tells the other side something: what asks or answers makes the referral wait for the other side, what only
    /// tells does not. No text is written, so that nothing about a person is.
    ///
    /// `POST /v1/referrals/{id}/messages`
    ///
    /// # Scope
    /// `referrals:write`
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
    /// let answer: palier_sdk::Response<Referral> = client
    ///     .referrals()
    ///     .send_message(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReferralId>()?,
    ///         ReferralMessageInput::new(ReferralMessage::NeedsDocument),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_message(
        &self,
        id: impl Into<ReferralId>,
        body: impl Into<ReferralMessageInput>,
    ) -> SendReferralMessage {
        SendReferralMessage {
            call: Call::new(&self.client, &SEND_REFERRAL_MESSAGE)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }
}

const LIST_REFERRALS: Operation =
    Operation { id: "list_referrals", method: Method::GET, path: "/v1/referrals", repeat: Repeat::Always };

/// A call of [`Referrals::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListReferrals {
    call: Call,
}

impl ListReferrals {
    /// Only referrals to this organisation.
    pub fn organisation_id(mut self, organisation_id: impl Into<OrganisationId>) -> Self {
        self.call = self.call.query("organisation_id", organisation_id.into());
        self
    }

    /// Only referrals of this household. Partners can't ask by it.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only referrals that stand so.
    pub fn status(mut self, status: impl Into<ReferralStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Only referrals for this reason.
    pub fn reason(mut self, reason: impl Into<ReferralReason>) -> Self {
        self.call = self.call.query("reason", reason.into());
        self
    }

    /// Only referrals that wait for this side.
    pub fn waiting_on(mut self, waiting_on: impl Into<ReferralSide>) -> Self {
        self.call = self.call.query("waiting_on", waiting_on.into());
        self
    }

    /// With `true`, only open referrals whose day is over.
    pub fn overdue(mut self, overdue: bool) -> Self {
        self.call = self.call.query("overdue", overdue);
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

crate::call::common!(ListReferrals);
crate::call::json!(ListReferrals => ReferralPage);
crate::call::pages!(ListReferrals => ReferralPage, Referral);
crate::call::lines!(ListReferrals => Referral);
crate::call::file!(ListReferrals, write_csv, "text/csv");
const CREATE_REFERRAL: Operation =
    Operation { id: "create_referral", method: Method::POST, path: "/v1/referrals", repeat: Repeat::WithKey };

/// A call of [`Referrals::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateReferral {
    call: Call,
}

impl CreateReferral {}
crate::call::common!(CreateReferral);
crate::call::keyed!(CreateReferral);
crate::call::json!(CreateReferral => Referral);
crate::call::minimal!(CreateReferral);
const GET_REFERRAL: Operation =
    Operation { id: "get_referral", method: Method::GET, path: "/v1/referrals/{id}", repeat: Repeat::Always };

/// A call of [`Referrals::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetReferral {
    call: Call,
}

impl GetReferral {}
crate::call::common!(GetReferral);
crate::call::json!(GetReferral => Referral);
crate::call::conditional!(GetReferral => Referral);
const ACCEPT_REFERRAL: Operation = Operation {
    id: "accept_referral",
    method: Method::POST,
    path: "/v1/referrals/{id}/accept",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::accept`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct AcceptReferral {
    call: Call,
}

impl AcceptReferral {}
crate::call::common!(AcceptReferral);
crate::call::keyed!(AcceptReferral);
crate::call::matching!(AcceptReferral);
crate::call::json!(AcceptReferral => Referral);
crate::call::minimal!(AcceptReferral);
const REFUSE_REFERRAL: Operation = Operation {
    id: "refuse_referral",
    method: Method::POST,
    path: "/v1/referrals/{id}/refuse",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::refuse`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RefuseReferral {
    call: Call,
}

impl RefuseReferral {}
crate::call::common!(RefuseReferral);
crate::call::keyed!(RefuseReferral);
crate::call::matching!(RefuseReferral);
crate::call::json!(RefuseReferral => Referral);
crate::call::minimal!(RefuseReferral);
const START_REFERRAL: Operation = Operation {
    id: "start_referral",
    method: Method::POST,
    path: "/v1/referrals/{id}/start",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::start`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct StartReferral {
    call: Call,
}

impl StartReferral {}
crate::call::common!(StartReferral);
crate::call::keyed!(StartReferral);
crate::call::matching!(StartReferral);
crate::call::json!(StartReferral => Referral);
crate::call::minimal!(StartReferral);
const RESOLVE_REFERRAL: Operation = Operation {
    id: "resolve_referral",
    method: Method::POST,
    path: "/v1/referrals/{id}/resolve",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::resolve`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ResolveReferral {
    call: Call,
}

impl ResolveReferral {}
crate::call::common!(ResolveReferral);
crate::call::keyed!(ResolveReferral);
crate::call::matching!(ResolveReferral);
crate::call::json!(ResolveReferral => Referral);
crate::call::minimal!(ResolveReferral);
const MARK_REFERRAL_NOT_RESOLVED: Operation = Operation {
    id: "mark_referral_not_resolved",
    method: Method::POST,
    path: "/v1/referrals/{id}/not-resolve",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::mark_not_resolved`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct MarkReferralNotResolved {
    call: Call,
}

impl MarkReferralNotResolved {}
crate::call::common!(MarkReferralNotResolved);
crate::call::keyed!(MarkReferralNotResolved);
crate::call::matching!(MarkReferralNotResolved);
crate::call::json!(MarkReferralNotResolved => Referral);
crate::call::minimal!(MarkReferralNotResolved);
const WITHDRAW_REFERRAL: Operation = Operation {
    id: "withdraw_referral",
    method: Method::POST,
    path: "/v1/referrals/{id}/withdraw",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::withdraw`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct WithdrawReferral {
    call: Call,
}

impl WithdrawReferral {}
crate::call::common!(WithdrawReferral);
crate::call::keyed!(WithdrawReferral);
crate::call::matching!(WithdrawReferral);
crate::call::json!(WithdrawReferral => Referral);
crate::call::minimal!(WithdrawReferral);
const SEND_REFERRAL_MESSAGE: Operation = Operation {
    id: "send_referral_message",
    method: Method::POST,
    path: "/v1/referrals/{id}/messages",
    repeat: Repeat::WithKey,
};

/// A call of [`Referrals::send_message`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct SendReferralMessage {
    call: Call,
}

impl SendReferralMessage {}
crate::call::common!(SendReferralMessage);
crate::call::keyed!(SendReferralMessage);
crate::call::matching!(SendReferralMessage);
crate::call::json!(SendReferralMessage => Referral);
crate::call::minimal!(SendReferralMessage);
