//! Webhooks: endpoints, what is sent to them, and what becomes of it.

mod addresses;
mod killed;
mod managing;
mod replaying;
mod retrying;
mod sending;
mod slow;
mod whom;

use palier_tests::App;

/// Stops the server of a test, its sender included, so that another one does the work.
async fn stop(app: &App) {
    app.begin_to_stop();
    while std::net::TcpStream::connect(app.address()).is_ok() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    // The sender ends after the last request.
    tokio::time::sleep(std::time::Duration::from_millis(1_000)).await;
}
