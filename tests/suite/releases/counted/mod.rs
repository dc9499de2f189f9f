//! What the tables of a release hold, against what the field recorded. The groups of households are of different sizes,
//! so that none is taken for another one, and neither they nor what is beside them is small.

mod ended;
mod said;

use std::collections::BTreeMap;

use palier_tests::{
    App,
    field::{
        releases::{Team, published, team_of},
        sync::{item, send},
    },
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Neighbourhoods in two communes. Even a table of one item tells of three sets of households: of each, and of both.
const PLACES: [&str; 2] = ["QN09901N", "QN09904N"];
/// Of a hundred figures so many are told at least. One set of households in two hundred is withheld without need, at all
/// levels and wherever it is read.
const PUBLISHED_PERCENT: usize = 75;
/// By how much a figure may be off.
const ROUNDED_BY: u64 = 4;
/// When everybody was entered, and visited.
const VISITED: &str = "2026-02-10T16:00:00Z";
/// Items of a batch.
const BATCH: usize = 400;

/// A campaign in some places, with the phone of one who goes there.
async fn team(app: &App, places: &[&str]) -> Team {
    let campaign = samples::campaign_with(json!({
        "neighbourhood_codes": places, "starts_on": "2026-01-05", "ends_on": "2099-12-31",
    }));
    team_of(app, &app.as_partner(), campaign).await
}

/// Enters a household of a place; its id.
fn enter(items: &mut Vec<Value>, place: &str) -> String {
    let id = Uuid::now_v7().to_string();
    items.push(item(
        "household",
        json!({
            "id": id, "occurred_at": VISITED, "neighbourhood_code": place, "building": "R", "stairwell": "1",
            "floor": 1, "door_label": format!("porte {id}"),
        }),
    ));
    id
}

fn id_of(body: &Value) -> String {
    body["id"].as_str().expect("an id").to_owned()
}

/// Sends all that a phone holds, which is taken.
async fn taken(app: &App, team: &Team, items: &[Value]) {
    for (items, sequence) in items.chunks(BATCH).zip(1..) {
        let results = send(app, &team.phone, sequence, items).await;
        let other = results.iter().find(|result| result["status"] != "applied");
        assert!(other.is_none(), "{other:?}");
    }
}

/// How many there are where a figure counts, of so many in each place.
fn there(figure: &Value, [first, second]: [u64; 2]) -> u64 {
    match figure["place"].as_str() {
        Some("QN09901N" | "99001") => first,
        Some("QN09904N" | "99003") => second,
        // The country, its department, and the campaign as a whole.
        Some("FR" | "99") | None => first + second,
        Some(_) => 0,
    }
}

/// What is read of the quarter.
struct Told {
    figures: Vec<Value>,
    results: Value,
    impact: Value,
}

impl Told {
    async fn of(app: &App, team: &Team) -> Self {
        let release = published(app, "2026-Q1").await;
        let figures = app.as_operator().all(&format!("{release}/figures"), 200).await;
        let path = format!("/v1/campaigns/{}/results?period=2026-Q1", team.campaign);
        let results = app.as_partner().get(&path).await.expect(200).json()["periods"][0].clone();
        let impact = app.anonymous().get("/v1/impact?period=2026-Q1").await.expect(200).json();
        Self { figures, results, impact }
    }

    fn figures(&self, (table, item): (&str, &str)) -> impl Iterator<Item = &Value> {
        let is_it = move |figure: &&Value| {
            figure["table"] == table && figure["item"].as_str().unwrap_or_default() == item
        };
        self.figures.iter().filter(is_it)
    }

    /// Holds the release against how many there are in each place: every figure of them, at whatever level, is off by no
    /// more than it may be, something is told of each table, and of all of them together most is.
    fn holds(&self, counts: &[((&str, &str), [u64; 2])]) {
        let mut all = 0;
        let mut by_table: BTreeMap<&str, usize> = BTreeMap::new();
        for (of, truth) in counts {
            let published = by_table.entry(of.0).or_default();
            let figures = self.figures(*of).map(|figure| (figure, there(figure, *truth)));
            for (figure, truth) in figures.filter(|(_, truth)| *truth > 0) {
                let value = figure["value"].as_u64();
                all += 1;
                *published += usize::from(value.is_some());
                let off = value.map_or(0, |value| value.abs_diff(truth));
                assert!(off <= ROUNDED_BY, "{figure} is told of {truth}");
            }
        }
        assert!(by_table.values().all(|published| *published > 0), "nothing is told of one: {by_table:?}");
        let published: usize = by_table.values().sum();
        assert!(published * 100 >= all * PUBLISHED_PERCENT, "{published} of {all} are told: {by_table:?}");
    }

    /// Holds what is shown elsewhere against the release's own figure of a place, or of the campaign.
    #[track_caller]
    fn shows(&self, shown: &Value, (place, of): (Option<&str>, (&str, &str))) {
        let own = self.figures(of).find(|figure| figure["place"].as_str() == place).expect("a figure");
        assert_eq!((&shown["value"], &shown["status"]), (&own["value"], &own["status"]), "{own}");
    }

    /// An indicator of the impact is that figure of the country, of that one.
    #[track_caller]
    fn indicates(&self, name: &str, (of, whole): ((&str, &str), (&str, &str))) {
        let mut all = self.impact["indicators"].as_array().expect("a list").iter();
        let indicator = all.find(|indicator| indicator["name"] == name).expect(name);
        self.shows(&indicator["numerator"], (Some("FR"), of));
        self.shows(&indicator["denominator"], (Some("FR"), whole));
    }
}
