//! Which neighbourhoods of one vintage took over which of an earlier one: `predecessor, successor`, one pair a
//! line; both sides may stand in several pairs.

use std::io::Read;

use palier_domain::code::NeighbourhoodCode;

use super::{Format, ImportError, Row, open, printable, reason, refuse_repeated, table};

const PREDECESSOR: &[&str] = &["predecessor", "predecessor_code"];
const SUCCESSOR: &[&str] = &["successor", "successor_code"];

/// One pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The neighbourhood that was.
    pub predecessor: NeighbourhoodCode,
    /// The neighbourhood that took it over, wholly or in part.
    pub successor: NeighbourhoodCode,
}

/// Reads a CSV file, plain or gzipped.
///
/// # Errors
/// The file as a whole can't be read.
pub fn read(file: impl Read) -> Result<Vec<Row<Succession>>, ImportError> {
    let (format, file) = open(file)?;
    if format == Format::Json {
        return Err(ImportError::Format("JSON; successions are imported from CSV"));
    }
    let mut rows = Vec::new();
    table::Table::open(file, &[PREDECESSOR, SUCCESSOR])?.each(|place, line| {
        let row = match line {
            Err(reason) => Row { place, code: None, read: Err(reason) },
            Ok(line) => {
                let texts = (line.get(PREDECESSOR), line.get(SUCCESSOR));
                let code = printable(&format!("{} to {}", texts.0, texts.1));
                Row { place, code, read: succession(texts) }
            }
        };
        rows.push(row);
    })?;
    refuse_repeated(&mut rows, "code", |pair: &Succession| {
        format!("{} {}", pair.predecessor, pair.successor)
    });
    Ok(rows)
}

fn succession((predecessor, successor): (&str, &str)) -> Result<Succession, String> {
    let code = |text: &str| NeighbourhoodCode::new(text).map_err(|wrong| reason(&wrong));
    Ok(Succession { predecessor: code(predecessor)?, successor: code(successor)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_beside_refused_lines() {
        let text = "predecessor;successor\n\
                    QP099001;QN09901N\n\
                    QP099001;QN09902N\n\
                    QP099001;QN0990\n\
                    QP099001;QN09901N\n\
                    QP099001\n";
        let rows = read(text.as_bytes()).expect("readable");
        let pairs: Vec<_> = rows.iter().filter_map(|row| row.read.as_ref().ok()).collect();
        assert_eq!((pairs.len(), pairs[1].successor.as_str()), (2, "QN09902N"));
        let reasons = ["A neighbourhood code", "line 2 has this code already", "1 fields"];
        for (row, expected) in rows[2..].iter().zip(reasons) {
            let reason = row.read.as_ref().expect_err("refused");
            assert!(reason.contains(expected), "{}: {reason}", row.place);
        }
        let error = read("[]".as_bytes()).expect_err("refused").to_string();
        assert_eq!(error, "the file is JSON; successions are imported from CSV");
    }
}
