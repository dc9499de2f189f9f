//! Authentication and scope, as an argument.

use std::{
    future::{Ready, ready},
    marker::PhantomData,
    sync::Arc,
};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::AUTHORIZATION, web::Data,
};
use palier_domain::{
    caller::{Act, Actor},
    scope::Scope,
};

use super::query;
use crate::{
    app::App,
    auth::{Access, Refused},
    http::{
        address,
        limits::Standing,
        middleware::{RequestId, observe},
        problem::{INSUFFICIENT_SCOPE, Problem, UNAUTHENTICATED},
    },
};

/// A scope as a type, so that a handler names it in its signature.
pub trait RequiredScope: 'static {
    /// The scope.
    const SCOPE: Scope;
}

/// The scopes as types.
pub mod scopes {
    use super::{RequiredScope, Scope};

    macro_rules! scope_types {
        ($($name:ident),+ $(,)?) => {$(
            #[doc = concat!("[`Scope::", stringify!($name), "`]")]
            #[derive(Debug)]
            pub struct $name;
            impl RequiredScope for $name { const SCOPE: Scope = Scope::$name; }
        )+};
    }

    scope_types!(
        OrganisationsRead,
        OrganisationsWrite,
        ClientsRead,
        ClientsWrite,
        ClientsManage,
        ThemesRead,
        NeighbourhoodsRead,
        CampaignsRead,
        CampaignsWrite,
        CampaignsApprove,
        FieldWorkersRead,
        FieldWorkersWrite,
        DevicesRead,
        DevicesWrite,
        HouseholdsRead,
        HouseholdsWrite,
        RoundsRead,
        RoundsWrite,
        TariffsRead,
        TariffsWrite,
        VisitsRead,
        VisitsWrite,
        ConsentsRead,
        ConsentsWrite,
        NeedsRead,
        NeedsWrite,
        ReferralsRead,
        ReferralsWrite,
        MeterReadingsRead,
        MeterReadingsWrite,
        ControlGroupsRead,
        ControlGroupsWrite,
        DiagnosesRead,
        DiagnosesWrite,
        ReleasesRead,
        ReleasesPublish,
        JobsRead,
        EventsRead,
        WebhookEndpointsRead,
        WebhookEndpointsWrite,
        SyncRead,
        SyncWrite,
    );
}

/// A caller whose token is valid and carries the scope `S`, and who is within its rate limit.
pub struct Authorized<S> {
    act: Act,
    scope: PhantomData<S>,
}

impl<S> Authorized<S> {
    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.act.actor
    }

    /// Who asks, when, in which request.
    pub fn act(&self) -> &Act {
        &self.act
    }
}

impl<S: RequiredScope> FromRequest for Authorized<S> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authorize(request, S::SCOPE))
    }
}

fn authorize<S>(request: &HttpRequest, scope: Scope) -> Result<Authorized<S>, Problem> {
    let app = request.app_data::<Data<App>>().ok_or_else(|| Problem::internal("no App in the request"))?;
    let access = authenticate(app, request)?;
    observe::note_caller(&access.caller);
    let standing = app.limits.client(access.caller.principal())?;
    request.extensions_mut().insert::<Standing>(standing);
    if !access.caller.scopes.contains(&scope) {
        return Err(missing(scope));
    }
    // Here and not in each handler, so that no operation can forget it.
    if let Some(operation) = app.contract.operation(request) {
        operation.check_accept(request)?;
        query::check(operation, request)?;
    }
    let act = Act { actor: access.actor(), request_id: RequestId::in_request(request), at: app.now() };
    Ok(Authorized { act, scope: PhantomData })
}

fn authenticate(app: &App, request: &HttpRequest) -> Result<Arc<Access>, Problem> {
    let access = verified(app, request).map_err(|problem| {
        if problem.kind != UNAUTHENTICATED {
            return problem;
        }
        // Only what fails counts: others behind the same address come in with their tokens as ever.
        let address = address::caller_address(request, &app.config.server);
        app.limits.failed_token(address::network(address)).err().unwrap_or(problem)
    })?;
    request.extensions_mut().insert(Arc::clone(&access));
    Ok(access)
}

fn verified(app: &App, request: &HttpRequest) -> Result<Arc<Access>, Problem> {
    // RFC 6750, section 3.1: without credentials there is no error to name.
    let Some(header) = request.headers().get(AUTHORIZATION) else {
        return Err(Problem::new(UNAUTHENTICATED, "The request carries no access token.")
            .with_header("www-authenticate", "Bearer realm=\"palier\""));
    };
    let token = header
        .to_str()
        .ok()
        .and_then(bearer)
        .ok_or_else(|| invalid_token("The Authorization header is not of the form `Bearer <token>`."))?;
    Ok(app.auth.verify((&app.store, &app.keys), token, app.now())?)
}

/// The token of `Bearer <token>`; the scheme's case does not matter (RFC 9110, section 11.1).
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Token(fault) => invalid_token(&fault.to_string()),
            Refused::Store(error) => error.into(),
        }
    }
}

/// A token that can't be taken.
pub fn invalid_token(detail: &str) -> Problem {
    Problem::new(UNAUTHENTICATED, detail).with_header(
        "www-authenticate",
        format!(
            "Bearer realm=\"palier\", error=\"invalid_token\", error_description=\"{}\"",
            detail.replace(['"', '`'], "'")
        ),
    )
}

fn missing(scope: Scope) -> Problem {
    Problem::new(INSUFFICIENT_SCOPE, format!("The operation needs the scope {scope}."))
        .with_member("scope", scope.as_str())
        .with_header(
            "www-authenticate",
            format!("Bearer realm=\"palier\", error=\"insufficient_scope\", scope=\"{scope}\""),
        )
}
