// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `devices`.

use super::*;

/// A phone or tablet of a field worker, enrolled with an app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub field_worker_id: FieldWorkerId,
    /// The app that runs on it: its OAuth `client_id`.
    pub client_id: ClientId,
    /// What people call it, as the app said.
    pub label: Option<String>,
    /// Its system, as the app said.
    pub platform: Option<String>,
    /// The version of the app, as the app said when the device was enrolled.
    pub app_version: Option<String>,
    /// Whether it is let in.
    pub status: DeviceStatus,
    /// Why not.
    pub revocation_reason: Option<DeviceRevocationReason>,
    /// Since when not.
    pub revoked_at: Option<Timestamp>,
    /// When it last asked for a token, to the minute.
    pub last_seen_at: Option<Timestamp>,
    /// When it was enrolled.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Device {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-dddddddddddd\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-ffffffffffff\",\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa\",\"label\":\"Samsung A15, blue case\",\"platform\":\"android 15\",\"app_version\":\"2.4.0\",\"status\":\"active\",\"revocation_reason\":null,\"revoked_at\":null,\"last_seen_at\":\"2026-11-24T08:45:00.000000Z\",\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-24T08:45:00.000000Z\"}";
}

/// Why the operator shuts a device out.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviceLoss {
    /// `lost`
    Lost,
    /// `stolen`
    Stolen,
    /// `replaced`
    Replaced,
    /// `left`
    Left,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    DeviceLoss { Lost = "lost", Stolen = "stolen", Replaced = "replaced", Left = "left",
    }
);

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DevicePage {
    /// The items, in the list's order.
    pub items: Vec<Device>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DevicePage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-dddddddddddd\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-ffffffffffff\",\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa\",\"label\":\"Samsung A15, blue case\",\"platform\":\"android 15\",\"app_version\":\"2.4.0\",\"status\":\"active\",\"revocation_reason\":null,\"revoked_at\":null,\"last_seen_at\":\"2026-11-24T08:45:00.000000Z\",\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-24T08:45:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(DevicePage, Device);

/// Says why a device is shut out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DeviceRevocationInput {
    /// Why.
    pub reason: DeviceLoss,
}

impl DeviceRevocationInput {
    /// With all that is required.
    pub fn new(reason: impl Into<DeviceLoss>) -> Self {
        Self { reason: reason.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DeviceRevocationInput {
    const EXAMPLE: &'static str = "{\"reason\":\"lost\"}";
}

/// Why a device is shut out.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviceRevocationReason {
    /// `lost`
    Lost,
    /// `stolen`
    Stolen,
    /// `replaced`
    Replaced,
    /// `left`
    Left,
    /// `refresh_reused`
    RefreshReused,
    /// `signed_out`
    SignedOut,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    DeviceRevocationReason { Lost = "lost", Stolen = "stolen", Replaced = "replaced",
    Left = "left", RefreshReused = "refresh_reused", SignedOut = "signed_out", }
);

/// Whether a device is let in.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviceStatus {
    /// `active`
    Active,
    /// `revoked`
    Revoked,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(DeviceStatus { Active = "active", Revoked = "revoked", });

/// A one-time code for a device of a field worker, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// Whose device it enrols.
    pub field_worker_id: FieldWorkerId,
    /// Where it stands.
    pub status: EnrolmentStatus,
    /// The code, shown this once: in the answer to its creation, and in an identical replay of that answer. Upper and
    /// lower case are the same, and so are O and 0, and I, L and 1; hyphens are only for the eye.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
    /// What the QR code says: `palier://enrol?server=…&code=…` with the server's URL, percent-encoded, and the code.
    /// Shown together with the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<Secret>,
    /// Where the QR code can be had while the code waits, as PNG or SVG.
    pub qr_code_url: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when the code works.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// The device that was enrolled by it.
    pub device_id: Option<DeviceId>,
    /// When it was taken back.
    pub cancelled_at: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Enrolment {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-eeeeeeeeeeee\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-ffffffffffff\",\"status\":\"waiting\",\"code\":\"7K2M-Q9XD-4RTW\",\"uri\":\"palier://enrol?server=https%3A%2F%2Fpalier.example&code=7K2M-Q9XD-4RTW\",\"qr_code_url\":\"/v1/enrolments/019ab0f2-6b1e-7c40-9d5e-eeeeeeeeeeee/qr-code\",\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"expires_at\":\"2026-11-23T09:45:00.000000Z\",\"used_at\":null,\"device_id\":null,\"cancelled_at\":null}";
}

/// Where an enrolment stands. It waits, and then it is one of the others for good.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EnrolmentStatus {
    /// `waiting`
    Waiting,
    /// `used`
    Used,
    /// `expired`
    Expired,
    /// `cancelled`
    Cancelled,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    EnrolmentStatus { Waiting = "waiting", Used = "used", Expired = "expired", Cancelled
    = "cancelled", }
);
