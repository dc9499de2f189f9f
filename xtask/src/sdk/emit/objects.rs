//! Objects as structs: fields, a constructor for what is required, a method for what is not.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::model::{Property, Schema, Type};
use super::super::names::{kind, pascal, snake, value};
use super::docs::{doc, raw};
use super::fixtures;
use super::tokens::{argument, rust};

/// The struct of an object.
pub fn emit(schema: &Schema, properties: &[Property], closed: bool) -> TokenStream {
    let docs = doc(&schema.doc);
    let name = kind(&schema.name);
    let fields = properties.iter().map(|property| field(schema, property));
    let constants = properties.iter().filter_map(|property| constant(schema, property));
    let unknown = (!closed).then(|| {
        quote! {
            /// Members that this version does not know, as they came; they are sent back.
            #[serde(flatten)]
            pub unknown_members: Map<String, Value>,
        }
    });
    let strict = closed.then(|| quote!(#[serde(deny_unknown_fields)]));
    let default = optional_only(schema, properties).then(|| quote!(Default,));
    let methods = schema.usage.sent.then(|| methods(schema, properties, closed));
    let fixture = fixtures::emit(schema);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
        #strict
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #unknown
        }
        #(#constants)*
        #methods
        #fixture
    }
}

fn optional_only(schema: &Schema, properties: &[Property]) -> bool {
    schema.usage.sent && !properties.iter().any(|property| property.required)
}

/// Whether absent, null and a value are three things.
fn three_states(property: &Property, schema: &Schema) -> bool {
    property.nullable && !property.required && (schema.usage.patch || !schema.usage.sent)
}

fn constant_name(schema: &Schema, property: &Property) -> Ident {
    format_ident!("{}{}", schema.name, pascal(&property.name))
}

fn field(schema: &Schema, property: &Property) -> TokenStream {
    let docs = doc(&property.doc);
    let name = value(&property.name);
    // A raw name is written without its mark by itself; any other name that differs has to be told.
    let rename = (snake(&property.name) != property.name).then(|| {
        let said = &property.name;
        quote!(#[serde(rename = #said)])
    });
    if matches!(property.ty, Type::Constant(_)) {
        let ty = constant_name(schema, property);
        return quote! { #rename #name: #ty, };
    }
    let ty = rust(&property.ty);
    if three_states(property, schema) {
        return quote! {
            #docs
            #rename
            #[serde(default, skip_serializing_if = "Field::is_absent")]
            pub #name: Field<#ty>,
        };
    }
    let any = property.ty == Type::Any;
    match (property.required, property.nullable && !any) {
        (true, false) => quote! { #docs #rename pub #name: #ty, },
        (true, true) => quote! { #docs #rename pub #name: Option<#ty>, },
        (false, _) => quote! {
            #docs
            #rename
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub #name: Option<#ty>,
        },
    }
}

fn constant(schema: &Schema, property: &Property) -> Option<TokenStream> {
    let Type::Constant(text) = &property.ty else { return None };
    let name = constant_name(schema, property);
    Some(quote! { crate::values::constant!(#name = #text); })
}

fn methods(schema: &Schema, properties: &[Property], closed: bool) -> TokenStream {
    let name = kind(&schema.name);
    let (mut arguments, mut inits) = (Vec::new(), Vec::new());
    for property in properties {
        let field = value(&property.name);
        if matches!(property.ty, Type::Constant(_)) {
            let constant = constant_name(schema, property);
            inits.push(quote!(#field: #constant));
        } else if property.required {
            let (argument, init) = taken(property, &field);
            arguments.push(argument);
            inits.push(init);
        } else {
            inits.push(quote!(#field: Default::default()));
        }
    }
    if !closed {
        inits.push(quote!(unknown_members: Map::new()));
    }
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let nothing = arguments.is_empty().then(|| quote!(#[allow(clippy::new_without_default)]));
    let says = raw(if arguments.is_empty() { "Says nothing yet." } else { "With all that is required." });
    let setters = properties.iter().filter(|p| !p.required).map(|property| setters(schema, property));
    quote! {
        impl #name {
            #says
            #many
            #nothing
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#inits),* }
            }
            #(#setters)*
        }
    }
}

fn taken(property: &Property, field: &Ident) -> (TokenStream, TokenStream) {
    if property.nullable && property.ty != Type::Any {
        let ty = rust(&property.ty);
        return (quote!(#field: impl Into<Option<#ty>>), quote!(#field: #field.into()));
    }
    let taken = argument(&property.ty, field);
    let (ty, made) = (taken.taken, taken.value);
    (quote!(#field: #ty), if field == &made.to_string() { quote!(#field) } else { quote!(#field: #made) })
}

fn setters(schema: &Schema, property: &Property) -> TokenStream {
    let docs = doc(&property.doc);
    let field = value(&property.name);
    let taken = argument(&property.ty, &field);
    let (ty, made) = (taken.taken, taken.value);
    let three = three_states(property, schema);
    let wrapped = if three { quote!(Field::Value(#made)) } else { quote!(Some(#made)) };
    let clear = three.then(|| {
        let name = format_ident!("clear_{}", snake(&property.name));
        let says = raw(&format!("Clears `{}`.", property.name));
        quote! {
            #says
            #[must_use]
            pub fn #name(mut self) -> Self {
                self.#field = Field::Null;
                self
            }
        }
    });
    quote! {
        #docs
        #[must_use]
        pub fn #field(mut self, #field: #ty) -> Self {
            self.#field = #wrapped;
            self
        }
        #clear
    }
}
