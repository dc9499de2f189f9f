// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Dwellings and who lives there, without names; what is personal is encrypted.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Dwellings and who lives there, without names; what is personal is encrypted.
///
/// From [`Client::households`].
#[derive(Clone, Debug)]
pub struct Households {
    client: Client,
}

impl Households {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List households.
    ///
    /// By id, which is mostly the order in which they were entered. The items show nothing personal. The operator sees all
    /// households, a device the doors of its field worker's rounds and those that it entered.
    ///
    /// `GET /v1/households`
    ///
    /// # Scope
    /// `households:read`
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
    /// let mut items = client.households().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: HouseholdSummary = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListHouseholds {
        ListHouseholds { call: Call::new(&self.client, &LIST_HOUSEHOLDS) }
    }

    /// Enter a household.
    ///
    /// You choose its id. The same household sent again, even much later, answers 200 and changes nothing; another one under
    /// the same id is refused with `content_differs`. With `round_id` the door joins that round.
    ///
    /// `POST /v1/households`
    ///
    /// # Scope
    /// `households:write`
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
    /// let answer: palier_sdk::Response<Household> = client
    ///     .households()
    ///     .create(
    ///         HouseholdInput::new(
    ///                 "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///                 "2026-11-23T15:40:00Z".parse()?,
    ///                 "QN09901N",
    ///             )
    ///             .building("B")
    ///             .stairwell("2")
    ///             .floor(4)
    ///             .door_label("porte gauche")
    ///             .contact("+33 6 99 00 00 01")
    ///             .note("Sonnette en panne, frapper.")
    ///             .occupants(
    ///                 OccupantsInput::new()
    ///                     .under_3(1)
    ///                     .from_3_to_17(2)
    ///                     .from_18_to_64(2)
    ///                     .from_65(0),
    ///             )
    ///             .tenure(Tenure::SocialTenant)
    ///             .water_billing(BillingMode::ServiceCharges)
    ///             .heating_billing(BillingMode::NotKnown),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<HouseholdInput>) -> CreateHousehold {
        CreateHousehold {
            call: Call::new(&self.client, &CREATE_HOUSEHOLD).body("application/json", &body.into()),
        }
    }

    /// Look a household up by its door.
    ///
    /// Finds the households that were entered with exactly this door; case, accents and spaces do not matter. It is a POST,
    /// so that the door stands in no address that somebody keeps. Nothing is changed.
    ///
    /// `POST /v1/household-look-ups`
    ///
    /// # Scope
    /// `households:read`
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
    /// let answer: palier_sdk::Response<HouseholdMatches> = client
    ///     .households()
    ///     .look_up_households(
    ///         HouseholdLookUpInput::new("QN09901N", "porte gauche")
    ///             .building("B")
    ///             .stairwell("2")
    ///             .floor(4),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn look_up_households(&self, body: impl Into<HouseholdLookUpInput>) -> LookUpHouseholds {
        LookUpHouseholds {
            call: Call::new(&self.client, &LOOK_UP_HOUSEHOLDS).body("application/json", &body.into()),
        }
    }

    /// Get a household.
    ///
    /// With what is personal, and with all values of the members of which different ones stand.
    ///
    /// `GET /v1/households/{id}`
    ///
    /// # Scope
    /// `households:read`
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
    /// let answer: palier_sdk::Response<Household> = client
    ///     .households()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HouseholdId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<HouseholdId>) -> GetHousehold {
        GetHousehold { call: Call::new(&self.client, &GET_HOUSEHOLD).segment("id", id.into()) }
    }

    /// Change a household.
    ///
    /// A JSON Merge Patch. Members of which different values stand are resolved by it, if it names them: you have read what
    /// they are. `id`, `occurred_at` and `round_id` are said once.
    ///
    /// `PATCH /v1/households/{id}`
    ///
    /// # Scope
    /// `households:write`
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
    /// - 428: `If-Match` is required.
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
    /// # let etag = palier_sdk::ETag::new("\"3\"");
    /// let answer: palier_sdk::Response<Household> = client
    ///     .households()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HouseholdId>()?,
    ///         &etag,
    ///         HouseholdPatch::new().heating_billing(BillingMode::NotKnown),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<HouseholdId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<HouseholdPatch>,
    ) -> UpdateHousehold {
        UpdateHousehold {
            call: Call::new(&self.client, &UPDATE_HOUSEHOLD)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }
}

const LIST_HOUSEHOLDS: Operation =
    Operation { id: "list_households", method: Method::GET, path: "/v1/households", repeat: Repeat::Always };

/// A call of [`Households::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListHouseholds {
    call: Call,
}

impl ListHouseholds {
    /// Only households that lie in this neighbourhood. Form: `^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$`.
    pub fn neighbourhood_code(mut self, neighbourhood_code: impl Into<String>) -> Self {
        self.call = self.call.query("neighbourhood_code", neighbourhood_code.into());
        self
    }

    /// Only households of this building. 1 to 60 characters.
    pub fn building(mut self, building: impl Into<String>) -> Self {
        self.call = self.call.query("building", building.into());
        self
    }

    /// Only households of this stairwell. 1 to 60 characters.
    pub fn stairwell(mut self, stairwell: impl Into<String>) -> Self {
        self.call = self.call.query("stairwell", stairwell.into());
        self
    }

    /// Only households with members of which different values stand; `false`: only those without.
    pub fn conflicts(mut self, conflicts: bool) -> Self {
        self.call = self.call.query("conflicts", conflicts);
        self
    }

    /// Only households that are to be left alone today; `false`: only the others.
    pub fn do_not_disturb(mut self, do_not_disturb: bool) -> Self {
        self.call = self.call.query("do_not_disturb", do_not_disturb);
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

crate::call::common!(ListHouseholds);
crate::call::json!(ListHouseholds => HouseholdSummaryPage);
crate::call::pages!(ListHouseholds => HouseholdSummaryPage, HouseholdSummary);
crate::call::lines!(ListHouseholds => HouseholdSummary);
crate::call::file!(ListHouseholds, write_csv, "text/csv");
const CREATE_HOUSEHOLD: Operation = Operation {
    id: "create_household",
    method: Method::POST,
    path: "/v1/households",
    repeat: Repeat::WithKey,
};

/// A call of [`Households::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateHousehold {
    call: Call,
}

impl CreateHousehold {}
crate::call::common!(CreateHousehold);
crate::call::keyed!(CreateHousehold);
crate::call::json!(CreateHousehold => Household);
crate::call::minimal!(CreateHousehold);
const LOOK_UP_HOUSEHOLDS: Operation = Operation {
    id: "look_up_households",
    method: Method::POST,
    path: "/v1/household-look-ups",
    repeat: Repeat::WithKey,
};

/// A call of [`Households::look_up_households`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct LookUpHouseholds {
    call: Call,
}

impl LookUpHouseholds {}
crate::call::common!(LookUpHouseholds);
crate::call::keyed!(LookUpHouseholds);
crate::call::json!(LookUpHouseholds => HouseholdMatches);
crate::call::minimal!(LookUpHouseholds);
const GET_HOUSEHOLD: Operation = Operation {
    id: "get_household",
    method: Method::GET,
    path: "/v1/households/{id}",
    repeat: Repeat::Always,
};

/// A call of [`Households::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetHousehold {
    call: Call,
}

impl GetHousehold {}
crate::call::common!(GetHousehold);
crate::call::json!(GetHousehold => Household);
crate::call::conditional!(GetHousehold => Household);
const UPDATE_HOUSEHOLD: Operation = Operation {
    id: "update_household",
    method: Method::PATCH,
    path: "/v1/households/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`Households::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateHousehold {
    call: Call,
}

impl UpdateHousehold {}
crate::call::common!(UpdateHousehold);
crate::call::keyed!(UpdateHousehold);
crate::call::json!(UpdateHousehold => Household);
crate::call::minimal!(UpdateHousehold);
