//! The token endpoint (RFC 6749).

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Request, StatusCode};
use serde::Deserialize;
use tracing::Instrument;

use super::cache::Issued;
use super::{Grant, Granted};
use crate::call::{api_error, collect};
use crate::client::Inner;
use crate::http_client::TransportKind;
use crate::platform::sleep;
use crate::types::{DeviceId, FieldWorkerId};
use crate::{Error, Secret};

const OPERATION: &str = "token";

/// For how long a token is kept at most, whatever the endpoint says.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// What the token endpoint gives.
#[derive(Deserialize)]
pub(super) struct Tokens {
    access_token: Secret,
    expires_in: u64,
    pub refresh_token: Option<Secret>,
    pub device_id: Option<DeviceId>,
    pub field_worker_id: Option<FieldWorkerId>,
}

impl Tokens {
    pub(super) fn issued(&self) -> Issued {
        Issued {
            token: self.access_token.clone(),
            lifetime: Duration::from_secs(self.expires_in).min(LONGEST),
        }
    }
}

impl Granted {
    /// Gets a token.
    pub(super) async fn fetch(&self, client: &Inner) -> Result<Issued, Error> {
        let span = tracing::info_span!("palier_sdk_token");
        self.grant(client).instrument(span).await
    }

    async fn grant(&self, client: &Inner) -> Result<Issued, Error> {
        match &self.grant {
            Grant::Secret { id, secret } => {
                let form = vec![
                    ("grant_type", "client_credentials".to_owned()),
                    ("client_id", id.clone()),
                    ("client_secret", secret.expose().to_owned()),
                ];
                Ok(tokens(client, &self.scoped(form)).await?.issued())
            }
            #[cfg(feature = "private-key")]
            Grant::Key(signer) => self.by_key(signer, client).await,
            Grant::Device(session) => session.refresh(client, self.scope.as_deref()).await,
        }
    }

    fn scoped(&self, mut form: Form) -> Form {
        form.extend(self.scope.iter().map(|scope| ("scope", scope.clone())));
        form
    }

    /// Each try signs anew: an assertion is taken once.
    #[cfg(feature = "private-key")]
    async fn by_key(&self, signer: &super::private_key::Signer, client: &Inner) -> Result<Issued, Error> {
        let issuer = signer.issuer(client).await?;
        let tokens = asked(client, || Ok(self.scoped(signer.form(&issuer)?))).await?;
        Ok(tokens.issued())
    }
}

/// The parameters of a request for a token.
pub(super) type Form = Vec<(&'static str, String)>;

/// Asks for tokens, again if the endpoint can't be reached or is busy. Whatever is asked here can be asked twice.
pub(super) async fn tokens(client: &Inner, form: &Form) -> Result<Tokens, Error> {
    asked(client, || Ok(form.clone())).await
}

async fn asked(client: &Inner, form: impl Fn() -> Result<Form, Error>) -> Result<Tokens, Error> {
    let mut delays = client.retry.delays();
    loop {
        match once(client, &form()?).await {
            Ok(tokens) => return Ok(tokens),
            Err(error) => wait(error, &mut delays, client).await?,
        }
    }
}

/// Waits for the next try, or gives the error if there is none.
async fn wait(
    error: Error,
    delays: &mut (impl Iterator<Item = Duration> + Send),
    client: &Inner,
) -> Result<(), Error> {
    let passing = match &error {
        Error::Transport { source, .. } => source.kind != TransportKind::Request,
        Error::Timeout { .. } => true,
        Error::Api(error) => matches!(error.status.as_u16(), 408 | 429 | 502..=504),
        _ => false,
    };
    let delay = delays.next().map(|delay| delay.max(error.retry_after().unwrap_or_default()));
    // A wait that is longer than a try may take is the caller's to decide on: the error tells how long it is.
    let delay = delay.filter(|delay| passing && *delay < client.attempt_timeout);
    match delay.filter(|_| client.budget.withdraw()) {
        Some(delay) => {
            tracing::debug!(%error, "asking for a token again");
            sleep(delay).await;
            Ok(())
        }
        None => Err(error),
    }
}

async fn once(client: &Inner, form: &Form) -> Result<Tokens, Error> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let mut request = Request::post(format!("{}/oauth/token", client.base))
        .body(Bytes::from(body))
        .map_err(|error| Error::Token(error.to_string()))?;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let body = read(client, request).await?;
    // What can't be read may hold a token, so nothing of it is told.
    serde_json::from_slice(&body).map_err(|_| Error::Token("the endpoint's answer can't be read".to_owned()))
}

/// Sends a request of the authorization server's own, and gives the body of a good answer.
pub(super) async fn read(client: &Inner, mut request: Request<Bytes>) -> Result<Bytes, Error> {
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Ok(agent) = HeaderValue::from_str(&client.user_agent) {
        headers.insert(USER_AGENT, agent);
    }
    let failed = |source| Error::Transport { operation: OPERATION, source };
    let asking = async {
        let answer = client.http.send(request).await.map_err(failed)?;
        let (parts, chunks) = answer.into_parts();
        Ok((parts, collect(chunks).await.map_err(failed)?))
    };
    let limit = client.attempt_timeout;
    let answer = crate::platform::within(limit, asking).await;
    let (parts, body) = answer.unwrap_or(Err(Error::Timeout { operation: OPERATION, limit }))?;
    if parts.status == StatusCode::OK {
        Ok(body)
    } else {
        Err(api_error(OPERATION, parts.status, &parts.headers, &body).into())
    }
}
