//! What stands in a path. An id that can't be one names nothing: 404, as for one that does not exist.

use std::{
    future::{Ready, ready},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use crate::http::problem::Problem;

/// The path's `{id}`.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(parsed.map(Self).ok_or_else(Problem::not_found))
    }
}

/// The path's last variable, whatever its name: a code or an external id, percent-decoded.
#[derive(Debug)]
pub struct Named(pub String);

impl FromRequest for Named {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let text = actix_web::web::Path::<String>::from_request(request, payload).into_inner();
        ready(text.map(|text| Self(text.into_inner())).map_err(|_| Problem::not_found()))
    }
}
