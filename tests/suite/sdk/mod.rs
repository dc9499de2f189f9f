//! The API through its Rust SDK: the journeys, and what a bad network does to them.

mod faults;
mod journeys;

use palier_sdk::{Client, ClientBuilder};
use palier_tests::{App, seed::Tenant};

/// A client of a tenant, to be set up further.
fn builder(app: &App, tenant: &Tenant) -> ClientBuilder {
    Client::builder(app.url()).credentials(&tenant.live.id, tenant.live.secret.as_str())
}

fn client(app: &App, tenant: &Tenant) -> Client {
    builder(app, tenant).build().expect("the client is set up")
}
