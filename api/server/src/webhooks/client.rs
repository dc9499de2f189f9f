//! The HTTP client of webhooks. It connects to no address that may not be reached: the addresses of a name are judged after
//! they were looked up and are the very ones that are connected to, so that a name that leads elsewhere a moment later
//! gains nothing. Redirects are not followed, proxies of the environment not used.

use std::{error::Error, io, net::SocketAddr, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use palier_domain::webhook::{DeliveryFailure, Outcome};
use reqwest::{
    Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect::Policy,
};

use super::{address::Reach, message::Message, target};

/// How long an attempt may take, from looking up the name to the head of the answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long the rest of an answer is waited for. It says nothing more; read to its end, the connection can be used again.
const PATIENCE_FOR_REST: Duration = Duration::from_secs(1);

/// How much of an answer's body is read at most, in bytes.
const MOST_READ: usize = 16 * 1024;

/// Tells the addresses of a name.
pub type LookUp = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync>;

/// Looks a name up as the operating system does.
#[must_use]
pub fn system() -> LookUp {
    Arc::new(|name| {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect::<Vec<_>>()) })
    })
}

/// Why a name leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum LeadsNowhere {
    #[error("the name is not known")]
    Unknown,
    #[error("none of its addresses may be reached")]
    Refused,
}

/// Looks names up and passes on only what may be reached.
struct Guarded {
    reach: Reach,
    look_up: LookUp,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, found) = (self.reach.clone(), (self.look_up)(name.as_str().to_owned()));
        Box::pin(async move {
            let found = found.await.map_err(|_| LeadsNowhere::Unknown)?;
            if found.is_empty() {
                return Err(LeadsNowhere::Unknown.into());
            }
            let open: Vec<_> = found.into_iter().filter(|address| reach.allows(address.ip())).collect();
            if open.is_empty() {
                return Err(LeadsNowhere::Refused.into());
            }
            Ok(Box::new(open.into_iter()) as Addrs)
        })
    }
}

/// Sends messages.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    reach: Reach,
}

impl Client {
    /// Prepares it.
    ///
    /// # Errors
    /// If this machine has no certificates to trust.
    pub fn new(reach: Reach, look_up: LookUp) -> reqwest::Result<Self> {
        Self::with(reqwest::Client::builder(), (reach, look_up))
    }

    fn with(builder: reqwest::ClientBuilder, (reach, look_up): (Reach, LookUp)) -> reqwest::Result<Self> {
        let guarded = Guarded { reach: reach.clone(), look_up };
        let http = builder
            .dns_resolver(Arc::new(guarded))
            .redirect(Policy::none())
            .no_proxy()
            .no_gzip()
            .referer(false)
            .timeout(PATIENCE)
            .user_agent(concat!("Palier/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, reach })
    }

    /// Sends a message once.
    pub async fn send(&self, message: Message) -> Outcome {
        // The rules of URLs may have changed since it was registered, and a literal address is not looked up by anybody.
        let Ok(url) = target::check(&message.url, &self.reach) else {
            return Outcome::Unanswered(DeliveryFailure::AddressRefused);
        };
        let request = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id.to_string())
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.signature)
            .body(message.body);
        match request.send().await {
            Ok(response) => {
                let outcome = Outcome::Answered {
                    status: response.status().as_u16(),
                    retry_after: retry_after(&response, message.timestamp),
                };
                // Whether it came is of no interest: the status has said it all.
                let _rest = tokio::time::timeout(PATIENCE_FOR_REST, read_rest(response)).await;
                outcome
            }
            Err(error) => Outcome::Unanswered(failure(&error)),
        }
    }
}

async fn read_rest(mut response: Response) {
    let mut read = 0;
    while let Ok(Some(chunk)) = response.chunk().await {
        read += chunk.len();
        if read > MOST_READ {
            return;
        }
    }
}

/// The seconds of `Retry-After`, which is a number of them or a date (RFC 9110, section 10.2.3).
fn retry_after(response: &Response, now: i64) -> Option<i64> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let date = httpdate::parse_http_date(text).ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(i64::try_from(date.as_secs()).ok()? - now)
}

fn failure(error: &reqwest::Error) -> DeliveryFailure {
    if error.is_timeout() {
        return DeliveryFailure::TimedOut;
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        match error.downcast_ref() {
            Some(LeadsNowhere::Unknown) => return DeliveryFailure::NameNotResolved,
            Some(LeadsNowhere::Refused) => return DeliveryFailure::AddressRefused,
            None => cause = error.source(),
        }
    }
    DeliveryFailure::NotConnected
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
