//! A placeholder that is replaced below.
