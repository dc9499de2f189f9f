//! Sending: tries, times, tokens and what is told of them.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use http::header::{AUTHORIZATION, RETRY_AFTER, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use std::time::Duration;
use tracing::{Instrument, Span, field};

use super::{Call, KEY, Repeat};
use crate::error::ApiError;
use crate::http_client::{Chunks, TransportError, TransportKind};
use crate::platform::{Instant, sleep, within};
use crate::{Error, Secret};

/// What is done with the body of a successful answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is read as a whole, within the same try: if it breaks off, the request is made again.
    Whole,
    /// It is left to whoever reads the stream.
    Streamed,
}

/// A successful answer.
pub(crate) struct Received {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub chunks: Option<Chunks>,
}

/// What to do after a try that failed.
enum After {
    /// Give up.
    Fail(Error),
    /// Try again, not before the server's own time if it named one.
    Again(Error, Option<Duration>),
    /// Get another token and try again at once.
    Unauthorized(Error, Option<Secret>),
}

impl Call {
    /// Sends it, again if need and reason are, and gives the successful answer.
    pub(crate) async fn send(&self, reading: Reading) -> Result<Received, Error> {
        let span = tracing::info_span!(
            "palier_sdk",
            operation = self.operation.id,
            attempts = field::Empty,
            status = field::Empty,
            request_id = field::Empty,
        );
        self.tries(reading).instrument(span).await
    }

    async fn tries(&self, reading: Reading) -> Result<Received, Error> {
        if let Some(reason) = &self.failure {
            return Err(Error::Request { operation: self.operation.id, reason: reason.clone() });
        }
        let headers = self.all_headers();
        let client = self.client.inner();
        let limit = self.limit.unwrap_or(client.timeout);
        let (start, mut renewed) = (Instant::now(), false);
        let mut delays = client.retry.delays();
        for attempt in 1_u32.. {
            let left = limit.saturating_sub(start.elapsed());
            Span::current().record("attempts", attempt);
            let after = match self.attempt(reading, &headers, left).await {
                Ok(received) => {
                    client.budget.succeeded();
                    return Ok(received);
                }
                Err(after) => after,
            };
            match after {
                After::Unauthorized(_, token) if !renewed && client.auth.refuse(token.as_ref()) => {
                    renewed = true;
                    tracing::debug!("the access token was refused; another one is asked for");
                }
                After::Fail(error) | After::Unauthorized(error, _) => return Err(error),
                After::Again(error, asked) => {
                    let Some(delay) = delays.next() else { return Err(error) };
                    let delay = asked.map_or(delay, |asked| asked.saturating_add(delay.min(asked / 10)));
                    if start.elapsed().saturating_add(delay) >= limit || !client.budget.withdraw() {
                        return Err(error);
                    }
                    tracing::debug!(error = %error, delay_ms = delay.as_millis(), "trying again");
                    sleep(delay).await;
                }
            }
        }
        unreachable!("the delays end before the numbers do")
    }

    /// The headers of all tries, with the one key of the call.
    fn all_headers(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        if self.operation.repeat == Repeat::WithKey && !headers.contains_key(KEY) {
            let key = uuid::Uuid::now_v7().to_string();
            if let Ok(key) = HeaderValue::from_str(&key) {
                headers.insert(KEY, key);
            }
        }
        if let Ok(agent) = HeaderValue::from_str(&self.client.inner().user_agent) {
            headers.insert(USER_AGENT, agent);
        }
        headers
    }

    async fn attempt(
        &self,
        reading: Reading,
        headers: &HeaderMap,
        left: Duration,
    ) -> Result<Received, After> {
        let client = self.client.inner();
        let limit = left.min(client.attempt_timeout);
        let operation = self.operation.id;
        let attempt = async {
            let token = client.auth.token(client).await.map_err(After::Fail)?;
            let request = self.request(headers, token.as_ref()).map_err(After::Fail)?;
            let answer = client.http.send(request).await.map_err(|error| self.broken(error))?;
            self.take(answer, reading, token).await
        };
        let timed_out = || self.judge(TransportKind::Timeout, Error::Timeout { operation, limit });
        within(limit, attempt).await.unwrap_or_else(|| Err(timed_out()))
    }

    fn request(&self, headers: &HeaderMap, token: Option<&Secret>) -> Result<Request<Bytes>, Error> {
        let mut uri = format!("{}{}", self.client.inner().base, self.path);
        if !self.query.is_empty() {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(&self.query);
            uri = format!("{uri}?{}", query.finish());
        }
        let refuse = |reason: String| Error::Request { operation: self.operation.id, reason };
        let mut request = Request::builder()
            .method(self.operation.method.clone())
            .uri(uri)
            .body(self.body.clone())
            .map_err(|error| refuse(error.to_string()))?;
        *request.headers_mut() = headers.clone();
        if let Some(token) = token {
            let value = HeaderValue::from_str(&format!("Bearer {}", token.expose()));
            let mut value = value.map_err(|_| refuse("the access token can't be sent".to_owned()))?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        Ok(request)
    }

    async fn take(
        &self,
        answer: http::Response<Chunks>,
        reading: Reading,
        token: Option<Secret>,
    ) -> Result<Received, After> {
        let (parts, chunks) = answer.into_parts();
        let (status, headers) = (parts.status, parts.headers);
        Span::current().record("status", status.as_u16());
        if let Some(id) = headers.get("x-request-id").and_then(|id| id.to_str().ok()) {
            Span::current().record("request_id", id);
        }
        let good = status.is_success() || status == StatusCode::NOT_MODIFIED;
        if good && reading == Reading::Streamed {
            return Ok(Received { status, headers, body: Bytes::new(), chunks: Some(chunks) });
        }
        let body = collect(chunks).await;
        if good {
            let body = body.map_err(|error| self.broken(error))?;
            return Ok(Received { status, headers, body, chunks: None });
        }
        // An error whose body broke off is still one by its status.
        Err(self.refused(status, &headers, &body.unwrap_or_default(), token))
    }

    fn broken(&self, error: TransportError) -> After {
        let kind = error.kind;
        self.judge(kind, Error::Transport { operation: self.operation.id, source: error })
    }

    /// A failed connection leaves open what became of the request, unless there was none.
    fn judge(&self, kind: TransportKind, error: Error) -> After {
        match kind {
            TransportKind::Request => After::Fail(error),
            TransportKind::Connect => After::Again(error, None),
            TransportKind::Timeout | TransportKind::Broken if self.operation.repeat == Repeat::Never => {
                After::Fail(error)
            }
            TransportKind::Timeout | TransportKind::Broken => After::Again(error, None),
        }
    }

    fn refused(&self, status: StatusCode, headers: &HeaderMap, body: &[u8], token: Option<Secret>) -> After {
        let error = api_error(self.operation.id, status, headers, body);
        let wait = error.retry_after;
        let code = error.problem.as_ref().map(|problem| problem.code.clone()).unwrap_or_default();
        let error = Error::from(error);
        match status.as_u16() {
            // There is no other token for it, and the refusal of one would not tell what became of what it sent.
            401 if code == "device_revoked" => After::Fail(error),
            401 => After::Unauthorized(error, token),
            429 => After::Again(error, wait),
            409 if code == "idempotency_key_in_use" => After::Again(error, wait),
            408 | 502..=504 if self.operation.repeat != Repeat::Never => After::Again(error, wait),
            _ => After::Fail(error),
        }
    }
}

/// An answer that is an error.
pub(crate) fn api_error(
    operation: &'static str,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> ApiError {
    let problem: Option<crate::types::Problem> = serde_json::from_slice(body).ok();
    let named = headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let request_id = named.or_else(|| problem.as_ref().map(|problem| problem.request_id.clone()));
    let retry_after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(retry_after);
    ApiError { operation, status, problem, request_id, retry_after }
}

/// `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    let wait = at.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// The whole body.
pub(crate) async fn collect(mut chunks: Chunks) -> Result<Bytes, TransportError> {
    let Some(first) = chunks.next().await.transpose()? else { return Ok(Bytes::new()) };
    let Some(second) = chunks.next().await.transpose()? else { return Ok(first) };
    let mut whole = BytesMut::from(&first[..]);
    whole.extend_from_slice(&second);
    while let Some(chunk) = chunks.next().await.transpose()? {
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after("3"), Some(Duration::from_secs(3)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(retry_after("soon"), None);
    }
}
