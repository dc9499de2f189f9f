//! What the document says as a whole, and the components that operations share.

use palier_domain::scope::Scope;
use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

use super::webhooks;

use crate::http::{
    extract::MAX_LIMIT,
    problem::{FieldProblem, KINDS, ProblemDocument},
};

const DESCRIPTION: &str = "\
Palier is the system of record of door-to-door outreach: residents of poor neighbourhoods are hired, trained and sent \
from door to door with information about rights and services. Partners push campaigns and follow what came of them; \
municipalities read what their neighbourhoods need; field apps bring the visits home.

**Getting a token.** `POST /oauth/token` with `grant_type=client_credentials` and your client's id and secret (HTTP \
Basic, or in the form) gives a token for 15 minutes. Send it as `Authorization: Bearer …`. \
`/.well-known/oauth-authorization-server` tells the rest.

**Devices.** A field app on a phone gets its tokens by a one-time code of `POST /v1/field-workers/{id}/enrolments`: \
`POST /oauth/token` with `grant_type=urn:palier:params:oauth:grant-type:device-enrolment`, the app's `client_id`, the \
`code`, and a `device_nonce` (22 random characters or more) with which the same request may be repeated if its answer \
was lost. From then on `grant_type=refresh_token` with `client_id` and `refresh_token`: each answer holds the next \
refresh token, to be kept before it is used. A device acts for its field worker, and sees only what concerns them.

**Writing.** Every POST carries an `Idempotency-Key`: repeat the request with the same key and you get the same \
answer, and one change; keys are kept for 24 hours unless the operator chose otherwise. PATCH takes a JSON Merge Patch \
and needs `If-Match` with the `ETag` you read. Members that are not known are refused.

**Reading.** Lists have pages of up to 200 items with a `next_cursor`, also in `Link`; with \
`Accept: application/x-ndjson` or `text/csv` the whole list streams. Query parameters that are not known are refused.

**Errors** are `application/problem+json` (RFC 9457): `code` is for programs, `type` leads to a page that explains it, \
and a 422 lists every invalid field with a JSON Pointer.

**Events.** `GET /v1/events` tells what happened to what concerns you. A webhook endpoint \
(`POST /v1/webhook-endpoints`) is told the same as it happens, signed as Standard Webhooks says; each type of event stands \
under `webhooks` in this document.

**Stability.** `/v1` grows only by additions: be ready for new members and for new values of enumerations.";

const TAGS: &[(&str, &str)] = &[
    ("campaigns", "What partners bring to the doors: pushed as a draft, approved by the operator, then run."),
    (
        "neighbourhoods",
        "Priority neighbourhoods (quartiers prioritaires), by vintage, with their boundaries.",
    ),
    ("themes", "What needs and campaigns are about: data·inclusion v1 and Palier's own."),
    ("field-workers", "Those who go from door to door, by a pseudonym, and the hours that they worked."),
    ("devices", "The phones and tablets of field workers: enrolled by a one-time code, revoked in one call."),
    ("households", "Dwellings and who lives there, without names; what is personal is encrypted."),
    ("rounds", "A field worker's doors of a day, and all that is needed to try them without a network."),
    ("visits", "What happened at each door: events that never change, and what became of them later."),
    ("consents", "What households agreed to, for which purpose, and until when."),
    ("needs", "What households lack, from being raised to being met."),
    (
        "follow-up-actions",
        "What became of what residents meant to do, by whom it is told and how it is known.",
    ),
    ("referrals", "Blocked cases handed to an organisation, followed by both sides to an outcome."),
    ("meter-readings", "What water, electricity and gas meters showed, with how it is known."),
    ("tariffs", "What water, electricity and gas cost, by commune and day."),
    ("control-groups", "Which stairwells of a campaign are left until later, to compare with."),
    ("diagnoses", "Water and energy diagnoses: reference, tariff, kit, control groups, estimated savings."),
    ("sync", "Everything that was done without a network, sent at once, once or many times."),
    (
        "releases",
        "Protected figures of closed periods: prepared, audited, published, and then never changed.",
    ),
    ("impact", "What came of it all, for everybody: no token is needed."),
    ("jobs", "Work that takes longer than a request."),
    ("events", "What happened, for whom it concerns: a feed to read, and what webhook endpoints are told."),
    (
        "webhook-endpoints",
        "Where an organisation is told of events as they happen: signed, tried again, replayed.",
    ),
    ("organisations", "The tenants of this deployment: operator, partners, municipalities, app publishers."),
    ("clients", "The programs of an organisation and their credentials."),
];

/// Writes them into the document.
pub fn fill(document: &mut Value) {
    document["openapi"] = json!("3.1.0");
    document["info"] = json!({
        "title": "Palier",
        "version": "1.0.0",
        "summary": "The open API of door-to-door outreach.",
        "description": DESCRIPTION,
        "contact": {"name": "The operator of this deployment"},
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    });
    document["servers"] = json!([{"url": "/", "description": "This server."}]);
    let used = used_tags(document);
    document["tags"] = TAGS
        .iter()
        .filter(|(name, _)| used.iter().any(|tag| tag == name))
        .map(|(name, description)| json!({"name": name, "description": description}))
        .collect();
    let components = &mut document["components"];
    components["securitySchemes"] = json!({"oauth2": security()});
    components["schemas"]["Problem"] = schema::<ProblemDocument>();
    components["schemas"]["FieldProblem"] = schema::<FieldProblem>();
    components["responses"] = responses();
    components["parameters"] = parameters();
    if let Some(shared) = components["parameters"].as_object_mut() {
        shared.extend(webhooks::parameters().as_object().cloned().unwrap_or_default());
    }
    components["headers"] = headers();
    move_to_end(document, &["tags", "paths", "components"]);
}

fn used_tags(document: &Value) -> Vec<String> {
    let operations =
        document["paths"].as_object().into_iter().flatten().flat_map(|(_, item)| item.as_object()).flatten();
    operations.filter_map(|(_, operation)| operation["tags"][0].as_str()).map(str::to_owned).collect()
}

fn move_to_end(document: &mut Value, names: &[&str]) {
    if let Some(members) = document.as_object_mut() {
        for name in names {
            if let Some(value) = members.shift_remove(*name) {
                members.insert((*name).to_owned(), value);
            }
        }
    }
}

fn schema<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).expect("a schema is JSON")
}

fn security() -> Value {
    let scopes: Map<String, Value> =
        Scope::ALL.iter().map(|scope| (scope.to_string(), scope.description().into())).collect();
    json!({
        "type": "oauth2",
        "description": "Client credentials (RFC 6749, section 4.4). Ask for the scopes you need; without `scope` you get all \
                        that your client holds. Devices of field workers get their tokens at the same place, by a \
                        one-time code and then by refresh tokens (RFC 6749, section 6).",
        "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": scopes}},
    })
}

/// The component that each status' problems are declared by.
pub const RESPONSES: &[(u16, &str, &str)] = &[
    (400, "BadRequest", "A parameter, a header, the cursor or the body can't be read."),
    (401, "Unauthenticated", "There is no access token, or not a valid one."),
    (403, "Forbidden", "The access token lacks the scope that the operation needs."),
    (404, "NotFound", "There is no such resource, or none that this client may see."),
    (406, "NotAcceptable", "None of the accepted media types is offered."),
    (408, "RequestTimeout", "The body did not arrive in time."),
    (409, "Conflict", "The present state does not allow this, or a request with this key is still running."),
    (
        412,
        "PreconditionFailed",
        "The resource is not of the version that `If-Match` names; nothing was changed.",
    ),
    (413, "BodyTooLarge", "The body exceeds the limit."),
    (415, "UnsupportedMediaType", "The body is not of the media type that the operation takes."),
    (
        422,
        "ValidationFailed",
        "The body says something that can't be, or the key was used for another request.",
    ),
    (428, "PreconditionRequired", "`If-Match` is required."),
    (429, "RateLimited", "Too many requests; wait for as long as `Retry-After` says."),
    (500, "InternalError", "A fault of the server."),
    (503, "Unavailable", "The server can't work right now; try again after `Retry-After`."),
    (504, "Timeout", "The work took too long and was given up; a change may still have been made."),
    (507, "InsufficientStorage", "The server has no room left; nothing was changed."),
];

fn responses() -> Value {
    let entries = RESPONSES.iter().map(|(status, name, description)| {
        let mut headers = json!({"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}});
        let extra: &[&str] = match status {
            401 | 403 => &["WWW-Authenticate"],
            409 | 503 | 507 => &["Retry-After"],
            415 => &["Accept-Patch"],
            429 => &["Retry-After", "RateLimit", "RateLimit-Policy"],
            _ => &[],
        };
        for name in extra {
            headers[*name] = json!({"$ref": format!("#/components/headers/{name}")});
        }
        let response = json!({
            "description": description,
            "headers": headers,
            "content": {"application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": examples(*status),
            }},
        });
        ((*name).to_owned(), response)
    });
    Value::Object(entries.collect())
}

/// One example for each kind of problem of this status.
fn examples(status: u16) -> Value {
    let kinds = KINDS.iter().filter(|kind| kind.status == status);
    let examples = kinds.map(|kind| {
        let mut value = json!({
            "type": format!("https://palier.example/problems/{}", kind.code),
            "title": kind.title,
            "status": status,
            "detail": kind.about.split(". ").next().unwrap_or(kind.about),
            "instance": "/v1/campaigns",
            "request_id": "019ab0f2-6b1e-7c40-9d5e-cccccccccccc",
            "code": kind.code,
        });
        match kind.code {
            "validation_failed" => {
                value["errors"] =
                    json!([{"pointer": "/target_doors", "code": "too_small", "detail": "The least is 1."}]);
            }
            "invalid_parameters" => {
                value["errors"] =
                    json!([{"parameter": "limt", "code": "unknown_parameter", "detail": "limt is unknown."}]);
            }
            "transition_refused" => value["allowed"] = json!(["pause", "close"]),
            "insufficient_scope" => value["scope"] = json!("campaigns:write"),
            "rate_limited" => value["policy"] = json!("client"),
            _ => {}
        }
        (kind.code.to_owned(), json!({"value": value}))
    });
    Value::Object(examples.collect())
}

/// What an `Idempotency-Key` looks like.
pub const KEY_PATTERN: &str = "^[A-Za-z0-9._:~-]{1,255}$";
const ETAGS_PATTERN: &str = r#"^(\*|"[0-9a-z-]+")$"#;

fn parameters() -> Value {
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Names this request, so that a repetition of it gets the same answer and changes nothing twice. \
                            A UUID is a good key.",
            "schema": {"type": "string", "pattern": KEY_PATTERN},
            "example": "7c2f1f0e-52a3-4f0e-9d62-2f6a3f6f0b11",
        },
        "OptionalIdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "May name this request, so that a repetition of it gets the same answer.",
            "schema": {"type": "string", "pattern": KEY_PATTERN},
        },
        "IfMatch": {
            "name": "If-Match", "in": "header", "required": true,
            "description": "The `ETag` that you read, or `*` to change whatever is there.",
            "schema": {"type": "string", "pattern": ETAGS_PATTERN},
            "example": "\"3\"",
        },
        "OptionalIfMatch": {
            "name": "If-Match", "in": "header", "required": false,
            "description": "The `ETag` that you read: only that version is acted on.",
            "schema": {"type": "string", "pattern": ETAGS_PATTERN},
        },
        "IfNoneMatch": {
            "name": "If-None-Match", "in": "header", "required": false,
            "description": "The `ETag` that you have: if it is still the present one, the answer is 304 without a body.",
            "schema": {"type": "string", "pattern": ETAGS_PATTERN},
        },
        "Prefer": {
            "name": "Prefer", "in": "header", "required": false,
            "description": "`return=minimal` leaves the body out of the answer, `return=representation` asks for it (RFC 7240).",
            "schema": {"type": "string"},
            "example": "return=representation",
        },
        "Limit": {
            "name": "limit", "in": "query", "required": false,
            "description": "Items a page. More than 200 is refused with 400. Not with an export.",
            "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MAX_LIMIT, "default": 50},
        },
        "Cursor": {
            "name": "cursor", "in": "query", "required": false,
            "description": "`next_cursor` of the page before, with all other parameters unchanged. Not with an export.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 2000},
        },
    })
}

fn headers() -> Value {
    let header = |description: &str, example: &str| json!({"description": description, "schema": {"type": "string"}, "example": example});
    let mut headers = json!({
        "ETag": header("The version of the resource, for `If-Match` and `If-None-Match`.", "\"3\""),
        "Location": header("Where the new resource is.", "/v1/campaigns/019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e"),
        "Link": header("The next page, as `rel=\"next\"` (RFC 8288); absent on the last one.",
                       "<https://palier.example/v1/campaigns?cursor=c2Vh>; rel=\"next\""),
        "X-Request-Id": header("Names the request in our log; your own `X-Request-Id`, if you sent a sane one.",
                               "019ab0f2-6b1e-7c40-9d5e-cccccccccccc"),
        "RateLimit": header("Requests that may be made at once now (`r`), and seconds until all may be again (`t`).",
                            "\"client\";r=99;t=1"),
        "RateLimit-Policy": header("The policy: `q` requests in `w` seconds, `burst` of them at once.",
                                   "\"client\";q=600;w=60;burst=100"),
        "Preference-Applied": header("The preference that was honoured (RFC 7240).", "return=minimal"),
        "WWW-Authenticate": header("How to authenticate, and what was wrong (RFC 6750).", "Bearer realm=\"palier\""),
        "Accept-Patch": header("The media type that PATCH takes (RFC 5789).", "application/merge-patch+json"),
    });
    headers["Retry-After"] = json!({
        "description": "Seconds to wait before the next try.",
        "schema": {"type": "integer", "format": "int32", "minimum": 0},
        "example": 2,
    });
    headers
}
