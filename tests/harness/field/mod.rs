//! What the tests of the field begin from: each function makes what a test is not about.

pub mod batches;
pub mod devices;
pub mod households;
pub mod meters;
pub mod referrals;
pub mod releases;
pub mod sync;
pub mod visits;
pub mod workers;
