//! What a client sends to the authorization server: a form, and who it says it is.

use std::{future::Future, net::IpAddr};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::{Payload, UrlEncoded},
    error::{PayloadError, UrlencodedError},
    http::header::{AUTHORIZATION, HeaderMap},
    web::Data,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use futures_util::future::LocalBoxFuture;
use percent_encoding::percent_decode_str;

use super::problems::{INVALID_CLIENT, INVALID_REQUEST, oauth};
use crate::{
    app::App,
    http::{
        address,
        limits::Standing,
        middleware::encoding,
        problem::{BODY_TOO_LARGE, Problem, UNSUPPORTED_MEDIA_TYPE},
    },
    service::tokens::Credentials,
};

const FORM: &str = "application/x-www-form-urlencoded";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Bytes that a form may have: tokens and assertions are the longest of what it holds.
const LIMIT: usize = 32 * 1024;

/// The parameters of a request; one without a value counts as left out (RFC 6749, section 3.2).
pub struct Form(Vec<(String, String)>);

impl Form {
    fn new(mut pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        pairs.retain(|(_, value)| !value.is_empty());
        let twice = |index: usize| pairs[..index].iter().any(|(name, _)| *name == pairs[index].0);
        if (0..pairs.len()).any(twice) {
            return Err(oauth(INVALID_REQUEST, "A parameter is given more than once."));
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that has to be there.
    ///
    /// # Errors
    /// `invalid_request` if it is not.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| oauth(INVALID_REQUEST, format!("The parameter {name} is required.")))
    }
}

/// A request to the authorization server: within the rate limit of its address, and well-formed.
pub struct Asked {
    /// What it asks.
    pub form: Form,
    /// The network that it came from.
    pub network: IpAddr,
    headers: HeaderMap,
}

impl Asked {
    /// What the client shows to prove who it is; yet to be verified.
    ///
    /// # Errors
    /// `invalid_client` if there is nothing, `invalid_request` if it can't be used.
    pub fn credentials(&self) -> Result<Credentials, Problem> {
        self.any_credentials()?
            .ok_or_else(|| oauth(INVALID_CLIENT, "The request carries no client credentials."))
    }

    /// The same, if it shows anything: a phone can't keep a client's secret.
    ///
    /// # Errors
    /// `invalid_client` or `invalid_request` if it can't be used.
    pub fn any_credentials(&self) -> Result<Option<Credentials>, Problem> {
        credentials(&self.headers, &self.form)
    }
}

impl FromRequest for Asked {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let admitted = admit(request);
        let pairs = read(request, payload);
        let headers = request.headers().clone();
        Box::pin(async move {
            let network = admitted?;
            Ok(Self { form: Form::new(pairs.await?)?, network, headers })
        })
    }
}

fn admit(request: &HttpRequest) -> Result<IpAddr, Problem> {
    let app = request.app_data::<Data<App>>().ok_or_else(|| Problem::internal("no App in the request"))?;
    let network = address::network(address::caller_address(request, &app.config.server));
    let standing = app.limits.address(network)?;
    request.extensions_mut().insert::<Standing>(standing);
    if !request.query_string().is_empty() {
        let detail = "Parameters belong into the body, never into the URL, which logs keep.";
        return Err(oauth(INVALID_REQUEST, detail));
    }
    Ok(network)
}

fn read(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Vec<(String, String)>, Problem>> + use<> {
    let plain = encoding::refuse(request);
    let form = UrlEncoded::new(request, payload).limit(LIMIT);
    async move {
        plain?;
        form.await.map_err(|error| match error {
            UrlencodedError::ContentType => {
                Problem::new(UNSUPPORTED_MEDIA_TYPE, format!("Send Content-Type: {FORM}."))
                    .with_header("accept-post", FORM)
            }
            UrlencodedError::Overflow { .. } | UrlencodedError::Payload(PayloadError::Overflow) => {
                Problem::new(BODY_TOO_LARGE, format!("A form may have {LIMIT} bytes."))
            }
            _ => oauth(INVALID_REQUEST, "The form could not be read: it was cut, or its encoding is broken."),
        })
    }
}

/// The one method by which the client authenticates, if it does (RFC 6749, section 2.3: never more than one).
fn credentials(headers: &HeaderMap, form: &Form) -> Result<Option<Credentials>, Problem> {
    let client_id = form.get("client_id");
    let assertion = assertion(form)?;
    match (headers.get(AUTHORIZATION), form.get("client_secret"), assertion) {
        (Some(header), None, None) => {
            let (id, secret) = header.to_str().ok().and_then(basic).ok_or_else(|| {
                oauth(INVALID_CLIENT, "The Authorization header is not of the form Basic <credentials>.")
            })?;
            if client_id.is_some_and(|other| other != id) {
                return Err(oauth(INVALID_REQUEST, "The body names another client_id than the header."));
            }
            Ok(Some(Credentials::Secret { client_id: id, secret }))
        }
        (None, Some(secret), None) => {
            let client_id = form.required("client_id")?.to_owned();
            Ok(Some(Credentials::Secret { client_id, secret: secret.to_owned() }))
        }
        (None, None, Some(assertion)) => {
            let client_id = client_id.map(str::to_owned);
            Ok(Some(Credentials::Assertion { client_id, assertion: assertion.to_owned() }))
        }
        (None, None, None) => Ok(None),
        _ => Err(oauth(INVALID_REQUEST, "The client authenticates by more than one method; use one.")),
    }
}

fn assertion(form: &Form) -> Result<Option<&str>, Problem> {
    match (form.get("client_assertion_type"), form.get("client_assertion")) {
        (None, None) => Ok(None),
        (Some(ASSERTION_TYPE), Some(assertion)) => Ok(Some(assertion)),
        (Some(ASSERTION_TYPE), None) => Err(oauth(INVALID_REQUEST, "client_assertion is missing.")),
        _ => Err(oauth(INVALID_REQUEST, format!("client_assertion_type must be {ASSERTION_TYPE}."))),
    }
}

/// Id and secret of `Basic …`, each encoded as in a form (RFC 6749, section 2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((decoded(id)?, decoded(secret)?))
}

fn decoded(text: &str) -> Option<String> {
    Some(percent_decode_str(&text.replace('+', " ")).decode_utf8().ok()?.into_owned())
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
