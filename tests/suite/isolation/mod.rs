//! Who sees what: every operation of the served document, asked by those who may not.

mod operations;
mod readonly;
mod recipes;
mod walk;
