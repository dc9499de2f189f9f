use std::io::Write;

use serde_json::json;

use super::*;

type Outcome = (String, Result<(String, String, usize, bool), String>);

fn outcome(bytes: &[u8]) -> Vec<Outcome> {
    let rows = read(bytes, None).expect("readable");
    let told = |draft: NeighbourhoodDraft| {
        (draft.code.to_string(), draft.name, draft.commune_codes.len(), draft.boundary.is_some())
    };
    rows.into_iter().map(|row| (row.place.to_string(), row.read.map(told))).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, None).expect_err("unreadable").to_string()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).expect("written");
    gzip.finish().expect("finished")
}

fn taken(place: &str, code: &str, name: &str, communes: usize, boundary: bool) -> Outcome {
    (place.to_owned(), Ok((code.to_owned(), name.to_owned(), communes, boundary)))
}

fn square() -> serde_json::Value {
    json!([[[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.0]]])
}

fn collection(features: &[(serde_json::Value, serde_json::Value)]) -> Vec<u8> {
    let feature = |(properties, geometry): &(serde_json::Value, serde_json::Value)| json!({ "type": "Feature", "properties": properties, "geometry": geometry });
    let features: Vec<_> = features.iter().map(feature).collect();
    json!({ "type": "FeatureCollection", "name": "qp", "features": features }).to_string().into_bytes()
}

#[test]
fn official_geojson_plain_and_gzipped() {
    let bytes = collection(&[
        (
            json!({ "code_qp": "QN09901N", "lib_qp": "Les Tilleuls", "insee_com": "99001, 99002", "lib_com": "Deux" }),
            json!({ "type": "MultiPolygon", "coordinates": [square()] }),
        ),
        (
            json!({ "CODE_QP": "QP099001", "NOM_QP": "Le Port", "insee_com": ["99001"] }),
            json!({ "type": "Polygon", "coordinates": square() }),
        ),
        (json!({ "code_qp": "QN09902N", "lib_qp": "Sans Plan", "insee_com": "99001" }), json!(null)),
    ]);
    let expected = [
        taken("element 1", "QN09901N", "Les Tilleuls", 2, true),
        taken("element 2", "QP099001", "Le Port", 1, true),
        taken("element 3", "QN09902N", "Sans Plan", 1, false),
    ];
    assert_eq!(outcome(&bytes), expected);
    assert_eq!(outcome(&gzipped(&bytes)), expected);
}

#[test]
fn refused_elements_do_not_stop_the_others() {
    let good = json!({ "code_qp": "QN09901N", "lib_qp": "Bon", "insee_com": "99001" });
    let point = json!({ "type": "Point", "coordinates": [2, 48] });
    let open = json!({ "type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 49]]] });
    let words = json!({ "type": "Polygon", "coordinates": "none" });
    let with = |key: &str, value: serde_json::Value| {
        let mut properties = good.clone();
        properties[key] = value;
        properties
    };
    let bytes = collection(&[
        (with("code_qp", json!("QN1")), json!(null)),
        (with("code_qp", json!(null)), json!(null)),
        (with("insee_com", json!(1053)), json!(null)),
        (with("insee_com", json!("99001 9900X")), json!(null)),
        (with("insee_com", json!("")), json!(null)),
        (with("lib_qp", json!(" ")), json!(null)),
        (good.clone(), point),
        (good.clone(), open),
        (good.clone(), words),
        (json!(7), json!(null)),
        (good.clone(), json!({ "type": "Polygon", "coordinates": square() })),
        (good, json!(null)),
    ]);
    let reasons = [
        "A neighbourhood code is QN",
        "It has no `code_qp`.",
        "`insee_com` is not a text.",
        "commune_codes/9900X: A commune code has five characters",
        "commune_codes: A neighbourhood lies in at least one commune.",
        "name: This text can't be blank.",
        "boundary/type: A boundary is a Polygon or a MultiPolygon.",
        "boundary/coordinates/0: A ring's last position is equal to its first.",
        "Its geometry is not GeoJSON",
        "It is not a GeoJSON feature with properties.",
    ];
    let rows = outcome(&bytes);
    for (i, (place, read)) in rows.iter().take(reasons.len()).enumerate() {
        let reason = read.as_ref().expect_err(place);
        assert!(reason.starts_with(reasons[i]), "{place}: {reason}");
    }
    assert_eq!(rows[10], taken("element 11", "QN09901N", "Bon", 1, true));
    assert_eq!(rows[11], ("element 12".to_owned(), Err("element 11 has this code already.".to_owned())));
}

#[test]
fn the_compact_form() {
    let bytes = json!({ "meta": { "features": [] }, "qpvs": [
        { "code": "QN09901N", "label": "Les Tilleuls", "insee": ["99001", "99002"], "g": [square()] },
        { "code": "QN09902N", "label": "Le Lac", "insee": ["99001"] },
        { "code": "QN09903N", "label": "Faux", "insee": ["99001"], "g": [[["a"]]] },
        "odd"
    ] });
    let rows = outcome(bytes.to_string().as_bytes());
    assert_eq!(rows[0], taken("element 1", "QN09901N", "Les Tilleuls", 2, true));
    assert_eq!(rows[1], taken("element 2", "QN09902N", "Le Lac", 1, false));
    assert!(rows[2].1.is_err() && rows[3].1.is_err());
}

#[test]
fn csv_with_comma_or_semicolon() {
    let comma = "\u{feff}code_qp,lib_qp,insee_com,n_polygons\r\n\
                 QN09901N,\"Bastide, Tricot\",99001,1\r\n\
                 QN09902N,Le Lac,99001|99002/99003,1\r\n\
                 QN09903N,Trop peu\r\n\
                 QN09904N,\"Deux\nlignes\",99001,\"1\"\r\n\
                 \r\n\
                 QN09905N,Fin,99001,1";
    let rows = outcome(comma.as_bytes());
    assert_eq!(rows[0], taken("line 2", "QN09901N", "Bastide, Tricot", 1, false));
    assert_eq!(rows[1], taken("line 3", "QN09902N", "Le Lac", 3, false));
    let short = "It has 2 fields where the header has 4.".to_owned();
    assert_eq!(rows[2], ("line 4".to_owned(), Err(short)));
    assert_eq!(rows[4], taken("line 8", "QN09905N", "Fin", 1, false));
    let semicolon = "LIB_QP;CODE_QP;INSEE_COM;LIB_COM\nLe Lac;QN09902N;99001,99002;Deux, Communes\n";
    assert_eq!(outcome(semicolon.as_bytes()), [taken("line 2", "QN09902N", "Le Lac", 2, false)]);
}

#[test]
fn a_line_that_is_not_utf8_is_refused_alone() {
    let latin1 = b"code_qp,lib_qp,insee_com\nQN09901N,Pr\xe9,99001\nQN09902N,Lac,99001\n";
    let rows = outcome(latin1);
    assert_eq!(rows[0].1, Err("It is not UTF-8; convert the file first.".to_owned()));
    assert!(rows[1].1.is_ok());
}

#[test]
fn files_that_cannot_be_read_say_where() {
    assert_eq!(error(b"{\"features\": [\n  {\"a\" 1}]}"), "line 2, column 8: expected `:`");
    assert_eq!(error(b"{\"type\": \"Feature\"}"), "line 1, column 19: there is no list `features` or `qpvs`");
    assert!(error(b"{\"features\": 3}").contains("expected `features` to be a list"));
    assert!(error(b"[]").contains("expected an object with a list `features` or `qpvs`"));
    let header = "line 1: the header lacks insee_com; it has code_qp, nom_qp";
    assert_eq!(error(b"code_qp;nom_qp\nQN09901N;Lac\n"), header);
    let whole = gzipped(&collection(&[(json!({}), json!(null))]));
    assert!(error(&whole[..whole.len() - 12]).starts_with("the file can't be read"));
}

#[test]
fn a_vintage_holds_for_codes_of_its_form() {
    let csv = b"code_qp,lib_qp,insee_com\nQN09901N,Lac,99001\nQP099001,Port,99001\n";
    let vintages = |vintage| {
        let rows = read(&csv[..], vintage).expect("readable");
        rows.into_iter().map(|row| row.read.map(|draft| draft.vintage).ok()).collect::<Vec<_>>()
    };
    assert_eq!(vintages(None), [Some(2024), Some(2015)]);
    assert_eq!(vintages(Some(2024)), [Some(2024), None]);
    assert_eq!(vintages(Some(2015)), [None, Some(2015)]);
}

#[test]
fn communes_that_the_cog_does_not_have() {
    let csv = b"code_qp,lib_qp,insee_com\nQN09901N,Lac,99001 99059\n";
    let row = read(&csv[..], None).expect("readable").remove(0);
    let draft = row.read.expect("taken");
    let commune = |code| CommuneCode::new(code).expect("a code");
    let known = HashSet::from([commune("99001")]);
    assert_eq!(unknown_communes(&draft, &known).as_deref(), Some("The imported communes have no 99059."));
    assert_eq!(unknown_communes(&draft, &HashSet::from([commune("99001"), commune("99059")])), None);
}

/// As many rows as the official list has, with boundaries of some hundred positions.
#[test]
fn a_list_as_long_as_the_official_one() {
    let ring = |i: usize| {
        let mut ring: Vec<_> = (0..200)
            .map(|step| f64::from(step) / 200.0 * std::f64::consts::TAU)
            .map(|angle| [2.0 + i as f64 / 1e3 + angle.cos() / 1e2, 48.0 + angle.sin() / 1e2])
            .collect();
        ring.push(ring[0]);
        ring
    };
    let code = |i: usize| format!("QN0{:02}{:02}{}", i / 400, i / 4 % 100, ["N", "M", "I", "C"][i % 4]);
    let row = |i: usize| json!({ "code": code(i), "label": format!("Quartier {i}"), "insee": ["99001"], "g": [[ring(i)]] });
    let list = json!({ "qpvs": (0..1_584).map(row).collect::<Vec<_>>() }).to_string();
    let rows = read(gzipped(list.as_bytes()).as_slice(), Some(2024)).expect("readable");
    assert_eq!(rows.iter().filter(|row| row.read.is_ok()).count(), 1_584);
}

/// With the official list at `TEST_NEIGHBOURHOODS` (the compact form, GeoJSON or CSV), all of it is taken.
#[test]
fn the_official_list_if_it_is_at_hand() {
    let Some(path) = std::env::var_os("TEST_NEIGHBOURHOODS") else { return };
    let rows = read(std::fs::File::open(path).expect("opens"), None).expect("readable");
    let refused: Vec<_> = rows.iter().filter_map(|row| row.read.as_ref().err()).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let several =
        rows.iter().filter(|row| row.read.as_ref().is_ok_and(|draft| draft.commune_codes.len() > 1));
    assert_eq!((rows.len(), several.count()), (1_584, 149));
}
