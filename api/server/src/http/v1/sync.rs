//! Syncs on the wire.
