//! The pure rules and types of Palier.
//!
//! Nothing here reads a clock, a file, a socket or a database: the same input gives the same answer, so
//! every rule can be tested alone. The floors above (`palier-store`, then the server) bring the world in.

pub mod caller;
pub mod client;
pub mod code;
pub mod error;
pub mod ids;
pub mod organisation;
pub mod paging;
pub mod scope;
pub mod time;
