//! Devices of field workers: enrolled by a one-time code, kept in by rotating refresh tokens, shut out in one call.

mod code;
mod refresh;

pub use code::{CodeFault, EnrolmentCode};
pub use refresh::{Presented, RETRY_SECONDS, RefreshToken};

use crate::{
    caller::Mode,
    error::Invalid,
    ids::{ClientId, DeviceId, EnrolmentId, FieldWorkerId},
    text,
    time::Instant,
};

/// Most characters of what an app says of its device.
pub const MAX_DETAIL: usize = 100;

/// Whether a device is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeviceStatus {
    /// It is.
    Active,
    /// Never again: the same phone comes back as another device, by a new code.
    Revoked,
}

impl DeviceStatus {
    /// `active` or `revoked`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Revoked => "revoked",
        }
    }

    /// Reads what [`DeviceStatus::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::Revoked].into_iter().find(|status| status.as_str() == text)
    }
}

/// Why a device is shut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RevocationReason {
    /// Nobody knows where it is.
    Lost,
    /// Somebody took it.
    Stolen,
    /// The field worker has another one now.
    Replaced,
    /// The field worker left.
    Left,
    /// A refresh token that only one may hold was held by two: nobody can tell which of them was the device.
    RefreshReused,
    /// Its app gave its tokens back.
    SignedOut,
}

impl RevocationReason {
    /// All reasons.
    pub const ALL: [Self; 6] =
        [Self::Lost, Self::Stolen, Self::Replaced, Self::Left, Self::RefreshReused, Self::SignedOut];

    /// The wire name, such as `lost`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Stolen => "stolen",
            Self::Replaced => "replaced",
            Self::Left => "left",
            Self::RefreshReused => "refresh_reused",
            Self::SignedOut => "signed_out",
        }
    }

    /// Reads what [`RevocationReason::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// What an app says of the device that it runs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceDetails {
    /// What people call it, `Samsung A15, blue case`.
    pub label: Option<String>,
    /// Its system, `android 15`.
    pub platform: Option<String>,
    /// The version of the app.
    pub app_version: Option<String>,
}

impl DeviceDetails {
    /// The same without surrounding spaces.
    ///
    /// # Errors
    /// One error for each text that is too long or holds control characters, located by the parameter's name.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let mut checked = |pointer: &str, text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())?;
            text::optional(&mut invalid, pointer, &text, MAX_DETAIL);
            if text.chars().any(char::is_control) {
                invalid.push(pointer, "control_character", "It must not hold control characters.");
            }
            Some(text)
        };
        let details = Self {
            label: checked("/device_label", self.label),
            platform: checked("/platform", self.platform),
            app_version: checked("/app_version", self.app_version),
        };
        invalid.or(details)
    }
}

/// A device as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose it is.
    pub field_worker_id: FieldWorkerId,
    /// The app that runs on it.
    pub client_id: ClientId,
    /// What the app said of it.
    pub details: DeviceDetails,
    /// Whether it is let in.
    pub status: DeviceStatus,
    /// Why not.
    pub revocation_reason: Option<RevocationReason>,
    /// Since when not.
    pub revoked_at: Option<Instant>,
    /// When it last asked for a token, to the minute.
    pub last_seen_at: Option<Instant>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was enrolled.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Device {
    /// Whether it is to be noted that the device was seen: at most once a minute.
    #[must_use]
    pub fn should_touch(&self, now: Instant) -> bool {
        self.last_seen_at.is_none_or(|at| at.plus_seconds(60) <= now)
    }
}

/// A one-time code: when it was made, and what became of it. The code itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose device it enrols.
    pub field_worker_id: FieldWorkerId,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it works.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// The device that was enrolled by it.
    pub device_id: Option<DeviceId>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
}

/// Where an enrolment stands. It waits, and then it is one of the others for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnrolmentStatus {
    /// The code works.
    Waiting,
    /// A device was enrolled.
    Used,
    /// Nobody used the code in time.
    Expired,
    /// The operator took the code back.
    Cancelled,
}

impl Enrolment {
    /// Where it stands at `now`.
    #[must_use]
    pub fn status(&self, now: Instant) -> EnrolmentStatus {
        if self.used_at.is_some() {
            EnrolmentStatus::Used
        } else if self.cancelled_at.is_some() {
            EnrolmentStatus::Cancelled
        } else if self.expires_at <= now {
            EnrolmentStatus::Expired
        } else {
            EnrolmentStatus::Waiting
        }
    }

    /// Its version: it changes once.
    #[must_use]
    pub fn version(&self, now: Instant) -> i32 {
        if self.status(now) == EnrolmentStatus::Waiting { 1 } else { 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_changes_once() {
        let at = |seconds| Instant::from_micros(0).plus_seconds(seconds);
        let waiting = Enrolment {
            id: EnrolmentId(uuid::Uuid::nil()),
            mode: Mode::Live,
            field_worker_id: FieldWorkerId(uuid::Uuid::nil()),
            created_at: at(0),
            expires_at: at(900),
            used_at: None,
            device_id: None,
            cancelled_at: None,
        };
        assert_eq!(waiting.status(at(899)), EnrolmentStatus::Waiting);
        assert_eq!(waiting.status(at(900)), EnrolmentStatus::Expired);
        let used = Enrolment { used_at: Some(at(10)), ..waiting.clone() };
        assert_eq!(
            (used.status(at(10)), used.status(at(9_999))),
            (EnrolmentStatus::Used, EnrolmentStatus::Used)
        );
        let cancelled = Enrolment { cancelled_at: Some(at(10)), ..waiting };
        assert_eq!(cancelled.status(at(9_999)), EnrolmentStatus::Cancelled);
        assert_eq!((cancelled.version(at(20)), used.version(at(20))), (2, 2));
    }

    #[test]
    fn details_are_short() {
        let details =
            |label: &str| DeviceDetails { label: Some(label.to_owned()), ..DeviceDetails::default() };
        assert_eq!(details("  A15 ").check(), Ok(details("A15")));
        assert_eq!(details("  ").check(), Ok(DeviceDetails::default()));
        let wrong = details(&"x".repeat(101)).check().expect_err("too long");
        assert_eq!((&*wrong.0[0].pointer, wrong.0[0].code), ("/device_label", "too_long"));
    }
}
