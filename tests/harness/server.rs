//! The server in this process, in a thread of its own.

use std::{net::SocketAddr, sync::mpsc, thread::JoinHandle};

use actix_web::{dev::ServerHandle, web::Data};
use palier_server::{app, config::Config, server};

/// A running server; stopped when dropped.
pub struct Server {
    /// What its requests share.
    pub state: Data<app::App>,
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts it, and waits until its port is open.
    ///
    /// # Errors
    /// What the server says to whoever starts it.
    pub fn start(config: Config) -> Result<Self, String> {
        let (tell, told) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                match server::start(config, None) {
                    Err(error) => drop(tell.send(Err(error.to_string()))),
                    Ok(running) => {
                        drop(tell.send(Ok((Data::clone(&running.app), running.address, running.handle()))));
                        running.serve().await.expect("the server ends in peace");
                    }
                }
            });
        });
        let (state, address, handle) = told.recv().expect("the server's thread says what became of it")?;
        Ok(Self { state, address, handle, thread: Some(thread) })
    }

    /// Stops it, letting what runs finish, and waits for the end.
    pub fn stop(mut self) {
        self.end(true);
    }

    /// Tells it to take nothing new and to finish what runs.
    pub fn begin_to_stop(&self) {
        drop(self.handle.stop(true));
    }

    fn end(&mut self, graceful: bool) {
        // The command is sent at once; the future would only wait for what the thread's end tells as well.
        drop(self.handle.stop(graceful));
        let ended = self.thread.take().map(JoinHandle::join);
        if let Some(Err(panic)) = ended
            && !std::thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.end(false);
        }
    }
}
