//! Diagnoses on the wire.
