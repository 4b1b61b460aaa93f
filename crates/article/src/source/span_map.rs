//! A monotone map from byte ranges of a derived text to byte ranges of its source.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One piece of the derived text and the piece of the source it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Start in the derived text, in bytes.
    pub out: usize,
    /// Length in the derived text, in bytes.
    pub out_len: usize,
    /// Start in the source, in bytes.
    pub source: usize,
    /// Length in the source, in bytes. Where it equals `out_len` the run is
    /// verbatim, byte for byte; otherwise (an entity, a converted character) the
    /// whole run stands for the whole source piece.
    pub source_len: usize,
}

impl Run {
    fn is_verbatim(&self) -> bool {
        self.out_len == self.source_len
    }

    /// The part of the source behind `range` of the derived text, which overlaps the run.
    fn cut(&self, range: &Range<usize>) -> Range<usize> {
        if !self.is_verbatim() {
            return self.source..self.source + self.source_len;
        }
        let from = range.start.max(self.out) - self.out;
        let to = range.end.min(self.out + self.out_len) - self.out;
        self.source + from..self.source + to
    }
}

/// A map from byte ranges of a derived text to byte ranges of its source: runs
/// in the order of the derived text, which do not overlap. Characters in no run
/// (the line break between two paragraphs) came from nowhere in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanMap {
    runs: Vec<Run>,
}

impl SpanMap {
    /// The map of a text that is its own source.
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push(Run {
            out: 0,
            out_len: len,
            source: 0,
            source_len: len,
        });
        map
    }

    /// Adds a run behind the others, joined to the last one where both are
    /// verbatim and adjacent. Empty runs are dropped.
    ///
    /// # Panics
    /// In debug builds, if the run does not stand behind the last one.
    pub fn push(&mut self, run: Run) {
        if run.out_len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            debug_assert!(last.out + last.out_len <= run.out, "runs stand in order");
            let adjacent =
                last.out + last.out_len == run.out && last.source + last.source_len == run.source;
            if adjacent && last.is_verbatim() && run.is_verbatim() {
                last.out_len += run.out_len;
                last.source_len += run.source_len;
                return;
            }
        }
        self.runs.push(run);
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The smallest source range that holds what stands behind `range` of the
    /// derived text; `None` if nothing in it came from the source.
    pub fn source_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        self.overlapping(&range)
            .map(|run| run.cut(&range))
            .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }

    /// The map from the derived text to the source of `inner`, where the source of
    /// `self` is the derived text of `inner`.
    pub fn through(&self, inner: &SpanMap) -> SpanMap {
        let mut map = SpanMap::default();
        for run in &self.runs {
            let source = run.source..run.source + run.source_len;
            if !run.is_verbatim() {
                if let Some(range) = inner.source_range(source) {
                    map.push(Run {
                        out: run.out,
                        out_len: run.out_len,
                        source: range.start,
                        source_len: range.len(),
                    });
                }
                continue;
            }
            for piece in inner.overlapping(&source) {
                let from = piece.out.max(source.start);
                let to = (piece.out + piece.out_len).min(source.end);
                let range = piece.cut(&(from..to));
                map.push(Run {
                    out: run.out + (from - run.source),
                    out_len: to - from,
                    source: range.start,
                    source_len: range.len(),
                });
            }
        }
        map
    }

    fn overlapping<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = &'a Run> + use<'a> {
        let from = self
            .runs
            .partition_point(|run| run.out + run.out_len <= range.start);
        let end = range.end;
        self.runs[from..]
            .iter()
            .take_while(move |run| run.out < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `caf&eacute; ol&eacute;` read as `café olé`.
    fn entity_map() -> SpanMap {
        let mut map = SpanMap::default();
        for (out, out_len, source, source_len) in
            [(0, 3, 0, 3), (3, 2, 3, 8), (5, 3, 11, 3), (8, 2, 14, 8)]
        {
            map.push(Run {
                out,
                out_len,
                source,
                source_len,
            });
        }
        map
    }

    #[test]
    fn a_range_that_touches_an_entity_holds_all_of_it() {
        let map = entity_map();
        assert_eq!(map.source_range(0..5), Some(0..11));
        assert_eq!(map.source_range(6..8), Some(12..14));
        assert_eq!(map.source_range(10..12), None);
    }

    #[test]
    fn adjacent_verbatim_runs_are_joined() {
        let mut map = SpanMap::identity(4);
        map.push(Run {
            out: 4,
            out_len: 2,
            source: 4,
            source_len: 2,
        });
        assert_eq!(map, SpanMap::identity(6));
    }

    #[test]
    fn maps_compose() {
        let mut cut = SpanMap::default();
        cut.push(Run {
            out: 0,
            out_len: 5,
            source: 5,
            source_len: 5,
        });
        let whole = cut.through(&entity_map());
        assert_eq!(whole.source_range(0..1), Some(11..12));
        assert_eq!(whole.source_range(0..5), Some(11..22));
        assert_eq!(SpanMap::identity(10).through(&entity_map()), entity_map());
    }
}
