//! The pure rules and types of Palier.
//!
//! Nothing here reads a clock, a file, a socket or a database: the same input gives the same answer, so
//! every rule can be tested alone. The floors above (`palier-store`, then the server) bring the world in.

pub mod boundary;
pub mod caller;
pub mod campaign;
pub mod client;
pub mod code;
pub mod commune;
pub mod error;
pub mod geography;
pub mod ids;
pub mod language;
pub mod money;
pub mod neighbourhood;
pub mod organisation;
pub mod paging;
pub mod scope;
pub mod secret;
pub mod text;
pub mod theme;
mod theme_table;
pub mod time;
