//! What the server sends by itself: its type, an example of each kind, and the list of all kinds.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::Webhooks;
use super::super::names::kind;
use super::docs::escaped;

/// The module behind the runtime's own: the union is `Event` there, whatever the document calls it.
pub fn emit(webhooks: &Webhooks) -> TokenStream {
    let union = kind(&webhooks.union);
    let renamed = (union != "Event").then(|| quote!(as Event));
    let examples = webhooks.all.iter().filter_map(|webhook| webhook.example.as_ref());
    let examples = examples.map(ToString::to_string);
    quote! {
        pub use super::types::#union #renamed;
        /// An example of each event, in the order of the document.
        #[cfg(feature = "testing")]
        pub(crate) const EXAMPLES: &[&str] = &[#(#examples),*];
    }
}

/// The events as a list, for the documentation of the runtime's module.
pub fn list(webhooks: &Webhooks) -> String {
    let lines = webhooks.all.iter().map(|webhook| {
        let summary = escaped(&webhook.summary);
        format!("- `{}`: {}\n", webhook.name, summary)
    });
    format!("# Events\n\n{}", lines.collect::<String>())
}
