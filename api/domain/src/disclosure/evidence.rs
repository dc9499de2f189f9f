//! What later releases must know of a release: its cells, their true counts, what was told of them.
//!
//! The bytes hold raw counts. The server seals them before they are stored, with authentication; the checksum here
//! only finds damage and mistakes.

use std::collections::BTreeMap;

/// The cells of one release or of several, by name.
#[derive(Clone, Default)]
pub struct Evidence {
    traces: BTreeMap<String, Trace>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Trace {
    pub truth: u32,
    pub fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Published(u32),
    Withheld { known_at_least_k: bool },
    StructuralZero,
}

/// Why bytes are not taken for evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// They begin differently.
    #[error("these bytes are no evidence of a release")]
    Foreign,
    /// A later program wrote them.
    #[error("this evidence is of version {0}, which this program does not know")]
    Version(u8),
    /// Something is missing or changed.
    #[error("this evidence of a release is damaged")]
    Damaged,
}

const MAGIC: &[u8; 4] = b"PaEv";
const VERSION: u8 = 1;
const CHECKSUM: usize = 4;

impl Evidence {
    pub(super) fn new(traces: impl Iterator<Item = (String, Trace)>) -> Self {
        Self { traces: traces.collect() }
    }

    pub(super) fn find(&self, name: &str) -> Option<Trace> {
        self.traces.get(name).copied()
    }

    /// Adds the cells of another one. What both have stays as it is here.
    pub fn join(&mut self, other: Self) {
        for (name, trace) in other.traces {
            self.traces.entry(name).or_insert(trace);
        }
    }

    /// The names of all cells, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.traces.keys().map(String::as_str)
    }

    /// Whether the release had a cell of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.traces.contains_key(name)
    }

    /// As a release left it that did not have these cells yet.
    #[cfg(test)]
    pub fn without(mut self, cells: impl Fn(&str) -> bool) -> Self {
        self.traces.retain(|name, _| !cells(name));
        self
    }

    /// As bytes: magic, version, number of cells, then for each cell by name the length it shares with the name
    /// before, the rest, the true count and the fate; a CRC-32 at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        put(&mut bytes, self.traces.len() as u64);
        let mut before = "";
        for (name, trace) in &self.traces {
            let shared = name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
            put(&mut bytes, shared as u64);
            put(&mut bytes, (name.len() - shared) as u64);
            bytes.extend_from_slice(&name.as_bytes()[shared..]);
            put(&mut bytes, u64::from(trace.truth));
            put(&mut bytes, trace.fate.code());
            before = name;
        }
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EvidenceError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(EvidenceError::Foreign)?;
        let version = *rest.first().ok_or(EvidenceError::Damaged)?;
        if version != VERSION {
            return Err(EvidenceError::Version(version));
        }
        let body = rest.len().checked_sub(CHECKSUM).filter(|&l| l >= 1).ok_or(EvidenceError::Damaged)?;
        let (content, checksum) = bytes.split_at(MAGIC.len() + body);
        if crc32fast::hash(content).to_le_bytes() != *checksum {
            return Err(EvidenceError::Damaged);
        }
        read(&rest[1..body]).ok_or(EvidenceError::Damaged)
    }
}

impl Fate {
    /// 0 and 1 withheld, 2 empty, beyond that the published value.
    fn code(self) -> u64 {
        match self {
            Self::Withheld { known_at_least_k } => u64::from(known_at_least_k),
            Self::StructuralZero => 2,
            Self::Published(value) => u64::from(value) + 3,
        }
    }

    fn from_code(code: u64) -> Option<Self> {
        Some(match code {
            0 | 1 => Self::Withheld { known_at_least_k: code == 1 },
            2 => Self::StructuralZero,
            value => Self::Published(u32::try_from(value - 3).ok()?),
        })
    }
}

fn read(mut bytes: &[u8]) -> Option<Evidence> {
    let cells = take(&mut bytes)?;
    let mut traces = BTreeMap::new();
    let mut name: Vec<u8> = Vec::new();
    for _ in 0..cells {
        let shared = usize::try_from(take(&mut bytes)?).ok()?;
        let length = usize::try_from(take(&mut bytes)?).ok()?;
        if shared > name.len() {
            return None;
        }
        name.truncate(shared);
        name.extend_from_slice(bytes.split_off(..length)?);
        let truth = u32::try_from(take(&mut bytes)?).ok()?;
        let fate = Fate::from_code(take(&mut bytes)?)?;
        traces.insert(String::from_utf8(name.clone()).ok()?, Trace { truth, fate });
    }
    (bytes.is_empty() && traces.len() as u64 == cells).then_some(Evidence { traces })
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.split_off_first()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
