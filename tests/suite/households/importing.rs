//! `palier import households`, beside a running server.

use std::process::Output;

use palier_tests::{App, both, process::palier};
use serde_json::json;

const HEADER: &str = "neighbourhood_code;building;stairwell;floor;door_label;tenure";

fn import(app: &App, lines: &str) -> (bool, String) {
    let file = app.folder().join("doors.csv");
    std::fs::write(&file, format!("{HEADER}\n{lines}")).expect("written");
    let Output { status, stdout, stderr } =
        palier(app).args(["import", "households"]).arg(&file).output().expect("it starts");
    let said = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (status.success(), said)
}

both! {
    async fn a_list_of_addresses_is_imported_twice_and_changes_once(app) {
        let list = "QN09901N;A;1;0;gauche;social_tenant\n\
                    QN09901N;A;1;0;droite;\n\
                    QN09999N;A;1;0;droite;\n\
                    QN09901N;a;1;0; DROITE;\n\
                    QN09901N;A;1;zero;gauche;\n";
        let (done, said) = import(app, list);
        assert!(done && said.starts_with("5 rows: 2 inserted, 0 updated, 0 unchanged, 3 refused"), "{said}");
        for line in [
            "line 4 (QN09999N): There is no neighbourhood QN09999N",
            "line 5 (QN09901N): line 3 has this door already.",
            "line 6 (QN09901N): floor: This must be a whole number.",
        ] {
            assert!(said.contains(line), "{line} is not in {said}");
        }
        let listed = app.as_operator().all("/v1/households", 10).await;
        assert_eq!(listed.len(), 2);
        let path = format!("/v1/households/{}", listed[0]["id"].as_str().expect("an id"));
        let first = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!((&first["door_label"], &first["tenure"]), (&json!("gauche"), &json!("social_tenant")));
        // Who stood before the door knows more than a list.
        let _known = app.as_operator().patch(&path, json!({"tenure": "owner"})).if_match("*").await.expect(200);
        let (_, said) = import(app, &format!("{list}QN09902N;;;;12;\n"));
        assert!(said.starts_with("6 rows: 1 inserted, 0 updated, 2 unchanged, 3 refused"), "{said}");
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["tenure"], "owner");
        assert_eq!(app.as_operator().all("/v1/households", 10).await.len(), 3);
        let mut rows = app.connect();
        let records = "(SELECT count(*) FROM audit_events WHERE action = 'households.imported')";
        assert_eq!(rows.number(records), 2);
    }

    async fn a_door_that_was_entered_in_the_field_is_not_entered_again(app) {
        let id = palier_tests::field::households::household(app).await;
        let (done, said) = import(app, "QN09901N;b;2;4;Porte Gauche;owner\n");
        assert!(done && said.contains("0 inserted, 0 updated, 1 unchanged"), "{said}");
        let door = json!({
            "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4,
            "door_label": "porte gauche",
        });
        let found = app.as_operator().post("/v1/household-look-ups", door).await.expect(200).json();
        assert_eq!((found["items"].as_array().map(Vec::len), &found["items"][0]["id"]), (Some(1), &json!(id)));
    }

    async fn a_list_of_which_nothing_can_be_taken_fails(app) {
        let (done, said) = import(app, "QN1;A;1;0;gauche;\n");
        assert!(!done && said.contains("Nothing was imported"), "{said}");
        let (done, said) = import(app, "");
        assert!(!done, "{said}");
        std::fs::write(app.folder().join("doors.csv"), "building\nA\n").expect("written");
        let file = app.folder().join("doors.csv");
        let output = palier(app).args(["import", "households"]).arg(file).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("lacks neighbourhood_code, stairwell, floor, door_label"), "{said}");
    }
}
