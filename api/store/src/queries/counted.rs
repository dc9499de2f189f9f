//! What a release counts, by neighbourhood. It is read for the release's job alone, of all field workers together.

use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use palier_domain::{
    caller::Mode,
    campaign::CampaignContent,
    code::{CommuneCode, NeighbourhoodCode},
    follow_up_action::ActionStatus,
    ids::{CampaignId, HouseholdId, OrganisationId, VisitId},
    language::LanguageTag,
    need::NeedStatus,
    referral::ReferralStatus,
    release::{Counted, CountedVisit},
    theme::ThemeCode,
    visit::{Channel, MessageHeard, Outcome, VisitContent},
};

use super::Conn;
use crate::{
    StoreError,
    rows::{CountedSpan, StartedCampaign, document, stored},
    schema::{
        campaign_messages, campaigns, follow_up_actions, households, need_events, needs,
        neighbourhood_communes, neighbourhoods, referral_events, referrals, visits,
    },
    types::{At, Json, Key},
};

/// All neighbourhoods of a vintage with their communes, by code.
///
/// # Errors
/// If the database fails.
pub fn neighbourhoods(
    conn: &mut Conn,
    vintage: i32,
) -> Result<Vec<(NeighbourhoodCode, Vec<CommuneCode>)>, StoreError> {
    let rows: Vec<(String, String)> = neighbourhood_communes::table
        .inner_join(neighbourhoods::table)
        .filter(neighbourhoods::vintage.eq(vintage))
        .order((neighbourhood_communes::neighbourhood_code, neighbourhood_communes::commune_code))
        .select((neighbourhood_communes::neighbourhood_code, neighbourhood_communes::commune_code))
        .load(conn)?;
    let mut all: Vec<(NeighbourhoodCode, Vec<CommuneCode>)> = Vec::new();
    for (code, commune) in rows {
        let (code, commune) = (NeighbourhoodCode::trusted(code), CommuneCode::trusted(commune));
        match all.last_mut() {
            Some((last, communes)) if *last == code => communes.push(commune),
            _ => all.push((code, vec![commune])),
        }
    }
    Ok(all)
}

/// All campaigns that were ever started, with their messages as `fr/1`, by id.
///
/// # Errors
/// If the database fails.
pub fn started_campaigns(conn: &mut Conn, mode: Mode) -> Result<Vec<StartedCampaign>, StoreError> {
    let rows: Vec<(Key, Key, Json)> = campaigns::table
        .filter(campaigns::mode.eq(mode.as_str()))
        .filter(campaigns::status.eq_any(["running", "paused", "closed"]))
        .order(campaigns::id)
        .select((campaigns::id, campaigns::organisation_id, campaigns::content))
        .load(conn)?;
    let mut started = Vec::new();
    for (id, organisation, content) in rows {
        let messages: Vec<(String, i32)> = campaign_messages::table
            .filter(campaign_messages::campaign_id.eq(id))
            .order((campaign_messages::language, campaign_messages::version))
            .select((campaign_messages::language, campaign_messages::version))
            .load(conn)?;
        started.push(StartedCampaign {
            id: CampaignId::from(id),
            organisation_id: OrganisationId::from(organisation),
            content: document::<CampaignContent>("campaign's content", content.0)?,
            messages: messages
                .into_iter()
                .map(|(language, version)| format!("{language}/{version}"))
                .collect(),
        });
    }
    Ok(started)
}

/// Everything that counts of the households of a neighbourhood.
///
/// # Errors
/// If the database fails.
pub fn of_neighbourhood(
    conn: &mut Conn,
    mode: Mode,
    (code, span): (&NeighbourhoodCode, CountedSpan),
) -> Result<Counted, StoreError> {
    let scope = Scope { mode: mode.as_str(), code: code.as_str(), span };
    Ok(Counted {
        visits: scope.visits(conn)?,
        needs: scope.needs(conn)?,
        needs_ended: scope.needs_ended(conn)?,
        referrals_ended: scope.referrals_ended(conn)?,
        follow_ups: scope.follow_ups(conn)?,
    })
}

type VisitRow = (Key, Key, Key, String, String, Option<String>, (Option<String>, Option<i32>), At, Json);

struct Scope<'s> {
    mode: &'s str,
    code: &'s str,
    span: CountedSpan,
}

impl Scope<'_> {
    fn visits(&self, conn: &mut Conn) -> Result<Vec<CountedVisit>, StoreError> {
        let corrections = diesel::alias!(visits as corrections);
        let corrected = corrections
            .filter(corrections.field(visits::supersedes_id).eq(visits::id.nullable()))
            .filter(corrections.field(visits::received_at).le(At(self.span.arrived)))
            .select(corrections.field(visits::id));
        let rows: Vec<VisitRow> = visits::table
            .inner_join(households::table)
            .filter(households::mode.eq(self.mode).and(households::neighbourhood_code.eq(self.code)))
            .filter(visits::occurred_at.ge(At(self.span.from)).and(visits::occurred_at.lt(At(self.span.to))))
            .filter(visits::received_at.le(At(self.span.arrived)))
            .filter(not(exists(corrected)))
            .order(visits::id)
            .select((
                visits::id,
                visits::household_id,
                visits::campaign_id,
                visits::channel,
                visits::outcome,
                visits::language,
                (visits::message_language, visits::message_version),
                visits::occurred_at,
                visits::content,
            ))
            .load(conn)?;
        rows.into_iter().map(visit).collect()
    }

    fn needs(&self, conn: &mut Conn) -> Result<Vec<(VisitId, ThemeCode)>, StoreError> {
        let rows: Vec<(Option<Key>, String)> = needs::table
            .inner_join(households::table.on(households::id.eq(needs::household_id)))
            .inner_join(visits::table.on(needs::visit_id.eq(visits::id.nullable())))
            .filter(households::mode.eq(self.mode).and(households::neighbourhood_code.eq(self.code)))
            .filter(visits::occurred_at.ge(At(self.span.from)).and(visits::occurred_at.lt(At(self.span.to))))
            .filter(needs::created_at.le(At(self.span.arrived)))
            .filter(needs::status.ne(NeedStatus::Withdrawn.as_str()))
            .select((needs::visit_id, needs::theme))
            .load(conn)?;
        let raised = |(visit, theme): (Option<Key>, String)| Some((visit?.into(), ThemeCode::trusted(theme)));
        Ok(rows.into_iter().filter_map(raised).collect())
    }

    fn needs_ended(&self, conn: &mut Conn) -> Result<Vec<(HouseholdId, NeedStatus)>, StoreError> {
        let rows: Vec<(Key, String)> = need_events::table
            .inner_join(needs::table.on(needs::id.eq(need_events::need_id)))
            .inner_join(households::table.on(households::id.eq(needs::household_id)))
            .filter(households::mode.eq(self.mode).and(households::neighbourhood_code.eq(self.code)))
            .filter(need_events::at.ge(At(self.span.from)).and(need_events::at.lt(At(self.span.to))))
            .filter(need_events::at.le(At(self.span.arrived)))
            .filter(need_events::status.eq_any([NeedStatus::Met.as_str(), NeedStatus::NotMet.as_str()]))
            .select((needs::household_id, need_events::status))
            .load(conn)?;
        rows.into_iter()
            .map(|(household, status)| {
                Ok((household.into(), stored("status of a need", NeedStatus::parse(&status))?))
            })
            .collect()
    }

    fn referrals_ended(
        &self,
        conn: &mut Conn,
    ) -> Result<Vec<(HouseholdId, ReferralStatus, i64)>, StoreError> {
        let ended =
            ReferralStatus::ALL.iter().filter(|status| !status.is_open()).map(|status| status.as_str());
        let rows: Vec<(Key, String, At, At)> = referral_events::table
            .inner_join(referrals::table.on(referrals::id.eq(referral_events::referral_id)))
            .inner_join(households::table.on(households::id.eq(referrals::household_id)))
            .filter(households::mode.eq(self.mode).and(households::neighbourhood_code.eq(self.code)))
            .filter(referral_events::at.ge(At(self.span.from)).and(referral_events::at.lt(At(self.span.to))))
            .filter(referral_events::at.le(At(self.span.arrived)))
            .filter(referral_events::kind.ne("message"))
            .filter(referral_events::status.eq_any(ended))
            .select((
                referrals::household_id,
                referral_events::status,
                referral_events::at,
                referrals::created_at,
            ))
            .load(conn)?;
        rows.into_iter()
            .map(|(household, status, at, sent)| {
                let status = stored("status of a referral", ReferralStatus::parse(&status))?;
                Ok((household.into(), status, at.0.seconds() - sent.0.seconds()))
            })
            .collect()
    }

    fn follow_ups(
        &self,
        conn: &mut Conn,
    ) -> Result<Vec<(HouseholdId, CampaignId, ActionStatus)>, StoreError> {
        let told = follow_up_actions::occurred_at;
        let rows: Vec<(Key, Key, String)> = follow_up_actions::table
            .inner_join(households::table.on(households::id.eq(follow_up_actions::household_id)))
            .inner_join(visits::table.on(visits::id.eq(follow_up_actions::visit_id)))
            .filter(households::mode.eq(self.mode).and(households::neighbourhood_code.eq(self.code)))
            .filter(told.ge(At(self.span.from)).and(told.lt(At(self.span.to))))
            .filter(follow_up_actions::received_at.le(At(self.span.arrived)))
            .select((follow_up_actions::household_id, visits::campaign_id, follow_up_actions::status))
            .load(conn)?;
        rows.into_iter()
            .map(|(household, campaign, status)| {
                let status = stored("status of an action", ActionStatus::parse(&status))?;
                Ok((household.into(), campaign.into(), status))
            })
            .collect()
    }
}

fn visit(row: VisitRow) -> Result<CountedVisit, StoreError> {
    let (id, household, campaign, channel, outcome, language, (heard, version), at, content) = row;
    let message = heard.zip(version);
    Ok(CountedVisit {
        id: id.into(),
        household: household.into(),
        campaign: campaign.into(),
        channel: stored("channel", Channel::parse(&channel))?,
        outcome: stored("outcome", Outcome::parse(&outcome))?,
        language,
        message: message
            .map(|(language, version)| MessageHeard { language: LanguageTag::trusted(language), version }),
        occurred_at: at.0,
        content: document::<VisitContent>("visit's content", content.0)?,
    })
}
