//! Bodies: media type, size, syntax, shape, in that order.

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{Method, header::CONTENT_TYPE},
    web::{Bytes, Data},
};
use aws_lc_rs::digest;
use futures_util::future::LocalBoxFuture;
use palier_domain::error::Invalid;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use validator::{Validate, ValidationErrors};

use crate::{
    app::App,
    http::contract::Contract,
    http::middleware::encoding,
    http::problem::{BODY_TOO_LARGE, MALFORMED_BODY, Problem, REQUEST_TIMEOUT, UNSUPPORTED_MEDIA_TYPE},
};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";

/// A JSON body that the document's schema and the type's own checks accept.
#[derive(Debug)]
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    /// Digest of the request, for its `Idempotency-Key`.
    pub fingerprint: Vec<u8>,
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Sent::read(request, payload, JSON);
        Box::pin(async move {
            let sent = sent.await?;
            Ok(Self { value: typed(sent.value)?, fingerprint: sent.fingerprint })
        })
    }
}

/// A write without a body (or with an empty object, which some clients can't help sending).
#[derive(Debug)]
pub struct Empty {
    /// Digest of the request, for its `Idempotency-Key`.
    pub fingerprint: Vec<u8>,
}

impl FromRequest for Empty {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let bytes = read(&request, payload);
        Box::pin(async move {
            let bytes = bytes.await?;
            if !bytes.is_empty() && parse(&bytes)? != Value::Object(serde_json::Map::new()) {
                let wrong = Invalid::one("", "unexpected_body", "This operation takes no body.");
                return Err(Problem::from(wrong));
            }
            Ok(Self { fingerprint: fingerprint(&request, b"") })
        })
    }
}

/// A JSON Merge Patch (RFC 7396): null clears, absent keeps, arrays are replaced.
#[derive(Debug)]
pub struct MergePatch {
    patch: Value,
    /// Digest of the request, for its `Idempotency-Key`.
    pub fingerprint: Vec<u8>,
}

impl MergePatch {
    /// The members that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.patch.as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// What `current` becomes by the patch, if the named input schema and the type's own checks accept it.
    ///
    /// # Errors
    /// Everything that is then wrong, located in the patched whole.
    pub fn apply<T>(&self, contract: &Contract, component: &str, current: &T) -> Result<T, Invalid>
    where
        T: Serialize + DeserializeOwned + Validate,
    {
        let mut whole = serde_json::to_value(current)
            .map_err(|error| Invalid::one("", "unserialisable", error.to_string()))?;
        json_patch::merge(&mut whole, &self.patch);
        contract.check(component, &whole)?;
        parsed(whole)
    }
}

impl FromRequest for MergePatch {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Sent::read(request, payload, MERGE_PATCH);
        Box::pin(
            async move { sent.await.map(|sent| Self { patch: sent.value, fingerprint: sent.fingerprint }) },
        )
    }
}

/// A JSON body whose parts are judged one by one, by the handler.
#[derive(Debug)]
pub struct Unjudged {
    /// What was sent.
    pub value: Value,
    /// Digest of the request, for its `Idempotency-Key`.
    pub fingerprint: Vec<u8>,
}

impl FromRequest for Unjudged {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let accepted = accept(&request, JSON);
        let bytes = read(&request, payload);
        Box::pin(async move {
            accepted?;
            let bytes = bytes.await?;
            Ok(Self { value: parse(&bytes)?, fingerprint: fingerprint(&request, &bytes) })
        })
    }
}

/// A value as an input that the named schema and the type's own checks accept.
///
/// # Errors
/// Everything that is wrong with it.
pub fn judge<T: DeserializeOwned + Validate>(
    contract: &Contract,
    component: &str,
    value: Value,
) -> Result<T, Invalid> {
    contract.check(component, &value)?;
    parsed(value)
}

struct Sent {
    value: Value,
    fingerprint: Vec<u8>,
}

impl Sent {
    fn read(
        request: &HttpRequest,
        payload: &mut Payload,
        media_type: &'static str,
    ) -> impl Future<Output = Result<Self, Problem>> + use<> {
        let request = request.clone();
        let accepted = accept(&request, media_type);
        let bytes = read(&request, payload);
        async move {
            accepted?;
            let bytes = bytes.await?;
            let value = parse(&bytes)?;
            let app =
                request.app_data::<Data<App>>().ok_or_else(|| Problem::internal("no App in the request"))?;
            if let Some(operation) = app.contract.operation(&request) {
                operation.check_body(&value)?;
            }
            Ok(Self { value, fingerprint: fingerprint(&request, &bytes) })
        }
    }
}

fn accept(request: &HttpRequest, media_type: &'static str) -> Result<(), Problem> {
    let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(media_type) {
        return Ok(());
    }
    let problem = Problem::new(UNSUPPORTED_MEDIA_TYPE, format!("Send Content-Type: {media_type}."));
    Err(match *request.method() {
        Method::PATCH => problem.with_header("accept-patch", MERGE_PATCH),
        Method::POST => problem.with_header("accept-post", media_type),
        _ => problem,
    })
}

fn read(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let bytes = Bytes::from_request(request, payload);
    let limit = request.app_data::<Data<App>>().map_or(0, |app| app.config.server.body_limit_bytes);
    let request = request.clone();
    async move {
        let sent = bytes.await.map_err(|error| match error.as_response_error().status_code().as_u16() {
            413 => Problem::new(BODY_TOO_LARGE, format!("A body may have {limit} bytes.")),
            408 => Problem::new(REQUEST_TIMEOUT, "The body did not arrive in time."),
            _ => Problem::new(MALFORMED_BODY, "The body could not be read: it was cut."),
        })?;
        encoding::unpack(&request, sent, limit)
    }
}

fn parse(bytes: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(bytes)
        .map_err(|error| Problem::new(MALFORMED_BODY, format!("The body is not JSON: {error}.")))
}

fn typed<T: DeserializeOwned + Validate>(value: Value) -> Result<T, Problem> {
    parsed(value).map_err(Problem::from)
}

fn parsed<T: DeserializeOwned + Validate>(value: Value) -> Result<T, Invalid> {
    let value: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = pointer(error.path());
        Invalid::one(pointer, "malformed", error.into_inner().to_string())
    })?;
    value.validate().map_err(|errors| {
        let mut invalid = Invalid::default();
        collect(&mut invalid, "", &errors);
        invalid
    })?;
    Ok(value)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

/// The `validator` crate's errors, flattened.
fn collect(invalid: &mut Invalid, at: &str, errors: &ValidationErrors) {
    use validator::ValidationErrorsKind;
    for (field, kind) in errors.errors() {
        let here = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Field(list) => {
                for error in list {
                    let detail =
                        error.message.as_ref().map_or("It can't be taken.", |message| message.as_ref());
                    invalid.push(here.clone(), leaked(&error.code), detail);
                }
            }
            ValidationErrorsKind::Struct(inner) => collect(invalid, &here, inner),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(invalid, &format!("{here}/{index}"), inner);
                }
            }
        }
    }
}

/// The codes that wire types give their own checks.
fn leaked(code: &str) -> &'static str {
    ["blank", "control_character"].into_iter().find(|known| *known == code).unwrap_or("invalid")
}

/// SHA-256 of method, path, query and body.
fn fingerprint(request: &HttpRequest, body: &[u8]) -> Vec<u8> {
    let mut context = digest::Context::new(&digest::SHA256);
    // HTTP/2 and proxies send the whole URI where HTTP/1.1 sends the path: it is the same request.
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    for part in [request.method().as_str().as_bytes(), target.as_bytes(), body] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    context.finish().as_ref().to_vec()
}
