//! The HTTP floor: wire types, extractors, problems, the document. Nothing below it knows a status or a header.

mod address;
pub mod contract;
mod cursor;
mod deprecation;
mod docs;
pub mod exports;
pub mod extract;
mod health;
pub mod limits;
pub mod list;
pub mod middleware;
mod negotiate;
pub mod oauth;
pub mod openapi;
mod pages;
pub mod problem;
mod qr;
mod reply;
mod run;
mod schema_errors;
mod text;
pub mod v1;

use actix_web::{
    HttpResponse, get,
    http::{Method, header},
    web::{Data, PayloadConfig, ServiceConfig},
};

use crate::app::App;

/// The document, as it is committed.
#[get("/v1/openapi.json")]
async fn openapi_json(app: Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(app.contract.text.clone())
}

/// All routes of a server.
pub fn configure(app: Data<App>) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        config
            .app_data(PayloadConfig::new(app.config.server.body_limit_bytes))
            .app_data(app)
            .service(health::healthz)
            .service(health::readyz)
            .service(health::metrics)
            .service(pages::root)
            .service(pages::problem_index)
            .service(pages::problem_page)
            .service(openapi_json)
            .configure(docs::configure)
            .configure(oauth::configure);
        utoipa_actix_web::service_config::ServiceConfig::new(config).configure(v1::configure);
    }
}

/// The methods of what is not in the document: the operations of no version.
fn unversioned_methods(path: &str) -> Option<Method> {
    const POST: &[&str] = &["/oauth/token", "/oauth/revoke", "/oauth/introspect"];
    const GET: &[&str] = &[
        "/",
        "/healthz",
        "/readyz",
        "/metrics",
        "/problems",
        "/v1/openapi.json",
        "/.well-known/oauth-authorization-server",
        "/.well-known/jwks.json",
    ];
    if POST.contains(&path) {
        return Some(Method::POST);
    }
    (GET.contains(&path) || docs::has(path)).then_some(Method::GET)
}
