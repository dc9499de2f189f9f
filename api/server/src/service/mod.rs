//! The use cases: what the API, the command line and the demo ask for, in the domain's words.
//!
//! A service function takes the transaction it runs in, so that the floor above can compose several of them, and
//! so that an idempotency key, a change and its record are committed together. Nothing here knows HTTP.

pub mod campaigns;
pub mod clients;
pub mod communes;
pub mod consents;
pub mod consumption;
mod contact_flags;
pub mod control_groups;
pub mod devices;
pub mod diagnoses;
mod error;
pub mod field;
pub mod field_workers;
pub mod figures;
pub mod follow_up_actions;
pub mod households;
pub mod meter_readings;
pub mod needs;
pub mod neighbourhoods;
pub mod once;
pub mod organisations;
pub mod policy;
pub mod referrals;
pub mod releases;
pub mod rounds;
pub mod savings;
pub mod statements;
pub mod sync;
pub mod tariffs;
pub mod tokens;
pub mod visits;
pub mod webhook_deliveries;
pub mod webhook_endpoints;

pub use error::{Expected, Missing, ServiceError};
