//! Why a configuration is refused, for the operator who has to mend it.

/// One or more things that are wrong with the configuration; each says where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.join("\n"))]
pub struct ConfigError {
    problems: Vec<String>,
}

impl ConfigError {
    /// An error with a single problem.
    pub(crate) fn one(problem: impl Into<String>) -> Self {
        Self { problems: vec![problem.into()] }
    }

    /// `Ok` if nothing was found.
    pub(crate) fn from_problems(problems: Vec<String>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }

    /// The problems, one sentence or two each.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}
