//! Field workers.
