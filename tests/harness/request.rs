//! Requests, as short as a test needs them.

use std::{
    future::{Future, IntoFuture},
    pin::Pin,
};

use reqwest::Method;
use serde::Serialize;
use uuid::Uuid;

use crate::{App, Response, seed::Credentials};

/// Who asks.
#[derive(Clone)]
pub(crate) enum Identity {
    Nobody,
    Token(String),
    Client { credentials: Credentials, scope: Option<String> },
}

/// Someone who sends requests to an [`App`].
#[derive(Clone)]
pub struct Caller<'a> {
    pub(crate) app: &'a App,
    pub(crate) identity: Identity,
}

impl<'a> Caller<'a> {
    /// The same client with a token of these scopes only.
    #[must_use]
    pub fn with_scope(mut self, scopes: &str) -> Self {
        if let Identity::Client { scope, .. } = &mut self.identity {
            *scope = Some(scopes.to_owned());
        }
        self
    }

    /// A request.
    pub fn request(&self, method: Method, path: &str) -> Request<'a> {
        let url =
            if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.app.url()) };
        Request { caller: self.clone(), request: self.app.http.request(method, url) }
    }

    /// GET.
    pub fn get(&self, path: &str) -> Request<'a> {
        self.request(Method::GET, path)
    }

    /// POST with a JSON body and a new `Idempotency-Key`.
    pub fn post(&self, path: &str, body: impl Serialize) -> Request<'a> {
        self.request(Method::POST, path).json(&body).key(&Uuid::now_v7().to_string())
    }

    /// POST without a body, with a new `Idempotency-Key`.
    pub fn post_empty(&self, path: &str) -> Request<'a> {
        self.request(Method::POST, path).key(&Uuid::now_v7().to_string())
    }

    /// PUT with a JSON body.
    pub fn put(&self, path: &str, body: impl Serialize) -> Request<'a> {
        self.request(Method::PUT, path).json(&body)
    }

    /// PATCH with a JSON Merge Patch.
    pub fn patch(&self, path: &str, patch: impl Serialize) -> Request<'a> {
        let text = serde_json::to_vec(&patch).expect("JSON");
        self.request(Method::PATCH, path).body("application/merge-patch+json", text)
    }

    /// POST of a form, as the authorization server takes it.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Request<'a> {
        let Request { caller, request } = self.request(Method::POST, path);
        Request { caller, request: request.form(fields) }
    }

    /// The access token that this caller's requests carry.
    pub async fn token(&self) -> Option<String> {
        match &self.identity {
            Identity::Nobody => None,
            Identity::Token(token) => Some(token.clone()),
            Identity::Client { credentials, scope } => {
                let mut tokens = self.app.tokens.lock().await;
                let entry = (credentials.id.clone(), scope.clone());
                if let Some(token) = tokens.get(&entry) {
                    return Some(token.clone());
                }
                let token = fetch(self.app, credentials, scope.as_deref()).await;
                tokens.insert(entry, token.clone());
                Some(token)
            }
        }
    }

    /// Gets a token and waits until its client's use of the secret is noted, which is done beside the answer: a test
    /// that holds a lock next must not hold up this as well.
    pub async fn settle(&self) {
        let _token = self.token().await;
        let mut rows = self.app.connect();
        while rows.number("(SELECT count(*) FROM client_secrets WHERE last_used_at IS NOT NULL)") == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// Every item of a list, by following its pages of `limit` items.
    pub async fn all(&self, path: &str, limit: usize) -> Vec<serde_json::Value> {
        let mut items = Vec::new();
        let separator = if path.contains('?') { '&' } else { '?' };
        let first = format!("{path}{separator}limit={limit}");
        let mut next = first.clone();
        loop {
            let page = self.get(&next).await.expect(200).json();
            items.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next_cursor"].as_str() {
                Some(cursor) => next = format!("{first}&cursor={cursor}"),
                None => return items,
            }
        }
    }
}

async fn fetch(app: &App, credentials: &Credentials, scope: Option<&str>) -> String {
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(scope.map(|scope| ("scope", scope)));
    let answer =
        app.anonymous().form("/oauth/token", &fields).basic(&credentials.id, &credentials.secret).await;
    answer.expect(200).json()["access_token"].as_str().expect("an access token").to_owned()
}

/// A request that is sent when it is awaited.
#[must_use = "a request is sent by awaiting it"]
pub struct Request<'a> {
    caller: Caller<'a>,
    request: reqwest::RequestBuilder,
}

impl<'a> Request<'a> {
    /// The same with a header, in place of one of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let mut headers = reqwest::header::HeaderMap::new();
        let name = reqwest::header::HeaderName::try_from(name).expect("a header's name");
        headers.insert(
            name,
            reqwest::header::HeaderValue::from_bytes(value.as_bytes()).expect("a header's value"),
        );
        self.request = self.request.headers(headers);
        self
    }

    /// With this `Idempotency-Key`.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// Without an `Idempotency-Key`.
    pub fn without_key(mut self) -> Self {
        let (client, built) = self.request.build_split();
        let mut built = built.expect("a request");
        built.headers_mut().remove("idempotency-key");
        self.request = reqwest::RequestBuilder::from_parts(client, built);
        self
    }

    /// With this `If-Match`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// With this `Accept`.
    pub fn accept(self, media_type: &str) -> Self {
        self.header("accept", media_type)
    }

    /// With HTTP Basic authentication.
    pub fn basic(mut self, user: &str, password: &str) -> Self {
        self.request = self.request.basic_auth(user, Some(password));
        self
    }

    /// With a JSON body.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.request = self.request.json(body);
        self
    }

    /// With a body of any kind.
    pub fn body(mut self, media_type: &str, body: impl Into<reqwest::Body>) -> Self {
        self = self.header("content-type", media_type);
        self.request = self.request.body(body);
        self
    }

    /// Sends it; a transport's failure is a result here and a panic elsewhere.
    ///
    /// # Errors
    /// If no answer came.
    pub async fn try_send(self) -> Result<Response, reqwest::Error> {
        let Self { caller, mut request } = self;
        if let Some(token) = caller.token().await {
            request = request.bearer_auth(token);
        }
        let (client, built) = request.build_split();
        let built = built?;
        let (method, url) = (built.method().to_string(), built.url().clone());
        let response = Response::read(format!("{method} {url}"), client.execute(built).await?).await?;
        let answer = (&response.headers, response.body.as_slice());
        crate::conformance::check(&method, url.path(), response.status, answer);
        Ok(response)
    }
}

impl<'a> IntoFuture for Request<'a> {
    type Output = Response;
    type IntoFuture = Pin<Box<dyn Future<Output = Response> + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.try_send().await.unwrap_or_else(|error| panic!("no answer: {error:?}")) })
    }
}
