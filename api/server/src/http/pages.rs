//! Pages for people: what a problem's `type` leads to, and the way from `/` to the documentation.

use actix_web::{HttpResponse, get, http::header, web};

use super::{
    oauth,
    problem::{KINDS, Kind, Problem},
};

fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().chain(oauth::problems::KINDS).copied()
}

/// Where `type` leads.
#[get("/problems/{code}")]
pub async fn problem_page(code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let kind = kinds().find(|kind| kind.code == code.as_str()).ok_or_else(Problem::not_found)?;
    Ok(html(&kind_page(kind)))
}

/// All problems.
#[get("/problems")]
pub async fn problem_index() -> HttpResponse {
    let items: String = kinds()
        .map(|kind| {
            format!(
                "<li><a href=\"/problems/{0}\"><code>{0}</code></a> {1} — {2}</li>",
                kind.code, kind.status, kind.title
            )
        })
        .collect();
    html(&page(
        "Problems",
        &format!(
            "<h1>Problems</h1><p>Every error of the API is one of these (RFC 9457).</p><ul>{items}</ul>"
        ),
    ))
}

/// The front door.
#[get("/")]
pub async fn root() -> HttpResponse {
    HttpResponse::Found().insert_header((header::LOCATION, "/docs/")).finish()
}

fn kind_page(kind: &Kind) -> String {
    let about = escape(kind.about);
    page(
        kind.title,
        &format!(
            "<p><a href=\"/problems\">All problems</a></p><h1>{}</h1><p><code>{}</code>, HTTP status {}</p><p>{about}</p>",
            escape(kind.title),
            kind.code,
            kind.status
        ),
    )
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{} · Palier</title><style>body{{font:1.05rem/1.5 system-ui;max-width:42rem;\
         margin:3rem auto;padding:0 1rem}}code{{background:#eee;padding:.1em .3em}}</style></head><body>{body}</body></html>",
        escape(title)
    )
}

/// Text as HTML, with `code` for what stands between backticks.
fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let parts = escaped.split('`').enumerate();
    parts
        .map(|(index, part)| if index % 2 == 1 { format!("<code>{part}</code>") } else { part.to_owned() })
        .collect()
}

fn html(text: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ))
        .body(text.to_owned())
}
