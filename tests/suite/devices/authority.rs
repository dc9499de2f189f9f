//! What a device may do: what its field worker may, and nothing that only the operator may.

use palier_domain::scope::Scope;
use palier_tests::{
    App, both,
    field::{
        devices::{Phone, enrol, met},
        households::draft_with,
        workers::worker,
    },
    jwt,
};
use serde_json::json;

use crate::isolation::{
    operations::all,
    recipes::{self, Recipe},
    walk::prepared,
};

async fn phone(app: &App) -> Phone {
    enrol(app, &worker(app, &[]).await).await
}

fn for_devices(scope: &str) -> bool {
    Scope::parse(scope).is_some_and(|scope| Scope::FOR_DEVICES.contains(&scope))
}

both! {
    async fn c09_a_device_reaches_no_operation_but_its_own(app) {
        let phone = phone(app).await;
        let device = app.as_device(&phone);
        let mut own = 0;
        for operation in all(app).await {
            let answer = prepared(&device, &operation, &operation.unknown_path()).await;
            if for_devices(&operation.scope) {
                own += 1;
                assert!(!matches!(answer.status, 401 | 403 | 500..), "{}: {}", operation.id, answer.text());
            } else {
                answer.problem(403, "insufficient_scope");
            }
        }
        assert!(own > 3, "the walk found nothing that a device may do");
    }

    async fn c09_what_does_not_concern_its_field_worker_is_not_there_for_a_device(app) {
        let phone = phone(app).await;
        let device = app.as_device(&phone);
        for operation in all(app).await.into_iter().filter(|operation| for_devices(&operation.scope)) {
            let Recipe::Foreign(_, id) = recipes::of(app, &operation.id).await else { continue };
            let answer = prepared(&device, &operation, &operation.path_of(&id)).await;
            answer.problem(404, "not_found");
        }
    }

    async fn a_device_is_given_no_scope_of_the_operators(app) {
        let phone = phone(app).await;
        let (_, claims) = jwt::parts(&phone.access_token);
        let mut scopes: Vec<_> = claims["scope"].as_str().expect("scopes").split(' ').collect();
        let mut expected: Vec<_> = Scope::FOR_DEVICES.iter().map(|scope| scope.as_str()).collect();
        scopes.sort_unstable();
        expected.sort_unstable();
        assert_eq!(scopes, expected);
    }

    async fn a_devices_token_with_more_is_refused_whoever_signed_it(app) {
        let phone = phone(app).await;
        let (header, claims) = jwt::parts(&phone.access_token);
        let ours = jwt::Key::of_server(app);
        assert_eq!(met(app, &Phone { access_token: ours.sign(&header, &claims), ..phone.clone() }).await, 200);
        for (claim, value) in [
            ("scope", json!("themes:read clients:manage")),
            ("scope", json!("themes:read campaigns:read")),
            ("organisation_kind", json!("partner")),
            ("sub", claims["client_id"].clone()),
            ("device_id", json!(null)),
            ("field_worker_id", json!(null)),
            ("device_id", claims["field_worker_id"].clone()),
        ] {
            let mut bent = claims.clone();
            bent[claim] = value.clone();
            let bent = Phone { access_token: ours.sign(&header, &bent), ..phone.clone() };
            assert_eq!(met(app, &bent).await, 401, "{claim} {value} was taken");
        }
    }

    async fn two_devices_use_the_same_idempotency_key(app) {
        let (one, other) = (phone(app).await, phone(app).await);
        let household = |building: &str| draft_with(json!({"building": building}));
        let (first, second) = (household("A"), household("B"));
        let enter = async |phone: &Phone, body: &serde_json::Value| {
            app.as_device(phone).post("/v1/households", body).key("visit-1").await
        };
        let (a, b) = tokio::join!(enter(&one, &first), enter(&other, &second));
        assert_eq!((a.expect(201).id(), b.expect(201).id()), (
            first["id"].as_str().expect("an id").to_owned(),
            second["id"].as_str().expect("an id").to_owned(),
        ));
        assert_eq!(enter(&one, &first).await.expect(201).id(), first["id"]);
        enter(&one, &second).await.problem(422, "idempotency_key_reused");
        // Nor does the app's own client meet them.
        assert_eq!(app.connect().number("(SELECT count(*) FROM idempotency_keys WHERE key = 'visit-1')"), 0);
    }

    async fn each_device_has_a_rate_limit_of_its_own(app, |config| {
        config.limits.requests_per_minute = 60;
        config.limits.burst = 5;
    }) {
        let worker = worker(app, &[]).await;
        let (one, other) = (enrol(app, &worker).await, enrol(app, &worker).await);
        let mut answered = Vec::new();
        for _ in 0..7 {
            answered.push(met(app, &one).await);
        }
        assert!(answered.contains(&429), "{answered:?}");
        assert_eq!(met(app, &other).await, 200);
    }

    async fn the_log_and_the_audit_trail_name_the_device(app) {
        let phone = phone(app).await;
        let household = draft_with(json!({}));
        let answer = app.as_device(&phone).post("/v1/households", &household).await.expect(201);
        let lines = palier_tests::logs::lines_with(answer.header("x-request-id"));
        assert!(lines.iter().any(|line| line.contains(&phone.device_id)), "{lines:?}");
        let of_device = "(SELECT count(*) FROM audit_events WHERE action = 'household.created' AND device_id IS NOT NULL)";
        assert_eq!(app.connect().number(of_device), 1);
    }
}
