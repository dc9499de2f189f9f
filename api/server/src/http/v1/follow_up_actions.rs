//! What became of actions, on the wire.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    error::Invalid,
    follow_up_action::{self, FollowUpActionDraft},
    ids::{FieldWorkerId, FollowUpActionId, HouseholdId, VisitId},
    time::Instant,
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{codes, same_names};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, field::Put, follow_up_actions, once::Reply},
};

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// It was taken.
    Done,
    /// It was not taken.
    NotDone,
    /// That was asked, and is not known.
    Unknown,
}

same_names!(follow_up_action::ActionStatus, ActionStatus { Done, NotDone, Unknown });

/// Who told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportedBy {
    /// Somebody of the household.
    Resident,
    /// The field worker, of what was seen.
    FieldWorker,
    /// The organisation that the action was about.
    Partner,
    /// The association.
    Operator,
}

same_names!(follow_up_action::ReportedBy, ReportedBy { Resident, FieldWorker, Partner, Operator });

/// How it is known. What was asked and what was measured are of different worth: never add them up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// Somebody was asked.
    Asked,
    /// Somebody saw it.
    Observed,
    /// A document shows it.
    Document,
    /// It was measured, with a meter for instance.
    Measured,
    /// A system of the organisation shows it.
    System,
}

same_names!(follow_up_action::KnownBy, KnownBy { Asked, Observed, Document, Measured, System });

/// What became of an action that somebody meant to take in a visit. What was told never changes; whoever knows better
/// tells it again.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-353535353535", "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777",
    "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "action_code": "repair_leak", "status": "done",
    "reported_by": "resident", "known_by": "asked", "current": true,
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "device_id": null,
    "occurred_at": "2027-03-02T17:10:00.000000Z", "received_at": "2027-03-02T18:05:12.345678Z",
}))]
pub struct FollowUpAction {
    /// Its id.
    pub id: Uuid,
    /// The visit in which the action was intended.
    pub visit_id: Uuid,
    /// The household of that visit.
    pub household_id: Uuid,
    /// Which action, by its code in the campaign.
    #[schema(value_type = codes::Slug)]
    pub action_code: String,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Whether it is the last word: of all that was told of this action of the visit, the latest by `occurred_at`.
    pub current: bool,
    /// Who took it down.
    pub field_worker_id: Option<Uuid>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<Uuid>,
    /// When it was told, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
}

impl From<follow_up_action::FollowUpAction> for FollowUpAction {
    fn from(told: follow_up_action::FollowUpAction) -> Self {
        Self {
            id: told.id.0,
            visit_id: told.visit_id.0,
            household_id: told.household_id.0,
            action_code: told.action_code,
            status: told.status.into(),
            reported_by: told.reported_by.into(),
            known_by: told.known_by.into(),
            current: told.current,
            field_worker_id: told.field_worker_id.map(Uuid::from),
            device_id: told.device_id.map(Uuid::from),
            occurred_at: told.occurred_at,
            received_at: told.received_at,
        }
    }
}

impl Item for FollowUpAction {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("visit_id", "/visit_id"),
        ("household_id", "/household_id"),
        ("action_code", "/action_code"),
        ("status", "/status"),
        ("reported_by", "/reported_by"),
        ("known_by", "/known_by"),
        ("current", "/current"),
        ("field_worker_id", "/field_worker_id"),
        ("device_id", "/device_id"),
        ("occurred_at", "/occurred_at"),
        ("received_at", "/received_at"),
    ];
}

/// What became of an action, as it is told.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-353535353535", "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777",
    "action_code": "repair_leak", "status": "done", "reported_by": "resident", "known_by": "asked",
    "occurred_at": "2027-03-02T17:10:00Z",
}))]
pub struct FollowUpActionInput {
    /// Its id, a UUIDv7 of your own making: the same sent again under it changes nothing.
    pub id: Uuid,
    /// The visit in which the action was intended.
    pub visit_id: Uuid,
    /// Which action: one of the visit's `actions_intended`.
    #[schema(value_type = codes::Slug)]
    pub action_code: String,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Who took it down. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// When it was told, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
}

impl TryFrom<FollowUpActionInput> for FollowUpActionDraft {
    type Error = Invalid;

    fn try_from(input: FollowUpActionInput) -> Result<Self, Invalid> {
        Ok(Self {
            id: FollowUpActionId(input.id),
            visit_id: VisitId(input.visit_id),
            action_code: input.action_code,
            status: input.status.into(),
            reported_by: input.reported_by.into(),
            known_by: input.known_by.into(),
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            occurred_at: input.occurred_at,
        })
    }
}

/// Narrows the list of follow-up actions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FollowUpActionFilter {
    /// Only what became of actions of this visit.
    pub visit_id: Option<Uuid>,
    /// Only of this household.
    pub household_id: Option<Uuid>,
    /// Only where this became of the action.
    #[param(inline)]
    pub status: Option<ActionStatus>,
}

/// The answer to what was put.
fn told(put: Put<follow_up_action::FollowUpAction>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(told) => {
            let (id, version) = (told.id, told.version());
            reply::created(&format!("/v1/follow-up-actions/{id}"), version, &FollowUpAction::from(told))
        }
        Put::Unchanged(told) => reply::representation(200, told.version(), &FollowUpAction::from(told)),
    }
}

/// List follow-up actions
///
/// By id, which is mostly the order in which they were told; count only those that are `current`. The operator sees all,
/// a device those that its field worker took down.
#[utoipa::path(
    tag = "follow-up-actions",
    params(FollowUpActionFilter),
    security(("oauth2" = ["visits:read"])),
    responses((status = 200, description = "A page of follow-up actions.", body = PageOf<FollowUpAction>)),
)]
#[get("/follow-up-actions")]
pub async fn list_follow_up_actions(
    app: Data<App>,
    caller: Authorized<scopes::VisitsRead>,
    filter: Query<FollowUpActionFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::FollowUpActions {
        visit_id: filter.0.visit_id.map(VisitId),
        household_id: filter.0.household_id.map(HouseholdId),
        status: filter.0.status.map(Into::into),
    };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, follow_up_actions::list(&who, &filter, start))?.map(FollowUpAction::from))
    })
    .await
}

/// Tell what became of an action
///
/// Of an action that somebody meant to take in a visit: done, not done, or asked and not known, with who told it and how
/// it is known. You choose its id; the same sent again answers 200 and changes nothing. It can be told several times: the
/// latest is the last word, and all of them stay.
#[utoipa::path(
    tag = "follow-up-actions",
    security(("oauth2" = ["visits:write"])),
    request_body = FollowUpActionInput,
    responses(
        (status = 201, description = "It was recorded.", body = FollowUpAction),
        (status = 200, description = "It was there already.", body = FollowUpAction),
    ),
)]
#[post("/follow-up-actions")]
pub async fn create_follow_up_action(
    app: Data<App>,
    caller: Authorized<scopes::VisitsWrite>,
    write: Write,
    body: Body<FollowUpActionInput>,
) -> Result<HttpResponse, Problem> {
    let draft = FollowUpActionDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| follow_up_actions::create(tx, act, writer.field(), draft),
        told,
    )
    .await
}

/// Get a follow-up action
///
/// As it was told, and whether it is the last word by now.
#[utoipa::path(
    tag = "follow-up-actions",
    params(("id" = Uuid, Path, description = "The follow-up action's id.")),
    security(("oauth2" = ["visits:read"])),
    responses((status = 200, description = "The follow-up action.", body = FollowUpAction)),
)]
#[get("/follow-up-actions/{id}")]
pub async fn get_follow_up_action(
    app: Data<App>,
    caller: Authorized<scopes::VisitsRead>,
    id: Id<FollowUpActionId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| Ok(query!(tx, follow_up_actions::find(&who, id.0))?)).await?;
    reply::conditional(&known, found.version(), &FollowUpAction::from(found))
}
