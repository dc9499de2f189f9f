//! Which addresses webhooks may be sent to: those that are open to the world, by IANA's registries of special-purpose
//! addresses, and the private networks that the operator names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::config::Network;

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(a: u16, b: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0), length)
}

/// What is not open to the world of IPv4.
const CLOSED: [Ipv4Net; 15] = [
    v4(0, 0, 0, 0, 8),       // this network
    v4(10, 0, 0, 0, 8),      // private
    v4(100, 64, 0, 0, 10),   // behind a carrier's translation
    v4(127, 0, 0, 0, 8),     // this machine
    v4(169, 254, 0, 0, 16),  // this link; where clouds keep their credentials
    v4(172, 16, 0, 0, 12),   // private
    v4(192, 0, 0, 0, 24),    // protocols
    v4(192, 0, 2, 0, 24),    // documentation
    v4(192, 88, 99, 0, 24),  // relays of 6to4
    v4(192, 168, 0, 0, 16),  // private
    v4(198, 18, 0, 0, 15),   // benchmarks
    v4(198, 51, 100, 0, 24), // documentation
    v4(203, 0, 113, 0, 24),  // documentation
    v4(224, 0, 0, 0, 4),     // many at once
    v4(240, 0, 0, 0, 4),     // reserved; all at once
];

/// The only part of IPv6 that is given out to the world. Outside of it lie `::`, `::1`, what embeds IPv4 in the old way,
/// unique local (`fc00::/7`), this link's (`fe80::/10`), site-local (`fec0::/10`), `100::/64`, `5f00::/16`,
/// `64:ff9b:1::/48` and what is for many at once (`ff00::/8`).
const OPEN6: Ipv6Net = v6(0x2000, 0, 3);

/// What is not open to the world all the same.
const CLOSED6: [Ipv6Net; 4] = [
    v6(0x2001, 0, 23), // protocols, Teredo among them: it leads to whatever IPv4 address it names
    v6(0x2001, 0xdb8, 32), // documentation
    v6(0x2002, 0, 16), // 6to4, which leads to whatever IPv4 address it names
    v6(0x3fff, 0, 20), // documentation
];

/// NAT64 (RFC 6052): the last four bytes are an IPv4 address, which is where it leads.
const NAT64: Ipv6Net = v6(0x64, 0xff9b, 96);

/// The address that a connection to this one ends at, where one is written inside the other.
fn embedded(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(outer) if NAT64.contains(&outer) => {
            let [.., a, b, c, d] = outer.octets();
            IpAddr::V4(Ipv4Addr::new(a, b, c, d))
        }
        canonical => canonical,
    }
}

/// Which addresses may be reached.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    private: Vec<IpNet>,
}

impl Reach {
    /// Those that are open to the world, and these networks.
    #[must_use]
    pub fn new(private_networks: &[Network]) -> Self {
        Self { private: private_networks.iter().map(|network| network.0).collect() }
    }

    /// Whether webhooks may be sent to an address.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        self.is_named(address) || is_open(address)
    }

    /// Whether an address lies in a network that the operator names.
    #[must_use]
    pub fn is_named(&self, address: IpAddr) -> bool {
        let address = embedded(address);
        self.private.iter().any(|network| network.contains(&address))
    }
}

/// Whether an address is open to the world.
fn is_open(address: IpAddr) -> bool {
    match embedded(address) {
        IpAddr::V4(address) => !CLOSED.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => {
            OPEN6.contains(&address) && !CLOSED6.iter().any(|network| network.contains(&address))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(text: &str) -> bool {
        Reach::default().allows(text.parse().expect("an address"))
    }

    #[test]
    fn c45_what_is_special_is_refused_at_both_ends_of_its_range() {
        for refused in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.0.0",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.255",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.255",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::808:808",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "3fff::1",
            "3fff:fff::1",
            "100::1",
            "5f00::1",
            "64:ff9b:1::1",
            "2002:808:808::1",
            "2001::1",
            "2001:1ff::1",
            "4000::1",
            "1fff::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::a9fe:a9fe",
        ] {
            assert!(!open(refused), "{refused}");
        }
    }

    #[test]
    fn c45_what_lies_beside_it_is_open() {
        for taken in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:db7::1",
            "2001:db9::1",
            "2003::1",
            "2a00::1",
            "3ffe::1",
            "3fff:1000::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(open(taken), "{taken}");
        }
    }

    #[test]
    fn a_private_network_is_open_where_it_is_named_in_whatever_way_it_is_written() {
        let reach = Reach::new(&["10.1.0.0/16".parse().expect("a network")]);
        let allows = |text: &str| reach.allows(text.parse().expect("an address"));
        assert!(allows("10.1.2.3") && allows("::ffff:10.1.2.3") && allows("64:ff9b::10.1.2.3"));
        assert!(!allows("10.2.0.1") && !allows("127.0.0.1") && allows("8.8.8.8"));
    }

    proptest! {
        #[test]
        fn c45_an_address_inside_another_is_judged_as_by_itself(bits: u32) {
            let inner = Ipv4Addr::from(bits);
            let nat64 = Ipv6Addr::from((0x0064_ff9b_u128 << 96) | u128::from(bits));
            let by_itself = is_open(inner.into());
            prop_assert_eq!(is_open(inner.to_ipv6_mapped().into()), by_itself);
            prop_assert_eq!(is_open(nat64.into()), by_itself);
            prop_assert!(!is_open(inner.to_ipv6_compatible().into()));
        }

        #[test]
        fn c45_nothing_that_the_standard_library_calls_private_is_open(bits: u32) {
            let address = Ipv4Addr::from(bits);
            let special = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation()
                || address.is_unspecified();
            prop_assert!(!(special && is_open(address.into())));
        }

        #[test]
        fn c45_nothing_outside_of_what_is_given_out_is_open(bits: u128) {
            let address = Ipv6Addr::from(bits);
            let special = address.is_loopback() || address.is_multicast() || address.is_unique_local()
                || address.is_unicast_link_local() || address.is_unspecified();
            prop_assert!(!(special && is_open(address.into())));
        }
    }
}
