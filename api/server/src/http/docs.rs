//! `/docs/`: Swagger UI, from this program alone, on this server's own document.

use std::sync::Arc;

use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Data, Path, ServiceConfig},
};
use utoipa_swagger_ui::{Config, oauth};

use super::problem::Problem;

/// What the page needs: its own scripts and styles, requests to this server, and the icons that its style sheet
/// holds as data.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TITLE: &str = "<title>Swagger UI</title>";

/// Whether a path is one of the documentation's.
pub fn has(path: &str) -> bool {
    path == "/docs" || path.starts_with("/docs/")
}

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config.app_data(Data::new(swagger())).service(docs).service(docs_file);
}

fn swagger() -> Config<'static> {
    // No scope is chosen beforehand: without one a client gets all that it holds, and none holds all there are.
    let oauth = oauth::Config::new().app_name("Palier").scopes(vec![]);
    Config::with_oauth_config(["/v1/openapi.json"], oauth)
        .use_base_layout()
        .validator_url("none")
        .doc_expansion("list")
        .default_models_expand_depth(0)
        .display_request_duration(true)
        .display_operation_id(true)
        .try_it_out_enabled(true)
}

/// The page's files are named relative to `/docs/`.
#[get("/docs")]
async fn docs() -> HttpResponse {
    HttpResponse::Found().insert_header((header::LOCATION, "/docs/")).finish()
}

/// One of the page's files; the page itself, if none is named.
#[get("/docs/{file:.*}")]
async fn docs_file(file: Path<String>, config: Data<Config<'static>>) -> Result<HttpResponse, Problem> {
    let found = utoipa_swagger_ui::serve(&file, Arc::clone(&config))
        .map_err(|error| Problem::internal(format!("Swagger UI can't be configured: {error}")))?
        .ok_or_else(Problem::not_found)?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, content_type(&found.content_type)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    Ok(response.body(titled(found.bytes.into_owned())))
}

/// The page under its own name, which is what a tab shows; any other file as it is.
fn titled(bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains(TITLE) => text.replace(TITLE, "<title>Palier API</title>").into_bytes(),
        _ => bytes,
    }
}

/// All text of the page is UTF-8.
fn content_type(guessed: &str) -> String {
    if guessed.starts_with("text/") { format!("{guessed}; charset=utf-8") } else { guessed.to_owned() }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, test};

    use super::*;

    async fn get(path: &str) -> (u16, String, String) {
        let app = test::init_service(App::new().configure(configure)).await;
        let answer = test::call_service(&app, test::TestRequest::get().uri(path).to_request()).await;
        let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY);
        let policy = policy.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let (status, body) = (answer.status().as_u16(), test::read_body(answer).await);
        (status, policy, String::from_utf8_lossy(&body).into_owned())
    }

    #[actix_web::test]
    async fn the_page_stands_under_its_own_policy() {
        assert_eq!(get("/docs").await.0, 302);
        let (status, policy, page) = get("/docs/").await;
        assert_eq!((status, policy.as_str()), (200, POLICY));
        assert!(page.contains("<title>Palier API</title>") && !page.contains("https://"), "{page}");
        assert_eq!(get("/docs/none.js").await.0, 404);
    }

    #[actix_web::test]
    async fn it_reads_this_server_s_document_and_asks_nobody_else() {
        let (_, _, script) = get("/docs/swagger-initializer.js").await;
        assert!(script.contains(r#""url": "/v1/openapi.json""#) && script.contains("initOAuth"), "{script}");
        assert!(script.contains(r#""validatorUrl": "none""#) && !script.contains("://"), "{script}");
    }
}
