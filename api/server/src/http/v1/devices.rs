//! Devices of field workers on the wire.
