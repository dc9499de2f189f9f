//! Money: whole cents and a currency, never a floating-point number.

use serde::{Deserialize, Serialize};

use crate::error::Invalid;

/// An ISO 4217 alphabetic code; the euro if nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);

impl Currency {
    /// Checks the form of the code: three uppercase letters.
    ///
    /// # Errors
    /// One error `currency` with an empty pointer, for the caller to locate.
    pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
        let text = text.into();
        if text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Self(text))
        } else {
            Err(Invalid::one(
                "",
                "currency",
                "A currency is three uppercase letters of ISO 4217, such as EUR.",
            ))
        }
    }

    /// Takes a code that was checked when it was written, from the database.
    #[must_use]
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self("EUR".to_owned())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Currency;

    #[test]
    fn three_uppercase_letters() {
        assert_eq!(Currency::default(), Currency::new("EUR").expect("a currency"));
        for bad in ["", "eur", "EURO", "€", "E1R"] {
            assert!(Currency::new(bad).is_err(), "{bad}");
        }
    }
}
