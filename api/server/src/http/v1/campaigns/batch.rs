//! Many campaigns in one request. A batch has a path of its own: under `/v1/campaigns/` it would look like an id.

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use palier_domain::{campaign::CampaignDraft, error::Invalid};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::CampaignInput;
use crate::{
    app::App,
    http::{
        contract::Contract,
        extract::{Authorized, Unjudged, Write, judge, scopes},
        problem::{Problem, ProblemDocument},
        reply::etag,
        run,
    },
    service::{
        ServiceError,
        campaigns::{self, Pushed, Results},
        once::Reply,
    },
};

/// The most campaigns of one request.
const MOST: usize = 100;

/// Several campaigns to push.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "atomic": false,
    "items": [{
        "external_id": "EAU-2026-08", "title": "Eau solidaire à la Cité", "information_kind": "service",
        "neighbourhood_codes": ["QN09901N"], "target_doors": 200, "starts_on": "2027-01-04", "ends_on": "2027-03-26",
    }],
}))]
pub struct CampaignBatchInput {
    /// All or nothing: with `true` one refusal refuses them all, and nothing is changed.
    #[schema(required = false, default = false)]
    pub atomic: bool,
    /// The campaigns, each with its `external_id`.
    #[schema(min_items = 1, max_items = 100)]
    pub items: Vec<CampaignInput>,
}

/// As it arrives: what is wrong with one item is that item's own result.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    #[serde(default)]
    atomic: bool,
    items: Vec<Value>,
}

/// What became of each campaign, in the order in which they were sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"items": [{
    "status": 201, "external_id": "EAU-2026-08", "id": "019ab0f2-6b1e-7c40-9d5e-111111111111", "etag": "\"1\"",
    "problem": null,
}]}))]
pub struct CampaignBatchResult {
    /// One result for each campaign that was sent.
    pub items: Vec<CampaignPushResult>,
}

/// What became of one campaign.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignPushResult {
    /// The status that pushing it alone would have had: 201 created, 200 updated or as it was, or that of `problem`.
    #[schema(minimum = 200, maximum = 599)]
    pub status: u16,
    /// The external id that was sent, if one was.
    pub external_id: Option<String>,
    /// The campaign's id.
    pub id: Option<Uuid>,
    /// The campaign's entity tag.
    pub etag: Option<String>,
    /// Why it was refused; pointers lead into the item.
    #[schema(value_type = Option<ProblemDocument>)]
    pub problem: Option<Value>,
}

/// Push several campaigns
///
/// Creates or replaces up to 100 campaigns by their external ids, as `PUT /v1/campaigns/by-external-id/{external_id}`
/// does one. The answer has one result for each, in their order. One that is refused does not stop the others, unless
/// `atomic` asks for all or nothing: then a refusal is the answer, with pointers such as `/items/3/title`, and nothing
/// is changed.
#[utoipa::path(
    tag = "campaigns",
    security(("oauth2" = ["campaigns:write"])),
    request_body = CampaignBatchInput,
    responses((status = 207, description = "One result for each campaign.", body = CampaignBatchResult)),
)]
#[post("/campaign-batches")]
pub async fn push_campaigns(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsWrite>,
    write: Write,
    body: Unjudged,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let envelope = open(body.value)?;
    let names: Vec<_> =
        envelope.items.iter().map(|item| item["external_id"].as_str().map(str::to_owned)).collect();
    let drafts = envelope.items.into_iter().map(|item| draft(&app.contract, item)).collect();
    let place = (app.public_url.clone(), request.path().to_owned(), caller.act().request_id.clone());
    let atomic = envelope.atomic;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| campaigns::push_all(tx, act, atomic, drafts),
        move |results| told(&place, names, results),
    )
    .await
}

fn open(value: Value) -> Result<Envelope, Invalid> {
    let envelope: Envelope = serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = match error.path().to_string() {
            path if path == "." => String::new(),
            path => format!("/{path}"),
        };
        Invalid::one(pointer, "malformed", error.into_inner().to_string())
    })?;
    if envelope.items.is_empty() || envelope.items.len() > MOST {
        return Err(Invalid::one("/items", "out_of_range", format!("There must be 1 to {MOST} campaigns.")));
    }
    Ok(envelope)
}

fn draft(contract: &Contract, item: Value) -> Result<CampaignDraft, Invalid> {
    let input: CampaignInput = judge(contract, "CampaignInput", item)?;
    if input.external_id.is_none() {
        return Err(Invalid::one("/external_id", "required", "A campaign is pushed by its external id."));
    }
    input.try_into()
}

fn told(
    (base, path, request_id): &(String, String, String),
    names: Vec<Option<String>>,
    results: Results,
) -> Result<Reply, ServiceError> {
    let items = names.into_iter().zip(results).map(|(external_id, result)| match result {
        Ok(pushed) => {
            let (status, campaign) = match pushed {
                Pushed::Created(campaign) => (201, campaign),
                Pushed::Updated(campaign) => (200, campaign),
            };
            let (id, etag) = (Some(campaign.id.0), Some(etag(campaign.version)));
            CampaignPushResult { status, external_id, id, etag, problem: None }
        }
        Err(error) => {
            let problem = Problem::from(error);
            let status = problem.kind.status;
            let problem = serde_json::from_slice(&problem.body(base, path, request_id)).ok();
            CampaignPushResult { status, external_id, id: None, etag: None, problem }
        }
    });
    let result = CampaignBatchResult { items: items.collect() };
    Ok(Reply {
        status: 207,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: serde_json::to_vec(&result).map_err(|error| ServiceError::Internal(error.to_string()))?,
    })
}
