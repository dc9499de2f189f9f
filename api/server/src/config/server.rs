//! Where and how the server listens.

use std::{net::IpAddr, net::SocketAddr, path::PathBuf, str::FromStr};

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// The listener, its limits and what it believes of its callers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port to listen on. Default: `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// The URL under which callers reach this server, without a trailing slash: the issuer of tokens and the
    /// base of problem types. Default: `http://` or `https://` and the listening address.
    pub public_url: Option<String>,
    /// Threads that accept and answer requests. Default: the number of cores.
    pub workers: usize,
    /// Seconds after which a request that has not been answered is given up. Default: 30.
    pub request_timeout_seconds: u64,
    /// Bytes a request body may have. Default: 1048576 (1 MiB).
    pub body_limit_bytes: usize,
    /// Seconds that running requests get to finish when the server stops. Default: 30.
    pub shutdown_timeout_seconds: u64,
    /// Addresses or networks of the proxies in front; the forwarded header is believed only
    /// when it comes from one of these. Default: none.
    pub trusted_proxies: Vec<Network>,
    /// The header that those proxies write; they may pass any other through as their callers sent it, so only this
    /// one is read. Default: `x-forwarded-for`.
    pub forwarded_header: ForwardedHeader,
    /// Whether to send `Strict-Transport-Security`. Default: false.
    pub hsts: bool,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            workers: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            request_timeout_seconds: 30,
            body_limit_bytes: 1 << 20,
            shutdown_timeout_seconds: 30,
            trusted_proxies: Vec::new(),
            forwarded_header: ForwardedHeader::XForwardedFor,
            hsts: false,
        }
    }
}

impl ServerConfig {
    /// Whether forwarded headers from this peer are to be believed.
    #[must_use]
    pub fn trusts(&self, peer: IpAddr) -> bool {
        // A dual-stack socket shows an IPv4 peer as ::ffff:a.b.c.d.
        let peer = peer.to_canonical();
        self.trusted_proxies.iter().any(|proxy| proxy.0.contains(&peer))
    }
}

/// The header in which proxies note whom they spoke with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`, which nearly all proxies write.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// An address (`10.0.0.7`) or a network (`10.0.0.0/8`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Network(pub IpNet);

impl FromStr for Network {
    type Err = ipnet::AddrParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<IpAddr>().map(IpNet::from).or_else(|_| text.parse()).map(Self)
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| format!("\"{text}\" is neither an IP address nor a network"))
    }
}

impl From<Network> for String {
    fn from(network: Network) -> Self {
        let net = network.0;
        if net.prefix_len() == net.max_prefix_len() { net.addr().to_string() } else { net.to_string() }
    }
}

/// The certificate the server shows. With neither field set it speaks plain HTTP.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TlsConfig {
    /// PEM file of the certificate, followed by its intermediates. Default: not set.
    pub cert: Option<PathBuf>,
    /// PEM file of the certificate's private key. Default: not set.
    pub key: Option<PathBuf>,
}

/// Which web pages of other origins may call the API.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorsConfig {
    /// Origins such as `https://app.example.org`; `*` allows every origin. Default: none.
    pub allowed_origins: Vec<String>,
    /// Seconds a browser may keep the answer to a preflight request. Default: 3600.
    pub max_age_seconds: usize,
}

impl Default for CorsConfig {
    fn default() -> Self {
        Self { allowed_origins: Vec::new(), max_age_seconds: 3600 }
    }
}
