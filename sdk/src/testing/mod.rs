//! For the tests of apps: what the API answers, without a Palier.
//!
//! [`Fake`] answers each operation with the document's example, unless told otherwise, and remembers what it was asked.

mod fake;
#[cfg(feature = "webhooks")]
pub mod webhooks;

use serde::de::DeserializeOwned;

pub use fake::{Fake, Recorded};

/// A type of which the document has an example.
pub trait Example: DeserializeOwned {
    /// The example, as JSON.
    const EXAMPLE: &'static str;

    /// The example.
    ///
    /// # Panics
    /// Never: the SDK's own tests read every example.
    #[must_use]
    fn example() -> Self {
        serde_json::from_str(Self::EXAMPLE).expect("the document's examples are of the types they stand for")
    }
}

/// What an operation answers by example.
#[derive(Debug)]
pub(crate) struct Sample {
    pub operation: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    pub status: u16,
    pub media: &'static str,
    pub body: &'static str,
}
