//! The last word on every answer: errors become problems, panics and delays too, and the headers that every
//! answer carries are put on.

use std::{panic::AssertUnwindSafe, time::Duration};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use futures_util::FutureExt;

use super::observe::{InternalCause, RequestId};
use crate::{
    app::App,
    http::{
        deprecation,
        limits::Standing,
        problem::{self, METHOD_NOT_ALLOWED, PROBLEM_JSON, Problem, TIMEOUT},
    },
};

/// The middleware; only `observe` stands outside of it.
pub async fn finish<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let seen = request.request().clone();
    let limit = app(&seen).map_or(30, |app| app.config.server.request_timeout_seconds);
    let head = *request.method() == Method::HEAD;
    if head {
        // RFC 9110, section 9.3.2: as GET, without the content.
        request.head_mut().method = Method::GET;
    }
    let answer = AssertUnwindSafe(next.call(request)).catch_unwind();
    let response = match tokio::time::timeout(Duration::from_secs(limit), answer).await {
        Err(_) => {
            problem_response(&Problem::new(TIMEOUT, format!("No answer was found in {limit} seconds.")))
        }
        Ok(Err(panic)) => {
            problem_response(&Problem::internal(format!("a handler panicked: {}", told(&panic))))
        }
        Ok(Ok(Err(error))) => error.as_response_error().error_response(),
        Ok(Ok(Ok(response))) => response.into_parts().1.map_into_boxed_body(),
    };
    let mut response = as_problem(&seen, response);
    let standing = seen.extensions().get::<Standing>().copied();
    common_headers(&seen, standing, response.headers_mut());
    if head {
        response = response.map_body(|_, body| {
            drop(body);
            BoxBody::new(())
        });
    }
    Ok(ServiceResponse::new(seen, response))
}

fn app(request: &HttpRequest) -> Option<&Data<App>> {
    request.app_data::<Data<App>>()
}

fn told(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "of unknown cause".to_owned())
}

fn problem_response(problem: &Problem) -> HttpResponse {
    actix_web::ResponseError::error_response(problem)
}

/// Gives every error its body, whoever made it.
fn as_problem(request: &HttpRequest, response: HttpResponse) -> HttpResponse {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let known = response.extensions().get::<Problem>().cloned();
    if known.is_none() && is_problem(response.headers()) {
        return response;
    }
    let problem = known.unwrap_or_else(|| unrouted(request, Problem::of_status(status)));
    let base = app(request).map_or("", |app| app.public_url.as_str());
    let id = RequestId::in_request(request);
    let body = problem.body(base, request.path(), &id);
    let mut answer = HttpResponse::build(problem.status());
    for (name, value) in response.headers() {
        if ![header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::CONTENT_TYPE].contains(name) {
            answer.append_header((name.clone(), value.clone()));
        }
    }
    for (name, value) in problem.headers.iter().filter(|(name, _)| !response.headers().contains_key(name)) {
        answer.append_header((name.clone(), value.clone()));
    }
    let mut answer = answer
        .insert_header((header::CONTENT_TYPE, PROBLEM_JSON))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body);
    if let Some(cause) = problem.cause {
        answer.extensions_mut().insert(InternalCause(cause));
    }
    answer
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(PROBLEM_JSON.as_bytes()))
}

/// Routing knows only that nothing fits; the document knows whether another method would.
fn unrouted(request: &HttpRequest, problem: Problem) -> Problem {
    if problem.kind != problem::NOT_FOUND && problem.kind != METHOD_NOT_ALLOWED {
        return problem;
    }
    if request.match_pattern().is_some() {
        return Problem::not_found();
    }
    let mut methods = app(request).map(|app| app.contract.methods(request.path())).unwrap_or_default();
    methods.extend(super::super::unversioned_methods(request.path()));
    if methods.is_empty() {
        return Problem::new(problem::NOT_FOUND, "No resource has this path.");
    }
    if methods.contains(&Method::GET) {
        methods.push(Method::HEAD);
    }
    let allow: Vec<_> = methods.iter().map(Method::as_str).collect();
    Problem::new(METHOD_NOT_ALLOWED, format!("This resource has {}.", allow.join(", ")))
        .with_header("allow", allow.join(", "))
}

fn common_headers(request: &HttpRequest, standing: Option<Standing>, headers: &mut HeaderMap) {
    let mut put = |name: &'static str, value: &str| {
        let name = HeaderName::from_static(name);
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    if let Some(standing) = standing {
        put("ratelimit-policy", &standing.policy());
        put("ratelimit", &standing.limit());
    }
    put("x-content-type-options", "nosniff");
    put("referrer-policy", "no-referrer");
    put("x-frame-options", "DENY");
    put("cross-origin-resource-policy", "same-origin");
    put("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    if app(request).is_some_and(|app| app.config.server.hsts) {
        put("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if request.path().starts_with("/v1/") {
        put("vary", "Accept, Authorization");
        put("cache-control", "private, no-cache");
    }
    for (name, value) in deprecation::headers(request) {
        put(name, &value);
    }
}
