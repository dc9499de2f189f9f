//! Tariffs.
