//! A receiver of webhooks: a little HTTP server that keeps what it gets and answers as a test says.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use crate::{App, Caller};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a test waits for what must not come.
const QUIET: Duration = Duration::from_millis(900);

/// An answer that a receiver gives once.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// More header fields, each with its line end.
    pub headers: &'static str,
    /// How long it takes.
    pub after: Duration,
}

impl Answer {
    /// An answer of this status, at once.
    #[must_use]
    pub const fn of(status: u16) -> Self {
        Self { status, headers: "", after: Duration::ZERO }
    }

    /// 200, after a while.
    #[must_use]
    pub const fn slow(after: Duration) -> Self {
        Self { status: 200, headers: "", after }
    }
}

/// A request that came.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its body, as it came.
    pub body: Vec<u8>,
}

impl Delivery {
    /// A header field that must be there.
    ///
    /// # Panics
    /// If it is not.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.headers));
        value.to_str().expect("ASCII")
    }

    /// The body.
    ///
    /// # Panics
    /// If it is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a delivery is JSON")
    }

    /// What happened.
    ///
    /// # Panics
    /// If it does not say so.
    #[must_use]
    pub fn event_type(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }
}

#[derive(Default)]
struct State {
    got: Mutex<Vec<Delivery>>,
    script: Mutex<VecDeque<Answer>>,
    always: Mutex<Option<Answer>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
    over: AtomicBool,
}

/// A receiver; it stops when it is dropped.
pub struct Receiver {
    address: SocketAddr,
    state: Arc<State>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Receiver {
    /// A receiver that answers 200.
    ///
    /// # Panics
    /// If there is no port.
    #[must_use]
    pub fn start() -> Self {
        Self::answering([])
    }

    /// A receiver that gives these answers in turn, and 200 from then on.
    ///
    /// # Panics
    /// If there is no port.
    #[must_use]
    pub fn answering(script: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State { script: Mutex::new(script.into_iter().collect()), ..State::default() });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.over.load(Ordering::SeqCst) {
                    return;
                }
                let state = Arc::clone(&shared);
                std::thread::spawn(move || serve(&state, stream));
            }
        });
        Self { address, state }
    }

    /// A receiver that always gives this answer.
    ///
    /// # Panics
    /// If there is no port.
    #[must_use]
    pub fn always(answer: Answer) -> Self {
        let receiver = Self::start();
        *locked(&receiver.state.always) = Some(answer);
        receiver
    }

    /// The URL to register.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/palier?team=desk", self.address)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Registers it for a caller, with more members; gives the endpoint as it was answered.
    pub async fn register(&self, caller: &Caller<'_>, more: Value) -> Value {
        let mut body = json!({"url": self.url()});
        for (name, value) in more.as_object().expect("an object") {
            body[name] = value.clone();
        }
        caller.post("/v1/webhook-endpoints", body).await.expect(201).json()
    }

    /// What has come so far.
    #[must_use]
    pub fn got(&self) -> Vec<Delivery> {
        locked(&self.state.got).clone()
    }

    /// The most requests that were open at once.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.state.most_open.load(Ordering::SeqCst)
    }

    /// Waits until so many have come.
    ///
    /// # Panics
    /// If they don't, or more do.
    pub async fn deliveries(&self, count: usize) -> Vec<Delivery> {
        let begun = Instant::now();
        while self.got().len() < count {
            assert!(
                begun.elapsed() < PATIENCE,
                "{} of {count} have come: {:?}",
                self.got().len(),
                self.got()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let got = self.got();
        assert_eq!(got.len(), count, "{got:?}");
        got
    }

    /// Waits a while, in which nothing more may come.
    ///
    /// # Panics
    /// If something does.
    pub async fn stays_at(&self, count: usize) {
        tokio::time::sleep(QUIET).await;
        let got = self.got();
        assert_eq!(got.len(), count, "{got:?}");
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees it.
        let _woken = TcpStream::connect(self.address);
    }
}

fn serve(state: &State, mut stream: TcpStream) {
    let Some(delivery) = read(&stream) else { return };
    let open = state.open.fetch_add(1, Ordering::SeqCst) + 1;
    state.most_open.fetch_max(open, Ordering::SeqCst);
    locked(&state.got).push(delivery);
    let scripted = locked(&state.script).pop_front().or_else(|| locked(&state.always).clone());
    let Answer { status, headers, after } = scripted.unwrap_or(Answer::of(200));
    std::thread::sleep(after);
    state.open.fetch_sub(1, Ordering::SeqCst);
    let answer = format!("HTTP/1.1 {status} So\r\n{headers}content-length: 0\r\nconnection: close\r\n\r\n");
    // Whoever asked may have gone.
    let _sent = stream.write_all(answer.as_bytes());
}

fn read(stream: &TcpStream) -> Option<Delivery> {
    let mut stream = BufReader::new(stream);
    let (mut headers, mut line) = (HeaderMap::new(), String::new());
    stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
    loop {
        line.clear();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let name = HeaderName::try_from(name).ok()?;
        headers.append(name, HeaderValue::from_str(value.trim()).ok()?);
    }
    let length = headers.get("content-length")?.to_str().ok()?.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(Delivery { headers, body })
}

/// Makes all that is pending due now.
pub fn hasten(app: &App) {
    let past = match app.backend {
        crate::Backend::Sqlite => "0",
        crate::Backend::Postgres => "to_timestamp(0)",
    };
    let pending = format!("UPDATE webhook_deliveries SET next_at = {past} WHERE status = 'pending'");
    app.connect().execute(&pending);
}

/// Waits until a delivery of an endpoint stands as it should, and gives it.
///
/// # Panics
/// If it does not in time.
pub async fn settled(caller: &Caller<'_>, endpoint: &str, is: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let all = caller.all(&format!("/v1/webhook-endpoints/{endpoint}/deliveries"), 200).await;
        if let Some(found) = all.iter().find(|delivery| is(delivery)) {
            return found.clone();
        }
        assert!(begun.elapsed() < PATIENCE, "{all:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
