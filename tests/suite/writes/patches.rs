//! JSON Merge Patch (RFC 7396).

use palier_tests::{both, samples};
use reqwest::Method;
use serde_json::{Value, json};

both! {
    async fn c26_null_clears_absent_keeps_arrays_replace(app) {
        let body = samples::campaign_with(json!({"external_id": "EAU-1"}));
        let made = app.as_partner().post("/v1/campaigns", body).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        let patch =
            async |patch: Value| app.as_partner().patch(&path, patch).if_match("*").await.expect(200).json();
        let before = made.json();
        let after = patch(json!({"contact_cap": null, "external_id": null})).await;
        assert_eq!((&after["contact_cap"], &after["external_id"]), (&Value::Null, &Value::Null));
        for kept in
            ["title", "purpose", "themes", "messages", "questions", "actions", "price", "target_doors"]
        {
            assert_eq!(after[kept], before[kept], "{kept}");
        }
        let after = patch(json!({"actions": [], "questions": null, "themes": ["palier:eau--facture"]})).await;
        assert_eq!(
            (&after["actions"], &after["questions"]),
            (&json!([]), &json!([])),
            "null is the default where there is one"
        );
        // Objects are merged, member by member.
        let after = patch(json!({"price": {"per_door_cents": 300}})).await;
        assert_eq!(
            after["price"],
            json!({"currency": "EUR", "per_door_cents": 300, "per_interview_cents": 900})
        );
        let after = patch(json!({"messages": [{"language": "fr", "text": "Bonsoir."}]})).await;
        let languages: Vec<_> =
            after["messages"].as_array().expect("messages").iter().map(|m| m["language"].clone()).collect();
        assert_eq!(languages, [json!("fr")]);
        let after = patch(json!({})).await;
        assert_eq!(after["price"]["per_door_cents"], 300);
    }

    async fn c26_what_is_required_can_not_be_cleared(app) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        for member in ["title", "target_doors", "starts_on", "information_kind"] {
            let answer = app.as_partner().patch(&path, json!({ member: null })).if_match("*").await;
            assert!(answer.invalid().iter().any(|(pointer, _)| *pointer == format!("/{member}")), "{member}");
        }
        for patch in [json!([]), json!("title"), json!(null), json!(7)] {
            let answer = app.as_partner().patch(&path, &patch).if_match("*").await;
            assert_eq!(answer.invalid()[0].0, "", "{patch}");
        }
        let both_wrong =
            json!({"title": "", "colour": "red", "messages": [{"language": "xx-", "text": "x"}]});
        let pointers: Vec<_> = app
            .as_partner()
            .patch(&path, both_wrong)
            .if_match("*")
            .await
            .invalid()
            .into_iter()
            .map(|(p, _)| p)
            .collect();
        assert!(
            pointers.contains(&"/title".to_owned()) && pointers.contains(&"/colour".to_owned()),
            "{pointers:?}"
        );
    }

    async fn c26_another_media_type_is_415_with_accept_patch(app) {
        let path = format!("/v1/campaigns/{}", samples::draft(app).await);
        for media_type in ["application/json", "application/json-patch+json", "text/plain"] {
            let request = app.as_partner().request(Method::PATCH, &path).if_match("*");
            let answer = request.body(media_type, "{\"title\": \"Autre\"}").await;
            answer.problem(415, "unsupported_media_type");
            assert_eq!(answer.header("accept-patch"), "application/merge-patch+json");
        }
        assert_eq!(
            app.as_partner().get(&path).await.expect(200).json()["title"],
            samples::campaign()["title"]
        );
    }

    async fn c26_an_organisation_keeps_its_kind(app) {
        let path = format!("/v1/organisations/{}", app.seed().partner.id);
        let kind =
            app.as_operator().patch(&path, json!({"kind": "municipality", "commune_codes": ["99001"]}));
        assert_eq!(kind.if_match("*").await.invalid()[0], ("/kind".to_owned(), "immutable".to_owned()));
        let name =
            app.as_operator().patch(&path, json!({"name": "Eaux du Haut"})).if_match("*").await.expect(200);
        assert_eq!(name.json()["name"], "Eaux du Haut");
    }
}
