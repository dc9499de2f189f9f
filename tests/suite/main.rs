//! The black-box suite: Palier over HTTP, on both databases, one folder a topic. Tests that stand for a line of the
//! acceptance checklist carry its number: `c25_…`.

mod attack;
mod auth;
mod campaigns;
mod checklist;
mod commands;
mod consents;
mod demo;
mod devices;
mod document;
mod errors;
mod events;
mod field_workers;
mod follow_up_actions;
mod households;
mod isolation;
mod limits;
mod lists;
mod meters;
mod needs;
mod neighbourhoods;
mod referrals;
mod releases;
mod rounds;
mod sdk;
mod store;
mod sync;
mod transport;
mod visits;
mod webhooks;
mod writes;
