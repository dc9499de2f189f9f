//! Deprecated operations: marked here and nowhere else. The document and the headers of every answer
//! (`Deprecation`, RFC 9745; `Sunset`, RFC 8594; `Link`) follow.

use actix_web::{HttpRequest, web::Data};
use palier_domain::time::Day;

use crate::app::App;

/// An operation on its way out.
#[derive(Debug)]
pub struct Deprecation {
    /// Its `operationId`.
    pub operation: &'static str,
    /// Since when it is deprecated.
    pub since: Day,
    /// When it may stop answering; at least six months later.
    pub sunset: Day,
    /// The page or the operation to go to instead.
    pub successor: &'static str,
}

/// All of them; none so far.
pub const DEPRECATIONS: &[Deprecation] = &[];

/// What the answers of this request's operation must tell.
pub(crate) fn headers(request: &HttpRequest) -> Vec<(&'static str, String)> {
    let operation = request.app_data::<Data<App>>().and_then(|app| app.contract.operation(request));
    let found = operation.and_then(|operation| DEPRECATIONS.iter().find(|d| d.operation == operation.id));
    found.map(Deprecation::headers).unwrap_or_default()
}

impl Deprecation {
    /// The three header fields.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let seconds = |day: Day| palier_domain::time::Instant::start_of(day).seconds();
        let sunset =
            std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds(self.sunset).unsigned_abs());
        vec![
            ("deprecation", format!("@{}", seconds(self.since))),
            ("sunset", httpdate::fmt_http_date(sunset)),
            ("link", format!("<{}>; rel=\"successor-version\"", self.successor)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c38_the_three_headers_of_a_deprecated_operation() {
        let deprecation = Deprecation {
            operation: "list_things",
            since: Day::constant(2026, 11, 1),
            sunset: Day::constant(2027, 6, 1),
            successor: "/v1/other-things",
        };
        assert_eq!(
            deprecation.headers(),
            [
                ("deprecation", "@1793491200".to_owned()),
                ("sunset", "Tue, 01 Jun 2027 00:00:00 GMT".to_owned()),
                ("link", "</v1/other-things>; rel=\"successor-version\"".to_owned()),
            ]
        );
    }
}
