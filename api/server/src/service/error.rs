//! Why a use case could not be carried out.

use palier_domain::error::{Invalid, TransitionRefused};
use palier_store::{Failure, StoreError};
use uuid::Uuid;

/// A use case's failure, in words that the HTTP floor can translate and the command line can print.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The store failed, or a row does not exist for this caller.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The input means something that can't be.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The present state does not allow it.
    #[error(transparent)]
    Transition(#[from] TransitionRefused),
    /// The caller read an older version.
    #[error("the resource is now of version {current}")]
    Stale {
        /// The version that it has now.
        current: i32,
    },
    /// The caller asked to create what exists, or to change what does not.
    #[error("{detail}")]
    Precondition {
        /// One sentence for a person.
        detail: String,
    },
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// It would break a rule that spans resources.
    #[error("{detail}")]
    Conflict {
        /// Stable snake_case code.
        code: &'static str,
        /// One sentence for a person.
        detail: String,
    },
    /// It refers to what is not there (yet): what the field makes itself and may still be on its way.
    #[error("it refers to what is not there")]
    Missing(Vec<Missing>),
    /// There is one of this id already, with another content.
    #[error("the id is another {kind}'s already")]
    Differs {
        /// What kind of thing.
        kind: &'static str,
        /// Its id.
        id: Uuid,
        /// The version of what is there.
        version: i32,
    },
    /// The server's own fault.
    #[error("{0}")]
    Internal(String),
}

/// Something that is referred to and not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// JSON Pointer to the reference.
    pub pointer: String,
    /// What kind of thing: `household`.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
}

impl Missing {
    /// The same, of a part of what the caller sent.
    #[must_use]
    pub fn within(self, at: &str) -> Self {
        Self { pointer: format!("{at}{}", self.pointer), ..self }
    }
}

impl ServiceError {
    /// One thing that is missing.
    pub fn missing(pointer: impl Into<String>, kind: &'static str, id: impl Into<Uuid>) -> Self {
        Self::Missing(vec![Missing { pointer: pointer.into(), kind, id: id.into() }])
    }
}

impl Failure for ServiceError {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}

/// What a caller expects of the resource that it acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    #[default]
    Nothing,
    /// That it exists.
    Any,
    /// That it is of one of these versions.
    Versions(Vec<i32>),
}

impl Expected {
    /// Checks an existing resource's version.
    ///
    /// # Errors
    /// [`ServiceError::Stale`] if another one was expected.
    pub fn check(&self, current: i32) -> Result<(), ServiceError> {
        match self {
            Self::Versions(versions) if !versions.contains(&current) => Err(ServiceError::Stale { current }),
            _ => Ok(()),
        }
    }

    /// Checks that a resource may not exist.
    ///
    /// # Errors
    /// [`ServiceError::Precondition`] if one was expected.
    pub fn check_absent(&self) -> Result<(), ServiceError> {
        match self {
            Self::Nothing => Ok(()),
            _ => Err(ServiceError::Precondition { detail: "There is no such resource yet.".to_owned() }),
        }
    }
}
