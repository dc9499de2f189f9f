//! The first journey: a partner pushes a campaign, the operator approves it, a municipality reads it.

mod journey;
mod lifecycle;
mod push;
