//! Rounds on the wire.
