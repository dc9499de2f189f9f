//! Samples of field workers and rounds.
