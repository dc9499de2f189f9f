//! The document's examples, for tests of apps.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::{Group, Schema, Shape};
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

/// What each operation answers by example.
pub fn table(groups: &[&Group]) -> TokenStream {
    let rows = groups.iter().flat_map(|group| &group.operations).flat_map(|operation| {
        let (id, verb, path) = (&operation.id, &operation.verb, &operation.path);
        operation.samples.iter().map(move |sample| {
            let (media, text) = (&sample.media, &sample.text);
            let status = proc_macro2::Literal::u16_unsuffixed(sample.status.parse().unwrap_or(200));
            quote! {
                Sample { operation: #id, method: #verb, path: #path, status: #status, media: #media, body: #text }
            }
        })
    });
    quote! {
        use crate::testing::Sample;
        /// All of them.
        pub(crate) const SAMPLES: &[Sample] = &[#(#rows),*];
    }
}
