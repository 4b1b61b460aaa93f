//! Articles' texts, read again and again by what stands in two of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use restated_article::SpanMap;
use rusqlite::Connection;

use crate::error::{Fault, Outcome};
use crate::load;
use crate::offsets::{Counted, Offsets};
use crate::records::Evidence;

/// Bytes of text held; above that all are let go.
const HELD: usize = 64 << 20;

/// One article's text, counted.
pub(crate) struct Text {
    text: String,
    counted: Arc<Counted>,
}

impl Text {
    pub(crate) fn offsets(&self) -> Offsets<'_> {
        Offsets::counted(&self.text, Arc::clone(&self.counted))
    }
}

/// The texts of a dossier. Each is read and counted once, as long as all of them fit: a text that
/// ten thousand others have passages of must not be counted ten thousand times.
pub struct Texts<'c> {
    conn: &'c Connection,
    held: BTreeMap<String, Rc<Text>>,
    bytes: usize,
    /// Where the texts stand in their captures, of those that were asked.
    maps: BTreeMap<String, SpanMap>,
}

impl<'c> Texts<'c> {
    pub(crate) fn of(conn: &'c Connection) -> Self {
        Self {
            conn,
            held: BTreeMap::new(),
            bytes: 0,
            maps: BTreeMap::new(),
        }
    }

    /// Where the texts come from.
    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// The text of article `id`.
    pub(crate) fn get(&mut self, id: &str) -> Outcome<Rc<Text>> {
        if let Some(text) = self.held.get(id) {
            return Ok(Rc::clone(text));
        }
        let text: String = self
            .conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        if self.bytes + text.len() > HELD {
            self.held.clear();
            self.maps.clear();
            self.bytes = 0;
        }
        self.bytes += text.len();
        let text = Rc::new(Text {
            counted: Arc::new(Counted::of(&text)),
            text,
        });
        self.held.insert(id.to_owned(), Rc::clone(&text));
        Ok(text)
    }

    /// The passage of article `id` at `chars`.
    pub(crate) fn evidence(&mut self, id: &str, chars: Range<usize>) -> Outcome<Evidence> {
        let text = self.get(id)?;
        let offsets = text.offsets();
        let lost = || Fault::damaged(Self::lost(id, &chars));
        let bytes = offsets.bytes(&chars).ok_or_else(lost)?;
        if !self.maps.contains_key(id) {
            let map = load::byte_map(self.conn, id)?;
            self.maps.insert(id.to_owned(), map);
        }
        let source = self.maps.get(id).and_then(|map| map.source_range(bytes));
        let source = source.map(|bytes| (bytes.start, bytes.end));
        Evidence::at(&offsets, chars.clone(), source).ok_or_else(lost)
    }

    /// Said where article `id` has no passage at `chars`.
    pub(crate) fn lost(id: &str, chars: &Range<usize>) -> String {
        let Range { start, end } = chars;
        format!("{start}-{end} is no passage of article {id}")
    }
}
