//! What is personal, where nobody should find it: in the bytes of the database, and in the log.

use palier_tests::{
    App, Backend, both,
    field::households::{draft_with, edit},
    logs,
    process::{palier, printed},
};
use serde_json::json;

/// Written into what is personal.
const PLANTED: &str = "ZQXJ";
/// Written into what is not, so that a search that finds nothing is known to search.
const OPEN: &str = "KVWP";

/// Everything that the database holds, as a thief of it would read it.
pub(crate) fn bytes(app: &App) -> Vec<u8> {
    match app.backend {
        Backend::Sqlite => {
            let file = app.database_url();
            let read = |suffix| std::fs::read(format!("{file}{suffix}")).unwrap_or_default();
            ["", "-wal", "-shm", "-journal"].into_iter().flat_map(read).collect()
        }
        Backend::Postgres => {
            let mut rows = app.connect();
            let tables = "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'";
            let all = rows.texts(tables).into_iter();
            let texts: Vec<_> = all
                .flat_map(|table| rows.texts(&format!("SELECT whole::text AS text FROM \"{table}\" whole")))
                .collect();
            texts.join("\n").into_bytes()
        }
    }
}

pub(crate) fn holds(haystack: &[u8], needle: &str) -> bool {
    // PostgreSQL writes bytes in hexadecimal.
    let hexadecimal: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
    let folded = needle.to_lowercase();
    [needle, &hexadecimal, &folded]
        .iter()
        .any(|text| haystack.windows(text.len()).any(|window| window == text.as_bytes()))
}

both! {
    async fn personal_data_is_in_no_byte_of_the_database_and_no_line_of_the_log(app) {
        let personal = |what: &str| json!({
            "door_label": format!("{PLANTED}door {what}"), "contact": format!("{PLANTED}contact {what}"),
            "note": format!("{PLANTED}note {what}"), "building": OPEN,
        });
        let sent = draft_with(personal("new"));
        let id = app.as_operator().post("/v1/households", &sent).await.expect(201).id();
        let path = format!("/v1/households/{id}");
        let patched = app.as_operator().patch(&path, personal("patched")).if_match("*").key("a-key");
        let _patched = patched.await.expect(200);
        let refused = draft_with(json!({"id": id, "note": format!("{PLANTED} other")}));
        app.as_operator().post("/v1/households", refused).await.problem(409, "content_differs");
        let long = json!({"note": format!("{PLANTED} {}", "x".repeat(300))});
        let _long = app.as_operator().patch(&path, long).if_match("*").await.invalid();
        let _one = edit(app, &id, (1, 1), personal("one"));
        let both = edit(app, &id, (1, 2), personal("two"));
        assert_eq!(both.conflicts.len(), 3);
        let shown = app.as_operator().get(&path).await.expect(200).text();
        assert!(shown.contains("note one") && shown.contains("note two"), "{shown}");
        let door = json!({"neighbourhood_code": "QN09901N", "door_label": format!("{PLANTED}sought")});
        let _none = app.as_operator().post("/v1/household-look-ups", door).await.expect(200);
        let file = app.folder().join("doors.csv");
        let header = "neighbourhood_code,building,stairwell,floor,door_label,note";
        let lines = format!("{header}\nQN09901N,{OPEN},1,1,{PLANTED} listed,{PLANTED}\nQN1,,,x,{PLANTED} wrong,\n");
        std::fs::write(&file, lines).expect("written");
        let said = printed(palier(app).args(["import", "households"]).arg(&file));
        assert!(said.contains("1 inserted") && said.contains("line 3") && !said.contains(PLANTED), "{said}");
        let bytes = bytes(app);
        assert!(holds(&bytes, OPEN), "the search finds what is there");
        assert!(!holds(&bytes, PLANTED), "what is personal is there as well");
        assert!(logs::lines_with(PLANTED).is_empty());
    }
}
