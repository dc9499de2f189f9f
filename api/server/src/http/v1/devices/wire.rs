//! Devices and enrolments as they are read and written.

use palier_domain::{
    device::{self, EnrolmentCode, RevocationReason},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::same_names,
};

/// Whether a device is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStatus {
    /// It is.
    Active,
    /// Never again: the same phone comes back as another device, by a new code.
    Revoked,
}

same_names!(device::DeviceStatus, DeviceStatus { Active, Revoked });

/// Why a device is shut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceRevocationReason {
    /// Nobody knows where it is.
    Lost,
    /// Somebody took it.
    Stolen,
    /// The field worker has another one now.
    Replaced,
    /// The field worker left.
    Left,
    /// A refresh token that one alone may hold was held by two, so the server shut both out.
    RefreshReused,
    /// Its app gave its tokens back.
    SignedOut,
}

impl From<RevocationReason> for DeviceRevocationReason {
    fn from(reason: RevocationReason) -> Self {
        match reason {
            RevocationReason::Lost => Self::Lost,
            RevocationReason::Stolen => Self::Stolen,
            RevocationReason::Replaced => Self::Replaced,
            RevocationReason::Left => Self::Left,
            RevocationReason::RefreshReused => Self::RefreshReused,
            RevocationReason::SignedOut => Self::SignedOut,
        }
    }
}

/// A phone or tablet of a field worker, enrolled with an app.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-dddddddddddd", "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-ffffffffffff",
    "client_id": "019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa", "label": "Samsung A15, blue case",
    "platform": "android 15", "app_version": "2.4.0", "status": "active", "revocation_reason": null,
    "revoked_at": null, "last_seen_at": "2026-11-24T08:45:00.000000Z",
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-24T08:45:00.000000Z",
}))]
pub struct Device {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub field_worker_id: Uuid,
    /// The app that runs on it: its OAuth `client_id`.
    pub client_id: Uuid,
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
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
    /// When it last asked for a token, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_seen_at: Option<Instant>,
    /// When it was enrolled.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<device::Device> for Device {
    fn from(device: device::Device) -> Self {
        Self {
            id: device.id.0,
            field_worker_id: device.field_worker_id.0,
            client_id: device.client_id.0,
            label: device.details.label,
            platform: device.details.platform,
            app_version: device.details.app_version,
            status: device.status.into(),
            revocation_reason: device.revocation_reason.map(Into::into),
            revoked_at: device.revoked_at,
            last_seen_at: device.last_seen_at,
            created_at: device.created_at,
            updated_at: device.updated_at,
        }
    }
}

impl Item for Device {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("field_worker_id", "/field_worker_id"),
        ("client_id", "/client_id"),
        ("label", "/label"),
        ("platform", "/platform"),
        ("app_version", "/app_version"),
        ("status", "/status"),
        ("revocation_reason", "/revocation_reason"),
        ("revoked_at", "/revoked_at"),
        ("last_seen_at", "/last_seen_at"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// Why the operator shuts a device out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceLoss {
    /// Nobody knows where it is.
    Lost,
    /// Somebody took it.
    Stolen,
    /// The field worker has another one now.
    Replaced,
    /// The field worker left.
    Left,
}

impl From<DeviceLoss> for RevocationReason {
    fn from(loss: DeviceLoss) -> Self {
        match loss {
            DeviceLoss::Lost => Self::Lost,
            DeviceLoss::Stolen => Self::Stolen,
            DeviceLoss::Replaced => Self::Replaced,
            DeviceLoss::Left => Self::Left,
        }
    }
}

/// Says why a device is shut out.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "lost"}))]
pub struct DeviceRevocationInput {
    /// Why.
    pub reason: DeviceLoss,
}

/// Where an enrolment stands. It waits, and then it is one of the others for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentStatus {
    /// The code works.
    Waiting,
    /// A device was enrolled by it.
    Used,
    /// Nobody used the code in time.
    Expired,
    /// The operator took the code back.
    Cancelled,
}

impl From<device::EnrolmentStatus> for EnrolmentStatus {
    fn from(status: device::EnrolmentStatus) -> Self {
        match status {
            device::EnrolmentStatus::Waiting => Self::Waiting,
            device::EnrolmentStatus::Used => Self::Used,
            device::EnrolmentStatus::Expired => Self::Expired,
            device::EnrolmentStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// A one-time code for a device of a field worker, and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-eeeeeeeeeeee", "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-ffffffffffff",
    "status": "waiting", "code": "7K2M-Q9XD-4RTW",
    "uri": "palier://enrol?server=https%3A%2F%2Fpalier.example&code=7K2M-Q9XD-4RTW",
    "qr_code_url": "/v1/enrolments/019ab0f2-6b1e-7c40-9d5e-eeeeeeeeeeee/qr-code",
    "created_at": "2026-11-23T09:30:00.000000Z", "expires_at": "2026-11-23T09:45:00.000000Z",
    "used_at": null, "device_id": null, "cancelled_at": null,
}))]
pub struct Enrolment {
    /// Its id.
    pub id: Uuid,
    /// Whose device it enrols.
    pub field_worker_id: Uuid,
    /// Where it stands.
    pub status: EnrolmentStatus,
    /// The code, shown this once: in the answer to its creation, and in an identical replay of that answer. Upper and
    /// lower case are the same, and so are O and 0, and I, L and 1; hyphens are only for the eye.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub code: Option<String>,
    /// What the QR code says: `palier://enrol?server=…&code=…` with the server's URL, percent-encoded, and the code.
    /// Shown together with the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub uri: Option<String>,
    /// Where the QR code can be had while the code waits, as PNG or SVG.
    pub qr_code_url: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Until when the code works.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
    /// When it was used.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub used_at: Option<Instant>,
    /// The device that was enrolled by it.
    pub device_id: Option<Uuid>,
    /// When it was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub cancelled_at: Option<Instant>,
}

impl Enrolment {
    /// An enrolment as it stands at `now`.
    #[must_use]
    pub fn new(enrolment: &device::Enrolment, now: Instant) -> Self {
        Self {
            id: enrolment.id.0,
            field_worker_id: enrolment.field_worker_id.0,
            status: enrolment.status(now).into(),
            code: None,
            uri: None,
            qr_code_url: format!("/v1/enrolments/{}/qr-code", enrolment.id),
            created_at: enrolment.created_at,
            expires_at: enrolment.expires_at,
            used_at: enrolment.used_at,
            device_id: enrolment.device_id.map(|id| id.0),
            cancelled_at: enrolment.cancelled_at,
        }
    }

    /// The same with its code, for the server of this URL.
    #[must_use]
    pub fn with_code(self, public_url: &str, code: &EnrolmentCode) -> Self {
        Self { code: Some(code.grouped()), uri: Some(uri(public_url, code)), ..self }
    }
}

/// A picture in PNG.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary, example = "(the bytes of the file)")]
pub struct PngPicture(#[allow(dead_code)] Vec<u8>);

/// A picture in SVG.
#[derive(Debug, ToSchema)]
#[schema(example = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"/>")]
pub struct SvgPicture(#[allow(dead_code)] String);

/// What the QR code of a code says.
#[must_use]
pub fn uri(public_url: &str, code: &EnrolmentCode) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("server", public_url).append_pair("code", &code.grouped());
    format!("palier://enrol?{}", query.finish())
}
