//! The last word on every answer: errors become problems, panics and delays too, and the headers that every
//! answer carries are put on.

use std::{panic::AssertUnwindSafe, time::Duration};

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use futures_util::FutureExt;

use super::encoding;
use super::observe::{InternalCause, RequestId};
use crate::{
    app::App,
    http::{
        deprecation,
        limits::Standing,
        problem::{self, METHOD_NOT_ALLOWED, PROBLEM_JSON, Problem, TIMEOUT},
    },
};

/// What must be known of a request after it is gone. (A clone of the request itself would keep the router from
/// working on it.)
struct Seen {
    app: Option<Data<App>>,
    method: Method,
    path: String,
    id: String,
    head: bool,
}

/// The middleware; only `observe` stands outside of it.
pub async fn finish<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let seen = Seen {
        app: request.app_data::<Data<App>>().cloned(),
        method: request.method().clone(),
        path: request.path().to_owned(),
        id: RequestId::in_request(request.request()),
        head: *request.method() == Method::HEAD,
    };
    if seen.head {
        // RFC 9110, section 9.3.2: as GET, without the content.
        request.head_mut().method = Method::GET;
    }
    let accepted = encoding::take(&mut request);
    let limit = seen.app.as_ref().map_or(30, |app| app.config.server.request_timeout_seconds);
    let answer = AssertUnwindSafe(async move {
        accepted?;
        next.call(request).await
    });
    let answer = answer.catch_unwind();
    let failure = match tokio::time::timeout(Duration::from_secs(limit), answer).await {
        Ok(Ok(Ok(response))) => {
            let (request, response) = response.into_parts();
            let standing = request.extensions().get::<Standing>().copied();
            let mut response = seen.as_problem(response.map_into_boxed_body());
            seen.common_headers(standing, &mut response);
            deprecation::headers(&request)
                .iter()
                .for_each(|(name, value)| put(response.headers_mut(), name, value));
            return Ok(ServiceResponse::new(request, seen.without_content(response)));
        }
        Ok(Ok(Err(error))) => error.as_response_error().error_response(),
        Ok(Err(panic)) => {
            problem_response(&Problem::internal(format!("a handler panicked: {}", told(&panic))))
        }
        Err(_) => {
            problem_response(&Problem::new(TIMEOUT, format!("No answer was found in {limit} seconds.")))
        }
    };
    let cause = Problem::of_status(failure.status());
    let mut response = seen.as_problem(failure);
    seen.common_headers(None, &mut response);
    Err(InternalError::from_response(cause, response).into())
}

fn told(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "of unknown cause".to_owned())
}

fn problem_response(problem: &Problem) -> HttpResponse {
    actix_web::ResponseError::error_response(problem)
}

impl Seen {
    /// Gives every error its body, whoever made it.
    fn as_problem(&self, response: HttpResponse) -> HttpResponse {
        let status = response.status();
        if !(status.is_client_error() || status.is_server_error()) {
            return response;
        }
        let known = response.extensions().get::<Problem>().cloned();
        if known.is_none() && is_problem(response.headers()) {
            return response;
        }
        let problem = known.unwrap_or_else(|| self.unrouted(Problem::of_status(status)));
        let base = self.app.as_ref().map_or("", |app| app.public_url.as_str());
        let body = problem.body(base, &self.path, &self.id);
        let mut answer = HttpResponse::build(problem.status());
        for (name, value) in response.headers() {
            if ![header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::CONTENT_TYPE].contains(name) {
                answer.append_header((name.clone(), value.clone()));
            }
        }
        for (name, value) in problem.headers.iter().filter(|(name, _)| !response.headers().contains_key(name))
        {
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

    /// Routing knows only that nothing fits; the document knows whether another method would.
    fn unrouted(&self, problem: Problem) -> Problem {
        if problem.kind != problem::NOT_FOUND && problem.kind != METHOD_NOT_ALLOWED {
            return problem;
        }
        let mut methods = self.app.as_ref().map(|app| app.contract.methods(&self.path)).unwrap_or_default();
        methods.extend(crate::http::unversioned_methods(&self.path));
        if methods.is_empty() || methods.contains(&self.method) {
            return Problem::new(problem::NOT_FOUND, "No resource has this path.");
        }
        if methods.contains(&Method::GET) {
            methods.push(Method::HEAD);
        }
        let allow: Vec<_> = methods.iter().map(Method::as_str).collect();
        Problem::new(METHOD_NOT_ALLOWED, format!("This resource has {}.", allow.join(", ")))
            .with_header("allow", allow.join(", "))
    }

    fn common_headers(&self, standing: Option<Standing>, response: &mut HttpResponse) {
        let headers = response.headers_mut();
        if let Some(standing) = standing {
            put(headers, "ratelimit-policy", &standing.policy());
            put(headers, "ratelimit", &standing.limit());
        }
        put(headers, "x-content-type-options", "nosniff");
        put(headers, "referrer-policy", "no-referrer");
        put(headers, "x-frame-options", "DENY");
        put(headers, "cross-origin-resource-policy", "same-origin");
        put(headers, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        if self.app.as_ref().is_some_and(|app| app.config.server.hsts) {
            put(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
        }
        if self.path.starts_with("/v1/") {
            headers.append(header::VARY, HeaderValue::from_static("Accept, Authorization"));
            put(headers, "cache-control", "private, no-cache");
        }
    }

    fn without_content(&self, response: HttpResponse) -> HttpResponse {
        if self.head {
            response.map_body(|_, _| BoxBody::new(actix_web::body::None::new()))
        } else {
            response
        }
    }
}

/// Puts a header on that nobody has put on before.
fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    let name = HeaderName::from_static(name);
    if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(PROBLEM_JSON.as_bytes()))
}
