//! The use cases: what the API, the command line and the demo ask for, in the domain's words.
//!
//! A service function takes the transaction it runs in, so that the floor above can compose several of them, and
//! so that an idempotency key, a change and its record are committed together. Nothing here knows HTTP.

pub mod campaigns;
pub mod clients;
pub mod communes;
mod error;
pub mod neighbourhoods;
pub mod once;
pub mod organisations;
pub mod policy;
pub mod tokens;

pub use error::{Expected, ServiceError};
