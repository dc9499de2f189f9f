//! Tariffs on the wire.
