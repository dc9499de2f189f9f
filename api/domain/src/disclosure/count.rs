//! Raw counts, kept where nobody can look at them.

use std::{collections::HashSet, fmt, hash::Hash};

/// A raw count of distinct households.
///
/// It has one door: into a [`SystemBuilder`](super::SystemBuilder). It cannot be shown, compared, serialised or added
/// up outside this module, so no handler can publish one by mistake; it leaves only as a protected cell of a
/// [`Protection`](super::Protection) or inside the opaque bytes of an [`Evidence`](super::Evidence).
///
/// ```compile_fail
/// use palier_domain::disclosure::Count;
/// assert!(Count::of_distinct(3) == Count::of_distinct(3));
/// ```
///
/// ```compile_fail
/// use palier_domain::disclosure::Count;
/// let text = serde_json::to_string(&Count::of_distinct(3));
/// ```
///
/// ```compile_fail
/// use palier_domain::disclosure::Count;
/// println!("{}", Count::of_distinct(3));
/// ```
#[derive(Clone, Copy)]
#[cfg_attr(test, derive(PartialEq, Eq))]
pub struct Count(u32);

impl Count {
    /// The count of `households` different households; beyond 2³²−2 it stays there.
    pub fn of_distinct(households: usize) -> Self {
        Self(u32::try_from(households).unwrap_or(u32::MAX).min(u32::MAX - 1))
    }

    /// The count of nobody.
    pub fn of_none() -> Self {
        Self(0)
    }

    /// Counts one household more, which was not counted before.
    pub fn add_household(&mut self) {
        self.add_disjoint(Self(1));
    }

    /// Counts those of another count too, none of whom was counted before.
    pub fn add_disjoint(&mut self, others: Self) {
        self.0 = self.0.saturating_add(others.0).min(u32::MAX - 1);
    }

    pub(super) fn new(households: u32) -> Self {
        Self(households)
    }

    pub(super) fn get(self) -> u32 {
        self.0
    }
}

/// Prints no number: a count in a log line or a panic message would be a leak.
impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Count(..)")
    }
}

/// Counts distinct households while they pass by, each as often as it likes.
pub struct Tally<T> {
    seen: HashSet<T>,
}

impl<T: Eq + Hash> Tally<T> {
    /// Nobody seen yet.
    pub fn new() -> Self {
        Self { seen: HashSet::new() }
    }

    /// Notes a household; a second time changes nothing.
    pub fn see(&mut self, household: T) {
        self.seen.insert(household);
    }

    /// How many different ones were seen.
    pub fn count(&self) -> Count {
        Count::of_distinct(self.seen.len())
    }
}

impl<T: Eq + Hash> Default for Tally<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Eq + Hash> Extend<T> for Tally<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, households: I) {
        self.seen.extend(households);
    }
}
