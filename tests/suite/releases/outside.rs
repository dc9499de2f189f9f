//! The audit from outside: on nothing but what the API answers to some clients.

use std::{fs, path::PathBuf};

use palier_tests::{
    App, both,
    field::releases::{published, team},
    process::{palier, printed},
    seed::Credentials,
};
use serde_json::{Value, json};

/// A file of credentials: everybody who reads releases, and one who reads none of this mode.
fn everybody(app: &App) -> PathBuf {
    let login = |client: &Credentials| json!({"client_id": client.id, "client_secret": client.secret});
    let seed = app.seed();
    let file = app.folder().join("everybody.json");
    let all = json!({
        "url": app.url(),
        "operator": login(&seed.operator.live), "partner": login(&seed.partner.live),
        "municipality": login(&seed.municipality.live), "test": login(&seed.partner.test),
    });
    fs::write(&file, all.to_string()).expect("written");
    file
}

both! {
    async fn an_audit_from_outside_finds_nothing_and_sees_that_nothing_changed(app) {
        let team = team(app).await;
        team.meet(app, (1, 60), ("2026-01-13T16:10:00Z", json!({}))).await;
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
        let figures = before["releases"][0]["figures"].as_array_mut().expect("figures");
        let told = figures.iter_mut().find(|figure| figure["status"] == "published").expect("one is published");
        told["value"] = json!(told["value"].as_u64().expect("a value") + 5);
        fs::write(kept, before.to_string()).expect("written");
        let output = audit(["--before", kept]).output().expect("it runs");
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains("changed since         1"));
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
