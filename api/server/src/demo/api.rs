//! A caller of the public API, inside this process: the very application that is served, with real requests, real
//! tokens and real JSON, only without a socket between. So every rule holds for the town as it does for everybody.

use std::{cell::Cell, net::SocketAddr, rc::Rc};

use actix_web::{
    body::{self, MessageBody},
    dev::{Service, ServiceResponse},
    http::{StatusCode, header},
    test::{TestRequest, init_service},
    web::{Bytes, Data},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};

use super::{DemoError, credentials::Login};
use crate::{app::App, http::oauth::DEVICE_GRANT, server};

/// Whom the town's requests come from.
const FROM: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 1);

type Answered = LocalBoxFuture<'static, Result<(StatusCode, Bytes), DemoError>>;

/// The application, ready to be called.
pub struct Api {
    call: Box<dyn Fn(TestRequest) -> Answered>,
    keys: Cell<u64>,
}

/// An access token.
#[derive(Clone, Debug)]
pub struct Token(String);

/// What a device got for its code.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// Its token.
    pub token: Token,
    /// Its id.
    pub device_id: String,
}

async fn answered<B: MessageBody>(response: ServiceResponse<B>) -> Result<(StatusCode, Bytes), DemoError> {
    let status = response.status();
    match body::to_bytes(response.into_body()).await {
        Ok(bytes) => Ok((status, bytes)),
        Err(_) => Err(DemoError::Content("an answer broke off".to_owned())),
    }
}

impl Api {
    /// Gets the application ready.
    pub async fn of(app: &Data<App>) -> Self {
        let service = Rc::new(init_service(server::application(app)).await);
        let call = move |request: TestRequest| -> Answered {
            let service = Rc::clone(&service);
            Box::pin(async move {
                match service.call(request.peer_addr(FROM).to_request()).await {
                    Ok(response) => answered(response).await,
                    Err(error) => answered_badly(&error),
                }
            })
        };
        Self { call: Box::new(call), keys: Cell::new(0) }
    }

    /// Posts a body; the answer's JSON, `null` if it has none.
    ///
    /// # Errors
    /// With the problem that was answered, and to which request.
    pub async fn post(&self, token: &Token, path: &str, body: Option<&Value>) -> Result<Value, DemoError> {
        let (status, answer) = self.try_post(token, path, body).await?;
        if status.is_success() {
            return Ok(answer);
        }
        Err(DemoError::Content(format!("POST {path} was answered {status}: {answer}")))
    }

    /// Posts a body, and takes any answer.
    ///
    /// # Errors
    /// If there is none, or one that is not JSON.
    pub async fn try_post(
        &self,
        token: &Token,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Value), DemoError> {
        self.keys.set(self.keys.get() + 1);
        let mut request = TestRequest::post()
            .uri(path)
            .insert_header((header::AUTHORIZATION, format!("Bearer {}", token.0)))
            .insert_header(("idempotency-key", format!("demo-{}", self.keys.get())));
        if let Some(body) = body {
            request = request
                .set_payload(body.to_string())
                .insert_header((header::CONTENT_TYPE, "application/json"));
        }
        let (status, bytes) = (self.call)(request).await?;
        Ok((status, parsed(&bytes)?))
    }

    /// An access token for a client, by its secret.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn token(&self, login: &Login) -> Result<Token, DemoError> {
        let basic = STANDARD.encode(format!("{}:{}", login.client_id, login.client_secret));
        let request = TestRequest::post().insert_header((header::AUTHORIZATION, format!("Basic {basic}")));
        let answer = self.granted(request, &[("grant_type", "client_credentials")]).await?;
        Ok(Token(text(&answer, "access_token")?))
    }

    /// Exchanges a device's one-time code, as the app on it does.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn enrol(&self, app: &Login, (code, label): (&str, &str)) -> Result<Enrolled, DemoError> {
        let client_id = app.client_id.to_string();
        let form = [
            ("grant_type", DEVICE_GRANT),
            ("client_id", client_id.as_str()),
            ("code", code),
            ("device_label", label),
            ("platform", "Android 14"),
            ("app_version", "1.4.0"),
        ];
        let answer = self.granted(TestRequest::post(), &form).await?;
        let token = Token(text(&answer, "access_token")?);
        Ok(Enrolled { token, device_id: text(&answer, "device_id")? })
    }

    async fn granted(&self, request: TestRequest, form: &[(&str, &str)]) -> Result<Value, DemoError> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = request
            .uri("/oauth/token")
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(body);
        let (status, bytes) = (self.call)(request).await?;
        let answer = parsed(&bytes)?;
        if status.is_success() {
            return Ok(answer);
        }
        Err(DemoError::Content(format!("a token was refused with {status}: {answer}")))
    }
}

fn answered_badly(error: &actix_web::Error) -> Result<(StatusCode, Bytes), DemoError> {
    Ok((error.as_response_error().status_code(), Bytes::from(json!(error.to_string()).to_string())))
}

fn parsed(bytes: &[u8]) -> Result<Value, DemoError> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(bytes)
        .map_err(|error| DemoError::Content(format!("an answer is no JSON: {error}")))
}

/// A member of an answer.
///
/// # Errors
/// If it is not there, or no text.
pub fn text(answer: &Value, member: &str) -> Result<String, DemoError> {
    let found = answer[member].as_str().map(str::to_owned);
    found.ok_or_else(|| DemoError::Content(format!("an answer has no {member}")))
}
