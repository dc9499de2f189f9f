//! One-time codes for devices, as text and as pictures.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY},
    post,
    web::Data,
};
use palier_domain::{
    device::EnrolmentStatus,
    ids::{EnrolmentId, FieldWorkerId},
};
use palier_store::query;

use super::{
    Enrolment,
    wire::{PngPicture, SvgPicture, uri},
};
use crate::{
    app::App,
    auth,
    http::{
        extract::{Authorized, Empty, Id, IfNoneMatch, Write, scopes},
        negotiate::best,
        problem::Problem,
        qr, reply, run,
    },
    service::devices,
};

/// Create an enrolment code
///
/// A one-time code for a device of the field worker, good for 15 minutes unless the operator chose otherwise, shown this
/// once as text; `GET /v1/enrolments/{id}/qr-code` draws it for a phone's camera. The app exchanges it at
/// `POST /oauth/token` with `grant_type=urn:palier:params:oauth:grant-type:device-enrolment`, its `client_id` and the
/// `code`. Several codes of a field worker may wait at a time, each for one device. A field worker who left gets none.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The field worker's id.")),
    security(("oauth2" = ["devices:write"])),
    responses((status = 201, description = "The code, shown this once.", body = Enrolment)),
)]
#[post("/field-workers/{id}/enrolments")]
pub async fn create_enrolment(
    app: Data<App>,
    caller: Authorized<scopes::DevicesWrite>,
    id: Id<FieldWorkerId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let (shared, public_url) = (Data::clone(&app), app.public_url.clone());
    let expected = write.0.expected.clone();
    let now = caller.act().at;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| {
            let keys = shared.keys.current();
            let how = (keys.sealing_key(), shared.config.field.enrolment_code_seconds);
            devices::enrolment(tx, act, (id.0, &expected), how)
        },
        move |(enrolment, code)| {
            let location = format!("/v1/enrolments/{}", enrolment.id);
            let told = Enrolment::new(&enrolment, now).with_code(&public_url, &code);
            reply::created(&location, enrolment.version(now), &told).map(reply::never_stored)
        },
    )
    .await
}

/// Get an enrolment
///
/// Whether its code still waits, and which device was enrolled by it; without the code.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The enrolment's id.")),
    security(("oauth2" = ["devices:read"])),
    responses((status = 200, description = "The enrolment.", body = Enrolment)),
)]
#[get("/enrolments/{id}")]
pub async fn get_enrolment(
    app: Data<App>,
    caller: Authorized<scopes::DevicesRead>,
    id: Id<EnrolmentId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let (who, now) = (caller.actor().clone(), caller.act().at);
    let enrolment = run::read(&app, move |tx| Ok(query!(tx, enrolments::find(&who, id.0))?)).await?;
    reply::conditional(&known, enrolment.version(now), &Enrolment::new(&enrolment, now))
}

/// Cancel an enrolment
///
/// Takes a code back that nobody has used: from then on it enrols no device. One that was taken back before or has
/// expired is left as it is; one that was used answers 409: revoke its device.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The enrolment's id.")),
    security(("oauth2" = ["devices:write"])),
    responses((status = 200, description = "The enrolment as it is now.", body = Enrolment)),
)]
#[post("/enrolments/{id}/cancel")]
pub async fn cancel_enrolment(
    app: Data<App>,
    caller: Authorized<scopes::DevicesWrite>,
    id: Id<EnrolmentId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let expected = write.0.expected.clone();
    let now = caller.act().at;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| devices::cancel(tx, act, (id.0, &expected)),
        move |enrolment| reply::representation(200, enrolment.version(now), &Enrolment::new(&enrolment, now)),
    )
    .await
}

const PNG: &str = "image/png";
const SVG: &str = "image/svg+xml";

/// Get an enrolment's QR code
///
/// The picture to show to the phone's camera, as PNG (black and white) or, with `Accept: image/svg+xml`, as SVG. It says
/// `palier://enrol?server=…&code=…`. It is there while the code waits: used, expired or cancelled, it answers 404.
#[utoipa::path(
    tag = "devices",
    params(("id" = Uuid, Path, description = "The enrolment's id.")),
    security(("oauth2" = ["devices:write"])),
    responses((
        status = 200, description = "The QR code.",
        content(
            (PngPicture = "image/png"),
            (SvgPicture = "image/svg+xml"),
        ),
    )),
)]
#[get("/enrolments/{id}/qr-code")]
pub async fn get_enrolment_qr_code(
    app: Data<App>,
    caller: Authorized<scopes::DevicesWrite>,
    id: Id<EnrolmentId>,
    known: IfNoneMatch,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (who, now) = (caller.actor().clone(), caller.act().at);
    let enrolment = run::read(&app, move |tx| Ok(query!(tx, enrolments::find(&who, id.0))?)).await?;
    if enrolment.status(now) != EnrolmentStatus::Waiting {
        return Err(Problem::not_found());
    }
    let (media_type, tag) = [(PNG, "\"1-png\""), (SVG, "\"1-svg\"")][best(&request, &[PNG, SVG])?];
    let mut response = if known.has(tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((ETAG, tag))
        .insert_header((VARY, "Accept"));
    if known.has(tag) {
        return Ok(response.finish());
    }
    let keys = app.keys.current();
    let text = uri(&app.public_url, &auth::devices::code(keys.sealing_key(), enrolment.id));
    let picture = if media_type == PNG { qr::png(&text) } else { qr::svg(&text) };
    let picture = picture.map_err(|error| Problem::internal(format!("a QR code can't be drawn: {error}")))?;
    Ok(response.insert_header((CONTENT_TYPE, media_type)).body(picture))
}
