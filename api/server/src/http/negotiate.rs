//! Which of the offered media types the caller accepts (RFC 9110, section 12.5.1).

use actix_web::{HttpRequest, http::header};

use super::problem::{NOT_ACCEPTABLE, Problem};

/// A representation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/json`
    Json,
    /// `application/x-ndjson`
    Ndjson,
    /// `text/csv`
    Csv,
    /// `application/geo+json`
    GeoJson,
}

impl Format {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// The offered format that the caller likes best; the first offered, if it does not care.
///
/// # Errors
/// A 406 problem that lists what is offered.
pub fn negotiate(request: &HttpRequest, offered: &[Format]) -> Result<Format, Problem> {
    let types: Vec<&str> = offered.iter().map(|format| format.media_type()).collect();
    best(request, &types).map(|index| offered[index])
}

/// The index of the offered media type that the caller likes best.
///
/// # Errors
/// A 406 problem that lists what is offered.
pub fn best(request: &HttpRequest, offered: &[&str]) -> Result<usize, Problem> {
    let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    let ranges: Vec<(String, f32)> = values.flat_map(|value| value.split(',')).map(range).collect();
    if ranges.is_empty() {
        return Ok(0);
    }
    let mut best: Option<(usize, f32)> = None;
    for (index, media_type) in offered.iter().enumerate() {
        let quality = quality(&ranges, media_type);
        if quality > best.map_or(0.0, |(_, best)| best) {
            best = Some((index, quality));
        }
    }
    best.map(|(index, _)| index).ok_or_else(|| {
        Problem::new(NOT_ACCEPTABLE, format!("This operation answers with {}.", offered.join(", ")))
    })
}

/// `text/csv;q=0.5` as its range and its weight.
fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|q| q.parse().ok()).unwrap_or(1.0);
    (range, weight)
}

/// The weight of the most specific range that matches.
fn quality(ranges: &[(String, f32)], media_type: &str) -> f32 {
    let family = format!("{}/*", media_type.split('/').next().unwrap_or_default());
    let weight = |wanted: &str| ranges.iter().find(|(range, _)| range == wanted).map(|(_, weight)| *weight);
    weight(media_type).or_else(|| weight(&family)).or_else(|| weight("*/*")).unwrap_or(0.0)
}
