//! The auditor from outside: publications with known answers, and random towns.

mod form;
mod hand_made;
mod hours;
mod properties;
mod steps;
mod support;
mod town;
