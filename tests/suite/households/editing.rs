//! Changing a household by PATCH.

use palier_tests::{both, field::households::household};
use serde_json::{Value, json};

both! {
    async fn a_patch_changes_what_it_names(app) {
        let path = format!("/v1/households/{}", household(app).await);
        let before = app.as_operator().get(&path).await.expect(200);
        let patch = json!({"note": null, "floor": 5, "door_label": " droite ", "occupants": {"from_65": 1}});
        let after = app.as_operator().patch(&path, patch).if_match(&before.etag()).await.expect(200);
        assert_eq!(after.etag(), "\"2\"");
        let (before, after) = (before.json(), after.json());
        assert_eq!((&after["note"], &after["floor"], &after["door_label"]), (&Value::Null, &json!(5), &json!("droite")));
        let occupants = json!({"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 1});
        assert_eq!(after["occupants"], occupants, "objects are merged");
        for kept in ["neighbourhood_code", "building", "contact", "tenure", "occurred_at", "created_at"] {
            assert_eq!(after[kept], before[kept], "{kept}");
        }
        let shown = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(shown, after);
    }

    async fn a_patch_that_says_nothing_new_is_no_change(app) {
        let path = format!("/v1/households/{}", household(app).await);
        for patch in [json!({}), json!({"floor": 4}), json!({"floor": 4, "do_not_disturb": null})] {
            let answer = app.as_operator().patch(&path, patch).if_match("\"1\"").await.expect(200);
            assert_eq!(answer.etag(), "\"1\"");
        }
    }

    async fn a_patch_of_an_older_version_is_refused(app) {
        let path = format!("/v1/households/{}", household(app).await);
        let _first = app.as_operator().patch(&path, json!({"floor": 5})).if_match("\"1\"").await.expect(200);
        let late = app.as_operator().patch(&path, json!({"floor": 6})).if_match("\"1\"").await;
        late.problem(412, "precondition_failed");
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["floor"], 5);
    }

    async fn what_is_said_once_can_not_be_changed_and_the_rest_is_checked(app) {
        let path = format!("/v1/households/{}", household(app).await);
        let refused = async |patch: Value| {
            app.as_operator().patch(&path, patch).if_match("*").await.invalid().remove(0)
        };
        let once = [
            json!({"id": "019ab0f2-6b1e-7c40-9d5e-555555555555"}),
            json!({"occurred_at": "2026-11-20T00:00:00Z"}),
            json!({"round_id": "019ab0f2-6b1e-7c40-9d5e-555555555555"}),
        ];
        for patch in once {
            assert_eq!(refused(patch.clone()).await.1, "immutable", "{patch}");
        }
        let unknown = refused(json!({"neighbourhood_code": "QN09999N"})).await;
        assert_eq!(unknown, ("/neighbourhood_code".to_owned(), "unknown_reference".to_owned()));
        for patch in [json!({"neighbourhood_code": null}), json!({"neighbourhood_code": "X"})] {
            assert_eq!(refused(patch).await.0, "/neighbourhood_code");
        }
        assert_eq!(refused(json!({"contact": "…"})).await, ("/contact".to_owned(), "blank".to_owned()));
        let late = refused(json!({"do_not_disturb": {"until": "2027-01-01"}})).await;
        assert_eq!(late.0, "/do_not_disturb/reason");
    }

    async fn a_change_is_recorded_also_for_devices(app) {
        let id = household(app).await;
        let path = format!("/v1/households/{id}");
        let _done = app.as_operator().patch(&path, json!({"note": "Au fond."})).if_match("*").await.expect(200);
        let mut rows = app.connect();
        let recorded = "(SELECT count(*) FROM audit_events WHERE action = 'household.updated')";
        assert_eq!(rows.number(recorded), 1);
        assert_eq!(rows.number("(SELECT count(*) FROM sync_changes WHERE kind = 'household')"), 2);
    }
}
