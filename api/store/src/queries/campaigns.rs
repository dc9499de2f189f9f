//! Campaigns, with their messages and neighbourhoods.

use std::collections::HashMap;

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    campaign::{Campaign, CampaignContent, CampaignStatus, ContactCap, Message},
    code::CommuneCode,
    ids::{CampaignId, OrganisationId},
    language::LanguageTag,
    paging::{From as Start, Page},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::{campaign_messages, campaign_neighbourhoods, campaigns, neighbourhood_communes, rounds},
    types::{At, Json, Key, On, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = campaigns, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    organisation_id: Key,
    mode: String,
    external_id: Option<String>,
    status: String,
    content: Json,
    starts_on: On,
    ends_on: On,
    rejection_reason: Option<String>,
    version: i32,
    created_at: At,
    updated_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = campaign_messages, check_for_backend(Db), treat_none_as_default_value = false)]
struct MessageRow {
    campaign_id: Key,
    language: String,
    version: i32,
    text: String,
    created_at: At,
}

impl Row {
    fn new(campaign: &Campaign) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(campaign.id),
            organisation_id: key(campaign.organisation_id),
            mode: campaign.mode.as_str().to_owned(),
            external_id: campaign.content.external_id.clone(),
            status: campaign.status.as_str().to_owned(),
            content: Json(to_document(&campaign.content)?),
            starts_on: On(campaign.content.starts_on),
            ends_on: On(campaign.content.ends_on),
            rejection_reason: campaign.rejection_reason.clone(),
            version: campaign.version,
            created_at: At(campaign.created_at),
            updated_at: At(campaign.updated_at),
        })
    }

    fn campaign(self, messages: Vec<Message>) -> Result<Campaign, StoreError> {
        Ok(Campaign {
            id: self.id.into(),
            organisation_id: self.organisation_id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            status: stored("campaign status", CampaignStatus::parse(&self.status))?,
            content: document::<CampaignContent>("campaign's content", self.content.0)?,
            messages,
            rejection_reason: self.rejection_reason,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

/// The states in which a municipality sees a campaign of its neighbourhoods: what has gone to the doors.
const SHOWN: [&str; 3] =
    [CampaignStatus::Running.as_str(), CampaignStatus::Paused.as_str(), CampaignStatus::Closed.as_str()];

type Visible<'a> = campaigns::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a partner its own, a municipality those that run or ran in its communes, a field
/// worker those of its rounds.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = campaigns::table.filter(campaigns::mode.eq(who.mode().as_str())).into_boxed();
    let Some(caller) = who.caller() else { return all };
    match caller.role() {
        Role::Operator => all,
        Role::Partner => all.filter(campaigns::organisation_id.eq(key(caller.organisation_id))),
        Role::Municipality => all
            .filter(campaigns::status.eq_any(SHOWN))
            .filter(campaigns::id.eq_any(in_communes(&caller.commune_codes))),
        Role::FieldWorker(worker) => {
            let rounds = rounds::table.filter(rounds::field_worker_id.eq(key(worker)));
            all.filter(campaigns::id.eq_any(rounds.select(rounds::campaign_id)))
        }
        Role::AppPublisher => all.filter(campaigns::status.eq("")),
    }
}

type InCommunes<'a> =
    diesel::dsl::Select<campaign_neighbourhoods::BoxedQuery<'a, Db>, campaign_neighbourhoods::campaign_id>;

/// Campaigns that have a neighbourhood in one of these communes.
fn in_communes<'a>(codes: &[CommuneCode]) -> InCommunes<'a> {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let neighbourhoods = neighbourhood_communes::table
        .filter(neighbourhood_communes::commune_code.eq_any(codes))
        .select(neighbourhood_communes::neighbourhood_code);
    campaign_neighbourhoods::table
        .filter(campaign_neighbourhoods::neighbourhood_code.eq_any(neighbourhoods))
        .into_boxed()
        .select(campaign_neighbourhoods::campaign_id)
}

/// One campaign.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: CampaignId) -> Result<Campaign, StoreError> {
    let row: Row = visible(who).filter(campaigns::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    let mut messages = messages_of(conn, &[row.id])?;
    let own = messages.remove(&row.id).unwrap_or_default();
    row.campaign(own)
}

/// The contact cap of a campaign. (Whoever asks: it is told as what comes of it only.)
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such campaign.
pub fn contact_cap(conn: &mut Conn, act: &Act, id: CampaignId) -> Result<Option<ContactCap>, StoreError> {
    let content: Json = campaigns::table
        .filter(campaigns::mode.eq(act.actor.mode().as_str()))
        .filter(campaigns::id.eq(key(id)))
        .select(campaigns::content)
        .first(conn)?;
    Ok(document::<CampaignContent>("campaign's content", content.0)?.contact_cap)
}

/// A partner's campaign by the partner's own name for it.
///
/// # Errors
/// If the database fails.
pub fn find_by_external_id(
    conn: &mut Conn,
    who: &Actor,
    organisation: OrganisationId,
    external_id: &str,
) -> Result<Option<CampaignId>, StoreError> {
    let found: Option<Key> = visible(who)
        .filter(campaigns::organisation_id.eq(key(organisation)))
        .filter(campaigns::external_id.eq(external_id))
        .select(campaigns::id)
        .first(conn)
        .optional()?;
    Ok(found.map(Into::into))
}

/// Which of these campaigns there are for the caller.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, who: &Actor, ids: &[CampaignId]) -> Result<Vec<CampaignId>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let found: Vec<Key> = visible(who).filter(campaigns::id.eq_any(keys)).select(campaigns::id).load(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// One campaign, to be changed: who else means to change it waits until this transaction ends, so that nobody who set
/// no condition is refused for another's change.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: CampaignId) -> Result<Campaign, StoreError> {
    lock_row(conn, "campaigns", id.0)?;
    find(conn, &act.actor, id)
}

/// A page of campaigns, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Campaigns,
    start: &Start<CampaignId>,
) -> Result<Page<Campaign, CampaignId>, StoreError> {
    let mut query = visible(who).order(campaigns::id).limit(start.limit as i64 + 1);
    if let Some(status) = filter.status {
        query = query.filter(campaigns::status.eq(status.as_str()));
    }
    if let Some(organisation) = filter.organisation_id {
        query = query.filter(campaigns::organisation_id.eq(key(organisation)));
    }
    if let Some(external_id) = &filter.external_id {
        query = query.filter(campaigns::external_id.eq(external_id.clone()));
    }
    if let Some(day) = filter.on {
        query = query.filter(campaigns::starts_on.le(On(day))).filter(campaigns::ends_on.ge(On(day)));
    }
    if let Some(commune) = &filter.commune_code {
        query = query.filter(campaigns::id.eq_any(in_communes(std::slice::from_ref(commune))));
    }
    if let Some(code) = &filter.neighbourhood_code {
        let there = campaign_neighbourhoods::table
            .filter(campaign_neighbourhoods::neighbourhood_code.eq(code.to_string()))
            .select(campaign_neighbourhoods::campaign_id);
        query = query.filter(campaigns::id.eq_any(there));
    }
    if let Some(after) = start.after {
        query = query.filter(campaigns::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let mut messages = messages_of(conn, &ids)?;
    let campaigns = rows.into_iter().map(|row| {
        let own = messages.remove(&row.id).unwrap_or_default();
        row.campaign(own)
    });
    Ok(Page::cut(campaigns.collect::<Result<Vec<_>, _>>()?, start.limit, |campaign| campaign.id))
}

/// All versions of the messages of some campaigns, in one query.
fn messages_of(conn: &mut Conn, ids: &[Key]) -> Result<HashMap<Key, Vec<Message>>, StoreError> {
    let rows: Vec<MessageRow> = campaign_messages::table
        .filter(campaign_messages::campaign_id.eq_any(ids))
        .order((campaign_messages::language, campaign_messages::version))
        .select(MessageRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Key, Vec<Message>> = HashMap::new();
    for row in rows {
        found.entry(row.campaign_id).or_default().push(Message {
            language: LanguageTag::trusted(row.language),
            version: row.version,
            text: row.text,
            created_at: row.created_at.0,
        });
    }
    Ok(found)
}

/// Adds a campaign; false if its external id is taken, and nothing is then changed. (Refused by the constraint and
/// not by a look before: two that push the same at the same moment make one campaign.)
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, campaign: &Campaign) -> Result<bool, StoreError> {
    let row = Row::new(campaign)?;
    let inserted = diesel::insert_into(campaigns::table)
        .values(&row)
        .on_conflict((campaigns::organisation_id, campaigns::mode, campaigns::external_id))
        .do_nothing()
        .execute(conn)?;
    if inserted == 0 {
        return Ok(false);
    }
    insert_neighbourhoods(conn, campaign)?;
    insert_messages(conn, campaign)?;
    Ok(true)
}

/// Writes a campaign's new state and content, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, campaign: &Campaign) -> Result<(), StoreError> {
    let row = Row::new(campaign)?;
    let changed = diesel::update(campaigns::table)
        .filter(campaigns::id.eq(row.id))
        .filter(campaigns::version.eq(campaign.version))
        .set((
            campaigns::external_id.eq(row.external_id),
            campaigns::status.eq(row.status),
            campaigns::content.eq(row.content),
            campaigns::starts_on.eq(row.starts_on),
            campaigns::ends_on.eq(row.ends_on),
            campaigns::rejection_reason.eq(row.rejection_reason),
            campaigns::version.eq(campaign.version + 1),
            campaigns::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Puts a draft's neighbourhoods and messages in the place of those before; nobody has heard them yet.
///
/// # Errors
/// If the database fails.
pub fn replace_parts(conn: &mut Conn, _act: &Act, campaign: &Campaign) -> Result<(), StoreError> {
    let id = key(campaign.id);
    diesel::delete(campaign_neighbourhoods::table.filter(campaign_neighbourhoods::campaign_id.eq(id)))
        .execute(conn)?;
    diesel::delete(campaign_messages::table.filter(campaign_messages::campaign_id.eq(id))).execute(conn)?;
    insert_neighbourhoods(conn, campaign)?;
    insert_messages(conn, campaign)
}

/// Adds one version of one message.
///
/// # Errors
/// [`StoreError::Violation`] if that version exists.
pub fn insert_message(
    conn: &mut Conn,
    _act: &Act,
    id: CampaignId,
    message: &Message,
) -> Result<(), StoreError> {
    diesel::insert_into(campaign_messages::table).values(message_row(id, message)).execute(conn)?;
    Ok(())
}

fn message_row(id: CampaignId, message: &Message) -> MessageRow {
    MessageRow {
        campaign_id: key(id),
        language: message.language.to_string(),
        version: message.version,
        text: message.text.clone(),
        created_at: At(message.created_at),
    }
}

fn insert_messages(conn: &mut Conn, campaign: &Campaign) -> Result<(), StoreError> {
    let rows: Vec<MessageRow> =
        campaign.messages.iter().map(|message| message_row(campaign.id, message)).collect();
    diesel::insert_into(campaign_messages::table).values(rows).execute(conn)?;
    Ok(())
}

fn insert_neighbourhoods(conn: &mut Conn, campaign: &Campaign) -> Result<(), StoreError> {
    let rows: Vec<_> = campaign
        .content
        .neighbourhood_codes
        .iter()
        .map(|code| {
            (
                campaign_neighbourhoods::campaign_id.eq(key(campaign.id)),
                campaign_neighbourhoods::neighbourhood_code.eq(code.to_string()),
            )
        })
        .collect();
    diesel::insert_into(campaign_neighbourhoods::table).values(rows).execute(conn)?;
    Ok(())
}
