//! The metrics there are, and their Prometheus text.

use std::sync::OnceLock;

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Answered requests; labels `method`, `route` (the template) and `status`.
pub const HTTP_REQUESTS: &str = "http_requests_total";
/// Seconds from the arrival of a request to the head of its answer; labels `method` and `route`.
pub const HTTP_DURATION: &str = "http_request_duration_seconds";
/// Requests that are being worked on.
pub const HTTP_IN_FLIGHT: &str = "http_requests_in_flight";
/// Open database connections; label `pool` (`read` or `write`).
pub const DB_CONNECTIONS: &str = "db_pool_connections";
/// Open database connections that nobody uses; label `pool`.
pub const DB_IDLE: &str = "db_pool_idle_connections";
/// The most connections that the pool opens; label `pool`.
pub const DB_MAX: &str = "db_pool_max_connections";
/// Requests that were answered 503 because the database gave no connection in time, or could not be reached.
pub const DB_UNAVAILABLE: &str = "db_unavailable_total";
/// Attempts to deliver a webhook; label `outcome` (`delivered`, `retried` or `failed`).
pub const WEBHOOK_ATTEMPTS: &str = "webhook_attempts_total";
/// Webhooks that are being sent.
pub const WEBHOOKS_IN_FLIGHT: &str = "webhooks_in_flight";

/// From half a millisecond (a cached read) to the request timeout.
const DURATION_BUCKETS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// The process's metrics.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Starts recording; a second call gives the same metrics, because a process has one recorder.
    pub fn install() -> Result<Self, BuildError> {
        static INSTALLED: OnceLock<Metrics> = OnceLock::new();
        if let Some(metrics) = INSTALLED.get() {
            return Ok(metrics.clone());
        }
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(HTTP_DURATION.to_owned()), &DURATION_BUCKETS)?
            .build_recorder();
        // Of two first calls at the same time, one installs its recorder and both use that one.
        let metrics = INSTALLED.get_or_init(|| {
            let metrics = Self(recorder.handle());
            if let Err(error) = metrics::set_global_recorder(recorder) {
                tracing::warn!(%error, "metrics go to a recorder that was there before");
            }
            describe();
            metrics
        });
        Ok(metrics.clone())
    }

    /// All metrics in Prometheus's text format.
    #[must_use]
    pub fn render(&self) -> String {
        // Folds the samples of histograms; without it they would pile up between two scrapes' quantiles.
        self.0.run_upkeep();
        self.0.render()
    }

    /// Folds recorded samples; to be called now and then, so that an unscraped server does not grow.
    pub fn run_upkeep(&self) {
        self.0.run_upkeep();
    }
}

fn describe() {
    describe_counter!(HTTP_REQUESTS, "Answered requests by method, route template and status.");
    describe_histogram!(HTTP_DURATION, Unit::Seconds, "Time from a request's arrival to its answer's head.");
    describe_gauge!(HTTP_IN_FLIGHT, "Requests that are being worked on.");
    describe_gauge!(DB_CONNECTIONS, "Open database connections by pool.");
    describe_gauge!(DB_IDLE, "Open database connections that nobody uses, by pool.");
    describe_gauge!(DB_MAX, "The most database connections a pool opens.");
    describe_counter!(DB_UNAVAILABLE, "Requests that met no usable database connection in time.");
    describe_counter!(WEBHOOK_ATTEMPTS, "Attempts to deliver a webhook by what came of them.");
    describe_gauge!(WEBHOOKS_IN_FLIGHT, "Webhooks that are being sent.");
}
