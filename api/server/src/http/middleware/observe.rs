//! Request ids, the access log, spans and request metrics; `docs/logging.md` lists what is written and what never is.

use std::time::{Duration, Instant};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{
        Method, StatusCode,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use metrics::{counter, gauge, histogram};
use opentelemetry::{global, propagation::Extractor, trace::TraceContextExt};
use palier_domain::caller::Caller;
use tracing::{Instrument, Span, field};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::telemetry::metrics::{HTTP_DURATION, HTTP_IN_FLIGHT, HTTP_REQUESTS};

/// The header that carries a request's id, both ways.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The route of a request that no operation answers; its path is not written down, since anybody may choose it.
const UNMATCHED: &str = "unmatched";

/// Routes that machines ask every few seconds; they are logged at `debug`.
const PROBES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Notes in the request's span who calls.
pub fn note_caller(caller: &Caller) {
    let span = Span::current();
    span.record("client_id", field::display(caller.client_id));
    if let Some(device) = caller.device {
        span.record("device_id", field::display(device.id));
    }
}

tokio::task_local! {
    static REQUEST_ID: RequestId;
}

/// The id of a request: in the request's extensions, in its log lines, in its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id of the request that this task works on. For code that has no request at hand, such as an error that
    /// turns into an answer; a blocking thread has none, so hand the id over.
    #[must_use]
    pub fn current() -> Option<Self> {
        REQUEST_ID.try_with(Self::clone).ok()
    }

    /// The id of a request that passed through [`observe`].
    #[must_use]
    pub fn in_request(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|id| id.0.clone()).unwrap_or_default()
    }

    /// The caller's id, if it is one that can stand in a log line, else a new one.
    fn of(headers: &HeaderMap) -> Self {
        let given = headers.get(X_REQUEST_ID).and_then(|value| value.to_str().ok());
        let is_kept = |id: &&str| {
            (1..=128).contains(&id.len())
                && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        Self(given.filter(is_kept).map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned))
    }
}

/// Why an answer is a 5xx, for the log only. Put it into the response's extensions; a caller never sees it.
#[derive(Clone, Debug)]
pub struct InternalCause(pub String);

/// The middleware; it must be the outermost one, so that it sees every answer.
pub async fn observe<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = RequestId::of(request.headers());
    let mut running = Running::start(&request, &id);
    request.extensions_mut().insert(id.clone());
    let span = running.span.clone();
    let answer = REQUEST_ID.scope(id.clone(), next.call(request).instrument(span)).await;
    let header = HeaderValue::from_str(&id.0).expect("an id holds only letters, digits, dots and dashes");
    match answer {
        Ok(mut response) => {
            let cause = response.status().is_server_error().then(|| cause_of(&response)).flatten();
            running.answered(response.status(), cause.as_deref());
            response.headers_mut().insert(X_REQUEST_ID, header);
            Ok(response)
        }
        // An inner middleware gave up: there is no response yet, so make it here, to put the header on it.
        Err(error) => {
            let mut response = REQUEST_ID.sync_scope(id, || error.error_response());
            let attached = response.extensions().get::<InternalCause>().map(|cause| cause.0.clone());
            let cause = attached.unwrap_or_else(|| error.to_string());
            running.answered(response.status(), Some(&cause));
            response.headers_mut().insert(X_REQUEST_ID, header);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn cause_of<B>(response: &ServiceResponse<B>) -> Option<String> {
    let attached = response.response().extensions().get::<InternalCause>().map(|cause| cause.0.clone());
    attached.or_else(|| response.response().error().map(ToString::to_string))
}

/// A request between its arrival and its answer.
struct Running {
    span: Span,
    method: &'static str,
    route: String,
    since: Instant,
    answered: bool,
}

impl Running {
    fn start(request: &ServiceRequest, id: &RequestId) -> Self {
        let method = method_label(request.method());
        let route = request.match_pattern().unwrap_or_else(|| UNMATCHED.to_owned());
        // A span of the highest level, so that a log restricted to errors still names the request.
        let span = tracing::error_span!(
            "request",
            request_id = id.0,
            method,
            route,
            status = field::Empty,
            duration_ms = field::Empty,
            client_id = field::Empty,
            device_id = field::Empty,
            trace_id = field::Empty,
            otel.name = format!("{method} {route}"),
            otel.kind = "server",
            otel.status_code = field::Empty,
        );
        join_trace(&span, request.headers());
        gauge!(HTTP_IN_FLIGHT).increment(1.0);
        Self { span, method, route, since: Instant::now(), answered: false }
    }

    fn answered(&mut self, status: StatusCode, cause: Option<&str>) {
        self.answered = true;
        let elapsed = self.since.elapsed();
        self.count(status.as_str(), elapsed);
        let (status_code, duration_ms) = (status.as_u16(), milliseconds(elapsed));
        self.span.record("status", status_code);
        self.span.record("duration_ms", duration_ms);
        if status.is_server_error() {
            self.span.record("otel.status_code", "ERROR");
        }
        let _entered = self.span.enter();
        if status.is_server_error() {
            let cause = cause.unwrap_or("not given");
            tracing::error!(cause, "{} {} failed with {status_code}", self.method, self.route);
        } else if PROBES.contains(&self.route.as_str()) {
            tracing::debug!("{} {} answered {status_code}", self.method, self.route);
        } else {
            tracing::info!("{} {} answered {status_code}", self.method, self.route);
        }
    }

    fn count(&self, status: &str, elapsed: Duration) {
        let labels = [("method", self.method.to_owned()), ("route", self.route.clone())];
        histogram!(HTTP_DURATION, &labels).record(elapsed);
        let [method, route] = labels;
        counter!(HTTP_REQUESTS, &[method, route, ("status", status.to_owned())]).increment(1);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        gauge!(HTTP_IN_FLIGHT).decrement(1.0);
        // The server drops a request's work when its caller hangs up; nobody gets a status then.
        if !self.answered {
            let elapsed = self.since.elapsed();
            self.count("abandoned", elapsed);
            self.span.record("duration_ms", milliseconds(elapsed));
            let _entered = self.span.enter();
            tracing::info!("{} {} was abandoned by its caller", self.method, self.route);
        }
    }
}

/// Milliseconds to three decimals: enough, and short to read.
fn milliseconds(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 1e6).round() / 1e3
}

/// A caller may invent methods; labels may not grow with them.
fn method_label(method: &Method) -> &'static str {
    const KNOWN: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("OTHER")
}

/// Makes the request part of the trace that its `traceparent` names, and notes the trace's id for the log.
fn join_trace(span: &Span, headers: &HeaderMap) {
    let parent = global::get_text_map_propagator(|propagator| propagator.extract(&Headers(headers)));
    if parent.span().span_context().is_valid() && span.set_parent(parent).is_err() {
        // Without a collector there is no trace to join.
        return;
    }
    let context = span.context();
    let trace = context.span().span_context().trace_id();
    if trace != opentelemetry::TraceId::INVALID {
        span.record("trace_id", field::display(trace));
    }
}

/// actix-web's headers, as OpenTelemetry reads them.
struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

#[cfg(test)]
#[path = "observe_tests.rs"]
mod tests;
