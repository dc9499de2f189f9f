//! Releases: protected figures of closed periods.

mod counted;
mod figures;
mod frozen;
mod impact;
mod journey;
mod meanwhile;
mod outside;
mod progress;
mod roles;
mod savings;
mod statement;
mod strays;
mod threshold;
mod vintages;
