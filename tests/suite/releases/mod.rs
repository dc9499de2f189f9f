//! Releases: protected figures of closed periods.

mod figures;
mod frozen;
mod journey;
