//! Logs to standard error, traces to a collector, metrics for a scraper. `docs/logging.md` lists the fields.

pub mod metrics;

use opentelemetry::{global, trace::TracerProvider as _};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, propagation::TraceContextPropagator, trace::SdkTracerProvider};
use tracing_subscriber::{EnvFilter, Layer, Registry, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{Config, LogFormat};

/// Why logging or tracing cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// `logging.level` is no filter.
    #[error("logging.level is not accepted: {0}. It takes a level such as info, or directives.")]
    Level(#[from] tracing_subscriber::filter::ParseError),
    /// The exporter refused its endpoint.
    #[error("Traces cannot be sent to telemetry.otlp_endpoint: {0}")]
    Exporter(#[from] opentelemetry_otlp::ExporterBuildError),
    /// Another subscriber is in place.
    #[error("The log is set up already: {0}")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Keeps telemetry running; dropping it sends what is still waiting.
#[derive(Debug)]
#[must_use = "dropping the guard ends the sending of traces"]
pub struct Guard(Option<SdkTracerProvider>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(provider) = &self.0
            && let Err(error) = provider.shutdown()
        {
            tracing::warn!(%error, "the last traces could not be sent");
        }
    }
}

/// Starts the log and, if an endpoint is configured, tracing. To be called once a process.
pub fn init(config: &Config) -> Result<Guard, TelemetryError> {
    let filter = EnvFilter::builder().parse(&config.logging.level)?;
    let provider = config.telemetry.otlp_endpoint.as_deref().map(|url| exporting(url, config)).transpose()?;
    let traces = provider.as_ref().map(|provider| {
        // A caller's `traceparent` is honoured only when there is somebody to send the trace to.
        global::set_text_map_propagator(TraceContextPropagator::new());
        tracing_opentelemetry::layer().with_tracer(provider.tracer("palier"))
    });
    tracing_subscriber::registry()
        .with(log_layer(config.logging.format))
        .with(traces)
        .with(filter)
        .try_init()?;
    Ok(Guard(provider))
}

fn exporting(endpoint: &str, config: &Config) -> Result<SdkTracerProvider, TelemetryError> {
    // The configured URL is a base, as in OTEL_EXPORTER_OTLP_ENDPOINT; the exporter's own setting is the whole one.
    let exporter = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .build()?;
    let resource = Resource::builder().with_service_name(config.telemetry.service_name.clone()).build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}

fn log_layer(format: LogFormat) -> Box<dyn Layer<Registry> + Send + Sync> {
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if format.is_json() {
        layer.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
    } else {
        layer.with_target(false).boxed()
    }
}
