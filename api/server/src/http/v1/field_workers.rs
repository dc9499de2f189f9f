//! Field workers on the wire.
