//! `ETag`, `If-Match`, `If-None-Match`.

use palier_tests::{both, field, samples};
use serde_json::{Value, json};

use crate::isolation::{
    operations::all,
    recipes::{self, Recipe},
};

fn household() -> Value {
    field::sync::item("household", field::households::draft())
}

both! {
    async fn c24_single_resources_have_an_etag_and_answer_304(app) {
        let id = samples::draft(app).await;
        for operation in all(app).await.into_iter().filter(|operation| operation.id.starts_with("get_")) {
            let path = match operation.id.as_str() {
                "get_campaign" => format!("/v1/campaigns/{id}"),
                "get_neighbourhood" => "/v1/neighbourhoods/QN09901N".to_owned(),
                "get_tariff" => {
                    let tariff = field::meters::tariff("2026-01-01", 4_520_000);
                    let id = app.as_operator().post("/v1/tariffs", tariff).await.expect(201).id();
                    format!("/v1/tariffs/{id}")
                }
                "get_theme" => "/v1/themes/palier:eau--facture".to_owned(),
                "get_sync_receipt" => {
                    let phone = field::sync::phone(app).await;
                    let _results = field::sync::send(app, &phone, 1, &[household()]).await;
                    format!("/v1/sync/receipts/1?device_id={}", phone.device_id)
                }
                // What another tenant is not shown, the operator is.
                _ => match recipes::of(app, &operation.id).await {
                    Recipe::Foreign(_, id) => operation.path_of(&id),
                    _ => panic!("say here which resource {} reads", operation.id),
                },
            };
            let get = |known: &str| app.as_operator().get(&path).header("if-none-match", known);
            let full = app.as_operator().get(&path).await.expect(200);
            let etag = full.etag();
            assert!(etag.starts_with('"') && etag.ends_with('"') && etag.len() > 2, "{path}: {etag}");
            for known in [etag.clone(), format!("W/{etag}"), "*".to_owned(), format!("\"other\", {etag}")] {
                let answer = get(&known).await.expect(304);
                assert!(answer.body.is_empty(), "{path}");
                assert_eq!(answer.etag(), etag, "{path}");
                assert!(answer.maybe_header("content-type").is_none(), "{path}");
            }
            for other in ["\"other\"", "W/\"other\""] {
                assert_eq!(get(other).await.expect(200).body, full.body, "{path}");
            }
        }
    }

    async fn c24_a_change_changes_the_etag(app) {
        let made = app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_partner().get(&path).await.expect(200);
        assert_eq!((read.etag(), read.body), (made.etag(), made.body.clone()));
        let changed =
            app.as_partner().patch(&path, json!({"title": "Autre"})).if_match(&made.etag()).await.expect(200);
        assert_ne!(changed.etag(), made.etag());
        let read = app.as_partner().get(&path).header("if-none-match", &made.etag()).await.expect(200);
        assert_eq!((read.etag(), read.body), (changed.etag(), changed.body.clone()));
        // What changes nothing is no change.
        let same = app
            .as_partner()
            .patch(&path, json!({"title": "Autre"}))
            .if_match(&changed.etag())
            .await
            .expect(200);
        assert_eq!((same.etag(), same.body), (changed.etag(), changed.body));
        // A geometry is another representation, with a tag of its own.
        let place = "/v1/neighbourhoods/QN09901N";
        let plain = app.as_partner().get(place).await.expect(200).etag();
        let geo = app.as_partner().get(place).accept("application/geo+json").await.expect(200).etag();
        assert_ne!(plain, geo);
        let known =
            app.as_partner().get(place).accept("application/geo+json").header("if-none-match", &plain).await;
        assert_eq!(known.status, 200);
    }

    async fn c25_write_without_if_match_is_428(app) {
        for operation in all(app).await.into_iter().filter(|operation| operation.method == "PATCH") {
            let answer = app.as_operator().patch(&operation.unknown_path(), json!({})).await;
            answer.problem(428, "precondition_required");
        }
        let made =
            app.as_operator().post("/v1/organisations", samples::organisation("Ville")).await.expect(201);
        let path = format!("/v1/organisations/{}", made.id());
        app.as_operator().patch(&path, json!({"name": "Autre"})).await.problem(428, "precondition_required");
        assert_eq!(app.as_operator().get(&path).await.expect(200).body, made.body);
    }

    async fn c25_a_stale_write_is_412_and_changes_nothing(app) {
        let made = app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        let patch =
            |title: &str, etag: &str| app.as_partner().patch(&path, json!({"title": title})).if_match(etag);
        let current = patch("Deux", &made.etag()).await.expect(200);
        let audits = app.connect().count("audit_events");
        for stale in [made.etag(), "\"99\"".to_owned(), "\"x\"".to_owned(), format!("W/{}", current.etag())] {
            patch("Trois", &stale).await.problem(412, "precondition_failed");
        }
        let told = patch("Trois", &made.etag()).await;
        assert_eq!(told.header("etag"), current.etag(), "the present version is told");
        assert_eq!(app.as_partner().get(&path).await.expect(200).body, current.body);
        assert_eq!(app.connect().count("audit_events"), audits);
        let _any = patch("Quatre", "*").await.expect(200);
    }

    async fn c25_a_stale_transition_is_412(app) {
        let made = app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        let _changed =
            app.as_partner().patch(&path, json!({"title": "Deux"})).if_match("*").await.expect(200);
        let submit = |etag: &str| app.as_partner().post_empty(&format!("{path}/submit")).if_match(etag);
        submit(&made.etag()).await.problem(412, "precondition_failed");
        assert_eq!(app.as_partner().get(&path).await.expect(200).json()["status"], "draft");
        let now = app.as_partner().get(&path).await.expect(200).etag();
        assert_eq!(submit(&now).await.expect(200).json()["status"], "submitted");
    }

    async fn c25_of_many_changes_of_one_version_one_wins(app) {
        let made = app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        let patch = |n: usize| {
            let request = app.as_partner().patch(&path, json!({"title": format!("Titre {n}")}));
            request.if_match(&made.etag()).into_future()
        };
        let answers = futures_util::future::join_all((0..8).map(patch)).await;
        let won: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(won.len(), 1);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            answer.problem(412, "precondition_failed");
        }
        assert_eq!(app.as_partner().get(&path).await.expect(200).body, won[0].body);
    }

    async fn c25_put_can_ask_for_a_new_one_or_for_a_version(app) {
        let path = "/v1/campaigns/by-external-id/EAU-1";
        let put = |title: &str| {
            let body: Value = samples::campaign_with(json!({"external_id": "EAU-1", "title": title}));
            app.as_partner().put(path, body)
        };
        put("Un").if_match("\"1\"").await.problem(412, "precondition_failed");
        let made = put("Un").header("if-none-match", "*").await.expect(201);
        put("Deux").header("if-none-match", "*").await.problem(412, "precondition_failed");
        let _second = put("Deux").if_match(&made.etag()).await.expect(200);
        put("Trois").if_match(&made.etag()).await.problem(412, "precondition_failed");
        assert_eq!(app.as_partner().get(made.header("location")).await.expect(200).json()["title"], "Deux");
    }
}
