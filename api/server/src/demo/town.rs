//! The town before anybody goes out: its map and the association by the commands' use cases, as in real life; everybody
//! else and their campaigns through the API.

use std::collections::{BTreeMap, HashMap};

use palier_domain::{
    caller::{Act, Actor},
    campaign::Action,
    client::AuthMethod,
    ids::ClientId,
    paging::From as Start,
    time::Day,
};
use palier_sdk::{
    Client,
    types::{CampaignId, ClientInput, OrganisationId, RejectionInput, TariffInput},
};
use palier_store::{Recorded, Store, StoreError, Tx, filters, query};
use uuid::Uuid;

use super::{
    DemoError,
    content::{self, MEMBERS, Member, OPERATOR, Planned},
    credentials::{Credentials, Login},
    in_process::InProcess,
    story::Household,
};
use crate::{
    auth::secrets,
    config::AuthConfig,
    import::{ImportError, Row, communes, neighbourhoods, report::Report, successions},
    service::{self, clients::ClientDraft},
};

/// Whether a database holds nothing yet.
pub fn is_empty(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let first = Start { after: None, limit: 1 };
    let organisations =
        query!(tx, organisations::list(&Actor::CommandLine, &filters::Organisations::default(), &first))?;
    let neighbourhoods = query!(tx, neighbourhoods::revision())?;
    let editions = query!(tx, communes::editions())?;
    Ok(organisations.items.is_empty() && neighbourhoods.count == 0 && editions.is_empty())
}

/// Whether a database holds the town that these credentials are of.
pub fn holds(tx: &mut Tx<'_>, credentials: &Credentials) -> Result<bool, StoreError> {
    let Some(operator) = credentials.logins.get(OPERATOR.name) else { return Ok(false) };
    match query!(tx, clients::find(&Actor::CommandLine, operator.client_id)) {
        Ok(_) => Ok(true),
        Err(StoreError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The credentials of all clients, by their names in the roster.
pub type Logins = BTreeMap<String, Login>;

/// Imports the map and makes the operator's first client, as `palier import` and `palier client create` do.
pub fn found(store: &Store, auth: &AuthConfig) -> Result<Login, DemoError> {
    // Before the transaction begins: hashing is slow by design.
    let secret = secrets::generate(auth, OPERATOR.mode).map_err(DemoError::Content)?;
    let client_secret = secret.secret.expose().to_owned();
    let act = Act {
        actor: Actor::CommandLine,
        request_id: format!("demo-{}", Uuid::now_v7()),
        at: jiff::Timestamp::now().into(),
    };
    store.write(|tx| {
        geography(tx, &act)?;
        let organisation_id = service::organisations::create(tx, &act, OPERATOR.founded())?.value().id;
        let draft = ClientDraft {
            organisation_id,
            name: name(&OPERATOR),
            mode: OPERATOR.mode,
            auth_method: AuthMethod::ClientSecret,
            jwk: None,
            scopes: None,
        };
        let created = service::clients::create(tx, &act, draft, Some(secret))?;
        Ok(created.map(|created| Login { client_id: created.client.id, client_secret }))
    })
}

fn name(member: &Member) -> String {
    format!("Demo ({})", member.name)
}

fn geography(tx: &mut Tx<'_>, act: &Act) -> Result<(), DemoError> {
    let rows = readable(communes::read(content::COMMUNES.as_bytes()))?;
    complete(&service::communes::import(tx, act, content::EDITION, rows, |_| ())?)?;
    let rows = readable(neighbourhoods::read(content::NEIGHBOURHOODS.as_bytes(), None))?;
    complete(&service::neighbourhoods::import(tx, act, rows, |_| ())?)?;
    let rows = readable(successions::read(content::SUCCESSIONS.as_bytes()))?;
    complete(&service::neighbourhoods::import_successions(tx, act, rows, |_| ())?)
}

fn readable<T>(read: Result<Vec<Row<T>>, ImportError>) -> Result<Vec<Row<T>>, DemoError> {
    read.map_err(|error| DemoError::Content(error.to_string()))
}

/// An import of the town's own lists takes every row without a remark.
fn complete(report: &Recorded<Report>) -> Result<(), DemoError> {
    let Report { refused, warnings, .. } = report.value();
    let remark = refused.iter().chain(warnings).next();
    remark.map_or(Ok(()), |note| Err(DemoError::Content(note.to_string())))
}

/// Who takes part, and what they may call with.
pub struct Roster {
    /// The credentials.
    pub logins: Logins,
    /// The ids of the organisations, by the names of their clients.
    pub organisations: HashMap<&'static str, OrganisationId>,
    clients: HashMap<&'static str, Client>,
}

impl Roster {
    /// Calls as a client.
    ///
    /// # Errors
    /// If the roster has no such client.
    pub fn client(&self, name: &str) -> Result<&Client, DemoError> {
        self.clients.get(name).ok_or_else(|| DemoError::Content(format!("nobody is called {name}")))
    }

    /// Calls as the operator.
    ///
    /// # Errors
    /// As [`Roster::client`].
    pub fn operator(&self) -> Result<&Client, DemoError> {
        self.client(OPERATOR.name)
    }
}

/// Makes everybody's organisations and clients, as the operator.
pub async fn gather(api: &InProcess, login: Login) -> Result<Roster, DemoError> {
    let operator = api.client(&login)?;
    let mut roster = Roster {
        logins: Logins::from([(OPERATOR.name.to_owned(), login)]),
        organisations: HashMap::new(),
        clients: HashMap::new(),
    };
    let mut known: HashMap<&str, OrganisationId> = HashMap::new();
    for member in MEMBERS {
        let organisation = match known.get(member.organisation) {
            Some(id) => *id,
            None => operator.organisations().create(member.organisation()).await?.id,
        };
        known.insert(member.organisation, organisation);
        let login = admit(&operator, (member, organisation)).await?;
        roster.clients.insert(member.name, api.client(&login)?);
        roster.organisations.insert(member.name, organisation);
        roster.logins.insert(member.name.to_owned(), login);
    }
    roster.clients.insert(OPERATOR.name, operator);
    Ok(roster)
}

async fn admit(
    operator: &Client,
    (member, organisation): (&Member, OrganisationId),
) -> Result<Login, DemoError> {
    let draft = ClientInput::new(organisation, name(member)).mode(member.mode.as_str());
    let created = operator.clients().create(draft).await?.into_inner();
    let secret = created.client_secret;
    let secret = secret.ok_or_else(|| DemoError::Content(format!("{} has no secret", created.id)))?;
    Ok(Login { client_id: ClientId(created.id.into()), client_secret: secret.expose().to_owned() })
}

/// The ids of campaigns, by the names that their partners gave them.
pub type Campaigns = HashMap<String, CampaignId>;

/// Pushes everybody's campaigns and moves them on, but for what ends them.
pub async fn push(roster: &Roster, today: Day) -> Result<Campaigns, DemoError> {
    let mut campaigns = Campaigns::new();
    for member in MEMBERS {
        for planned in member.campaigns()? {
            let partner = roster.client(member.name)?.campaigns();
            let id = partner.create(planned.pushed(today)?).await?.id;
            let waits = |step: &Action| planned.control_group.is_some() && *step == Action::Start;
            for step in planned.steps()?.into_iter().filter(|step| !ends(*step) && !waits(step)) {
                go((roster, member), (id, &planned), step).await?;
            }
            for message in &planned.later_messages {
                partner.add_message(id, message.clone()).await?;
            }
            campaigns.insert(planned.external_id().to_owned(), id);
        }
    }
    Ok(campaigns)
}

/// What water and electricity cost since two years ago, and since last New Year: dearer in the one commune than in the
/// other, as it is.
pub async fn price(roster: &Roster, today: Day) -> Result<(), DemoError> {
    let tariffs = roster.operator()?.tariffs();
    let rows = readable(communes::read(content::COMMUNES.as_bytes()))?;
    for (place, commune) in rows.into_iter().filter_map(|row| row.read.ok()).enumerate() {
        let dearer = i64::try_from(place).unwrap_or_default() * 310_000;
        for (utility, years_ago, price_micros) in [
            ("water", 2, 3_980_000 + dearer),
            ("water", 0, 4_210_000 + dearer),
            ("electricity", 2, 251_600),
            ("electricity", 0, 201_600),
        ] {
            let since = jiff::civil::date(today.year() - years_ago, 1, 1);
            tariffs.create(TariffInput::new(commune.code.as_str(), utility, since, price_micros)).await?;
        }
    }
    Ok(())
}

/// Draws control groups among the households that are known by now, and starts what waited for its draw. In a very small
/// town nothing waits.
pub async fn draw(roster: &Roster, campaigns: &Campaigns, households: &[Household]) -> Result<(), DemoError> {
    for member in MEMBERS {
        for planned in member.campaigns()? {
            let Some(drawn) = &planned.control_group else { continue };
            let id = campaigns[planned.external_id()];
            if planned.has_stairwells(households) {
                roster.operator()?.control_groups().draw(id, drawn.clone()).await?;
            }
            go((roster, member), (id, &planned), Action::Start).await?;
        }
    }
    Ok(())
}

/// Pauses and closes what is over, once the doors were tried.
pub async fn end(roster: &Roster, campaigns: &Campaigns) -> Result<(), DemoError> {
    for member in MEMBERS {
        for planned in member.campaigns()? {
            let id = campaigns[planned.external_id()];
            for step in planned.steps()?.into_iter().filter(|step| ends(*step)) {
                go((roster, member), (id, &planned), step).await?;
            }
        }
    }
    Ok(())
}

const fn ends(step: Action) -> bool {
    matches!(step, Action::Pause | Action::Close)
}

async fn go(
    (roster, member): (&Roster, &Member),
    (id, planned): (CampaignId, &Planned),
    step: Action,
) -> Result<(), DemoError> {
    let (operator, partner) = (roster.operator()?.campaigns(), roster.client(member.name)?.campaigns());
    match step {
        Action::Submit => partner.submit(id).await,
        Action::Approve => operator.approve(id).await,
        Action::Reject => {
            let reason = planned.reason.as_deref().unwrap_or_default();
            operator.reject(id, RejectionInput::new(reason)).await
        }
        Action::Start => operator.start(id).await,
        Action::Pause => partner.pause(id).await,
        Action::Close => partner.close(id).await,
        Action::Edit => return Err(DemoError::Content("a campaign of the town is not edited".to_owned())),
    }?;
    Ok(())
}
