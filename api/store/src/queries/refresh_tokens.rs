//! Refresh tokens of devices.
