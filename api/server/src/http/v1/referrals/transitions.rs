//! What both sides do with a referral.

use actix_web::{HttpResponse, post, web::Data};
use palier_domain::{
    caller::Act,
    ids::ReferralId,
    referral::{ReferralAction, ReferralStatusReason as Reason},
};

use super::{Referral, ReferralMessageInput, ReferralReasonInput, shown, side};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, Write, scopes},
        problem::Problem,
        reply, run,
    },
    service::referrals,
};

async fn step(
    app: Data<App>,
    act: &Act,
    (id, action, reason): (ReferralId, ReferralAction, Option<Reason>),
    (write, fingerprint): (Write, Vec<u8>),
) -> Result<HttpResponse, Problem> {
    let expected = write.0.expected.clone();
    let (seen, teller) = ((side(&act.actor), act.at), Data::clone(&app));
    run::write(
        &app,
        (act, write.0, fingerprint),
        move |tx, act| referrals::act_on(tx, act, (id, &expected), (action, reason)),
        move |referral| {
            let (version, shown) = shown(teller.field(), seen, referral)?;
            reply::representation(200, version, &shown)
        },
    )
    .await
}

macro_rules! plain {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal, $action:ident;)+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(
            tag = "referrals",
            params(("id" = Uuid, Path, description = "The referral's id.")),
            security(("oauth2" = ["referrals:write"])),
            responses((status = 200, description = "The referral in its new state.", body = Referral)),
        )]
        #[post($path)]
        pub async fn $name(
            app: Data<App>,
            caller: Authorized<scopes::ReferralsWrite>,
            id: Id<ReferralId>,
            write: Write,
            body: Empty,
        ) -> Result<HttpResponse, Problem> {
            step(app, caller.act(), (id.0, ReferralAction::$action, None), (write, body.fingerprint)).await
        }
    )+};
}

macro_rules! reasoned {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal, $action:ident;)+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(
            tag = "referrals",
            params(("id" = Uuid, Path, description = "The referral's id.")),
            security(("oauth2" = ["referrals:write"])),
            request_body = ReferralReasonInput,
            responses((status = 200, description = "The referral, ended.", body = Referral)),
        )]
        #[post($path)]
        pub async fn $name(
            app: Data<App>,
            caller: Authorized<scopes::ReferralsWrite>,
            id: Id<ReferralId>,
            write: Write,
            body: Body<ReferralReasonInput>,
        ) -> Result<HttpResponse, Problem> {
            let reason = Some(body.value.reason.into());
            step(app, caller.act(), (id.0, ReferralAction::$action, reason), (write, body.fingerprint)).await
        }
    )+};
}

plain! {
    /// Accept a referral
    ///
    /// As the partner: you take the case. It still waits for you.
    accept_referral = "/referrals/{id}/accept", Accept;

    /// Start work on a referral
    ///
    /// As the partner: somebody works on the case that you accepted.
    start_referral = "/referrals/{id}/start", Start;

    /// Resolve a referral
    ///
    /// As the partner: the case is solved. Its needs count as met, unless somebody has said otherwise.
    resolve_referral = "/referrals/{id}/resolve", Resolve;
}

reasoned! {
    /// Refuse a referral
    ///
    /// As the partner: you don't take the case, and say why. Its needs count as not met.
    refuse_referral = "/referrals/{id}/refuse", Refuse;

    /// End a referral without a solution
    ///
    /// As the partner: nothing more can be done, and you say why. Its needs count as not met.
    mark_referral_not_resolved = "/referrals/{id}/not-resolve", NotResolve;

    /// Withdraw a referral
    ///
    /// As the operator: the household does not want it any more, or it was sent by mistake. (When a consent is withdrawn
    /// this happens by itself.)
    withdraw_referral = "/referrals/{id}/withdraw", Withdraw;
}

/// Send a message about a referral
///
/// A code that tells the other side something: what asks or answers makes the referral wait for the other side, what only
/// tells does not. No text is written, so that nothing about a person is.
#[utoipa::path(
    tag = "referrals",
    params(("id" = Uuid, Path, description = "The referral's id.")),
    security(("oauth2" = ["referrals:write"])),
    request_body = ReferralMessageInput,
    responses((status = 200, description = "The referral with the message.", body = Referral)),
)]
#[post("/referrals/{id}/messages")]
pub async fn send_referral_message(
    app: Data<App>,
    caller: Authorized<scopes::ReferralsWrite>,
    id: Id<ReferralId>,
    write: Write,
    body: Body<ReferralMessageInput>,
) -> Result<HttpResponse, Problem> {
    let message = body.value.message.into();
    let expected = write.0.expected.clone();
    let (seen, teller) = ((side(caller.actor()), caller.act().at), Data::clone(&app));
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| referrals::tell(tx, act, (id.0, &expected), message),
        move |referral| {
            let (version, shown) = shown(teller.field(), seen, referral)?;
            reply::representation(200, version, &shown)
        },
    )
    .await
}
