//! The black-box suite: Palier over HTTP, on both databases, one folder a topic. Tests that stand for a line of the
//! acceptance checklist carry its number: `c25_…`.

mod auth;
mod campaigns;
mod checklist;
mod commands;
mod document;
mod errors;
mod isolation;
mod limits;
mod lists;
mod neighbourhoods;
mod store;
mod transport;
mod writes;
