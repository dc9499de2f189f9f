//! Lists page by page, exports line by line and as files.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::send::Reading;
use super::{Call, Response};
use crate::Error;
use crate::http_client::{BoxStream, Chunks, TransportError, TransportKind};
use crate::platform::{MaybeSend, within};

/// The longest line of an export; more is no item but a fault.
const LONGEST_LINE: usize = 16 << 20;

/// Items one after the other, fetched as they are asked for. Dropped, it fetches nothing more.
pub struct Items<T>(BoxStream<'static, Result<T, Error>>);

impl<T> Items<T> {
    /// The next item; nothing at the end.
    ///
    /// # Errors
    /// See the operation. After an error there are no more items.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.0.next().await.transpose()
    }

    /// All items at once.
    ///
    /// # Errors
    /// See the operation.
    pub async fn try_collect(self) -> Result<Vec<T>, Error> {
        self.0.try_collect().await
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

/// A page of a list.
pub(crate) trait Page: DeserializeOwned + MaybeSend + 'static {
    type Item: MaybeSend + 'static;

    /// The items, and where the list goes on.
    fn parts(self) -> (Vec<Self::Item>, Option<String>);
}

impl Call {
    pub(crate) fn pages<P: Page + Clone>(self) -> Items<Response<P>> {
        Items(Box::pin(stream::try_unfold(Some(self), |next| async move {
            let Some(call) = next else { return Ok(None) };
            let page: Response<P> = call.clone().json().await?;
            let (_, cursor) = (*page).clone().parts();
            Ok(Some((page, cursor.map(|cursor| call.query("cursor", cursor)))))
        })))
    }

    pub(crate) fn items<P: Page>(self) -> Items<P::Item> {
        let pages = stream::try_unfold(Some(self), |next| async move {
            let Some(call) = next else { return Ok::<_, Error>(None) };
            let (items, cursor) = call.clone().json::<P>().await?.into_inner().parts();
            let items = stream::iter(items.into_iter().map(Ok));
            Ok(Some((items, cursor.map(|cursor| call.query("cursor", cursor)))))
        });
        Items(Box::pin(pages.try_flatten()))
    }

    pub(crate) fn lines<T: DeserializeOwned + MaybeSend + 'static>(self) -> Items<T> {
        let opening = async move {
            let body = self.accept("application/x-ndjson").open().await?;
            Ok::<_, Error>(stream::try_unfold(Lines { body, buffer: BytesMut::new() }, Lines::next))
        };
        Items(Box::pin(stream::once(opening).try_flatten()))
    }

    /// Writes the answer's body as it arrives.
    pub(crate) async fn write<W>(self, media: &'static str, writer: &mut W) -> Result<u64, Error>
    where
        W: AsyncWrite + Unpin,
    {
        let mut body = self.accept(media).open().await?;
        let mut written = 0;
        while let Some(chunk) = body.next().await? {
            writer.write_all(&chunk).await?;
            written += chunk.len() as u64;
        }
        writer.flush().await?;
        Ok(written)
    }

    async fn open(self) -> Result<Body, Error> {
        let received = self.send(Reading::Streamed).await?;
        let operation = self.operation.id;
        Ok(Body { chunks: received.chunks, operation, patience: self.client.inner().attempt_timeout })
    }
}

/// A body that is read piece by piece, with so much patience for each.
struct Body {
    chunks: Option<Chunks>,
    operation: &'static str,
    patience: Duration,
}

impl Body {
    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        let Some(chunks) = &mut self.chunks else { return Ok(None) };
        let chunk = within(self.patience, chunks.next()).await.unwrap_or_else(|| {
            Some(Err(TransportError::new(TransportKind::Timeout, "nothing more of the body arrived")))
        });
        chunk.transpose().map_err(|source| Error::Transport { operation: self.operation, source })
    }
}

/// The lines of a body.
struct Lines {
    body: Body,
    buffer: BytesMut,
}

impl Lines {
    async fn next<T: DeserializeOwned>(mut self) -> Result<Option<(T, Self)>, Error> {
        let mut searched = 0;
        loop {
            if let Some(end) = self.buffer[searched..].iter().position(|byte| *byte == b'\n') {
                let line = self.buffer.split_to(searched + end);
                self.buffer.advance(1);
                searched = 0;
                if !line.trim_ascii().is_empty() {
                    return Ok(Some((self.read(&line)?, self)));
                }
                continue;
            }
            searched = self.buffer.len();
            if searched > LONGEST_LINE {
                let source = TransportError::new(TransportKind::Broken, "a line of the export has no end");
                return Err(Error::Transport { operation: self.body.operation, source });
            }
            match self.body.next().await? {
                Some(chunk) => self.buffer.extend_from_slice(&chunk),
                None if self.buffer.trim_ascii().is_empty() => return Ok(None),
                None => {
                    let line = self.buffer.split();
                    return Ok(Some((self.read(&line)?, self)));
                }
            }
        }
    }

    fn read<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T, Error> {
        serde_json::from_slice(line).map_err(|error| Error::unread(self.body.operation, None, &error))
    }
}
