//! Devices of field workers.
