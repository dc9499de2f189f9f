//! CSV files as France's open data has them: comma, semicolon or tab, columns in any order and case.

use std::io::{BufRead, BufReader, Cursor, Read};

use csv::ByteRecord;

use super::{ImportError, Place};

/// The longest header line that is looked at to tell the delimiter.
const MAX_HEADER: u64 = 64 * 1024;

/// An open table.
pub struct Table<'a> {
    records: csv::Reader<Box<dyn Read + 'a>>,
    header: Vec<String>,
}

/// One line of a table, whose fields are all there.
pub struct Line<'a> {
    header: &'a [String],
    fields: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// Reads the header and demands columns of it; each is a list of names, of which one has to be there.
    pub fn open(file: impl Read + 'a, needed: &[&[&str]]) -> Result<Self, ImportError> {
        let mut file = BufReader::new(file);
        let mut first = Vec::new();
        file.by_ref().take(MAX_HEADER).read_until(b'\n', &mut first)?;
        let count = |delimiter: u8| first.iter().filter(|byte| **byte == delimiter).count();
        // The first of the best wins a tie, which is a header of one column.
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',');
        let whole: Box<dyn Read + 'a> = Box::new(Cursor::new(first).chain(file));
        // With `\n` alone as the end of a line, the `\r` before it is trimmed off with the field's other white
        // space; the csv crate's own CRLF mode counts lines one short.
        let terminator = csv::Terminator::Any(b'\n');
        let mut records = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .flexible(true)
            .from_reader(whole);
        let header = header(&mut records)?;
        let missing: Vec<_> = needed
            .iter()
            .filter(|names| !header.iter().any(|column| names.contains(&column.as_str())))
            .map(|names| names.join(" or "))
            .collect();
        if missing.is_empty() {
            return Ok(Self { records, header });
        }
        Err(ImportError::Header { missing: missing.join(", "), found: header.join(", ") })
    }

    /// Hands each line, or why it can't be read, to `take`.
    pub fn each(mut self, mut take: impl FnMut(Place, Result<Line<'_>, String>)) -> Result<(), ImportError> {
        let mut record = ByteRecord::new();
        while self.records.read_byte_record(&mut record).map_err(unreadable)? {
            if record.len() == 1 && record[0].trim_ascii().is_empty() {
                continue;
            }
            let place = Place::Line(record.position().map_or(0, csv::Position::line));
            take(place, line(&self.header, &record));
        }
        Ok(())
    }
}

impl Line<'_> {
    /// The field under the first of these names that is a column, trimmed; empty if none is.
    pub fn get(&self, names: &[&str]) -> &str {
        let column = names.iter().find_map(|name| self.header.iter().position(|column| column == name));
        column.map_or("", |column| self.fields[column])
    }
}

fn header(records: &mut csv::Reader<Box<dyn Read + '_>>) -> Result<Vec<String>, ImportError> {
    let columns = records.byte_headers().map_err(unreadable)?;
    let name = |column: &[u8]| String::from_utf8_lossy(column).trim().to_lowercase();
    Ok(columns.iter().map(name).collect())
}

fn line<'a>(header: &'a [String], record: &'a ByteRecord) -> Result<Line<'a>, String> {
    if record.len() != header.len() {
        return Err(format!("It has {} fields where the header has {}.", record.len(), header.len()));
    }
    let fields =
        record.iter().map(|field| std::str::from_utf8(field).map(str::trim)).collect::<Result<_, _>>();
    let fields = fields.map_err(|_| "It is not UTF-8; convert the file first.".to_owned())?;
    Ok(Line { header, fields })
}

fn unreadable(error: csv::Error) -> ImportError {
    ImportError::Read(error.into())
}
