//! The command line, on a database that a server uses at the same time.

mod clients;
mod imports;
