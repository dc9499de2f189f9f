//! Visits on the wire.
