//! A municipality reads which of its neighbourhoods have campaigns, and keeps its neighbourhoods as CSV and GeoJSON.
//!
//! `PALIER_URL`, `PALIER_CLIENT_ID` and `PALIER_CLIENT_SECRET` say where and who; the argument is the commune's code.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use palier_sdk::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let commune = std::env::args().nth(1).unwrap_or_else(|| "99001".into());
    let mut neighbourhoods = client.neighbourhoods().list().commune_code(&*commune).export();
    while let Some(neighbourhood) = neighbourhoods.try_next().await? {
        let running = client.campaigns().list().neighbourhood_code(&neighbourhood.code).stream();
        let running = running.try_collect().await?;
        println!("{} {}: {} campaigns", neighbourhood.code, neighbourhood.name, running.len());
    }
    let list = client.neighbourhoods().list().commune_code(&*commune);
    let mut csv = tokio::fs::File::create("neighbourhoods.csv").await?;
    list.clone().write_csv(&mut csv).await?;
    let mut map = tokio::fs::File::create("neighbourhoods.geojson").await?;
    list.write_geojson(&mut map).await?;
    Ok(())
}
