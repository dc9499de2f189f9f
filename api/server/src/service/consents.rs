//! Consents.
