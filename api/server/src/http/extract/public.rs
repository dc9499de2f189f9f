//! What everybody may read, without a token.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::Data};

use super::query;
use crate::{
    app::App,
    http::{address, limits::Standing, problem::Problem},
};

/// A request that needs no token, within the limit of its address. It comes before anything that reads the request, as
/// `Authorized` does elsewhere.
pub struct Public;

impl FromRequest for Public {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(admit(request))
    }
}

fn admit(request: &HttpRequest) -> Result<Public, Problem> {
    let app = request.app_data::<Data<App>>().ok_or_else(|| Problem::internal("no App in the request"))?;
    let caller = address::caller_address(request, &app.config.server);
    let standing = app.limits.public(address::network(caller))?;
    request.extensions_mut().insert::<Standing>(standing);
    if let Some(operation) = app.contract.operation(request) {
        operation.check_accept(request)?;
        query::check(operation, request)?;
    }
    Ok(Public)
}
