//! Asking the API as one client. Not by the SDK, which is generated from this server's document: the server would need it
//! before it could be made.

use std::collections::BTreeMap;

use palier_audit::{Figure, Level, Place, Question, Status, Step, Theme};
use reqwest::Client;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// The code under which the API counts the whole country.
const NATION: &str = "FR";

/// Why the API could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The file of credentials.
    #[error(
        "The file of credentials holds no client: write {{\"NAME\": {{\"client_id\": …, \"client_secret\": …}}}}."
    )]
    Credentials,
    /// No answer.
    #[error("{url}: {cause}")]
    Http {
        /// What was asked.
        url: String,
        /// Why there is none.
        cause: reqwest::Error,
    },
    /// An answer of another form.
    #[error("{url}: {cause}")]
    Form {
        /// What was asked.
        url: String,
        /// What is wrong with it.
        cause: serde_json::Error,
    },
    /// Another answer than was expected.
    #[error("{url} answered {status}: {detail}")]
    Refused {
        /// What was asked.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The beginning of the answer.
        detail: String,
    },
}

/// A client's credentials.
#[derive(Clone, Deserialize)]
pub struct Login {
    client_id: String,
    client_secret: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// The clients of a file, by name.
///
/// # Errors
/// If there is none.
pub fn logins(text: &[u8]) -> Result<BTreeMap<String, Login>, AskError> {
    let all: BTreeMap<String, Value> = serde_json::from_slice(text).map_err(|_| AskError::Credentials)?;
    let login = |(name, value)| Some((name, serde_json::from_value(value).ok()?));
    let logins: BTreeMap<String, Login> = all.into_iter().filter_map(login).collect();
    if logins.is_empty() { Err(AskError::Credentials) } else { Ok(logins) }
}

/// A release, as far as the auditor has to know it.
#[derive(Clone, Deserialize)]
pub struct Listed {
    pub id: String,
    pub period: String,
    pub vintage: i32,
    pub method: Method,
}

impl Listed {
    /// The calendar year of its period, `2026` or `2026-Q3`.
    pub fn year(&self) -> &str {
        self.period.split('-').next().unwrap_or_default()
    }
}

/// How it is protected.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Method {
    pub threshold: u32,
    pub base: u32,
    pub least_published: u32,
}

/// What it is made of.
#[derive(Deserialize)]
pub struct Structure {
    pub places: Vec<Place>,
    pub campaigns: Vec<Known>,
    pub campaigns_complete: bool,
    pub programmes: Vec<KnownProgramme>,
    #[serde(deserialize_with = "steps")]
    pub steps: Vec<Step>,
    pub themes: Vec<Theme>,
    pub languages: Vec<String>,
    pub hours: Vec<String>,
}

/// The steps of live progress, as the API writes them.
fn steps<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Step>, D::Error> {
    #[derive(Deserialize)]
    struct Told {
        campaign_id: String,
        told_on: String,
        doors_tried: u32,
        doors_opened: u32,
        doors_interviewed: u32,
    }
    let step = |told: Told| Step {
        campaign: told.campaign_id,
        on: told.told_on,
        doors_tried: told.doors_tried,
        doors_opened: told.doors_opened,
        doors_interviewed: told.doors_interviewed,
    };
    Ok(Vec::<Told>::deserialize(from)?.into_iter().map(step).collect())
}

/// A programme whose effect it tells.
#[derive(Deserialize)]
pub struct KnownProgramme {
    pub campaign_id: String,
    pub utility: String,
}

/// A campaign that the client may know.
#[derive(Deserialize)]
pub struct Known {
    pub id: String,
    pub neighbourhood_codes: Vec<String>,
    pub questions: Vec<Question>,
    pub messages: Vec<String>,
}

/// A figure that it is told.
#[derive(Deserialize)]
pub struct Told {
    table: String,
    level: Option<Level>,
    place: Option<String>,
    campaign_id: Option<String>,
    item: Option<String>,
    value: Option<u32>,
    status: Status,
}

impl From<Told> for Figure {
    fn from(told: Told) -> Self {
        Self {
            table: told.table,
            level: told.level.unwrap_or(Level::Nation),
            place: told.place.unwrap_or_else(|| NATION.to_owned()),
            campaign: told.campaign_id,
            item: told.item,
            value: told.value,
            status: told.status,
        }
    }
}

/// One client's way to the API.
pub struct Api<'a> {
    url: &'a str,
    client: Client,
    token: String,
}

impl<'a> Api<'a> {
    /// Gets a token.
    pub async fn of(url: &'a str, login: &Login) -> Result<Self, AskError> {
        #[derive(Deserialize)]
        struct Granted {
            access_token: String,
        }
        let client = Client::new();
        let at = format!("{url}/oauth/token");
        let asked = client.post(&at).basic_auth(&login.client_id, Some(&login.client_secret));
        let granted: Granted = read(&at, asked.form(&[("grant_type", "client_credentials")])).await?;
        Ok(Self { url, client, token: granted.access_token })
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, AskError> {
        let url = format!("{}{path}", self.url);
        read(&url, self.client.get(&url).bearer_auth(&self.token)).await
    }

    /// A whole list, as an export.
    async fn all<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, AskError> {
        let url = format!("{}{path}", self.url);
        let asked = self.client.get(&url).bearer_auth(&self.token).header("Accept", "application/x-ndjson");
        let text = answered(&url, asked).await?.text().await;
        let text = text.map_err(|cause| AskError::Http { url: url.clone(), cause })?;
        let lines = text.lines().filter(|line| !line.is_empty());
        let items: Result<Vec<T>, _> = lines.map(serde_json::from_str).collect();
        items.map_err(|cause| AskError::Form { url, cause })
    }

    /// All published releases; `None` if the client may not read any.
    pub async fn releases(&self) -> Result<Option<Vec<Listed>>, AskError> {
        match self.all("/v1/releases?status=published").await {
            Ok(releases) => Ok(Some(releases)),
            Err(AskError::Refused { status: 403, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The structure of one.
    pub async fn structure(&self, release: &Listed) -> Result<Structure, AskError> {
        self.get(&format!("/v1/releases/{}/structure", release.id)).await
    }

    /// All figures of one that the client is told.
    pub async fn figures(&self, release: &Listed) -> Result<Vec<Told>, AskError> {
        self.all(&format!("/v1/releases/{}/figures", release.id)).await
    }
}

async fn answered(url: &str, asked: reqwest::RequestBuilder) -> Result<reqwest::Response, AskError> {
    let failed = |cause| AskError::Http { url: url.to_owned(), cause };
    let answer = asked.send().await.map_err(failed)?;
    let status = answer.status();
    if !status.is_success() {
        let detail = answer.text().await.map_err(failed)?.chars().take(300).collect();
        return Err(AskError::Refused { url: url.to_owned(), status: status.as_u16(), detail });
    }
    Ok(answer)
}

async fn read<T: DeserializeOwned>(url: &str, asked: reqwest::RequestBuilder) -> Result<T, AskError> {
    let failed = |cause| AskError::Http { url: url.to_owned(), cause };
    answered(url, asked).await?.json().await.map_err(failed)
}
