//! Rounds, their packages, and the contact rules.

mod planning;
