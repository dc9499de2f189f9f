//! A small HTTP server that answers as a test says: also by cutting, delaying and dropping.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use palier_sdk::{Client, ClientBuilder, RetryPolicy};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("bodies are text")
    }

    pub fn is_token(&self) -> bool {
        self.target == "/oauth/token"
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Answers.
    Answer { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// Answers, and cuts the connection after so many bytes of the body.
    Cut { status: u16, body: Vec<u8>, after: usize },
    /// Closes the connection without a word.
    Drop,
    /// Does nothing for a while, then closes it.
    Hang(Duration),
}

pub fn json(status: u16, body: &str) -> Deed {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Deed::Answer { status, headers, body: body.as_bytes().to_vec() }
}

pub fn problem(status: u16, code: &str) -> Deed {
    let body = serde_json::json!({
        "type": "https://palier.example/problems/x", "title": "It failed", "status": status, "detail": "So it is.",
        "instance": "/v1", "request_id": "request-1", "code": code,
    });
    let headers = vec![
        ("content-type".to_owned(), "application/problem+json".to_owned()),
        ("x-request-id".to_owned(), "request-1".to_owned()),
    ];
    Deed::Answer { status, headers, body: body.to_string().into_bytes() }
}

impl Deed {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

type Play = dyn Fn(usize, &Request) -> Deed + Send + Sync;

/// A running server and what it received.
pub struct Server {
    pub address: String,
    received: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts one that is told the number of each request, from 0. Requests for tokens are not numbered: they get one,
    /// `token-1`, `token-2`, …, good for an hour.
    pub async fn start(play: impl Fn(usize, &Request) -> Deed + Send + Sync + 'static) -> Self {
        let issued = Mutex::new(0);
        let number = Mutex::new(0);
        Self::raw(move |_, request| {
            if request.is_token() {
                let mut issued = issued.lock().expect("nobody panicked");
                *issued += 1;
                let body = serde_json::json!({"access_token": format!("token-{issued}"), "expires_in": 3600});
                return json(200, &body.to_string());
            }
            let mut number = number.lock().expect("nobody panicked");
            *number += 1;
            play(*number - 1, request)
        })
        .await
    }

    /// Starts one that is told everything.
    pub async fn raw(play: impl Fn(usize, &Request) -> Deed + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (play, kept): (Arc<Play>, _) = (Arc::new(play), Arc::clone(&received));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (play, kept) = (Arc::clone(&play), Arc::clone(&kept));
                tokio::spawn(async move { serve(stream, &*play, &kept).await });
            }
        });
        Self { address, received }
    }

    /// What was received so far, requests for tokens apart.
    pub fn requests(&self) -> Vec<Request> {
        self.everything().into_iter().filter(|request| !request.is_token()).collect()
    }

    pub fn everything(&self) -> Vec<Request> {
        self.received.lock().expect("nobody panicked").clone()
    }

    pub fn tokens(&self) -> usize {
        self.everything().iter().filter(|request| request.is_token()).count()
    }

    /// A client that waits little between tries.
    pub fn builder(&self) -> ClientBuilder {
        let retry = RetryPolicy::new().delays_between(Duration::from_millis(2), Duration::from_millis(10));
        Client::builder(&self.address).credentials("client-1", "secret-1").retry(retry)
    }

    pub fn client(&self) -> Client {
        self.builder().build().expect("the client is set up well")
    }
}

async fn serve(stream: TcpStream, play: &Play, received: &Mutex<Vec<Request>>) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await {
        let number = {
            let mut received = received.lock().expect("nobody panicked");
            received.push(request.clone());
            received.len() - 1
        };
        if !act(stream.get_mut(), play(number, &request)).await {
            return;
        }
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
    let mut parts = line.split_whitespace();
    let (method, target) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length =
        headers.iter().find(|(name, _)| name == "content-length").map(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.flatten().unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some(Request { method, target, headers, body })
}

/// Whether the connection goes on.
async fn act(stream: &mut TcpStream, deed: Deed) -> bool {
    match deed {
        Deed::Drop => false,
        Deed::Hang(time) => {
            tokio::time::sleep(time).await;
            false
        }
        Deed::Cut { status, body, after } => {
            let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
            drop(stream.write_all(head.as_bytes()).await);
            drop(stream.write_all(&body[..after]).await);
            drop(stream.flush().await);
            false
        }
        Deed::Answer { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} X\r\n");
            if status != 204 && status != 304 {
                head.push_str(&format!("content-length: {}\r\n", body.len()));
            }
            headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
            head.push_str("\r\n");
            stream.write_all(head.as_bytes()).await.is_ok() && stream.write_all(&body).await.is_ok()
        }
    }
}
