//! What an import did, for people and for programs.

use serde::Serialize;

use super::{Place, Row};

/// A remark on one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where the row stands: `{"line": 12}` or `{"element": 3}` when serialised.
    #[serde(flatten)]
    pub place: Place,
    /// The code it gives.
    pub code: Option<String>,
    /// What there is to say.
    pub reason: String,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} ({code}): {}", self.place, self.reason),
            None => write!(f, "{}: {}", self.place, self.reason),
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows that were new.
    pub inserted: usize,
    /// Rows that changed what was there.
    pub updated: usize,
    /// Rows that said what was there already.
    pub unchanged: usize,
    /// Rows that were not taken, and why.
    pub refused: Vec<Note>,
    /// Rows that were taken, but look wrong.
    pub warnings: Vec<Note>,
}

impl Report {
    /// How many rows the file had.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.inserted + self.updated + self.unchanged + self.refused.len()
    }

    /// Whether anything is different from before.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.inserted + self.updated > 0
    }

    /// Takes the good rows and notes the others as refused.
    pub fn sort_out<T>(&mut self, rows: Vec<Row<T>>) -> Vec<(Place, T)> {
        let mut good = Vec::with_capacity(rows.len());
        for Row { place, code, read } in rows {
            match read {
                Ok(read) => good.push((place, read)),
                Err(reason) => self.refused.push(Note { place, code, reason }),
            }
        }
        good
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { inserted, updated, unchanged, refused, warnings } = self;
        write!(f, "{} rows: {inserted} inserted, {updated} updated, {unchanged} unchanged, ", self.rows())?;
        write!(f, "{} refused; {} with a warning", refused.len(), warnings.len())?;
        for note in refused {
            write!(f, "\nrefused: {note}")?;
        }
        for note in warnings {
            write!(f, "\nwarning: {note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_people_and_one_for_programs() {
        let mut report = Report { inserted: 2, ..Report::default() };
        let rows = vec![
            Row { place: Place::Line(2), code: None, read: Ok(1) },
            Row { place: Place::Line(3), code: None, read: Err("It has 2 fields.".to_owned()) },
        ];
        assert_eq!(report.sort_out(rows), [(Place::Line(2), 1)]);
        let code = Some("QN09901N".to_owned());
        report.warnings.push(Note { place: Place::Element(7), code, reason: "Odd.".to_owned() });
        let text = "3 rows: 2 inserted, 0 updated, 0 unchanged, 1 refused; 1 with a warning\n\
                    refused: line 3: It has 2 fields.\n\
                    warning: element 7 (QN09901N): Odd.";
        assert_eq!(report.to_string(), text);
        let json = serde_json::to_value(&report).expect("serialises");
        assert_eq!(json["refused"][0]["line"], 3);
        assert_eq!(json["warnings"][0]["element"], 7);
    }
}
