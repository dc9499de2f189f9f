//! The OpenAPI document: generated from the handlers and wire types, then finished here, in one place, by what
//! holds for every operation alike. What is served, committed and enforced is this one value.

mod directions;
mod operations;
mod parts;
mod schemas;
mod variants;
mod webhooks;

use actix_web::App;
use serde_json::Value;
use utoipa_actix_web::AppExt;

use super::{deprecation::DEPRECATIONS, v1};

/// The finished document.
#[must_use]
pub fn document() -> Value {
    let (_, generated) = App::new().into_utoipa_app().configure(v1::configure).split_for_parts();
    let mut document = serde_json::to_value(generated).expect("utoipa's document is JSON");
    parts::fill(&mut document);
    schemas::finish(&mut document);
    operations::finish(&mut document, DEPRECATIONS);
    webhooks::fill(&mut document);
    sorted(&mut document);
    document
}

/// Components in alphabetical order, so that the committed document's differences are the changes.
fn sorted(document: &mut Value) {
    for kind in ["schemas", "responses", "parameters", "headers"] {
        if let Some(members) = document["components"][kind].as_object_mut() {
            members.sort_keys();
        }
    }
}
