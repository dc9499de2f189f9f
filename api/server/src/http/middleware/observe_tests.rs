use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use actix_web::{
    App, HttpResponse,
    middleware::{Next, from_fn},
    test, web,
};

use super::*;
use crate::telemetry::metrics::Metrics;

/// Collects what a subscriber writes.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn failing() -> HttpResponse {
    let mut response = HttpResponse::InternalServerError().body("sorry");
    response.extensions_mut().insert(InternalCause("disk on fire".to_owned()));
    response
}

async fn current() -> String {
    RequestId::current().map(|id| id.0).unwrap_or_default()
}

async fn refuse(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("x-refuse") {
        return Err(actix_web::error::ErrorForbidden("no"));
    }
    next.call(request).await
}

macro_rules! app {
    () => {
        test::init_service(
            App::new()
                .wrap(from_fn(refuse))
                .wrap(from_fn(observe))
                .route("/things/{id}", web::get().to(current))
                .route("/fail", web::get().to(failing)),
        )
        .await
    };
}

fn id_of<B>(response: &ServiceResponse<B>) -> String {
    response.headers().get(X_REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn keeps_a_sound_request_id_and_replaces_another() {
    let app = app!();
    for (given, kept) in
        [("a.B_c-1", true), ("", false), ("a b", false), ("a\"b", false), (&"x".repeat(129), false)]
    {
        let request =
            test::TestRequest::get().uri("/things/1").insert_header((X_REQUEST_ID, given)).to_request();
        let response = test::call_service(&app, request).await;
        let id = id_of(&response);
        assert_eq!(id == given, kept, "{given}");
        assert!(kept || uuid::Uuid::try_parse(&id).is_ok_and(|id| id.get_version_num() == 7));
        assert_eq!(
            test::read_body(response).await,
            id.as_bytes(),
            "code without the request finds the same id"
        );
    }
}

#[actix_web::test]
async fn errors_carry_the_id_too() {
    let app = app!();
    let missing = test::call_service(&app, test::TestRequest::get().uri("/nowhere").to_request()).await;
    assert_eq!((missing.status().as_u16(), id_of(&missing).len()), (404, 36));
    let request = test::TestRequest::get().uri("/things/1").insert_header(("x-refuse", "1")).to_request();
    let error = test::try_call_service(&app, request).await.err().expect("the inner middleware refuses");
    let response = error.error_response();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(response.headers().contains_key(X_REQUEST_ID));
}

#[actix_web::test]
async fn one_line_a_request_with_the_template_and_without_what_is_private() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(move || writer.clone())
        .finish();
    let _default = tracing::subscriber::set_default(subscriber);
    let app = app!();
    for uri in ["/things/private-id?token=secret", "/fail", "/secret-path"] {
        let request = test::TestRequest::get()
            .uri(uri)
            .insert_header((X_REQUEST_ID, "r-1"))
            .insert_header(("authorization", "Bearer secret"))
            .to_request();
        test::call_service(&app, request).await;
    }
    let text = String::from_utf8(lines.0.lock().expect("not poisoned").clone()).expect("text");
    let logged: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect();
    assert_eq!(logged.len(), 3, "{text}");
    assert!(!text.contains("secret") && !text.contains("private-id"), "{text}");
    for (line, (level, route, status)) in logged.iter().zip([
        ("INFO", "/things/{id}", 200),
        ("ERROR", "/fail", 500),
        ("INFO", "unmatched", 404),
    ]) {
        assert_eq!(line["level"], level);
        assert_eq!(line["span"]["request_id"], "r-1");
        assert_eq!(line["span"]["route"], route);
        assert_eq!(line["span"]["status"], status);
        assert!(line["span"]["duration_ms"].is_number());
    }
    assert_eq!(logged[1]["cause"], "disk on fire");
}

#[actix_web::test]
async fn counts_by_template_and_not_by_path() {
    let metrics = Metrics::install().expect("installed");
    let app = app!();
    for uri in ["/things/1", "/things/2"] {
        test::call_service(&app, test::TestRequest::get().uri(uri).to_request()).await;
    }
    let text = metrics.render();
    assert!(text.contains(r#"route="/things/{id}",status="200""#), "{text}");
    assert!(!text.contains("/things/1"), "{text}");
    assert!(text.contains("http_request_duration_seconds_bucket"), "{text}");
    assert!(text.contains("# HELP http_requests_in_flight"), "{text}");
}

#[actix_web::test]
async fn continues_the_callers_trace() {
    use opentelemetry::trace::TracerProvider as _;
    use tracing_subscriber::layer::SubscriberExt;

    let lines = Lines::default();
    let writer = lines.clone();
    let provider = opentelemetry_sdk::trace::SdkTracerProvider::builder().build();
    global::set_text_map_propagator(opentelemetry_sdk::propagation::TraceContextPropagator::new());
    let subscriber = tracing_subscriber::registry()
        .with(tracing_opentelemetry::layer().with_tracer(provider.tracer("test")))
        .with(tracing_subscriber::fmt::layer().json().with_writer(move || writer.clone()));
    let _default = tracing::subscriber::set_default(subscriber);
    let app = app!();
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let request = test::TestRequest::get()
        .uri("/things/1")
        .insert_header(("traceparent", format!("00-{trace}-00f067aa0ba902b7-01")))
        .to_request();
    test::call_service(&app, request).await;
    let text = String::from_utf8(lines.0.lock().expect("not poisoned").clone()).expect("text");
    assert!(text.contains(&format!("\"trace_id\":\"{trace}\"")), "{text}");
}
