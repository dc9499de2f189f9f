//! The way to the public API inside this process: the very application that is served, with real requests, real tokens
//! and real JSON, only without a socket between. So every rule holds for the town as it does for everybody.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    rc::Rc,
    time::Duration,
};

use actix_web::{
    HttpResponse,
    body::{self, MessageBody},
    dev::Service,
    http::Method,
    rt,
    test::{TestRequest, init_service},
    web::{Bytes, Data},
};
use futures_util::stream;
use palier_sdk::{
    Client, ClientBuilder,
    http_client::{
        BoxFuture, Chunks, HttpClient, TransportError, TransportKind,
        http::{Request, Response},
    },
};
use tokio::sync::{mpsc, oneshot};

use super::{DemoError, credentials::Login};
use crate::{app::App, server};

/// Whom the town's requests come from.
const FROM: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1);

/// Nothing is sent there.
const NOWHERE: &str = "http://localhost";

/// How long the town waits for an answer, and for how long its tokens are good, however slow the machine.
pub const PATIENCE: Duration = Duration::from_secs(3_600);

type Answer = Result<Response<Chunks>, TransportError>;

/// Hands requests to the application, which can't leave its thread, while clients could be on any.
#[derive(Clone, Debug)]
pub struct InProcess(mpsc::UnboundedSender<(Request<Bytes>, oneshot::Sender<Answer>)>);

impl InProcess {
    /// Gets the application ready. It answers on this thread, inside the running system of actix.
    pub async fn of(app: &Data<App>) -> Self {
        let service = Rc::new(init_service(server::application(app)).await);
        let (sender, mut asked) = mpsc::unbounded_channel::<(Request<Bytes>, oneshot::Sender<Answer>)>();
        rt::spawn(async move {
            while let Some((request, reply)) = asked.recv().await {
                let service = Rc::clone(&service);
                // None waits for another, as with connections of their own.
                rt::spawn(async move {
                    let answer = match service.call(as_received(request).to_request()).await {
                        Ok(answer) => answered(answer.into_parts().1).await,
                        Err(error) => answered(error.error_response()).await,
                    };
                    // Who asked may be gone.
                    drop(reply.send(answer));
                });
            }
        });
        Self(sender)
    }

    /// Whoever has these credentials.
    ///
    /// # Errors
    /// If no client can be set up.
    pub fn client(&self, login: &Login) -> Result<Client, DemoError> {
        let id = login.client_id.to_string();
        Ok(self.anybody().credentials(id, login.client_secret.as_str()).build()?)
    }

    /// Somebody whose credentials are still to come.
    pub fn anybody(&self) -> ClientBuilder {
        Client::builder(NOWHERE).http_client(self.clone()).attempt_timeout(PATIENCE).timeout(PATIENCE)
    }
}

impl HttpClient for InProcess {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Answer> {
        let (reply, answer) = oneshot::channel();
        // If the application is gone, so is `reply`.
        drop(self.0.send((request, reply)));
        Box::pin(async move { answer.await.unwrap_or_else(|gone| Err(broken(gone))) })
    }
}

fn broken(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportKind::Broken, cause)
}

/// A request as a socket would have brought it.
fn as_received(request: Request<Bytes>) -> TestRequest {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    // What is a method for one version of the library is one for the other.
    let method = Method::from_bytes(head.method.as_str().as_bytes()).unwrap_or_default();
    let mut received = TestRequest::with_uri(path).method(method).peer_addr(FROM);
    for (name, value) in &head.headers {
        received = received.append_header((name.as_str(), value.as_bytes()));
    }
    if body.is_empty() { received } else { received.set_payload(body) }
}

/// An answer as it would have come out of a socket.
async fn answered<B: MessageBody>(answer: HttpResponse<B>) -> Answer {
    let mut received = Response::builder().status(answer.status().as_u16());
    for (name, value) in answer.headers() {
        received = received.header(name.as_str(), value.as_bytes());
    }
    let bytes = body::to_bytes(answer.into_body()).await.map_err(|_| broken("an answer broke off"))?;
    received.body(Box::pin(stream::iter([Ok(bytes)])) as Chunks).map_err(broken)
}
