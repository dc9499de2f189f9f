//! The package of a round: one download with all that is needed without a network.

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{consent, contact_rules, ids::RoundId, round_package, time::Instant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Round;
use crate::{
    app::App,
    http::{
        cursor,
        extract::{Authorized, Id, IfNoneMatch, Query, scopes},
        problem::Problem,
        reply, run,
        v1::{
            campaigns::{ActionOption, CampaignStatus, ContactCap, Message, Question},
            codes,
            households::Household,
            needs::{NeedStatus, Urgency},
            same_names,
            visits::{Channel, Outcome},
        },
    },
    service::rounds::{self, Known, Package, PackedDoor},
};

/// A rule that spares a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactRule {
    /// As many campaigns as may came to it already.
    ContactCap,
    /// It asked to be left alone.
    DoNotDisturb,
    /// It took back its consent to be contacted so.
    ConsentWithdrawn,
    /// Its stairwell is left until after the campaign, to compare with.
    ControlGroup,
}

same_names!(contact_rules::Broken, ContactRule { ContactCap, DoNotDisturb, ConsentWithdrawn, ControlGroup });

/// The campaign of a package.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageCampaign {
    /// Its id.
    pub id: Uuid,
    /// The partner whose it is.
    pub organisation_id: Uuid,
    /// Its title.
    pub title: String,
    /// What it is to achieve.
    pub purpose: String,
    /// Where it stands.
    pub status: CampaignStatus,
    /// What it is about.
    #[schema(value_type = Vec<codes::ThemeCode>)]
    pub themes: Vec<String>,
}

/// What is worth knowing of an earlier visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageVisit {
    /// Its id.
    pub id: Uuid,
    /// For which campaign.
    pub campaign_id: Uuid,
    /// Where.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of that interview; at the next one it may be another.
    #[schema(value_type = Option<codes::LanguageTag>)]
    pub language: Option<String>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
}

impl From<round_package::LastVisit> for PackageVisit {
    fn from(visit: round_package::LastVisit) -> Self {
        Self {
            id: visit.id.0,
            campaign_id: visit.campaign_id.0,
            channel: visit.channel.into(),
            outcome: visit.outcome.into(),
            language: visit.language.map(|language| language.to_string()),
            occurred_at: visit.occurred_at,
        }
    }
}

/// A need that nobody has met yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageNeed {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    #[schema(value_type = codes::ThemeCode)]
    pub theme: String,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands: `raised` or `referred`.
    pub status: NeedStatus,
}

impl From<round_package::OpenNeed> for PackageNeed {
    fn from(need: round_package::OpenNeed) -> Self {
        Self {
            id: need.id.0,
            theme: need.theme.as_str().to_owned(),
            urgency: need.urgency.into(),
            status: need.status.into(),
        }
    }
}

/// The last decision of a household on a purpose: the one that is in force.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageConsent {
    /// Its id: what a withdrawal names as `withdraws_id`.
    pub id: Uuid,
    /// For what: one of the package's `consent_purposes`.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// For a referral: to whom.
    pub organisation_id: Option<Uuid>,
    /// `granted`, `refused` or `withdrawn`.
    #[schema(example = "granted")]
    pub decision: String,
    /// The version of the text that was read out.
    pub text_version: String,
    /// When it was made, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Instant,
}

impl From<consent::Consent> for PackageConsent {
    fn from(decision: consent::Consent) -> Self {
        Self {
            decided_at: decision.decided_at(),
            id: decision.id.into(),
            purpose: decision.purpose.as_str().to_owned(),
            organisation_id: decision.organisation_id.map(Into::into),
            decision: decision.decision.as_str().to_owned(),
            text_version: decision.text_version,
        }
    }
}

/// A door to try.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageDoor {
    /// The dwelling and who lives there. `contact` is told only if they agreed to be called.
    pub household: Household,
    /// The version of the household that this is: what an edit that is made from it names as its base.
    pub version: i32,
    /// The last three visits, latest first.
    pub visits: Vec<PackageVisit>,
    /// The needs that nobody has met yet; about health only if they agreed to that being kept.
    pub needs: Vec<PackageNeed>,
    /// What they decided on each purpose, last. What is not there was not asked.
    pub consents: Vec<PackageConsent>,
}

impl From<PackedDoor> for PackageDoor {
    fn from(door: PackedDoor) -> Self {
        let version = door.household.version;
        let mut household = Household::opened(door.household, door.personal);
        if !door.callable {
            household.conflicts.retain(|conflict| conflict.member != "contact");
        }
        Self {
            household,
            version,
            visits: door.visits.into_iter().map(Into::into).collect(),
            needs: door.needs.into_iter().map(Into::into).collect(),
            consents: door.decisions.into_iter().map(Into::into).collect(),
        }
    }
}

/// A door that the contact rules leave out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LeftOut {
    /// Which one.
    pub household_id: Uuid,
    /// Why.
    pub reasons: Vec<ContactRule>,
}

/// An organisation that a case can be handed to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferralDestination {
    /// Its id.
    pub organisation_id: Uuid,
    /// Its public name.
    pub name: String,
}

/// All that a field worker takes along on a round, or what of it changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "as_of": "q2v0Zm9yLWEtbWFjLi4ueyJyb3VuZCI6MX0", "delta": false,
    "round": {
        "id": "019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c", "field_worker_id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b",
        "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "day": "2027-01-12", "status": "planned",
        "household_ids": ["019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d", "019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2e"],
        "created_at": "2027-01-08T08:00:00.000000Z", "updated_at": "2027-01-08T08:00:00.000000Z",
    },
    "campaign": {
        "id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-222222222222",
        "title": "Eau solidaire aux Tilleuls", "purpose": "Households read their meter and find leaks.",
        "status": "running", "themes": ["palier:eau--facture"],
    },
    "doors": [{
        "household": {
            "id": "019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d", "neighbourhood_code": "QN09901N", "building": "B",
            "stairwell": "2", "floor": 4, "door_label": "porte gauche", "contact": null,
            "note": "Sonnette en panne, frapper.",
            "occupants": {"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0},
            "tenure": "social_tenant", "water_billing": "service_charges", "heating_billing": "unknown",
            "do_not_disturb": null, "conflicts": [], "occurred_at": "2026-11-23T15:40:00.000000Z",
            "created_at": "2026-11-23T18:30:00.000000Z", "updated_at": "2026-11-23T18:30:00.000000Z",
        },
        "version": 1,
        "visits": [{
            "id": "019ab0f2-a030-7e44-9d77-8f9a0b1c2d3e", "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a",
            "channel": "door", "outcome": "no_answer", "language": null,
            "occurred_at": "2027-01-05T16:20:00.000000Z",
        }],
        "needs": [{
            "id": "019ab0f2-b140-7f55-8e88-9a0b1c2d3e4f", "theme": "palier:energie--impayes", "urgency": "high",
            "status": "raised",
        }],
        "consents": [{
            "id": "019ab0f2-6b1e-7c40-9d5e-202020202020", "purpose": "follow_up", "organisation_id": null, "decision": "granted",
            "text_version": "2026-09", "decided_at": "2027-01-05T16:25:00.000000Z",
        }],
    }],
    "removed": [],
    "left_out": [{"household_id": "019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2e", "reasons": ["do_not_disturb"]}],
    "messages": [{
        "language": "fr", "version": 1, "text": "Bonjour, je suis votre voisine. Je viens pour l'eau.",
        "created_at": "2026-11-23T09:30:00.000000Z",
    }],
    "questions": [{
        "code": "reads_own_meter", "text": {"fr": "Savez-vous lire votre compteur ?"}, "answer": {"kind": "yes_no"},
    }],
    "actions": [{"code": "repair_leak", "label": {"fr": "Faire réparer une fuite"}}],
    "consent_purposes": ["follow_up", "referral", "contact_by_phone", "meter_data", "health_themes"],
    "contact_caps": [{"campaigns": 3, "days": 90}, {"campaigns": 2, "days": 90}],
    "referral_destinations": [
        {"organisation_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "name": "Eaux du Val"},
    ],
}))]
pub struct RoundPackage {
    /// Send it as `since` to learn what changed after this package.
    pub as_of: String,
    /// Whether `doors` and `messages` hold only what changed since an earlier package.
    pub delta: bool,
    /// The round, with its doors in their order.
    pub round: Round,
    /// Its campaign.
    pub campaign: PackageCampaign,
    /// The doors to try, in the round's order.
    pub doors: Vec<PackageDoor>,
    /// In a delta: the doors that are no longer to be tried, because they were taken off or are left out now.
    pub removed: Vec<Uuid>,
    /// All doors of the round that the contact rules leave out now, and why.
    pub left_out: Vec<LeftOut>,
    /// The newest message in each language that the field worker speaks, and one to fall back on: in French, or else
    /// in the campaign's first language. A visit names the language and the version that was heard.
    pub messages: Vec<Message>,
    /// What is asked at the door.
    pub questions: Vec<Question>,
    /// What residents can commit to.
    pub actions: Vec<ActionOption>,
    /// For what a household can be asked to consent.
    #[schema(value_type = Vec<codes::Slug>)]
    pub consent_purposes: Vec<String>,
    /// How far households are spared: the deployment's cap, and the campaign's own if it has one. Both hold.
    pub contact_caps: Vec<ContactCap>,
    /// The organisations that a case can be handed to, the campaign's partner first.
    pub referral_destinations: Vec<ReferralDestination>,
}

impl RoundPackage {
    fn new(as_of: String, package: Package) -> Self {
        let (campaign, caps) = (package.campaign, package.rules);
        let content = campaign.content;
        let left_out = |(id, reasons): (palier_domain::ids::HouseholdId, Vec<contact_rules::Broken>)| {
            LeftOut { household_id: id.0, reasons: reasons.into_iter().map(Into::into).collect() }
        };
        let destination = |destination: round_package::Destination| ReferralDestination {
            organisation_id: destination.organisation_id.0,
            name: destination.name,
        };
        Self {
            as_of,
            delta: package.delta,
            round: package.planned.into(),
            campaign: PackageCampaign {
                id: campaign.id.0,
                organisation_id: campaign.organisation_id.0,
                title: content.title,
                purpose: content.purpose,
                status: campaign.status.into(),
                themes: content.themes.iter().map(|theme| theme.as_str().to_owned()).collect(),
            },
            doors: package.doors.into_iter().map(Into::into).collect(),
            removed: package.removed.into_iter().map(|id| id.0).collect(),
            left_out: package.left_out.into_iter().map(left_out).collect(),
            messages: package.messages.into_iter().map(Into::into).collect(),
            questions: content.questions.into_iter().map(Into::into).collect(),
            actions: content.actions.into_iter().map(Into::into).collect(),
            consent_purposes: round_package::CONSENT_PURPOSES.map(str::to_owned).to_vec(),
            contact_caps: std::iter::once(caps.deployment).chain(caps.campaign).map(Into::into).collect(),
            referral_destinations: package.destinations.into_iter().map(destination).collect(),
        }
    }
}

/// Asks for what changed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PackageQuery {
    /// The `as_of` of an earlier package of this round: only what changed since is told.
    #[param(max_length = 4000)]
    pub since: Option<String>,
}

/// Get a round's package
///
/// One download with all that is needed at the doors without a network; a device gets those of its own rounds. What the
/// contact rules spare is left out, and why stands beside it. With `since`, `doors` and `messages` hold only what changed
/// since that package, and `removed` tells which doors are no longer to be tried; all else is told in full each time.
/// Nothing that changed is ever skipped; that a change is told twice can happen. A `since` that can't be read (it was
/// made for another round, or before the server's keys were replaced) is refused: get the whole package instead.
#[utoipa::path(
    tag = "rounds",
    params(("id" = Uuid, Path, description = "The round's id."), PackageQuery),
    security(("oauth2" = ["rounds:read"])),
    responses((status = 200, description = "The package, or what changed in it.", body = RoundPackage)),
)]
#[get("/rounds/{id}/package")]
pub async fn get_round_package(
    app: Data<App>,
    caller: Authorized<scopes::RoundsRead>,
    id: Id<RoundId>,
    query: Query<PackageQuery>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let binding = format!("/v1/rounds/{}/package", id.0);
    let since: Option<Known> = query.0.since.map(|text| cursor::open(&app, &binding, &text)).transpose()?;
    let shared = Data::clone(&app);
    let package =
        run::read(&app, move |tx| rounds::package(tx, &who, shared.field(), (id.0, since.as_ref()))).await?;
    let as_of = cursor::seal(&app, &binding, &package.known)?;
    reply::conditional_by_content(&known, &RoundPackage::new(as_of, package))
}
