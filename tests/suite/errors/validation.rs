//! 422: everything that is wrong, each where it is.

use palier_tests::{both, samples::campaign_with};
use serde_json::{Value, json};

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect()
}

both! {
    async fn c15_all_invalid_fields_at_once(app) {
        let body = json!({
            "title": "", "purpose": 7, "themes": ["palier:eau--facture", "no theme"], "information_kind": "rumour",
            "messages": [{"language": "fr", "text": ""}, {"text": "x"}], "neighbourhood_codes": ["QN1"],
            "target_doors": 0, "starts_on": "soon", "price": {"currency": "EUR", "per_door_cents": -1, "tip": 1},
            "colour": "red", "a/b~c": 1,
        });
        let found = app.as_partner().post("/v1/campaigns", body).await.invalid();
        for expected in pairs(&[
            ("/title", "too_short"),
            ("/purpose", "wrong_type"),
            ("/information_kind", "unknown_value"),
            ("/messages/0/text", "too_short"),
            ("/messages/1/language", "required"),
            ("/target_doors", "too_small"),
            ("/ends_on", "required"),
            ("/price/per_door_cents", "too_small"),
            ("/price/tip", "unknown_member"),
            ("/price/per_interview_cents", "required"),
            ("/colour", "unknown_member"),
            ("/a~1b~0c", "unknown_member"),
        ]) {
            assert!(found.contains(&expected), "{expected:?} is not in {found:?}");
        }
        for pointer in ["/themes/1", "/neighbourhood_codes/0", "/starts_on"] {
            assert!(found.iter().any(|(found, _)| found == pointer), "{pointer} is not in {found:?}");
        }
        assert!(!found.iter().any(|(pointer, _)| pointer == "/themes/0"), "{found:?}");
    }

    async fn c15_what_the_schema_can_not_say_is_located_too(app) {
        let cases: [(Value, &[(&str, &str)]); 6] = [
            (json!({"starts_on": "2027-03-26", "ends_on": "2027-01-04"}), &[("/ends_on", "period_order")]),
            (json!({"title": " \t"}), &[("/title", "blank")]),
            (json!({"title": "a\u{7}b"}), &[("/title", "control_character")]),
            (json!({"title": "a\u{0}b"}), &[("/title", "null_character")]),
            (
                json!({"neighbourhood_codes": ["QN09901N", "QN09999N"]}),
                &[("/neighbourhood_codes/1", "unknown_reference")],
            ),
            (json!({"themes": ["palier:eau--rien"]}), &[("/themes/0", "theme")]),
        ];
        let mut wrong = Vec::new();
        for (changes, expected) in cases {
            let answer = app.as_partner().post("/v1/campaigns", campaign_with(changes.clone())).await;
            if answer.status != 422 {
                wrong.push(format!("{changes}: {} {}", answer.status, answer.text()));
            } else if !pairs(expected).iter().all(|pair| answer.invalid().contains(pair)) {
                wrong.push(format!("{changes}: {:?}", answer.invalid()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn c15_duplicates_are_located(app) {
        let message = json!({"language": "fr", "text": "Bonjour."});
        let action = json!({"code": "a", "label": {"fr": "Agir"}});
        let question = json!({"code": "q", "text": {"fr": "Oui ?"}, "answer": {"kind": "yes_no"}});
        let option = json!({"code": "o", "label": {"fr": "Oui"}});
        let choice = json!({"code": "q", "text": {"fr": "Quoi ?"}, "answer": {"kind": "single_choice", "options": [option, option]}});
        for (changes, at) in [
            (json!({"messages": [message, message]}), "/messages/1"),
            (json!({"actions": [action, action]}), "/actions/1"),
            (json!({"questions": [question, question]}), "/questions/1"),
            (json!({"questions": [choice]}), "/questions/0/answer/options/1"),
            (json!({"themes": ["palier:eau--facture", "palier:eau--facture"]}), "/themes"),
            (json!({"neighbourhood_codes": ["QN09901N", "QN09901N"]}), "/neighbourhood_codes"),
        ] {
            let found =
                app.as_partner().post("/v1/campaigns", campaign_with(changes.clone())).await.invalid();
            let (pointer, code) = &found[0];
            assert!(pointer.starts_with(at) && code == "duplicate", "{changes}: {found:?}");
        }
    }

    async fn c15_an_organisations_communes_and_kind_must_fit(app) {
        let post = |body: Value| app.as_operator().post("/v1/organisations", body);
        let none = post(json!({"kind": "municipality", "name": "Ville"})).await;
        assert_eq!(none.invalid(), pairs(&[("/commune_codes", "required")]));
        let some = post(json!({"kind": "partner", "name": "Eaux", "commune_codes": ["99001"]})).await;
        assert_eq!(some.invalid(), pairs(&[("/commune_codes", "not_applicable")]));
        let bad = post(
            json!({"kind": "municipality", "name": "Ville", "commune_codes": ["99001", "9900", "2C001"]}),
        )
        .await;
        let pointers: Vec<_> = bad.invalid().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/commune_codes/1", "/commune_codes/2"]);
    }

    async fn c15_a_clients_scopes_and_key_must_fit(app) {
        let of = app.seed().partner.id;
        let post = |body: Value| app.as_operator().post("/v1/clients", body);
        let scopes = post(json!({"organisation_id": of, "name": "x", "scopes": ["campaigns:read", "fly", "campaigns:read"]})).await;
        assert!(
            scopes.invalid().contains(&pairs(&[("/scopes/1", "unknown_value")])[0]),
            "{:?}",
            scopes.invalid()
        );
        let nobody = json!({"organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "name": "x"});
        assert_eq!(post(nobody).await.invalid()[0].0, "/organisation_id");
        let private = json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "d": "x"});
        let answer = post(json!({"organisation_id": of, "name": "x", "jwk": private})).await;
        assert!(answer.invalid().iter().any(|(_, code)| code == "private_key"), "{:?}", answer.invalid());
        let rsa = json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"});
        let answer = post(json!({"organisation_id": of, "name": "x", "jwk": rsa})).await;
        assert_eq!(answer.invalid()[0].0, "/jwk");
    }
}
