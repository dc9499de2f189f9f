//! Meters: readings and what they say together, diagnoses and what they come to, tariffs, control groups.

mod assessing;
mod consumption;
mod drawing;
mod reading;
mod syncing;
mod tariffs;

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}
