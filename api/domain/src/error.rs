//! What can be wrong with a value or an act, in the domain's own words; HTTP statuses are chosen far above.

use serde::Serialize;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body that was sent, `/messages/0/language`; empty: the body as a whole.
    pub pointer: String,
    /// Stable snake_case code that a program can act on.
    pub code: &'static str,
    /// One sentence for a person.
    pub detail: String,
}

/// Everything that is wrong with a value: never empty when it is returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{} invalid field(s)", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

impl Invalid {
    /// A single error.
    pub fn one(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        let mut invalid = Self::default();
        invalid.push(pointer, code, detail);
        invalid
    }

    /// Notes one more error.
    pub fn push(&mut self, pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) {
        self.0.push(FieldError { pointer: pointer.into(), code, detail: detail.into() });
    }

    /// Takes over the errors of a part, whose pointers are relative to `prefix`.
    pub fn absorb(&mut self, prefix: &str, part: Invalid) {
        self.0.extend(
            part.0.into_iter().map(|e| FieldError { pointer: format!("{prefix}{}", e.pointer), ..e }),
        );
    }

    /// The same, found in the part of the body that `prefix` points to.
    #[must_use]
    pub fn within(self, prefix: &str) -> Self {
        let mut whole = Self::default();
        whole.absorb(prefix, self);
        whole
    }

    /// `value` if nothing was noted, else all that was.
    ///
    /// # Errors
    /// The errors noted so far.
    pub fn or<T>(self, value: T) -> Result<T, Invalid> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// A transition that the present state does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action} is not possible from {from}")]
pub struct TransitionRefused {
    /// What was asked.
    pub action: &'static str,
    /// The state it was asked in.
    pub from: &'static str,
    /// What this caller may do from here, possibly nothing.
    pub allowed: Vec<&'static str>,
}
