//! The body of a sync: JSON or NDJSON, possibly in gzip, larger than other bodies may be. What is wrong with one item is
//! that item's own result.

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::CONTENT_TYPE,
    web::{Bytes, BytesMut, Data},
};
use futures_util::{StreamExt, future::LocalBoxFuture};
use palier_domain::error::Invalid;
use serde_json::Value;
use uuid::Uuid;

use super::{MOST, input};
use crate::{
    app::App,
    http::{
        middleware::encoding,
        problem::{BODY_TOO_LARGE, MALFORMED_BODY, Problem, UNSUPPORTED_MEDIA_TYPE},
    },
    service::sync::Received,
};

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

/// The items of a sync.
#[derive(Debug)]
pub struct SyncBody {
    /// In the order in which they were sent.
    pub items: Vec<Received>,
    /// Keyed digest of them all.
    pub fingerprint: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Form {
    Json,
    Lines,
}

impl FromRequest for SyncBody {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let form = form(&request)?;
            let app =
                request.app_data::<Data<App>>().ok_or_else(|| Problem::internal("no App in the request"))?;
            let limit = app.config.field.sync_body_limit_bytes;
            let bytes = encoding::unpack(&request, read(payload, limit).await?, limit)?;
            let values = match form {
                Form::Json => values(&bytes)?,
                Form::Lines => lines(&bytes),
            };
            count(values.len())?;
            let whole = values.iter().map(|value| value.clone().unwrap_or_default()).collect::<Value>();
            let fingerprint = app.vault.fingerprint("sync", &whole);
            let items = values.into_iter().map(|value| received(app, value)).collect();
            Ok(Self { items, fingerprint })
        })
    }
}

fn form(request: &HttpRequest) -> Result<Form, Problem> {
    let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        JSON => Ok(Form::Json),
        NDJSON => Ok(Form::Lines),
        _ => Err(Problem::new(UNSUPPORTED_MEDIA_TYPE, format!("Send Content-Type: {JSON} or {NDJSON}."))
            .with_header("accept-post", format!("{JSON}, {NDJSON}"))),
    }
}

async fn read(mut payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk =
            chunk.map_err(|_| Problem::new(MALFORMED_BODY, "The body could not be read: it was cut."))?;
        if bytes.len() + chunk.len() > limit {
            return Err(Problem::new(BODY_TOO_LARGE, format!("A sync may have {limit} bytes.")));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn count(items: usize) -> Result<(), Invalid> {
    let code = match items {
        0 => "too_few",
        1..=MOST => return Ok(()),
        _ => "too_many",
    };
    Err(Invalid::one("/items", code, format!("There must be 1 to {MOST} items.")))
}

type Parsed = Result<Value, Invalid>;

fn values(bytes: &[u8]) -> Result<Vec<Parsed>, Problem> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Problem::new(MALFORMED_BODY, format!("The body is not JSON: {error}.")))?;
    Ok(items(value)?.into_iter().map(Ok).collect())
}

/// What stands in `{"items": […]}`, by the document's rules; the items are judged one by one.
fn items(value: Value) -> Result<Vec<Value>, Invalid> {
    let Value::Object(mut members) = value else {
        return Err(Invalid::one("", "wrong_type", "It must be an object."));
    };
    let mut invalid = Invalid::default();
    let items = match members.remove("items") {
        Some(Value::Array(items)) => items,
        Some(_) => {
            invalid.push("/items", "wrong_type", "It must be an array.");
            Vec::new()
        }
        None => {
            invalid.push("/items", "required", "items is required.");
            Vec::new()
        }
    };
    for name in members.keys() {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        invalid.push(pointer, "unknown_member", format!("{name} is not known here, or read-only."));
    }
    invalid.or(items)
}

/// One item a line; empty lines are nothing.
fn lines(bytes: &[u8]) -> Vec<Parsed> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines
        .map(|line| {
            serde_json::from_slice(line)
                .map_err(|error| Invalid::one("", "malformed", format!("The line is not JSON: {error}.")))
        })
        .collect()
}

fn received(app: &App, value: Parsed) -> Received {
    let text = |name: &str| value.as_ref().ok().and_then(|value| value[name].as_str()).map(str::to_owned);
    let id = value.as_ref().ok().and_then(|value| value["item"]["id"].as_str());
    let id = id.and_then(|id| Uuid::try_parse(id).ok());
    Received {
        kind: text("kind"),
        id,
        item: value.clone().and_then(|value| input::item(&app.contract, value)),
    }
}
