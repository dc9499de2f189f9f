//! SIGTERM and SIGINT (Ctrl-C), as this process takes them.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens for both. Once anything has listened, a signal no longer ends the process by itself: tokio never gives it back
/// to the system. So who has listened hands this on to who comes next, and what came in between is still there.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// From now on. To be called inside of a running system of actix.
    ///
    /// # Errors
    /// If the operating system refuses; then a signal ends the process as before.
    pub fn listen() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the next one; if this is dropped before, none is lost.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
