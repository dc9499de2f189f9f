//! `palier client`: the command line of it.

mod run;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};
pub use run::ClientError;

use palier_domain::{
    ids::{ClientId, OrganisationId},
    organisation::OrganisationKind,
    scope::Scope,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  palier client create --organisation \"My association\" --kind operator
  palier client create --organisation \"Waterworks\" --kind partner --name \"Billing\" --scope campaigns:read \
--scope campaigns:write
  palier client create --organisation \"Ville-Exemple\" --kind municipality --commune 99001
  palier client rotate 0199a1f2-7c1e-7000-8000-000000000001

A secret is shown once, when it is made; only a hash of it is kept.";

/// What to do with clients.
#[derive(Clone, Debug, Subcommand)]
pub enum ClientCommand {
    /// Make a client, and its organisation if there is none of that name; shows the secret once
    Create(CreateClient),
    /// Give a client a new secret; the old one works for a while longer (auth.secret_overlap_seconds)
    Rotate(NamedClient),
    /// End a client; its tokens stop working within a second
    Revoke(NamedClient),
    /// List clients
    List(ListClients),
}

/// Options of `palier client create`.
#[derive(Args, Clone, Debug)]
pub struct CreateClient {
    /// Name or id of the organisation that the client belongs to; with --kind, it is made if there is none
    #[arg(long, value_name = "NAME")]
    pub organisation: String,
    /// What a new organisation is
    #[arg(long, value_parser = kinds())]
    pub kind: Option<OrganisationKind>,
    /// Commune (INSEE code) that a municipality answers for; repeat for several
    #[arg(long = "commune", value_name = "CODE", required_if_eq("kind", "municipality"))]
    pub communes: Vec<String>,
    /// Name of the client
    #[arg(long, value_name = "NAME", default_value = "Default")]
    pub name: String,
    /// What the client may do, such as campaigns:read; repeat for several [default: all that its organisation may]
    #[arg(long = "scope", value_name = "SCOPE", value_parser = scope)]
    pub scopes: Vec<Scope>,
    /// Make a client for test data; it never sees live data
    #[arg(long)]
    pub test: bool,
    /// File with the client's public JWK: it authenticates by private_key_jwt and gets no secret
    #[arg(long, value_name = "FILE")]
    pub public_key: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Options that name one client.
#[derive(Args, Clone, Debug)]
pub struct NamedClient {
    /// The client's id, its `client_id`
    #[arg(value_name = "CLIENT_ID")]
    pub id: ClientId,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Options of `palier client list`.
#[derive(Args, Clone, Debug)]
pub struct ListClients {
    /// Only those of one organisation
    #[arg(long, value_name = "ORGANISATION_ID")]
    pub organisation: Option<OrganisationId>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

fn kinds() -> impl TypedValueParser<Value = OrganisationKind> {
    PossibleValuesParser::new(OrganisationKind::ALL.map(OrganisationKind::as_str))
        .map(|text| OrganisationKind::parse(&text).expect("only kinds' names are possible values"))
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text).ok_or_else(|| "no such scope; scopes read like campaigns:read".to_owned())
}
