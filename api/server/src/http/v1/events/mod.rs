//! The feed of events.

mod data;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{ids::EventId, time::Instant};
use palier_store::{StoreError, filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use wire::{Event, EventType};

use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, Listing, Query, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::ServiceError,
};

/// An event never changes.
const VERSION: i32 = 1;

/// Narrows the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventFilter {
    /// Only events after this one, in the order of the feed. Keep the `id` of the last one that you took, and go on from
    /// it the next time.
    pub after: Option<Uuid>,
    /// Only events of this type.
    #[param(inline)]
    #[serde(rename = "type")]
    pub event_type: Option<EventType>,
    /// Only events from this instant on.
    #[param(value_type = Option<String>, format = DateTime)]
    pub since: Option<Instant>,
    /// Only events before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
}

/// List events
///
/// What happened to what concerns your organisation, in an order in which none appears late: campaigns and referrals of
/// yours, your organisation itself and its clients, and what concerns everybody, such as releases. The operator reads
/// all. An event tells ids and statuses; what became of the thing since stands where the thing stands.
///
/// Events are kept for 90 days, or for as long as the operator chose, and never for less than 30. To be told of them as they
/// happen, register a webhook endpoint: it gets the same events with the same ids, and what it missed is here.
#[utoipa::path(
    tag = "events",
    params(EventFilter),
    security(("oauth2" = ["events:read"])),
    responses((status = 200, description = "A page of events, oldest first.", body = PageOf<Event>)),
)]
#[get("/events")]
pub async fn list_events(
    app: Data<App>,
    caller: Authorized<scopes::EventsRead>,
    filter: Query<EventFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let EventFilter { after, event_type, since, until } = filter.0;
    let after = after.map(EventId);
    if let Some(id) = after {
        let who = who.clone();
        let found = run::read(&app, move |tx| match query!(tx, events::find(&who, id)) {
            Err(StoreError::NotFound) => Ok(false),
            found => Ok(found.map(|_| true)?),
        });
        if !found.await? {
            let detail =
                "There is no such event any more. Read on from `since`, and leave out what you know.";
            return Err(Problem::parameter("after", "unknown_reference", detail));
        }
    }
    let filter = filters::Events { event_type: event_type.map(Into::into), since, until, after };
    list::respond(&app, &request, listing, move |tx, start| {
        let page = query!(tx, events::list(&who, &filter, start))?;
        let items = page.items.into_iter().map(Event::try_from).collect::<Result<_, ServiceError>>()?;
        Ok(palier_domain::paging::Page { items, next: page.next })
    })
    .await
}

/// Get an event
///
/// What happened, by the id that the feed and the webhook's `webhook-id` tell.
#[utoipa::path(
    tag = "events",
    params(("id" = Uuid, Path, description = "The event's id.")),
    security(("oauth2" = ["events:read"])),
    responses((status = 200, description = "The event.", body = Event)),
)]
#[get("/events/{id}")]
pub async fn get_event(
    app: Data<App>,
    caller: Authorized<scopes::EventsRead>,
    id: Id<EventId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let event = run::read(&app, move |tx| Event::try_from(query!(tx, events::find(&who, id.0))?)).await?;
    reply::conditional(&known, VERSION, &event)
}
