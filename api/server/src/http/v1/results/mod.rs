//! The results of a campaign on the wire: protected figures of the releases that hold it.

mod example;

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{
    ids::CampaignId,
    release::{self, HourBand, ReleaseFigure, Table},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use example::example;

use super::{codes, figures::Figure, releases::period};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, Query, scopes},
        problem::Problem,
        reply, run,
    },
    service::figures::{self, CampaignFigures},
};

/// A figure with its share of a whole, beside the network's.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeFigures {
    /// Distinct households.
    pub households: Figure,
    /// Their share of the households met, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
    /// The same share of all campaigns in the country together, to compare with.
    #[schema(minimum = 0, maximum = 1)]
    pub network_share: Option<f64>,
}

/// From doors to interviews. Each is a count of distinct households.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelFigures {
    /// Whose door was tried.
    pub doors_tried: Figure,
    /// Where somebody opened.
    pub doors_opened: Figure,
    /// Who were interviewed at the door.
    pub doors_interviewed: Figure,
    /// Who were interviewed, wherever.
    pub households_met: Figure,
    /// Opened of tried.
    #[schema(minimum = 0, maximum = 1)]
    pub contact_rate: Option<f64>,
    /// The same of all campaigns in the country together.
    #[schema(minimum = 0, maximum = 1)]
    pub network_contact_rate: Option<f64>,
    /// Interviewed at the door, of opened.
    #[schema(minimum = 0, maximum = 1)]
    pub interview_rate: Option<f64>,
    /// The same of all campaigns in the country together.
    #[schema(minimum = 0, maximum = 1)]
    pub network_interview_rate: Option<f64>,
}

/// An answer that could be chosen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OptionFigures {
    /// Its code; `yes` and `no` for a question of that kind, the step for a scale.
    pub option: String,
    /// Distinct households that chose it.
    pub households: Figure,
    /// Their share of those that answered.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
}

/// What was answered to a question. The questions are the campaign's own, so that there is no network to compare with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuestionFigures {
    /// Its code.
    pub question: String,
    /// Distinct households that answered.
    pub answered: Figure,
    /// By option, in the question's order.
    pub options: Vec<OptionFigures>,
}

/// How a message was taken. The messages are the campaign's own, so that there is no network to compare with: compare with
/// the campaign as a whole, that is with `found_useful.share` and `intends_to_act.share`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MessageFigures {
    /// Its language and version, `fr/1`; `none`: an interview without a message.
    pub message: String,
    /// Distinct households that heard it.
    pub households: Figure,
    /// Those of them that found it useful.
    pub found_useful: Figure,
    /// Their share.
    #[schema(minimum = 0, maximum = 1)]
    pub useful_share: Option<f64>,
    /// Those of them that meant to act.
    pub intends_to_act: Figure,
    /// Their share.
    #[schema(minimum = 0, maximum = 1)]
    pub intends_share: Option<f64>,
}

/// Interviews in a language. How they were taken is told by the language of the message (`messages`), and not by the one that
/// was spoken: few speak some, and who they are is easily known.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LanguageFigures {
    /// The language (BCP 47), or `other` for those that are not listed and those that are not known.
    pub language: String,
    /// Distinct households interviewed in it.
    #[serde(flatten)]
    pub outcome: OutcomeFigures,
}

/// How doors open at some hours, beside the country's at the same hours. A door that was tried at several hours stands in
/// each of them, so that a rate by hour is mostly lower than `funnel.contact_rate`, where a door counts as opened if it ever
/// opened: compare hours with each other and with the network's.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HourFigures {
    /// `weekday_morning` (before noon), `weekday_afternoon` (to five), `weekday_evening`, `saturday`, `sunday`.
    pub hours: String,
    /// Distinct households whose door was tried then.
    pub doors_tried: Figure,
    /// Where somebody opened then.
    pub doors_opened: Figure,
    /// Opened of tried.
    #[schema(minimum = 0, maximum = 1)]
    pub contact_rate: Option<f64>,
    /// The same of all campaigns in the country together; null, too, in releases from before the country's hours were told.
    #[schema(minimum = 0, maximum = 1)]
    pub network_contact_rate: Option<f64>,
}

/// The campaign in one of its neighbourhoods.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NeighbourhoodFigures {
    /// The neighbourhood's code.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub code: String,
    /// From doors to interviews; the network's rate is the country's.
    pub funnel: FunnelFigures,
    /// Households that found it useful; the network's share is the country's.
    pub found_useful: OutcomeFigures,
    /// Households that meant to act; the network's share is the country's.
    pub intends_to_act: OutcomeFigures,
}

/// A campaign's figures in a closed period.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeriodResults {
    /// The quarter or year.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The vintage of the neighbourhoods that were counted; a campaign over two vintages has results of each.
    #[schema(minimum = 2015, maximum = 2100)]
    pub vintage: i32,
    /// The release that holds them.
    pub release_id: Uuid,
    /// From doors to interviews.
    pub funnel: FunnelFigures,
    /// Households that found it useful.
    pub found_useful: OutcomeFigures,
    /// Households that learned something.
    pub learned_something: OutcomeFigures,
    /// Households that meant to take an action.
    pub intends_to_act: OutcomeFigures,
    /// Households of which it was told in the period what became of their intention.
    pub followed_up: Figure,
    /// Those of them that acted.
    pub acted: Figure,
    /// Acted, of those followed up.
    #[schema(minimum = 0, maximum = 1)]
    pub acted_share: Option<f64>,
    /// The same share of all campaigns in the country together.
    #[schema(minimum = 0, maximum = 1)]
    pub network_acted_share: Option<f64>,
    /// Answers to the campaign's questions: the residents' feedback to the partner in coded form. Nothing that was noted in
    /// words is told.
    pub questions: Vec<QuestionFigures>,
    /// Which message and version worked.
    pub messages: Vec<MessageFigures>,
    /// In which languages residents were reached.
    pub languages: Vec<LanguageFigures>,
    /// When doors open.
    pub hours: Vec<HourFigures>,
    /// By neighbourhood.
    pub neighbourhoods: Vec<NeighbourhoodFigures>,
}

/// What came of a campaign, by closed period: protected counts of distinct households, the same for all that read them.
/// Residents who open and talk are those who chose to; do not extrapolate to those who were not met.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = example)]
pub struct CampaignResults {
    /// Which campaign.
    pub campaign_id: Uuid,
    /// By period, oldest first, a year after its quarters; empty until a release holds the campaign. Do not read quarters
    /// and years as one trend: a year counts a household once, and its door as opened if it ever opened in the year.
    pub periods: Vec<PeriodResults>,
}

/// Finds figures of a location.
struct Found<'f> {
    figures: &'f [ReleaseFigure],
    place: Option<&'f str>,
}

impl Found<'_> {
    fn get(&self, table: Table, item: &str) -> Figure {
        let found = self.figures.iter().find(|figure| {
            figure.table == table && figure.item == item && figure.place.as_deref() == self.place
        });
        found.map_or(Figure::WITHHELD, |figure| Figure::from((figure.value, figure.status)))
    }

    fn share(&self, table: Table, item: &str) -> Option<f64> {
        self.get(table, item).share_of(self.get(Table::HouseholdsMet, ""))
    }

    fn outcome(&self, table: Table, item: &str, network: &Found<'_>) -> OutcomeFigures {
        let households = self.get(table, item);
        OutcomeFigures {
            households,
            share: self.share(table, item),
            network_share: network.share(table, item),
        }
    }

    fn funnel(&self, network: &Found<'_>) -> FunnelFigures {
        let (tried, opened) = (self.get(Table::DoorsTried, ""), self.get(Table::DoorsOpened, ""));
        let interviewed = self.get(Table::DoorsInterviewed, "");
        FunnelFigures {
            households_met: self.get(Table::HouseholdsMet, ""),
            contact_rate: opened.share_of(tried),
            network_contact_rate: network
                .get(Table::DoorsOpened, "")
                .share_of(network.get(Table::DoorsTried, "")),
            interview_rate: interviewed.share_of(opened),
            network_interview_rate: network
                .get(Table::DoorsInterviewed, "")
                .share_of(network.get(Table::DoorsOpened, "")),
            doors_tried: tried,
            doors_opened: opened,
            doors_interviewed: interviewed,
        }
    }

    fn questions(&self, campaign: &release::ReleaseCampaign) -> Vec<QuestionFigures> {
        let question = |(question, options): &(String, Vec<String>)| {
            let answered = self.get(Table::Answers, question);
            let option = |option: &String| {
                let households = self.get(Table::Answers, &format!("{question}/{option}"));
                OptionFigures { option: option.clone(), households, share: households.share_of(answered) }
            };
            let options = options.iter().map(option).collect();
            QuestionFigures { question: question.clone(), answered, options }
        };
        campaign.questions.iter().map(question).collect()
    }

    fn message(&self, message: String) -> MessageFigures {
        let households = self.get(Table::Messages, &message);
        let found_useful = self.get(Table::MessagesUseful, &message);
        let intends_to_act = self.get(Table::MessagesIntend, &message);
        MessageFigures {
            useful_share: found_useful.share_of(households),
            intends_share: intends_to_act.share_of(households),
            message,
            households,
            found_useful,
            intends_to_act,
        }
    }

    fn hours(&self, band: HourBand, network: &Found<'_>) -> HourFigures {
        let hours = band.as_str().to_owned();
        let [tried, opened] = [Table::HoursTried, Table::HoursOpened];
        let (doors_tried, doors_opened) = (self.get(tried, &hours), self.get(opened, &hours));
        let contact_rate = doors_opened.share_of(doors_tried);
        let network_contact_rate = network.get(opened, &hours).share_of(network.get(tried, &hours));
        HourFigures { hours, doors_tried, doors_opened, contact_rate, network_contact_rate }
    }
}

impl PeriodResults {
    fn new(id: CampaignId, found: CampaignFigures) -> Option<Self> {
        let CampaignFigures { release, own, network } = found;
        let campaign = release.frame.as_ref()?.campaigns.iter().find(|campaign| campaign.id == id)?;
        let found = Found { figures: &own, place: None };
        let network = Found { figures: &network, place: Some(release::NATION) };
        let (followed_up, acted) = (found.get(Table::FollowedUp, ""), found.get(Table::Acted, ""));
        let neighbourhood = |code: &palier_domain::code::NeighbourhoodCode| {
            let here = Found { figures: &own, place: Some(code.as_str()) };
            NeighbourhoodFigures {
                code: code.to_string(),
                funnel: here.funnel(&network),
                found_useful: here.outcome(Table::FoundUseful, "", &network),
                intends_to_act: here.outcome(Table::IntendsToAct, "", &network),
            }
        };
        let language = |language: String| {
            let outcome = found.outcome(Table::Languages, &language, &network);
            LanguageFigures { language, outcome }
        };
        Some(Self {
            period: release.period.to_string(),
            vintage: release.vintage,
            release_id: release.id.0,
            funnel: found.funnel(&network),
            found_useful: found.outcome(Table::FoundUseful, "", &network),
            learned_something: found.outcome(Table::LearnedSomething, "", &network),
            intends_to_act: found.outcome(Table::IntendsToAct, "", &network),
            followed_up,
            acted,
            acted_share: acted.share_of(followed_up),
            network_acted_share: network.get(Table::Acted, "").share_of(network.get(Table::FollowedUp, "")),
            questions: found.questions(campaign),
            messages: Table::Messages.items(Some(campaign)).into_iter().map(|m| found.message(m)).collect(),
            languages: Table::Languages.items(None).into_iter().map(language).collect(),
            hours: HourBand::ALL.iter().map(|band| found.hours(*band, &network)).collect(),
            neighbourhoods: campaign.neighbourhoods.iter().map(neighbourhood).collect(),
        })
    }
}

/// Says of which period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResultsQuery {
    /// Only this quarter or year; all that were published, if it is left out.
    #[param(value_type = Option<codes::Period>, inline)]
    pub period: Option<String>,
}

/// Get a campaign's results
///
/// What its partner needs to change how it speaks and works: how many doors opened and when, who was reached in which
/// language, which message and version was found useful and made people mean to act, what was answered, what was done
/// afterwards. The network's share stands beside what is told of the whole country, too: doors, hours, interviews,
/// languages, outcomes. Messages and answers to the campaign's own questions are told of campaigns alone; compare these with
/// the campaign's own total. Only the campaign's partner and the operator read it. As a table:
/// `GET /v1/releases/{id}/figures?campaign_id=` with `Accept: text/csv`.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id."), ResultsQuery),
    security(("oauth2" = ["releases:read"])),
    responses((status = 200, description = "The results.", body = CampaignResults)),
)]
#[get("/campaigns/{id}/results")]
pub async fn get_campaign_results(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<CampaignId>,
    query: Query<ResultsQuery>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let period = period(query.0.period)?;
    let found = run::read(&app, move |tx| figures::of_campaign(tx, &who, (id.0, period))).await?;
    let periods = found.into_iter().filter_map(|found| PeriodResults::new(id.0, found));
    let results = CampaignResults { campaign_id: id.0.0, periods: periods.collect() };
    reply::conditional_by_content(&known, &results)
}
