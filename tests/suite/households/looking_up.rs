//! Finding a household by its door.

use palier_tests::{
    both,
    field::households::{draft_with, household},
};
use serde_json::{Value, json};

fn door(changes: Value) -> Value {
    let mut door = json!({
        "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4, "door_label": "porte gauche",
    });
    for (name, value) in changes.as_object().expect("an object") {
        door[name] = value.clone();
    }
    door
}

both! {
    async fn a_door_is_found_however_it_is_written_and_after_it_was_corrected(app) {
        let id = household(app).await;
        let _neighbour = app.as_operator().post("/v1/households", draft_with(json!({"door_label": "droite"}))).await;
        let found = async |changes: Value| -> Vec<String> {
            let matches = app.as_operator().post("/v1/household-look-ups", door(changes)).await.expect(200).json();
            let items = matches["items"].as_array().expect("items").clone();
            items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
        };
        assert_eq!(found(json!({})).await, std::slice::from_ref(&id));
        assert_eq!(found(json!({"building": " b", "door_label": "PORTÉ  gauche"})).await, std::slice::from_ref(&id));
        for other in [json!({"floor": 5}), json!({"stairwell": null}), json!({"neighbourhood_code": "QN09902N"})] {
            assert!(found(other.clone()).await.is_empty(), "{other}");
        }
        let path = format!("/v1/households/{id}");
        let _moved = app.as_operator().patch(&path, json!({"floor": 5})).if_match("*").await.expect(200);
        assert!(found(json!({})).await.is_empty());
        assert_eq!(found(json!({"floor": 5})).await, [id]);
        let twin = app.as_operator().post("/v1/households", draft_with(json!({"floor": 5}))).await.expect(201).id();
        assert_eq!(found(json!({"floor": 5})).await[1], twin, "a door may have been entered twice");
        let trial = app.as_client(&app.seed().operator.test);
        let matches = trial.post("/v1/household-look-ups", door(json!({"floor": 5}))).await.expect(200).json();
        assert_eq!(matches, json!({"items": []}));
    }

    async fn a_door_needs_a_label(app) {
        let look_up = async |body: Value| app.as_operator().post("/v1/household-look-ups", body).await.invalid();
        let wrong = look_up(door(json!({"door_label": "…", "neighbourhood_code": "QN09901N"}))).await;
        assert_eq!(wrong, [("/door_label".to_owned(), "blank".to_owned())]);
        let none = look_up(json!({"neighbourhood_code": "QN09901N"})).await;
        assert_eq!(none, [("/door_label".to_owned(), "required".to_owned())]);
    }
}
