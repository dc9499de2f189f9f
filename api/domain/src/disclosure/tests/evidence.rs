//! What later releases read back.

use proptest::prelude::*;

use super::*;

fn release() -> (Protection, Vec<String>) {
    let mut builder = SystemBuilder::new();
    let tried = builder.cell("2026-Q1/tried", count(100), CANDIDATE);
    let opened = builder.cell("2026-Q1/opened", count(60), CANDIDATE);
    builder.cell("2026-Q1/referred", count(3), CANDIDATE);
    builder.cell("2026-Q1/été", count(0), Role::StructuralZero);
    builder.complement(opened, tried);
    let names = builder.names.clone();
    (run(builder, &down()), names)
}

#[test]
fn evidence_comes_back_from_its_bytes() {
    let (protection, mut names) = release();
    let bytes = protection.evidence().to_bytes();
    let read = Evidence::from_bytes(&bytes).expect("just written");
    names.sort();
    assert_eq!(read.names().collect::<Vec<_>>(), names);
    assert_eq!(read.to_bytes(), bytes);
    assert!(read.contains("2026-Q1/tried") && !read.contains("2026-Q2/tried"));

    let mut next = SystemBuilder::new();
    let tried = next.frozen(&read, "2026-Q1/tried").expect("known");
    let opened = next.frozen(&read, "2026-Q1/opened").expect("known");
    let referred = next.frozen(&read, "2026-Q1/referred").expect("known");
    let empty = next.frozen(&read, "2026-Q1/été").expect("known");
    assert!(next.frozen(&read, "2026-Q2/tried").is_none());
    let rest = next.frozen_complement(&read, opened, tried);
    let again = run(next, &Seeded(99));
    assert_eq!(again.outcome(tried), Outcome::Published(100));
    assert_eq!(again.outcome(opened), Outcome::Published(60));
    assert_eq!(again.outcome(referred), Outcome::Withheld);
    assert_eq!(again.outcome(empty), Outcome::StructuralZero);
    assert!(again.known_at_least_k(rest));
    assert!(again.evidence().to_bytes() == bytes);
}

/// A campaign whose only message is `none`: all that were met heard it, and nobody is beside them.
#[test]
fn what_was_one_set_with_its_denominator_has_no_rest_later_either() {
    let mut builder = SystemBuilder::new();
    let met = builder.cell("2026-Q1/met", count(100), CANDIDATE);
    let none = builder.cell("2026-Q1/messages/none", count(100), CANDIDATE);
    let rest = builder.complement(none, met);
    builder.union(met, &[none]);
    let first = run(builder, &down());
    assert_eq!(first.outcome(rest), Outcome::StructuralZero);

    let evidence = first.evidence();
    let mut next = SystemBuilder::new();
    let met = next.frozen(&evidence, "2026-Q1/met").expect("known");
    let none = next.frozen(&evidence, "2026-Q1/messages/none").expect("known");
    let rest = next.frozen_complement(&evidence, none, met);
    next.union(met, &[none]);
    let year = next.cell("2026/met", count(120), CANDIDATE);
    let second = next.cell("2026-Q2/met", count(40), CANDIDATE);
    next.union(year, &[met, second]);
    let again = run(next, &down());
    assert_eq!(again.outcome(rest), Outcome::StructuralZero);
    assert_eq!((again.outcome(met), again.outcome(none)), (Outcome::Published(100), Outcome::Published(100)));
}

#[test]
fn foreign_newer_and_damaged_bytes_are_told_apart() {
    let bytes = release().0.evidence().to_bytes();
    let read = |bytes: &[u8]| Evidence::from_bytes(bytes).err();
    assert_eq!(read(b"{}"), Some(EvidenceError::Foreign));
    assert_eq!(read(b"PaEv"), Some(EvidenceError::Damaged));
    assert_eq!(read(b"PaEv\x01"), Some(EvidenceError::Damaged));
    let mut newer = bytes.clone();
    newer[4] = 2;
    assert_eq!(read(&newer), Some(EvidenceError::Version(2)));
    for length in 5..bytes.len() {
        assert_eq!(read(&bytes[..length]), Some(EvidenceError::Damaged), "cut at {length}");
    }
    for at in 5..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 4;
        assert_eq!(read(&damaged), Some(EvidenceError::Damaged), "changed at {at}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(mut content in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut bytes = b"PaEv\x01".to_vec();
        bytes.append(&mut content);
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        if let Ok(evidence) = Evidence::from_bytes(&bytes) {
            prop_assert!(Evidence::from_bytes(&evidence.to_bytes()).is_ok());
        }
    }
}
