//! Field workers, and the hours that they worked.

mod hours;
mod people;
