//! What types cannot say: ranges, and fields that depend on each other.

use super::{Config, ConfigError};

/// What a key takes, where its type alone does not say it.
pub(super) fn accepted(key: &str) -> Option<&'static str> {
    Some(match key {
        "server.listen" => "an address and a port, such as 127.0.0.1:8080 or [::1]:8080",
        "server.public_url" => "a URL such as https://api.example.org",
        "server.trusted_proxies" | "webhooks.private_networks" => {
            "a list of IP addresses or networks, such as 10.0.0.7 or 10.0.0.0/8"
        }
        "server.forwarded_header" => "x-forwarded-for or forwarded",
        "database.url" => {
            "a path (palier.db), sqlite: and a path, or a URL such as postgres://user:password@host/database"
        }
        "auth.signing_algorithm" => "EdDSA or ES256",
        "logging.format" => "auto, json or pretty",
        "logging.level" => "error, warn, info, debug or trace, or directives such as info,palier_store=debug",
        "tls.cert" | "tls.key" | "auth.keys_file" => "the path of a file",
        "telemetry.otlp_endpoint" => "a URL such as http://localhost:4318",
        "disclosure.time_zone" => "the IANA name of a time zone, such as Europe/Paris or Indian/Reunion",
        "cors.allowed_origins" => "a list of origins such as https://app.example.org, or *",
        _ => return None,
    })
}

pub(super) fn database_problem(problem: &str) -> String {
    format!(
        "database.url is not accepted: {problem}. It takes {}.",
        accepted("database.url").unwrap_or("a URL")
    )
}

pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let mut problems = Vec::new();
    check_ranges(config, &mut problems);
    check_texts(config, &mut problems);
    if config.tls.cert.is_some() != config.tls.key.is_some() {
        let (given, missing) =
            if config.tls.cert.is_some() { ("tls.cert", "tls.key") } else { ("tls.key", "tls.cert") };
        problems.push(format!(
            "{given} is set without {missing}. Set both to serve HTTPS (--tls-cert and --tls-key), or neither to \
             serve HTTP."
        ));
    }
    if let Err(problem) = config.database.target() {
        problems.push(database_problem(&problem));
    }
    ConfigError::from_problems(problems)
}

fn check_ranges(config: &Config, problems: &mut Vec<String>) {
    let (server, database, auth, limits) = (&config.server, &config.database, &config.auth, &config.limits);
    // Durations end at a year: a longer one is a slip, and would overflow the arithmetic of deadlines.
    const YEAR: u64 = 31_536_000;
    let ranges = [
        ("server.workers", server.workers as u64, 1, 1024),
        ("server.request_timeout_seconds", server.request_timeout_seconds, 1, 3600),
        ("server.body_limit_bytes", server.body_limit_bytes as u64, 1024, 1 << 30),
        ("server.shutdown_timeout_seconds", server.shutdown_timeout_seconds, 0, 3600),
        ("cors.max_age_seconds", config.cors.max_age_seconds as u64, 0, 86_400),
        ("database.pool_size", database.pool_size.into(), 2, 1024),
        ("database.acquire_timeout_ms", database.acquire_timeout_ms, 1, 600_000),
        ("database.busy_timeout_ms", database.busy_timeout_ms.into(), 0, 600_000),
        ("auth.access_token_seconds", auth.access_token_seconds.into(), 1, 86_400),
        ("auth.secret_overlap_seconds", auth.secret_overlap_seconds.into(), 0, YEAR),
        ("auth.argon2_memory_kib", auth.argon2_memory_kib.into(), 8, 4 << 20),
        ("auth.argon2_iterations", auth.argon2_iterations.into(), 1, 100),
        ("auth.assertion_max_seconds", auth.assertion_max_seconds.into(), 1, 3600),
        ("limits.requests_per_minute", limits.requests_per_minute.into(), 1, u32::MAX.into()),
        ("limits.burst", limits.burst.into(), 1, u32::MAX.into()),
        ("limits.token_requests_per_minute", limits.token_requests_per_minute.into(), 1, u32::MAX.into()),
        ("limits.failed_tokens_per_minute", limits.failed_tokens_per_minute.into(), 1, u32::MAX.into()),
        ("limits.export_max_concurrent", limits.export_max_concurrent as u64, 1, 1024),
        ("limits.exports_per_client", limits.exports_per_client as u64, 1, 1024),
        ("limits.export_stall_seconds", limits.export_stall_seconds, 1, 3600),
        ("events.retention_days", config.events.retention_days.into(), 30, 3650),
        ("disclosure.threshold", config.disclosure.threshold.into(), 11, 1000),
        ("idempotency.retention_hours", config.idempotency.retention_hours.into(), 1, YEAR / 3600),
    ];
    for (key, value, least, most) in ranges {
        if !(least..=most).contains(&value) {
            problems.push(format!("{key} is {value}. It takes a whole number from {least} to {most}."));
        }
    }
}

fn check_texts(config: &Config, problems: &mut Vec<String>) {
    let mut refuse = |key: &str, value: &str| {
        problems.push(format!("{key} is \"{value}\". It takes {}.", accepted(key).unwrap_or("a text")));
    };
    if let Some(url) = &config.server.public_url
        && !is_base_url(url)
    {
        refuse("server.public_url", url);
    }
    if let Some(url) = &config.telemetry.otlp_endpoint
        && !is_base_url(url)
    {
        refuse("telemetry.otlp_endpoint", url);
    }
    for origin in &config.cors.allowed_origins {
        let is_origin = is_base_url(origin) && origin.matches('/').count() == 2;
        if origin != "*" && !is_origin {
            refuse("cors.allowed_origins", origin);
        }
    }
    if jiff::tz::TimeZone::get(&config.disclosure.time_zone).is_err() {
        refuse("disclosure.time_zone", &config.disclosure.time_zone);
    }
    if tracing_subscriber::EnvFilter::builder().parse(&config.logging.level).is_err() {
        refuse("logging.level", &config.logging.level);
    }
}

fn is_base_url(text: &str) -> bool {
    text.parse::<actix_web::http::Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some_and(|host| !host.is_empty())
            && uri.query().is_none()
            && !text.contains(['#', '@'])
    })
}
