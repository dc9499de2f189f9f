//! What holds for every change.

mod conditions;
