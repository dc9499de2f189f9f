//! Samples of visits, follow-up actions and needs.
