//! Unions as enums, and what all of their variants have.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::model::{Property, Schema, Schemas, Shape, Type};
use super::super::names::{kind, tag_method, value, variant};
use super::docs::{doc, raw};
use super::tokens::rust;

/// The enum of a union.
pub fn emit(schema: &Schema, (tag, variants): (&str, &[(String, String)]), schemas: &Schemas) -> TokenStream {
    let docs = doc(&schema.doc);
    let name = kind(&schema.name);
    let words: Vec<_> = variants.iter().map(|(word, _)| word).collect();
    let arms: Vec<_> = variants.iter().map(|(word, _)| variant(word)).collect();
    let types: Vec<_> = variants.iter().map(|(_, variant)| kind(variant)).collect();
    let says = variants.iter().map(|(word, _)| doc(&format!("`{word}`")));
    let method = format_ident!("{}", tag_method(tag));
    let shared: Vec<_> =
        shared(variants, schemas).into_iter().map(|property| accessor(property, &arms)).collect();
    let shared = (!shared.is_empty()).then(|| quote! { impl #name { #(#shared)* } });
    quote! {
        #docs
        ///
        /// More kinds may come; one that this version does not know is kept as it is.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name {
            #(#says #arms(#types),)*
            /// A kind that this version does not know, as it came.
            Unknown(Value),
        }
        crate::values::union!(#name, #tag, #method, { #(#words => #arms(#types),)* });
        #shared
    }
}

/// The members that all variants have, always and in one type, as far as their values are copied.
fn shared<'s>(variants: &[(String, String)], schemas: &'s Schemas) -> Vec<&'s Property> {
    let mut all = variants.iter().map(|(_, name)| match schemas.get(name).map(|schema| &schema.shape) {
        Some(Shape::Object { properties, .. }) => properties.as_slice(),
        _ => &[],
    });
    let first = all.next().unwrap_or_default().iter();
    let mut shared: Vec<_> = first.filter(|p| p.required && !p.nullable && copied(&p.ty)).collect();
    for properties in all {
        let same = |one: &&Property| {
            properties.iter().any(|p| p.name == one.name && p.ty == one.ty && p.required && !p.nullable)
        };
        shared.retain(same);
    }
    shared
}

fn copied(ty: &Type) -> bool {
    let number = matches!(ty, Type::Int32 | Type::Int64 | Type::Double | Type::Cents);
    number || matches!(ty, Type::Flag | Type::Instant | Type::Day | Type::Uuid | Type::Id(_))
}

fn accessor(property: &Property, arms: &[Ident]) -> TokenStream {
    let (said, name, ty) = (&property.name, value(&property.name), rust(&property.ty));
    let docs = doc(&property.doc);
    let nothing = raw("Nothing, if a kind that this version does not know has none.");
    quote! {
        #docs
        ///
        #nothing
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            match self {
                #(Self::#arms(known) => Some(known.#name),)*
                Self::Unknown(value) => {
                    value.get(#said).and_then(|value| Deserialize::deserialize(value).ok())
                }
            }
        }
    }
}
