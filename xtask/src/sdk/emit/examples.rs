//! The document's examples as Rust that compiles.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::super::model::{
    Content, Group, Header, Operation, Parameter, Property, Schema, Schemas, Shape, Type,
};
use super::super::names::{kind, snake, value, variant};
use super::tokens::rust;

/// The body of a documentation example.
pub fn of(operation: &Operation, group: &Group, schemas: &Schemas) -> String {
    let handle = value(&group.tag);
    let method = value(&operation.method);
    let arguments = arguments(operation, schemas);
    let call = quote!(client.#handle().#method(#(#arguments),*));
    let code = if let Some(page) = &operation.page {
        let item = rust(&page.item);
        quote! {
            let mut items = #call.stream();
            while let Some(item) = items.try_next().await? {
                let item: #item = item;
                println!("{item:?}");
            }
        }
    } else {
        match operation.contents.first() {
            Some(Content::File(_)) => quote! {
                let file = #call.await?;
                println!("{} bytes", file.len());
            },
            Some(Content::Json(ty)) => {
                let ty = rust(ty);
                quote! {
                    let answer: palier_sdk::Response<#ty> = #call.await?;
                    println!("{answer:?}");
                }
            }
            _ => quote! { #call.await?; },
        }
    };
    let function = quote! { fn hidden() { #code } };
    let shown = syn::parse2(function).map(|file| prettyplease::unparse(&file)).unwrap_or_default();
    let shown: Vec<_> = shown.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let conditional = operation.headers.if_match == Header::Required;
    let etag = if conditional { "# let etag = palier_sdk::ETag::new(\"\\\"3\\\"\");\n" } else { "" };
    format!(
        "# use palier_sdk::types::*;\n\
         # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {{\n{etag}{}\n\
         # Ok(())\n# }}",
        shown.join("\n")
    )
}

fn arguments(operation: &Operation, schemas: &Schemas) -> Vec<TokenStream> {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut arguments: Vec<_> = required.map(|parameter| parameter_example(parameter, schemas)).collect();
    if operation.headers.if_match == Header::Required {
        arguments.push(quote!(&etag));
    }
    if let Some(body) = &operation.body {
        let example = body.example.as_ref().or_else(|| match &body.ty {
            Type::Named(name) => schemas.get(name)?.example.as_ref(),
            _ => None,
        });
        let empty = Value::Object(serde_json::Map::new());
        arguments.push(expression(&body.ty, example.unwrap_or(&empty), schemas));
    }
    arguments
}

fn parameter_example(parameter: &Parameter, schemas: &Schemas) -> TokenStream {
    let named = match &parameter.ty {
        Type::Named(name) => schemas.get(name).and_then(|schema| schema.example.clone()),
        _ => None,
    };
    let example = parameter.example.clone().or(named).unwrap_or_else(|| match &parameter.ty {
        Type::Int32 | Type::Int64 | Type::Cents => Value::from(1),
        Type::Flag => Value::from(true),
        Type::Uuid | Type::Id(_) => Value::from("019ab0f2-6b1e-7c40-9d5e-111111111111"),
        Type::Named(name) => first_word(schemas.get(name)),
        _ => Value::from("example"),
    });
    expression(&parameter.ty, &example, schemas)
}

fn first_word(schema: Option<&Schema>) -> Value {
    match schema.map(|schema| &schema.shape) {
        Some(Shape::Words(words)) => words.first().map_or(Value::Null, |word| Value::from(word.as_str())),
        _ => Value::from("example"),
    }
}

/// A value as an expression of its type.
fn expression(ty: &Type, example: &Value, schemas: &Schemas) -> TokenStream {
    let text = example.as_str().unwrap_or_default();
    match ty {
        Type::Text | Type::Secret | Type::Constant(_) => quote!(#text),
        Type::Flag => {
            let yes = example.as_bool().unwrap_or_default();
            quote!(#yes)
        }
        Type::Int32 | Type::Int64 | Type::Double => number(ty, example),
        Type::Cents => {
            let cents = proc_macro2::Literal::i64_unsuffixed(example.as_i64().unwrap_or_default());
            quote!(palier_sdk::Cents(#cents))
        }
        Type::Instant => quote!(#text.parse()?),
        Type::Day => day(text),
        Type::Uuid => quote!(#text.parse::<uuid::Uuid>()?),
        Type::Id(name) => {
            let name = kind(name);
            quote!(#text.parse::<#name>()?)
        }
        Type::Any => quote!(serde_json::json!(#text)),
        Type::Object | Type::Map(_) => {
            let text = example.to_string();
            quote!(serde_json::from_str(#text)?)
        }
        Type::List(inner) => list(inner, example, schemas),
        Type::Named(name) => {
            schemas.get(name).map_or_else(TokenStream::new, |schema| named(schema, example, schemas))
        }
    }
}

fn number(ty: &Type, example: &Value) -> TokenStream {
    let literal = match ty {
        Type::Double => proc_macro2::Literal::f64_unsuffixed(example.as_f64().unwrap_or_default().abs()),
        _ => proc_macro2::Literal::i64_unsuffixed(example.as_i64().unwrap_or_default().abs()),
    };
    if example.as_f64().is_some_and(|number| number < 0.0) { quote!(-#literal) } else { quote!(#literal) }
}

fn day(text: &str) -> TokenStream {
    let parts: Vec<i64> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let parts = parts.iter().map(|part| proc_macro2::Literal::i64_unsuffixed(*part));
    quote!(jiff::civil::date(#(#parts),*))
}

fn list(inner: &Type, example: &Value, schemas: &Schemas) -> TokenStream {
    let items: Vec<_> = example.as_array().into_iter().flatten().collect();
    if items.is_empty() {
        let inner = rust(inner);
        return quote!(Vec::<#inner>::new());
    }
    let items = items.into_iter().map(|item| expression(inner, item, schemas));
    quote!([#(#items),*])
}

fn named(schema: &Schema, example: &Value, schemas: &Schemas) -> TokenStream {
    let name = kind(&schema.name);
    let text = example.as_str().unwrap_or_default();
    match &schema.shape {
        Shape::Words(words) if words.iter().any(|word| word == text) => {
            let variant = variant(text);
            quote!(#name::#variant)
        }
        Shape::Words(_) | Shape::Code | Shape::File => quote!(#text),
        Shape::Map(inner) => {
            let members = example.as_object().into_iter().flatten().map(|(key, value)| {
                let value = expression(inner, value, schemas);
                quote!((#key, #value))
            });
            quote!(#name::from([#(#members),*]))
        }
        Shape::Union { tag, variants } => {
            let told = example.get(tag).and_then(Value::as_str).unwrap_or_default();
            let Some((word, variant)) = variants.iter().find(|(word, _)| word == told) else {
                return quote!(());
            };
            let (arm, Some(variant)) = (super::super::names::variant(word), schemas.get(variant)) else {
                return quote!(());
            };
            let value = named(variant, example, schemas);
            quote!(#name::#arm(#value))
        }
        Shape::Object { properties, .. } => object(schema, properties, example, schemas),
    }
}

fn object(schema: &Schema, properties: &[Property], example: &Value, schemas: &Schemas) -> TokenStream {
    let name = kind(&schema.name);
    let told = |property: &Property| example.get(&property.name).cloned().unwrap_or(Value::Null);
    let constant = |property: &&Property| !matches!(property.ty, Type::Constant(_));
    let required = properties.iter().filter(|p| p.required).filter(constant).map(|property| {
        let value = told(property);
        let null = property.nullable && value.is_null() && property.ty != Type::Any;
        if null { quote!(None) } else { expression(&property.ty, &value, schemas) }
    });
    let required: Vec<_> = required.collect();
    let optional = properties.iter().filter(|p| !p.required).filter_map(|property| {
        let value_of = example.get(&property.name)?;
        if value_of.is_null() {
            let clear = quote::format_ident!("clear_{}", snake(&property.name));
            return schema.usage.patch.then(|| quote!(.#clear()));
        }
        let (setter, value) = (value(&property.name), expression(&property.ty, value_of, schemas));
        Some(quote!(.#setter(#value)))
    });
    let optional: Vec<_> = optional.collect();
    quote!(#name::new(#(#required),*)#(#optional)*)
}
