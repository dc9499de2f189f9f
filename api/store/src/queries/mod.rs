//! The queries, one file a resource, compiled once a backend (see `backend/`).
//!
//! A query's first argument after the connection is who asks (`&Actor` to read, `&Act` to change), and a query
//! returns only rows that they may see. What is nobody's in particular (the authorization server's own look-ups
//! before it knows who asks) says so in its name or its comment.

use super::{Conn, Db, exclude_writers, frontier, lock_row, take_lock, try_lock};

pub mod audit;
pub mod campaigns;
pub mod changes;
pub mod clients;
pub mod communes;
pub mod consents;
pub mod contact_facts;
pub mod control_groups;
pub mod counted;
pub mod devices;
pub mod diagnoses;
pub mod enrolments;
pub mod events;
pub mod field_workers;
pub mod follow_up_actions;
pub mod held_items;
pub mod households;
pub mod idempotency;
pub mod jobs;
pub mod live_steps;
pub mod meter_readings;
pub mod needs;
pub mod neighbourhood_parts;
pub mod neighbourhoods;
pub mod organisations;
pub mod programmes;
pub mod referrals;
pub mod refresh_tokens;
pub mod release_figures;
pub mod release_savings;
pub mod releases;
pub mod revocations;
pub mod round_packages;
pub mod rounds;
pub mod savepoints;
pub mod sync;
pub mod tariffs;
pub mod turns;
pub mod visits;
pub mod webhook_deliveries;
pub mod webhook_endpoints;
pub mod year_thresholds;
