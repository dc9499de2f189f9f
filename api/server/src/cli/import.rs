//! `palier import`: the command line of it.

use std::{io::Write, path::PathBuf, sync::Arc};

use clap::{Args, Subcommand};
use palier_store::Store;

use crate::{
    config::FieldConfig,
    import::run::{self, RunError},
    keys::Vault,
    service::field::Field,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  palier import communes communes.csv.gz --cog-version 2024
  palier import neighbourhoods qpv2024.geojson.gz --vintage 2024
  palier import successions 2015-to-2024.csv
  palier import households addresses.csv

Files may be gzipped. An import can be repeated: what is there and the same stays unchanged. Refused rows are reported \
with their line and reason, and never stop the good ones.";

/// What to load.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportCommand {
    /// Load the official list of priority neighbourhoods (GeoJSON or CSV)
    Neighbourhoods(ImportNeighbourhoods),
    /// Load the official list of communes (CSV)
    Communes(ImportCommunes),
    /// Load which neighbourhoods took over which of an earlier list (CSV)
    Successions(ImportSuccessions),
    /// Load a list of addresses: each door that is not there yet becomes a household (CSV)
    Households(ImportHouseholds),
}

impl ImportCommand {
    /// Runs the import on a store that is up to date, and prints its report. `vault` opens what seals personal data, if
    /// there is any in what is imported.
    ///
    /// # Errors
    /// [`RunError`], or what `vault` says; nothing was changed then.
    pub fn run<E: From<RunError>>(
        &self,
        store: &Store,
        (rules, vault): (&FieldConfig, impl FnOnce() -> Result<Arc<Vault>, E>),
        out: &mut dyn Write,
    ) -> Result<(), E> {
        match self {
            Self::Neighbourhoods(args) => run::neighbourhoods(store, &args.file, args.vintage, out),
            Self::Communes(args) => run::communes(store, &args.file, args.cog_version, out),
            Self::Successions(args) => run::successions(store, &args.file, out),
            Self::Households(args) => {
                let vault = vault()?;
                run::households(store, Field { vault: &vault, rules }, &args.file, out)
            }
        }
        .map(drop)
        .map_err(E::from)
    }
}

/// Options of `palier import neighbourhoods`.
#[derive(Args, Clone, Debug)]
pub struct ImportNeighbourhoods {
    /// GeoJSON or CSV with code_qp, lib_qp, insee_com and lib_com, plain or gzipped
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Year of the list, such as 2024 [default: what the codes say: QN… is 2024, QP… is 2015]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2015..=2100))]
    pub vintage: Option<i32>,
}

/// Options of `palier import communes`.
#[derive(Args, Clone, Debug)]
pub struct ImportCommunes {
    /// CSV of the communes, plain or gzipped
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Year of the official geographic code (COG) that the file holds
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1943..=2100))]
    pub cog_version: i32,
}

/// Options of `palier import successions`.
#[derive(Args, Clone, Debug)]
pub struct ImportSuccessions {
    /// CSV with predecessor and successor, one pair of codes a line, plain or gzipped; both may repeat
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Options of `palier import households`.
#[derive(Args, Clone, Debug)]
pub struct ImportHouseholds {
    /// CSV with neighbourhood_code, building, stairwell, floor and door_label, and tenure, water_billing and
    /// heating_billing where they are known; plain or gzipped, without names of persons
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
