//! Which URLs an endpoint can have. What a name leads to is judged when it is connected to; an address is judged here, too,
//! so that whoever registers it learns of it at once.

use std::net::IpAddr;

use palier_domain::error::Invalid;
use reqwest::Url;

use super::address::Reach;

/// The URL of an endpoint.
///
/// # Errors
/// What is wrong with it, at its own place.
pub fn check(text: &str, reach: &Reach) -> Result<Url, Invalid> {
    let malformed = || {
        let detail = "Write a URL such as https://partner.example/palier, with what is not ASCII encoded.";
        Invalid::one("", "malformed", detail)
    };
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(malformed());
    }
    let url = Url::parse(text).map_err(|_| malformed())?;
    let mut invalid = Invalid::default();
    let literal = literal(&url);
    let plain = url.scheme() == "http" && literal.is_some_and(|address| reach.is_named(address));
    if url.scheme() != "https" && !plain {
        invalid.push("", "https_required", "Events are sent by https alone.");
    }
    if !url.username().is_empty() || url.password().is_some() {
        invalid.push("", "user_info", "A URL can't hold a name or a password; verify the signature instead.");
    }
    if url.fragment().is_some() {
        invalid.push("", "fragment", "Leave out what begins with #: it is never sent.");
    }
    if literal.is_some_and(|address| !reach.allows(address)) {
        invalid.push("", "address_refused", "The address is not one that is open to the world.");
    }
    invalid.or(url)
}

/// The address that a URL names itself, if it does.
#[must_use]
pub fn literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str, reach: &Reach) -> Vec<&'static str> {
        check(text, reach)
            .err()
            .map(|invalid| invalid.0.iter().map(|error| error.code).collect())
            .unwrap_or_default()
    }

    #[test]
    fn c45_what_can_be_registered() {
        let world = Reach::default();
        for taken in [
            "https://partner.example/palier?a=b",
            "https://partner.example:8443/",
            "https://8.8.8.8/",
            "https://[2a00::1]/",
        ] {
            assert!(codes(taken, &world).is_empty(), "{taken}");
        }
        for (refused, expected) in [
            ("", vec!["malformed"]),
            ("partner.example/palier", vec!["malformed"]),
            ("https://", vec!["malformed"]),
            ("https://partner.example/a b", vec!["malformed"]),
            ("https://partner.example/\n", vec!["malformed"]),
            ("https://été.example/", vec!["malformed"]),
            ("http://partner.example/", vec!["https_required"]),
            ("ftp://partner.example/", vec!["https_required"]),
            ("file:///etc/passwd", vec!["https_required"]),
            ("https://ana:secret@partner.example/", vec!["user_info"]),
            ("https://ana@partner.example/#a", vec!["user_info", "fragment"]),
            ("https://127.0.0.1/", vec!["address_refused"]),
            ("https://2130706433/", vec!["address_refused"]),
            ("https://0x7f.1/", vec!["address_refused"]),
            ("https://[::ffff:10.0.0.1]/", vec!["address_refused"]),
            ("https://[64:ff9b::a9fe:a9fe]/", vec!["address_refused"]),
            ("http://169.254.169.254/latest", vec!["https_required", "address_refused"]),
        ] {
            assert_eq!(codes(refused, &world), expected, "{refused}");
        }
    }

    #[test]
    fn plain_http_is_for_addresses_of_the_operators_own_networks() {
        let reach = Reach::new(&["127.0.0.0/8".parse().expect("a network")]);
        assert!(codes("http://127.0.0.1:8000/", &reach).is_empty());
        assert!(codes("https://127.0.0.1:8000/", &reach).is_empty());
        for refused in ["http://localhost:8000/", "http://8.8.8.8/"] {
            assert_eq!(codes(refused, &reach), ["https_required"], "{refused}");
        }
        assert_eq!(codes("http://10.0.0.1/", &reach), ["https_required", "address_refused"]);
    }
}
