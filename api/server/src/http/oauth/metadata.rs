//! What clients and verifiers read of this server: its metadata (RFC 8414) and its public keys (RFC 7517).

use actix_web::{
    HttpResponse, get,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    web::Data,
};
use palier_domain::scope::Scope;
use serde_json::{Value, json};

use super::device;
use crate::app::App;

/// How clients authenticate.
const METHODS: [&str; 3] = ["client_secret_basic", "client_secret_post", "private_key_jwt"];

/// The same where an app on a device may ask as well, which can't keep a secret.
const METHODS_OF_APPS: [&str; 4] = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];

/// The algorithms of client assertions.
const ALGORITHMS: [&str; 2] = ["EdDSA", "ES256"];

/// Well below the time for which a key is published before it signs.
const KEPT: &str = "public, max-age=300";

/// The metadata of the authorization server.
#[get("/.well-known/oauth-authorization-server")]
pub async fn metadata(app: Data<App>) -> HttpResponse {
    published("application/json", &document(&app.public_url))
}

/// The keys that access tokens are verified with.
#[get("/.well-known/jwks.json")]
pub async fn jwks(app: Data<App>) -> HttpResponse {
    published("application/jwk-set+json", &app.keys.current().jwks(app.now()))
}

fn published(media_type: &'static str, value: &Value) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, KEPT))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(value.to_string())
}

fn document(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/oauth/token"),
        "token_endpoint_auth_methods_supported": METHODS_OF_APPS,
        "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "introspection_endpoint": format!("{issuer}/oauth/introspect"),
        "introspection_endpoint_auth_methods_supported": METHODS,
        "introspection_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "revocation_endpoint": format!("{issuer}/oauth/revoke"),
        "revocation_endpoint_auth_methods_supported": METHODS_OF_APPS,
        "revocation_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "scopes_supported": Scope::ALL.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(),
        "grant_types_supported": ["client_credentials", "refresh_token", device::GRANT],
        // Required by RFC 8414; there is no authorization endpoint, so there are none.
        "response_types_supported": [],
        "service_documentation": format!("{issuer}/docs/"),
    })
}
