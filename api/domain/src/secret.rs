//! Client secrets: `palier_live_…` and `palier_test_…`.
//!
//! A secret is its prefix, 32 random bytes in base62 (43 characters) and the CRC-32 of all that precedes in
//! base62 (6 characters). The prefix lets secret scanners find a leaked one, the checksum tells a mistyped
//! or cut one without asking the database. This module has no source of randomness: the caller brings it.

use crate::caller::Mode;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BODY: usize = 43;
const CHECKSUM: usize = 6;

/// A secret as it is shown once; never stored and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    text: String,
    mode: Mode,
}

/// Why a text can't be a secret of this server. It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretFormatError {
    /// It starts with neither prefix.
    #[error("a secret starts with palier_live_ or palier_test_")]
    Prefix,
    /// It is too short or too long, or holds a character outside base62.
    #[error("a secret has 49 letters and digits after its prefix")]
    Form,
    /// Its last six characters are not the checksum of the others.
    #[error("the secret's checksum is wrong: it was mistyped or cut")]
    Checksum,
}

const fn prefix(mode: Mode) -> &'static str {
    match mode {
        Mode::Live => "palier_live_",
        Mode::Test => "palier_test_",
    }
}

impl Secret {
    /// Writes 32 random bytes as a secret.
    #[must_use]
    pub fn from_bytes(mode: Mode, random: [u8; 32]) -> Self {
        let mut text = format!("{}{}", prefix(mode), base62(random.to_vec(), BODY));
        text.push_str(&checksum(&text));
        Self { text, mode }
    }

    /// Reads a secret that a client sent.
    ///
    /// # Errors
    /// What can't be right about it, before any hash is computed.
    pub fn parse(text: &str) -> Result<Self, SecretFormatError> {
        let mode = [Mode::Live, Mode::Test]
            .into_iter()
            .find(|mode| text.starts_with(prefix(*mode)))
            .ok_or(SecretFormatError::Prefix)?;
        let rest = &text.as_bytes()[prefix(mode).len()..];
        if rest.len() != BODY + CHECKSUM || !rest.iter().all(u8::is_ascii_alphanumeric) {
            return Err(SecretFormatError::Form);
        }
        let (signed, sum) = text.split_at(text.len() - CHECKSUM);
        if checksum(signed) != sum {
            return Err(SecretFormatError::Checksum);
        }
        Ok(Self { text: text.to_owned(), mode })
    }

    /// Live or test data.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The secret itself: to show it once, or to hash it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The last four characters, which may be shown: they are part of the checksum.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.text[self.text.len() - 4..]
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({}[redacted])", prefix(self.mode))
    }
}

fn checksum(text: &str) -> String {
    base62(crc32fast::hash(text.as_bytes()).to_be_bytes().to_vec(), CHECKSUM)
}

/// A big-endian number in base62, padded with zeros to `width`, which has to be wide enough for it.
fn base62(mut number: Vec<u8>, width: usize) -> String {
    let mut digits = vec![b'0'; width];
    for digit in digits.iter_mut().rev() {
        let mut remainder = 0_u32;
        for byte in &mut number {
            let value = (remainder << 8) | u32::from(*byte);
            *byte = (value / 62) as u8;
            remainder = value % 62;
        }
        *digit = ALPHABET[remainder as usize];
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mode() -> impl Strategy<Value = Mode> {
        prop_oneof![Just(Mode::Live), Just(Mode::Test)]
    }

    #[test]
    fn base62_is_padded_and_holds_the_largest_number() {
        assert_eq!(base62(vec![0, 0, 0, 61], 6), "00000z");
        assert_eq!(base62(vec![0, 0, 0, 62], 6), "000010");
        assert_eq!(base62(vec![0xff; 4], 6), "4gfFC3");
        assert_eq!(base62(vec![0xff; 32], 43).len(), 43);
    }

    #[test]
    fn what_cannot_be_a_secret() {
        let secret = Secret::from_bytes(Mode::Live, [7; 32]);
        let live = secret.expose();
        assert_eq!(Secret::parse("ghp_0123"), Err(SecretFormatError::Prefix));
        assert_eq!(Secret::parse(&live[..live.len() - 1]), Err(SecretFormatError::Form));
        assert_eq!(Secret::parse(&format!("{}é", &live[..live.len() - 2])), Err(SecretFormatError::Form));
        assert_eq!(Secret::parse(&live.replace("live", "test")), Err(SecretFormatError::Checksum));
        assert!(!format!("{secret:?}").contains(&live[12..]));
    }

    proptest! {
        #[test]
        fn a_secret_is_read_back(mode in mode(), random: [u8; 32]) {
            let secret = Secret::from_bytes(mode, random);
            prop_assert_eq!(secret.expose().len(), 12 + 43 + 6);
            prop_assert_eq!(secret.mode(), mode);
            prop_assert!(secret.expose().ends_with(secret.hint()));
            prop_assert_eq!(Secret::parse(secret.expose()), Ok(secret));
        }

        #[test]
        fn two_secrets_are_equal_only_for_equal_bytes(a: [u8; 32], b: [u8; 32]) {
            let (one, other) = (Secret::from_bytes(Mode::Live, a), Secret::from_bytes(Mode::Live, b));
            prop_assert_eq!(a == b, one == other);
        }

        #[test]
        fn one_changed_character_is_found(random: [u8; 32], at in 12_usize..61, to in 0_usize..62) {
            let secret = Secret::from_bytes(Mode::Live, random);
            let mut bytes = secret.expose().as_bytes().to_vec();
            prop_assume!(bytes[at] != ALPHABET[to]);
            bytes[at] = ALPHABET[to];
            let changed = String::from_utf8(bytes).expect("ASCII");
            prop_assert_eq!(Secret::parse(&changed), Err(SecretFormatError::Checksum));
        }

        #[test]
        fn any_text_is_refused_without_a_panic(text in ".*") {
            prop_assert!(Secret::parse(&text).is_err());
            let prefixed = format!("palier_live_{text}");
            prop_assert!(Secret::parse(&prefixed).is_err());
        }
    }
}
