//! Lists: a page as JSON, or everything as a stream (NDJSON, CSV, GeoJSON) that never holds more
//! than a few batches.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, Data, Query},
};
use futures_util::stream;
use palier_domain::paging::{From as Start, Page};
use palier_store::Tx;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    cursor, exports,
    extract::Listing,
    negotiate::{Format, negotiate},
    problem::Problem,
    run,
};
use crate::{app::App, auth::Access, service::ServiceError};

/// The media type of a table, as it is sent.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// Rows that an export reads at once.
const BATCH: usize = 500;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageOf<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
}

/// Column names and where their values stand.
pub type Columns = &'static [(&'static str, &'static str)];

/// What can stand in a list.
pub trait Item: Serialize + Send + 'static {
    /// Column names of the CSV export and where their values stand (JSON Pointer). Lists of plain values are joined
    /// with `;`, anything deeper is written as JSON.
    const COLUMNS: Columns;

    /// The formats that the list is offered in, the default first.
    const FORMATS: &'static [Format] = &[Format::Json, Format::Ndjson, Format::Csv];

    /// The item as a GeoJSON feature (RFC 7946), where it has a place.
    fn feature(&self) -> Option<Value> {
        None
    }
}

/// A list's source: reads a page from a start on.
pub trait Fetch<T, K>:
    Fn(&mut Tx<'_>, &Start<K>) -> Result<Page<T, K>, ServiceError> + Send + Sync + 'static
{
}

impl<T, K, F> Fetch<T, K> for F where
    F: Fn(&mut Tx<'_>, &Start<K>) -> Result<Page<T, K>, ServiceError> + Send + Sync + 'static
{
}

/// Answers a list in the format that the caller accepts.
///
/// # Errors
/// 400 for a cursor of another list, 406, and what `fetch` returns.
pub async fn respond<T, K>(
    app: &Data<App>,
    request: &HttpRequest,
    listing: Listing,
    fetch: impl Fetch<T, K>,
) -> Result<HttpResponse, Problem>
where
    T: Item,
    K: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    match negotiate(request, T::FORMATS)? {
        Format::Json => page(app, request, &listing, fetch).await,
        format => export(app, request, (format, &listing), fetch).await,
    }
}

async fn page<T, K>(
    app: &Data<App>,
    request: &HttpRequest,
    listing: &Listing,
    fetch: impl Fetch<T, K>,
) -> Result<HttpResponse, Problem>
where
    T: Item,
    K: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let start = listing.start::<K>(app)?;
    let page = run::read(app, move |tx| fetch(tx, &start)).await?;
    let next_cursor = page.next.as_ref().map(|key| cursor::seal(app, &listing.binding, key)).transpose()?;
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = &next_cursor {
        response.insert_header((header::LINK, next_link(app, request, cursor)));
    }
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    Ok(response.json(PageOf { items: page.items, next_cursor }))
}

/// `Link: <…>; rel="next"` (RFC 8288): the same request with the next cursor.
fn next_link(app: &App, request: &HttpRequest, cursor: &str) -> String {
    let pairs = Query::<Vec<(String, String)>>::from_query(request.query_string()).map(Query::into_inner);
    let kept = pairs.unwrap_or_default().into_iter().filter(|(name, _)| name != "cursor");
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept).append_pair("cursor", cursor);
    format!("<{}{}?{}>; rel=\"next\"", app.public_url, request.path(), query.finish())
}

async fn export<T, K>(
    app: &Data<App>,
    request: &HttpRequest,
    (format, listing): (Format, &Listing),
    fetch: impl Fetch<T, K>,
) -> Result<HttpResponse, Problem>
where
    T: Item,
    K: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    if listing.paged {
        let detail = format!(
            "An export has no pages: leave limit and cursor out with Accept: {}.",
            format.media_type()
        );
        return Err(Problem::parameter("limit", "not_applicable", detail));
    }
    let client = request.extensions().get::<Arc<Access>>().map(|access| access.caller.principal());
    let client = client.ok_or_else(|| Problem::internal("a list that is not for authorized callers"))?;
    let place = app.limits.export(client)?;
    let source = Arc::new(Source { app: Data::clone(app), fetch });
    // The first batch is read before the status is sent: a failure up to here is still a problem of its own.
    let first = source.batch(Start { after: None, limit: BATCH }).await?;
    let state = Stream { source, format, pending: Some(first), rows: 0, ended: false };
    let body = stream::try_unfold(state, |mut state| async move {
        let chunk = state.next().await?;
        Ok::<_, Problem>(chunk.map(|chunk| (chunk, state)))
    });
    let stall = Duration::from_secs(app.config.limits.export_stall_seconds);
    let body = exports::held(place, stall, body);
    let mut response = HttpResponse::Ok();
    match format {
        Format::Csv => response.insert_header((header::CONTENT_TYPE, CSV)),
        other => response.insert_header((header::CONTENT_TYPE, other.media_type())),
    };
    Ok(response.streaming(body))
}

struct Source<F> {
    app: Data<App>,
    fetch: F,
}

impl<F> Source<F> {
    async fn batch<T, K>(self: &Arc<Self>, start: Start<K>) -> Result<Page<T, K>, Problem>
    where
        T: Item,
        K: Send + Sync + 'static,
        F: Fetch<T, K>,
    {
        let source = Arc::clone(self);
        run::block(move || source.app.store.snapshot(|tx| (source.fetch)(tx, &start))).await
    }
}

struct Stream<F, T, K> {
    source: Arc<Source<F>>,
    format: Format,
    pending: Option<Page<T, K>>,
    rows: usize,
    ended: bool,
}

impl<F: Fetch<T, K>, T: Item, K: Send + Sync + 'static> Stream<F, T, K> {
    /// The next piece of the body: a batch, or the end.
    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let Some(page) = self.pending.take() else {
            let ended = std::mem::replace(&mut self.ended, true);
            let closing = (self.format == Format::GeoJson && !ended).then(|| Bytes::from_static(b"\n]}\n"));
            return Ok(closing);
        };
        let mut chunk = Vec::new();
        if self.rows == 0 {
            chunk.extend(self.opening()?);
        }
        for item in &page.items {
            self.write(&mut chunk, item)?;
            self.rows += 1;
        }
        if let Some(after) = page.next {
            self.pending = Some(self.source.batch(Start { after: Some(after), limit: BATCH }).await?);
        }
        Ok(Some(Bytes::from(chunk)))
    }

    fn opening(&self) -> Result<Vec<u8>, Problem> {
        match self.format {
            Format::Csv => csv_line(T::COLUMNS.iter().map(|(name, _)| (*name).to_owned())),
            Format::GeoJson => Ok(b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec()),
            Format::Json | Format::Ndjson => Ok(Vec::new()),
        }
    }

    fn write(&self, chunk: &mut Vec<u8>, item: &T) -> Result<(), Problem> {
        match self.format {
            Format::Csv => chunk.extend(csv_row(item)?),
            Format::GeoJson => {
                let feature = item.feature().unwrap_or(Value::Null);
                chunk.extend_from_slice(if self.rows == 0 { b"\n" } else { b",\n" });
                serde_json::to_writer(chunk, &feature).map_err(Problem::internal)?;
            }
            Format::Json | Format::Ndjson => {
                serde_json::to_writer(&mut *chunk, item).map_err(Problem::internal)?;
                chunk.push(b'\n');
            }
        }
        Ok(())
    }
}

fn csv_row<T: Item>(item: &T) -> Result<Vec<u8>, Problem> {
    let value = serde_json::to_value(item).map_err(Problem::internal)?;
    csv_line(T::COLUMNS.iter().map(|(_, pointer)| cell(value.pointer(pointer))))
}

/// What a CSV export of one item looks like, for the document.
pub fn csv_example(columns: Columns, item: &Value) -> String {
    csv_table(columns, std::slice::from_ref(item)).unwrap_or_default()
}

/// A few rows with their header, as CSV.
///
/// # Errors
/// If they can't be written.
pub fn csv_table(columns: Columns, rows: &[Value]) -> Result<String, Problem> {
    let mut table = csv_line(columns.iter().map(|(name, _)| (*name).to_owned()))?;
    for row in rows {
        table.extend(csv_line(columns.iter().map(|(_, pointer)| cell(row.pointer(pointer))))?);
    }
    String::from_utf8(table).map_err(Problem::internal)
}

fn csv_line(cells: impl Iterator<Item = String>) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells).map_err(Problem::internal)?;
    writer.into_inner().map_err(Problem::internal)
}

/// A value in a cell. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
/// injection): what partners write is opened by others.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if text.trim_start().starts_with(['=', '+', '-', '@']) => {
            format!("'{text}")
        }
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) if items.iter().all(|item| item.is_string() || item.is_number()) => {
            items.iter().map(|item| cell(Some(item))).collect::<Vec<_>>().join(";")
        }
        Some(other) => other.to_string(),
    }
}
