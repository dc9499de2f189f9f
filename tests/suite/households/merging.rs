//! Edits that were made without knowing of each other.

use palier_server::service::{ServiceError, field::Put};
use palier_tests::{
    App, both,
    field::households::{edit, household, try_edit},
};
use serde_json::{Value, json};
use uuid::Uuid;

async fn shown(app: &App, id: &str) -> Value {
    app.as_operator().get(&format!("/v1/households/{id}")).await.expect(200).json()
}

fn values(shown: &Value, member: &str) -> Vec<Value> {
    let conflicts = shown["conflicts"].as_array().expect("conflicts").iter();
    let one = conflicts.filter(|conflict| conflict["member"] == member);
    one.flat_map(|conflict| conflict["values"].as_array().expect("values"))
        .map(|value| value["value"].clone())
        .collect()
}

both! {
    async fn c64_disjoint_edits_of_one_base_merge(app) {
        let id = household(app).await;
        let first = edit(app, &id, (1, 10), json!({"floor": 5, "note": "Code 12."}));
        assert!(!first.merged && first.conflicts.is_empty());
        let second = edit(app, &id, (1, 5), json!({"door_label": "droite", "tenure": null}));
        assert!(second.merged && second.conflicts.is_empty());
        let household = shown(app, &id).await;
        assert_eq!(
            (&household["floor"], &household["note"], &household["door_label"], &household["tenure"]),
            (&json!(5), &json!("Code 12."), &json!("droite"), &Value::Null)
        );
        assert_eq!(household["conflicts"], json!([]));
    }

    async fn c64_overlapping_edits_of_one_base_keep_both_and_are_flagged(app) {
        let id = household(app).await;
        let spared = |reason: &str| json!({"do_not_disturb": {"reason": reason}, "note": "Dit par la voisine."});
        let _first = edit(app, &id, (1, 20), spared("asked"));
        let second = edit(app, &id, (1, 10), spared("safety"));
        assert!(second.merged);
        let names: Vec<_> = second.conflicts.iter().map(|member| member.as_str()).collect();
        assert_eq!(names, ["do_not_disturb"], "the same value twice is no conflict");
        let household = shown(app, &id).await;
        assert_eq!(household["do_not_disturb"]["reason"], "asked", "the later of both is shown");
        assert_eq!(values(&household, "do_not_disturb"), [json!({"reason": "asked"}), json!({"reason": "safety"})]);
        let flagged = app.as_operator().all("/v1/households?conflicts=true", 10).await;
        assert_eq!((flagged.len(), &flagged[0]["conflict_count"]), (1, &json!(1)));
    }

    async fn c64_the_order_of_arrival_does_not_matter(app) {
        let edits = [
            (30, json!({"floor": 1, "note": "a"})),
            (20, json!({"floor": 2, "contact": null})),
            (10, json!({"note": "b", "contact": "+33 6 99 00 00 02"})),
        ];
        let mut ends = Vec::new();
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let id = household(app).await;
            for which in order {
                let (second, changes) = edits[which].clone();
                let _taken = edit(app, &id, (1, second), changes);
            }
            let household = shown(app, &id).await;
            ends.push((
                household["floor"].clone(),
                household["note"].clone(),
                household["contact"].clone(),
                ["floor", "note", "contact"].map(|member| values(&household, member)),
            ));
        }
        assert_eq!(ends[0].3, [vec![json!(1), json!(2)], vec![json!("a"), json!("b")],
            vec![Value::Null, json!("+33 6 99 00 00 02")]]);
        assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}");
    }

    async fn c64_who_has_read_the_values_resolves_them(app) {
        let id = household(app).await;
        let _first = edit(app, &id, (1, 20), json!({"floor": 5, "note": "a"}));
        let _second = edit(app, &id, (1, 10), json!({"floor": 6, "note": "b"}));
        // By an edit that knows version 3, earlier than both by its device's clock.
        let resolved = edit(app, &id, (3, 0), json!({"floor": 6}));
        assert!(!resolved.merged && resolved.conflicts.is_empty());
        let household = shown(app, &id).await;
        assert_eq!((&household["floor"], household["conflicts"].as_array().map(Vec::len)), (&json!(6), Some(1)));
        // By a PATCH that names the member, also with the value that is shown.
        let path = format!("/v1/households/{id}");
        let patched = app.as_operator().patch(&path, json!({"note": "a"})).if_match("\"4\"").await.expect(200);
        assert_eq!((&patched.json()["note"], &patched.json()["conflicts"]), (&json!("a"), &json!([])));
        assert!(app.as_operator().all("/v1/households?conflicts=true", 10).await.is_empty());
    }

    async fn c62_the_same_edit_again_changes_nothing_and_another_one_is_refused(app) {
        let id = household(app).await;
        let (edit_id, changes) = (Uuid::now_v7(), json!({"floor": 5}));
        let first = try_edit(app, &id, (edit_id, 1, 10), &changes).expect("taken");
        let _between = edit(app, &id, (1, 20), json!({"floor": 6}));
        let before = shown(app, &id).await;
        let again = try_edit(app, &id, (edit_id, 1, 10), &changes).expect("taken");
        assert!(matches!((first, &again), (Put::Created(_), Put::Unchanged(_))));
        assert_eq!(again.value().conflicts.len(), 1, "told as it stands now");
        assert_eq!(shown(app, &id).await, before);
        let other = try_edit(app, &id, (edit_id, 1, 11), &changes);
        assert!(matches!(other, Err(ServiceError::Differs { kind: "household_edit", version: 3, .. })), "{other:?}");
    }

    async fn an_edit_of_what_is_not_there_or_never_was_is_told_apart(app) {
        let id = household(app).await;
        let nobody = Uuid::now_v7().to_string();
        let missing = try_edit(app, &nobody, (Uuid::now_v7(), 1, 0), &json!({"floor": 1}));
        let Err(ServiceError::Missing(missing)) = missing else { panic!("{missing:?}") };
        assert_eq!((missing[0].pointer.as_str(), missing[0].kind), ("/household_id", "household"));
        let wrong = |base, changes: Value| {
            let refused = try_edit(app, &id, (Uuid::now_v7(), base, 0), &changes);
            let Err(ServiceError::Invalid(invalid)) = refused else { panic!("{refused:?}") };
            (invalid.0[0].pointer.clone(), invalid.0[0].code)
        };
        assert_eq!(wrong(2, json!({"floor": 1})), ("/base_version".to_owned(), "unknown_version"));
        assert_eq!(wrong(1, json!({})), ("/changes".to_owned(), "required"));
        let unknown = wrong(1, json!({"neighbourhood_code": "QN09999N"}));
        assert_eq!(unknown, ("/changes/neighbourhood_code".to_owned(), "unknown_reference"));
        assert_eq!(shown(app, &id).await["floor"], 4);
    }
}
