//! What differs between a machine and a browser: whether futures move between threads, and who keeps the time.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures_util::stream::Stream;

#[cfg(not(target_arch = "wasm32"))]
mod here {
    use super::{Duration, Future, Pin, Stream};

    /// A future that is its own place.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
    /// A stream that is its own place.
    pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;
    /// `Send` and `Sync` where there are threads.
    pub trait MaybeSend: Send + Sync {}
    impl<T: Send + Sync + ?Sized> MaybeSend for T {}

    pub(crate) use std::time::Instant;

    pub(crate) async fn sleep(time: Duration) {
        tokio::time::sleep(time).await;
    }
}

#[cfg(target_arch = "wasm32")]
mod here {
    use super::{Duration, Future, Pin, Stream};

    /// A future that is its own place.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
    /// A stream that is its own place.
    pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;
    /// `Send` and `Sync` where there are threads.
    pub trait MaybeSend {}
    impl<T: ?Sized> MaybeSend for T {}

    pub(crate) use web_time::Instant;

    pub(crate) async fn sleep(time: Duration) {
        gloo_timers::future::sleep(time).await;
    }
}

pub use here::{BoxFuture, BoxStream, MaybeSend};
pub(crate) use here::{Instant, sleep};

/// What the future gives, or nothing if it takes longer.
pub(crate) async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    let future = std::pin::pin!(future);
    let sleep = std::pin::pin!(sleep(time));
    match futures_util::future::select(future, sleep).await {
        futures_util::future::Either::Left((value, _)) => Some(value),
        futures_util::future::Either::Right(((), _)) => None,
    }
}
