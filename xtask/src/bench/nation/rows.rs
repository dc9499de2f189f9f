//! Rows of a country, put straight into the database: no phone could send them in time.

use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::BigInt};

use crate::Outcome;

/// Of a hundred doors so many lead to an interview.
const INTERVIEWED: u32 = 62;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Gives each campaign its part of six tenths of the neighbourhoods.
pub fn campaigns(database: &mut SqliteConnection, ids: &[String]) -> Outcome<()> {
    let many = ids.len();
    database.batch_execute(&format!(
        "CREATE TABLE nation AS SELECT row_number() OVER (ORDER BY code) - 1 AS position, code, x'00' AS campaign
             FROM (SELECT code, row_number() OVER (ORDER BY code) AS at FROM neighbourhoods) WHERE at % 10 < 6;
         CREATE UNIQUE INDEX nation_position_key ON nation (position);
         INSERT INTO field_workers VALUES (x'{WORKER}', 'live', 'Awa', 'active', '{CONTENT}', 1, 0, 0);"
    ))?;
    for (number, id) in ids.iter().enumerate() {
        let id = format!("x'{}'", id.replace('-', ""));
        let own = format!("position % {many} = {number}");
        database.batch_execute(&format!(
            "UPDATE nation SET campaign = {id} WHERE {own};
             UPDATE campaigns SET content = json_set(content, '$.neighbourhood_codes',
                 (SELECT json_group_array(code) FROM nation WHERE {own})) WHERE id = {id};"
        ))?;
    }
    Ok(())
}

const CONTENT: &str = r#"{"languages": ["fr"], "neighbourhood_codes": [], "trained_for": [],
    "contract": {"starts_on": "2020-01-01", "ends_on": null, "hours_per_month": 16}}"#;

const WORKER: &str = "019b0000000070008000000000000001";

/// Knocks at doors until so many were interviewed; answers with how many doors. Where and how it went is drawn.
pub fn doors(database: &mut SqliteConnection, interviews: u32, themes: &[String]) -> Outcome<u32> {
    let doors = (u64::from(interviews) * 100 / u64::from(INTERVIEWED)) as u32;
    let themes = serde_json::to_string(themes)?;
    database.batch_execute(&format!(
        "PRAGMA temp_store = FILE;
         CREATE TEMP TABLE doors AS
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {doors})
             SELECT i, abs(random()) % (SELECT count(*) FROM nation) AS place, abs(random()) % 100 AS near,
                    abs(random()) % 100 AS how, abs(random()) % 1000 AS who, abs(random()) % 100 AS opinion,
                    abs(random()) % 1000 AS need, abs(random()) % 80 AS day, 9 + abs(random()) % 10 AS hour FROM n;
         BEGIN;
         INSERT INTO households (id, mode, neighbourhood_code, data_key, registers, conflicts, fingerprint, occurred_at,
                 version, created_at, updated_at)
             SELECT unhex(printf('019b%08x70008000%012x', i, i)), 'live', code, x'00', x'00', 0, x'00', 0, 1, 0, 0
             FROM doors JOIN nation ON position = place * near / 100;
         INSERT INTO visits (id, mode, household_id, campaign_id, field_worker_id, channel, outcome, language,
                 message_language, message_version, occurred_at, received_at, content, flags, fingerprint)
             SELECT unhex(printf('019c%08x70008000%012x', i, i)), 'live', unhex(printf('019b%08x70008000%012x', i, i)),
                    campaign, x'{WORKER}', 'door',
                    iif(how < {INTERVIEWED}, 'interviewed', iif(how < 75, 'declined', 'no_answer')),
                    iif(how < {INTERVIEWED}, iif(who < 600, 'fr', iif(who < 750, 'ar', iif(who < 850, 'tr',
                        iif(who < 920, 'pt', iif(who < 970, 'bm', iif(who < 990, 'wo', 'ta')))))), NULL),
                    iif(how < {INTERVIEWED}, 'fr', NULL), iif(how < {INTERVIEWED}, 1, NULL),
                    (1767225600 + day * 86400 + hour * 3600) * 1000000, (1767225600 + day * 86400 + 72000) * 1000000,
                    iif(how < {INTERVIEWED}, json_object('residents_present', 1 + who % 5,
                        'found_useful', json(iif(opinion < 70, 'true', 'false')),
                        'learned_something', json(iif(opinion % 2, 'true', 'false')),
                        'actions_intended', json(iif(opinion % 3, '[]', '[\"read_meter\"]')),
                        'answers', json('[{{\"question_code\": \"reads_own_meter\", \"answer\": {{\"kind\": \"yes_no\", \"yes\": '
                            || iif(who % 3, 'true', 'false') || '}}}}]')), '{{}}'),
                    '[]', x'00'
             FROM doors JOIN nation ON position = place * near / 100;
         INSERT INTO needs (id, mode, household_id, visit_id, theme, urgency, status, occurred_at, fingerprint, version,
                 created_at, updated_at)
             SELECT unhex(printf('019d%08x70008000%012x', i, i)), 'live', unhex(printf('019b%08x70008000%012x', i, i)),
                    unhex(printf('019c%08x70008000%012x', i, i)),
                    json_extract('{themes}', '$[' || (need * need / 1000 * json_array_length('{themes}') / 1000) || ']'),
                    'medium', 'raised', (1767225600 + day * 86400 + hour * 3600) * 1000000, x'00', 1,
                    (1767225600 + day * 86400 + 72000) * 1000000, (1767225600 + day * 86400 + 72000) * 1000000
             FROM doors WHERE how < {INTERVIEWED} AND opinion < 55;
         COMMIT;
         DROP TABLE doors;
         ANALYZE;"
    ))?;
    let met = sql_query("SELECT count(*) AS number FROM visits WHERE outcome = 'interviewed'");
    let met: Number = met.get_result(database)?;
    crate::process::complain(format_args!("{} households interviewed", met.number));
    Ok(doors)
}
