// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! The phones and tablets of field workers: enrolled by a one-time code, revoked in one call.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// The phones and tablets of field workers: enrolled by a one-time code, revoked in one call.
///
/// From [`Client::devices`].
#[derive(Clone, Debug)]
pub struct Devices {
    client: Client,
}

impl Devices {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Create an enrolment code.
    ///
    /// A one-time code for a device of the field worker, good for 15 minutes unless the operator chose otherwise, shown this
    /// once as text; `GET /v1/enrolments/{id}/qr-code` draws it for a phone's camera. The app exchanges it at
    /// `POST /oauth/token` with `grant_type=urn:palier:params:oauth:grant-type:device-enrolment`, its `client_id` and the
    /// `code`. Several codes of a field worker may wait at a time, each for one device. A field worker who left gets none.
    ///
    /// `POST /v1/field-workers/{id}/enrolments`
    ///
    /// # Scope
    /// `devices:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Enrolment> = client
    ///     .devices()
    ///     .create_enrolment(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<FieldWorkerId>()?,
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_enrolment(&self, id: impl Into<FieldWorkerId>) -> CreateEnrolment {
        CreateEnrolment { call: Call::new(&self.client, &CREATE_ENROLMENT).segment("id", id.into()) }
    }

    /// Get an enrolment.
    ///
    /// Whether its code still waits, and which device was enrolled by it; without the code.
    ///
    /// `GET /v1/enrolments/{id}`
    ///
    /// # Scope
    /// `devices:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Enrolment> = client
    ///     .devices()
    ///     .get_enrolment("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<EnrolmentId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_enrolment(&self, id: impl Into<EnrolmentId>) -> GetEnrolment {
        GetEnrolment { call: Call::new(&self.client, &GET_ENROLMENT).segment("id", id.into()) }
    }

    /// Cancel an enrolment.
    ///
    /// Takes a code back that nobody has used: from then on it enrols no device. One that was taken back before or has
    /// expired is left as it is; one that was used answers 409: revoke its device.
    ///
    /// `POST /v1/enrolments/{id}/cancel`
    ///
    /// # Scope
    /// `devices:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Enrolment> = client
    ///     .devices()
    ///     .cancel_enrolment("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<EnrolmentId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_enrolment(&self, id: impl Into<EnrolmentId>) -> CancelEnrolment {
        CancelEnrolment { call: Call::new(&self.client, &CANCEL_ENROLMENT).segment("id", id.into()) }
    }

    /// Get an enrolment's QR code.
    ///
    /// The picture to show to the phone's camera, as PNG (black and white) or, with `Accept: image/svg+xml`, as SVG. It says
    /// `palier://enrol?server=…&code=…`. It is there while the code waits: used, expired or cancelled, it answers 404.
    ///
    /// `GET /v1/enrolments/{id}/qr-code`
    ///
    /// # Scope
    /// `devices:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let file = client
    ///     .devices()
    ///     .get_enrolment_qr_code(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<EnrolmentId>()?,
    ///     )
    ///     .await?;
    /// println!("{} bytes", file.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_enrolment_qr_code(&self, id: impl Into<EnrolmentId>) -> GetEnrolmentQrCode {
        GetEnrolmentQrCode { call: Call::new(&self.client, &GET_ENROLMENT_QR_CODE).segment("id", id.into()) }
    }

    /// List devices.
    ///
    /// Oldest first. A phone that was enrolled again stands there as another device.
    ///
    /// `GET /v1/devices`
    ///
    /// # Scope
    /// `devices:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.devices().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Device = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListDevices {
        ListDevices { call: Call::new(&self.client, &LIST_DEVICES) }
    }

    /// Get a device.
    ///
    /// With when it was last seen, to the minute, and why it is shut out, if it is.
    ///
    /// `GET /v1/devices/{id}`
    ///
    /// # Scope
    /// `devices:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Device> = client
    ///     .devices()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<DeviceId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<DeviceId>) -> GetDevice {
        GetDevice { call: Call::new(&self.client, &GET_DEVICE).segment("id", id.into()) }
    }

    /// Revoke a device.
    ///
    /// For a phone that is lost, for example. It gets no token any more, and those that it holds stop within a second on
    /// every instance of the server. To revoke it once more changes nothing. A phone that is found again is enrolled by a
    /// new code, as another device.
    ///
    /// `POST /v1/devices/{id}/revoke`
    ///
    /// # Scope
    /// `devices:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 408: The body did not arrive in time.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 413: The body exceeds the limit.
    /// - 415: The body is not of the media type that the operation takes.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Device> = client
    ///     .devices()
    ///     .revoke(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<DeviceId>()?,
    ///         DeviceRevocationInput::new(DeviceLoss::Lost),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn revoke(&self, id: impl Into<DeviceId>, body: impl Into<DeviceRevocationInput>) -> RevokeDevice {
        RevokeDevice {
            call: Call::new(&self.client, &REVOKE_DEVICE)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }
}

const CREATE_ENROLMENT: Operation = Operation {
    id: "create_enrolment",
    method: Method::POST,
    path: "/v1/field-workers/{id}/enrolments",
    repeat: Repeat::WithKey,
};

/// A call of [`Devices::create_enrolment`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateEnrolment {
    call: Call,
}

impl CreateEnrolment {}
crate::call::common!(CreateEnrolment);
crate::call::keyed!(CreateEnrolment);
crate::call::matching!(CreateEnrolment);
crate::call::json!(CreateEnrolment => Enrolment);
crate::call::minimal!(CreateEnrolment);
const GET_ENROLMENT: Operation = Operation {
    id: "get_enrolment",
    method: Method::GET,
    path: "/v1/enrolments/{id}",
    repeat: Repeat::Always,
};

/// A call of [`Devices::get_enrolment`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetEnrolment {
    call: Call,
}

impl GetEnrolment {}
crate::call::common!(GetEnrolment);
crate::call::json!(GetEnrolment => Enrolment);
crate::call::conditional!(GetEnrolment => Enrolment);
const CANCEL_ENROLMENT: Operation = Operation {
    id: "cancel_enrolment",
    method: Method::POST,
    path: "/v1/enrolments/{id}/cancel",
    repeat: Repeat::WithKey,
};

/// A call of [`Devices::cancel_enrolment`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CancelEnrolment {
    call: Call,
}

impl CancelEnrolment {}
crate::call::common!(CancelEnrolment);
crate::call::keyed!(CancelEnrolment);
crate::call::matching!(CancelEnrolment);
crate::call::json!(CancelEnrolment => Enrolment);
crate::call::minimal!(CancelEnrolment);
const GET_ENROLMENT_QR_CODE: Operation = Operation {
    id: "get_enrolment_qr_code",
    method: Method::GET,
    path: "/v1/enrolments/{id}/qr-code",
    repeat: Repeat::Always,
};

/// A call of [`Devices::get_enrolment_qr_code`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetEnrolmentQrCode {
    call: Call,
}

impl GetEnrolmentQrCode {}
crate::call::common!(GetEnrolmentQrCode);
crate::call::bytes!(GetEnrolmentQrCode, png, "image/png", awaited);
crate::call::bytes!(GetEnrolmentQrCode, svg, "image/svg+xml");
const LIST_DEVICES: Operation =
    Operation { id: "list_devices", method: Method::GET, path: "/v1/devices", repeat: Repeat::Always };

/// A call of [`Devices::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListDevices {
    call: Call,
}

impl ListDevices {
    /// Only devices of this field worker.
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.call = self.call.query("field_worker_id", field_worker_id.into());
        self
    }

    /// Only devices in this state.
    pub fn status(mut self, status: impl Into<DeviceStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Items a page. More than 200 is refused with 400. Not with an export. 1 to 200. Default: `50`.
    pub fn limit(mut self, limit: i32) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }

    /// `next_cursor` of the page before, with all other parameters unchanged. Not with an export. 1 to 2000 characters.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.call = self.call.query("cursor", cursor.into());
        self
    }
}

crate::call::common!(ListDevices);
crate::call::json!(ListDevices => DevicePage);
crate::call::pages!(ListDevices => DevicePage, Device);
crate::call::lines!(ListDevices => Device);
crate::call::file!(ListDevices, write_csv, "text/csv");
const GET_DEVICE: Operation =
    Operation { id: "get_device", method: Method::GET, path: "/v1/devices/{id}", repeat: Repeat::Always };

/// A call of [`Devices::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetDevice {
    call: Call,
}

impl GetDevice {}
crate::call::common!(GetDevice);
crate::call::json!(GetDevice => Device);
crate::call::conditional!(GetDevice => Device);
const REVOKE_DEVICE: Operation = Operation {
    id: "revoke_device",
    method: Method::POST,
    path: "/v1/devices/{id}/revoke",
    repeat: Repeat::WithKey,
};

/// A call of [`Devices::revoke`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RevokeDevice {
    call: Call,
}

impl RevokeDevice {}
crate::call::common!(RevokeDevice);
crate::call::keyed!(RevokeDevice);
crate::call::matching!(RevokeDevice);
crate::call::json!(RevokeDevice => Device);
crate::call::minimal!(RevokeDevice);
