//! The words around a figure, and the cues among them.

use std::ops::Range;
use std::sync::LazyLock;

use super::table::rows;

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As written.
    pub(super) text: String,
    /// In small letters, with a straight apostrophe.
    pub(super) lower: String,
    /// Where it stands, in bytes of the sentence.
    pub(super) at: Range<usize>,
    /// Whether a mark stands between it and the next one: a comma, a dash, a bracket.
    pub(super) ends: bool,
}

/// A sentence, with the place of one figure in it and of the others.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) words: Vec<Word>,
    /// The words of the figure.
    pub(super) figure: Range<usize>,
    /// The words of other figures, in order.
    pub(super) others: Vec<Range<usize>>,
}

/// What a cue says, where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) value: &'static str,
    /// Words between it and the figure; 0 inside of it.
    pub(super) far: usize,
}

struct Cue {
    facet: &'static str,
    value: &'static str,
    words: Vec<&'static str>,
}

static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    rows(include_str!("../../data/cues.tsv"))
        .filter_map(|row| <[&str; 3]>::try_from(row).ok())
        .map(|[facet, value, words]| Cue {
            facet,
            value,
            words: words.split(' ').collect(),
        })
        .collect()
});

/// Marks between two parts of a sentence.
const DIVIDING: [char; 12] = [
    ',', ';', ':', '.', '!', '?', '(', ')', '[', ']', '\u{2013}', '\u{2014}',
];

/// The words of `sentence`.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let is_in = |c: char| c.is_alphanumeric();
    let joins = |c: char| matches!(c, '\'' | '\u{2019}' | '-' | '.' | ',');
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut chars = sentence.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| is_in(*next));
        if is_in(c) {
            start.get_or_insert(at);
        } else if !(start.is_some() && joins(c) && goes_on) {
            push(&mut words, sentence, start.take(), at);
            if let Some(last) = words.last_mut() {
                last.ends |= DIVIDING.contains(&c);
            }
        }
    }
    push(&mut words, sentence, start, sentence.len());
    words
}

fn push(words: &mut Vec<Word>, sentence: &str, start: Option<usize>, end: usize) {
    let Some(start) = start else { return };
    let text = &sentence[start..end];
    words.push(Word {
        text: text.to_owned(),
        lower: text.to_lowercase().replace('\u{2019}', "'"),
        at: start..end,
        ends: false,
    });
}

impl Setting {
    /// The setting of the figure at `figure` in `sentence`, where other figures stand at `others`
    /// (bytes of the sentence).
    pub(super) fn new(sentence: &str, figure: &Range<usize>, others: &[Range<usize>]) -> Self {
        let words = words(sentence);
        let within = |bytes: &Range<usize>| {
            let first = words.partition_point(|word| word.at.end <= bytes.start);
            let last = words.partition_point(|word| word.at.start < bytes.end);
            first..last.max(first)
        };
        let mut others: Vec<Range<usize>> = others.iter().map(within).collect();
        others.sort_by_key(|other| (other.start, other.end));
        Self {
            figure: within(figure),
            others,
            words,
        }
    }

    /// The nearest cue of `facet` of which no other figure stands in front, with no mark between
    /// where `joined`, at most `reach` words away.
    pub(super) fn nearest(&self, facet: &str, reach: usize, joined: bool) -> Option<Found> {
        let cues = CUES.iter().filter(|cue| cue.facet == facet);
        cues.flat_map(|cue| {
            let places = self.places(&cue.words);
            places.filter_map(|at| {
                let far = self.far(&at, joined).filter(|far| *far <= reach)?;
                let value = cue.value;
                Some((far, cue.words.len(), Found { value, far }))
            })
        })
        // Of two at one place the longer says more.
        .min_by_key(|(far, long, found)| (*far, usize::MAX - long, found.value))
        .map(|(_, _, found)| found)
    }

    /// Whether a cue of `facet` stands in front of the figure, at most `reach` words away.
    pub(super) fn is_before(&self, facet: &str, value: &str, reach: usize) -> bool {
        let cues = CUES
            .iter()
            .filter(|cue| cue.facet == facet && cue.value == value);
        cues.flat_map(|cue| self.places(&cue.words))
            .filter(|at| at.end <= self.figure.start)
            .any(|at| self.far(&at, false).is_some_and(|far| far <= reach))
    }

    /// Whether a cue of `facet` stands on either side of the figure, at most `reach` words away.
    pub(super) fn has(&self, facet: &str, value: &str, reach: usize) -> bool {
        self.is_before(facet, value, reach) || self.is_behind(facet, value, reach)
    }

    /// The year that stands nearest to the figure as that of another event: "the flood of 2009",
    /// "the 2009 flood".
    pub(super) fn year(&self, reach: usize) -> Option<i64> {
        let led = |at: usize| {
            let before = at.checked_sub(1).map(|at| self.words[at].lower.as_str());
            before.is_some_and(|word| ["of", "in", "the"].contains(&word) || word.ends_with("'s"))
        };
        let years = self.words.iter().enumerate().filter_map(|(at, word)| {
            let year: i64 = word
                .lower
                .parse()
                .ok()
                .filter(|year| (1800..2100).contains(year))?;
            let far = self.far(&(at..at + 1), false)?;
            (word.lower.len() == 4 && far > 0 && far <= reach && led(at)).then_some((far, year))
        });
        years.min().map(|(_, year)| year)
    }

    /// Whether a cue of `facet` stands behind the figure, at most `reach` words away.
    pub(super) fn is_behind(&self, facet: &str, value: &str, reach: usize) -> bool {
        let cues = CUES
            .iter()
            .filter(|cue| cue.facet == facet && cue.value == value);
        cues.flat_map(|cue| self.places(&cue.words))
            .filter(|at| at.start >= self.figure.end)
            .any(|at| self.far(&at, true).is_some_and(|far| far <= reach))
    }

    /// Whether the sentence begins with a cue of `facet`.
    pub(super) fn opens_with(&self, facet: &str) -> bool {
        let cues = CUES.iter().filter(|cue| cue.facet == facet);
        cues.flat_map(|cue| self.places(&cue.words))
            .any(|at| at.start == 0)
    }

    /// Whether a cue of `facet` stands behind a possessive, at most `reach` words away.
    pub(super) fn has_owned(&self, facet: &str, reach: usize) -> bool {
        let whose = ["his", "her", "their", "its", "my", "our"];
        let is_owned = |at: &Range<usize>| {
            let before = at.start.checked_sub(1);
            before.is_some_and(|at| whose.contains(&self.words[at].lower.as_str()))
        };
        let cues = CUES.iter().filter(|cue| cue.facet == facet);
        cues.flat_map(|cue| self.places(&cue.words))
            .filter(is_owned)
            .any(|at| self.far(&at, false).is_some_and(|far| far <= reach))
    }

    fn places(&self, phrase: &[&'static str]) -> impl Iterator<Item = Range<usize>> + '_ {
        let long = phrase.len();
        let phrase = phrase.to_vec();
        let ends = self.words.len().saturating_sub(long.saturating_sub(1));
        (0..ends)
            .filter(move |&at| {
                let words = &self.words[at..at + long];
                words
                    .iter()
                    .zip(&phrase)
                    .all(|(word, is)| word.lower == *is)
            })
            .map(move |at| at..at + long)
    }

    /// Words between `at` and the figure; `None` where another figure stands between them, or a
    /// mark where `joined`.
    pub(super) fn far(&self, at: &Range<usize>, joined: bool) -> Option<usize> {
        let between = if at.end <= self.figure.start {
            at.end..self.figure.start
        } else if at.start >= self.figure.end {
            self.figure.end..at.start
        } else {
            return Some(0);
        };
        let overlaps = |other: &Range<usize>| {
            other.start < between.end.max(at.end) && between.start.min(at.start) < other.end
        };
        if self.others.iter().any(overlaps) {
            return None;
        }
        let first = between.start.saturating_sub(1);
        let marked = joined && (first..between.end).any(|word| self.words[word].ends);
        (!marked).then_some(between.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(sentence: &str, figure: &str, others: &[&str]) -> Setting {
        let find = |text: &str| {
            let at = sentence.find(text).unwrap_or_default();
            at..at + text.len()
        };
        let others: Vec<_> = others.iter().map(|text| find(text)).collect();
        Setting::new(sentence, &find(figure), &others)
    }

    #[test]
    fn tables_are_well_formed() {
        for row in rows(include_str!("../../data/cues.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert_eq!(row[2], row[2].to_lowercase(), "{row:?}");
        }
    }

    #[test]
    fn a_cue_belongs_to_the_number_beside_it() {
        let sentence = "There were 90 suspected cases and 12 were confirmed by the laboratory.";
        let first = setting(sentence, "90 suspected cases", &["12"]);
        let second = setting(sentence, "12", &["90 suspected cases"]);
        let value = |found: Option<Found>| found.map(|found| found.value);
        assert_eq!(value(first.nearest("status", 9, false)), Some("suspected"));
        assert_eq!(value(second.nearest("status", 9, false)), Some("confirmed"));
    }

    #[test]
    fn a_comma_divides_where_asked() {
        let sentence = "That is $900 each, and $4,000 for the longest-serving.";
        let most = setting(sentence, "$4,000", &["$900"]);
        let value = |found: Option<Found>| found.map(|found| found.value);
        assert_eq!(value(most.nearest("role", 9, true)), Some("highest"));
        let each = setting(sentence, "$900", &["$4,000"]);
        assert_eq!(value(each.nearest("role", 9, true)), Some("average"));
    }
}
