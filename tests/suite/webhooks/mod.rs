//! Webhooks: endpoints, what is sent to them, and what becomes of it.

mod addresses;
mod managing;
mod replaying;
mod retrying;
mod sending;
mod slow;
