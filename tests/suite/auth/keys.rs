//! Rotation of the signing keys.

use std::time::Duration;

use jiff::Timestamp;
use palier_server::{config::SigningAlgorithm, keys::KeyRing};
use palier_tests::{App, both, jwt};
use serde_json::{Value, json};

use super::{by_basic, met};

async fn published(app: &App) -> Vec<String> {
    let keys = app.anonymous().get("/.well-known/jwks.json").await.expect(200).json();
    let keys = keys["keys"].as_array().expect("keys").clone();
    keys.iter().map(|key| key["kid"].as_str().expect("a kid").to_owned()).collect()
}

async fn new_token(app: &App) -> (String, String) {
    let body = by_basic(app, &app.seed().partner.live).await.expect(200).json();
    let token = body["access_token"].as_str().expect("a token").to_owned();
    let kid = jwt::parts(&token).0["kid"].as_str().expect("a kid").to_owned();
    (token, kid)
}

/// Waits until something holds; the server looks at its key file each second.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..100 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{what}: not within 10 seconds");
}

both! {
    async fn c06_a_new_key_is_published_before_it_signs_and_the_old_one_stays(app) {
        let file = app.folder().join("keys.json");
        let (old_token, old) = new_token(app).await;
        assert_eq!(published(app).await, std::slice::from_ref(&old));
        let now = Timestamp::now().into();
        KeyRing::update(&file, |ring| ring.rotate(SigningAlgorithm::Es256, now, 3, 900)).expect("rotated");
        until("the new key is published", async || published(app).await.len() == 2).await;
        // Published, and not yet used.
        let (_, kid) = new_token(app).await;
        assert_eq!(kid, old);
        let (mut new_token_text, mut new) = (String::new(), old.clone());
        until("the new key signs", async || {
            (new_token_text, new) = new_token(app).await;
            new != old
        })
        .await;
        assert!(published(app).await.contains(&new));
        assert_eq!(jwt::parts(&new_token_text).0["alg"], "ES256");
        // The old one stays until its last token has expired.
        assert!(published(app).await.contains(&old));
        assert_eq!((met(app, &old_token).await, met(app, &new_token_text).await), (200, 200));
    }

    async fn c06_a_retired_key_is_gone_with_its_tokens(app) {
        let file = app.folder().join("keys.json");
        let (old_token, old) = new_token(app).await;
        assert_eq!(met(app, &old_token).await, 200);
        let now = Timestamp::now();
        KeyRing::update(&file, |ring| ring.rotate(SigningAlgorithm::EdDsa, now.into(), 0, 900))
            .expect("rotated");
        until("the new key signs", async || new_token(app).await.1 != old).await;
        // As if the lifetime of the old key's last token were over.
        let mut text: Value = serde_json::from_slice(&std::fs::read(&file).expect("keys")).expect("JSON");
        let past = now - jiff::SignedDuration::from_secs(60);
        for key in text["keys"].as_array_mut().expect("keys") {
            if key["kid"] == old.as_str() {
                key["retires_at"] = json!(format!("{past:.6}"));
            }
        }
        std::fs::write(&file, text.to_string()).expect("written");
        until("the old key is gone", async || !published(app).await.contains(&old)).await;
        assert_eq!(published(app).await.len(), 1);
        assert_eq!(met(app, &old_token).await, 401);
        let (token, kid) = new_token(app).await;
        assert_ne!(kid, old);
        assert_eq!(met(app, &token).await, 200);
    }

    async fn c06_a_damaged_key_file_changes_nothing(app) {
        let file = app.folder().join("keys.json");
        let (token, old) = new_token(app).await;
        let mut text: Value = serde_json::from_slice(&std::fs::read(&file).expect("keys")).expect("JSON");
        text["keys"] = Value::Array(vec![]);
        std::fs::write(&file, text.to_string()).expect("written");
        tokio::time::sleep(Duration::from_millis(1_300)).await;
        assert_eq!(published(app).await, [old]);
        assert_eq!(met(app, &token).await, 200);
    }
}
