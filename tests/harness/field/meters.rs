//! Samples of meter readings and diagnoses.
