//! For those who watch the server: is the process there, can it work, what does it count.

use actix_web::{HttpResponse, get, http::header, web::Data};

use super::{
    problem::{Problem, UNAVAILABLE},
    run,
};
use crate::{app::App, service::ServiceError};

/// The process answers.
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({"status": "ok"}))
}

/// The database answers and has every migration.
#[get("/readyz")]
pub async fn readyz(app: Data<App>) -> Result<HttpResponse, Problem> {
    let store = app.store.clone();
    let pending = run::block(move || store.pending_migrations().map_err(ServiceError::from)).await?;
    if pending > 0 {
        return Err(Problem::new(
            UNAVAILABLE,
            format!("{pending} migrations have not run; `palier migrate` runs them."),
        )
        .with_header("retry-after", 5));
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({"status": "ready", "database": "ok", "migrations": "ok"})))
}

/// Prometheus text format.
#[get("/metrics")]
pub async fn metrics(app: Data<App>) -> HttpResponse {
    match &app.metrics {
        None => HttpResponse::NotFound().finish(),
        Some(metrics) => {
            let health = app.store.health();
            ::metrics::gauge!(crate::telemetry::metrics::DB_CONNECTIONS).set(health.connections);
            ::metrics::gauge!(crate::telemetry::metrics::DB_IDLE).set(health.idle);
            ::metrics::gauge!(crate::telemetry::metrics::DB_MAX).set(app.config.database.pool_size);
            HttpResponse::Ok()
                .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"))
                .body(metrics.render())
        }
    }
}
