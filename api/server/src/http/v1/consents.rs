//! Consents on the wire.
