//! Articles' texts, read again and again by what stands in two of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use restated_article::SpanMap;
use rusqlite::Connection;

use crate::error::Outcome;
use crate::evidence::Evidence;
use crate::load;
use crate::offsets::{Counted, Offsets};

/// Bytes of text held; above that all are let go.
const HELD: usize = 64 << 20;

/// One article's text, counted, and where it stands in its capture.
pub(crate) struct Text {
    text: String,
    counted: Arc<Counted>,
    map: SpanMap,
}

impl Text {
    pub(crate) fn offsets(&self) -> Offsets<'_> {
        Offsets::counted(&self.text, Arc::clone(&self.counted))
    }

    /// The passage at `chars`; `None` if the text has none there.
    pub(crate) fn evidence(&self, chars: Range<usize>) -> Option<Evidence<'_>> {
        let offsets = self.offsets();
        let bytes = self.map.source_range(offsets.bytes(&chars)?);
        Evidence::at(&offsets, chars, bytes.map(|bytes| (bytes.start, bytes.end)))
    }
}

/// The texts of a dossier. Each is read and counted once, as long as all of them fit: a text that
/// ten thousand others have passages of must not be counted ten thousand times.
pub(crate) struct Texts<'c> {
    conn: &'c Connection,
    held: BTreeMap<String, Rc<Text>>,
    bytes: usize,
}

impl<'c> Texts<'c> {
    pub(crate) fn of(conn: &'c Connection) -> Self {
        Self {
            conn,
            held: BTreeMap::new(),
            bytes: 0,
        }
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
            self.bytes = 0;
        }
        self.bytes += text.len();
        let text = Rc::new(Text {
            counted: Arc::new(Counted::of(&text)),
            map: load::byte_map(self.conn, id)?,
            text,
        });
        self.held.insert(id.to_owned(), Rc::clone(&text));
        Ok(text)
    }

    /// Said where article `id` has no passage at `chars`.
    pub(crate) fn lost(id: &str, chars: &Range<usize>) -> String {
        let Range { start, end } = chars;
        format!("{start}-{end} is no passage of article {id}")
    }
}
