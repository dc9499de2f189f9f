//! A disk without room. The server runs as a process of its own whose files may not grow beyond a limit
//! (`RLIMIT_FSIZE`, with SIGXFSZ ignored): writing then fails in the operating system, as on a full disk.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use palier_tests::{App, Backend, process, samples};
use serde_json::Value;

/// A running `palier serve` that is killed when dropped.
struct Process {
    child: Child,
    url: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Starts the server on the app's database, with files of at most so many blocks of 1024 bytes.
fn serve(app: &App, blocks: u64) -> Process {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" serve --listen 127.0.0.1:0");
    let mut command = Command::new("bash");
    process::settle(&mut command, app);
    command.args(["-c", &script]).arg(process::palier(app).get_program());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let line = out
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains("http://"))
        .expect("it says where it serves");
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL").to_owned();
    Process { child, url }
}

#[test]
fn a_full_disk_is_507_or_503_and_leaves_nothing_half_written() {
    if !Backend::Sqlite.is_asked_for() {
        return;
    }
    let app = App::start(Backend::Sqlite, |_| {});
    let size = std::fs::metadata(app.database_url()).expect("the database").len();
    let process = serve(&app, size / 1024 + 300);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().expect("a client");
        let credentials = &app.seed().partner.live;
        let token: Value = http
            .post(format!("{}/oauth/token", process.url))
            .basic_auth(&credentials.id, Some(&credentials.secret))
            .form(&[("grant_type", "client_credentials")])
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        let token = token["access_token"].as_str().expect("a token").to_owned();
        let post = async |n: usize| {
            let body = samples::campaign_with(serde_json::json!({"purpose": "x".repeat(1900)}));
            let request = http.post(format!("{}/v1/campaigns", process.url)).bearer_auth(&token);
            let answer = request
                .header("idempotency-key", format!("k{n}"))
                .json(&body)
                .send()
                .await
                .expect("an answer");
            (answer.status().as_u16(), answer.headers().clone(), answer.json::<Value>().await.expect("JSON"))
        };
        let (mut made, mut refused) = (0_usize, 0_usize);
        for n in 0..600 {
            let (status, headers, body) = post(n).await;
            match status {
                201 => made += 1,
                503 | 507 => {
                    refused += 1;
                    assert!(headers.contains_key("retry-after"), "{body}");
                    assert_eq!(headers["content-type"], "application/problem+json");
                }
                other => panic!("{other}: {body}"),
            }
            if refused == 20 {
                break;
            }
        }
        assert!(made > 0 && refused > 0, "{made} made, {refused} refused: the limit does not fit the test");
        // Reading goes on.
        let read = http.get(format!("{}/v1/campaigns?limit=1", process.url)).bearer_auth(&token).send().await;
        assert_eq!(read.expect("an answer").status(), 200);
        drop(process);
        // Each answer that promised a campaign kept it, and each refusal left nothing.
        let mut rows = app.connect();
        let made = i64::try_from(made).expect("few");
        for table in ["campaigns", "idempotency_keys"] {
            assert_eq!(rows.count(table), made, "{table}");
        }
        let recorded = "(SELECT count(*) FROM audit_events WHERE action = 'campaign.created')";
        assert_eq!(rows.number(recorded), made);
        assert_eq!(rows.number("(SELECT count(*) FROM events WHERE event_type = 'campaign.created')"), made);
        assert_eq!(rows.number("(SELECT count(*) FROM campaign_messages)"), 2 * made);
        assert_eq!(rows.texts("SELECT integrity_check AS text FROM pragma_integrity_check"), ["ok"]);
    });
}
