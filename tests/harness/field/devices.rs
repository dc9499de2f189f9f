//! Samples of devices.
