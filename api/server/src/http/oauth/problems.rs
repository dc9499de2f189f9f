//! OAuth's errors (RFC 6749, section 5.2), as the problems that all errors of this server are: the same body says
//! it in both vocabularies.

use crate::{
    http::problem::{Kind, Problem},
    service::tokens::NotAuthenticated,
};

macro_rules! kinds {
    ($($name:ident = $code:literal, $status:literal, $title:literal, $about:literal;)+) => {
        $(#[doc = $about] pub const $name: &Kind = &Kind { code: $code, status: $status, title: $title, about: $about };)+

        /// All of them, for the pages that `type` leads to. Their codes are OAuth's names.
        pub const KINDS: &[&Kind] = &[$($name,)+];
    };
}

kinds! {
    INVALID_REQUEST = "invalid_request", 400, "The request to the authorization server is malformed",
        "A parameter is missing or given twice, the form can't be read, or the client authenticates by more than one \
         method. `error_description` says which.";
    INVALID_CLIENT = "invalid_client", 401, "The client could not be authenticated",
        "Check the `client_id` and the secret, without spaces or line ends; a secret stops working some time after it \
         was rotated, and a revoked client stays revoked. With `private_key_jwt`, the assertion's `aud` is exactly the \
         `issuer` of the metadata, it lasts a few minutes, and each has a new `jti`.";
    INVALID_SCOPE = "invalid_scope", 400, "A scope that was asked for can't be granted",
        "Ask only for scopes that the client holds, separated by single spaces; without `scope` you get all of them.";
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type", 400, "The grant type is not supported",
        "This server gives tokens to programs, by `grant_type=client_credentials`, and to the devices of field workers, \
         by a one-time code (`urn:palier:params:oauth:grant-type:device-enrolment`) and then by `refresh_token`.";
    INVALID_GRANT = "invalid_grant", 400, "The code or the refresh token is not good",
        "A one-time code works once and for a short time; ask the operator for another one. Of refresh tokens only the \
         newest is good: each use gives the next one, to be kept before it is used. If the device was revoked, or \
         its refresh token was used by somebody else, the device has to be enrolled again.";
    UNAUTHORIZED_CLIENT = "unauthorized_client", 400, "The client may not use this grant",
        "Devices are enrolled by clients of the operator and of publishers of apps; live devices by live clients, and \
         devices of test data by test clients.";
}

/// The challenge of the authorization server (RFC 9110, section 11.6.1).
const CHALLENGE: &str = "Basic realm=\"palier\", charset=\"UTF-8\"";

/// An error of OAuth's; `detail` is plain ASCII without quotes and backslashes, as `error_description` must be.
pub fn oauth(kind: &'static Kind, detail: impl Into<String>) -> Problem {
    let detail = detail.into();
    let problem = Problem::new(kind, detail.clone())
        .with_member("error", kind.code)
        .with_member("error_description", detail)
        .with_header("pragma", "no-cache");
    // RFC 6749 asks for the challenge only after an attempt by header; RFC 9110 asks for it with every 401.
    if kind == INVALID_CLIENT { problem.with_header("www-authenticate", CHALLENGE) } else { problem }
}

impl From<NotAuthenticated> for Problem {
    fn from(error: NotAuthenticated) -> Self {
        match error {
            NotAuthenticated::Refused(detail) => oauth(INVALID_CLIENT, detail),
            NotAuthenticated::Service(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{INVALID_CLIENT, INVALID_SCOPE, KINDS, oauth};
    use crate::http::problem;

    #[test]
    fn one_body_in_both_vocabularies() {
        let body =
            oauth(INVALID_SCOPE, "The client does not hold it.").body("https://p", "/oauth/token", "r");
        let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!((&body["error"], &body["code"]), (&"invalid_scope".into(), &"invalid_scope".into()));
        assert_eq!(body["error_description"], body["detail"]);
        assert_eq!(body["status"], 400);
        assert_eq!(body["type"], "https://p/problems/invalid_scope");
    }

    #[test]
    fn every_401_challenges() {
        let problem = oauth(INVALID_CLIENT, "No.");
        assert!(problem.headers.iter().any(|(name, _)| name == "www-authenticate"));
    }

    #[test]
    fn codes_are_unique_among_all_problems() {
        for kind in KINDS {
            assert!(problem::KINDS.iter().all(|other| other.code != kind.code), "{}", kind.code);
        }
    }
}
