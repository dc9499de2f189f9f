//! Tests of the protector.
