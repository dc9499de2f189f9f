//! Control groups on the wire.
