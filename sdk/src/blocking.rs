//! For programs that are not asynchronous: every builder has a `wait`, and every stream an iterator.

use std::future::Future;
use std::sync::OnceLock;

use futures_util::StreamExt;
use tokio::runtime::{Builder, Runtime};

use crate::{Error, Items};

/// One runtime for all calls of the program; its connections live as long as it does.
fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder
            .worker_threads(1)
            .enable_all()
            .thread_name("palier-sdk")
            .build()
            .map_err(|error| error.to_string())
    });
    made.as_ref().map_err(|reason| Error::Setup(reason.clone()))
}

/// Waits for a future of this crate.
///
/// # Errors
/// What the future gives.
///
/// # Panics
/// Within an asynchronous runtime: there the future is to be awaited.
pub fn wait<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    runtime()?.block_on(future)
}

impl<T> Items<T> {
    /// The items as an iterator that waits for each.
    pub fn wait(mut self) -> impl Iterator<Item = Result<T, Error>> {
        std::iter::from_fn(move || match runtime() {
            Ok(runtime) => runtime.block_on(self.next()),
            Err(error) => Some(Err(error)),
        })
    }
}
