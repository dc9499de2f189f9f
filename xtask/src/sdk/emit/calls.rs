//! Operations as builders: one handle for each tag, one method and one builder for each operation.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::model::{Body, Content, Group, Header, Operation, Parameter, Schemas};
use super::super::names::{constant, kind, snake, value};
use super::docs::{doc, raw};
use super::examples;
use super::tokens::{argument, rust};

/// Operations that need no key to be repeated, since what they send names itself.
const REPEATABLE: &[&str] = &["sync_batch"];

/// What a group is called: as its tag says, unless a type is called that, which its module would then hide.
pub fn handle(group: &Group, schemas: &Schemas) -> Ident {
    let name = kind(&group.tag);
    if schemas.contains_key(&name.to_string()) { format_ident!("{name}Calls") } else { name }
}

/// The file of a group.
pub fn emit(group: &Group, schemas: &Schemas) -> TokenStream {
    let handle = handle(group, schemas);
    let docs = doc(&group.doc);
    let client = value(&group.tag);
    let says = raw(&format!("From [`Client::{}`].", client.to_string().trim_start_matches("r#")));
    let methods = group.operations.iter().map(|operation| method(operation, group, schemas));
    let builders = group.operations.iter().map(|operation| builder(operation, &handle));
    quote! {
        use http::Method;
        use jiff::{Timestamp, civil::Date};
        use uuid::Uuid;
        use super::types::*;
        use crate::call::{Call, IfMatch, Operation, Repeat};
        use crate::Client;
        use crate::values::{Cents, Secret};
        #docs
        ///
        #says
        #[derive(Clone, Debug)]
        pub struct #handle {
            client: Client,
        }
        impl #handle {
            pub(crate) fn new(client: &Client) -> Self {
                Self { client: client.clone() }
            }
            #(#methods)*
        }
        #(#builders)*
    }
}

fn method(operation: &Operation, group: &Group, schemas: &Schemas) -> TokenStream {
    let name = value(&operation.method);
    let builder = kind(&operation.id);
    let docs = documentation(operation, group, schemas);
    let description = constant(&operation.id);
    let (mut arguments, mut steps) = (Vec::new(), Vec::new());
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let (argument, step) = parameter_argument(parameter);
        arguments.push(argument);
        steps.push(step);
    }
    if operation.headers.if_match == Header::Required {
        arguments.push(quote!(if_match: impl Into<IfMatch>));
        steps.push(quote!(.if_match(if_match)));
    }
    if let Some(Body { media, ty, .. }) = &operation.body {
        let ty = rust(ty);
        arguments.push(quote!(body: impl Into<#ty>));
        steps.push(quote!(.body(#media, &body.into())));
    }
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #builder {
            #builder { call: Call::new(&self.client, &#description) #(#steps)* }
        }
    }
}

fn parameter_argument(parameter: &Parameter) -> (TokenStream, TokenStream) {
    let (name, said) = (value(&parameter.name), &parameter.name);
    let taken = argument(&parameter.ty, &name);
    let (ty, made) = (taken.taken, taken.value);
    let step = if parameter.in_path { quote!(.segment(#said, #made)) } else { quote!(.query(#said, #made)) };
    (quote!(#name: #ty), step)
}

fn builder(operation: &Operation, handle: &Ident) -> TokenStream {
    let name = kind(&operation.id);
    let description = constant(&operation.id);
    let says = raw(&format!(
        "A call of [`{}::{}`]: set what is optional, then await it.",
        handle,
        snake(&operation.method)
    ));
    let setters = operation.parameters.iter().filter(|parameter| !parameter.required).map(setter);
    let ways = ways(operation, &name);
    let (id, path) = (&operation.id, &operation.path);
    let verb = format_ident!("{}", operation.verb);
    let repeat = repeat(operation);
    let keyed = (operation.headers.key != Header::Unknown).then(|| quote!(crate::call::keyed!(#name);));
    let matched =
        (operation.headers.if_match == Header::Optional).then(|| quote!(crate::call::matching!(#name);));
    quote! {
        const #description: Operation =
            Operation { id: #id, method: Method::#verb, path: #path, repeat: Repeat::#repeat };
        #says
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent before it is awaited"]
        pub struct #name {
            call: Call,
        }
        impl #name {
            #(#setters)*
        }
        crate::call::common!(#name);
        #keyed
        #matched
        #ways
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let (name, said, docs) = (value(&parameter.name), &parameter.name, doc(&parameter.doc));
    let taken = argument(&parameter.ty, &name);
    let (ty, made) = (taken.taken, taken.value);
    quote! {
        #docs
        pub fn #name(mut self, #name: #ty) -> Self {
            self.call = self.call.query(#said, #made);
            self
        }
    }
}

fn repeat(operation: &Operation) -> Ident {
    let keyed = operation.headers.key != Header::Unknown;
    let always = matches!(operation.verb.as_str(), "GET" | "PUT" | "DELETE") && !keyed;
    match (always || REPEATABLE.contains(&operation.id.as_str()), keyed) {
        (true, _) => format_ident!("Always"),
        (false, true) => format_ident!("WithKey"),
        (false, false) => format_ident!("Never"),
    }
}

/// The ways to send it: awaited for the whole answer, page by page, line by line, as a file.
fn ways(operation: &Operation, name: &Ident) -> TokenStream {
    let ways = operation.contents.iter().map(|content| way(operation, name, content));
    let empty = operation.contents.is_empty().then(|| quote!(crate::call::empty!(#name);));
    let json = operation.contents.iter().any(|content| matches!(content, Content::Json(_)));
    let conditional = json && operation.headers.if_none_match != Header::Unknown;
    let main = operation.contents.iter().find_map(|content| match content {
        Content::Json(ty) => Some(rust(ty)),
        _ => None,
    });
    let conditional = conditional.then(|| quote!(crate::call::conditional!(#name => #main);));
    let minimal =
        (operation.headers.prefer != Header::Unknown).then(|| quote!(crate::call::minimal!(#name);));
    quote! { #(#ways)* #empty #conditional #minimal }
}

fn way(operation: &Operation, name: &Ident, content: &Content) -> TokenStream {
    match content {
        Content::Json(ty) => {
            let ty = rust(ty);
            let pages = operation.page.as_ref().map(|page| {
                let item = rust(&page.item);
                quote!(crate::call::pages!(#name => #ty, #item);)
            });
            quote! { crate::call::json!(#name => #ty); #pages }
        }
        Content::Lines(ty) => {
            let ty = rust(ty);
            quote!(crate::call::lines!(#name => #ty);)
        }
        Content::Geo(ty) => {
            let ty = rust(ty);
            let list = operation
                .page
                .is_some()
                .then(|| quote!(crate::call::file!(#name, write_geojson, "application/geo+json");));
            quote! { crate::call::geojson!(#name => #ty); #list }
        }
        Content::Csv => quote!(crate::call::file!(#name, write_csv, "text/csv");),
        Content::File(media) => {
            let format = media.rsplit('/').next().unwrap_or_default();
            let format = value(format.split('+').next().unwrap_or_default());
            let first = operation.contents.first() == Some(content);
            let awaited = first.then(|| quote!(, awaited));
            quote!(crate::call::bytes!(#name, #format, #media #awaited);)
        }
    }
}

fn documentation(operation: &Operation, group: &Group, schemas: &Schemas) -> TokenStream {
    let head = doc(&format!("{}.", operation.summary.trim_end_matches('.')));
    let body = doc(&without_scope(&operation.doc));
    let path = raw(&format!("`{} {}`", operation.verb, operation.path));
    let scope = operation
        .scope
        .as_ref()
        .map_or("None: no credentials are needed.".to_owned(), |scope| format!("`{scope}`"));
    let scope = raw(&format!("\n# Scope\n{scope}"));
    let errors: Vec<_> = operation.errors.iter().map(|(status, text)| format!("{status}: {text}")).collect();
    let list: Vec<_> = errors.iter().map(|line| doc(&format!("- {}", line.replace('\n', " ")))).collect();
    let example = examples::of(operation, group, schemas);
    let example = raw(&format!("\n# Example\n```no_run\n{example}\n```"));
    quote! {
        #head
        ///
        #body
        ///
        #path
        #scope
        ///
        /// # Errors
        /// Whatever the connection and the token endpoint give, and answers of these statuses:
        ///
        #(#list)*
        #example
    }
}

/// The description, without the line that tells the scope: that has a heading of its own.
fn without_scope(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("Scope: `"));
    lines.collect::<Vec<_>>().join("\n")
}
