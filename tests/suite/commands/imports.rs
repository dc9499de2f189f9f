//! `palier import …`, beside a running server.

use palier_tests::{
    both,
    process::{palier, printed},
};
use serde_json::json;

both! {
    async fn a_list_is_imported_twice_and_changes_once(app) {
        let file = app.folder().join("list.csv");
        let list = "code_qp,lib_qp,insee_com,lib_com\n\
                    QN09921N,Les Acacias,99001,Montrelais\n\
                    QN09922N,Le Port,\"99001, 99002\",\"Montrelais, Yvette\"\n\
                    QN1,Faux,99001,Montrelais\n\
                    QN09901N,Les Tilleuls,99001,Montrelais\n";
        std::fs::write(&file, list).expect("written");
        let import =
            || palier(app).args(["import", "neighbourhoods"]).arg(&file).output().expect("it starts");
        let first = String::from_utf8_lossy(&import().stdout).into_owned();
        assert!(first.contains("QN1") && first.contains("line 4"), "the refused row is located: {first}");
        let get = |code: &str| app.as_partner().get(&format!("/v1/neighbourhoods/{code}")).into_future();
        assert_eq!(get("QN09922N").await.expect(200).json()["commune_codes"], json!(["99001", "99002"]));
        let before = get("QN09921N").await.expect(200);
        let _second = import();
        let after = get("QN09921N").await.expect(200);
        assert_eq!(
            (before.etag(), before.body),
            (after.etag(), after.body),
            "a second import changes nothing"
        );
    }

    async fn migrate_has_nothing_to_do(app) {
        let said = printed(palier(app).arg("migrate"));
        assert!(said.starts_with("0 migrations run"), "{said}");
    }

    async fn openapi_prints_what_is_served(app) {
        let said = printed(palier(app).arg("openapi"));
        assert_eq!(said, app.anonymous().get("/v1/openapi.json").await.expect(200).text());
    }

    async fn config_shows_no_secret(app) {
        let mut command = palier(app);
        command.env("PALIER_DATABASE_URL", "postgres://ana:s3cret@db.example/palier").arg("config");
        let said = printed(&mut command);
        assert!(said.contains("db.example") && !said.contains("s3cret"), "{said}");
        let mut command = palier(app);
        let output = command.env("PALIER_SERVER_LISTN", "x").arg("config").output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains("PALIER_SERVER_LISTEN"), "{said}");
    }
}
