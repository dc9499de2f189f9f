//! What became of actions that residents meant to take.
