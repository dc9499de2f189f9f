//! The real server as a process of its own, that can be killed as a power cut would.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use crate::{
    App,
    field::devices::{self, GRANT, Phone},
    process::palier,
    seed::Credentials,
};

/// A running `palier serve` on an app's database; killed when dropped.
pub struct Served {
    child: Child,
    /// `http://127.0.0.1:…`, the same after every start, so that tokens stay good.
    pub url: String,
}

impl Served {
    /// Starts it.
    ///
    /// # Panics
    /// If it does not start, or no binary was built.
    #[must_use]
    pub fn start(app: &App) -> Self {
        let (child, url) = serve(app, "127.0.0.1:0");
        Self { child, url }
    }

    /// SIGKILL: nothing is finished, nothing is cleaned up.
    ///
    /// # Panics
    /// If the process can't be killed.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is killed");
        let _status = self.child.wait().expect("it has ended");
    }

    /// Starts it again after a kill.
    ///
    /// # Panics
    /// If it does not start.
    pub fn restart(&mut self, app: &App) {
        let address = self.url.trim_start_matches("http://").to_owned();
        let (child, url) = serve(app, &address);
        assert_eq!(url, self.url);
        self.child = child;
    }

    /// The access token of a client, issued by this server.
    pub async fn token(&self, app: &App, client: &Credentials) -> String {
        let url = format!("{}/oauth/token", self.url);
        let asked = app.anonymous().form(&url, &[("grant_type", "client_credentials")]);
        let answer = asked.basic(&client.id, &client.secret).await.expect(200).json();
        answer["access_token"].as_str().expect("an access token").to_owned()
    }

    /// Enrols a phone of a field worker, with tokens that this server issued.
    pub async fn enrol(&self, app: &App, field_worker_id: &str) -> Phone {
        let enrolment = devices::code(app, field_worker_id).await;
        let client_id = &app.seed().app_publisher.live.id;
        let code = enrolment["code"].as_str().expect("a code");
        let fields = [("grant_type", GRANT), ("client_id", client_id), ("code", code)];
        let answer = app.anonymous().form(&format!("{}/oauth/token", self.url), &fields).await.expect(200);
        Phone::of(&answer, client_id)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

fn serve(app: &App, address: &str) -> (Child, String) {
    let mut command = palier(app);
    command
        .args(["serve", "--listen", address])
        .env("PALIER_LOGGING_LEVEL", "warn")
        .env("PALIER_LIMITS_REQUESTS_PER_MINUTE", "600000")
        .env("PALIER_LIMITS_BURST", "100000")
        .env("PALIER_LIMITS_TOKEN_REQUESTS_PER_MINUTE", "60000")
        .env("PALIER_WEBHOOKS_PRIVATE_NETWORKS", "127.0.0.0/8");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let said = out.lines().map_while(Result::ok).find(|line| line.contains("http://"));
    let said = said.unwrap_or_else(|| panic!("the server ended before it served at {address}"));
    let url = said.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL").to_owned();
    (child, url)
}
