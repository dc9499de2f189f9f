//! Diagnoses.
