//! All operations, one by one.

use palier_tests::{
    App, Caller, Request, Response, both,
    field::{self, devices::Phone},
    jwt,
};
use serde_json::{Value, json};

use super::{
    operations::{Operation, all},
    recipes::{self, Recipe},
};

/// The operation with a body that it takes, and the headers that it asks for.
pub(crate) fn prepared<'a>(caller: &Caller<'a>, operation: &Operation, path: &str) -> Request<'a> {
    let mut request = caller.request(operation.method.clone(), path);
    if let Some((media_type, body)) = operation.body() {
        request = request.body(&media_type, body.to_string());
    }
    match operation.method.as_str() {
        "POST" => request.key(&uuid::Uuid::now_v7().to_string()),
        "PATCH" => request.if_match("*"),
        _ => request,
    }
}

/// What may differ between two answers to the same request: which one it was.
fn comparable(answer: &Response) -> (u16, Value, Vec<(String, String)>) {
    let mut body = answer.json();
    for member in ["request_id", "instance"] {
        body.as_object_mut().expect("a problem").remove(member);
    }
    // Whether the connection stays open depends on whether the body was read.
    let passing = ["x-request-id", "date", "ratelimit", "connection"];
    let headers = answer.headers.iter().filter(|(name, _)| !passing.contains(&name.as_str()));
    let text = |value: &reqwest::header::HeaderValue| value.to_str().expect("ASCII").to_owned();
    let headers = headers.map(|(name, value)| (name.to_string(), text(value)));
    // The instance is as long as its path.
    let headers = headers.filter(|(name, _)| name != "content-length");
    // Headers have no order, and some hold sets.
    let mut headers: Vec<_> = headers
        .map(|(name, value)| {
            let mut set: Vec<_> = value.split(", ").collect();
            set.sort_unstable();
            (name, set.join(", "))
        })
        .collect();
    headers.sort();
    (answer.status, body, headers)
}

async fn every_scope_but(app: &App, scope: &str) -> String {
    let flows = "/components/securitySchemes/oauth2/flows/clientCredentials/scopes";
    let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
    let scopes = document.pointer(flows).and_then(Value::as_object).expect("scopes");
    scopes.keys().map(String::as_str).filter(|other| *other != scope).collect::<Vec<_>>().join(" ")
}

/// The token of a phone with this scope alone.
fn narrowed(app: &App, phone: &Phone, scope: &str) -> String {
    let (header, mut claims) = jwt::parts(&phone.access_token);
    claims["scope"] = json!(scope);
    jwt::Key::of_server(app).sign(&header, &claims)
}

both! {
    async fn c09_no_operation_answers_without_a_token(app) {
        for operation in all(app).await {
            let answer = prepared(&app.anonymous(), &operation, &operation.unknown_path()).await;
            answer.problem(401, "unauthenticated");
            assert!(!answer.header("www-authenticate").contains("error"), "{}", operation.id);
        }
    }

    async fn c09_no_operation_answers_without_its_scope(app) {
        for operation in all(app).await {
            let others = every_scope_but(app, &operation.scope).await;
            let caller = app.as_operator().with_scope(&others);
            let answer = prepared(&caller, &operation, &operation.unknown_path()).await;
            let problem = answer.problem(403, "insufficient_scope");
            assert_eq!(problem["scope"], operation.scope, "{}", operation.id);
        }
    }

    async fn c51_the_scope_in_the_document_is_the_one_that_suffices(app) {
        let phone = field::sync::phone(app).await;
        for operation in all(app).await {
            let caller = match operation.is_for_devices_alone() {
                true => app.with_token(narrowed(app, &phone, &operation.scope)),
                false => app.as_operator().with_scope(&operation.scope),
            };
            let answer = prepared(&caller, &operation, &operation.unknown_path()).await;
            assert!(!matches!(answer.status, 401 | 403), "{} answers {}", operation.id, answer.text());
            assert!(answer.status < 500, "{} answers {}", operation.id, answer.text());
            let description = operation.value["description"].as_str().expect("a description");
            assert!(description.contains(&format!("Scope: `{}`", operation.scope)), "{}", operation.id);
        }
    }

    async fn c09_another_tenants_resource_is_as_one_that_does_not_exist(app) {
        for operation in all(app).await {
            match recipes::of(app, &operation.id).await {
                Recipe::Public => {}
                Recipe::Own => {
                    assert!(!operation.path.contains("{id}"), "{} names a resource by its id", operation.id);
                }
                Recipe::OperatorAlone => nobody_else_may_hold(app, &operation.scope).await,
                Recipe::Foreign(stranger, id) => {
                    let foreign = operation.path_of(&id);
                    let there = prepared(&stranger, &operation, &foreign).await;
                    let nowhere = prepared(&stranger, &operation, &operation.unknown_path()).await;
                    there.problem(404, "not_found");
                    assert_eq!(comparable(&there), comparable(&nowhere), "{} tells them apart", operation.id);
                    let malformed = operation.path_of("0");
                    let malformed = prepared(&stranger, &operation, &malformed).await;
                    assert_eq!(
                        comparable(&malformed),
                        comparable(&nowhere),
                        "{}: an id that can't be",
                        operation.id
                    );
                }
            }
        }
    }

    async fn c09_a_stranger_changes_nothing(app) {
        for operation in all(app).await.into_iter().filter(|operation| operation.method != "GET") {
            let Recipe::Foreign(stranger, id) = recipes::of(app, &operation.id).await else { continue };
            let own = operation.path.split("{id}").next().expect("a path").to_owned() + &id;
            let seen = app.as_operator().get(&own).await.expect(200);
            // Every change of anything is recorded.
            let recorded = app.connect().count("audit_events");
            prepared(&stranger, &operation, &operation.path_of(&id))
                .await
                .problem(404, "not_found");
            assert_eq!(app.connect().count("audit_events"), recorded, "{} changed something", operation.id);
            let now = app.as_operator().get(&own).await.expect(200);
            assert_eq!((seen.etag(), seen.body), (now.etag(), now.body), "{} changed it", operation.id);
        }
    }

    async fn c09_lists_hold_the_callers_own(app) {
        let ours = palier_tests::samples::draft(app).await;
        let ids = async |caller: Caller<'_>, path: &str| {
            let items = caller.all(path, 200).await;
            items.into_iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(app.as_partner(), "/v1/campaigns").await, [ours]);
        assert!(ids(app.as_other_partner(), "/v1/campaigns").await.is_empty());
        assert!(ids(app.as_municipality(), "/v1/campaigns").await.is_empty(), "a draft is nobody's business");
        let seed = app.seed();
        let strangers = [&seed.partner, &seed.other_partner, &seed.municipality, &seed.app_publisher];
        for tenant in strangers {
            let caller = app.as_client(&tenant.live);
            assert_eq!(ids(caller.clone(), "/v1/organisations").await, [tenant.id.to_string()]);
            // Live and test data never meet: a live client does not even see its test client.
            assert_eq!(ids(caller, "/v1/clients").await, std::slice::from_ref(&tenant.live.id));
        }
        // A filter does not open a door.
        let theirs = format!("/v1/clients?organisation_id={}", seed.operator.id);
        assert!(ids(app.as_partner(), &theirs).await.is_empty());
        let theirs = format!("/v1/campaigns?organisation_id={}", seed.partner.id);
        assert!(ids(app.as_other_partner(), &theirs).await.is_empty());
        assert_eq!(ids(app.as_operator(), "/v1/organisations").await.len(), 6);
    }

    async fn c09_an_external_id_belongs_to_its_partner(app) {
        let path = "/v1/campaigns/by-external-id/EAU-1";
        let mut body = palier_tests::samples::campaign();
        body["external_id"] = json!("EAU-1");
        let ours = app.as_partner().put(path, &body).await.expect(201).id();
        let theirs = app.as_other_partner().put(path, &body).await.expect(201).id();
        assert_ne!(ours, theirs);
        let trial = app.as_client(&app.seed().partner.test).put(path, &body).await.expect(201).id();
        assert_ne!(ours, trial);
    }
}

async fn nobody_else_may_hold(app: &App, scope: &str) {
    let seed = app.seed();
    for tenant in [&seed.partner, &seed.municipality, &seed.app_publisher] {
        let fields = [("grant_type", "client_credentials"), ("scope", scope)];
        let asked =
            app.anonymous().form("/oauth/token", &fields).basic(&tenant.live.id, &tenant.live.secret).await;
        asked.problem(400, "invalid_scope");
        let body = json!({"organisation_id": tenant.id, "name": "More", "scopes": [scope]});
        let granted = app.as_operator().post("/v1/clients", body).await;
        assert_eq!(granted.invalid(), [("/scopes/0".to_owned(), "scope_not_allowed".to_owned())]);
    }
}
