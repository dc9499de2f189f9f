//! Compressed requests. The framework would unpack a body before it looks at its size, so that a kilobyte could fill
//! the memory, and nobody need be known for it. Here the encoding is taken off the request before the framework sees
//! it, and what is read is unpacked under the limit, by [`unpack`].

use std::io::Read;

use actix_web::{HttpMessage, HttpRequest, dev::ServiceRequest, http::header::CONTENT_ENCODING};
use flate2::read::MultiGzDecoder;

use crate::http::problem::{BODY_TOO_LARGE, MALFORMED_BODY, Problem, UNSUPPORTED_MEDIA_TYPE};

/// A request whose body came in gzip.
#[derive(Clone, Copy, Debug)]
struct Gzipped;

/// Takes the encoding off a request.
///
/// # Errors
/// A 415 problem for any encoding but gzip (RFC 9110, section 15.5.16).
pub fn take(request: &mut ServiceRequest) -> Result<(), Problem> {
    let Some(value) = request.headers_mut().remove(CONTENT_ENCODING).next() else { return Ok(()) };
    match value.to_str().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "identity" | "" => Ok(()),
        "gzip" | "x-gzip" => {
            request.extensions_mut().insert(Gzipped);
            Ok(())
        }
        _ => Err(refused()),
    }
}

/// Refuses a compressed body where none is taken.
///
/// # Errors
/// A 415 problem.
pub fn refuse(request: &HttpRequest) -> Result<(), Problem> {
    if request.extensions().get::<Gzipped>().is_some() {
        return Err(Problem::new(UNSUPPORTED_MEDIA_TYPE, "Send this body uncompressed.")
            .with_header("accept-encoding", "identity"));
    }
    Ok(())
}

fn refused() -> Problem {
    Problem::new(UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed or with Content-Encoding: gzip.")
        .with_header("accept-encoding", "gzip, identity")
}

/// A body as it was before it was compressed; never more than `limit` bytes of it are held.
///
/// # Errors
/// A 413 problem if there is more, a 400 one if it is no gzip.
pub fn unpack(
    request: &HttpRequest,
    body: actix_web::web::Bytes,
    limit: usize,
) -> Result<actix_web::web::Bytes, Problem> {
    if request.extensions().get::<Gzipped>().is_none() {
        return Ok(body);
    }
    let mut plain = Vec::new();
    let mut bounded = MultiGzDecoder::new(&body[..]).take(limit as u64 + 1);
    bounded
        .read_to_end(&mut plain)
        .map_err(|_| Problem::new(MALFORMED_BODY, "The body is not gzip, or was cut."))?;
    if plain.len() > limit {
        return Err(Problem::new(BODY_TOO_LARGE, format!("A body may have {limit} bytes, uncompressed.")));
    }
    Ok(plain.into())
}
