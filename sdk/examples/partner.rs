//! A partner pushes a campaign, submits it, and follows it. Push it again every night: nothing happens twice.
//!
//! `PALIER_URL`, `PALIER_CLIENT_ID` and `PALIER_CLIENT_SECRET` say where and who.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use palier_sdk::jiff::civil::date;
use palier_sdk::types::{CampaignInput, CampaignStatus, InformationKind, MessageInput, PriceTermsInput};
use palier_sdk::{Cents, Client};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let campaigns = Client::from_env()?.campaigns();
    let (starts, ends) = (date(2027, 1, 4), date(2027, 3, 26));
    let title = "Lire son compteur";
    let campaign = CampaignInput::new(title, InformationKind::Service, 550, starts, ends)
        .purpose("Households read their meter, find leaks and know whom to call about a bill.")
        .themes(["palier:eau--facture"])
        .messages([MessageInput::new("fr", "Bonjour, je suis votre voisine. Je viens pour l’eau.")])
        .neighbourhood_codes(["QN09901N"])
        .price(PriceTermsInput::new(Cents(250), Cents(900)).currency("EUR"));
    let mut pushed = campaigns.push("EAU-2027-02", campaign).await?;
    if pushed.status == CampaignStatus::Draft {
        pushed = campaigns.submit(pushed.id).if_match(pushed.version()?).await?;
    }
    let mut list = campaigns.list().external_id("EAU-2027-02").stream();
    while let Some(found) = list.try_next().await? {
        println!("{} is {}, at version {}", found.title, found.status, pushed.version()?);
    }
    Ok(())
}
