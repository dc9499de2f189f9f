//! `palier import`: the command line of it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub(super) const EXAMPLES: &str = "\
Examples:
  palier import communes communes.csv.gz --cog-version 2024
  palier import neighbourhoods qpv2024.geojson.gz --vintage 2024

Files may be gzipped. An import can be repeated: what is there and the same stays unchanged. Refused rows are reported \
with their line and reason, and never stop the good ones.";

/// What to load.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportCommand {
    /// Load the official list of priority neighbourhoods (GeoJSON or CSV)
    Neighbourhoods(ImportNeighbourhoods),
    /// Load the official list of communes (CSV)
    Communes(ImportCommunes),
}

/// Options of `palier import neighbourhoods`.
#[derive(Args, Clone, Debug)]
pub struct ImportNeighbourhoods {
    /// GeoJSON or CSV with code_qp, lib_qp, insee_com and lib_com, plain or gzipped
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Year of the list, such as 2024 [default: what the codes say: QN… is 2024, QP… is 2015]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2014..=2100))]
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
