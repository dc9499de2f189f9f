//! Holds what was promised against what stands: through the API, and in the database itself.

use std::collections::BTreeMap;
use std::fmt;

use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use serde_json::Value;

use super::writers::Written;
use crate::Outcome;
use crate::process::complain;
use crate::served::agent;
use crate::site::{Kind, Site};

/// The count of one database.
pub struct Verdict {
    kills: u32,
    acknowledged: usize,
    resent: usize,
    lost: usize,
    doubled: usize,
    stuck: usize,
    /// Rows in the database that are not one a campaign.
    uneven: Vec<String>,
}

impl Verdict {
    /// Whether every promise was kept.
    pub fn is_sound(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.stuck == 0 && self.uneven.is_empty()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, acknowledged, resent, lost, doubled, stuck, uneven } = self;
        write!(f, "kills={kills} acknowledged={acknowledged} lost={lost} doubled={doubled} stuck={stuck}")?;
        write!(f, " (resent={resent})")?;
        uneven.iter().try_for_each(|uneven| write!(f, "\n  {uneven}"))
    }
}

/// Reads everything back and compares.
pub fn judge(site: &Site, kills: u32, written: &Written) -> Outcome<Verdict> {
    let standing = standing(site)?;
    let kept = |(title, id): &(&String, &String)| standing.get(*title).is_some_and(|ids| ids.contains(*id));
    let lost: Vec<_> = written.acknowledged.iter().filter(|entry| !kept(entry)).collect();
    let doubled: Vec<_> = standing.iter().filter(|(_, ids)| ids.len() > 1).collect();
    lost.iter().for_each(|(title, id)| complain(format_args!("lost: {title} ({id})")));
    doubled.iter().for_each(|(title, ids)| complain(format_args!("doubled: {title} ({ids:?})")));
    written.stuck.iter().for_each(|title| complain(format_args!("stuck: {title}")));
    let unpromised = standing.keys().filter(|title| !written.acknowledged.contains_key(*title)).count();
    let expected = written.acknowledged.len() + unpromised;
    Ok(Verdict {
        kills,
        acknowledged: written.acknowledged.len(),
        resent: written.resent,
        lost: lost.len(),
        doubled: doubled.len(),
        stuck: written.stuck.len(),
        uneven: uneven(site, i64::try_from(expected)?)?,
    })
}

/// Every campaign that the API lists: title to ids.
fn standing(site: &Site) -> Outcome<BTreeMap<String, Vec<String>>> {
    let authorization = format!("Bearer {}", site.setting.token(&site.partner)?);
    let agent = agent();
    let mut standing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut request = agent.get(site.setting.url("/v1/campaigns")).query("limit", "200");
        if let Some(cursor) = &cursor {
            request = request.query("cursor", cursor);
        }
        let mut answer = request.header("Authorization", &authorization).call()?;
        let page: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
        let items = page.get("items").and_then(Value::as_array);
        let items = items.ok_or_else(|| format!("GET /v1/campaigns is no page: {page}"))?;
        for item in items {
            let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            standing.entry(text("title")).or_default().push(text("id"));
        }
        cursor = page.get("next_cursor").and_then(Value::as_str).map(str::to_owned);
        if cursor.is_none() {
            return Ok(standing);
        }
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Each campaign stands with one audit row and one event, committed together with it.
const COUNTS: [(&str, &str); 5] = [
    ("campaigns", "SELECT count(*) AS n FROM campaigns"),
    ("audit rows", "SELECT count(*) AS n FROM audit_events WHERE subject_type = 'campaign'"),
    (
        "campaigns with an audit row",
        "SELECT count(DISTINCT subject_id) AS n FROM audit_events WHERE subject_type = 'campaign'",
    ),
    ("events", "SELECT count(*) AS n FROM events WHERE event_type = 'campaign.created'"),
    (
        "events with an audit row",
        "SELECT count(*) AS n FROM events JOIN audit_events ON audit_events.id = events.id \
         WHERE event_type = 'campaign.created'",
    ),
];

fn uneven(site: &Site, expected: i64) -> Outcome<Vec<String>> {
    let database = &site.setting.database;
    let counts = match site.kind {
        Kind::Sqlite => {
            let mut connection = SqliteConnection::establish(database)?;
            COUNTS.map(|(_, sql)| sql_query(sql).get_result::<Count>(&mut connection))
        }
        Kind::Postgres => {
            let mut connection = PgConnection::establish(database)?;
            COUNTS.map(|(_, sql)| sql_query(sql).get_result::<Count>(&mut connection))
        }
    };
    let mut uneven = Vec::new();
    for ((what, _), count) in COUNTS.into_iter().zip(counts) {
        let found = count?.n;
        if found != expected {
            uneven.push(format!("{what}: {found} instead of {expected}"));
        }
    }
    Ok(uneven)
}
