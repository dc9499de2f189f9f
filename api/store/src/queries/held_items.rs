//! Items of syncs that wait.
