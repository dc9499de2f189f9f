//! Single requests: reads with pools of several sizes, writes, and what a token costs.

use std::sync::Mutex;

use serde_json::Value;
use ureq::Agent;

use super::load::{Sample, agent, expect};
use super::{Options, Server, Table};
use crate::Outcome;
use crate::crash::campaign;
use crate::site::Site;

/// Sizes of the pool to compare; the cap on blocking threads follows the size.
const POOLS: [u32; 3] = [2, 8, 32];
/// The size that is the default.
const DEFAULT: u32 = 8;

/// Measures them all.
pub fn measure(options: &Options, sites: &[Site], table: &mut Table) -> Outcome<()> {
    reads(options, sites, table)?;
    let mut subjects = sites.iter().map(|site| Subject::open(site, DEFAULT)).collect::<Outcome<Vec<_>>>()?;
    for round in 0..options.rounds {
        for subject in &mut subjects {
            subject.write(options, round)?;
            subject.tokens(options)?;
        }
    }
    table.line("POST a campaign", subjects.iter().map(|subject| &subject.writes));
    table.line("GET, one token for all requests", subjects.iter().map(|subject| &subject.known));
    table.line(
        "GET, each request with a token never seen before",
        subjects.iter().map(|subject| &subject.fresh),
    );
    table.line("POST /oauth/token", subjects.iter().map(|subject| &subject.issued));
    Ok(())
}

fn reads(options: &Options, sites: &[Site], table: &mut Table) -> Outcome<()> {
    let open = |pool: u32| sites.iter().map(|site| Subject::open(site, pool)).collect::<Outcome<Vec<_>>>();
    let mut sizes = POOLS.into_iter().map(open).collect::<Outcome<Vec<_>>>()?;
    for _ in 0..options.rounds {
        for subject in sizes.iter_mut().flatten() {
            let Subject { server, campaign, reads, .. } = subject;
            let ask = |agent: &Agent, _| get(agent, campaign, &server.authorization);
            reads.round(options.connections, options.requests, ask)?;
        }
    }
    for (pool, subjects) in POOLS.into_iter().zip(&sizes) {
        table.line(
            format!("GET a campaign by id, `pool_size = {pool}`"),
            subjects.iter().map(|subject| &subject.reads),
        );
    }
    Ok(())
}

/// A server with one campaign in it, and what was measured of it.
struct Subject<'s> {
    site: &'s Site,
    server: Server,
    /// The campaign's URL.
    campaign: String,
    reads: Sample,
    writes: Sample,
    known: Sample,
    fresh: Sample,
    issued: Sample,
}

impl<'s> Subject<'s> {
    fn open(site: &'s Site, pool_size: u32) -> Outcome<Self> {
        let server = Server::start(site, pool_size, &site.partner)?;
        let body: Value = serde_json::from_str(&create(&agent(), &server, &format!("pool-{pool_size}"))?)?;
        let id = body.get("id").and_then(Value::as_str).ok_or("the campaign has no id")?;
        let campaign = server.setting.url(&format!("/v1/campaigns/{id}"));
        let empty = Sample::default;
        Ok(Self {
            site,
            server,
            campaign,
            reads: empty(),
            writes: empty(),
            known: empty(),
            fresh: empty(),
            issued: empty(),
        })
    }

    fn write(&mut self, options: &Options, round: usize) -> Outcome<()> {
        let Self { server, writes, .. } = self;
        writes.round(options.connections, options.requests / 3, |agent, number| {
            create(agent, server, &format!("{round}-{number}")).map(drop)
        })
    }

    /// First come the tokens, then requests that use each of them once, then as many with one token.
    fn tokens(&mut self, options: &Options) -> Outcome<()> {
        let Self { site, server, campaign, known, fresh, issued, .. } = self;
        let (connections, requests) = (options.connections.min(8), options.requests / 10);
        let tokens = Mutex::new(Vec::with_capacity(requests));
        issued.round(connections, requests, |_, _| {
            let token = server.setting.token(&site.partner)?;
            tokens.lock().map_err(|_| "a client panicked")?.push(format!("Bearer {token}"));
            Ok(())
        })?;
        let tokens = tokens.into_inner()?;
        fresh.round(connections, requests, |agent, number| get(agent, campaign, &tokens[number]))?;
        known.round(connections, requests, |agent, _| get(agent, campaign, &server.authorization))
    }
}

fn get(agent: &Agent, url: &str, authorization: &str) -> Outcome<()> {
    expect(200, agent.get(url).header("Authorization", authorization).call()?).map(drop)
}

/// Creates a campaign under a key of its own and gives the answer.
fn create(agent: &Agent, server: &Server, name: &str) -> Outcome<String> {
    let request = agent.post(server.setting.url("/v1/campaigns"));
    let request = request.header("Authorization", &server.authorization);
    let key = format!("bench-{name}");
    expect(201, request.header("Idempotency-Key", key).send_json(campaign(name))?)
}
