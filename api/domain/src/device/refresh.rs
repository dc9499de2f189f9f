//! Rotating refresh tokens (RFC 9700, section 4.14.2), with a tolerance for answers that were lost on the way.
//!
//! Every use of a token makes its successor. A phone that did not get the answer has only the old token and sends it
//! again; a thief has an old token too. What tells them apart is the successor: an honest phone that holds it has used
//! it or will, and never needs the old one again.
//!
//! | the token presented        | its successor      | it is                | what is done                       |
//! |----------------------------|--------------------|----------------------|------------------------------------|
//! | not used                   | none               | [`Presented::Fresh`] | a successor is made                |
//! | used within [`RETRY_SECONDS`] | not used        | [`Presented::Retry`] | the same successor is given again  |
//! | used before that           | not used           | [`Presented::Late`]  | the successor is void, another made |
//! | used                       | used               | [`Presented::Reused`] | the family is revoked             |
//! | void                       | whatever           | [`Presented::Reused`] | the family is revoked             |

use crate::{
    ids::{DeviceId, RefreshTokenId},
    scope::Scope,
    time::Instant,
};

/// Seconds within which a repetition gets the very same successor.
pub const RETRY_SECONDS: i64 = 30;

/// A refresh token as it is stored: nothing that would let anyone make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// Its id.
    pub id: RefreshTokenId,
    /// The device that holds it.
    pub device_id: DeviceId,
    /// The first token of the enrolment that it goes back to.
    pub family_id: RefreshTokenId,
    /// What its access tokens may be used for, at most.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it can be used.
    pub expires_at: Instant,
    /// When its successor was made.
    pub used_at: Option<Instant>,
    /// The token that was given for it.
    pub successor_id: Option<RefreshTokenId>,
    /// When it was made void, by itself or with its family.
    pub revoked_at: Option<Instant>,
}

/// What it means that a token is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presented {
    /// Its time is over.
    Expired,
    /// The usual case.
    Fresh,
    /// The answer was lost, a moment ago.
    Retry,
    /// The answer was lost, some time ago.
    Late,
    /// Two hold what only one may hold.
    Reused,
}

impl RefreshToken {
    /// What it means that this token is presented at `now`; `successor` is the one of its `successor_id`.
    #[must_use]
    pub fn presented(&self, successor: Option<&Self>, now: Instant) -> Presented {
        if self.expires_at <= now {
            return Presented::Expired;
        }
        if self.revoked_at.is_some() {
            return Presented::Reused;
        }
        match (self.used_at, successor) {
            (None, _) => Presented::Fresh,
            (Some(at), Some(successor)) if successor.used_at.is_none() && successor.revoked_at.is_none() => {
                if at.plus_seconds(RETRY_SECONDS) > now {
                    Presented::Retry
                } else {
                    Presented::Late
                }
            }
            (Some(_), _) => Presented::Reused,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(0).plus_seconds(seconds)
    }

    fn token(used_at: Option<i64>, revoked_at: Option<i64>) -> RefreshToken {
        RefreshToken {
            id: RefreshTokenId(Uuid::nil()),
            device_id: DeviceId(Uuid::nil()),
            family_id: RefreshTokenId(Uuid::nil()),
            scopes: vec![],
            created_at: at(0),
            expires_at: at(1_000),
            used_at: used_at.map(at),
            successor_id: None,
            revoked_at: revoked_at.map(at),
        }
    }

    #[test]
    fn the_successor_tells_a_lost_answer_from_a_theft() {
        let (unused, used, void) = (token(None, None), token(Some(12), None), token(None, Some(12)));
        for (presented, successor, now, expected) in [
            (&unused, None, 999, Presented::Fresh),
            (&unused, None, 1_000, Presented::Expired),
            (&used, Some(&unused), 41, Presented::Retry),
            (&used, Some(&unused), 42, Presented::Late),
            (&used, Some(&used), 13, Presented::Reused),
            (&used, Some(&void), 13, Presented::Reused),
            (&used, None, 13, Presented::Reused),
            (&void, None, 13, Presented::Reused),
            (&void, None, 1_000, Presented::Expired),
        ] {
            assert_eq!(presented.presented(successor, at(now)), expected);
        }
    }
}
