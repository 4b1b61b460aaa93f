//! The furniture table and how a line is looked up in it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Word;

/// Categories of `furniture.tsv`, in the order of [`Hits`].
pub(crate) const CATEGORIES: [&str; 21] = [
    "nav",
    "consent",
    "paywall",
    "account",
    "share",
    "comment",
    "form",
    "caption",
    "credit",
    "about",
    "reading",
    "rail",
    "newsletter",
    "ad",
    "legal",
    "contact",
    "donate",
    "tags",
    "byline",
    "dated",
    "promo",
];

/// `note` marks text that belongs to the article; it is kept apart because it
/// is never evidence for furniture.
const NOTE: &str = "note";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Line,
    Start,
    End,
    Any,
    Label,
}

impl Place {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "line" => Self::Line,
            "start" => Self::Start,
            "end" => Self::End,
            "any" => Self::Any,
            "label" => Self::Label,
            _ => return None,
        })
    }

    fn fits(self, from: usize, to: usize, len: usize, label: usize) -> bool {
        match self {
            Self::Line => from == 0 && to == len,
            Self::Start => from == 0,
            Self::End => to == len,
            Self::Any => true,
            Self::Label => from == 0 && to <= label,
        }
    }
}

/// What the table says about one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hits {
    /// Per category, how many words of the line its phrases cover.
    pub(crate) covered: [usize; CATEGORIES.len()],
    /// The line begins as an editorial note (a correction, say).
    pub(crate) note: bool,
}

impl Hits {
    /// Whether `category` was hit at all. Unknown names were not.
    pub(crate) fn has(&self, category: &str) -> bool {
        CATEGORIES
            .iter()
            .zip(self.covered)
            .any(|(name, words)| *name == category && words > 0)
    }

    /// Whether nothing was hit.
    pub(crate) fn is_empty(&self) -> bool {
        !self.note && self.covered.iter().all(|words| *words == 0)
    }
}

/// The furniture table.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// By phrase: category index (or `None` for a note) and place.
    phrases: FxHashMap<String, Vec<(Option<usize>, Place)>>,
    longest: usize,
}

impl Lexicon {
    /// The table that comes with the program.
    pub(crate) fn get() -> &'static Self {
        static TABLE: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::parse(include_str!("furniture.tsv")));
        &TABLE
    }

    /// Reads a table; lines that do not follow its grammar are left out (a test
    /// holds the shipped one to it).
    fn parse(table: &str) -> Self {
        let mut phrases: FxHashMap<String, Vec<_>> = FxHashMap::default();
        let mut longest = 0;
        for (category, place, phrase) in table.lines().filter_map(entry) {
            longest = longest.max(phrase.split(' ').count());
            phrases
                .entry(phrase.to_owned())
                .or_default()
                .push((category, place));
        }
        Self { phrases, longest }
    }

    /// Looks up a line, given its words and how many of them are a label before
    /// a colon.
    pub(crate) fn look_up(&self, words: &[Word], label: usize) -> Hits {
        let mut hits = Hits::default();
        let mut phrase = String::new();
        for from in 0..words.len() {
            phrase.clear();
            for (to, word) in (from + 1..).zip(&words[from..]).take(self.longest) {
                if to > from + 1 {
                    phrase.push(' ');
                }
                phrase.push_str(&word.folded);
                for &(category, place) in self.phrases.get(&phrase).into_iter().flatten() {
                    if place.fits(from, to, words.len(), label) {
                        match category {
                            Some(index) => {
                                hits.covered[index] =
                                    (hits.covered[index] + to - from).min(words.len());
                            }
                            None => hits.note = true,
                        }
                    }
                }
            }
        }
        hits
    }
}

fn entry(line: &str) -> Option<(Option<usize>, Place, &str)> {
    let mut fields = line.split('\t');
    let (category, place, phrase) = (fields.next()?, fields.next()?, fields.next()?);
    let index = CATEGORIES.iter().position(|name| *name == category);
    if index.is_none() && category != NOTE {
        return None;
    }
    Some((index, Place::parse(place)?, phrase))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn hit(line: &str) -> Vec<&'static str> {
        let hits = Lexicon::get().look_up(&words(line), 0);
        CATEGORIES
            .into_iter()
            .filter(|name| hits.has(name))
            .collect()
    }

    #[test]
    fn every_line_of_the_table_follows_its_grammar() {
        for line in include_str!("furniture.tsv").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (_, _, phrase) = entry(line).unwrap_or_else(|| panic!("{line:?}"));
            let folded: Vec<_> = words(&phrase.replace("{n}", "7"))
                .into_iter()
                .map(|w| w.folded)
                .collect();
            assert_eq!(folded.join(" "), phrase, "{line:?} can never match");
        }
    }

    #[test]
    fn the_place_counts() {
        assert_eq!(hit("LEAVE A REPLY"), ["comment"]);
        assert_eq!(hit("Home"), ["nav"]);
        assert!(hit("They went home before dark.").is_empty());
        assert_eq!(hit("· 3 min read"), ["reading"]);
        assert_eq!(hit("Tags: tides, ferries"), ["tags"]);
        let words = words("About Orrin Lamps: a maker of lamps");
        assert!(Lexicon::get().look_up(&words, 3).has("about"));
        assert!(!Lexicon::get().look_up(&words, 0).has("about"));
    }

    #[test]
    fn a_correction_is_a_note_and_not_furniture() {
        let hits = Lexicon::get().look_up(&words("Correction: the ferry sank in June."), 1);
        assert!(hits.note);
        assert_eq!(hits.covered, [0; CATEGORIES.len()]);
    }
}
