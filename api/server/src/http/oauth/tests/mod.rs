mod server;

use actix_web::{
    App as ActixApp,
    dev::Service,
    http::StatusCode,
    test::{self, TestRequest},
    web::Data,
};
use palier_domain::{
    caller::{Act, Actor, Mode},
    code::CommuneCode,
    ids::ClientId,
    organisation::{OrganisationDraft, OrganisationKind},
};
use palier_store::{Recorded, query};
use serde_json::json;
use uuid::Uuid;

use self::server::{ISSUER, Known, Server, act, now};
use crate::{
    auth::secrets,
    config::SigningAlgorithm,
    http,
    keys::KeyRing,
    service::{clients, organisations},
};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

#[actix_web::test]
async fn a_token_by_either_way_of_showing_the_secret() {
    let server = Server::start();
    let partner = server.partner();
    let answer = server.post("/oauth/token", Some(&partner), &[GRANT]).await;
    let token = answer.token();
    assert!(server.accepts(&token));
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
    assert!(answer.header("ratelimit").starts_with("\"address\";r="), "{}", answer.header("ratelimit"));
    let members: Vec<_> = answer.body.as_object().expect("an object").keys().collect();
    assert_eq!(members, ["access_token", "token_type", "expires_in", "scope"]);
    assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert!(answer.body["scope"].as_str().is_some_and(|scope| scope.contains("campaigns:write")));
    let id = partner.id.to_string();
    let form = [GRANT, ("client_id", &id), ("client_secret", &partner.secret)];
    assert!(server.accepts(&server.post("/oauth/token", None, &form).await.token()));
}

#[actix_web::test]
async fn scopes_that_were_asked_for() {
    let server = Server::start();
    let partner = server.partner();
    let ask =
        async |scope: &str| server.post("/oauth/token", Some(&partner), &[GRANT, ("scope", scope)]).await;
    assert_eq!(ask("themes:read campaigns:read").await.body["scope"], "themes:read campaigns:read");
    for wrong in ["campaigns:approve", "themes:read moon:read", "themes:read  campaigns:read", " "] {
        ask(wrong).await.error(400, "invalid_scope");
    }
}

#[actix_web::test]
async fn requests_that_are_refused() {
    let server = Server::start();
    let partner = server.partner();
    let id = partner.id.to_string();
    let post = async |form: &[(&str, &str)]| server.post("/oauth/token", Some(&partner), form).await;
    post(&[]).await.error(400, "invalid_request");
    post(&[("grant_type", "password")]).await.error(400, "unsupported_grant_type");
    post(&[GRANT, GRANT]).await.error(400, "invalid_request");
    post(&[GRANT, ("client_id", &id), ("client_secret", &partner.secret)])
        .await
        .error(400, "invalid_request");
    let uri = format!("/oauth/token?client_secret={}", partner.secret);
    server.post(&uri, Some(&partner), &[GRANT]).await.error(400, "invalid_request");
    server.post("/oauth/token", None, &[GRANT]).await.error(401, "invalid_client");
    let password = [("grant_type", "password"), ("username", "ana"), ("password", "x")];
    server.post("/oauth/token", None, &password).await.error(400, "unsupported_grant_type");
    let json = TestRequest::post().uri("/oauth/token").set_json(json!({"grant_type": "client_credentials"}));
    let answer = server.send(json).await;
    assert_eq!(answer.status.as_u16(), 415);
    assert_eq!(answer.header("accept-post"), "application/x-www-form-urlencoded");
    let answer = server.post("/oauth/token", Some(&partner), &[GRANT, ("x", &"y".repeat(40_000))]).await;
    assert_eq!(answer.status.as_u16(), 413, "{}", answer.body);
    let answer = server.send(TestRequest::get().uri("/oauth/token")).await;
    assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "POST"));
}

#[actix_web::test]
async fn wrong_clients_are_all_told_the_same() {
    let server = Server::start();
    let (partner, other) = (server.partner(), server.partner());
    let test = server.client(OrganisationKind::Partner, Mode::Test, None);
    let revoked = server.partner();
    server
        .app
        .store
        .write(|tx| {
            clients::revoke(tx, &act(), (revoked.id, &crate::service::Expected::Nothing), 900)
                .map(|view| view.map(drop))
        })
        .expect("revoked");
    let keyed_ring = KeyRing::generate(SigningAlgorithm::EdDsa, now()).expect("keys");
    let keyed =
        server.client(OrganisationKind::Partner, Mode::Live, Some(keyed_ring.signing_key(now()).jwk()));
    let mut told = std::collections::HashSet::new();
    for (id, secret) in [
        (partner.id.0, &other.secret),
        (partner.id.0, &test.secret),
        (test.id.0, &partner.secret),
        (Uuid::now_v7(), &partner.secret),
        (revoked.id.0, &revoked.secret),
        (keyed.id.0, &partner.secret),
        (partner.id.0, &"palier_live_x".to_owned()),
    ] {
        let known = Known { id: ClientId(id), secret: secret.clone() };
        let answer = server.post("/oauth/token", Some(&known), &[GRANT]).await;
        answer.error(401, "invalid_client");
        told.insert(answer.body["detail"].to_string());
    }
    assert_eq!(told.len(), 1, "{told:?}");
}

#[actix_web::test]
async fn an_assertion_is_taken_once() {
    let server = Server::start();
    let ring = KeyRing::generate(SigningAlgorithm::Es256, now()).expect("keys");
    let key = ring.signing_key(now());
    let client = server.client(OrganisationKind::Partner, Mode::Live, Some(key.jwk()));
    let assertion = |audience: &str, jti: &str| {
        let claims = json!({
            "iss": client.id, "sub": client.id, "aud": audience, "jti": jti, "exp": now().seconds() + 60,
        });
        let header = jsonwebtoken::Header::new(key.jwt_algorithm());
        jsonwebtoken::encode(&header, &claims, key.encoding_key()).expect("signed")
    };
    let post = async |assertion: &str| {
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let form = [GRANT, ("client_assertion_type", kind), ("client_assertion", assertion)];
        server.post("/oauth/token", None, &form).await
    };
    let good = assertion(ISSUER, "1");
    assert!(server.accepts(&post(&good).await.token()));
    post(&good).await.error(401, "invalid_client");
    post(&assertion(&format!("{ISSUER}/oauth/token"), "2")).await.error(401, "invalid_client");
    assert!(server.accepts(&post(&assertion(ISSUER, "2")).await.token()), "a refused one was not taken");
}

#[actix_web::test]
async fn two_secrets_overlap() {
    let server = Server::start();
    let old = server.partner();
    let made = secrets::generate(&server.app.config.auth, Mode::Live).expect("made");
    let new = Known { secret: made.secret.expose().to_owned(), ..old.clone() };
    let rotated = server
        .app
        .store
        .write(|tx| clients::rotate(tx, &act(), (old.id, &crate::service::Expected::Nothing), made, 3_600));
    assert_eq!(rotated.expect("rotated").secrets.len(), 2);
    for known in [&old, &new] {
        assert!(server.accepts(&server.token(known).await));
    }
    let again = secrets::generate(&server.app.config.auth, Mode::Live).expect("made");
    server
        .app
        .store
        .write(|tx| {
            clients::rotate(tx, &act(), (old.id, &crate::service::Expected::Nothing), again, 0)
                .map(|view| view.map(drop))
        })
        .expect("rotated");
    server.post("/oauth/token", Some(&new), &[GRANT]).await.error(401, "invalid_client");
}

#[actix_web::test]
async fn introspection_tells_only_whom_it_concerns() {
    let server = Server::start();
    let (partner, other) = (server.partner(), server.partner());
    let operator = server.client(OrganisationKind::Operator, Mode::Live, None);
    let token = server.token(&partner).await;
    let ask = async |known: &Known, token: &str| {
        server.post("/oauth/introspect", Some(known), &[("token", token)]).await
    };
    for known in [&partner, &operator] {
        let answer = ask(known, &token).await;
        assert_eq!((&answer.body["active"], &answer.body["iss"]), (&json!(true), &json!(ISSUER)));
        assert_eq!(answer.body["client_id"], json!(partner.id));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert_eq!(ask(&other, &token).await.body, json!({"active": false}));
    assert_eq!(ask(&partner, "nonsense").await.body, json!({"active": false}));
    server.post("/oauth/introspect", None, &[("token", &token)]).await.error(401, "invalid_client");
    server.post("/oauth/introspect", Some(&partner), &[]).await.error(400, "invalid_request");
}

#[actix_web::test]
async fn a_revoked_token_stops_at_once_and_leaves_a_record() {
    let server = Server::start();
    let (partner, other) = (server.partner(), server.partner());
    let token = server.token(&partner).await;
    let revoke = async |known: &Known, token: &str| {
        let form = [("token", token), ("token_type_hint", "access_token")];
        server.post("/oauth/revoke", Some(known), &form).await.status.as_u16()
    };
    assert_eq!(revoke(&partner, "nonsense").await, 200);
    assert_eq!(revoke(&other, &token).await, 200);
    assert!(server.accepts(&token), "another client's token is left alone");
    let id =
        server.app.auth.verify((&server.app.store, &server.app.keys), &token, now()).expect("good").token_id;
    assert_eq!(revoke(&partner, &token).await, 200);
    assert!(!server.accepts(&token));
    assert_eq!(revoke(&partner, &token).await, 200);
    let id = id.to_string();
    let audit: Result<_, palier_store::StoreError> =
        server.app.store.read(|tx| query!(tx, audit::of_subject(&Actor::CommandLine, "token", &id)));
    let audit = audit.expect("read");
    assert_eq!((audit.len(), audit[0].action.as_str()), (1, "token.revoked"));
    assert!(server.accepts(&server.token(&partner).await), "the client gets another one");
}

#[actix_web::test]
async fn a_revoked_client_takes_every_token_with_it() {
    let server = Server::start();
    let partner = server.partner();
    // As if it were being issued while the client is revoked: dated after the act.
    let token = server.token(&partner).await;
    let act = Act { at: now().plus_seconds(-2), ..act() };
    let revoked = server
        .app
        .store
        .write(|tx| clients::revoke(tx, &act, (partner.id, &crate::service::Expected::Nothing), 900));
    assert!(revoked.is_ok());
    server.app.auth.refresh_revocations(&server.app.store, now()).expect("read");
    assert!(!server.accepts(&token));
}

#[actix_web::test]
async fn a_change_of_communes_stops_even_tokens_that_are_dated_after_it() {
    let server = Server::start();
    let town = server.client(OrganisationKind::Municipality, Mode::Live, None);
    let token = server.token(&town).await;
    assert!(server.accepts(&token));
    let act = Act { at: now().plus_seconds(-2), ..act() };
    let changed = server.app.store.write(|tx| {
        let client = query!(tx, clients::find(&act.actor, town.id))?;
        let which = (client.organisation_id, &crate::service::Expected::Nothing);
        organisations::update(tx, &act, which, 900, |before| {
            let commune_codes = vec![CommuneCode::new("99002").expect("a code")];
            Ok(OrganisationDraft { kind: before.kind, name: before.name.clone(), commune_codes })
        })
    });
    assert!(changed.is_ok(), "{changed:?}");
    server.app.auth.refresh_revocations(&server.app.store, now()).expect("read");
    assert!(!server.accepts(&token));
    assert!(server.accepts(&server.token(&town).await), "a new one is good at once");
}

#[actix_web::test]
async fn the_use_of_a_secret_is_noted() {
    let server = Server::start();
    let partner = server.partner();
    server.token(&partner).await;
    for _ in 0..100 {
        let secrets = server
            .app
            .store
            .read(|tx| query!(tx, clients::working_secrets(partner.id, now())))
            .expect("read");
        if secrets[0].last_used_at.is_some() {
            return;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("it was not noted");
}

#[actix_web::test]
async fn the_address_has_its_limit() {
    let server = Server::with(|config| config.limits.token_requests_per_minute = 2);
    for _ in 0..2 {
        server.post("/oauth/token", None, &[GRANT]).await.error(401, "invalid_client");
    }
    let answer = server.post("/oauth/token", None, &[GRANT]).await;
    assert_eq!((answer.status.as_u16(), &answer.body["policy"]), (429, &json!("address")));
    assert!(!answer.header("retry-after").is_empty());
}

#[actix_web::test]
async fn failed_tokens_have_their_limit_and_good_ones_another() {
    let server = Server::with(|config| config.limits.failed_tokens_per_minute = 2);
    let token = server.token(&server.partner()).await;
    let get = async |token: Option<&str>| {
        let request = TestRequest::get().uri("/v1/themes");
        let bearer = token.map(|token| ("authorization", format!("Bearer {token}")));
        server.send(bearer.into_iter().fold(request, TestRequest::insert_header)).await
    };
    assert_eq!(get(None).await.status.as_u16(), 401);
    assert_eq!(get(Some("nonsense")).await.status.as_u16(), 401);
    for wrong in [None, Some("nonsense")] {
        let answer = get(wrong).await;
        assert_eq!((answer.status.as_u16(), &answer.body["policy"]), (429, &json!("failed_tokens")));
        assert_eq!(answer.header("ratelimit-policy"), "\"failed_tokens\";q=2;w=60;burst=2");
        assert!(answer.header("ratelimit").starts_with("\"failed_tokens\";r=0;t="));
        assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
    }
    assert_eq!(get(Some(&token)).await.status.as_u16(), 200);
}

#[actix_web::test]
async fn metadata_and_keys_are_published() {
    let server = Server::start();
    let answer = server.send(TestRequest::get().uri("/.well-known/oauth-authorization-server")).await;
    assert_eq!(
        (&answer.body["issuer"], answer.header("cache-control")),
        (&json!(ISSUER), "public, max-age=300")
    );
    assert_eq!(answer.body["token_endpoint"], json!(format!("{ISSUER}/oauth/token")));
    for (name, value) in answer.body.as_object().expect("an object") {
        // Every endpoint that is promised is there.
        let Some(path) =
            value.as_str().and_then(|url| url.strip_prefix(ISSUER)).filter(|path| path.len() > 1)
        else {
            continue;
        };
        if name != "service_documentation" {
            let status = server.send(TestRequest::get().uri(path)).await.status.as_u16();
            assert!(status == 405 || status == 200, "{name}: {status}");
        }
    }
    let answer = server.send(TestRequest::get().uri("/.well-known/jwks.json")).await;
    assert_eq!(answer.body, server.app.keys.current().jwks(now()));
    assert_eq!(answer.header("content-type"), "application/jwk-set+json");
}

#[actix_web::test]
async fn every_error_has_its_page() {
    let server = Server::start();
    for kind in super::problems::KINDS {
        let service =
            test::init_service(ActixApp::new().configure(http::configure(Data::clone(&server.app)))).await;
        let request = TestRequest::get().uri(&format!("/problems/{}", kind.code)).to_request();
        assert_eq!(service.call(request).await.expect("an answer").status(), StatusCode::OK, "{}", kind.code);
    }
}

#[actix_web::test]
async fn expired_rows_are_swept() {
    let server = Server::start();
    let partner = server.partner();
    let past = now().plus_seconds(-10);
    server
        .app
        .store
        .write(|tx| query!(tx, clients::take_assertion(partner.id, "old", past)).map(Recorded::unchanged))
        .expect("taken");
    let jobs = crate::jobs::start(&server.app);
    crate::jobs::sweep::sweep(&server.app).expect("swept");
    let again = server
        .app
        .store
        .write(|tx| query!(tx, clients::take_assertion(partner.id, "old", past)).map(Recorded::unchanged));
    assert!(again.is_ok(), "it was forgotten");
    jobs.stop(std::time::Duration::from_secs(5)).await;
}
