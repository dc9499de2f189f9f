//! What is common to everything that a device sends: kinds of items, what can become of one, and the sequence numbers
//! by which a device learns which of its batches never arrived.

use std::ops::RangeInclusive;

use uuid::Uuid;

use crate::coded::coded;

coded! {
    /// What an item of a sync is.
    ItemKind {
        /// A new household.
        Household = "household",
        /// An edit of a household.
        HouseholdEdit = "household_edit",
        /// A decision about a consent.
        Consent = "consent",
        /// A visit, with the needs that it raised.
        Visit = "visit",
        /// What became of an action.
        FollowUpAction = "follow_up_action",
        /// A need that no visit raised.
        Need = "need",
        /// A blocked case, handed on.
        Referral = "referral",
        /// A reading of a meter.
        MeterReading = "meter_reading",
        /// A diagnosis.
        Diagnosis = "diagnosis",
    }

    /// Where an item stands that was not taken when it arrived.
    HeldStatus {
        /// It waits for what it refers to.
        Waiting = "waiting",
        /// It came from a device that was revoked before, and waits for the operator.
        Aside = "aside",
        /// It was taken later.
        Applied = "applied",
        /// What it waited for came, and it was refused then.
        Refused = "refused",
        /// The operator discarded it.
        Discarded = "discarded",
    }
}

impl HeldStatus {
    /// Whether something may still become of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Aside)
    }
}

/// The batches that a device has sent and this server never got: the numbers missing below the highest one received,
/// as ranges, oldest first, at most `most` of them. `received` is in ascending order.
#[must_use]
pub fn missing_sequences(received: &[i64], most: usize) -> Vec<RangeInclusive<i64>> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for &sequence in received {
        if gaps.len() == most {
            break;
        }
        if sequence > next {
            gaps.push(next..=sequence - 1);
        }
        next = next.max(sequence + 1);
    }
    gaps
}

/// Something that an item waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitsFor {
    /// What kind of thing, `household`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_ranges_below_the_highest() {
        assert_eq!(missing_sequences(&[], 9), []);
        assert_eq!(missing_sequences(&[1, 2, 3], 9), []);
        assert_eq!(missing_sequences(&[3], 9), [1..=2]);
        assert_eq!(missing_sequences(&[1, 4, 5, 9], 9), [2..=3, 6..=8]);
        assert_eq!(missing_sequences(&[1, 4, 5, 9], 1), [2..=3]);
    }

    #[test]
    fn names_are_read_back() {
        for kind in ItemKind::ALL {
            assert_eq!(ItemKind::parse(kind.as_str()), Some(*kind));
        }
        for status in HeldStatus::ALL {
            assert_eq!(HeldStatus::parse(status.as_str()), Some(*status));
        }
    }
}
