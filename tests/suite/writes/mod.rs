//! What holds for every change.

mod bulk;
mod conditions;
mod idempotency;
mod patches;
mod preferences;
mod records;
mod running;
