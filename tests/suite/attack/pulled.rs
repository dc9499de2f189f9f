//! What clients of different organisations are answered, put together.

use std::collections::{BTreeMap, HashMap};

use palier_attack::making::Publication;
use palier_domain::{
    code::NeighbourhoodCode,
    ids::{CampaignId, OrganisationId},
    release::{Frame, Level, LiveStep, Place, ReleaseCampaign},
};
use palier_tests::{App, Caller};
use serde_json::Value;
use uuid::Uuid;

use super::plan::YEAR;

/// Whose campaign one is, by its number.
pub fn partner_of(app: &App, number: usize) -> Caller<'_> {
    if number.is_multiple_of(2) { app.as_partner() } else { app.as_other_partner() }
}

/// The live progress of a campaign in a quarter.
pub async fn progress(partner: &Caller<'_>, campaign: CampaignId, quarter: &str) -> Vec<LiveStep> {
    let path = format!("/v1/campaigns/{campaign}/progress?period={quarter}");
    let progress = partner.get(&path).await.expect(200).json();
    list(&progress, "steps").map(|told| step(told, campaign)).collect()
}

/// Everything that is published of the year: to two partners, two municipalities, the publisher of an app, and the public.
pub async fn pull(app: &App, campaigns: &[CampaignId]) -> Vec<Publication> {
    let mut pulled = Pulled { publications: BTreeMap::new() };
    let clients = [
        app.as_partner(),
        app.as_other_partner(),
        app.as_municipality(),
        app.as_other_municipality(),
        app.as_app_publisher(),
    ];
    for client in &clients {
        pulled.releases(client).await;
    }
    let municipalities =
        [(&clients[2], "99001", vec!["QN09901N", "QN09902N"]), (&clients[3], "99003", vec!["QN09904N"])];
    for (municipality, commune, neighbourhoods) in municipalities {
        pulled.needs(municipality, &format!("/v1/municipalities/{commune}/needs")).await;
        pulled.needs(municipality, "/v1/needs/export").await;
        for neighbourhood in neighbourhoods {
            pulled.needs(municipality, &format!("/v1/neighbourhoods/{neighbourhood}/needs")).await;
        }
    }
    for (number, campaign) in campaigns.iter().enumerate() {
        pulled.campaign(&partner_of(app, number), *campaign).await;
    }
    pulled.impact(&app.anonymous()).await;
    pulled.publications.into_values().collect()
}

struct Pulled {
    /// By period: the year, before its quarters.
    publications: BTreeMap<String, Publication>,
}

impl Pulled {
    async fn releases(&mut self, client: &Caller<'_>) {
        for release in client.all("/v1/releases?status=published", 50).await {
            let (id, period) = (text(&release, "id"), text(&release, "period"));
            let structure = client.get(&format!("/v1/releases/{id}/structure")).await.expect(200).json();
            let publication = self.publications.entry(period.to_owned()).or_insert_with(|| Publication {
                edition: period.to_owned(),
                frame: Frame { places: list(&structure, "places").map(place).collect(), ..Frame::default() },
                figures: HashMap::new(),
            });
            let frame = &mut publication.frame;
            for known in list(&structure, "campaigns").map(campaign) {
                if !frame.campaigns.contains(&known) {
                    frame.campaigns.push(known);
                }
            }
            for told in list(&structure, "steps") {
                let told = step(told, CampaignId(uuid(told, "campaign_id")));
                if !frame.steps.contains(&told) {
                    frame.steps.push(told);
                }
            }
            frame.steps.sort_by_key(|step| (step.campaign_id, step.on));
            for figure in client.all(&format!("/v1/releases/{id}/figures"), 200).await {
                let item = figure["item"].as_str().unwrap_or_default();
                self.tell(period, (&location(&figure), text(&figure, "table"), item), &figure);
            }
        }
    }

    /// One figure, which is the same whoever is told of it, and where.
    fn tell(&mut self, period: &str, (location, table, item): (&str, &str, &str), figure: &Value) {
        let Some(value) = figure["value"].as_u64().filter(|_| figure["status"] == "published") else {
            return;
        };
        let value = u32::try_from(value).expect("a small number");
        let figures = &mut self.publications.get_mut(period).expect("a period that is published").figures;
        let key = format!("{location}|{table}/{item}");
        let before = figures.insert(key.clone(), value);
        assert!(before.is_none_or(|before| before == value), "{period} {key}: {before:?} and {value}");
    }

    async fn needs(&mut self, municipality: &Caller<'_>, path: &str) {
        let periods: Vec<String> = self.publications.keys().cloned().collect();
        for period in periods {
            for row in municipality.all(&format!("{path}?period={period}"), 200).await {
                let at = format!("{}:{}", text(&row, "level"), text(&row, "place"));
                let (table, item) = match row["theme"].as_str() {
                    None => ("needs", "any"),
                    Some(theme) if theme.contains("--") => ("needs_theme", theme),
                    Some(parent) => ("needs_parent", parent),
                };
                self.tell(&period, (&at, table, item), &row["households"]);
                for table in ["households_met", "doors_tried", "doors_opened"] {
                    self.tell(&period, (&at, table, ""), &row[table]);
                }
            }
        }
    }

    /// Its results, its statement, and its live progress, of which the releases tell, too.
    async fn campaign(&mut self, partner: &Caller<'_>, id: CampaignId) {
        let at = format!("campaign:{id}");
        let results = partner.get(&format!("/v1/campaigns/{id}/results")).await.expect(200).json();
        for told in list(&results, "periods") {
            self.results(&at, told);
        }
        let statement = partner.get(&format!("/v1/campaigns/{id}/statement")).await.expect(200).json();
        for line in list(&statement, "lines") {
            self.tell(text(line, "quarter"), (&at, text(line, "measure"), ""), &line["delivered"]);
        }
        for quarter in 1..=4 {
            let quarter = format!("{YEAR}-Q{quarter}");
            let read = progress(partner, id, &quarter).await;
            let steps = self.publications[&quarter].frame.steps.iter();
            let steps: Vec<_> = steps.filter(|step| step.campaign_id == id).cloned().collect();
            assert_eq!(read, steps, "live progress stands as it was told");
        }
    }

    fn results(&mut self, at: &str, told: &Value) {
        let period = text(told, "period");
        self.funnel(period, at, told);
        let outcomes = ["learned_something", "followed_up", "acted"];
        for (table, figure) in outcomes.map(|table| (table, &told[table])) {
            // Outcomes stand beside their share, and what became of them does not.
            let figure = figure.get("households").unwrap_or(figure);
            self.tell(period, (at, table, ""), figure);
        }
        for place in list(told, "neighbourhoods") {
            self.funnel(period, &format!("{at}:{}", text(place, "code")), place);
        }
        for hours in list(told, "hours") {
            let band = text(hours, "hours");
            self.tell(period, (at, "hours_tried", band), &hours["doors_tried"]);
            self.tell(period, (at, "hours_opened", band), &hours["doors_opened"]);
        }
        for spoken in list(told, "languages") {
            self.tell(period, (at, "languages", text(spoken, "language")), &spoken["households"]);
        }
        for heard in list(told, "messages") {
            let message = text(heard, "message");
            self.tell(period, (at, "messages", message), &heard["households"]);
            self.tell(period, (at, "messages_useful", message), &heard["found_useful"]);
            self.tell(period, (at, "messages_intend", message), &heard["intends_to_act"]);
        }
        for asked in list(told, "questions") {
            let question = text(asked, "question");
            self.tell(period, (at, "answers", question), &asked["answered"]);
            for option in list(asked, "options") {
                let item = format!("{question}/{}", text(option, "option"));
                self.tell(period, (at, "answers", &item), &option["households"]);
            }
        }
    }

    /// What a campaign, and each of its neighbourhoods, has.
    fn funnel(&mut self, period: &str, at: &str, told: &Value) {
        for table in ["doors_tried", "doors_opened", "doors_interviewed", "households_met"] {
            self.tell(period, (at, table, ""), &told["funnel"][table]);
        }
        for table in ["found_useful", "intends_to_act"] {
            self.tell(period, (at, table, ""), &told[table]["households"]);
        }
    }

    async fn impact(&mut self, public: &Caller<'_>) {
        let series = public.get("/v1/impact/series").await.expect(200).json();
        for impact in list(&series, "periods") {
            for indicator in list(impact, "indicators") {
                let (table, item) = match text(indicator, "name") {
                    "needs_raised" => ("needs", "any"),
                    "needs_met" => ("needs_ended", "met"),
                    "referrals_resolved" => ("referrals_ended", "resolved"),
                    table => (table, ""),
                };
                self.tell(text(impact, "period"), ("nation:FR", table, item), &indicator["numerator"]);
            }
            for range in list(&impact["referral_days"], "ranges") {
                let days = ("nation:FR", "referral_days", text(range, "days"));
                self.tell(text(impact, "period"), days, &range["numerator"]);
            }
            let alone = public.get(&format!("/v1/impact?period={}", text(impact, "period"))).await;
            assert_eq!(alone.expect(200).json(), *impact);
        }
    }
}

/// Where a figure of a release counts.
fn location(figure: &Value) -> String {
    match (figure["campaign_id"].as_str(), figure["place"].as_str()) {
        (Some(campaign), None) => format!("campaign:{campaign}"),
        (Some(campaign), Some(place)) => format!("campaign:{campaign}:{place}"),
        (None, _) => format!("{}:{}", text(figure, "level"), text(figure, "place")),
    }
}

fn place(place: &Value) -> Place {
    Place {
        code: text(place, "code").to_owned(),
        level: Level::parse(text(place, "level")).expect("a level"),
        parent: place["parent"].as_str().map(str::to_owned),
        active: place["active"] == true,
    }
}

fn campaign(campaign: &Value) -> ReleaseCampaign {
    let texts = |value: &Value, name: &str| -> Vec<String> {
        list(value, name).map(|text| text.as_str().expect("a text").to_owned()).collect()
    };
    let code = |code: String| NeighbourhoodCode::new(code).expect("a code");
    let question = |question: &Value| (text(question, "code").to_owned(), texts(question, "options"));
    ReleaseCampaign {
        id: CampaignId(uuid(campaign, "id")),
        // Whose it is helps nobody to conclude anything.
        organisation_id: OrganisationId(Uuid::nil()),
        neighbourhoods: texts(campaign, "neighbourhood_codes").into_iter().map(code).collect(),
        questions: list(campaign, "questions").map(question).collect(),
        messages: texts(campaign, "messages"),
    }
}

fn step(told: &Value, campaign_id: CampaignId) -> LiveStep {
    let number = |name: &str| u32::try_from(told[name].as_u64().expect("a number")).expect("a small number");
    LiveStep {
        campaign_id,
        on: text(told, "told_on").parse().expect("a day"),
        doors_tried: number("doors_tried"),
        doors_opened: number("doors_opened"),
        doors_interviewed: number("doors_interviewed"),
    }
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value[name].as_array().unwrap_or_else(|| panic!("no {name} in {value}")).iter()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn uuid(value: &Value, name: &str) -> Uuid {
    text(value, name).parse().expect("an id")
}
