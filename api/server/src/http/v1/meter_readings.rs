//! Meter readings on the wire.
