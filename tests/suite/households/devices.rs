//! What a field worker's device sees and enters.

use palier_tests::{
    both,
    field::{
        devices::enrol,
        households::{draft, draft_with, household},
        workers::{Planned, round},
    },
};
use serde_json::json;

both! {
    async fn a_device_sees_the_doors_of_its_rounds_and_those_that_it_entered(app) {
        let (ours, theirs) = (household(app).await, household(app).await);
        let (our, their) = (round(app, &[&ours]).await, round(app, &[&theirs]).await);
        let (phone, other) = (enrol(app, &our.worker).await, enrol(app, &their.worker).await);
        let phone = app.as_device(&phone);
        let read = phone.get(&format!("/v1/households/{ours}")).await.expect(200).json();
        assert_eq!(read["door_label"], "porte gauche");
        phone.get(&format!("/v1/households/{theirs}")).await.problem(404, "not_found");
        let patch = phone.patch(&format!("/v1/households/{theirs}"), json!({"floor": 1}));
        patch.if_match("*").await.problem(404, "not_found");
        let entered = phone.post("/v1/households", draft()).await.expect(201).id();
        let listed = phone.all("/v1/households", 10).await;
        let listed: Vec<_> = listed.iter().map(|item| item["id"].as_str().expect("an id")).collect();
        assert_eq!(listed, [ours.as_str(), entered.as_str()]);
        let other = app.as_device(&other);
        other.get(&format!("/v1/households/{entered}")).await.problem(404, "not_found");
        // Also by its door, which all of them have.
        let door = json!({
            "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4,
            "door_label": "porte gauche",
        });
        let found = other.post("/v1/household-look-ups", door).await.expect(200).json();
        assert_eq!((found["items"].as_array().map(Vec::len), &found["items"][0]["id"]), (Some(1), &json!(theirs)));
    }

    async fn a_door_that_is_entered_on_a_round_joins_it_as_the_last_one(app) {
        let first = household(app).await;
        let Planned { round: id, worker, .. } = round(app, &[&first]).await;
        let phone = enrol(app, &worker).await;
        let path = format!("/v1/rounds/{id}");
        let before = app.as_operator().get(&path).await.expect(200);
        let sent = draft_with(json!({"round_id": id, "door_label": "fond"}));
        let entered = app.as_device(&phone).post("/v1/households", &sent).await.expect(201).id();
        let after = app.as_operator().get(&path).await.expect(200);
        assert_ne!(before.etag(), after.etag());
        assert!(after.text().contains(&entered), "{}", after.text());
        // Sent again it changes nothing, whatever became of the round.
        let again = app.as_device(&phone).post("/v1/households", &sent).await.expect(200);
        assert_eq!(again.id(), entered);
        assert_eq!(app.as_operator().get(&path).await.expect(200).etag(), after.etag());
        let by_operator = draft_with(json!({"round_id": id, "door_label": "cour"}));
        let third = app.as_operator().post("/v1/households", by_operator).await.expect(201).id();
        let doors = app.as_operator().get(&path).await.expect(200).text();
        let place = |id: &str| doors.find(id).expect("a door of the round");
        assert!(place(&first) < place(&entered) && place(&entered) < place(&third));
    }

    async fn another_ones_round_is_as_one_that_does_not_exist(app) {
        let theirs = round(app, &[]).await.round;
        let ours = round(app, &[]).await;
        let phone = enrol(app, &ours.worker).await;
        for id in [theirs, uuid::Uuid::now_v7().to_string()] {
            let sent = draft_with(json!({"round_id": id}));
            let answer = app.as_device(&phone).post("/v1/households", &sent).await;
            assert_eq!(answer.invalid(), [("/round_id".to_owned(), "unknown_reference".to_owned())]);
            let path = format!("/v1/households/{}", sent["id"].as_str().expect("an id"));
            app.as_operator().get(&path).await.problem(404, "not_found");
        }
    }

    async fn c64_a_devices_edit_and_the_operators_tell_whose_they_are(app) {
        let id = household(app).await;
        let planned = round(app, &[&id]).await;
        let phone = enrol(app, &planned.worker).await;
        let path = format!("/v1/households/{id}");
        let by_device = app.as_device(&phone).patch(&path, json!({"floor": 7})).if_match("\"1\"");
        let _done = by_device.await.expect(200);
        let _late = palier_tests::field::households::edit(app, &id, (1, 0), json!({"floor": 8}));
        let conflict = &app.as_operator().get(&path).await.expect(200).json()["conflicts"][0];
        assert_eq!(conflict["member"], "floor");
        let devices: Vec<_> = [0, 1].map(|index| conflict["values"][index]["device_id"].clone()).into();
        assert!(devices.contains(&json!(phone.device_id)) && devices.contains(&json!(null)), "{conflict}");
    }
}
