//! Loading the town: one transaction from the operator to the last campaign.

use std::{collections::HashMap, path::Path, thread};

use palier_domain::{
    caller::{Act, Actor, Caller},
    campaign::Action,
    client::AuthMethod,
    organisation::Organisation,
    paging::From as Start,
};
use palier_store::{Recorded, Store, StoreError, Tx, filters, query};
use uuid::Uuid;

use super::{
    DemoError, content,
    content::{MEMBERS, Member, OPERATOR, Planned},
    credentials::{Credentials, Login},
};
use crate::{
    auth::secrets,
    config::AuthConfig,
    import::{ImportError, Row, communes, neighbourhoods, report::Report, successions},
    service::{
        self,
        clients::{ClientDraft, NewSecret},
    },
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

/// Loads the town and keeps its credentials in `file`; `None` if the database is no longer empty.
pub fn load(
    store: &Store,
    auth: &AuthConfig,
    file: &Path,
    url: &str,
) -> Result<Option<Credentials>, DemoError> {
    // Before the transaction begins: hashing is slow by design.
    let secrets = hashed(auth)?;
    store.write(|tx| {
        if !is_empty(tx)? {
            return Ok(Recorded::unchanged(None));
        }
        let mut town = Town { tx, request_id: format!("demo-{}", Uuid::now_v7()), secrets };
        let (recorded, logins) = town.build()?;
        let credentials = Credentials { url: url.to_owned(), logins };
        credentials.write(file)?;
        Ok(recorded.map(|()| Some(credentials)))
    })
}

type Secrets = HashMap<&'static str, NewSecret>;
type Logins = std::collections::BTreeMap<String, Login>;

/// A secret for each client, all hashed at the same time.
fn hashed(auth: &AuthConfig) -> Result<Secrets, DemoError> {
    thread::scope(|scope| {
        let members = MEMBERS.iter().chain([&OPERATOR]);
        let started: Vec<_> = members
            .map(|member| (member.name, scope.spawn(move || secrets::generate(auth, member.mode))))
            .collect();
        let joined = started.into_iter().map(|(name, thread)| {
            let made = thread.join().unwrap_or_else(|_| Err("a hash could not be computed".to_owned()));
            made.map(|secret| (name, secret)).map_err(DemoError::Content)
        });
        joined.collect()
    })
}

/// The town while it is built.
struct Town<'t, 'c> {
    tx: &'t mut Tx<'c>,
    request_id: String,
    secrets: Secrets,
}

impl Town<'_, '_> {
    fn build(&mut self) -> Result<(Recorded<()>, Logins), DemoError> {
        let shell = Actor::CommandLine;
        let recorded = self.geography()?;
        let mut logins = Logins::new();
        // The operator's first client comes from the command line, as in real life; it makes all others.
        let organisation = self.organisation(&shell, &OPERATOR)?;
        let (operator, login) = self.client(&shell, &OPERATOR, &organisation)?;
        logins.insert(OPERATOR.name.to_owned(), login);
        let mut organisations = HashMap::new();
        let mut clients = Vec::new();
        for member in MEMBERS {
            if !organisations.contains_key(member.organisation) {
                organisations.insert(member.organisation, self.organisation(&operator, member)?);
            }
            let (actor, login) = self.client(&operator, member, &organisations[member.organisation])?;
            logins.insert(member.name.to_owned(), login);
            clients.push((member, actor));
        }
        for (member, actor) in clients {
            for planned in member.campaigns()? {
                self.campaign((&actor, &operator), &planned)?;
            }
        }
        Ok((recorded, logins))
    }

    /// An act of this moment.
    fn act(&self, actor: &Actor) -> Act {
        Act { actor: actor.clone(), request_id: self.request_id.clone(), at: jiff::Timestamp::now().into() }
    }

    fn geography(&mut self) -> Result<Recorded<()>, DemoError> {
        let act = self.act(&Actor::CommandLine);
        let rows = readable(communes::read(content::COMMUNES.as_bytes()))?;
        complete(&service::communes::import(self.tx, &act, content::EDITION, rows, |_| ())?)?;
        let rows = readable(neighbourhoods::read(content::NEIGHBOURHOODS.as_bytes(), None))?;
        complete(&service::neighbourhoods::import(self.tx, &act, rows, |_| ())?)?;
        let rows = readable(successions::read(content::SUCCESSIONS.as_bytes()))?;
        let recorded = service::neighbourhoods::import_successions(self.tx, &act, rows, |_| ())?;
        complete(&recorded)?;
        Ok(recorded.map(drop))
    }

    fn organisation(&mut self, actor: &Actor, member: &Member) -> Result<Organisation, DemoError> {
        let act = self.act(actor);
        Ok(service::organisations::create(self.tx, &act, member.organisation())?.value().clone())
    }

    fn client(
        &mut self,
        actor: &Actor,
        member: &Member,
        organisation: &Organisation,
    ) -> Result<(Actor, Login), DemoError> {
        let act = self.act(actor);
        let draft = ClientDraft {
            organisation_id: organisation.id,
            name: format!("Demo ({})", member.name),
            mode: member.mode,
            auth_method: AuthMethod::ClientSecret,
            jwk: None,
            scopes: None,
        };
        let secret = self.secrets.remove(member.name);
        let client_secret = secret.as_ref().map(|new| new.secret.expose().to_owned()).unwrap_or_default();
        let created = service::clients::create(self.tx, &act, draft, secret)?;
        let client_id = created.value().client.id;
        let caller = Caller {
            client_id,
            organisation_id: organisation.id,
            kind: organisation.kind,
            commune_codes: organisation.commune_codes.clone(),
            mode: member.mode,
            scopes: palier_domain::scope::Scope::all_for(organisation.kind).collect(),
            device: None,
        };
        Ok((Actor::Client(caller), Login { client_id, client_secret }))
    }

    fn campaign(
        &mut self,
        (partner, operator): (&Actor, &Actor),
        planned: &Planned,
    ) -> Result<(), DemoError> {
        let act = self.act(partner);
        let draft = planned.draft(act.at.day())?;
        let id = service::campaigns::create(self.tx, &act, draft)?.value().id;
        for step in planned.steps()? {
            let act = match step {
                Action::Approve | Action::Reject | Action::Start => self.act(operator),
                _ => self.act(partner),
            };
            let reason = planned.reason.clone().filter(|_| step == Action::Reject);
            service::campaigns::act_on(self.tx, &act, (id, &service::Expected::Nothing), (step, reason))?
                .value();
        }
        for message in &planned.later_messages {
            let act = self.act(partner);
            service::campaigns::add_message(
                self.tx,
                &act,
                (id, &service::Expected::Nothing),
                message.clone(),
            )?
            .value();
        }
        Ok(())
    }
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
