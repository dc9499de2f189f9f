//! Referrals on the wire.
