//! Which file has what, and how the text of a file is made.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Api, Content, Group, Operation, Schema, Schemas, Type};
use super::super::names::{kind, snake, value};
use super::super::read::{named, named_in};
use super::tokens::rust;
use super::{Files, calls, docs::doc, fixtures, types, webhooks};
use crate::process::root;

const ORIGIN: &str = "Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.";

/// Where types stand that several groups use.
const SHARED: &str = "shared";

/// All files.
pub fn all(api: &Api) -> Result<Files, String> {
    let mut files = Files::new();
    let used: Vec<&Group> = api.groups.iter().filter(|group| !group.operations.is_empty()).collect();
    let homes = homes(&used, &api.schemas);
    let pages = pages(&used);
    let modules: BTreeSet<&String> = homes.values().collect();
    for module in &modules {
        let own = api.schemas.values().filter(|schema| homes.get(&schema.name) == Some(*module));
        let own = own.map(|schema| with_page(schema, pages.get(&schema.name), &api.schemas));
        let says = format!("//! Types of `{}`.\n", module.replace('_', "-"));
        files.insert(format!("types/{module}.rs"), text(&says, &quote! { use super::*; #(#own)* })?);
    }
    let ids = types::emit_ids(&api.ids);
    files.insert("types/ids.rs".into(), text("//! Ids of resources.\n", &quote! { use super::*; #ids })?);
    files.insert("types/mod.rs".into(), text("//! The types of the API.\n", &type_modules(&modules))?);
    for group in &used {
        let says = group.doc.lines().fold(String::new(), |all, line| format!("{all}//! {line}\n"));
        files.insert(format!("{}.rs", snake(&group.tag)), text(&says, &calls::emit(group, &api.schemas))?);
    }
    let says = "//! What operations answer by the document's examples.\n";
    files.insert("samples.rs".into(), text(says, &fixtures::table(&used))?);
    if let Some(webhooks) = &api.webhooks {
        let says = "//! What the server sends by itself.\n";
        files.insert("webhooks.rs".into(), text(says, &webhooks::emit(webhooks))?);
        let list = webhooks::list(webhooks);
        files.insert("webhooks.md".into(), format!("<!-- {ORIGIN} -->\n\n{list}"));
    }
    let says = "//! What is generated from the document: its operations by their tags, and its types.\n";
    files.insert("mod.rs".into(), text(says, &front(&used, api))?);
    Ok(files)
}

/// The pages of all lists, with their items: several lists may answer with one.
fn pages(groups: &[&Group]) -> BTreeMap<String, Type> {
    let operations = groups.iter().flat_map(|group| &group.operations);
    let pages = operations.filter_map(|operation| {
        let page = operation.page.as_ref()?;
        Some((page.name.clone(), page.item.clone()))
    });
    pages.collect()
}

fn with_page(schema: &Schema, item: Option<&Type>, schemas: &Schemas) -> TokenStream {
    let (code, name) = (types::emit(schema, schemas), kind(&schema.name));
    let page = item.map(rust).map(|item| quote!(crate::call::page!(#name, #item);));
    quote! { #code #page }
}

/// The module of each type: that of the one group that uses it, or the shared one.
fn homes(groups: &[&Group], schemas: &Schemas) -> BTreeMap<String, String> {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in groups {
        let mut open: Vec<String> = group.operations.iter().flat_map(used_by).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = open.pop() {
            if seen.insert(name.clone()) {
                open.extend(schemas.get(&name).map(|schema| named(&schema.shape)).unwrap_or_default());
                users.entry(name).or_default().insert(snake(&group.tag));
            }
        }
    }
    let home = |name: &String| match users.get(name) {
        Some(tags) if tags.len() == 1 => tags.first().cloned().unwrap_or_default(),
        _ => SHARED.to_owned(),
    };
    schemas.keys().map(|name| (name.clone(), home(name))).collect()
}

fn used_by(operation: &Operation) -> Vec<String> {
    let contents = operation.contents.iter().filter_map(|content| match content {
        Content::Json(ty) | Content::Lines(ty) | Content::Geo(ty) => Some(ty),
        Content::Csv | Content::File(_) => None,
    });
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.as_ref().map(|body| &body.ty);
    let types: Vec<&Type> = contents.chain(parameters).chain(body).collect();
    types.into_iter().flat_map(named_in).collect()
}

fn type_modules(modules: &BTreeSet<&String>) -> TokenStream {
    let names: Vec<_> = modules.iter().map(|module| format_ident!("{module}")).collect();
    quote! {
        use std::collections::BTreeMap;
        use jiff::{Timestamp, civil::Date};
        use serde::{Deserialize, Serialize};
        use serde_json::{Map, Value};
        use uuid::Uuid;
        use crate::values::{Cents, Field, Secret};
        mod ids;
        #(mod #names;)*
        pub use ids::*;
        #(pub use #names::*;)*
    }
}

fn front(groups: &[&Group], api: &Api) -> TokenStream {
    let (version, schemas) = (&api.version, &api.schemas);
    let modules: Vec<_> = groups.iter().map(|group| value(&group.tag)).collect();
    let handles: Vec<_> = groups.iter().map(|group| calls::handle(group, schemas)).collect();
    let says = groups.iter().map(|group| doc(&group.doc));
    let webhooks = api.webhooks.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "webhooks")]
            pub(crate) mod webhooks;
        }
    });
    quote! {
        // Variants and builders mirror the document, whatever their size.
        #![allow(clippy::large_enum_variant, clippy::doc_lazy_continuation, unused_imports)]
        #(pub mod #modules;)*
        #[cfg(feature = "testing")]
        pub(crate) mod samples;
        pub mod types;
        #webhooks
        use crate::Client;
        /// The version that the document says, from which this was generated.
        pub const API_VERSION: &str = #version;
        impl Client {
            #(
                #says
                #[must_use]
                pub fn #modules(&self) -> #modules::#handles {
                    #modules::#handles::new(self)
                }
            )*
        }
    }
}

/// The text of a file.
fn text(says: &str, code: &TokenStream) -> Result<String, String> {
    let file = syn::parse2(code.clone())
        .map_err(|error| format!("the generated code is no Rust: {error}: {code}"))?;
    let mut code = spaced(&prettyplease::unparse(&file));
    code.insert_str(0, &format!("// {ORIGIN}\n\n{says}\n"));
    rustfmt(&code)
}

/// With an empty line between items that have a body or documentation.
fn spaced(code: &str) -> String {
    let mut spaced = String::new();
    let mut last = "";
    for line in code.lines() {
        let depth = line.len() - line.trim_start().len();
        let begins = line.trim_start().starts_with(['/', '#', 'p', 'i', 'c', 's']) && depth <= 4;
        let ended = last.trim_start().starts_with('}')
            || (last.ends_with(';') && depth == 0 && line.starts_with('/'));
        let inner = last.len() - last.trim_start().len();
        if ended && begins && inner == depth {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        last = line;
    }
    spaced
}

/// As `cargo fmt` wants it.
fn rustfmt(code: &str) -> Result<String, String> {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(root().join("rustfmt.toml"));
    let failed = |error: &dyn std::fmt::Display| format!("rustfmt failed: {error}");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    let mut input = child.stdin.take().ok_or("rustfmt takes no input")?;
    let text = code.to_owned();
    // Written beside: the formatter may answer before it has read everything.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| failed(&error))?;
    writer.join().map_err(|_| "writing to rustfmt panicked")?.map_err(|error| failed(&error))?;
    if !output.status.success() {
        return Err(failed(&output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(&error))
}
