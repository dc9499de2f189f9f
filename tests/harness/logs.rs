//! What the servers of this process log, kept so that tests can look a request up.

use std::{
    io::Write,
    sync::{Mutex, Once, PoisonError},
};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins to keep what is logged; further calls change nothing.
pub(crate) fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber =
            tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(|| Kept);
        // A test that installed one of its own would see to its own lines.
        let _kept = subscriber.try_init();
    });
}

/// The JSON lines that hold a text, such as a request id.
#[must_use]
pub fn lines_with(text: &str) -> Vec<String> {
    let all = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8_lossy(&all).lines().filter(|line| line.contains(text)).map(str::to_owned).collect()
}
