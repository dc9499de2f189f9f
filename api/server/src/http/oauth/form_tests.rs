use actix_web::{http::header::HeaderMap, test::TestRequest};
use base64::{Engine, prelude::BASE64_STANDARD};

use super::{ASSERTION_TYPE, Form, basic, credentials};
use crate::service::tokens::Credentials;

fn form(pairs: &[(&str, &str)]) -> Form {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Form::new(pairs).unwrap_or_else(|problem| panic!("{problem}"))
}

fn header(text: &str) -> HeaderMap {
    let value = format!("Basic {}", BASE64_STANDARD.encode(text));
    TestRequest::default().insert_header(("authorization", value)).to_http_request().headers().clone()
}

fn secret(client_id: &str, secret: &str) -> Credentials {
    Credentials::Secret { client_id: client_id.to_owned(), secret: secret.to_owned() }
}

/// The error's code, or the credentials.
fn read(headers: &HeaderMap, form: &Form) -> Result<Credentials, &'static str> {
    credentials(headers, form).map_err(|problem| problem.kind.code)?.ok_or("invalid_client")
}

#[test]
fn each_method_alone() {
    let none = HeaderMap::new();
    assert!(read(&header("id:pass"), &form(&[])) == Ok(secret("id", "pass")));
    assert!(read(&header("id:pass"), &form(&[("client_id", "id")])) == Ok(secret("id", "pass")));
    assert!(
        read(&none, &form(&[("client_id", "id"), ("client_secret", "pass")])) == Ok(secret("id", "pass"))
    );
    let signed = [("client_assertion_type", ASSERTION_TYPE), ("client_assertion", "a.b.c")];
    let expected = Credentials::Assertion { client_id: None, assertion: "a.b.c".to_owned() };
    assert!(read(&none, &form(&signed)) == Ok(expected));
}

#[test]
fn never_two_methods_and_never_none() {
    let none = HeaderMap::new();
    let posted = [("client_id", "id"), ("client_secret", "pass")];
    let signed = [("client_assertion_type", ASSERTION_TYPE), ("client_assertion", "a.b.c")];
    assert!(read(&header("id:pass"), &form(&posted)) == Err("invalid_request"));
    assert!(read(&header("id:pass"), &form(&signed)) == Err("invalid_request"));
    assert!(read(&none, &form(&[&posted[..], &signed[..]].concat())) == Err("invalid_request"));
    assert!(read(&header("id:pass"), &form(&[("client_id", "other")])) == Err("invalid_request"));
    assert!(read(&none, &form(&signed[..1])) == Err("invalid_request"));
    assert!(read(&none, &form(&signed[1..])) == Err("invalid_request"));
    assert!(read(&none, &form(&posted[1..])) == Err("invalid_request"));
    assert!(read(&none, &form(&[])) == Err("invalid_client"));
    assert!(read(&none, &form(&posted[..1])) == Err("invalid_client"));
}

#[test]
fn parameters_once_and_with_a_value() {
    let pairs = |pairs: &[(&str, &str)]| {
        Form::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    };
    assert_eq!(pairs(&[("scope", "")]).map(|form| form.get("scope").is_none()).ok(), Some(true));
    assert_eq!(
        pairs(&[("a", "1"), ("a", "1")]).err().map(|problem| problem.kind.code),
        Some("invalid_request")
    );
}

#[test]
fn basic_credentials_are_encoded_as_in_a_form() {
    let of = |text: &str| basic(&format!("bAsIc {}", BASE64_STANDARD.encode(text)));
    let pair = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
    assert_eq!(of("a%2Db:palier%5Flive%5F0"), pair("a-b", "palier_live_0"));
    assert_eq!(of("a+b:c%3Ad:e"), pair("a b", "c:d:e"));
    assert_eq!(of("no colon"), None);
    assert_eq!(of("a:%ff"), None);
    assert_eq!(basic("Bearer abc"), None);
    assert_eq!(basic("Basic ***"), None);
}
