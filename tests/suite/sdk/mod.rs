//! The API through its Rust SDK: the journeys, and what a bad network does to them.

mod faults;
mod journeys;
mod proxy;

use palier_sdk::Client;
use palier_tests::{App, seed::Tenant};

fn client(app: &App, tenant: &Tenant) -> Client {
    let client = Client::builder(app.url()).credentials(&tenant.live.id, tenant.live.secret.as_str());
    client.build().expect("the client is set up")
}
