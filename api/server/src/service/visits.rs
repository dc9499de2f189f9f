//! Visits.
