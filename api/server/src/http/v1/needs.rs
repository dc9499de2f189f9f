//! Needs on the wire.
