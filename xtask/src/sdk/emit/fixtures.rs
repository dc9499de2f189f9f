//! The document's examples, for tests of apps.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::{Schema, Shape};
use super::super::names::kind;

/// `X::example()`, where the document has one.
pub fn emit(schema: &Schema) -> TokenStream {
    let (Some(example), Shape::Object { .. }) = (&schema.example, &schema.shape) else {
        return TokenStream::new();
    };
    let name = kind(&schema.name);
    let text = example.to_string();
    quote! {
        #[cfg(feature = "testing")]
        impl crate::testing::Example for #name {
            const EXAMPLE: &'static str = #text;
        }
    }
}
