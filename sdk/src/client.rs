//! The client, and how it is set up.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::device::{Enrolment, Session, TokenStore};
use crate::auth::{Auth, Grant};
use crate::http_client::{HttpClient, Reqwest};
use crate::retry::{Budget, RetryPolicy};
use crate::{Error, Secret};

/// The client of one server, with one set of credentials. Clones share connections and tokens.
///
/// ```no_run
/// # async fn example() -> Result<(), palier_sdk::Error> {
/// let client = palier_sdk::Client::builder("https://palier.example")
///     .credentials("019ab0f2-6b1e-7c40-9d5e-333333333333", "palier_live_…")
///     .build()?;
/// let mut campaigns = client.campaigns().list().stream();
/// while let Some(campaign) = campaigns.try_next().await? {
///     println!("{} {}", campaign.title, campaign.status);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

/// What the calls of a client share.
pub(crate) struct Inner {
    pub base: String,
    pub http: Arc<dyn HttpClient>,
    pub auth: Auth,
    pub retry: RetryPolicy,
    pub budget: Budget,
    pub attempt_timeout: Duration,
    pub timeout: Duration,
    pub user_agent: String,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("server", &self.0.base).finish_non_exhaustive()
    }
}

impl Client {
    /// Begins to set up a client of the server at this address, such as `https://palier.example`.
    pub fn builder(server: impl Into<String>) -> ClientBuilder {
        ClientBuilder {
            server: server.into(),
            grant: None,
            token: None,
            scope: None,
            http: None,
            retry: RetryPolicy::default(),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(120),
            user_agent: concat!("palier-sdk/", env!("CARGO_PKG_VERSION")).to_owned(),
            insecure: false,
        }
    }

    /// A client as the environment says: `PALIER_URL`, `PALIER_CLIENT_ID` and `PALIER_CLIENT_SECRET`.
    ///
    /// # Errors
    /// If one of them is missing, or no client can be made of them.
    pub fn from_env() -> Result<Self, Error> {
        let read = |name: &str| std::env::var(name).map_err(|_| Error::Setup(format!("{name} is not set")));
        let secret = read("PALIER_CLIENT_SECRET")?;
        Self::builder(read("PALIER_URL")?).credentials(read("PALIER_CLIENT_ID")?, secret).build()
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

/// A client that is being set up.
#[derive(Debug)]
#[must_use = "it is no client before it is built"]
pub struct ClientBuilder {
    server: String,
    grant: Option<Grant>,
    token: Option<Secret>,
    scope: Option<String>,
    http: Option<Arc<dyn HttpClient>>,
    retry: RetryPolicy,
    attempt_timeout: Duration,
    timeout: Duration,
    user_agent: String,
    insecure: bool,
}

impl ClientBuilder {
    /// Authenticates by a client's id and secret.
    pub fn credentials(mut self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.grant = Some(Grant::Secret { id: id.into(), secret: secret.into() });
        self
    }

    /// Authenticates by a client's id and private key (RFC 7523).
    #[cfg(feature = "private-key")]
    pub fn private_key(mut self, id: impl Into<String>, key: crate::auth::PrivateKey) -> Self {
        self.grant = Some(Grant::Key(crate::auth::Signer::new(id.into(), key)));
        self
    }

    /// Authenticates as the device whose tokens are in the store.
    pub fn device(mut self, client_id: impl Into<String>, store: impl TokenStore) -> Self {
        self.grant = Some(Grant::Device(Session { client_id: client_id.into(), store: Arc::new(store) }));
        self
    }

    /// Sends an access token that was got elsewhere. It is not renewed.
    pub fn access_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Asks for tokens of these scopes alone, separated by spaces; else for all that the client holds.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Sends requests by another HTTP client.
    pub fn http_client(mut self, http: impl HttpClient) -> Self {
        self.http = Some(Arc::new(http));
        self
    }

    /// How often calls are tried.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The most time for one try, and between two pieces of a stream; 30 seconds unless said otherwise.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// The most time for a whole call, all tries included; two minutes unless said otherwise.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How the app calls itself; the SDK's own name is put behind.
    pub fn user_agent(mut self, name: impl AsRef<str>) -> Self {
        self.user_agent = format!("{} {}", name.as_ref(), self.user_agent);
        self
    }

    /// Allows `http://` to other machines, over which anybody between can read tokens and data.
    pub fn allow_plain_http(mut self) -> Self {
        self.insecure = true;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// If the address is none, or not safe to send a token to; if no HTTP client can be made.
    pub fn build(self) -> Result<Client, Error> {
        let base = base(&self.server, self.insecure)?;
        let http = match self.http {
            Some(http) => http,
            None => Arc::new(Reqwest::new()?),
        };
        let auth = match (self.token, self.grant) {
            (Some(token), _) => Auth::Fixed(token),
            (None, Some(grant)) => Auth::granted(grant, self.scope),
            (None, None) => Auth::None,
        };
        let budget = Budget::new(self.retry.budget);
        let (attempt_timeout, timeout) = (self.attempt_timeout, self.timeout);
        let user_agent = self.user_agent;
        Ok(Client(Arc::new(Inner {
            base,
            http,
            auth,
            retry: self.retry,
            budget,
            attempt_timeout,
            timeout,
            user_agent,
        })))
    }

    /// Enrols this device by a one-time code, saves its tokens in the store, and gives the client that uses them.
    ///
    /// # Errors
    /// As [`Self::build`]; and if the code is not taken, or the store can't save.
    pub async fn enrol(mut self, enrolment: Enrolment, store: impl TokenStore) -> Result<Client, Error> {
        let store: Arc<dyn TokenStore> = Arc::new(store);
        let client_id = enrolment.client_id().to_owned();
        self.grant = Some(Grant::Device(Session { client_id, store: Arc::clone(&store) }));
        let client = self.build()?;
        enrolment.exchange(client.inner(), store.as_ref()).await?;
        Ok(client)
    }
}

/// The address without a slash at its end.
fn base(server: &str, insecure: bool) -> Result<String, Error> {
    let uri: http::Uri = server.parse().map_err(|error| Error::Setup(format!("`{server}`: {error}")))?;
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return Err(Error::Setup(format!("`{server}` is no address such as https://palier.example")));
    };
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    match scheme {
        "https" => {}
        "http" if here || insecure => {}
        _ => {
            return Err(Error::Setup(format!(
                "`{server}`: tokens are sent by https alone, or to this machine"
            )));
        }
    }
    if uri.query().is_some() {
        return Err(Error::Setup(format!("`{server}`: the address of a server has no query")));
    }
    Ok(server.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_go_over_https_or_stay_on_this_machine() {
        for good in
            ["https://palier.example", "http://127.0.0.1:8080/", "http://localhost", "http://[::1]:80"]
        {
            assert!(base(good, false).is_ok(), "{good}");
        }
        for bad in
            ["http://palier.example", "ftp://palier.example", "palier.example", "", "https://x.example/?a=b"]
        {
            assert!(base(bad, false).is_err(), "{bad}");
        }
        assert_eq!(base("http://palier.example/", true).ok().as_deref(), Some("http://palier.example"));
    }
}
