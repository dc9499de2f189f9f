//! What is read of a release, and by whom.

use palier_tests::{
    both,
    field::{
        releases::{published, team, team_of, team_since, tell_truly},
        visits,
    },
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The line of a theme.
fn line<'l>(lines: &'l [Value], place: &str, theme: &Value) -> &'l Value {
    lines.iter().find(|line| line["place"] == place && line["theme"] == *theme).expect("a line")
}

/// What a line tells of households, and with which status; what is not told is empty in a table.
fn told(line: &Value) -> (String, String) {
    let households = &line["households"];
    let value = households["value"].as_u64().map(|value| value.to_string()).unwrap_or_default();
    (value, households["status"].as_str().expect("a status").to_owned())
}

/// The same by the lines of a table.
fn told_by_table(csv: &str) -> Vec<(String, String)> {
    let mut rows = csv.lines().map(|row| row.split(','));
    let columns: Vec<&str> = rows.next().expect("a header").collect();
    let at = |name: &str| columns.iter().position(|column| *column == name).expect("a column");
    let (value, status) = (at("households"), at("households_status"));
    rows.map(|row| {
        let cells: Vec<&str> = row.collect();
        (cells[value].to_owned(), cells[status].to_owned())
    })
    .collect()
}

/// What makes an interview a door where nobody opened.
fn nobody_there() -> Value {
    json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null})
}

/// A campaign's own shares in a period, each with the network's beside it: of doors that opened, of interviews behind
/// them, of interviews that were useful, in Arabic and in French.
fn shares(period: &Value) -> [(&Value, &Value); 5] {
    let (funnel, useful) = (&period["funnel"], &period["found_useful"]);
    let language = |code: &str| {
        let mut all = period["languages"].as_array().expect("a list").iter();
        let of = all.find(|of| of["language"] == code).expect(code);
        (&of["share"], &of["network_share"])
    };
    [
        (&funnel["contact_rate"], &funnel["network_contact_rate"]),
        (&funnel["interview_rate"], &funnel["network_interview_rate"]),
        (&useful["share"], &useful["network_share"]),
        language("ar"),
        language("fr"),
    ]
}

/// A part and its whole.
type Part = (f64, f64);

/// What their share may be told as: both are rounded by 4 at most, and the share to three decimals.
fn told_as((part, whole): Part) -> std::ops::RangeInclusive<f64> {
    (part - 4.0) / (whole + 4.0) - 0.001..=(part + 4.0) / (whole - 4.0) + 0.001
}

/// Holds a share, and the network's beside it, against the counts behind them; how many of the two are told.
fn stand_apart((share, network): (&Value, &Value), (own, both): (Part, Part)) -> usize {
    let (own, both) = (told_as(own), told_as(both));
    assert!(own.end() < both.start() || both.end() < own.start(), "too near: {own:?} {both:?}");
    let holds = |share: &Value, range: &std::ops::RangeInclusive<f64>| {
        let told = share.as_f64();
        assert!(told.is_none_or(|told| range.contains(&told)), "{share} is not in {range:?}");
        usize::from(told.is_some())
    };
    holds(share, &own) + holds(network, &both)
}

both! {
    async fn a_municipality_pulls_the_needs_of_its_neighbourhoods(app) {
        let team = team(app).await;
        let need = json!({"needs": [{"id": Uuid::now_v7(), "theme": "palier:eau--facture", "urgency": "normal"}]});
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        for number in 0..40 {
            let mut need = need.clone();
            need["needs"][0]["id"] = json!(Uuid::now_v7());
            team.meet(app, (2 + number, 1), ("2026-02-11T16:00:00Z", need)).await;
        }
        published(app, "2026-Q1").await;
        let path = "/v1/neighbourhoods/QN09901N/needs?period=2026-Q1";
        let lines = app.as_municipality().all(path, 50).await;
        let any = line(&lines, "QN09901N", &Value::Null);
        let water = line(&lines, "QN09901N", &json!("palier:eau"));
        tell_truly(&[(&any["households"], 40), (&any["households_met"], 100), (&water["households"], 40)]);
        let none = &line(&lines, "QN09901N", &json!("sante"))["households"];
        assert_eq!(none, &json!({"value": null, "status": "withheld"}), "zero is not told apart");
        // The commune and its neighbourhoods; those without a campaign are publicly empty.
        let lines = app.as_municipality().all("/v1/municipalities/99001/needs?period=2026-Q1", 200).await;
        let bills = line(&lines, "99001", &json!("palier:eau--facture"));
        tell_truly(&[(&bills["households"], 40), (&bills["households_met"], 100), (&bills["doors_tried"], 100)]);
        let idle = lines.iter().find(|line| line["households"]["status"] == "structural_zero").expect("an idle one");
        assert_eq!(idle["households"]["value"], 0);
        // Themes are told from communes upwards; one that there is not is a mistake.
        let of = async |theme: &str| app.as_municipality().get(&format!("{path}&theme={theme}")).await;
        assert_eq!(of("palier:eau--facture").await.expect(200).json()["items"], json!([]));
        assert_eq!(of("palier:eau").await.expect(200).json()["items"].as_array().expect("a list").len(), 1);
        let errors = of("nonsense").await.problem(400, "invalid_parameters")["errors"].clone();
        assert_eq!((&errors[0]["parameter"], &errors[0]["code"]), (&json!("theme"), &json!("unknown_reference")));
        // As a table and as a map.
        let csv = app.as_municipality().get(path).header("accept", "text/csv").await.expect(200).text();
        assert!(csv.starts_with("period,vintage,level,place,theme,households,households_status,"), "{csv}");
        let lines = app.as_municipality().all(path, 200).await;
        assert_eq!(csv.lines().count(), 1 + lines.len());
        assert_eq!(told_by_table(&csv), lines.iter().map(told).collect::<Vec<_>>());
        let map = app.as_municipality().get(path).header("accept", "application/geo+json").await.expect(200).json();
        assert_eq!(map["features"][0]["geometry"]["type"], "MultiPolygon");
        let features = map["features"].as_array().expect("features").iter();
        assert_eq!(features.map(|feature| feature["properties"].clone()).collect::<Vec<_>>(), lines);
        // Who has no places reads the country's, as it does in releases.
        let country = app.as_partner().all("/v1/needs/export?period=2026-Q1", 200).await;
        assert!(country.iter().all(|line| line["level"] == "nation") && !country.is_empty(), "{country:?}");
        tell_truly(&[(&line(&country, "FR", &Value::Null)["households"], 40)]);
        assert_eq!(app.as_app_publisher().all("/v1/needs/export?period=2026-Q1", 200).await, country);
    }

    async fn c69_withheld_is_null_with_a_status_and_rows_do_not_tell(app) {
        let team = team(app).await;
        team.meet(app, (1, 3), ("2026-02-10T16:00:00Z", json!({}))).await;
        let path = published(app, "2026-Q1").await;
        let three = app.as_operator().all(&format!("{path}/figures"), 200).await;
        assert!(three.iter().all(|figure| figure["value"].is_null() && figure["status"] == "withheld"));
        // Nobody was met there, or three were: the same rows.
        let other = published(app, "2026-Q2").await;
        let nobody = app.as_operator().all(&format!("{other}/figures"), 200).await;
        assert_eq!(three, nobody);
    }

    async fn c09_figures_of_others_are_not_shown(app) {
        let team = team(app).await;
        team.meet(app, (1, 40), ("2026-02-10T16:00:00Z", json!({}))).await;
        let path = published(app, "2026-Q1").await;
        let needs = "/v1/neighbourhoods/QN09901N/needs";
        for stranger in [app.as_other_municipality(), app.as_partner(), app.as_client(&app.seed().app_publisher.live)] {
            stranger.get(needs).await.problem(404, "not_found");
            stranger.get("/v1/municipalities/99001/needs").await.problem(404, "not_found");
        }
        let results = format!("/v1/campaigns/{}/results", team.campaign);
        app.as_partner().get(&results).await.expect(200);
        for stranger in [app.as_other_partner(), app.as_municipality()] {
            stranger.get(&results).await.problem(404, "not_found");
        }
        let seen = async |caller: palier_tests::Caller<'_>| caller.all(&format!("{path}/figures"), 200).await;
        let own = |figure: &Value| figure["campaign_id"] == team.campaign.as_str() || figure["level"] == "nation";
        assert!(seen(app.as_partner()).await.iter().all(own));
        let foreign = seen(app.as_other_partner()).await;
        assert!(!foreign.is_empty() && foreign.iter().all(|figure| figure["level"] == "nation"));
        let here = seen(app.as_municipality()).await;
        assert!(here.iter().all(|figure| figure["campaign_id"].is_null()));
        assert!(here.iter().any(|figure| figure["place"] == "QN09901N"));
        let elsewhere = seen(app.as_other_municipality()).await;
        assert!(elsewhere.iter().all(|figure| figure["place"] != "QN09901N" && figure["place"] != "99001"));
    }

    async fn a_partner_reads_what_came_of_its_campaign(app) {
        let team = team(app).await;
        team.meet(app, (1, 80), ("2026-02-10T16:00:00Z", json!({}))).await;
        let doubtful = json!({"found_useful": false, "language": "ar"});
        team.meet(app, (2, 40), ("2026-02-14T10:00:00Z", doubtful)).await;
        team.meet(app, (3, 40), ("2026-02-14T11:00:00Z", nobody_there())).await;
        published(app, "2026-Q1").await;
        let path = format!("/v1/campaigns/{}/results?period=2026-Q1", team.campaign);
        let results = app.as_partner().get(&path).await.expect(200).json();
        let period = &results["periods"][0];
        if let Some(share) = period["found_useful"]["share"].as_f64() {
            assert!((0.58..0.76).contains(&share), "{share}");
        }
        let found_useful = &period["found_useful"];
        assert_eq!(found_useful["network_share"], found_useful["share"], "the only campaign");
        let funnel = &period["funnel"];
        assert_eq!(funnel["network_interview_rate"], funnel["interview_rate"], "the only campaign");
        let of = |list: &str, name: &str, value: &str| {
            let all = period[list].as_array().expect("a list").clone();
            all.into_iter().find(|entry| entry[name] == value).expect(value)
        };
        tell_truly(&[
            (&period["funnel"]["households_met"], 120),
            (&found_useful["households"], 80),
            (&of("languages", "language", "ar")["households"], 40),
            (&of("hours", "hours", "saturday")["doors_tried"], 80),
            (&of("hours", "hours", "saturday")["doors_opened"], 40),
            (&of("messages", "message", "fr/1")["found_useful"], 80),
        ]);
        let saturday = of("hours", "hours", "saturday");
        assert_eq!(saturday["network_contact_rate"], saturday["contact_rate"], "the only campaign");
        let here = &period["neighbourhoods"][0];
        assert_eq!(here["code"], "QN09901N");
        assert_eq!(here["found_useful"]["network_share"], found_useful["network_share"], "the country's");
        assert_eq!(period["network_acted_share"], period["acted_share"], "the only campaign");
    }

    async fn each_partner_reads_its_own_shares_beside_those_of_both_campaigns(app) {
        let declined = visits::with(nobody_there(), &json!({"outcome": "declined"}));
        let campaign = samples::campaign_with(json!({"starts_on": "2026-01-05", "ends_on": "2099-12-31"}));
        let (own, other) = (team(app).await, team_of(app, &app.as_other_partner(), campaign).await);
        let of_own = [
            (100, json!({})),
            (30, json!({"language": "ar"})),
            (30, json!({"found_useful": false})),
            (20, declined.clone()),
            (40, nobody_there()),
        ];
        let of_other = [
            (20, json!({})),
            (40, json!({"found_useful": false, "language": "ar"})),
            (60, declined),
            (120, nobody_there()),
        ];
        for (team, doors) in [(&own, &of_own[..]), (&other, &of_other[..])] {
            for (sequence, (count, changes)) in (1..).zip(doors) {
                team.meet(app, (sequence, *count), ("2026-02-10T16:00:00Z", changes.clone())).await;
            }
        }
        published(app, "2026-Q1").await;
        let both = [(300.0, 460.0), (220.0, 300.0), (150.0, 220.0), (70.0, 220.0), (150.0, 220.0)];
        let own_parts = [(180.0, 220.0), (160.0, 180.0), (130.0, 160.0), (30.0, 160.0), (130.0, 160.0)];
        let other_parts = [(120.0, 240.0), (60.0, 120.0), (20.0, 60.0), (40.0, 60.0), (20.0, 60.0)];
        let mut told = 0;
        for (partner, team, parts) in [
            (app.as_partner(), &own, own_parts),
            (app.as_other_partner(), &other, other_parts),
        ] {
            let path = format!("/v1/campaigns/{}/results?period=2026-Q1", team.campaign);
            let results = partner.get(&path).await.expect(200).json();
            let shares = shares(&results["periods"][0]).into_iter();
            let truth = parts.into_iter().zip(both);
            told += shares.zip(truth).map(|(shares, truth)| stand_apart(shares, truth)).sum::<usize>();
        }
        // Of twenty: a figure may be withheld without need, and no more than six rest on the same one.
        assert!(told >= 10, "{told} shares are told");
    }

    async fn the_hours_of_a_campaign_stand_beside_those_of_the_country(app) {
        let (own, other) = (team(app).await, team_since(app, "2026-01-01").await);
        for (team, met, not_met) in [(&own, 60, 40), (&other, 40, 120)] {
            team.meet(app, (1, met), ("2026-02-14T10:00:00Z", json!({}))).await;
            team.meet(app, (2, not_met), ("2026-02-14T11:00:00Z", nobody_there())).await;
            // Where all doors are tried on Saturdays, that nobody's was on another day may not be told.
            team.meet(app, (3, 30), ("2026-02-10T16:00:00Z", json!({}))).await;
        }
        let release = published(app, "2026-Q1").await;
        let figures = app.as_partner().all(&format!("{release}/figures"), 200).await;
        let of_country = |table: &str| {
            let hours = figures.iter().filter(|figure| figure["table"] == table && figure["campaign_id"].is_null());
            let hours: Vec<&Value> = hours.collect();
            assert!(hours.len() == 5 && hours.iter().all(|figure| figure["level"] == "nation"), "{hours:?}");
            hours.into_iter().find(|figure| figure["item"] == "saturday").expect("Saturdays")
        };
        let (tried, opened) = (of_country("hours_tried"), of_country("hours_opened"));
        let path = format!("/v1/campaigns/{}/results?period=2026-Q1", own.campaign);
        let results = app.as_partner().get(&path).await.expect(200).json();
        let hours = results["periods"][0]["hours"].as_array().expect("hours");
        let saturday = hours.iter().find(|hours| hours["hours"] == "saturday").expect("Saturdays");
        let told = [(tried, 260), (opened, 100), (&saturday["doors_tried"], 100), (&saturday["doors_opened"], 60)];
        tell_truly(&told);
        let network = tried["value"].as_f64().zip(opened["value"].as_f64()).map(|(tried, opened)| opened / tried);
        let rate = saturday["network_contact_rate"].as_f64();
        assert_eq!(rate.is_some(), network.is_some());
        assert!(rate.zip(network).is_none_or(|(rate, of_country)| (rate - of_country).abs() < 0.001), "{saturday}");
        // Nobody was there on a Sunday, which is not told apart from a few.
        let sunday = hours.iter().find(|hours| hours["hours"] == "sunday").expect("Sundays");
        assert_eq!(sunday["network_contact_rate"], Value::Null);
    }
}
