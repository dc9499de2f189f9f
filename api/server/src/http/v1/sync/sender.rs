//! Who sends a sync: a device, or one that was revoked.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::AUTHORIZATION, web::Data};
use palier_domain::caller::{Act, Actor, Device};

use crate::{
    app::App,
    http::{
        extract::{Authorized, scopes},
        middleware::RequestId,
        problem::{DEVICE_REQUIRED, Problem, UNAUTHENTICATED},
    },
};

/// The device behind a request.
#[derive(Debug)]
pub enum Sender {
    /// It may send.
    Active(Act, Device),
    /// Its token was good once, and was refused with this problem. If the device was revoked, what it sends is kept aside.
    Late(Act, Device, Problem),
}

impl Sender {
    /// Who asks, when, in which request.
    pub fn act(&self) -> &Act {
        match self {
            Self::Active(act, _) | Self::Late(act, _, _) => act,
        }
    }
}

/// The device of an authorized caller.
///
/// # Errors
/// A 403 problem if the caller is none.
pub fn device_of(actor: &Actor) -> Result<Device, Problem> {
    actor.device().ok_or_else(|| {
        let detail = "This is for the devices of field workers: enrol one, and use its token.";
        Problem::new(DEVICE_REQUIRED, detail)
    })
}

impl FromRequest for Sender {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let authorized = Authorized::<scopes::SyncWrite>::from_request(request, payload).into_inner();
        ready(match authorized {
            Ok(caller) => device_of(caller.actor()).map(|device| Self::Active(caller.act().clone(), device)),
            Err(problem) if problem.kind == UNAUTHENTICATED => late(request, problem),
            Err(problem) => Err(problem),
        })
    }
}

/// The device of a token that no longer works: it may be a lost phone's. Whether it was really revoked is asked when the
/// items are kept.
fn late(request: &HttpRequest, problem: Problem) -> Result<Sender, Problem> {
    match device_of_late(request) {
        Some((act, device)) => Ok(Sender::Late(act, device, problem)),
        None => Err(problem),
    }
}

fn device_of_late(request: &HttpRequest) -> Option<(Act, Device)> {
    let app = request.app_data::<Data<App>>()?;
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let token = header.split_once(' ')?.1.trim();
    let access = app.auth.device_of(&app.keys, token, app.now())?;
    let device = access.caller.device?;
    let act = Act { actor: access.actor(), request_id: RequestId::in_request(request), at: app.now() };
    Some((act, device))
}
