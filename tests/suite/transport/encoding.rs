//! Compression, both ways.

use palier_tests::{both, samples};
use std::io::{Read, Write};

both! {
    async fn answers_are_compressed_as_the_caller_likes(app) {
        let plain = app.as_partner().get("/v1/themes?limit=200").await.expect(200);
        assert!(plain.maybe_header("content-encoding").is_none());
        for (accepted, encoding) in
            [("gzip", "gzip"), ("br", "br"), ("gzip;q=0.5, br", "br"), ("br;q=0.1, gzip", "gzip")]
        {
            let answer = app
                .as_partner()
                .get("/v1/themes?limit=200")
                .header("accept-encoding", accepted)
                .await
                .expect(200);
            assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
            assert!(answer.header_values("vary").to_ascii_lowercase().contains("accept-encoding"));
            assert!(answer.body.len() < plain.body.len() / 3, "{encoding}: {} bytes", answer.body.len());
            if encoding == "gzip" {
                let mut text = Vec::new();
                flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut text).expect("gzip");
                assert_eq!(text, plain.body);
            }
        }
        for accepted in ["identity", "zstd;q=0, identity", ""] {
            let answer = app
                .as_partner()
                .get("/v1/themes?limit=200")
                .header("accept-encoding", accepted)
                .await
                .expect(200);
            assert_eq!(answer.body, plain.body, "{accepted}");
        }
    }

    async fn exports_are_compressed_too(app) {
        let plain = app.as_partner().get("/v1/themes").accept("text/csv").await.expect(200);
        let answer = app
            .as_partner()
            .get("/v1/themes")
            .accept("text/csv")
            .header("accept-encoding", "gzip")
            .await
            .expect(200);
        assert_eq!(answer.header("content-encoding"), "gzip");
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut text).expect("gzip");
        assert_eq!(text, plain.body);
    }

    async fn bodies_may_come_compressed_up_to_the_limit(app) {
        let gzip = |text: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(text).expect("written");
            encoder.finish().expect("finished")
        };
        let post = |body: Vec<u8>| {
            let request = app
                .as_partner()
                .request(reqwest::Method::POST, "/v1/campaigns")
                .key(&uuid::Uuid::now_v7().to_string());
            request.header("content-encoding", "gzip").body("application/json", body)
        };
        let _made = post(gzip(samples::campaign().to_string().as_bytes())).await.expect(201);
        // A small body that unpacks to a large one.
        let bomb = gzip(&vec![b' '; 64 << 20]);
        assert!(bomb.len() < 1 << 17);
        post(bomb).await.problem(413, "body_too_large");
        post(b"\x1f\x8b broken".to_vec()).await.problem(400, "malformed_body");
    }
}
