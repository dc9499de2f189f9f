//! `palier client`: what it does. The commands are the API's own use cases, without the API.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use palier_domain::{
    caller::{Act, Actor, Mode},
    client::AuthMethod,
    code::CommuneCode,
    error::Invalid,
    ids::OrganisationId,
    organisation::{Organisation, OrganisationDraft},
    paging::From as Start,
};
use palier_store::{Recorded, Store, StoreError, Tx, filters, query};
use serde_json::Value;
use uuid::Uuid;

use super::{
    ClientCommand, CreateClient,
    show::{self, Shown},
};
use crate::{
    auth::secrets,
    config::AuthConfig,
    service::{
        ServiceError,
        clients::{self, ClientDraft},
        organisations,
    },
};

/// Why `palier client` changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The use case.
    #[error("{}", told(.0))]
    Service(#[from] ServiceError),
    /// A new organisation of no kind.
    #[error(
        "There is no organisation \"{0}\". To make it, say what it is: --kind operator, partner, municipality or \
         app_publisher."
    )]
    UnknownOrganisation(String),
    /// The organisation is of another kind than the one given.
    #[error(
        "The organisation \"{name}\" is a {kind} and stays one; leave --kind out, or choose another name."
    )]
    OtherKind {
        /// Its name.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// Several organisations have the name.
    #[error(
        "{count} organisations are called \"{name}\"; give --organisation the id of one. `palier client list` shows ids."
    )]
    Ambiguous {
        /// The name.
        name: String,
        /// How many.
        count: usize,
    },
    /// The key file.
    #[error("The public key in {} can't be used: {problem}", .path.display())]
    PublicKey {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Standard output.
    #[error("The output can't be written: {0}")]
    Output(#[from] io::Error),
}

impl From<StoreError> for ClientError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl From<Invalid> for ClientError {
    fn from(invalid: Invalid) -> Self {
        Self::Service(invalid.into())
    }
}

/// A use case's failure, for a person at a shell.
fn told(error: &ServiceError) -> String {
    match error {
        ServiceError::Invalid(invalid) => {
            invalid.0.iter().map(|error| error.detail.as_str()).collect::<Vec<_>>().join(" ")
        }
        ServiceError::Store(StoreError::NotFound) => {
            "There is no client of this id; `palier client list` shows all.".to_owned()
        }
        other => other.to_string(),
    }
}

impl ClientCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// [`ClientError`]; nothing was changed then.
    pub fn run(self, store: &Store, config: &AuthConfig, out: &mut dyn Write) -> Result<(), ClientError> {
        let act = Act {
            actor: Actor::CommandLine,
            request_id: format!("cli-{}", Uuid::now_v7()),
            at: jiff::Timestamp::now().into(),
        };
        match self {
            Self::Create(args) => {
                let json = args.json;
                let shown = create(store, config, &act, args)?;
                show::one(&shown, json, out)?;
            }
            Self::Rotate(args) => {
                let client = store.read(|tx| query!(tx, clients::find(&act.actor, args.id)))?;
                let secret = secrets::generate(config, client.mode).map_err(ServiceError::Internal)?;
                let overlap = config.secret_overlap_seconds;
                let view = store.write(|tx| {
                    clients::rotate(tx, &act, (args.id, &crate::service::Expected::Nothing), secret, overlap)
                })?;
                show::one(&Shown::new(store, view)?, args.json, out)?;
            }
            Self::Revoke(args) => {
                let lifetime = config.access_token_seconds;
                let view = store.write(|tx| {
                    clients::revoke(tx, &act, (args.id, &crate::service::Expected::Nothing), lifetime)
                })?;
                show::one(&Shown::new(store, view)?, args.json, out)?;
            }
            Self::List(args) => show::list(&show::all(store, args.organisation)?, args.json, out)?,
        }
        Ok(())
    }
}

fn create(store: &Store, config: &AuthConfig, act: &Act, args: CreateClient) -> Result<Shown, ClientError> {
    let name = args.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(Invalid::one("/name", "name", "A name has 1 to 200 characters on one line.").into());
    }
    let mode = if args.test { Mode::Test } else { Mode::Live };
    let jwk = args.public_key.as_deref().map(public_key).transpose()?;
    let secret = match jwk {
        Some(_) => None,
        None => Some(secrets::generate(config, mode).map_err(ServiceError::Internal)?),
    };
    let auth_method = if jwk.is_some() { AuthMethod::PrivateKeyJwt } else { AuthMethod::ClientSecret };
    let view = store.write(|tx| {
        let organisation = organisation(tx, act, &args)?;
        let draft = ClientDraft {
            organisation_id: organisation.id,
            name,
            mode,
            auth_method,
            jwk,
            scopes: (!args.scopes.is_empty()).then(|| args.scopes.clone()),
        };
        Ok::<_, ClientError>(clients::create(tx, act, draft, secret)?)
    })?;
    Shown::new(store, view)
}

fn public_key(path: &Path) -> Result<Value, ClientError> {
    let failed = |problem: String| ClientError::PublicKey { path: path.to_owned(), problem };
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let jwk: Value =
        serde_json::from_str(&text).map_err(|error| failed(format!("line {} is not JSON", error.line())))?;
    secrets::public_jwk(&jwk).map_err(|invalid| failed(told(&invalid.into())))
}

/// The organisation of this id or name, made if there is none and its kind is given.
fn organisation(tx: &mut Tx<'_>, act: &Act, args: &CreateClient) -> Result<Organisation, ClientError> {
    let name = args.organisation.trim();
    let mut found = match name.parse::<OrganisationId>() {
        Ok(id) => vec![query!(tx, organisations::find(&act.actor, id)).map_err(|error| match error {
            StoreError::NotFound => ClientError::UnknownOrganisation(name.to_owned()),
            other => other.into(),
        })?],
        Err(_) => named(tx, act, name)?,
    };
    match (found.pop(), found.len(), args.kind) {
        (Some(one), 0, kind) => match kind {
            Some(kind) if kind != one.kind => {
                Err(ClientError::OtherKind { name: one.name, kind: one.kind.as_str() })
            }
            _ => Ok(one),
        },
        (Some(one), others, _) => Err(ClientError::Ambiguous { name: one.name, count: others + 1 }),
        (None, _, None) => Err(ClientError::UnknownOrganisation(name.to_owned())),
        (None, _, Some(kind)) => {
            let codes = args.communes.iter().map(|code| CommuneCode::new(code.as_str()));
            let commune_codes = codes.collect::<Result<Vec<_>, _>>()?;
            let draft = OrganisationDraft { kind, name: name.to_owned(), commune_codes };
            // Recorded by itself; the client's own record follows in the same transaction.
            let made: Recorded<Organisation> = organisations::create(tx, act, draft)?;
            Ok(made.value().clone())
        }
    }
}

fn named(tx: &mut Tx<'_>, act: &Act, name: &str) -> Result<Vec<Organisation>, StoreError> {
    let mut found = Vec::new();
    let mut start = Start { after: None, limit: 200 };
    loop {
        let page = query!(tx, organisations::list(&act.actor, &filters::Organisations::default(), &start))?;
        found.extend(page.items.into_iter().filter(|organisation| organisation.name == name));
        match page.next {
            Some(next) => start.after = Some(next),
            None => return Ok(found),
        }
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
