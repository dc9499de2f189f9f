//! What the town is made of: its organisations here, everything else in `data/`, in the forms that imports and the
//! API take. Days are counted from the day of the load, so that what runs does so today.

use std::collections::BTreeSet;

use palier_domain::{
    caller::Mode,
    campaign::{Action, CampaignDraft},
    control_group::ControlGroupDraft,
    organisation::{OrganisationDraft, OrganisationKind},
    time::Day,
};
use palier_sdk::types::{CampaignInput, ControlGroupInput, MessageInput, OrganisationInput};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    DemoError,
    story::{Household, Mission},
};

/// A client of the town.
pub struct Member {
    /// Its name in the file of credentials.
    pub name: &'static str,
    /// Whose it is; several clients of one organisation name it alike.
    pub organisation: &'static str,
    /// What that organisation is.
    pub kind: OrganisationKind,
    /// The communes it answers for.
    pub communes: &'static [&'static str],
    /// Live or test data.
    pub mode: Mode,
    /// The campaigns that it pushes.
    pub campaigns: &'static str,
}

const fn member(name: &'static str, organisation: &'static str, kind: OrganisationKind) -> Member {
    Member { name, organisation, kind, communes: &[], mode: Mode::Live, campaigns: "[]" }
}

use OrganisationKind::{AppPublisher, Municipality, Operator, Partner};

/// The operator's client, by which all others are made.
pub const OPERATOR: Member = member("operator", "Portes ouvertes", Operator);

const WATER: &str = "Eaux de Montrelais";

/// All other clients, in the order in which they are made.
pub const MEMBERS: &[Member] = &[
    Member { campaigns: include_str!("data/partner.json"), ..member("partner", WATER, Partner) },
    Member { communes: &["99001"], ..member("municipality", "Ville de Montrelais", Municipality) },
    member("app_publisher", "Atelier Escalier", AppPublisher),
    Member {
        mode: Mode::Test,
        campaigns: include_str!("data/partner_test.json"),
        ..member("partner_test", WATER, Partner)
    },
    Member {
        campaigns: include_str!("data/partner_post.json"),
        ..member("partner_post", "Courrier du Val", Partner)
    },
    Member {
        campaigns: include_str!("data/partner_transport.json"),
        ..member("partner_transport", "Bus du Val", Partner)
    },
    Member {
        campaigns: include_str!("data/partner_energy.json"),
        ..member("partner_energy", "Réseau Lumière et Chaleur", Partner)
    },
    Member {
        campaigns: include_str!("data/partner_health.json"),
        ..member("partner_health", "Agence de santé du Val", Partner)
    },
    Member {
        campaigns: include_str!("data/partner_landlord.json"),
        ..member("partner_landlord", "Habitat Valbrune", Partner)
    },
    Member { communes: &["99002"], ..member("municipality_valbrune", "Ville de Valbrune", Municipality) },
];

/// The year of the communes' list.
pub const EDITION: i32 = 2024;
/// A list of communes, in the form that `palier import communes` reads.
pub const COMMUNES: &str = include_str!("data/communes.csv");
/// Neighbourhoods of two vintages, in the form that `palier import neighbourhoods` reads.
pub const NEIGHBOURHOODS: &str = include_str!("data/neighbourhoods.geojson");
/// Which of them took over which, in the form that `palier import successions` reads.
pub const SUCCESSIONS: &str = include_str!("data/successions.csv");

impl Member {
    /// Its organisation, as the API takes it.
    pub fn organisation(&self) -> OrganisationInput {
        let communes = self.communes.iter().copied();
        OrganisationInput::new(self.kind.as_str(), self.organisation).commune_codes(communes)
    }

    /// Its organisation, as the command line makes the first one.
    pub fn founded(&self) -> OrganisationDraft {
        OrganisationDraft { kind: self.kind, name: self.organisation.to_owned(), commune_codes: vec![] }
    }

    /// Those of its campaigns for which doors were tried.
    pub fn missions(&self, today: Day) -> Result<Vec<Mission>, DemoError> {
        let planned = self.campaigns()?.into_iter();
        let tried = planned.filter_map(|planned| planned.doors_tried.map(|doors| (planned, doors)));
        tried.map(|(planned, doors)| planned.mission(doors, today)).collect()
    }

    /// The campaigns that it pushes.
    pub fn campaigns(&self) -> Result<Vec<Planned>, DemoError> {
        serde_json::from_str(self.campaigns).map_err(unreadable)
    }
}

fn unreadable(error: impl std::fmt::Display) -> DemoError {
    DemoError::Content(format!("its data can't be read: {error}"))
}

/// A campaign and what becomes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    steps: Vec<String>,
    /// Why the operator rejects it, if it does.
    pub reason: Option<String>,
    starts_in_days: i64,
    ends_in_days: i64,
    /// How many doors were tried for it until today, if any were.
    pub doors_tried: Option<usize>,
    /// The control group that is drawn before it starts, if one is.
    pub control_group: Option<ControlGroupInput>,
    /// Versions that its messages get after they were first heard.
    #[serde(default)]
    pub later_messages: Vec<MessageInput>,
    /// All but its days.
    campaign: Map<String, Value>,
}

impl Planned {
    /// The way it goes.
    pub fn steps(&self) -> Result<Vec<Action>, DemoError> {
        let action = |step: &String| Action::parse(step).ok_or_else(|| unreadable(format!("step {step}")));
        self.steps.iter().map(action).collect()
    }

    /// Its name among its partner's campaigns.
    pub fn external_id(&self) -> &str {
        self.campaign["external_id"].as_str().unwrap_or_default()
    }

    /// Whether any of its neighbourhoods has two stairwells, so that one can wait.
    pub fn has_stairwells(&self, households: &[Household]) -> bool {
        let codes = self.campaign["neighbourhood_codes"].as_array().into_iter().flatten();
        codes.into_iter().any(|code| {
            let here = households.iter().filter(|household| *code == household.neighbourhood);
            here.map(Household::stairwell).collect::<BTreeSet<_>>().len() > 1
        })
    }

    fn mission(&self, doors_tried: usize, today: Day) -> Result<Mission, DemoError> {
        let pushed = serde_json::to_value(self.pushed(today)?).and_then(serde_json::from_value);
        let CampaignDraft { content, messages } = pushed.map_err(unreadable)?;
        let languages = messages.into_iter().map(|message| message.language.to_string()).collect();
        let renewed = self.later_messages.iter().map(|message| message.language.to_string()).collect();
        let runs = self.steps()?.last() == Some(&Action::Start);
        let drawn = |group: &ControlGroupInput| ControlGroupDraft {
            seed: group.seed.clone().map(String::from).unwrap_or_default(),
            share_percent: u32::try_from(group.share_percent).unwrap_or_default(),
        };
        let control_group = self.control_group.as_ref().map(drawn);
        Ok(Mission { content, languages, renewed, doors_tried, control_group, runs })
    }

    /// What is pushed on this day.
    pub fn pushed(&self, today: Day) -> Result<CampaignInput, DemoError> {
        let day = |offset| today.checked_add(jiff::Span::new().days(offset)).map(|day| day.to_string());
        let mut campaign = self.campaign.clone();
        campaign.insert("starts_on".to_owned(), day(self.starts_in_days).map_err(unreadable)?.into());
        campaign.insert("ends_on".to_owned(), day(self.ends_in_days).map_err(unreadable)?.into());
        serde_json::from_value(Value::Object(campaign)).map_err(unreadable)
    }
}
