//! What programmes have saved, as everybody reads it.

use palier_tests::{
    App, both,
    field::{
        meters::{reading_of, tariff},
        referrals::decision,
        releases::{published, tell_truly},
        sync::{item, phone, send},
    },
    process::{everybody, palier, printed},
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The quarter in which the programme's last day was a year ago.
const TOLD: &str = "2026-Q2";
/// Stairwells of the town; half of them wait.
const STAIRWELLS: usize = 32;

/// A programme in a street of two households a stairwell, half of the stairwells waiting; `before` is how the index is known
/// that a year before the visit was read of, and so many households of each arm are read.
async fn programme(app: &App, (before, read): (&str, usize)) -> String {
    let phone = phone(app).await;
    let households = enter(app, &phone).await;
    let dates = json!({"starts_on": "2025-04-01", "ends_on": "2025-06-15"});
    let campaign =
        app.as_partner().post("/v1/campaigns", samples::campaign_with(dates)).await.expect(201).id();
    for step in ["submit", "approve"] {
        app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/{step}")).await.expect(200);
    }
    let group = format!("/v1/campaigns/{campaign}/control-group");
    app.as_operator().post(&group, json!({"share_percent": 50, "seed": "tirage"})).await.expect(201);
    app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/start")).await.expect(200);
    app.as_operator().post("/v1/tariffs", tariff("2025-01-01", 4_000_000)).await.expect(201);
    let wells = app.as_operator().all(&format!("{group}/stairwells"), 200).await;
    let waits = |well: &str| wells.iter().any(|of| of["stairwell"] == well && of["arm"] == "control");
    let mut items = vec![];
    let mut done = [0, 0];
    for (place, (household, well)) in households.iter().enumerate() {
        let arm = usize::from(waits(well));
        done[arm] += 1;
        if done[arm] > read {
            continue;
        }
        // Litres a day of two people: 300, and then 40 less in the programme, 10 less elsewhere, give or take some.
        let less = [40.0, 10.0][arm] + [-4.0, -1.0, 3.0, 2.0, 0.0][place % 5];
        let year = |a_day: f64| a_day * 365.0 / 1_000.0;
        let litres = |index: f64| (index * 1_000.0).round() / 1_000.0;
        let mut first = reading_of(household, "2024-05-01", 100.0);
        first["source"] = json!(before);
        items.push(item("meter_reading", first));
        let turn = litres(100.0 + year(300.0));
        items.push(item("meter_reading", reading_of(household, "2025-05-01", turn)));
        let last = litres(turn + year(300.0 - less));
        items.push(item("meter_reading", reading_of(household, "2026-05-01", last)));
    }
    applied(&send(app, &phone, 2, &items).await);
    campaign
}

/// The households of the street, who agree to have their meters read.
async fn enter(app: &App, phone: &palier_tests::field::devices::Phone) -> Vec<(String, String)> {
    let (mut items, mut households) = (vec![], vec![]);
    for place in 0..2 * STAIRWELLS {
        let (id, well) = (Uuid::now_v7().to_string(), (place / 2).to_string());
        let occupants = json!({"under_3": 0, "from_3_to_17": 0, "from_18_to_64": 2, "from_65": 0});
        items.push(item(
            "household",
            json!({
                "id": id, "occurred_at": "2024-01-10T10:00:00Z", "neighbourhood_code": "QN09901N", "building": "S",
                "stairwell": well, "floor": 1, "door_label": format!("porte {id}"), "occupants": occupants,
            }),
        ));
        items.push(item("consent", decision(&id, "meter_data", "granted")));
        households.push((id, well));
    }
    applied(&send(app, phone, 1, &items).await);
    households
}

fn applied(results: &[Value]) {
    let other = results.iter().find(|result| result["status"] != "applied");
    assert!(other.is_none(), "{other:?}");
}

async fn read(app: &App) -> Vec<Value> {
    let savings = app.anonymous().get("/v1/impact/savings").await.expect(200).json();
    savings["programmes"].as_array().expect("a list").clone()
}

both! {
    async fn everybody_reads_what_a_programme_saved_as_its_release_tells_it(app) {
        assert_eq!(read(app).await, Vec::<Value>::new());
        let campaign = programme(app, ("read", 32)).await;
        published(app, "2026-Q1").await;
        assert_eq!(read(app).await, Vec::<Value>::new(), "it is told a year after its last day");
        published(app, TOLD).await;
        let told = read(app).await;
        let [water] = &told[..] else { panic!("one programme: {told:?}") };
        assert_eq!((&water["campaign_id"], &water["utility"]), (&json!(campaign), &json!("water")));
        assert_eq!((&water["unit"], &water["period"]), (&json!("m3"), &json!(TOLD)));
        let measured = &water["measured"];
        let pairs = ["treatment", "control"].map(|arm| &measured[arm]["households"]);
        tell_truly(&[(pairs[0], 32), (pairs[1], 32)]);
        // One of two hundred figures is withheld without need, and then nothing is told of the effect either.
        let both = pairs.iter().all(|figure| figure["status"] == "published");
        assert_eq!(water["status"], if both { "told" } else { "not_enough_data" });
        let effect = &water["effect"];
        assert_eq!(effect.is_object(), both);
        if both {
            // Fifteen litres a person and day less than in the stairwells that waited; 4 euros the cubic metre, two people.
            let volume = &effect["per_person_year"];
            assert!((-6..=-5).contains(&volume["value"].as_f64().map_or(0, |value| value as i64)), "{volume}");
            assert!(volume["high"].as_f64().is_some_and(|high| high < 0.0), "{volume}");
            let cents = effect["cents_per_household_year"]["value"].as_f64().expect("a price");
            assert!((-4_800.0..=-4_000.0).contains(&cents) && cents % 100.0 == 0.0, "{cents}");
            assert_eq!(measured["treatment"]["before"]["mean"], 55.0);
        }
        for quality in ["declared", "estimated"] {
            assert_eq!(water[quality]["treatment"]["households"], json!({"value": null, "status": "withheld"}));
        }
        // The release's own figures are the same, for those that may read them.
        let path = format!("/v1/releases/{}/figures?table=savings_pairs", water["release_id"].as_str().expect("an id"));
        let figures = app.as_partner().all(&path, 200).await;
        assert_eq!((figures.len(), app.as_other_partner().all(&path, 200).await.len()), (6, 0));
        assert_eq!(figures[0]["item"], "water/measured/treatment");
        assert_eq!(figures[0]["value"], pairs[0]["value"]);
    }

    async fn c68_a_programme_that_was_told_never_changes(app) {
        let _campaign = programme(app, ("read", 32)).await;
        published(app, TOLD).await;
        let before = app.anonymous().get("/v1/impact/savings").await.expect(200);
        assert_eq!(before.header("cache-control"), "public, max-age=3600");
        app.connect().execute("DELETE FROM meter_readings");
        app.connect().execute("UPDATE tariffs SET price_micros = 9000000");
        published(app, "2026-Q3").await;
        let after = app.anonymous().get("/v1/impact/savings").await.expect(200);
        assert_eq!(before.text(), after.text());
        let known = app.anonymous().get("/v1/impact/savings").header("if-none-match", &before.etag()).await;
        assert_eq!(known.status, 304);
    }

    async fn c67_an_audit_from_outside_looks_at_the_pairs_of_programmes(app) {
        let _campaign = programme(app, ("read", 32)).await;
        published(app, TOLD).await;
        let kept = app.folder().join("kept.json");
        let mut audit = palier(app);
        audit.args(["audit-release", "--url", app.url(), "--credentials"]).arg(everybody(app)).arg("--keep").arg(&kept);
        let report = printed(&mut audit);
        assert!(report.contains("violations            0"), "{report}");
        let kept: Value = serde_json::from_slice(&std::fs::read(kept).expect("kept")).expect("JSON");
        let release = &kept["releases"][0];
        assert_eq!(release["programmes"][0]["utility"], "water");
        let figures = release["figures"].as_array().expect("figures");
        assert_eq!(figures.iter().filter(|figure| figure["table"] == "savings_pairs").count(), 6);
    }

    async fn what_few_homes_used_is_not_told(app) {
        let _campaign = programme(app, ("read", 10)).await;
        published(app, TOLD).await;
        let told = read(app).await;
        assert_eq!((&told[0]["status"], &told[0]["effect"]), (&json!("not_enough_data"), &json!(null)));
        let nothing = json!({
            "households": {"value": null, "status": "withheld"}, "before": null, "after": null, "change": null,
        });
        for arm in ["treatment", "control"] {
            assert_eq!(told[0]["measured"][arm], nothing, "ten are told as none");
        }
    }

    async fn what_a_bill_says_makes_no_measured_pair(app) {
        let _campaign = programme(app, ("bill", 32)).await;
        published(app, TOLD).await;
        let told = read(app).await;
        assert_eq!((&told[0]["status"], &told[0]["effect"]), (&json!("not_enough_data"), &json!(null)));
        for arm in ["treatment", "control"] {
            assert_eq!(told[0]["measured"][arm]["households"], json!({"value": null, "status": "withheld"}));
        }
        let declared = ["treatment", "control"].map(|arm| &told[0]["declared"][arm]["households"]);
        tell_truly(&[(declared[0], 32), (declared[1], 32)]);
    }

    async fn who_withdraws_from_the_use_of_readings_is_in_no_pair(app) {
        let _campaign = programme(app, ("read", 32)).await;
        app.connect().execute("UPDATE consents SET decision = 'refused'");
        published(app, TOLD).await;
        let told = read(app).await;
        for arm in ["treatment", "control"] {
            assert_eq!(told[0]["measured"][arm]["households"]["status"], "withheld");
        }
    }
}
