//! Keyset pages: a list is read from a key on, never from an offset, so that rows written or removed
//! meanwhile never shift the ones still to come.

/// One page of a list and the key from which the next one starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, K> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// The key of the last row, if rows follow it.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// Makes a page of at most `limit` rows from up to `limit + 1` that a query returned: the extra one only
    /// tells that there is more.
    pub fn cut(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(key) } else { None };
        Self { items: rows, next }
    }

    /// The same page with other items.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U, K> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

/// From where to read, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct From<K> {
    /// The key of the last row already read.
    pub after: Option<K>,
    /// How many rows to read at most.
    pub limit: usize,
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn the_extra_row_is_cut_and_tells_that_more_follows() {
        let page = Page::cut(vec![1, 2, 3], 2, |row| *row);
        assert_eq!((page.items, page.next), (vec![1, 2], Some(2)));
        let last = Page::cut(vec![1, 2], 2, |row| *row);
        assert_eq!(last.next, None);
    }
}
