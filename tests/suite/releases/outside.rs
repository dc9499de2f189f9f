//! The audit from outside: on nothing but what the API answers to some clients.

use std::{
    fs,
    process::{Command, Output},
};

use palier_domain::time::Day;
use palier_server::jobs::live;
use palier_tests::{
    App, both,
    field::releases::{published, team, team_between, team_since},
    process::{everybody, palier, printed},
};
use serde_json::{Value, json};

/// The audit, by everybody who reads releases.
fn audit(app: &App) -> Command {
    let mut command = palier(app);
    command.args(["audit-release", "--url", app.url(), "--credentials"]).arg(everybody(app));
    command
}

/// What a command that ends with 1 printed, and why it did so.
fn failed(command: &mut Command) -> (String, String) {
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    let [told, why] = [stdout, stderr].map(|text| String::from_utf8(text).expect("it prints UTF-8"));
    assert_eq!(status.code(), Some(1), "{told}{why}");
    (told, why)
}

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

    async fn an_audit_from_outside_finds_what_the_figures_of_others_give_away(app) {
        // Nobody was met in the second neighbourhood, which the first one and the whole would tell together.
        let places = json!({"neighbourhood_codes": ["QN09901N", "QN09903N"]});
        let team = team_between(app, ("2026-01-05", "2099-12-31"), places).await;
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        published(app, "2026-Q1").await;
        let report = printed(&mut audit(app));
        assert!(report.contains("violations            0"), "{report}");
        // As a protection would that knows nothing of sums: all is told but of the neighbourhood, and of its commune.
        app.connect().execute(
            "UPDATE release_figures SET value = 60, status = 'published' \
             WHERE table_name = 'households_met' AND coalesce(place, '') NOT IN ('QN09903N', '99002')",
        );
        let (report, why) = failed(&mut audit(app));
        assert!(report.contains("  households_met in QN09903N, 2026-Q1: certainly 0 to 8\n"), "{report}");
        assert!(why.contains("findings: see above"), "{why}");
    }

    async fn an_audit_from_outside_fails_over_a_small_count_that_is_told(app) {
        let team = team(app).await;
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        published(app, "2026-Q1").await;
        app.connect().execute(
            "UPDATE release_figures SET value = 3, status = 'published' \
             WHERE table_name = 'needs' AND item = 'any' AND place = 'QN09901N'",
        );
        let (report, why) = failed(&mut audit(app));
        let wrong = "  needs[any] in QN09901N, 2026-Q1: 3 is not a multiple of the base, or less than is ever published\n";
        assert!(report.contains(wrong), "{report}");
        assert!(why.contains("findings: see above"), "{why}");
    }

    async fn an_audit_from_outside_that_has_no_time_to_decide_fails(app) {
        let team = team(app).await;
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        published(app, "2026-Q1").await;
        let (report, why) = failed(audit(app).args(["--seconds", "0"]));
        assert!(report.contains("violations            0"), "{report}");
        assert!(why.contains("unfinished") && why.contains("--seconds"), "{why}");
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
