//! Rounds, their packages, and the contact rules.

mod packages;
mod planning;
