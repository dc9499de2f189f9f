//! A request whose first sending still runs: it waits for a lock that the test holds.

use std::time::Duration;

use palier_tests::{App, both, samples::campaign};

/// Begins a write that has to wait, and gives it time to get there.
async fn waiting<'a>(
    app: &'a App,
    key: &str,
) -> std::pin::Pin<Box<dyn Future<Output = palier_tests::Response> + 'a>> {
    let mut request = Box::pin(app.as_partner().post("/v1/campaigns", campaign()).key(key).into_future());
    let begun = tokio::time::timeout(Duration::from_millis(500), &mut request).await;
    assert!(begun.is_err(), "it does not wait for the lock: {begun:?}");
    request
}

both! {
    async fn c21_while_the_first_runs_the_second_is_409(app) {
        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        let first = waiting(app, "slow").await;
        let again = app.as_partner().post("/v1/campaigns", campaign()).key("slow").await;
        again.problem(409, "idempotency_key_in_use");
        assert!(again.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds >= 1));
        lock.execute("ROLLBACK");
        let made = first.await.expect(201);
        let replayed = app.as_partner().post("/v1/campaigns", campaign()).key("slow").await.expect(201);
        assert_eq!(made.body, replayed.body);
        assert_eq!(app.connect().count("campaigns"), 1);
    }

    async fn c21_on_another_instance_no_second_row_is_made(app) {
        let elsewhere = app.another_instance();
        elsewhere.as_partner().settle().await;
        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        let first = waiting(app, "slow").await;
        let second = elsewhere.as_partner().post("/v1/campaigns", campaign()).key("slow").into_future();
        let release = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            lock.execute("ROLLBACK");
        };
        let (first, second, ()) = tokio::join!(first, second, release);
        let first = first.expect(201);
        match app.backend {
            // Two processes share no memory: the second waits for the lock, then finds the answer.
            palier_tests::Backend::Sqlite => assert_eq!(second.expect(201).body, first.body),
            palier_tests::Backend::Postgres => drop(second.problem(409, "idempotency_key_in_use")),
        }
        assert_eq!(app.connect().count("campaigns"), 1);
    }

    async fn a_caller_who_hangs_up_leaves_no_key_stuck(app) {
        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        drop(waiting(app, "gone").await);
        lock.execute("ROLLBACK");
        drop(lock);
        for _ in 0..50 {
            let answer = app.as_partner().post("/v1/campaigns", campaign()).key("gone").await;
            if answer.status == 201 {
                assert_eq!(app.connect().count("campaigns"), 1);
                return;
            }
            answer.problem(409, "idempotency_key_in_use");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the key is stuck");
    }
}
