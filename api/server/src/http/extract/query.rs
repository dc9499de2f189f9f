//! Query parameters: checked against the document, unknown ones refused.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use palier_domain::paging::From as Start;
use serde::de::DeserializeOwned;

use crate::{
    app::App,
    http::{
        contract::Operation,
        cursor,
        problem::{INVALID_PARAMETERS, Problem},
    },
};

/// The most items of a page.
pub const MAX_LIMIT: usize = 200;
/// The items of a page, if nothing is said.
pub const DEFAULT_LIMIT: usize = 50;

/// The filters of a list, as `T` names them.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = actix_web::web::Query::<T>::from_query(request.query_string());
        ready(
            parsed.map(|query| Self(query.into_inner())).map_err(|error| {
                Problem::new(INVALID_PARAMETERS, format!("The query can't be read: {error}."))
            }),
        )
    }
}

/// Checks the query of any operation: every parameter must be one that the document gives it.
///
/// # Errors
/// A 400 problem that names every parameter that is wrong.
pub(super) fn check(operation: &Operation, request: &HttpRequest) -> Result<(), Problem> {
    operation.check_query(&pairs(request)?)
}

fn pairs(request: &HttpRequest) -> Result<Vec<(String, String)>, Problem> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(request.query_string())
        .map_err(|_| Problem::new(INVALID_PARAMETERS, "The query string can't be parsed."))?
        .into_inner();
    match pairs.iter().find(|(name, value)| name.contains('\0') || value.contains('\0')) {
        Some((name, _)) => {
            Err(Problem::parameter(name, "null_character", "The character U+0000 is not allowed."))
        }
        None => Ok(pairs),
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Items a page.
    pub limit: usize,
    cursor: Option<String>,
    /// Whether the caller named a page; an export has none.
    pub paged: bool,
    /// The list and its filters: what a cursor is bound to.
    pub binding: String,
}

impl Listing {
    /// Where to start.
    ///
    /// # Errors
    /// A 400 problem if the cursor was not made for this list and these filters.
    pub fn start<K: DeserializeOwned>(&self, app: &App) -> Result<Start<K>, Problem> {
        let after = self.cursor.as_deref().map(|text| cursor::open(app, &self.binding, text)).transpose()?;
        Ok(Start { after, limit: self.limit })
    }
}

impl FromRequest for Listing {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request).map(|pairs| {
            let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
            let limit = value("limit").and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_LIMIT);
            let mut filters: Vec<_> = pairs.iter().filter(|(n, _)| n != "limit" && n != "cursor").collect();
            filters.sort();
            Self {
                limit: limit.clamp(1, MAX_LIMIT),
                cursor: value("cursor"),
                paged: pairs.iter().any(|(name, _)| name == "limit" || name == "cursor"),
                binding: format!("{}?{filters:?}", request.path()),
            }
        }))
    }
}
