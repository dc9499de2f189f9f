//! Communes: `insee, dept, lon, lat, name`, or INSEE's own file of the COG (`TYPECOM, COM, DEP, LIBELLE`).

use std::io::Read;

use palier_domain::{
    code::CommuneCode,
    commune::{Commune, department_of},
    error::Invalid,
};

use super::{Format, ImportError, Row, open, printable, reason, refuse_repeated, table};

const CODE: &[&str] = &["insee", "com"];
const NAME: &[&str] = &["name", "libelle"];
const DEPARTMENT: &[&str] = &["dept", "dep"];

/// Reads a CSV file, plain or gzipped. Of INSEE's file only communes proper are rows; its delegated and
/// associated communes and the arrondissements of Paris, Lyon and Marseille are passed over.
///
/// # Errors
/// The file as a whole can't be read.
pub fn read(file: impl Read) -> Result<Vec<Row<Commune>>, ImportError> {
    let (format, file) = open(file)?;
    if format == Format::Json {
        return Err(ImportError::Format("JSON; communes are imported from CSV"));
    }
    let mut rows = Vec::new();
    table::Table::open(file, &[CODE, NAME])?.each(|place, line| {
        let row = match line {
            Err(reason) => Row { place, code: None, read: Err(reason) },
            Ok(line) if !matches!(line.get(&["typecom"]), "" | "COM") => return,
            Ok(line) => Row { place, code: printable(line.get(CODE)), read: commune(&line) },
        };
        rows.push(row);
    })?;
    refuse_repeated(&mut rows, "code", |commune| commune.code.to_string());
    Ok(rows)
}

fn commune(line: &table::Line<'_>) -> Result<Commune, String> {
    let code = CommuneCode::new(line.get(CODE)).map_err(|wrong| reason(&wrong))?;
    let department = match line.get(DEPARTMENT) {
        "" => department_of(&code).to_owned(),
        given => given.to_owned(),
    };
    let name = line.get(NAME).to_owned();
    let (lat, lon) = (degrees("lat", line.get(&["lat"])), degrees("lon", line.get(&["lon"])));
    let commune = |(lat, lon)| Commune { code, name, department, lat, lon }.check();
    lat.and_then(|lat| lon.map(|lon| (lat, lon))).and_then(commune).map_err(|wrong| reason(&wrong))
}

fn degrees(field: &str, text: &str) -> Result<Option<f64>, Invalid> {
    match text {
        "" => Ok(None),
        number => number
            .parse()
            .map(Some)
            .map_err(|_| Invalid::one(field, "number", "This is not a number with a decimal point.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(text: &str) -> Vec<(String, Result<String, String>)> {
        let rows = read(text.as_bytes()).expect("readable");
        let told = |commune: Commune| format!("{} {} {}", commune.code, commune.department, commune.name);
        rows.into_iter().map(|row| (row.place.to_string(), row.read.map(told))).collect()
    }

    #[test]
    fn good_rows_stand_beside_refused_ones() {
        let text = "insee,dept,lon,lat,name\n\
                    99001,99,2.5,48.5,L'Abbaye\n\
                    9900,99,2.5,48.5,Trop Court\n\
                    99002,99,2.5\n\
                    99003,99,\"2,5\",48.5,Virgule\n\
                    99001,99,2.5,48.5,Encore\n\
                    99004,75,2.5,98.5,Ailleurs\n\
                    97499,,,,Outre-mer\n";
        let rows = outcome(text);
        assert_eq!(rows[0], ("line 2".to_owned(), Ok("99001 99 L'Abbaye".to_owned())));
        assert_eq!(rows[6], ("line 8".to_owned(), Ok("97499 974 Outre-mer".to_owned())));
        let reasons =
            ["five characters", "3 fields", "decimal point", "line 2 has this code", "lat: A latitude"];
        for ((place, read), expected) in rows[1..6].iter().zip(reasons) {
            let reason = read.as_ref().expect_err("refused");
            assert!(reason.contains(expected), "{place}: {reason}");
        }
    }

    #[test]
    fn insees_own_file() {
        let text = "\u{feff}TYPECOM;COM;REG;DEP;NCC;LIBELLE;COMPARENT\r\n\
                    COM;99001;99;99;VALLEBELLE;Vallebelle;\r\n\
                    COMD;99001;;;VALLEBELLE;Vallebelle;99001\r\n\
                    ARM;99101;99;99;UN;Vallebelle 1er;99001\r\n";
        assert_eq!(outcome(text), [("line 2".to_owned(), Ok("99001 99 Vallebelle".to_owned()))]);
    }

    #[test]
    fn files_of_another_kind() {
        let error = |text: &str| read(text.as_bytes()).expect_err("refused").to_string();
        assert_eq!(error("{}"), "the file is JSON; communes are imported from CSV");
        assert_eq!(
            error("a,b\n1,2\n"),
            "line 1: the header lacks insee or com, name or libelle; it has a, b"
        );
    }
}
