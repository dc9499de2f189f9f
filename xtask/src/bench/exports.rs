//! Lists: all pages one after the other, and the same as one stream; and how much memory the stream takes.

use std::fs;
use std::io::Read;
use std::time::Instant;

use super::load::{agent, expect, median};
use super::{Options, Server, Table, rows};
use crate::Outcome;
use crate::process::complain;
use crate::site::Site;

/// The default of `database.pool_size`.
const POOL: u32 = 8;

/// Measures with ever more rows.
pub fn measure(options: &Options, sites: &[Site], table: &mut Table) -> Outcome<()> {
    let mut subjects = sites.iter().map(Subject::open).collect::<Outcome<Vec<_>>>()?;
    for rows in &options.rows {
        complain(format_args!("   {rows} rows"));
        for subject in &mut subjects {
            subject.grow(*rows)?;
        }
        for _ in 0..options.rounds {
            for subject in &mut subjects {
                subject.round()?;
            }
        }
        table.line(format!("{rows} rows, page by page (200)"), subjects.iter().map(|s| rate(&s.paged)));
        table.line(format!("{rows} rows, one NDJSON stream"), subjects.iter().map(|s| rate(&s.streamed)));
        let memory = subjects.iter().map(Subject::memory);
        table.line(format!("peak memory of the server while it streams {rows} rows"), memory);
    }
    Ok(())
}

fn rate(rates: &[f64]) -> String {
    format!("{:.0} rows/s", median(rates))
}

struct Subject<'s> {
    site: &'s Site,
    server: Option<Server>,
    operator: crate::served::Credentials,
    /// How many rows were inserted, and how many the list has.
    rows: (u32, usize),
    paged: Vec<f64>,
    streamed: Vec<f64>,
    /// Before the first stream, and the highest of all.
    mebibytes: (f64, f64),
}

impl<'s> Subject<'s> {
    fn open(site: &'s Site) -> Outcome<Self> {
        let operator = site.setting.client("Association", "operator")?;
        let empty = Vec::new;
        Ok(Self {
            site,
            server: None,
            operator,
            rows: (0, 2),
            paged: empty(),
            streamed: empty(),
            mebibytes: (0.0, 0.0),
        })
    }

    /// More rows, and a server that has seen none of them.
    fn grow(&mut self, rows: u32) -> Outcome<()> {
        // The old one's memory must not be taken for the new one's.
        self.server = None;
        rows::insert(self.site, self.rows.0 + 1, rows)?;
        self.rows = (rows, self.rows.1 + (rows - self.rows.0) as usize);
        let server = Server::start(self.site, POOL, &self.operator)?;
        (self.paged, self.streamed) = (Vec::new(), Vec::new());
        self.page(&server, &server.setting.url("/v1/organisations?limit=200"))?;
        self.mebibytes = (memory(&server, "VmRSS")?, 0.0);
        self.server = Some(server);
        Ok(())
    }

    fn round(&mut self) -> Outcome<()> {
        let server = self.server.as_ref().ok_or("no server runs")?;
        // 5 resets the peak (proc(5)): what the start or a token took is not the stream's.
        fs::write(format!("/proc/{}/clear_refs", server.running.child.id()), "5")?;
        let streamed = self.complete(|| stream(server))?;
        let peak = memory(server, "VmHWM")?;
        let paged = self.complete(|| self.pages(server))?;
        self.mebibytes.1 = self.mebibytes.1.max(peak);
        self.streamed.push(streamed);
        self.paged.push(paged);
        Ok(())
    }

    /// Rows a second of a way to read the whole list.
    fn complete(&self, read: impl FnOnce() -> Outcome<usize>) -> Outcome<f64> {
        let start = Instant::now();
        let found = read()?;
        if found != self.rows.1 {
            return Err(format!("{found} rows were read instead of {}", self.rows.1).into());
        }
        Ok(found as f64 / start.elapsed().as_secs_f64())
    }

    fn pages(&self, server: &Server) -> Outcome<usize> {
        let mut next = Some(server.setting.url("/v1/organisations?limit=200"));
        let mut rows = 0;
        while let Some(url) = next {
            let (found, following) = self.page(server, &url)?;
            rows += found;
            next = following;
        }
        Ok(rows)
    }

    /// How many rows a page has, and where the next one is.
    fn page(&self, server: &Server, url: &str) -> Outcome<(usize, Option<String>)> {
        let answer = agent().get(url).header("Authorization", &server.authorization).call()?;
        let link = answer.headers().get("link").and_then(|link| link.to_str().ok());
        let next = link.and_then(|link| link.split(['<', '>']).nth(1)).map(str::to_owned);
        Ok((expect(200, answer)?.matches("\"updated_at\":").count(), next))
    }

    fn memory(&self) -> String {
        let (before, peak) = self.mebibytes;
        format!("{peak:.0} MiB ({before:.0} before)")
    }
}

/// How many rows a stream has. They are counted, not kept.
fn stream(server: &Server) -> Outcome<usize> {
    let request = agent().get(server.setting.url("/v1/organisations"));
    let request = request.header("Authorization", &server.authorization);
    let mut answer = request.header("Accept", "application/x-ndjson").call()?;
    if answer.status() != 200 {
        return Err(format!("the export was answered with {}", answer.status()).into());
    }
    let mut reader = answer.body_mut().as_reader();
    let mut buffer = vec![0; 64 * 1024];
    let mut rows = 0;
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(rows),
            read => rows += buffer[..read].iter().filter(|byte| **byte == b'\n').count(),
        }
    }
}

/// A figure of the server's memory in MiB (proc(5)).
pub fn memory(server: &Server, which: &str) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.running.child.id()))?;
    let line = status.lines().find_map(|line| line.strip_prefix(which)?.strip_prefix(':'));
    let kibibytes: f64 = line.unwrap_or_default().trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes / 1024.0)
}
