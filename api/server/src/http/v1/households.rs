//! Households on the wire.
