//! Syncs.
