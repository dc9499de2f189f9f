//! The end of a server.

use std::time::Duration;

use palier_tests::{both, samples};

both! {
    async fn a_server_that_stops_finishes_what_runs_and_takes_nothing_new(app) {
        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        let mut running = app.as_partner().post("/v1/campaigns", samples::campaign()).into_future();
        assert!(tokio::time::timeout(Duration::from_millis(400), &mut running).await.is_err());
        app.begin_to_stop();
        // A connection that was open before may be closed at any moment; a new one is not taken.
        let mut refused = false;
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            refused = std::net::TcpStream::connect(app.address()).is_err();
            if refused {
                break;
            }
        }
        assert!(refused, "new connections are taken");
        lock.execute("ROLLBACK");
        let made = running.await.expect(201);
        assert_eq!(app.connect().count("campaigns"), 1);
        // Whoever takes over serves what was acknowledged.
        let successor = app.another_instance();
        let read = successor.as_partner().get(&format!("/v1/campaigns/{}", made.id())).await.expect(200);
        assert_eq!(read.body, made.body);
    }
}
