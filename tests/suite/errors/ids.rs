//! Request ids.

use palier_tests::both;

both! {
    async fn c18_every_answer_carries_a_request_id(app) {
        let answers = [
            app.anonymous().get("/healthz").await,
            app.anonymous().get("/v1/openapi.json").await,
            app.as_partner().get("/v1/campaigns").await,
            app.as_partner().get("/v1/campaigns").accept("text/csv").await,
            app.as_partner().post("/v1/campaigns", palier_tests::samples::campaign()).await,
            app.anonymous().get("/nowhere").await,
        ];
        let mut ids: Vec<_> = answers.iter().map(|answer| answer.header("x-request-id").to_owned()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), answers.len(), "each has its own");
    }

    async fn c18_a_sane_id_of_the_callers_is_kept(app) {
        let long = "x".repeat(128);
        for id in ["a", "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "Trace_1.2-3", long.as_str()] {
            let answer = app.as_partner().get("/v1/themes").header("x-request-id", id).await.expect(200);
            assert_eq!(answer.header("x-request-id"), id);
            let answer = app.as_partner().get("/v1/nowhere").header("x-request-id", id).await;
            assert_eq!(answer.any_problem()["request_id"], id);
        }
    }

    async fn c18_another_one_is_replaced(app) {
        let long = "x".repeat(129);
        for id in ["", " ", "a b", "a;b", "<script>", "é", "a\tb", "a=b", "a,b", long.as_str()] {
            let answer = app.as_partner().get("/v1/themes").header("x-request-id", id).await.expect(200);
            let given = answer.header("x-request-id");
            assert!(uuid::Uuid::parse_str(given).is_ok(), "{id:?} became {given}");
        }
    }

    async fn c18_the_audit_trail_knows_the_request(app) {
        let post = app.as_partner().post("/v1/campaigns", palier_tests::samples::campaign());
        let made = post.header("x-request-id", "the-request").await.expect(201);
        let sql = "SELECT subject_id AS text FROM audit_events WHERE request_id = 'the-request'";
        assert_eq!(app.connect().texts(sql), [made.id()]);
    }
}
