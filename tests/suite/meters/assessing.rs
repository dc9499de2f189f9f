//! Diagnoses, and what they come to.

use palier_tests::{
    both,
    field::{
        households,
        meters::{assess, diagnosis_of, diagnosis_with, read, reading_of, tariff, willing},
        visits::with,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::one;

both! {
    async fn a_diagnosis_is_recorded_and_read_back(app) {
        let household = willing(app).await;
        let sent = diagnosis_of(&household, "2026-03-31");
        let made = app.as_operator().post("/v1/diagnoses", &sent).await.expect(201);
        let path = format!("/v1/diagnoses/{}", made.id());
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        assert_eq!(read.json()["follow_up_due_on"], "2027-03-31", "a year later, so that the same season is compared");
        let again = app.as_operator().post("/v1/diagnoses", &sent).await.expect(200).json();
        assert_eq!(again, read.json());
        let other = with(sent, &json!({"kit_installed": true}));
        app.as_operator().post("/v1/diagnoses", other).await.problem(409, "content_differs");
    }

    async fn a_diagnosis_says_what_can_be(app) {
        let household = willing(app).await;
        let found = async |changes: Value| {
            let sent = diagnosis_with(&household, "2026-03-31", &changes);
            app.as_operator().post("/v1/diagnoses", sent).await.invalid()
        };
        let nobody = Uuid::now_v7();
        assert_eq!(found(json!({"household_id": nobody})).await, one("/household_id", "unknown_reference"));
        assert_eq!(found(json!({"supersedes_id": nobody})).await, one("/supersedes_id", "unknown_reference"));
        assert_eq!(found(json!({"campaign_id": nobody})).await, one("/campaign_id", "unknown_reference"));
        assert_eq!(
            found(json!({"equipment": ["bathtub", "bathtub"]})).await, one("/equipment/1", "duplicate")
        );
        let unwilling = households::household(app).await;
        let refused = app.as_operator().post("/v1/diagnoses", diagnosis_of(&unwilling, "2026-03-31")).await;
        assert_eq!(refused.invalid(), one("/household_id", "consent_required"));
    }

    async fn an_assessment_compares_with_the_reference_and_tells_its_range(app) {
        for (from, price) in [("2025-01-01", 4_000_000), ("2026-01-01", 5_000_000), ("2026-06-01", 9_000_000)] {
            app.as_operator().post("/v1/tariffs", tariff(from, price)).await.expect(201);
        }
        let household = willing(app).await;
        // 30 days at 0.444 m3: 148 litres a person and day.
        read(app, &reading_of(&household, "2026-03-01", 100.0)).await;
        read(app, &reading_of(&household, "2026-03-31", 113.32)).await;
        let found = assess(app, &diagnosis_of(&household, "2026-03-31")).await;
        assert_eq!(found["before"]["per_person_per_day"], json!(0.148));
        // Without a garden's 6 %: 94 % of 148 litres.
        assert_eq!(found["reference"]["per_person_per_day"], json!(0.13912));
        assert_eq!(found["reference"]["method"], "water_2021_uses");
        assert_eq!(found["ratio_to_reference"], json!(1.06383));
        let saving = &found["saving"];
        assert_eq!(saving["baseline"], "measured");
        assert_eq!(saving["baseline_per_year"], json!(162.06));
        // The kit was given, and nobody knows whether it is installed; the leak runs on: nothing is certain.
        assert_eq!(saving["per_year"], json!({"low": 0.0, "central": null, "high": 62.4369}));
        let money = json!({"currency": "EUR", "low_cents": 0, "central_cents": null, "high_cents": 31218});
        assert_eq!(saving["money_per_year"], money, "by the tariff of the day");
        assert_eq!(found["tariffs"].as_array().map(Vec::len), Some(1));
        assert_eq!((&found["kit_given_on"], &found["kit_installed_on"]), (&json!("2026-03-31"), &Value::Null));
        assert_eq!(found["arm"], Value::Null);
    }

    async fn without_readings_the_reference_is_the_baseline_and_without_effect_nothing_is_saved(app) {
        let household = willing(app).await;
        let installed = json!({"kit_installed": true, "leak_found": false, "leak": null, "equipment": []});
        let found = assess(app, &diagnosis_with(&household, "2026-03-31", &installed)).await;
        // Without laundry and garden: 82 % of 148 litres, three people, a year.
        let saving = &found["saving"];
        assert_eq!((&saving["baseline"], &saving["baseline_per_year"]), (&json!("reference"), &json!(132.8892)));
        let range = json!({"low": 0.0, "central": 15.282258, "high": 39.86676});
        assert_eq!(saving["per_year"], range, "11.5 % as measured at scale, 30 % at the most");
        assert_eq!((&saving["money_per_year"], &found["before"]), (&Value::Null, &Value::Null));
        let nothing = json!({"kit_given": false, "leak_found": false, "leak": null});
        let found = assess(app, &diagnosis_with(&household, "2026-04-01", &nothing)).await;
        assert_eq!(found["saving"], Value::Null);
        let gas = json!({"utility": "gas", "leak_found": null, "leak": null});
        let found = assess(app, &diagnosis_with(&household, "2026-04-01", &gas)).await;
        assert_eq!((&found["reference"], &found["unit"]), (&Value::Null, &json!("kWh")));
    }

    async fn the_follow_up_reading_is_due_until_it_is_made(app) {
        let household = willing(app).await;
        let soon = json!({"follow_up_due_on": "2026-05-31"});
        let sent = diagnosis_with(&household, "2026-03-31", &soon);
        let found = assess(app, &sent).await;
        assert_eq!((&found["follow_up_due_on"], &found["follow_up_reading_id"]), (&json!("2026-05-31"), &Value::Null));
        let due = async || {
            let found = app.as_operator().all("/v1/diagnoses?follow_up_due_by=2026-05-31", 10).await;
            found.iter().map(|diagnosis| diagnosis["id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(due().await, [sent["id"].clone()]);
        assert!(app.as_operator().all("/v1/diagnoses?follow_up_due_by=2026-05-30", 10).await.is_empty());
        let early = read(app, &reading_of(&household, "2026-04-15", 100.0)).await;
        assert_eq!(due().await, [sent["id"].clone()], "{early}: more than 30 days early");
        let declared = with(reading_of(&household, "2026-06-02", 120.0), &json!({"source": "declared"}));
        read(app, &declared).await;
        assert_eq!(due().await, [sent["id"].clone()], "not measured");
        let made = read(app, &reading_of(&household, "2026-06-01", 118.0)).await;
        assert!(due().await.is_empty());
        let path = format!("/v1/diagnoses/{}/assessment", sent["id"].as_str().expect("an id"));
        let found = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(found["follow_up_reading_id"], made["id"]);
        assert_eq!(found["since"]["amount"], json!(18.0));
    }

    async fn a_correction_takes_the_place_of_what_it_corrects_and_both_stay(app) {
        let household = willing(app).await;
        let first = diagnosis_of(&household, "2026-03-31");
        assess(app, &first).await;
        let right = json!({"kit_given": false, "supersedes_id": first["id"]});
        let found = assess(app, &diagnosis_with(&household, "2026-03-31", &right)).await;
        assert_eq!(found["kit_given_on"], Value::Null, "that it was given was a mistake");
        let path = format!("/v1/diagnoses/{}", first["id"].as_str().expect("an id"));
        let kept = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!((&kept["superseded"], &kept["kit_given"]), (&json!(true), &json!(true)));
    }
}
