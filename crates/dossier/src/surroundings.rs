//! What stands in a capture beside its article: menus, notices, comments, doubled paragraphs.
//!
//! The file keeps the bytes and where the article stands in them. The rest is read again when
//! somebody asks for it.

use std::ops::Range;

use restated_article::{SpanMap, seen};
use serde::Serialize;

use crate::error::{Fault, Outcome};
use crate::{Dossier, Error, Offsets, load};

/// What stands in a capture, in its order; the main text is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// Lines, and where between them the main text stands.
    pub lines: Vec<Around>,
    /// Lines that are not among them, for there are too many.
    pub left_out: usize,
}

/// A piece of a capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Around {
    /// Main text, which is shown elsewhere.
    Main,
    /// A paragraph that the main text keeps once stands here a second time.
    Doubled {
        /// The words.
        text: String,
        /// Where they stand in the capture.
        bytes: (usize, usize),
    },
    /// Anything else.
    Beside {
        /// The words.
        text: String,
        /// Where they stand in the capture.
        bytes: (usize, usize),
    },
}

impl Dossier {
    /// The bytes of capture `id`, as they were found; `None` if there is no such capture.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn bytes(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        let known = self.rows("SELECT 1 FROM captures WHERE id = ?1", [id], |_| Ok(()))?;
        if known.is_empty() {
            return Ok(None);
        }
        let bytes = load::payload(&self.conn, id).map_err(|fault| fault.at(&self.path))?;
        Ok(Some(bytes))
    }

    /// What stands beside article `article` in capture `capture`: `limit` lines at most.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read, or has no such capture or article.
    pub fn around(
        &self,
        article: &str,
        capture: &str,
        limit: usize,
    ) -> Result<Surroundings, Error> {
        self.read_around(article, capture, limit)
            .map_err(|fault| fault.at(&self.path))
    }

    fn read_around(&self, article: &str, capture: &str, limit: usize) -> Outcome<Surroundings> {
        let first = load::places(&self.conn, capture)?.into_iter().next();
        let first = first.ok_or_else(|| Fault::damaged(format!("{capture} has no place")))?;
        let seen = seen(&load::capture(&self.conn, capture, first)?);
        let text: String = self
            .conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([article], |row| row.get(0))?;
        let doubled = load::repeats(&self.conn, article, &Offsets::new(&text))?;
        let main = load::byte_map(&self.conn, article)?;
        let main = main.runs().iter();
        let cover = Cover {
            main: merged(main.map(|run| run.source..run.source + run.source_len)),
            doubled: merged(doubled.into_iter().map(|(repeat, _)| repeat.bytes)),
        };
        Ok(cover.take_from(&seen.text, &seen.map, limit))
    }
}

/// What of a capture's bytes is known to be of the article.
struct Cover {
    main: Vec<Range<usize>>,
    doubled: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Main,
    Doubled,
    Beside,
}

impl Cover {
    fn part(&self, bytes: &Range<usize>) -> Part {
        if overlaps(&self.main, bytes) {
            Part::Main
        } else if overlaps(&self.doubled, bytes) {
            Part::Doubled
        } else {
            Part::Beside
        }
    }

    fn take_from(&self, text: &str, map: &SpanMap, limit: usize) -> Surroundings {
        let mut found = Surroundings::default();
        for line in text.split('\n') {
            for (part, words, bytes) in self.runs(line, offset_in(text, line), map) {
                if part == Part::Main {
                    if found.lines.last() != Some(&Around::Main) {
                        found.lines.push(Around::Main);
                    }
                } else if found.lines.len() >= limit {
                    found.left_out += 1;
                } else {
                    let (text, bytes) = (words.trim().to_owned(), (bytes.start, bytes.end));
                    found.lines.push(match part {
                        Part::Doubled => Around::Doubled { text, bytes },
                        _ => Around::Beside { text, bytes },
                    });
                }
            }
        }
        found
    }

    /// `line`, which starts at byte `at`, cut where the main text begins and ends: it may begin
    /// in the middle of a line, behind a dateline or a name.
    fn runs<'t>(
        &self,
        line: &'t str,
        at: usize,
        map: &SpanMap,
    ) -> Vec<(Part, &'t str, Range<usize>)> {
        let mut runs: Vec<(Part, Range<usize>, Range<usize>)> = Vec::new();
        for word in line.split_whitespace() {
            let start = offset_in(line, word);
            let here = start..start + word.len();
            let Some(bytes) = map.source_range(at + here.start..at + here.end) else {
                continue;
            };
            let part = self.part(&bytes);
            match runs.last_mut() {
                Some((last, words, held)) if *last == part => {
                    words.end = here.end;
                    held.start = held.start.min(bytes.start);
                    held.end = held.end.max(bytes.end);
                }
                _ => runs.push((part, here, bytes)),
            }
        }
        let words = |range| line.get(range).unwrap_or_default();
        runs.into_iter()
            .map(|(part, range, bytes)| (part, words(range), bytes))
            .collect()
    }
}

/// Where `part`, a slice of `whole`, starts in it.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

/// The ranges in order, those that touch joined.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        if touch {
            last.end = last.end.max(next.end);
        }
        touch
    });
    ranges
}

fn overlaps(ranges: &[Range<usize>], bytes: &Range<usize>) -> bool {
    let first = ranges.partition_point(|range| range.end <= bytes.start);
    ranges
        .get(first)
        .is_some_and(|range| range.start < bytes.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_the_article_is_left() {
        let text = "Menu Home\nVELL, Monday — The gate held.\n\nThe gate held.\nFooter";
        let main = text.find("The gate").unwrap();
        let again = text.rfind("The gate").unwrap();
        let cover = Cover {
            main: merged([main..main + 8, main + 8..main + 14].into_iter()),
            doubled: merged(std::iter::once(again..again + 14)),
        };
        let found = cover.take_from(text, &SpanMap::identity(text.len()), 9);
        let beside = |text: &str, start: usize| Around::Beside {
            text: text.to_owned(),
            bytes: (start, start + text.len()),
        };
        assert_eq!(
            found.lines,
            [
                beside("Menu Home", 0),
                beside("VELL, Monday —", 10),
                Around::Main,
                Around::Doubled {
                    text: "The gate held.".to_owned(),
                    bytes: (again, again + 14)
                },
                beside("Footer", text.len() - 6),
            ]
        );
        let found = cover.take_from(text, &SpanMap::identity(text.len()), 2);
        assert_eq!((found.lines.len(), found.left_out), (3, 2));
    }
}
