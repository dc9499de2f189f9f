//! A server without a port, and its clients.

use std::sync::Arc;

use actix_web::{
    App as ActixApp,
    body::MessageBody,
    dev::{Service, ServiceResponse},
    http::StatusCode,
    middleware::from_fn,
    test::{self, TestRequest},
    web::Data,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use palier_domain::{
    caller::{Act, Actor, Mode},
    client::AuthMethod,
    ids::ClientId,
    organisation::{OrganisationDraft, OrganisationKind},
    time::Instant,
};
use serde_json::{Value, json};

use crate::{
    app::App,
    auth::secrets,
    config::{Config, SigningAlgorithm},
    http::{
        self,
        middleware::{finish::finish, observe::observe},
    },
    keys::{KeyRing, SharedKeyRing, Vault},
    server,
    service::{
        clients::{self, ClientDraft},
        organisations,
    },
};

pub(super) const ISSUER: &str = "https://palier.example";

pub(super) fn now() -> Instant {
    jiff::Timestamp::now().into()
}

pub(super) fn act() -> Act {
    Act { actor: Actor::CommandLine, request_id: "test".to_owned(), at: now() }
}

/// A server without a port.
pub(super) struct Server {
    _folder: tempfile::TempDir,
    pub(super) app: Data<App>,
}

/// A client of that server.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) id: ClientId,
    pub(super) secret: String,
}

impl Known {
    fn basic(&self) -> String {
        format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret)))
    }
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: actix_web::http::header::HeaderMap,
    pub(super) body: Value,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    #[track_caller]
    pub(super) fn error(&self, status: u16, error: &str) {
        assert_eq!((self.status.as_u16(), &self.body["error"]), (status, &json!(error)), "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!((&self.body["code"], &self.body["status"]), (&json!(error), &json!(status)));
        assert_eq!(self.body["error_description"], self.body["detail"]);
        assert_eq!((self.header("cache-control"), self.header("pragma")), ("no-store", "no-cache"));
        assert_eq!(self.header("www-authenticate").starts_with("Basic "), status == 401);
    }

    #[track_caller]
    pub(super) fn token(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.body["access_token"].as_str().expect("a token").to_owned()
    }
}

impl Server {
    pub(super) fn start() -> Self {
        Self::with(|_| ())
    }

    pub(super) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::default();
        config.database.url = folder.path().join("a.db").display().to_string().into();
        config.auth.argon2_memory_kib = 64;
        config.auth.argon2_iterations = 1;
        change(&mut config);
        let store = server::open_store(&config).expect("opened");
        store.migrate().expect("migrated");
        let file = folder.path().join("keys.json");
        KeyRing::generate(SigningAlgorithm::EdDsa, now()).and_then(|ring| ring.create(&file)).expect("keys");
        let keys = Arc::new(SharedKeyRing::load(file).expect("loaded"));
        let vault = Arc::new(Vault::generate(now()).expect("a vault"));
        let app = Data::new(App::new(store, config, (keys, vault), (ISSUER.to_owned(), None)));
        Self { _folder: folder, app }
    }

    pub(super) fn client(&self, kind: OrganisationKind, mode: Mode, jwk: Option<Value>) -> Known {
        let commune_codes = match kind {
            OrganisationKind::Municipality => {
                vec![palier_domain::code::CommuneCode::new("99001").expect("a code")]
            }
            _ => vec![],
        };
        let draft = OrganisationDraft { kind, name: "W".to_owned(), commune_codes };
        let secret = jwk.is_none().then(|| secrets::generate(&self.app.config.auth, mode).expect("made"));
        let shown = secret.as_ref().map(|made| made.secret.expose().to_owned()).unwrap_or_default();
        let view = self.app.store.write(|tx| {
            let organisation = organisations::create(tx, &act(), draft)?.value().clone();
            let auth_method =
                if jwk.is_some() { AuthMethod::PrivateKeyJwt } else { AuthMethod::ClientSecret };
            let draft = ClientDraft {
                organisation_id: organisation.id,
                name: "Desk".to_owned(),
                mode,
                auth_method,
                jwk,
                scopes: None,
            };
            clients::create(tx, &act(), draft, secret)
        });
        Known { id: view.expect("made").client.id, secret: shown }
    }

    pub(super) fn partner(&self) -> Known {
        self.client(OrganisationKind::Partner, Mode::Live, None)
    }

    pub(super) async fn send(&self, request: TestRequest) -> Answer {
        let service = test::init_service(
            ActixApp::new()
                .wrap(from_fn(finish))
                .wrap(from_fn(observe))
                .configure(http::configure(Data::clone(&self.app))),
        )
        .await;
        answer(service.call(request.to_request()).await.expect("an answer")).await
    }

    pub(super) async fn post(&self, path: &str, known: Option<&Known>, form: &[(&str, &str)]) -> Answer {
        let mut request = TestRequest::post().uri(path).set_form(form);
        if let Some(known) = known {
            request = request.insert_header(("authorization", known.basic()));
        }
        self.send(request).await
    }

    pub(super) async fn token(&self, known: &Known) -> String {
        self.post("/oauth/token", Some(known), &[("grant_type", "client_credentials")]).await.token()
    }

    pub(super) fn accepts(&self, token: &str) -> bool {
        self.app.auth.verify((&self.app.store, &self.app.keys), token, now()).is_ok()
    }
}

async fn answer<B: MessageBody>(response: ServiceResponse<B>) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = test::read_body(response).await;
    let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") };
    Answer { status, headers, body }
}
