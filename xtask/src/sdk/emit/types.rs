//! Schemas as types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Schema, Schemas, Shape, Type};
use super::super::names::{kind, variant};
use super::docs::doc;
use super::objects;
use super::tokens::rust;
use super::unions;

/// The type of a schema; nothing for files, which are never values.
pub fn emit(schema: &Schema, schemas: &Schemas) -> TokenStream {
    let docs = doc(&schema.doc);
    let name = kind(&schema.name);
    match &schema.shape {
        Shape::Object { properties, closed } => objects::emit(schema, properties, *closed),
        Shape::Words(words) => emit_words(schema, words),
        Shape::Code => quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct #name(String);
            crate::values::code!(#name);
        },
        Shape::Map(values) => emit_map(schema, values),
        Shape::Union { tag, variants } => unions::emit(schema, (tag, variants), schemas),
        Shape::File => TokenStream::new(),
    }
}

/// The newtypes of ids.
pub fn emit_ids(ids: &[String]) -> TokenStream {
    let types = ids.iter().map(|id| {
        let name = format_ident!("{id}");
        let said = super::super::names::snake(id.trim_end_matches("Id")).replace('_', " ");
        let docs = doc(&format!("The id of a {said}."));
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct #name(pub Uuid);
            crate::values::id!(#name);
        }
    });
    quote! { #(#types)* }
}

fn emit_words(schema: &Schema, words: &[String]) -> TokenStream {
    let docs = doc(&schema.doc);
    let name = kind(&schema.name);
    let variants: Vec<_> = words.iter().map(|word| variant(word)).collect();
    let says = words.iter().map(|word| doc(&format!("`{word}`")));
    quote! {
        #docs
        ///
        /// More values may come; one that this version does not know is kept as it is.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#says #variants,)*
            /// A value that this version does not know, as it came.
            Unknown(String),
        }
        crate::values::words!(#name { #(#variants = #words,)* });
    }
}

fn emit_map(schema: &Schema, values: &Type) -> TokenStream {
    let docs = doc(&schema.doc);
    let name = kind(&schema.name);
    let value = rust(values);
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct #name(pub BTreeMap<String, #value>);
        crate::values::map!(#name, #value);
    }
}
