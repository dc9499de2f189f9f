//! What the server tells of itself: logs, traces, metrics.

use std::io::IsTerminal;

use serde::{Deserialize, Serialize};

/// The log on standard error.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LoggingConfig {
    /// `json`, `pretty`, or `auto`: pretty on a terminal and JSON elsewhere. Default: `auto`.
    pub format: LogFormat,
    /// A level (`error`, `warn`, `info`, `debug`, `trace`) or directives such as `info,palier_store=debug`.
    /// Default: `info`.
    pub level: String,
}

impl Default for LoggingConfig {
    fn default() -> Self {
        Self { format: LogFormat::Auto, level: "info".to_owned() }
    }
}

/// The shape of a log line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Pretty when standard error is a terminal, else JSON.
    #[default]
    Auto,
    /// One JSON object a line.
    Json,
    /// Lines for a human reader.
    Pretty,
}

impl LogFormat {
    /// Whether to write JSON, now that standard error is what it is.
    #[must_use]
    pub fn is_json(self) -> bool {
        match self {
            Self::Auto => !std::io::stderr().is_terminal(),
            Self::Json => true,
            Self::Pretty => false,
        }
    }
}

/// Traces and metrics.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TelemetryConfig {
    /// Base URL of an OpenTelemetry collector (OTLP over HTTP), such as `http://localhost:4318`; traces are sent
    /// only if it is set. `OTEL_EXPORTER_OTLP_ENDPOINT` is read too. Default: not set.
    pub otlp_endpoint: Option<String>,
    /// The service name that traces carry; `OTEL_SERVICE_NAME` is read too. Default: `palier`.
    pub service_name: String,
    /// Whether `/metrics` is served. Default: true.
    pub metrics_enabled: bool,
}

impl Default for TelemetryConfig {
    fn default() -> Self {
        Self { otlp_endpoint: None, service_name: "palier".to_owned(), metrics_enabled: true }
    }
}
