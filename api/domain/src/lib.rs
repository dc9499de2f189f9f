//! The pure rules and types of Palier.
//!
//! Nothing here reads a clock, a file, a socket or a database: the same input gives the same answer, so
//! every rule can be tested alone. The floors above (`palier-store`, then the server) bring the world in.

pub mod boundary;
pub mod caller;
pub mod campaign;
pub mod client;
pub mod code;
mod coded;
pub mod commune;
pub mod consent;
pub mod consumption;
pub mod contact_rules;
pub mod control_group;
pub mod device;
pub mod diagnosis;
pub mod disclosure;
pub mod error;
pub mod event;
pub mod field_worker;
pub mod follow_up_action;
pub mod geography;
pub mod hours;
pub mod household;
pub mod ids;
pub mod impact;
pub mod job;
pub mod language;
pub mod meter_reading;
pub mod money;
pub mod need;
pub mod neighbourhood;
pub mod organisation;
pub mod paging;
pub mod referral;
pub mod release;
pub mod round;
pub mod round_package;
pub mod savings;
pub mod scope;
pub mod secret;
pub mod statement;
pub mod sync;
pub mod tariff;
pub mod text;
pub mod theme;
mod theme_table;
pub mod time;
pub mod visit;
pub mod webhook;
