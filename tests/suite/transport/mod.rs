//! Below the API: TLS, browsers, compression, headers, configuration.

mod browsers;
mod encoding;
mod security;
mod start;
mod stop;
