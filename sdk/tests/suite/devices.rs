//! Devices of field workers.

use std::sync::Mutex;

use palier_sdk::device::{Enrolment, FileStore, TokenStore};
use palier_sdk::testing::Example;
use palier_sdk::types::Campaign;
use serde_json::json as value;

use crate::answers::id;
use crate::server::{Deed, Request, Server, json, problem};

const DEVICE: &str = "019ab0f2-6b1e-7c40-9d5e-121212121212";
const WORKER: &str = "019ab0f2-6b1e-7c40-9d5e-343434343434";

/// A token endpoint that rotates: it takes the newest refresh token, and the one before as long as the newest was not
/// used.
struct Rotation(Mutex<usize>);

impl Rotation {
    fn answer(&self, request: &Request) -> Deed {
        let mut newest = self.0.lock().expect("nobody panicked");
        let text = request.text();
        let good = text.contains("code=7K2M-Q9XD-4RTW")
            || text.contains(&format!("refresh_token=refresh-{newest}"))
            || text.contains(&format!("refresh_token=refresh-{}", newest.saturating_sub(1)));
        if !good {
            return problem(400, "invalid_grant");
        }
        *newest += 1;
        let body = value!({
            "access_token": format!("token-{newest}"), "expires_in": 3600, "refresh_token": format!("refresh-{newest}"),
            "device_id": DEVICE, "field_worker_id": WORKER,
        });
        json(200, &body.to_string())
    }
}

fn store() -> (FileStore, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("there is a place");
    (FileStore::new(folder.path().join("device.json")), folder)
}

#[tokio::test]
async fn a_device_is_enrolled_once_and_signed_in_again_after_a_restart() {
    let rotation = Rotation(Mutex::new(0));
    let server = Server::raw(move |number, request| match request.is_token() {
        // The first answer is lost: the same code with the same nonce gets it again.
        true if number == 0 => Deed::Drop,
        true => rotation.answer(request),
        false => json(200, Campaign::EXAMPLE),
    })
    .await;
    let (tokens, folder) = store();
    let enrolment = Enrolment::new("client-1", "7K2M-Q9XD-4RTW").label("Blue phone").platform("Android 16");
    let client = server.builder().enrol(enrolment, tokens.clone()).await.expect("the code is taken");
    let everything = server.everything();
    assert_eq!(everything[0].body, everything[1].body, "the nonce is the same");
    assert!(everything[0].text().contains("device_label=Blue+phone&platform=Android+16"));
    client.campaigns().get(id()).await.expect("it is there");
    assert_eq!(server.tokens(), 2, "the first access token came with the device's own");
    let restarted = server.builder().device("client-1", tokens.clone()).build().expect("it is set up");
    restarted.campaigns().get(id()).await.expect("it is there");
    let kept = tokens.load().expect("it can be read").expect("it is there");
    assert_eq!(kept.refresh_token.expose(), "refresh-2");
    assert_eq!(kept.device_id.to_string(), DEVICE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            std::fs::metadata(folder.path().join("device.json")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only the owner reads it");
    }
}

#[tokio::test]
async fn a_device_that_is_not_enrolled_or_was_revoked_says_so() {
    let server = Server::raw(|_, _| problem(400, "invalid_grant")).await;
    let (tokens, folder) = store();
    let client = server.builder().device("client-1", tokens).build().expect("it is set up");
    let error = client.campaigns().get(id()).await.expect_err("it is not enrolled");
    assert!(error.to_string().contains("not enrolled"), "{error}");
    let saved = value!({"refresh_token": "refresh-9", "device_id": DEVICE, "field_worker_id": WORKER});
    std::fs::write(folder.path().join("device.json"), saved.to_string()).expect("it can be written");
    let error = client.campaigns().get(id()).await.expect_err("it was revoked");
    assert_eq!(error.code(), Some("invalid_grant"));
}

#[tokio::test]
async fn a_device_that_was_shut_out_is_told_so_and_asks_for_no_other_token() {
    let rotation = Rotation(Mutex::new(0));
    let server = Server::raw(move |_, request| match request.is_token() {
        true => rotation.answer(request),
        false => problem(401, "device_revoked"),
    })
    .await;
    let (tokens, _folder) = store();
    let enrolment = Enrolment::new("client-1", "7K2M-Q9XD-4RTW");
    let client = server.builder().enrol(enrolment, tokens).await.expect("the code is taken");
    let error = client.campaigns().get(id()).await.expect_err("it was revoked");
    assert_eq!(error.code(), Some("device_revoked"));
    assert_eq!((server.tokens(), server.requests().len()), (1, 1));
}
