//! What can go wrong in the store, in words that the floors above can act on. Constraints are translated once,
//! here; the database's own texts go to the log and never further.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row that this caller can see does not exist.
    #[error("not found")]
    NotFound,
    /// The row changed since it was read.
    #[error("the row is of another version by now")]
    Stale,
    /// A constraint of the schema refused the change.
    #[error("refused by a constraint: {0:?}")]
    Violation(Violation),
    /// The same idempotency key is being worked on.
    #[error("another request with the same key is still running")]
    KeyInUse,
    /// No connection in time, a statement that took too long, a lock not to be had: nothing was changed, and
    /// trying again later may help.
    #[error("the database can't be reached or is too busy: {0}")]
    Unavailable(String),
    /// The connection broke. Nothing was changed, unless it broke while a transaction was being committed: then
    /// the change stands or does not, and only a look at the database (or the idempotency key) tells which.
    #[error("the connection to the database broke: {0}")]
    Disconnected(String),
    /// The disk is full: nothing was changed.
    #[error("the database has no room left: {0}")]
    Full(String),
    /// A fault of ours: a row that can't be read, a query that can't run.
    #[error("the store failed: {0}")]
    Internal(String),
}

/// The constraints that a caller can run into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A partner's external id names another campaign of its own.
    ExternalIdTaken,
    /// This assertion was taken before.
    AssertionReplayed,
    /// There is a tariff of this commune, utility and day.
    TariffTaken,
    /// The campaign has a control group.
    ControlGroupTaken,
    /// The period was published.
    PeriodPublished,
    /// A row that is referred to does not exist.
    UnknownReference,
    /// Any other uniqueness.
    Duplicate,
}

/// Constraint name (PostgreSQL), columns (what SQLite names instead), meaning.
const CONSTRAINTS: &[(&str, &str, Violation)] = &[
    (
        "campaigns_external_id_key",
        "campaigns.organisation_id, campaigns.mode, campaigns.external_id",
        Violation::ExternalIdTaken,
    ),
    ("assertions_pkey", "assertions.client_id, assertions.jti", Violation::AssertionReplayed),
    (
        "tariffs_commune_code_key",
        "tariffs.commune_code, tariffs.utility, tariffs.starts_on",
        Violation::TariffTaken,
    ),
    ("control_groups_campaign_id_key", "control_groups.campaign_id", Violation::ControlGroupTaken),
    ("releases_period_key", "releases.mode, releases.period, releases.vintage", Violation::PeriodPublished),
];

/// Where the databases say, in their own ways, that the disk is full (SQLITE_FULL; SQLSTATE 53100).
const FULL: &[&str] = &["database or disk is full", "No space left on device", "could not extend file"];

/// Where they say that this connection is of no more use, but another one may be.
const DISCONNECTED: &[&str] = &[
    "unable to open database file",
    "disk I/O error",
    "readonly database",
    "terminating connection",
    "server closed the connection",
    "connection to server",
    "no connection to the server",
    "the database system is",
    "could not receive data",
    "could not send data",
    "SSL connection has been closed",
];

/// Where they say that trying again later may help (SQLITE_BUSY, timeouts, SQLSTATE classes 53 and 57).
const UNAVAILABLE: &[&str] = &[
    "database is locked",
    "deadlock detected",
    "canceling statement",
    "canceling authentication",
    "too many clients",
    "remaining connection slots",
    "read-only",
    "out of memory",
    "out of shared memory",
];

fn says(text: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| text.contains(sign))
}

/// What the store must know of a failure of the floors above: whether it was its own.
pub trait Failure: From<StoreError> {
    /// The store's failure inside, if it is one.
    fn store_error(&self) -> Option<&StoreError>;

    /// Whether the connection that said so should be thrown away.
    fn spoils_connection(&self) -> bool {
        matches!(
            self.store_error(),
            Some(
                StoreError::Unavailable(_)
                    | StoreError::Disconnected(_)
                    | StoreError::Full(_)
                    | StoreError::Internal(_)
            )
        )
    }

    /// Whether the connection was dead, so that the same may work at once on another one. A timeout or a lock is
    /// not such a case: whoever waited for it has waited long enough.
    fn is_disconnected(&self) -> bool {
        matches!(self.store_error(), Some(StoreError::Disconnected(_)))
    }
}

impl Failure for StoreError {
    fn store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, info) => {
                let text = info.message();
                if says(text, FULL) {
                    return Self::Full(text.to_owned());
                }
                match kind {
                    DatabaseErrorKind::UniqueViolation => {
                        Self::Violation(unique(info.constraint_name(), text))
                    }
                    DatabaseErrorKind::ForeignKeyViolation => Self::Violation(Violation::UnknownReference),
                    DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => {
                        Self::Disconnected(text.to_owned())
                    }
                    DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ReadOnlyTransaction => {
                        Self::Unavailable(text.to_owned())
                    }
                    _ if says(text, DISCONNECTED) => Self::Disconnected(text.to_owned()),
                    _ if says(text, UNAVAILABLE) => Self::Unavailable(text.to_owned()),
                    _ => Self::Internal(text.to_owned()),
                }
            }
            DieselError::BrokenTransactionManager | DieselError::RollbackErrorOnCommit { .. } => {
                Self::Disconnected(error.to_string())
            }
            other => Self::Internal(other.to_string()),
        }
    }
}

fn unique(name: Option<&str>, text: &str) -> Violation {
    CONSTRAINTS
        .iter()
        .find(|(constraint, columns, _)| name == Some(constraint) || text.ends_with(columns))
        .map_or(Violation::Duplicate, |(_, _, violation)| *violation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(text: &str) -> StoreError {
        StoreError::from(DieselError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(text.to_owned())))
    }

    #[test]
    fn only_a_dead_connection_is_worth_another_one() {
        for text in ["terminating connection due to administrator command", "disk I/O error"] {
            assert!(translated(text).is_disconnected(), "{text}");
        }
        for text in
            ["canceling statement due to statement timeout", "database is locked", "out of shared memory"]
        {
            let error = translated(text);
            assert!(matches!(error, StoreError::Unavailable(_)) && !error.is_disconnected(), "{text}");
        }
    }
}
