//! Where a request came from, as far as it can be believed.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::{HttpRequest, http::header::HeaderMap};

use crate::config::{ForwardedHeader, ServerConfig};

/// The caller's address: the connection's own, or what trusted proxies say of whom they spoke with.
pub fn caller_address(request: &HttpRequest, config: &ServerConfig) -> IpAddr {
    // A connection without an address (a test's, a socket in the file system) is local.
    let peer = request.peer_addr().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.ip()).to_canonical();
    let hops = hops(request.headers(), config.forwarded_header);
    believed(peer, &hops, |address| config.trusts(address))
}

/// What one caller can hardly change: an address of version 4, or the network of one of version 6, since who has
/// one of those has 2^64.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) >> 64 << 64)),
    }
}

/// From the nearest proxy to the farthest: the first address that is not a trusted proxy's is the caller's. What
/// stands further left anybody may have written.
fn believed(peer: IpAddr, hops: &[Option<IpAddr>], trusts: impl Fn(IpAddr) -> bool) -> IpAddr {
    let mut believed = peer;
    for hop in hops.iter().rev() {
        if !trusts(believed) {
            break;
        }
        let Some(address) = hop else { break };
        believed = *address;
    }
    believed
}

/// The addresses that the proxies noted, farthest first; `None` for one that can't be read. Only the header that
/// they write is looked at: the other one may be the caller's own, passed through.
fn hops(headers: &HeaderMap, written: ForwardedHeader) -> Vec<Option<IpAddr>> {
    match written {
        ForwardedHeader::XForwardedFor => {
            values(headers, "x-forwarded-for").iter().map(|text| address(text)).collect()
        }
        ForwardedHeader::Forwarded => {
            values(headers, "forwarded").iter().map(|element| forwarded_for(element)).collect()
        }
    }
}

fn values(headers: &HeaderMap, name: &str) -> Vec<String> {
    let lines = headers.get_all(name).filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(|value| value.trim().to_owned()).collect()
}

/// The `for` of one element of `Forwarded` (RFC 7239, section 4).
fn forwarded_for(element: &str) -> Option<IpAddr> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| address(value.trim().trim_matches('"')))?
    })
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let parsed = bare.parse().or_else(|_| text.parse().map(|address: SocketAddr| address.ip()));
    parsed.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use actix_web::{http::header::HeaderMap, test::TestRequest};

    use super::{believed, hops, network};
    use crate::config::ForwardedHeader::{Forwarded, XForwardedFor};

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn headers(name: &str, value: &str) -> HeaderMap {
        TestRequest::default()
            .insert_header((name.to_owned(), value.to_owned()))
            .to_http_request()
            .headers()
            .clone()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxy = |address: IpAddr| address.to_string().starts_with("10.");
        for (peer, name, value, expected) in [
            ("203.0.113.9", "x-forwarded-for", "192.0.2.1", "203.0.113.9"),
            ("10.0.0.1", "x-forwarded-for", "192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "x-forwarded-for", "198.51.100.7, 192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "x-forwarded-for", "198.51.100.7, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
            ("10.0.0.1", "x-forwarded-for", "192.0.2.1, unknown", "10.0.0.1"),
            ("10.0.0.1", "forwarded", "for=\"[2001:db8::1]:4711\";proto=https", "2001:db8::1"),
            ("10.0.0.1", "forwarded", "proto=https;For=192.0.2.43:80, for=10.0.0.2", "192.0.2.43"),
            ("10.0.0.1", "accept", "*/*", "10.0.0.1"),
        ] {
            let written = if name == "forwarded" { Forwarded } else { XForwardedFor };
            let hops = hops(&headers(name, value), written);
            assert_eq!(believed(ip(peer), &hops, proxy), ip(expected), "{name}: {value}");
        }
    }

    #[test]
    fn a_header_that_the_proxy_does_not_write_is_the_callers_own() {
        let both = TestRequest::default()
            .insert_header(("forwarded", "for=198.51.100.7"))
            .insert_header(("x-forwarded-for", "192.0.2.1"))
            .to_http_request();
        let both = both.headers();
        assert_eq!(hops(both, XForwardedFor), [Some(ip("192.0.2.1"))]);
        assert_eq!(hops(both, Forwarded), [Some(ip("198.51.100.7"))]);
    }

    #[test]
    fn one_caller_has_one_network() {
        assert_eq!(network(ip("192.0.2.1")), ip("192.0.2.1"));
        assert_eq!(network(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
    }
}
