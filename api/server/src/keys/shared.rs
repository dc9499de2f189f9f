//! The ring that a running server uses; a rotation by another process is picked up without a restart.

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use arc_swap::ArcSwap;

use super::{KeyError, KeyRing};

/// What tells one state of the file from the next; a replacement always has another inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    inode: u64,
    modified: (i64, i64),
    len: u64,
}

/// A key ring and the file it came from.
#[derive(Debug)]
pub struct SharedKeyRing {
    path: PathBuf,
    current: ArcSwap<KeyRing>,
    seen: Mutex<Option<Stamp>>,
}

impl SharedKeyRing {
    /// Loads the file and remembers its state.
    pub fn load(path: impl Into<PathBuf>) -> Result<Self, KeyError> {
        let path = path.into();
        // Read the state first: a change in between is then loaded twice, never missed.
        let seen = stamp(&path);
        let ring = KeyRing::load(&path)?;
        Ok(Self { path, current: ArcSwap::from_pointee(ring), seen: Mutex::new(seen) })
    }

    /// The ring as it is now. Take it once a request.
    #[must_use]
    pub fn current(&self) -> Arc<KeyRing> {
        self.current.load_full()
    }

    /// Loads the file again if it has changed since the last look, and says whether it did.
    ///
    /// On an error the ring in use stays, and the same state of the file is not tried again: one problem is
    /// reported once.
    pub fn reload_if_changed(&self) -> Result<bool, KeyError> {
        let now = stamp(&self.path);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if now == *seen {
            return Ok(false);
        }
        *seen = now;
        self.current.store(Arc::new(KeyRing::load(&self.path)?));
        Ok(true)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp {
        inode: metadata.ino(),
        modified: (metadata.mtime(), metadata.mtime_nsec()),
        len: metadata.len(),
    })
}
