//! Official codes, as their authorities write them.

use serde::{Deserialize, Serialize};

use crate::error::Invalid;

macro_rules! text_codes {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $hint:literal, $check:path;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Checks the form of the code, not that it exists.
            ///
            /// # Errors
            /// One error with an empty pointer, for the caller to locate.
            pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
                let text = text.into();
                if $check(text.as_bytes()) { Ok(Self(text)) } else { Err(Invalid::one("", $code, $hint)) }
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_codes! {
    /// A commune's INSEE code (Code officiel géographique): five characters, `2A`/`2B` in Corsica.
    CommuneCode, "commune_code", "A commune code has five characters: five digits, or 2A or 2B and three digits.", commune;
    /// A priority neighbourhood's code: `QN09301M` (2024) or `QP066007` (2015).
    NeighbourhoodCode, "neighbourhood_code",
        "A neighbourhood code is QN, three characters of department, two digits and one of N, M, I, C (2024), \
         or QP and six characters (2015).", neighbourhood;
}

fn digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

fn commune(code: &[u8]) -> bool {
    code.len() == 5
        && (digits(code) || (code[0] == b'2' && matches!(code[1], b'A' | b'B') && digits(&code[2..])))
}

fn neighbourhood(code: &[u8]) -> bool {
    code.len() == 8 && (neighbourhood_2024(code) || neighbourhood_2015(code))
}

/// `^QN(0\d{2}|02[AB]|9[78]\d)\d{2}[NMIC]$`
fn neighbourhood_2024(code: &[u8]) -> bool {
    let department = &code[2..5];
    let known = (department[0] == b'0' && digits(department))
        || matches!(department, b"02A" | b"02B")
        || (department[0] == b'9' && matches!(department[1], b'7' | b'8') && department[2].is_ascii_digit());
    code.starts_with(b"QN") && known && digits(&code[5..7]) && matches!(code[7], b'N' | b'M' | b'I' | b'C')
}

/// `^QP[0-9]{6}$`, with letters allowed where overseas and Corsican codes carry them (`QP02A001`).
fn neighbourhood_2015(code: &[u8]) -> bool {
    code.starts_with(b"QP")
        && code[2..5].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && digits(&code[5..])
}

impl NeighbourhoodCode {
    /// The year of the list that codes of this form belong to: 2015 (`QP…`) or 2024 (`QN…`).
    #[must_use]
    pub fn vintage(&self) -> i32 {
        if self.0.starts_with("QN") { 2024 } else { 2015 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbourhood_codes_of_both_vintages() {
        for good in ["QN09301M", "QN02A01N", "QN97654C", "QN09901N", "QP066007", "QP971001", "QP02A001"] {
            assert!(NeighbourhoodCode::new(good).is_ok(), "{good}");
        }
        for bad in ["", "QN09301X", "QN19301M", "QN02C01N", "qn09301m", "QP06600", "QP0660071", "QN0930éM"] {
            assert!(NeighbourhoodCode::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn commune_codes() {
        for good in ["93008", "2A004", "97602"] {
            assert!(CommuneCode::new(good).is_ok(), "{good}");
        }
        for bad in ["9300", "930080", "2C004", "A2004", "93 08"] {
            assert!(CommuneCode::new(bad).is_err(), "{bad}");
        }
    }
}
