//! A municipality reads its needs of every published quarter, and keeps them as CSV and its neighbourhoods as GeoJSON.
//!
//! `PALIER_URL`, `PALIER_CLIENT_ID` and `PALIER_CLIENT_SECRET` say where and who; the argument is the commune's code.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use palier_sdk::{Client, types::FigureStatus};
use tokio::fs::File;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let commune = std::env::args().nth(1).unwrap_or_else(|| "99001".into());
    let needs = client.needs().list_municipality_needs(commune.as_str());
    let mut figures = needs.clone().stream();
    while let Some(line) = figures.try_next().await? {
        let theme = line.theme.as_deref().unwrap_or("any need");
        match (&line.households.status, line.households.value) {
            (FigureStatus::Published, Some(households)) => {
                println!("{} {theme}: {households} households", line.period);
            }
            (status, _) => println!("{} {theme}: {status}", line.period),
        }
    }
    needs.write_csv(&mut File::create("needs.csv").await?).await?;
    let neighbourhoods = client.neighbourhoods().list().commune_code(commune.as_str());
    neighbourhoods.write_geojson(&mut File::create("neighbourhoods.geojson").await?).await?;
    Ok(())
}
