//! Types of the model as Rust, and how values of them are taken as arguments.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::model::Type;
use super::super::names::kind;

/// The type as it stands in a field.
pub fn rust(ty: &Type) -> TokenStream {
    match ty {
        Type::Text | Type::Constant(_) => quote!(String),
        Type::Secret => quote!(Secret),
        Type::Flag => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::Double => quote!(f64),
        Type::Cents => quote!(Cents),
        Type::Instant => quote!(Timestamp),
        Type::Day => quote!(Date),
        Type::Uuid => quote!(Uuid),
        Type::Any => quote!(Value),
        Type::Object => quote!(Map<String, Value>),
        Type::Id(name) | Type::Named(name) => {
            let name = kind(name);
            quote!(#name)
        }
        Type::List(inner) => {
            let inner = rust(inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = rust(inner);
            quote!(BTreeMap<String, #inner>)
        }
    }
}

/// An argument: its type, and the expression that makes the field's value of it.
pub struct Argument {
    /// The type that is taken.
    pub taken: TokenStream,
    /// The value.
    pub value: TokenStream,
}

/// How a value of this type is taken from callers.
pub fn argument(ty: &Type, name: &Ident) -> Argument {
    let rust = rust(ty);
    match ty {
        Type::Flag | Type::Int32 | Type::Int64 | Type::Double | Type::Instant | Type::Day | Type::Object => {
            Argument { taken: rust, value: quote!(#name) }
        }
        Type::List(inner) if !matches!(**inner, Type::List(_) | Type::Map(_)) => {
            let inner = super::tokens::rust(inner);
            Argument {
                taken: quote!(impl IntoIterator<Item = impl Into<#inner>>),
                value: quote!(#name.into_iter().map(Into::into).collect()),
            }
        }
        _ => Argument { taken: quote!(impl Into<#rust>), value: quote!(#name.into()) },
    }
}
