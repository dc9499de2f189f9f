//! `palier client`: what it prints.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use palier_domain::{
    caller::Actor, client::Client, ids::OrganisationId, organisation::Organisation, paging::From as Start,
    secret::Secret,
};
use palier_store::{Store, StoreError, filters, query};
use serde_json::{Value, json};

use super::run::ClientError;
use crate::{auth::tokens, service::clients::ClientView};

/// A client as it is printed.
pub(super) struct Shown {
    client: Client,
    organisation: Organisation,
    secret: Option<Secret>,
}

impl Shown {
    pub(super) fn new(store: &Store, view: ClientView) -> Result<Self, ClientError> {
        let id = view.client.organisation_id;
        let organisation = store.read(|tx| query!(tx, organisations::find(&Actor::CommandLine, id)))?;
        Ok(Self { client: view.client, organisation, secret: view.shown })
    }

    fn state(&self) -> &'static str {
        if self.client.revoked_at.is_some() { "revoked" } else { "active" }
    }

    fn json(&self) -> Value {
        let mut value = json!({
            "client_id": self.client.id,
            "name": self.client.name,
            "organisation_id": self.organisation.id,
            "organisation": self.organisation.name,
            "kind": self.organisation.kind.as_str(),
            "mode": self.client.mode.as_str(),
            "authentication": self.client.auth_method.as_str(),
            "scopes": self.client.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(),
            "state": self.state(),
        });
        if let Some(secret) = &self.secret {
            value["client_secret"] = secret.expose().into();
        }
        value
    }
}

/// All clients, oldest first.
pub(super) fn all(store: &Store, organisation_id: Option<OrganisationId>) -> Result<Vec<Shown>, StoreError> {
    let who = Actor::CommandLine;
    let filter = filters::Clients { organisation_id };
    store.read(|tx| {
        let mut organisations: HashMap<OrganisationId, Organisation> = HashMap::new();
        let mut shown = Vec::new();
        let mut start = Start { after: None, limit: 200 };
        loop {
            let page = query!(tx, clients::list(&who, &filter, &start))?;
            for client in page.items {
                let id = client.organisation_id;
                let organisation = match organisations.get(&id) {
                    Some(known) => known.clone(),
                    None => query!(tx, organisations::find(&who, id))?,
                };
                organisations.insert(id, organisation.clone());
                shown.push(Shown { client, organisation, secret: None });
            }
            match page.next {
                Some(next) => start.after = Some(next),
                None => return Ok(shown),
            }
        }
    })
}

/// Prints one client.
pub(super) fn one(shown: &Shown, json: bool, out: &mut dyn Write) -> io::Result<()> {
    if json {
        return writeln!(out, "{:#}", shown.json());
    }
    let Shown { client, organisation, secret } = shown;
    writeln!(out, "client_id      {}", client.id)?;
    if let Some(secret) = secret {
        writeln!(out, "client_secret  {}", secret.expose())?;
    }
    writeln!(out, "name           {} ({}, {})", client.name, client.mode.as_str(), shown.state())?;
    let kind = organisation.kind.as_str();
    writeln!(out, "organisation   {} ({kind}, {})", organisation.name, organisation.id)?;
    writeln!(out, "scopes         {}", tokens::joined(&client.scopes))?;
    if secret.is_some() {
        writeln!(out, "\nKeep the secret now: it is not shown again, and only a hash of it is kept.")?;
    }
    Ok(())
}

/// Prints a table of clients.
pub(super) fn list(clients: &[Shown], json: bool, out: &mut dyn Write) -> io::Result<()> {
    if json {
        let items: Vec<_> = clients.iter().map(Shown::json).collect();
        return writeln!(out, "{:#}", Value::Array(items));
    }
    writeln!(out, "{:<36}  {:<4}  {:<7}  {:<36}  NAME", "CLIENT_ID", "MODE", "STATE", "ORGANISATION_ID")?;
    for shown in clients {
        let Shown { client, organisation, .. } = shown;
        let (id, owner, mode) = (client.id.to_string(), organisation.id.to_string(), client.mode.as_str());
        let (state, kind) = (shown.state(), organisation.kind.as_str());
        writeln!(
            out,
            "{id:<36}  {mode:<4}  {state:<7}  {owner:<36}  {} ({kind} {})",
            client.name, organisation.name
        )?;
    }
    Ok(())
}
