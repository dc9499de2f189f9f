//! A bad network: a TCP proxy that drops, cuts, delays and doubles what goes through, hangs, and answers in the server's
//! place. Each connection carries one request, so that a lost connection is the loss of one.

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::sleep,
};

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It reaches nobody.
    Dropped,
    /// The half of it reaches the server.
    RequestCut,
    /// The server does it, and its answer is lost.
    AnswerLost,
    /// The server does it, and half of its answer arrives.
    AnswerCut,
    /// It arrives late, and so does its answer.
    Delayed,
    /// The server gets it twice, one after the other.
    Doubled,
    /// The server gets it twice at once.
    DoubledAtOnce,
    /// The server does it, and nothing is heard until the client gives up.
    Hung,
    /// Something between answers in the server's place.
    Instead,
    /// Nothing happens to it.
    Passed,
}

/// All of them, with how many of 200 requests they meet.
const FATES: [(Fate, u8); 9] = [
    (Fate::Dropped, 10),
    (Fate::RequestCut, 10),
    (Fate::AnswerLost, 14),
    (Fate::AnswerCut, 12),
    (Fate::Delayed, 10),
    (Fate::Doubled, 10),
    // The second meets the first while it runs, and is told to wait a second: few of them.
    (Fate::DoubledAtOnce, 2),
    (Fate::Hung, 1),
    (Fate::Instead, 16),
];

/// The proxy; it ends when it is dropped.
pub struct Proxy {
    /// Where it listens.
    pub url: String,
    chance: Arc<Mutex<Chance>>,
    task: JoinHandle<()>,
}

struct Chance {
    rng: fastrand::Rng,
    met: BTreeMap<Fate, u32>,
}

impl Chance {
    fn draw(&mut self) -> (Fate, u8) {
        let mut luck = self.rng.u8(0..200);
        let mut fate = Fate::Passed;
        for (other, share) in FATES {
            if luck < share {
                fate = other;
                break;
            }
            luck -= share;
        }
        *self.met.entry(fate).or_default() += 1;
        (fate, self.rng.u8(0..3))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Proxy {
    /// Begins to stand before this server, with the chances of this seed.
    pub async fn before(server: &str, seed: u64) -> Self {
        let server: SocketAddr =
            server.trim_start_matches("http://").trim_end_matches('/').parse().expect("it is an address");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it listens"));
        let chance =
            Arc::new(Mutex::new(Chance { rng: fastrand::Rng::with_seed(seed), met: BTreeMap::new() }));
        let for_all = Arc::clone(&chance);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let chance = Arc::clone(&for_all);
                // Whatever breaks here is what the client has to live with.
                tokio::spawn(async move { drop(carry(client, server, &chance).await) });
            }
        });
        Self { url, chance, task }
    }

    /// How many requests met which fate.
    pub fn met(&self) -> BTreeMap<Fate, u32> {
        self.chance.lock().expect("nobody panicked").met.clone()
    }
}

/// Carries one request, as chance has it.
async fn carry(mut client: TcpStream, server: SocketAddr, chance: &Mutex<Chance>) -> io::Result<()> {
    let request = read_request(&mut client).await?;
    let (fate, which) = chance.lock().expect("nobody panicked").draw();
    let mut answer = match fate {
        Fate::Dropped => return Ok(()),
        Fate::RequestCut => return TcpStream::connect(server).await?.write_all(half(&request)).await,
        Fate::Instead => in_its_place(which).as_bytes().to_vec(),
        Fate::DoubledAtOnce => {
            let (one, other) = futures_util::future::join(ask(server, &request), ask(server, &request)).await;
            other.or(one)?
        }
        Fate::Doubled => {
            ask(server, &request).await?;
            ask(server, &request).await?
        }
        Fate::Delayed => {
            sleep(Duration::from_millis(20)).await;
            ask(server, &request).await?
        }
        _ => ask(server, &request).await?,
    };
    match fate {
        Fate::AnswerLost => return Ok(()),
        Fate::AnswerCut => answer.truncate(answer.len() / 2),
        Fate::Delayed => sleep(Duration::from_millis(20)).await,
        // Until the client closes.
        Fate::Hung => return client.read(&mut [0; 1]).await.map(drop),
        _ => {}
    }
    client.write_all(&answer).await
}

fn half(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() / 2]
}

fn in_its_place(which: u8) -> String {
    let status = ["429 Too Many Requests\r\nretry-after: 0", "502 Bad Gateway", "503 Service Unavailable"];
    let status = status[usize::from(which)];
    format!("HTTP/1.1 {status}\r\ncontent-length: 17\r\nconnection: close\r\n\r\n<html>busy</html>")
}

/// Sends the request over a connection of its own and reads all of the answer.
async fn ask(server: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(request).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Reads one request whole; it is told to be the connection's last.
async fn read_request(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let head = loop {
        if client.read_buf(&mut request).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(at) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
    };
    let lines = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let length = lines.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let length: usize = length.unwrap_or_default();
    while request.len() < head + 4 + length {
        if client.read_buf(&mut request).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    request.splice(head..head, *b"\r\nconnection: close");
    Ok(request)
}
