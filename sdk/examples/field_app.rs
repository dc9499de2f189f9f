//! A field app enrols, pulls a round before going out, works without a network, and sends everything later.
//!
//! Arguments: the app's client id, and the first time the enrolment code. `PALIER_URL` says where.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use palier_sdk::types::{Channel, Outcome, SyncItemInputVisit, VisitId, VisitInput};
use palier_sdk::{Client, device::Enrolment, device::FileStore, jiff::Timestamp, offline::SyncQueue};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let app = arguments.next().ok_or("the first argument is the app's client id")?;
    let (server, tokens) = (Client::builder(std::env::var("PALIER_URL")?), FileStore::new("device.json"));
    let client = match arguments.next() {
        Some(code) => server.enrol(Enrolment::new(app, code).label("Blue phone"), tokens).await?,
        None => server.device(app, tokens).build()?,
    };
    let queue = SyncQueue::open("outbox.db")?;
    if let Some(round) = client.rounds().list().stream().try_next().await? {
        let package = client.rounds().get_package(round.id).await?;
        // From here on no network is needed.
        let visit = |household| {
            let (id, door, now) = (VisitId::generate(), Channel::Door, Timestamp::now());
            VisitInput::new(id, household, round.campaign_id, door, Outcome::NoAnswer, now).round_id(round.id)
        };
        let visits = package.doors.iter().map(|door| visit(door.household.id));
        queue.add_all(visits.map(SyncItemInputVisit::new))?;
    }
    let sent = queue.flush(&client).await?;
    println!("{} taken, {} held, {} refused", sent.applied, sent.held.len(), sent.refused.len());
    Ok(())
}
