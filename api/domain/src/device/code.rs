//! One-time codes, as people read them aloud and type them: `7K2M-Q9XD-4RTW`.
//!
//! Twelve characters of Crockford's base32, 60 bits. Upper and lower case are the same, hyphens and spaces are only for
//! the eye, and what looks alike is taken for what is meant: O for 0, I and L for 1. There is no U.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LEN: usize = 12;
const GROUP: usize = 4;

/// A code in its one spelling without hyphens. Not `Debug`: it must not get into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode(String);

/// The text is no code, whatever it may have been meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has twelve letters and digits")]
pub struct CodeFault;

impl EnrolmentCode {
    /// A code from secret bytes, of which it takes the first 60 bits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        let bits = u64::from_be_bytes(bytes);
        let digit = |index: usize| char::from(ALPHABET[(bits >> (59 - 5 * index)) as usize & 31]);
        Self((0..LEN).map(digit).collect())
    }

    /// Reads a code as somebody typed it.
    ///
    /// # Errors
    /// If it can't be one.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let mut code = String::with_capacity(LEN);
        for typed in text.chars().filter(|typed| !matches!(typed, '-' | ' ')) {
            let digit = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                digit if digit.is_ascii() && ALPHABET.contains(&(digit as u8)) => digit,
                _ => return Err(CodeFault),
            };
            code.push(digit);
            if code.len() > LEN {
                return Err(CodeFault);
            }
        }
        if code.len() == LEN { Ok(Self(code)) } else { Err(CodeFault) }
    }

    /// The code without hyphens, as it is looked up.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The code in groups, as it is shown.
    #[must_use]
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = (0..LEN).step_by(GROUP).map(|start| &self.0[start..start + GROUP]).collect();
        groups.join("-")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Option<String> {
        EnrolmentCode::parse(text).ok().map(|code| code.grouped())
    }

    #[test]
    fn a_code_is_read_as_it_was_meant() {
        let meant = Some("01AB-C101-1XYZ".to_owned());
        for typed in ["01AB-C101-1XYZ", "01abc1011xyz", "OiAB cLoI ixyz", " 0-1AB-C1-01-1XYZ "] {
            assert_eq!(parsed(typed), meant, "{typed}");
        }
        for wrong in
            ["", "01AB-C101-1XY", "01AB-C101-1XYZ0", "U1AB-C101-1XYZ", "01AB-C101-1XYé", "01AB.C101.1XYZ"]
        {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sixty_bits_count() {
        let code = |bytes| EnrolmentCode::from_bytes(bytes).grouped();
        assert_eq!(code([0; 8]), "0000-0000-0000");
        assert_eq!(code([0xff; 8]), "ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(code([0x08, 0, 0, 0, 0, 0, 0, 0x10]), "1000-0000-0001");
    }

    proptest! {
        #[test]
        fn a_code_is_read_back(bytes: [u8; 8]) {
            let code = EnrolmentCode::from_bytes(bytes);
            prop_assert!(EnrolmentCode::parse(&code.grouped().to_lowercase()) == Ok(code));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _read = EnrolmentCode::parse(&text).is_ok();
        }
    }
}
