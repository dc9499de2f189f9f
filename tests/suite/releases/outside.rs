//! The audit from outside: on nothing but what the API answers to some clients.

use std::fs;

use palier_domain::time::Day;
use palier_server::jobs::live;
use palier_tests::{
    both,
    field::releases::{published, team, team_since},
    process::{everybody, palier, printed},
};
use serde_json::{Value, json};

both! {
    async fn an_audit_from_outside_finds_nothing_and_sees_that_nothing_changed(app) {
        let team = team(app).await;
        let nobody = json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null});
        let declined = json!({"outcome": "declined", "language": null, "message": null, "found_useful": null});
        for (batch, (changes, many)) in (1..).zip([(json!({}), 60), (declined, 40), (nobody, 40)]) {
            team.meet(app, (batch, many), ("2026-01-13T16:10:00Z", changes)).await;
        }
        // A step of live progress is told, and reckoned with like a figure.
        let state = app.state();
        assert_eq!(live::tick(state, Day::constant(2026, 2, 1), state.now()).expect("it is looked at"), 1);
        published(app, "2026-Q1").await;
        let (file, kept) = (everybody(app), app.folder().join("kept.json"));
        let audit = |more: [&str; 2]| {
            let mut command = palier(app);
            command.args(["audit-release", "--url", app.url(), "--credentials"]).arg(&file).args(more);
            command
        };
        let kept = kept.to_str().expect("a path");
        let report = printed(&mut audit(["--keep", kept]));
        assert!(report.contains("violations            0"), "{report}");
        assert!(report.contains("test is told 0 figures of 0 releases"), "{report}");
        let again = printed(&mut audit(["--before", kept]));
        assert!(again.contains("changed since         0"), "{again}");
        // What was kept is made to say another thing: that is a change.
        let mut before: Value = serde_json::from_slice(&fs::read(kept).expect("kept")).expect("JSON");
        assert_eq!(before["releases"][0]["steps"][0]["on"], "2026-02-01");
        let figures = before["releases"][0]["figures"].as_array_mut().expect("figures");
        let told = figures.iter_mut().find(|figure| figure["status"] == "published").expect("one is published");
        told["value"] = json!(told["value"].as_u64().expect("a value") + 5);
        fs::write(kept, before.to_string()).expect("written");
        let output = audit(["--before", kept]).output().expect("it runs");
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains("changed since         1"));
    }

    async fn c67_each_year_is_audited_by_its_own_threshold(app) {
        let team = team_since(app, "2025-01-01").await;
        for (batch, at) in [(1, "2025-02-10T16:00:00Z"), (2, "2026-02-10T16:00:00Z")] {
            team.meet(app, (batch, 60), (at, json!({}))).await;
        }
        published(app, "2025-Q1").await;
        published(&app.reconfigured(|config| config.disclosure.threshold = 15), "2026-Q1").await;
        let kept = app.folder().join("kept.json");
        let audit = |option: &str| {
            let mut command = palier(app);
            command.args(["audit-release", "--url", app.url(), "--credentials"]).arg(everybody(app)).arg(option).arg(&kept);
            command
        };
        let report = printed(&mut audit("--keep"));
        assert_eq!(report.matches("violations            0").count(), 2, "{report}");
        for year in ["2025, by a threshold of 11: 2025-Q1", "2026, by a threshold of 15: 2026-Q1"] {
            assert!(report.contains(year), "{report}");
        }
        let report = printed(&mut audit("--before"));
        assert!(report.contains("changed since         0"), "{report}");
        // A figure of the later year is made to have said another thing.
        let text = fs::read_to_string(&kept).expect("kept");
        let (first, last) = text.trim_end().split_once('\n').expect("a line for each year");
        let mut last: Value = serde_json::from_str(last).expect("JSON");
        assert_eq!(last["k"], 15);
        last["releases"][0]["figures"].as_array_mut().expect("figures").clear();
        fs::write(&kept, format!("{first}\n{last}\n")).expect("written");
        let output = audit("--before").output().expect("it runs");
        assert!(!output.status.success());
        assert!(!String::from_utf8_lossy(&output.stdout).contains("changed since         0"));
        // Of a file that holds nothing, nothing can be said to stand.
        fs::write(&kept, "").expect("written");
        assert!(!audit("--before").output().expect("it runs").status.success());
    }

    async fn who_may_know_a_campaign_finds_it_in_the_structure(app) {
        team(app).await;
        let path = format!("{}/structure", published(app, "2026-Q1").await);
        let all = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(all["campaigns_complete"], true);
        assert_eq!(all["campaigns"][0]["neighbourhood_codes"], json!(["QN09901N"]));
        assert_eq!(all["places"][0]["code"], "FR");
        let other = app.as_other_partner().get(&path).await.expect(200).json();
        assert_eq!((&other["campaigns"], &other["campaigns_complete"]), (&json!([]), &json!(false)));
        assert_eq!(other["places"], all["places"]);
    }
}
