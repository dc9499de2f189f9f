//! For the tests of apps: what the API answers, without a Palier.

use serde::de::DeserializeOwned;

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
