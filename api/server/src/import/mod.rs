//! Reading the official files: what stands in them, row by row. Nothing but `run` knows a database.
//!
//! A row that can't be taken is refused with its place and a reason, and never stops the good ones. A file that
//! can't be read at all gives one [`ImportError`].

pub mod communes;
mod elements;
pub mod households;
pub mod neighbourhoods;
pub mod report;
pub mod run;
pub mod successions;
mod table;

use std::io::{Cursor, Read};

use palier_domain::error::Invalid;
use serde::Serialize;

/// Where a row stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The line of a CSV file; the header is line 1.
    Line(u64),
    /// The number of an element in a JSON list, from 1 on.
    Element(u64),
}

impl Place {
    /// The number of the line or element.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Element(number) => number,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Element(number) => write!(f, "element {number}"),
        }
    }
}

/// One row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// Where it stands.
    pub place: Place,
    /// The code it gives, as it gives it, to find it again; fit to be printed.
    pub code: Option<String>,
    /// What was read, or why it can't be taken.
    pub read: Result<T, String>,
}

/// Why a file can't be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Reading failed, possibly because the gzip stream is cut or damaged.
    #[error("the file can't be read: {0}")]
    Read(#[from] std::io::Error),
    /// It is neither gzip, JSON nor CSV in UTF-8.
    #[error("the file is {0}")]
    Format(&'static str),
    /// It is JSON, but broken or of another form.
    #[error("line {line}, column {column}: {detail}")]
    Json {
        /// The line, from 1 on.
        line: usize,
        /// The column, from 1 on.
        column: usize,
        /// What is wrong.
        detail: String,
    },
    /// It is CSV without the columns that are needed.
    #[error("line 1: the header lacks {missing}; it has {found}")]
    Header {
        /// The columns that are missing.
        missing: String,
        /// The columns that are there.
        found: String,
    },
}

/// The two forms that a file can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Csv,
}

/// Unpacks a file if it is gzipped, drops a byte order mark and tells its form by how it begins.
fn open<'a>(file: impl Read + 'a) -> Result<(Format, Box<dyn Read + 'a>), ImportError> {
    let (start, file) = peek(file, 4)?;
    let plain: Box<dyn Read + 'a> = match start.as_slice() {
        [0x1f, 0x8b, ..] => Box::new(flate2::read::MultiGzDecoder::new(file)),
        b"PK\x03\x04" => return Err(ImportError::Format("a ZIP archive: unpack it first")),
        _ => Box::new(file),
    };
    let (start, mut plain) = peek(plain, 512)?;
    if start.starts_with(b"\xef\xbb\xbf") {
        plain.read_exact(&mut [0; 3])?;
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    let format = match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(ImportError::Format("empty")),
        Some(b'{' | b'[') => Format::Json,
        Some(_) if text.contains(&0) => {
            return Err(ImportError::Format(
                "neither JSON nor CSV in UTF-8 (it may be UTF-16 or a spreadsheet)",
            ));
        }
        Some(_) => Format::Csv,
    };
    Ok((format, Box::new(plain)))
}

/// The first bytes of a file, and the whole file again.
fn peek<R: Read>(mut file: R, bytes: u64) -> Result<(Vec<u8>, impl Read + use<R>), ImportError> {
    let mut start = Vec::new();
    file.by_ref().take(bytes).read_to_end(&mut start)?;
    Ok((start.clone(), Cursor::new(start).chain(file)))
}

/// All that is wrong with a row in one line, each field by its name in the domain.
fn reason(invalid: &Invalid) -> String {
    let problem = |e: &palier_domain::error::FieldError| match e.pointer.trim_start_matches('/') {
        "" => e.detail.clone(),
        field => format!("{field}: {}", e.detail),
    };
    invalid.0.iter().map(problem).collect::<Vec<_>>().join(" ")
}

/// A code as a file gives it, fit to be printed: short, and without control characters.
fn printable(code: &str) -> Option<String> {
    let code = code.trim();
    let clean = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    (!code.is_empty()).then(|| code.chars().take(32).map(clean).collect())
}

/// Refuses each row whose code (or door) a good row before it had: a file has to give one answer for each.
fn refuse_repeated<T>(rows: &mut [Row<T>], what: &str, code: impl Fn(&T) -> String) {
    let mut seen = std::collections::HashMap::new();
    for row in rows {
        let Ok(read) = &row.read else { continue };
        let first = *seen.entry(code(read)).or_insert(row.place);
        if first != row.place {
            row.read = Err(format!("{first} has this {what} already."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        open(bytes).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn forms_are_told_by_how_a_file_begins() {
        assert!(matches!(open(&b" \n{\"a\":1}"[..]), Ok((Format::Json, _))));
        assert!(matches!(open(&b"\xef\xbb\xbfcode_qp,lib_qp"[..]), Ok((Format::Csv, _))));
        assert_eq!(refused(b"\xef\xbb\xbf \n"), "the file is empty");
        assert_eq!(refused(b"PK\x03\x04rest"), "the file is a ZIP archive: unpack it first");
        assert!(refused(b"c\0o\0d\0e\0").contains("UTF-16"));
        assert!(refused(b"\x1f\x8b\x08cut").starts_with("the file can't be read"));
    }

    #[test]
    fn printed_codes_hold_no_control_characters() {
        assert_eq!(printable(" a\u{1b}[31m "), Some("a\u{fffd}[31m".to_owned()));
        assert_eq!(printable("  "), None);
        assert_eq!(printable(&"x".repeat(99)).map(|code| code.len()), Some(32));
    }
}
