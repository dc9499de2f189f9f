// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What partners bring to the doors: pushed as a draft, approved by the operator, then run.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What partners bring to the doors: pushed as a draft, approved by the operator, then run.
///
/// From [`Client::campaigns`].
#[derive(Clone, Debug)]
pub struct Campaigns {
    client: Client,
}

impl Campaigns {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List campaigns.
    ///
    /// Oldest first. The operator sees all campaigns, a partner its own, a municipality those that run or ran in its
    /// neighbourhoods (running, paused or closed), without prices.
    ///
    /// `GET /v1/campaigns`
    ///
    /// # Scope
    /// `campaigns:read`
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
    /// let mut items = client.campaigns().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Campaign = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListCampaigns {
        ListCampaigns { call: Call::new(&self.client, &LIST_CAMPAIGNS) }
    }

    /// Create a campaign.
    ///
    /// Makes a draft. Submit it with `POST /v1/campaigns/{id}/submit` when it has messages, themes, neighbourhoods and a
    /// purpose. To push campaigns from a system of your own, `PUT /v1/campaigns/by-external-id/{external_id}` is easier:
    /// it creates or replaces.
    ///
    /// `POST /v1/campaigns`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .create(
    ///         CampaignInput::new(
    ///                 "Eau solidaire aux Tilleuls",
    ///                 InformationKind::Service,
    ///                 550,
    ///                 jiff::civil::date(2027, 1, 4),
    ///                 jiff::civil::date(2027, 3, 26),
    ///             )
    ///             .external_id("EAU-2026-07")
    ///             .purpose(
    ///                 "Households read their meter, find leaks and know whom to call about a bill.",
    ///             )
    ///             .themes(["palier:eau--facture"])
    ///             .messages([
    ///                 MessageInput::new(
    ///                     "fr",
    ///                     "Bonjour, je suis votre voisine. Je viens pour l'eau.",
    ///                 ),
    ///             ])
    ///             .questions([
    ///                 QuestionInput::new(
    ///                     "reads_own_meter",
    ///                     Texts::from([("fr", "Savez-vous lire votre compteur ?")]),
    ///                     AnswerKindInput::YesNo(AnswerKindYesNoInput::new()),
    ///                 ),
    ///             ])
    ///             .actions([
    ///                 ActionOptionInput::new(
    ///                     "repair_leak",
    ///                     ShortTexts::from([("fr", "Faire réparer une fuite")]),
    ///                 ),
    ///             ])
    ///             .neighbourhood_codes(["QN09901N"])
    ///             .price(
    ///                 PriceTermsInput::new(palier_sdk::Cents(250), palier_sdk::Cents(900))
    ///                     .currency("EUR"),
    ///             )
    ///             .contact_cap(ContactCapInput::new(2, 90)),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<CampaignInput>) -> CreateCampaign {
        CreateCampaign {
            call: Call::new(&self.client, &CREATE_CAMPAIGN).body("application/json", &body.into()),
        }
    }

    /// Push a campaign by your own id.
    ///
    /// Creates the campaign that you call `external_id`, or replaces its content while it is a draft (or rejected).
    /// Pushing the same content again changes nothing, whatever its status; so a system can push all its campaigns as
    /// often as it likes. Two that push the same id at the same moment make one campaign.
    ///
    /// `PUT /v1/campaigns/by-external-id/{external_id}`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .push(
    ///         "EAU-2026-07",
    ///         CampaignInput::new(
    ///                 "Eau solidaire aux Tilleuls",
    ///                 InformationKind::Service,
    ///                 550,
    ///                 jiff::civil::date(2027, 1, 4),
    ///                 jiff::civil::date(2027, 3, 26),
    ///             )
    ///             .external_id("EAU-2026-07")
    ///             .purpose(
    ///                 "Households read their meter, find leaks and know whom to call about a bill.",
    ///             )
    ///             .themes(["palier:eau--facture"])
    ///             .messages([
    ///                 MessageInput::new(
    ///                     "fr",
    ///                     "Bonjour, je suis votre voisine. Je viens pour l'eau.",
    ///                 ),
    ///             ])
    ///             .questions([
    ///                 QuestionInput::new(
    ///                     "reads_own_meter",
    ///                     Texts::from([("fr", "Savez-vous lire votre compteur ?")]),
    ///                     AnswerKindInput::YesNo(AnswerKindYesNoInput::new()),
    ///                 ),
    ///             ])
    ///             .actions([
    ///                 ActionOptionInput::new(
    ///                     "repair_leak",
    ///                     ShortTexts::from([("fr", "Faire réparer une fuite")]),
    ///                 ),
    ///             ])
    ///             .neighbourhood_codes(["QN09901N"])
    ///             .price(
    ///                 PriceTermsInput::new(palier_sdk::Cents(250), palier_sdk::Cents(900))
    ///                     .currency("EUR"),
    ///             )
    ///             .contact_cap(ContactCapInput::new(2, 90)),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn push(&self, external_id: impl Into<ExternalId>, body: impl Into<CampaignInput>) -> PushCampaign {
        PushCampaign {
            call: Call::new(&self.client, &PUSH_CAMPAIGN)
                .segment("external_id", external_id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Push several campaigns.
    ///
    /// Creates or replaces up to 100 campaigns by their external ids, as `PUT /v1/campaigns/by-external-id/{external_id}`
    /// does one. The answer has one result for each, in their order. One that is refused does not stop the others, unless
    /// `atomic` asks for all or nothing: then a refusal is the answer, with pointers such as `/items/3/title`, and nothing
    /// is changed.
    ///
    /// `POST /v1/campaign-batches`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<CampaignBatchResult> = client
    ///     .campaigns()
    ///     .push_campaigns(
    ///         CampaignBatchInput::new([
    ///                 CampaignInput::new(
    ///                         "Eau solidaire à la Cité",
    ///                         InformationKind::Service,
    ///                         200,
    ///                         jiff::civil::date(2027, 1, 4),
    ///                         jiff::civil::date(2027, 3, 26),
    ///                     )
    ///                     .external_id("EAU-2026-08")
    ///                     .neighbourhood_codes(["QN09901N"]),
    ///             ])
    ///             .atomic(false),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn push_campaigns(&self, body: impl Into<CampaignBatchInput>) -> PushCampaigns {
        PushCampaigns {
            call: Call::new(&self.client, &PUSH_CAMPAIGNS).body("application/json", &body.into()),
        }
    }

    /// Get a campaign.
    ///
    /// A campaign that the caller may not see answers 404, as one that does not exist.
    ///
    /// `GET /v1/campaigns/{id}`
    ///
    /// # Scope
    /// `campaigns:read`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<CampaignId>) -> GetCampaign {
        GetCampaign { call: Call::new(&self.client, &GET_CAMPAIGN).segment("id", id.into()) }
    }

    /// Change a campaign.
    ///
    /// A JSON Merge Patch of a draft, or of a rejected campaign, which becomes a draft again. Lists such as `messages`
    /// are replaced as a whole.
    ///
    /// `PATCH /v1/campaigns/{id}`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?,
    ///         &etag,
    ///         CampaignPatch::new()
    ///             .contact_cap(ContactCapPatch::new().campaigns(2).days(90)),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<CampaignId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<CampaignPatch>,
    ) -> UpdateCampaign {
        UpdateCampaign {
            call: Call::new(&self.client, &UPDATE_CAMPAIGN)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }

    /// Submit a campaign.
    ///
    /// Asks the operator to decide. The draft must have a purpose, a theme, a neighbourhood and a message; a 422 lists
    /// what is missing. From here on its content is fixed.
    ///
    /// `POST /v1/campaigns/{id}/submit`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .submit("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn submit(&self, id: impl Into<CampaignId>) -> SubmitCampaign {
        SubmitCampaign { call: Call::new(&self.client, &SUBMIT_CAMPAIGN).segment("id", id.into()) }
    }

    /// Approve a campaign.
    ///
    /// The operator accepts a submitted campaign.
    ///
    /// `POST /v1/campaigns/{id}/approve`
    ///
    /// # Scope
    /// `campaigns:approve`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .approve("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn approve(&self, id: impl Into<CampaignId>) -> ApproveCampaign {
        ApproveCampaign { call: Call::new(&self.client, &APPROVE_CAMPAIGN).segment("id", id.into()) }
    }

    /// Reject a campaign.
    ///
    /// The operator refuses a submitted campaign and says why. The partner edits it, which makes it a draft again.
    ///
    /// `POST /v1/campaigns/{id}/reject`
    ///
    /// # Scope
    /// `campaigns:approve`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .reject(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?,
    ///         RejectionInput::new(
    ///             "The Arabic message says Monday, the French one Tuesday.",
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn reject(&self, id: impl Into<CampaignId>, body: impl Into<RejectionInput>) -> RejectCampaign {
        RejectCampaign {
            call: Call::new(&self.client, &REJECT_CAMPAIGN)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Start a campaign.
    ///
    /// The operator sends the field workers out: an approved campaign runs, a paused one runs again.
    ///
    /// `POST /v1/campaigns/{id}/start`
    ///
    /// # Scope
    /// `campaigns:approve`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .start("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn start(&self, id: impl Into<CampaignId>) -> StartCampaign {
        StartCampaign { call: Call::new(&self.client, &START_CAMPAIGN).segment("id", id.into()) }
    }

    /// Pause a campaign.
    ///
    /// The partner or the operator interrupts a running campaign; the operator starts it again.
    ///
    /// `POST /v1/campaigns/{id}/pause`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .pause("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn pause(&self, id: impl Into<CampaignId>) -> PauseCampaign {
        PauseCampaign { call: Call::new(&self.client, &PAUSE_CAMPAIGN).segment("id", id.into()) }
    }

    /// Close a campaign.
    ///
    /// The partner or the operator ends an approved, running or paused campaign for good.
    ///
    /// `POST /v1/campaigns/{id}/close`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .close("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn close(&self, id: impl Into<CampaignId>) -> CloseCampaign {
        CloseCampaign { call: Call::new(&self.client, &CLOSE_CAMPAIGN).segment("id", id.into()) }
    }

    /// Add a version of a message.
    ///
    /// Once a campaign is approved its messages never change; this adds the next version in a language, or the first in
    /// a new one. Visits tell which version was heard.
    ///
    /// `POST /v1/campaigns/{id}/messages`
    ///
    /// # Scope
    /// `campaigns:write`
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
    /// let answer: palier_sdk::Response<Campaign> = client
    ///     .campaigns()
    ///     .add_message(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?,
    ///         MessageInput::new(
    ///             "fr",
    ///             "Bonjour, je suis votre voisine. Je viens pour l'eau.",
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_message(
        &self,
        id: impl Into<CampaignId>,
        body: impl Into<MessageInput>,
    ) -> AddCampaignMessage {
        AddCampaignMessage {
            call: Call::new(&self.client, &ADD_CAMPAIGN_MESSAGE)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Get a campaign's results.
    ///
    /// What its partner needs to change how it speaks and works: how many doors opened and when, who was reached in which
    /// language, which message and version was found useful and made people mean to act, what was answered, what was done
    /// afterwards. The network's share stands beside what is told of the whole country, too: doors, hours, interviews,
    /// languages, outcomes. Messages and answers to the campaign's own questions are told of campaigns alone; compare these with
    /// the campaign's own total. Only the campaign's partner and the operator read it. As a table:
    /// `GET /v1/releases/{id}/figures?campaign_id=` with `Accept: text/csv`.
    ///
    /// `GET /v1/campaigns/{id}/results`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let answer: palier_sdk::Response<CampaignResults> = client
    ///     .campaigns()
    ///     .get_results("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_results(&self, id: impl Into<CampaignId>) -> GetCampaignResults {
        GetCampaignResults { call: Call::new(&self.client, &GET_CAMPAIGN_RESULTS).segment("id", id.into()) }
    }

    /// Get a campaign's live progress.
    ///
    /// Doors tried, opened and interviewed so far in a quarter that is not over yet: rounded totals of the campaign, in
    /// steps. Only the campaign's partner and the operator read it. `Accept: text/csv` gives the steps as a table.
    ///
    /// `GET /v1/campaigns/{id}/progress`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let answer: palier_sdk::Response<CampaignProgress> = client
    ///     .campaigns()
    ///     .get_progress("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_progress(&self, id: impl Into<CampaignId>) -> GetCampaignProgress {
        GetCampaignProgress { call: Call::new(&self.client, &GET_CAMPAIGN_PROGRESS).segment("id", id.into()) }
    }

    /// Get a campaign's statement.
    ///
    /// What was delivered, by quarter and by calendar year: doors tried, doors opened, interviews at the door, as the published
    /// releases tell them; the bounds that rounding leaves; amounts by the campaign's price terms.
    ///
    /// Each year is settled measure by measure (`years`). By its quarters, if all that the campaign has in it are published: a
    /// door that was tried in two of them counts in both. If one is withheld, by the figure of the year's own release, which may
    /// be published all the same: each door of the year counts once, and the figure stands instead of the quarters, unless these
    /// told more already. Else by what of its quarters is published: then what was delivered in the others is neither told nor
    /// invoiced, and `withheld_periods` and `complete` say so.
    ///
    /// Until the year's release this is an interim statement, by quarters, and after it the final one. `quarters_to_come` and
    /// `years_to_come` say which releases are missing, and `is_final` that none is. A line of a quarter never changes; what is
    /// settled of a year changes only when one of its quarters is published or its own figure takes their place, and never
    /// becomes less. Invoice by quarters as they come, if you like, and the difference at the year's release.
    ///
    /// Only the campaign's partner and the operator read it. `Accept: text/csv` gives a table: a row a line (`line`), a year and
    /// measure (`year`), a measure (`total`), and one for the whole (`statement`).
    ///
    /// `GET /v1/campaigns/{id}/statement`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let answer: palier_sdk::Response<CampaignStatement> = client
    ///     .campaigns()
    ///     .get_statement("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_statement(&self, id: impl Into<CampaignId>) -> GetCampaignStatement {
        GetCampaignStatement {
            call: Call::new(&self.client, &GET_CAMPAIGN_STATEMENT).segment("id", id.into()),
        }
    }
}

const LIST_CAMPAIGNS: Operation =
    Operation { id: "list_campaigns", method: Method::GET, path: "/v1/campaigns", repeat: Repeat::Always };

/// A call of [`Campaigns::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListCampaigns {
    call: Call,
}

impl ListCampaigns {
    /// Only campaigns in this state.
    pub fn status(mut self, status: impl Into<CampaignStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Only campaigns of this partner.
    pub fn organisation_id(mut self, organisation_id: impl Into<OrganisationId>) -> Self {
        self.call = self.call.query("organisation_id", organisation_id.into());
        self
    }

    /// Only the campaign that its partner calls so. Form: `^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$`.
    pub fn external_id(mut self, external_id: impl Into<ExternalId>) -> Self {
        self.call = self.call.query("external_id", external_id.into());
        self
    }

    /// Only campaigns whose period holds this day.
    pub fn on(mut self, on: Date) -> Self {
        self.call = self.call.query("on", on);
        self
    }

    /// Only campaigns with a neighbourhood in this commune. Form: `^([0-9]{5}|2[AB][0-9]{3})$`.
    pub fn commune_code(mut self, commune_code: impl Into<CommuneCode>) -> Self {
        self.call = self.call.query("commune_code", commune_code.into());
        self
    }

    /// Only campaigns with this neighbourhood. Form: `^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$`.
    pub fn neighbourhood_code(mut self, neighbourhood_code: impl Into<NeighbourhoodCode>) -> Self {
        self.call = self.call.query("neighbourhood_code", neighbourhood_code.into());
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

crate::call::common!(ListCampaigns);
crate::call::json!(ListCampaigns => CampaignPage);
crate::call::pages!(ListCampaigns => CampaignPage, Campaign);
crate::call::lines!(ListCampaigns => Campaign);
crate::call::file!(ListCampaigns, write_csv, "text/csv");
const CREATE_CAMPAIGN: Operation =
    Operation { id: "create_campaign", method: Method::POST, path: "/v1/campaigns", repeat: Repeat::WithKey };

/// A call of [`Campaigns::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateCampaign {
    call: Call,
}

impl CreateCampaign {}
crate::call::common!(CreateCampaign);
crate::call::keyed!(CreateCampaign);
crate::call::json!(CreateCampaign => Campaign);
crate::call::minimal!(CreateCampaign);
const PUSH_CAMPAIGN: Operation = Operation {
    id: "push_campaign",
    method: Method::PUT,
    path: "/v1/campaigns/by-external-id/{external_id}",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::push`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct PushCampaign {
    call: Call,
}

impl PushCampaign {}
crate::call::common!(PushCampaign);
crate::call::keyed!(PushCampaign);
crate::call::matching!(PushCampaign);
crate::call::json!(PushCampaign => Campaign);
crate::call::minimal!(PushCampaign);
const PUSH_CAMPAIGNS: Operation = Operation {
    id: "push_campaigns",
    method: Method::POST,
    path: "/v1/campaign-batches",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::push_campaigns`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct PushCampaigns {
    call: Call,
}

impl PushCampaigns {}
crate::call::common!(PushCampaigns);
crate::call::keyed!(PushCampaigns);
crate::call::json!(PushCampaigns => CampaignBatchResult);
crate::call::minimal!(PushCampaigns);
const GET_CAMPAIGN: Operation =
    Operation { id: "get_campaign", method: Method::GET, path: "/v1/campaigns/{id}", repeat: Repeat::Always };

/// A call of [`Campaigns::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetCampaign {
    call: Call,
}

impl GetCampaign {}
crate::call::common!(GetCampaign);
crate::call::json!(GetCampaign => Campaign);
crate::call::conditional!(GetCampaign => Campaign);
const UPDATE_CAMPAIGN: Operation = Operation {
    id: "update_campaign",
    method: Method::PATCH,
    path: "/v1/campaigns/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateCampaign {
    call: Call,
}

impl UpdateCampaign {}
crate::call::common!(UpdateCampaign);
crate::call::keyed!(UpdateCampaign);
crate::call::json!(UpdateCampaign => Campaign);
crate::call::minimal!(UpdateCampaign);
const SUBMIT_CAMPAIGN: Operation = Operation {
    id: "submit_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/submit",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::submit`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct SubmitCampaign {
    call: Call,
}

impl SubmitCampaign {}
crate::call::common!(SubmitCampaign);
crate::call::keyed!(SubmitCampaign);
crate::call::matching!(SubmitCampaign);
crate::call::json!(SubmitCampaign => Campaign);
crate::call::minimal!(SubmitCampaign);
const APPROVE_CAMPAIGN: Operation = Operation {
    id: "approve_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/approve",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::approve`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ApproveCampaign {
    call: Call,
}

impl ApproveCampaign {}
crate::call::common!(ApproveCampaign);
crate::call::keyed!(ApproveCampaign);
crate::call::matching!(ApproveCampaign);
crate::call::json!(ApproveCampaign => Campaign);
crate::call::minimal!(ApproveCampaign);
const REJECT_CAMPAIGN: Operation = Operation {
    id: "reject_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/reject",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::reject`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RejectCampaign {
    call: Call,
}

impl RejectCampaign {}
crate::call::common!(RejectCampaign);
crate::call::keyed!(RejectCampaign);
crate::call::matching!(RejectCampaign);
crate::call::json!(RejectCampaign => Campaign);
crate::call::minimal!(RejectCampaign);
const START_CAMPAIGN: Operation = Operation {
    id: "start_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/start",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::start`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct StartCampaign {
    call: Call,
}

impl StartCampaign {}
crate::call::common!(StartCampaign);
crate::call::keyed!(StartCampaign);
crate::call::matching!(StartCampaign);
crate::call::json!(StartCampaign => Campaign);
crate::call::minimal!(StartCampaign);
const PAUSE_CAMPAIGN: Operation = Operation {
    id: "pause_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/pause",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::pause`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct PauseCampaign {
    call: Call,
}

impl PauseCampaign {}
crate::call::common!(PauseCampaign);
crate::call::keyed!(PauseCampaign);
crate::call::matching!(PauseCampaign);
crate::call::json!(PauseCampaign => Campaign);
crate::call::minimal!(PauseCampaign);
const CLOSE_CAMPAIGN: Operation = Operation {
    id: "close_campaign",
    method: Method::POST,
    path: "/v1/campaigns/{id}/close",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::close`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CloseCampaign {
    call: Call,
}

impl CloseCampaign {}
crate::call::common!(CloseCampaign);
crate::call::keyed!(CloseCampaign);
crate::call::matching!(CloseCampaign);
crate::call::json!(CloseCampaign => Campaign);
crate::call::minimal!(CloseCampaign);
const ADD_CAMPAIGN_MESSAGE: Operation = Operation {
    id: "add_campaign_message",
    method: Method::POST,
    path: "/v1/campaigns/{id}/messages",
    repeat: Repeat::WithKey,
};

/// A call of [`Campaigns::add_message`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct AddCampaignMessage {
    call: Call,
}

impl AddCampaignMessage {}
crate::call::common!(AddCampaignMessage);
crate::call::keyed!(AddCampaignMessage);
crate::call::matching!(AddCampaignMessage);
crate::call::json!(AddCampaignMessage => Campaign);
crate::call::minimal!(AddCampaignMessage);
const GET_CAMPAIGN_RESULTS: Operation = Operation {
    id: "get_campaign_results",
    method: Method::GET,
    path: "/v1/campaigns/{id}/results",
    repeat: Repeat::Always,
};

/// A call of [`Campaigns::get_results`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetCampaignResults {
    call: Call,
}

impl GetCampaignResults {
    /// Only this quarter or year; all that were published, if it is left out. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }
}

crate::call::common!(GetCampaignResults);
crate::call::json!(GetCampaignResults => CampaignResults);
crate::call::conditional!(GetCampaignResults => CampaignResults);
const GET_CAMPAIGN_PROGRESS: Operation = Operation {
    id: "get_campaign_progress",
    method: Method::GET,
    path: "/v1/campaigns/{id}/progress",
    repeat: Repeat::Always,
};

/// A call of [`Campaigns::get_progress`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetCampaignProgress {
    call: Call,
}

impl GetCampaignProgress {
    /// A quarter such as `2026-Q3`; without it, the present one (UTC). Form: `^2[01][0-9]{2}-Q[1-4]$`.
    pub fn period(mut self, period: impl Into<Quarter>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }
}

crate::call::common!(GetCampaignProgress);
crate::call::json!(GetCampaignProgress => CampaignProgress);
crate::call::file!(GetCampaignProgress, write_csv, "text/csv");
crate::call::conditional!(GetCampaignProgress => CampaignProgress);
const GET_CAMPAIGN_STATEMENT: Operation = Operation {
    id: "get_campaign_statement",
    method: Method::GET,
    path: "/v1/campaigns/{id}/statement",
    repeat: Repeat::Always,
};

/// A call of [`Campaigns::get_statement`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetCampaignStatement {
    call: Call,
}

impl GetCampaignStatement {}
crate::call::common!(GetCampaignStatement);
crate::call::json!(GetCampaignStatement => CampaignStatement);
crate::call::file!(GetCampaignStatement, write_csv, "text/csv");
crate::call::conditional!(GetCampaignStatement => CampaignStatement);
