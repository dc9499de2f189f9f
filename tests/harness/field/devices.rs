//! Devices of field workers.

use reqwest::Method;
use serde_json::Value;

use crate::{App, Caller, Response};

/// The grant type by which devices are enrolled.
pub const GRANT: &str = "urn:palier:params:oauth:grant-type:device-enrolment";

/// A field worker's phone, with the tokens that its app got.
#[derive(Clone, Debug)]
pub struct Phone {
    /// The device's id.
    pub device_id: String,
    /// Whose it is.
    pub field_worker_id: String,
    /// The app's `client_id`.
    pub client_id: String,
    /// The access token.
    pub access_token: String,
    /// The refresh token.
    pub refresh_token: String,
}

impl Phone {
    /// The phone as an answer of the token endpoint describes it.
    #[must_use]
    pub fn of(answer: &Response, client_id: &str) -> Self {
        let answer: Value = answer.json();
        let text = |name: &str| answer[name].as_str().unwrap_or_else(|| panic!("no {name}")).to_owned();
        Self {
            device_id: text("device_id"),
            field_worker_id: text("field_worker_id"),
            client_id: client_id.to_owned(),
            access_token: text("access_token"),
            refresh_token: text("refresh_token"),
        }
    }

    /// Its `Authorization`, for requests that are made by hand.
    #[must_use]
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.access_token)
    }
}

/// Has the operator make a one-time code for a device of the field worker; the answer.
pub async fn code(app: &App, field_worker_id: &str) -> Value {
    let path = format!("/v1/field-workers/{field_worker_id}/enrolments");
    app.as_operator().post_empty(&path).await.expect(201).json()
}

/// Exchanges a code, with these parameters beside it, as the app of the seed's publisher does.
pub async fn exchange(app: &App, code: &str, parameters: &[(&str, &str)]) -> Response {
    let client_id = &app.seed().app_publisher.live.id;
    let mut fields = vec![("grant_type", GRANT), ("client_id", client_id), ("code", code)];
    fields.retain(|(name, _)| parameters.iter().all(|(other, _)| other != name));
    fields.extend(parameters);
    app.anonymous().form("/oauth/token", &fields).await
}

/// Asks for the next tokens of a phone.
pub async fn refresh(app: &App, phone: &Phone) -> Response {
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", phone.client_id.as_str()),
        ("refresh_token", phone.refresh_token.as_str()),
    ];
    app.anonymous().form("/oauth/token", &fields).await
}

/// Enrols a phone of a field worker.
pub async fn enrol(app: &App, field_worker_id: &str) -> Phone {
    let enrolment = code(app, field_worker_id).await;
    let answer = exchange(app, enrolment["code"].as_str().expect("a code"), &[]).await.expect(200);
    Phone::of(&answer, &app.seed().app_publisher.live.id)
}

impl App {
    /// The device of a field worker.
    #[must_use]
    pub fn as_device(&self, phone: &Phone) -> Caller<'_> {
        self.with_token(&phone.access_token)
    }
}

/// The status that a phone's access token is met with.
pub async fn met(app: &App, phone: &Phone) -> u16 {
    app.as_device(phone).request(Method::GET, "/v1/themes?limit=1").await.status
}
