//! Successful answers to single resources.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;

use super::{
    extract::{IfNoneMatch, Preference},
    problem::Problem,
};
use crate::service::{ServiceError, once::Reply};

/// The entity tag of a version.
#[must_use]
pub fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

/// A representation with its version.
///
/// # Errors
/// If it can't be written as JSON.
pub fn representation<T: Serialize>(status: u16, version: i32, value: &T) -> Result<Reply, ServiceError> {
    Ok(Reply {
        status,
        headers: vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            ("etag".to_owned(), etag(version)),
            ("cache-control".to_owned(), "private, no-cache".to_owned()),
        ],
        body: serde_json::to_vec(value).map_err(|error| ServiceError::Internal(error.to_string()))?,
    })
}

/// 201 with the place of what was made.
///
/// # Errors
/// If it can't be written as JSON.
pub fn created<T: Serialize>(location: &str, version: i32, value: &T) -> Result<Reply, ServiceError> {
    let mut reply = representation(201, version, value)?;
    reply.headers.push(("location".to_owned(), location.to_owned()));
    Ok(reply)
}

/// 202 with the place of the job that does it.
///
/// # Errors
/// If it can't be written as JSON.
pub fn accepted<T: Serialize>(location: &str, job: &T) -> Result<Reply, ServiceError> {
    let mut reply = representation(202, 1, job)?;
    reply.headers.push(("location".to_owned(), location.to_owned()));
    Ok(reply)
}

/// 204: it is done, and there is nothing to show.
#[must_use]
pub fn nothing() -> Reply {
    let headers = vec![("cache-control".to_owned(), "private, no-cache".to_owned())];
    Reply { status: 204, headers, body: vec![] }
}

/// The same answer, for one with a secret in it: no cache may keep it.
#[must_use]
pub fn never_stored(mut reply: Reply) -> Reply {
    for (name, value) in &mut reply.headers {
        if name == "cache-control" {
            "no-store".clone_into(value);
        }
    }
    reply
}

/// Leaves the body out where the caller prefers so, and says what was preferred.
#[must_use]
pub fn prefer(mut reply: Reply, preference: Preference) -> Reply {
    match preference {
        Preference::None => {}
        Preference::Representation => {
            reply.headers.push(("preference-applied".to_owned(), "return=representation".to_owned()));
        }
        Preference::Minimal => {
            reply.headers.push(("preference-applied".to_owned(), "return=minimal".to_owned()));
            reply.headers.retain(|(name, _)| name != "content-type");
            reply.body.clear();
            if reply.status == 200 {
                reply.status = 204;
            }
        }
    }
    reply
}

/// 304 if the caller has this version, else the representation.
///
/// # Errors
/// If it can't be written as JSON.
pub fn conditional<T: Serialize>(
    known: &IfNoneMatch,
    version: i32,
    value: &T,
) -> Result<HttpResponse, Problem> {
    let mut reply = representation(200, version, value)?;
    if known.has(&etag(version)) {
        reply.status = 304;
        reply.body.clear();
        reply.headers.retain(|(name, _)| name != "content-type");
    }
    Ok(send(reply))
}

/// The same of what has no version since much is put together in it: its entity tag is made from its content.
///
/// # Errors
/// If it can't be written as JSON.
pub fn conditional_by_content<T: Serialize>(known: &IfNoneMatch, value: &T) -> Result<HttpResponse, Problem> {
    let body = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(conditional_bytes(known, "application/json", body))
}

/// The same in any media type.
pub fn conditional_bytes(known: &IfNoneMatch, media_type: &str, body: Vec<u8>) -> HttpResponse {
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest(&SHA256, &body).as_ref()[..16]));
    let mut headers =
        vec![("etag".to_owned(), etag.clone()), ("cache-control".to_owned(), "private, no-cache".to_owned())];
    if known.has(&etag) {
        return send(Reply { status: 304, headers, body: vec![] });
    }
    headers.push(("content-type".to_owned(), media_type.to_owned()));
    send(Reply { status: 200, headers, body })
}

/// A kept or new reply as the framework's answer.
#[must_use]
pub fn send(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
            response.append_header((name, value));
        }
    }
    response.body(reply.body)
}
