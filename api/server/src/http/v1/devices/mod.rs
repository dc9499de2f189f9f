//! Devices and their enrolment on the wire. How a device gets its tokens stands in `http/oauth/device.rs`.

mod enrolments;
mod wire;

pub use enrolments::*;
pub use wire::{
    Device, DeviceRevocationInput, DeviceRevocationReason, DeviceStatus, Enrolment, EnrolmentStatus,
};

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::ids::{DeviceId, FieldWorkerId};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::devices,
};

/// Narrows the list of devices.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeviceFilter {
    /// Only devices of this field worker.
    pub field_worker_id: Option<Uuid>,
    /// Only devices in this state.
    #[param(inline)]
    pub status: Option<DeviceStatus>,
}

/// List devices
///
/// Oldest first. A phone that was enrolled again stands there as another device.
#[utoipa::path(
    tag = "devices",
    params(DeviceFilter),
    security(("oauth2" = ["devices:read"])),
    responses((status = 200, description = "A page of devices.", body = PageOf<Device>)),
)]
#[get("/devices")]
pub async fn list_devices(
    app: Data<App>,
    caller: Authorized<scopes::DevicesRead>,
    filter: Query<DeviceFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Devices {
        field_worker_id: filter.0.field_worker_id.map(FieldWorkerId),
        status: filter.0.status.map(Into::into),
    };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, devices::list(&who, &filter, start))?.map(Device::from))
    })
    .await
}

/// Get a device
///
/// With when it was last seen, to the minute, and why it is shut out, if it is.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The device's id.")),
    security(("oauth2" = ["devices:read"])),
    responses((status = 200, description = "The device.", body = Device)),
)]
#[get("/devices/{id}")]
pub async fn get_device(
    app: Data<App>,
    caller: Authorized<scopes::DevicesRead>,
    id: Id<DeviceId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let device = run::read(&app, move |tx| Ok(query!(tx, devices::find(&who, id.0))?)).await?;
    reply::conditional(&known, device.version, &Device::from(device))
}

/// Revoke a device
///
/// For a phone that is lost, for example. It gets no token any more, and those that it holds stop within a second on
/// every instance of the server. To revoke it once more changes nothing. A phone that is found again is enrolled by a
/// new code, as another device.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The device's id.")),
    security(("oauth2" = ["devices:write"])),
    request_body = DeviceRevocationInput,
    responses((status = 200, description = "The device, shut out.", body = Device)),
)]
#[post("/devices/{id}/revoke")]
pub async fn revoke_device(
    app: Data<App>,
    caller: Authorized<scopes::DevicesWrite>,
    id: Id<DeviceId>,
    write: Write,
    body: Body<DeviceRevocationInput>,
) -> Result<HttpResponse, Problem> {
    let how = (body.value.reason.into(), app.config.auth.access_token_seconds);
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| devices::revoke(tx, act, (id.0, &expected), how),
        |device| reply::representation(200, device.version, &Device::from(device)),
    )
    .await
}
