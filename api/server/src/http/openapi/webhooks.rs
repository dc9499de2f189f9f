//! What the server sends by itself: a webhook for each type of event, and an example of each.

use palier_domain::{
    campaign::CampaignStatus,
    event::{About, EventType},
    referral::ReferralStatus,
};
use serde_json::{Map, Value, json};

use super::variants::pascal;

const PREFIX: &str = "#/components/schemas/";

/// The headers of a delivery (Standard Webhooks), as parameters.
pub const PARAMETERS: [&str; 3] = ["WebhookId", "WebhookTimestamp", "WebhookSignature"];

/// Writes the section.
pub fn fill(document: &mut Value) {
    let example = document["components"]["schemas"]["Event"]["example"].clone();
    let mut webhooks = Map::new();
    for event in EventType::ALL {
        let schema = format!("Event{}", pascal(event.as_str()));
        let data = data_of(document, *event, &schema);
        let body = json!({
            "id": example["id"], "type": event.as_str(), "created_at": example["created_at"], "data": data,
        });
        let variant = &mut document["components"]["schemas"][&schema];
        variant["description"] = json!(event.description());
        variant["example"] = body.clone();
        webhooks.insert(event.as_str().to_owned(), json!({"post": webhook(*event, &schema, &body)}));
    }
    document["webhooks"] = Value::Object(webhooks);
}

/// The example of what the variant's `data` is, with the status that the event tells of.
fn data_of(document: &Value, event: EventType, variant: &str) -> Value {
    let schemas = &document["components"]["schemas"];
    let reference = schemas[variant]["properties"]["data"]["$ref"].as_str();
    let name = reference.and_then(|reference| reference.strip_prefix(PREFIX)).unwrap_or_default();
    let mut data = schemas[name]["example"].clone();
    if let Some(status) = status(event) {
        data["status"] = json!(status);
    }
    data
}

/// Where the thing stands after the event, if the event says so.
fn status(event: EventType) -> Option<&'static str> {
    use EventType as Type;
    Some(match event {
        Type::CampaignCreated | Type::CampaignUpdated => CampaignStatus::Draft.as_str(),
        Type::CampaignSubmitted => CampaignStatus::Submitted.as_str(),
        Type::CampaignApproved => CampaignStatus::Approved.as_str(),
        Type::CampaignRejected => CampaignStatus::Rejected.as_str(),
        Type::CampaignStarted | Type::CampaignMessageAdded => CampaignStatus::Running.as_str(),
        Type::CampaignPaused => CampaignStatus::Paused.as_str(),
        Type::CampaignClosed => CampaignStatus::Closed.as_str(),
        Type::ReferralSent => ReferralStatus::Sent.as_str(),
        Type::ReferralAccepted => ReferralStatus::Accepted.as_str(),
        Type::ReferralRefused => ReferralStatus::Refused.as_str(),
        Type::ReferralStarted | Type::ReferralMessageSent => ReferralStatus::InProgress.as_str(),
        Type::ReferralResolved => ReferralStatus::Resolved.as_str(),
        Type::ReferralNotResolved => ReferralStatus::NotResolved.as_str(),
        Type::ReferralWithdrawn => ReferralStatus::Withdrawn.as_str(),
        _ => return None,
    })
}

fn webhook(event: EventType, schema: &str, body: &Value) -> Value {
    let parameters = PARAMETERS.map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    json!({
        "tags": ["events"],
        "summary": event.description().trim_end_matches('.'),
        "description": sent_to(event),
        "operationId": format!("on_{}", event.as_str().replace('.', "_")),
        "parameters": parameters,
        "requestBody": {
            "required": true,
            "description": "The event, as `GET /v1/events/{id}` answers it.",
            "content": {"application/json": {"schema": {"$ref": format!("{PREFIX}{schema}")}, "example": body}},
        },
        "responses": {
            "2XX": {"description": "You took it. Answer at once and do the work afterwards: after 15 seconds it counts as failed."},
            "410": {"description": "You want no more: the endpoint is disabled."},
            "default": {"description": "Anything else is tried again, ten times in some four days."},
        },
        "security": [],
    })
}

fn sent_to(event: EventType) -> String {
    if event == EventType::WebhookEndpointPinged {
        return "Sent to the endpoint that was tried, whatever types it takes, and to no other.".to_owned();
    }
    let readers = match event.about() {
        About::Campaign => "the campaign's partner and of the operator",
        About::Referral => "the organisation that the referral is addressed to and of the operator",
        About::Release => "every organisation",
        About::Organisation => "the organisation itself and of the operator",
        About::Client => "the client's organisation and of the operator",
        About::WebhookEndpoint => "the endpoint's organisation and of the operator",
    };
    format!("Sent to the webhook endpoints of {readers}, if they take this type.")
}

/// The headers, as components.
pub fn parameters() -> Value {
    let header = |name: &str, description: &str, example: &str| {
        json!({
            "name": name, "in": "header", "required": true, "description": description,
            "schema": {"type": "string"}, "example": example,
        })
    };
    json!({
        "WebhookId": header(
            "webhook-id",
            "The event's id, the same at each attempt: take one that you know for done.",
            "019ab0f2-6b1e-7c40-9d5e-414141414141",
        ),
        "WebhookTimestamp": header(
            "webhook-timestamp",
            "When this attempt was made, in seconds since 1970: refuse what is older than five minutes.",
            "1795448530",
        ),
        "WebhookSignature": header(
            "webhook-signature",
            "`v1,` and the HMAC-SHA-256, in base64, of id, timestamp and body with dots between them (Standard Webhooks); \
             two of them, with a space between, while the secret is rotated. Verify it before you believe the body.",
            "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
        ),
    })
}
