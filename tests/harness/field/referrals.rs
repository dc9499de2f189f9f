//! Samples of consents and referrals.
