//! What every request passes through.

pub mod encoding;
pub mod finish;
pub mod observe;

pub use observe::RequestId;
