//! Collecting what the API answers to each client, and putting it together.

use std::{collections::BTreeMap, io::Write};

use palier_audit::{Campaign, CellName, Figure, Level, Place, Publication, Question, Release, Status, Theme};
use reqwest::Client;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::OutsideError;

/// The code under which the API counts the whole country.
const NATION: &str = "FR";

/// Why the API could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
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
pub fn logins(text: &[u8]) -> Result<BTreeMap<String, Login>, CollectError> {
    let all: BTreeMap<String, Value> = serde_json::from_slice(text).map_err(|_| CollectError::Credentials)?;
    let login = |(name, value)| Some((name, serde_json::from_value(value).ok()?));
    let logins: BTreeMap<String, Login> = all.into_iter().filter_map(login).collect();
    if logins.is_empty() { Err(CollectError::Credentials) } else { Ok(logins) }
}

/// All that these clients are told of published releases, put together.
///
/// # Errors
/// If the API does not answer, or tells two clients different things.
pub fn publication(
    url: &str,
    logins: &BTreeMap<String, Login>,
    out: &mut dyn Write,
) -> Result<Publication, OutsideError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut together = Together::default();
        for (name, login) in logins {
            let api = Api::of(url.trim_end_matches('/'), login).await?;
            // An app's publisher, say, reads no releases: it knows nothing of them.
            let Some(releases) = api.releases().await? else {
                writeln!(out, "{name} may not read releases")?;
                continue;
            };
            let mut figures = 0;
            for release in &releases {
                figures +=
                    together.add(release, api.structure(release).await?, api.figures(release).await?)?;
            }
            writeln!(out, "{name} is told {figures} figures of {} releases", releases.len())?;
        }
        together.publication()
    })
}

#[derive(Clone, Deserialize)]
struct Listed {
    id: String,
    period: String,
    vintage: i32,
    method: Method,
}

#[derive(Clone, Copy, Deserialize)]
struct Method {
    threshold: u32,
    base: u32,
    least_published: u32,
}

#[derive(Deserialize)]
struct Structure {
    places: Vec<Place>,
    campaigns: Vec<Known>,
    campaigns_complete: bool,
    themes: Vec<Theme>,
    languages: Vec<String>,
    hours: Vec<String>,
}

#[derive(Deserialize)]
struct Known {
    id: String,
    neighbourhood_codes: Vec<String>,
    questions: Vec<Question>,
    messages: Vec<String>,
}

#[derive(Deserialize)]
struct Told {
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
struct Api<'a> {
    url: &'a str,
    client: Client,
    token: String,
}

impl<'a> Api<'a> {
    async fn of(url: &'a str, login: &Login) -> Result<Self, CollectError> {
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

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, CollectError> {
        let url = format!("{}{path}", self.url);
        read(&url, self.client.get(&url).bearer_auth(&self.token)).await
    }

    /// A whole list, as an export.
    async fn all<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, CollectError> {
        let url = format!("{}{path}", self.url);
        let asked = self.client.get(&url).bearer_auth(&self.token).header("Accept", "application/x-ndjson");
        let text = answered(&url, asked).await?.text().await;
        let text = text.map_err(|cause| CollectError::Http { url: url.clone(), cause })?;
        let lines = text.lines().filter(|line| !line.is_empty());
        let items: Result<Vec<T>, _> = lines.map(serde_json::from_str).collect();
        items.map_err(|cause| CollectError::Form { url, cause })
    }

    async fn releases(&self) -> Result<Option<Vec<Listed>>, CollectError> {
        match self.all("/v1/releases?status=published").await {
            Ok(releases) => Ok(Some(releases)),
            Err(CollectError::Refused { status: 403, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn structure(&self, release: &Listed) -> Result<Structure, CollectError> {
        self.get(&format!("/v1/releases/{}/structure", release.id)).await
    }

    async fn figures(&self, release: &Listed) -> Result<Vec<Told>, CollectError> {
        self.all(&format!("/v1/releases/{}/figures", release.id)).await
    }
}

async fn answered(url: &str, asked: reqwest::RequestBuilder) -> Result<reqwest::Response, CollectError> {
    let failed = |cause| CollectError::Http { url: url.to_owned(), cause };
    let answer = asked.send().await.map_err(failed)?;
    let status = answer.status();
    if !status.is_success() {
        let detail = answer.text().await.map_err(failed)?.chars().take(300).collect();
        return Err(CollectError::Refused { url: url.to_owned(), status: status.as_u16(), detail });
    }
    Ok(answer)
}

async fn read<T: DeserializeOwned>(url: &str, asked: reqwest::RequestBuilder) -> Result<T, CollectError> {
    let failed = |cause| CollectError::Http { url: url.to_owned(), cause };
    answered(url, asked).await?.json().await.map_err(failed)
}

/// What several clients know.
#[derive(Default)]
struct Together {
    method: Option<Method>,
    lists: (Vec<Theme>, Vec<String>, Vec<String>),
    releases: BTreeMap<String, (Release, BTreeMap<CellName, Figure>)>,
}

impl Together {
    /// Adds what a client is told of a release: how many figures.
    fn add(&mut self, listed: &Listed, structure: Structure, told: Vec<Told>) -> Result<usize, OutsideError> {
        self.method.get_or_insert(listed.method);
        self.lists = (structure.themes, structure.languages, structure.hours);
        let (release, figures) = self.releases.entry(listed.id.clone()).or_insert_with(|| {
            let (period, vintage) = (listed.period.clone(), listed.vintage.to_string());
            let places = structure.places.clone();
            let release = Release {
                period,
                vintage,
                places,
                campaigns: vec![],
                campaigns_complete: false,
                figures: vec![],
            };
            (release, BTreeMap::new())
        });
        release.campaigns_complete |= structure.campaigns_complete;
        for known in structure.campaigns {
            if !release.campaigns.iter().any(|campaign| campaign.id == known.id) {
                release.campaigns.push(campaign(known));
            }
        }
        let many = told.len();
        for figure in told.into_iter().map(Figure::from) {
            let name = CellName::of(&release.period, &figure);
            let said = (figure.status, figure.value);
            let before = figures.insert(name.clone(), figure);
            if before.is_some_and(|before| (before.status, before.value) != said) {
                return Err(OutsideError::Contradiction(name.to_string()));
            }
        }
        Ok(many)
    }

    fn publication(self) -> Result<Publication, OutsideError> {
        let method = self.method.ok_or(OutsideError::Nothing)?;
        let (themes, languages, hours) = self.lists;
        let whole = |(release, figures): (Release, BTreeMap<CellName, Figure>)| Release {
            figures: figures.into_values().collect(),
            ..release
        };
        Ok(Publication {
            k: method.threshold,
            base: method.base,
            least_published: method.least_published,
            themes,
            languages,
            hours,
            releases: self.releases.into_values().map(whole).collect(),
            smalls: None,
        })
    }
}

fn campaign(known: Known) -> Campaign {
    Campaign {
        id: known.id,
        neighbourhoods: known.neighbourhood_codes,
        questions: known.questions,
        messages: known.messages,
        quarters: vec![],
    }
}
