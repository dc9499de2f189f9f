//! The queries, one file a resource, compiled once a backend (see `backend/`).
//!
//! A query's first argument after the connection is who asks (`&Actor` to read, `&Act` to change), and a query
//! returns only rows that they may see. What is nobody's in particular (the authorization server's own look-ups
//! before it knows who asks) says so in its name or its comment.

use super::{Conn, Db, exclude_writers, lock_row, try_lock};

pub mod audit;
pub mod campaigns;
pub mod clients;
pub mod communes;
pub mod idempotency;
pub mod neighbourhood_parts;
pub mod neighbourhoods;
pub mod organisations;
pub mod outbox;
pub mod revocations;
