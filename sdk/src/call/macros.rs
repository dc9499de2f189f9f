//! What builders of a kind have in common.

/// Every builder.
macro_rules! common {
    ($name:ident) => {
        impl $name {
            /// The most time that the whole call may take, all tries included, instead of the client's own; of an export
            /// until it begins.
            pub fn timeout(mut self, limit: std::time::Duration) -> Self {
                self.call = self.call.limit(limit);
                self
            }
        }

        #[cfg(feature = "offline")]
        impl crate::call::Builder for $name {
            fn with_body(mut self, body: bytes::Bytes) -> Self {
                self.call = self.call.bytes_of_body(body);
                self
            }
        }
    };
}

/// Takes an `Idempotency-Key`.
macro_rules! keyed {
    ($name:ident) => {
        impl $name {
            /// Names the request by a key of your own, so that it can be repeated after the app was restarted. Without
            /// it the call makes a key for itself, and keeps it through all tries.
            pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
                self.call = self.call.key(key.as_ref());
                self
            }
        }
    };
}

/// Takes an optional `If-Match`.
macro_rules! matching {
    ($name:ident) => {
        impl $name {
            /// Acts only on this version of the resource.
            pub fn if_match(mut self, version: impl Into<crate::IfMatch>) -> Self {
                self.call = self.call.if_match(version);
                self
            }
        }
    };
}

/// Awaiting a builder.
macro_rules! awaited {
    ($name:ident => $value:ty) => {
        impl IntoFuture for $name {
            type Output = Result<crate::Response<$value>, crate::Error>;
            type IntoFuture = crate::http_client::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }

        #[cfg(feature = "blocking")]
        impl $name {
            /// Sends it and waits for the answer, for programs that are not asynchronous.
            ///
            /// # Errors
            /// See the operation.
            pub fn wait(self) -> Result<crate::Response<$value>, crate::Error> {
                crate::blocking::wait(self.send())
            }
        }
    };
}

/// Answers with one value.
macro_rules! json {
    ($name:ident => $value:ty) => {
        impl $name {
            /// Sends it; the same as awaiting the builder.
            ///
            /// # Errors
            /// See the operation.
            pub async fn send(self) -> Result<crate::Response<$value>, crate::Error> {
                self.call.json().await
            }
        }
        crate::call::awaited!($name => $value);
    };
}

/// Answers without a body.
#[allow(unused_macros, reason = "every operation of the present document answers with a body")]
macro_rules! empty {
    ($name:ident) => {
        impl $name {
            /// Sends it; the same as awaiting the builder.
            ///
            /// # Errors
            /// See the operation.
            pub async fn send(self) -> Result<crate::Response<()>, crate::Error> {
                self.call.nothing().await
            }
        }
        crate::call::awaited!($name => ());
    };
}

/// Takes `If-None-Match`.
macro_rules! conditional {
    ($name:ident => $value:ty) => {
        impl $name {
            /// Sends it, and gives nothing if the resource is still of the version that you have.
            ///
            /// # Errors
            /// See the operation.
            pub async fn send_if_changed(
                self,
                have: &crate::ETag,
            ) -> Result<Option<crate::Response<$value>>, crate::Error> {
                self.call.unless(have).await
            }
        }
    };
}

/// Takes `Prefer`.
macro_rules! minimal {
    ($name:ident) => {
        impl $name {
            /// Sends it and asks the server to leave the body out of its answer.
            ///
            /// # Errors
            /// See the operation.
            pub async fn send_minimal(self) -> Result<crate::Response<()>, crate::Error> {
                self.call.minimal().await
            }
        }
    };
}

/// A list by pages.
macro_rules! pages {
    ($name:ident => $page:ident, $item:ty) => {
        impl $name {
            /// All pages, each asked for when the one before is used up.
            #[must_use = "nothing is sent before it is read"]
            pub fn pages(self) -> crate::Items<crate::Response<$page>> {
                self.call.pages()
            }

            /// All items of all pages, in the list's order. A page is asked for when its first item is; a stream that is
            /// dropped asks for nothing more.
            #[must_use = "nothing is sent before it is read"]
            pub fn stream(self) -> crate::Items<$item> {
                self.call.items::<$page>()
            }
        }
    };
}

/// A page, which several lists may answer with.
macro_rules! page {
    ($page:ident, $item:ty) => {
        impl crate::call::Page for $page {
            type Item = $item;

            fn parts(self) -> (Vec<$item>, Option<String>) {
                (self.items, self.next_cursor)
            }
        }
    };
}

/// An export, a JSON value a line.
macro_rules! lines {
    ($name:ident => $item:ty) => {
        impl $name {
            /// The whole list in one answer, item by item as they arrive; memory does not grow with it. Neither a limit
            /// nor a cursor go with it.
            #[must_use = "nothing is sent before it is read"]
            pub fn export(self) -> crate::Items<$item> {
                self.call.lines()
            }
        }
    };
}

/// An export as a file, written as it arrives.
macro_rules! file {
    ($name:ident, $method:ident, $media:literal) => {
        impl $name {
            #[doc = concat!("Writes the whole list as `", $media, "`, as it arrives, and gives the number of bytes. Neither a")]
            /// limit nor a cursor go with it. After an error the writer may have received a part.
            ///
            /// # Errors
            /// See the operation; and what the writer gives.
            pub async fn $method<W: tokio::io::AsyncWrite + Unpin>(self, writer: &mut W) -> Result<u64, crate::Error> {
                self.call.write($media, writer).await
            }
        }
    };
}

/// GeoJSON as a value.
macro_rules! geojson {
    ($name:ident => $value:ty) => {
        impl $name {
            /// Sends it and takes the answer as GeoJSON (RFC 7946).
            ///
            /// # Errors
            /// See the operation.
            pub async fn geojson(self) -> Result<crate::Response<$value>, crate::Error> {
                self.call.typed("application/geo+json").await
            }
        }
    };
}

/// A file as a whole.
macro_rules! bytes {
    ($name:ident, $method:ident, $media:literal) => {
        impl $name {
            #[doc = concat!("Sends it and takes the answer as `", $media, "`.")]
            ///
            /// # Errors
            /// See the operation.
            pub async fn $method(self) -> Result<crate::Response<bytes::Bytes>, crate::Error> {
                self.call.bytes($media).await
            }
        }
    };
    ($name:ident, $method:ident, $media:literal, awaited) => {
        crate::call::bytes!($name, $method, $media);

        impl $name {
            #[doc = concat!("Sends it and takes the answer as `", $media, "`; the same as awaiting the builder.")]
            ///
            /// # Errors
            /// See the operation.
            pub async fn send(self) -> Result<crate::Response<bytes::Bytes>, crate::Error> {
                self.call.bytes($media).await
            }
        }
        crate::call::awaited!($name => bytes::Bytes);
    };
}

#[allow(unused_imports, reason = "see `empty`")]
pub(crate) use {
    awaited, bytes, common, conditional, empty, file, geojson, json, keyed, lines, matching, minimal, page,
    pages,
};
