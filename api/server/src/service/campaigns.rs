//! Campaigns: pushed by partners, decided on by the operator, read by all whom they concern.

use palier_domain::{
    caller::Act,
    campaign::{
        Action, Campaign, CampaignDraft, CampaignStatus, Message, MessageDraft, after, check_message,
        check_rejection_reason, current_messages, edited, next_message_version, settled,
    },
    code::NeighbourhoodCode,
    error::Invalid,
    event::EventType,
    ids::{CampaignId, OrganisationId},
};
use palier_store::{Announcement, Recorded, StoreError, Touched, Tx, Violation, filters, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError};

/// What became of a push by external id.
#[derive(Debug)]
pub enum Pushed {
    /// There was none; it was created.
    Created(Campaign),
    /// It was there, and is now as pushed.
    Updated(Campaign),
}

/// Adds a draft of the caller's own.
///
/// # Errors
/// [`ServiceError::Invalid`] if it says what can't be, or its external id is taken.
pub fn create(tx: &mut Tx<'_>, act: &Act, draft: CampaignDraft) -> Result<Recorded<Campaign>, ServiceError> {
    let owner = owner(act)?;
    let campaign = new(act, owner, checked(tx, act, draft)?);
    if !query!(tx, campaigns::insert(act, &campaign))? {
        return Err(StoreError::Violation(Violation::ExternalIdTaken).into());
    }
    record(tx, act, EventType::CampaignCreated, campaign)
}

/// Replaces a draft by what `change` makes of it.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; [`ServiceError::Transition`] if it is no draft
/// any more; [`ServiceError::Invalid`] as for a new one.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (CampaignId, &Expected),
    change: impl FnOnce(&Campaign) -> Result<CampaignDraft, Invalid>,
) -> Result<Recorded<Campaign>, ServiceError> {
    let before = query!(tx, campaigns::find_to_change(act, id))?;
    expected.check(before.version)?;
    edited(before.status, act.actor.kind())?;
    let draft = change(&before)?;
    replace(tx, act, before, draft)
}

/// Creates the campaign that the partner calls so, or replaces it. Two that push at the same moment make one.
///
/// # Errors
/// As [`create`] and [`update`]; [`ServiceError::Precondition`] if only a new one was wanted.
pub fn push(
    tx: &mut Tx<'_>,
    act: &Act,
    (expected, only_new): (&Expected, bool),
    draft: CampaignDraft,
) -> Result<Recorded<Pushed>, ServiceError> {
    let owner = owner(act)?;
    let draft = draft.check()?;
    let external_id = draft.content.external_id.clone().unwrap_or_default();
    if let Some(id) = query!(tx, campaigns::find_by_external_id(&act.actor, owner, &external_id))? {
        return replace_pushed(tx, act, (id, expected, only_new), draft);
    }
    expected.check_absent()?;
    let campaign = new(act, owner, checked(tx, act, draft.clone())?);
    if query!(tx, campaigns::insert(act, &campaign))? {
        return Ok(record(tx, act, EventType::CampaignCreated, campaign)?.map(Pushed::Created));
    }
    // Another push won between the look and the insert.
    let id = query!(tx, campaigns::find_by_external_id(&act.actor, owner, &external_id))?
        .ok_or(StoreError::Stale)?;
    replace_pushed(tx, act, (id, expected, only_new), draft)
}

/// What became of each of several pushes, in their order.
pub type Results = Vec<Result<Pushed, ServiceError>>;

/// Pushes several campaigns in one transaction. One that is refused does not stop the others, unless `atomic` asks for
/// all or nothing.
///
/// # Errors
/// Only what concerns them all: the store's failures, and with `atomic` the refusals, located in `/items`.
pub fn push_all(
    tx: &mut Tx<'_>,
    act: &Act,
    atomic: bool,
    drafts: Vec<Result<CampaignDraft, Invalid>>,
) -> Result<Recorded<Results>, ServiceError> {
    let mut invalid = Invalid::default();
    let mut results = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        let pushed = match draft {
            Ok(draft) => push(tx, act, (&Expected::Nothing, false), draft),
            Err(wrong) => Err(wrong.into()),
        };
        match pushed {
            // After a failure of its own the database takes nothing more in this transaction.
            Err(ServiceError::Store(error)) => return Err(error.into()),
            Err(ServiceError::Invalid(wrong)) if atomic => invalid.absorb(&format!("/items/{index}"), wrong),
            Err(error) if atomic => return Err(error),
            pushed => results.push(pushed),
        }
    }
    invalid.or(())?;
    Ok(Recorded::each(results))
}

fn replace_pushed(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected, only_new): (CampaignId, &Expected, bool),
    draft: CampaignDraft,
) -> Result<Recorded<Pushed>, ServiceError> {
    if only_new {
        return Err(ServiceError::Precondition { detail: "There is such a campaign already.".to_owned() });
    }
    let before = query!(tx, campaigns::find_to_change(act, id))?;
    expected.check(before.version)?;
    Ok(replace(tx, act, before, draft)?.map(Pushed::Updated))
}

/// Puts a draft in the place of what was there. The same content again is no change, whatever the status: who
/// pushes all its campaigns every night must not fail on those that run.
fn replace(
    tx: &mut Tx<'_>,
    act: &Act,
    before: Campaign,
    draft: CampaignDraft,
) -> Result<Recorded<Campaign>, ServiceError> {
    let draft = draft.check()?;
    if draft.content == before.content && by_language(draft.messages.clone()) == drafts(&before.messages) {
        return Ok(Recorded::unchanged(before));
    }
    let status = edited(before.status, act.actor.kind())?;
    known_neighbourhoods(tx, act, &draft.content.neighbourhood_codes)?;
    let messages = renumbered(act, draft.messages, &before.messages);
    let id = before.id;
    let campaign = Campaign { status, content: draft.content, messages, rejection_reason: None, ..before };
    query!(tx, campaigns::update(act, &campaign))?;
    query!(tx, campaigns::replace_parts(act, &campaign))?;
    reread(tx, act, EventType::CampaignUpdated, id)
}

/// Moves a campaign on.
///
/// # Errors
/// [`ServiceError::Transition`] with what is allowed instead; [`ServiceError::Invalid`] if it is submitted
/// incomplete, or rejected without a reason.
pub fn act_on(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (CampaignId, &Expected),
    (action, reason): (Action, Option<String>),
) -> Result<Recorded<Campaign>, ServiceError> {
    let before = query!(tx, campaigns::find_to_change(act, id))?;
    expected.check(before.version)?;
    let status = after(before.status, action, act.actor.kind())?;
    if action == Action::Submit {
        before.ready_for_submission()?;
    }
    if let Some(reason) = &reason {
        check_rejection_reason(reason)?;
    }
    let campaign = Campaign { status, rejection_reason: reason, ..before };
    query!(tx, campaigns::update(act, &campaign))?;
    reread(tx, act, event(status), id)
}

/// Adds the next version of a message; the versions before it stay as they were heard.
///
/// # Errors
/// A conflict while the campaign is a draft (its messages are then edited) or after it was closed.
pub fn add_message(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (CampaignId, &Expected),
    draft: MessageDraft,
) -> Result<Recorded<Campaign>, ServiceError> {
    let before = query!(tx, campaigns::find_to_change(act, id))?;
    expected.check(before.version)?;
    takes_versions(before.status)?;
    check_message(&draft)?;
    let number = next_message_version(&before.messages, &draft.language);
    let message = draft.numbered(number, act.at);
    query!(tx, campaigns::update(act, &before))?;
    query!(tx, campaigns::insert_message(act, id, &message))?;
    reread(tx, act, EventType::CampaignMessageAdded, id)
}

fn takes_versions(status: CampaignStatus) -> Result<(), ServiceError> {
    let detail = match status {
        CampaignStatus::Draft | CampaignStatus::Rejected => "Change the draft's messages with PATCH or PUT.",
        CampaignStatus::Submitted => "The operator is deciding on these messages; add a version afterwards.",
        CampaignStatus::Closed => "The campaign is closed.",
        CampaignStatus::Approved | CampaignStatus::Running | CampaignStatus::Paused => return Ok(()),
    };
    Err(ServiceError::Conflict { code: "messages_fixed", detail: detail.to_owned() })
}

/// Whose a campaign is that this actor writes.
fn owner(act: &Act) -> Result<OrganisationId, ServiceError> {
    let caller = act.actor.caller().ok_or_else(|| ServiceError::Conflict {
        code: "no_organisation",
        detail: "The command line has no organisation that a campaign could belong to.".to_owned(),
    })?;
    Ok(caller.organisation_id)
}

fn checked(tx: &mut Tx<'_>, act: &Act, draft: CampaignDraft) -> Result<CampaignDraft, ServiceError> {
    let draft = draft.check()?;
    known_neighbourhoods(tx, act, &draft.content.neighbourhood_codes)?;
    Ok(draft)
}

/// Notes each code at `/neighbourhood_codes` that is no neighbourhood's.
///
/// # Errors
/// [`ServiceError::Invalid`] with `unknown_reference` at each.
pub(super) fn known_neighbourhoods(
    tx: &mut Tx<'_>,
    act: &Act,
    codes: &[NeighbourhoodCode],
) -> Result<(), ServiceError> {
    if codes.is_empty() {
        return Ok(());
    }
    let filter =
        filters::Neighbourhoods { codes: Some(codes.to_vec()), ..filters::Neighbourhoods::default() };
    let known = query!(tx, neighbourhoods::codes(&act.actor, &filter))?;
    let mut invalid = Invalid::default();
    for (index, code) in codes.iter().enumerate().filter(|(_, code)| !known.contains(code)) {
        let pointer = format!("/neighbourhood_codes/{index}");
        invalid.push(pointer, "unknown_reference", format!("No neighbourhood has the code {code}."));
    }
    Ok(invalid.or(())?)
}

fn new(act: &Act, organisation_id: OrganisationId, draft: CampaignDraft) -> Campaign {
    Campaign {
        id: CampaignId(Uuid::now_v7()),
        organisation_id,
        mode: act.actor.mode(),
        status: CampaignStatus::Draft,
        content: draft.content,
        messages: numbered(act, draft.messages),
        rejection_reason: None,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    }
}

/// A draft's messages are all of version 1.
fn numbered(act: &Act, messages: Vec<MessageDraft>) -> Vec<Message> {
    by_language(messages).into_iter().map(|message| message.numbered(1, act.at)).collect()
}

/// A message that is as it was keeps its date.
fn renumbered(act: &Act, messages: Vec<MessageDraft>, before: &[Message]) -> Vec<Message> {
    let same = |new: &Message| before.iter().find(|old| old.language == new.language && old.text == new.text);
    numbered(act, messages).into_iter().map(|new| same(&new).cloned().unwrap_or(new)).collect()
}

fn by_language(mut messages: Vec<MessageDraft>) -> Vec<MessageDraft> {
    messages.sort_by(|a, b| a.language.cmp(&b.language));
    messages
}

/// The newest messages as a draft has them.
#[must_use]
pub fn drafts(messages: &[Message]) -> Vec<MessageDraft> {
    let newest = current_messages(messages).into_iter();
    newest
        .map(|message| MessageDraft { language: message.language.clone(), text: message.text.clone() })
        .collect()
}

/// The event that tells of a new status.
const fn event(status: CampaignStatus) -> EventType {
    match status {
        CampaignStatus::Draft => EventType::CampaignUpdated,
        CampaignStatus::Submitted => EventType::CampaignSubmitted,
        CampaignStatus::Approved => EventType::CampaignApproved,
        CampaignStatus::Rejected => EventType::CampaignRejected,
        CampaignStatus::Running => EventType::CampaignStarted,
        CampaignStatus::Paused => EventType::CampaignPaused,
        CampaignStatus::Closed => EventType::CampaignClosed,
    }
}

fn reread(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    id: CampaignId,
) -> Result<Recorded<Campaign>, ServiceError> {
    let campaign = query!(tx, campaigns::find(&act.actor, id))?;
    record(tx, act, event_type, campaign)
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    campaign: Campaign,
) -> Result<Recorded<Campaign>, ServiceError> {
    let id = campaign.id;
    // Nobody goes to the doors for a draft, so that no device waits for it.
    if settled(campaign.status) {
        tx.touch(act, ("campaign", id.0), &Touched::campaign(id))?;
    }
    let announcement = Announcement {
        event_type,
        subject_id: id.to_string(),
        organisation_id: Some(campaign.organisation_id),
        data: json!({
            "campaign_id": id,
            "organisation_id": campaign.organisation_id,
            "external_id": campaign.content.external_id,
            "status": campaign.status.as_str(),
            "version": campaign.version,
        }),
    };
    Ok(tx.announce(act, announcement)?.map(|_event| campaign))
}
