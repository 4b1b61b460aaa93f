//! What copies lose: dates, attributions, caveats, and where they stand; and what they forget to
//! lose: the names of other outlets.
//!
//! The word lists are in `data/marks.tsv` and `data/origins.tsv`.

mod dates;
mod doubled;
mod named;
mod phrases;
mod tokens;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::Words;
use crate::words::Word;
use phrases::Phrases;
use tokens::{Break, Token};

/// The marks of one text, each kind in the text's order. Single words stand by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marks {
    /// How many words the text has.
    pub(crate) words: u32,
    /// The first word of every paragraph.
    pub(crate) paragraphs: Vec<u32>,
    /// Dates, weekdays, "yesterday": the first word of each.
    pub(crate) dates: Vec<u32>,
    /// Verbs and phrases that put words or an estimate on somebody.
    pub(crate) attributions: Vec<u32>,
    /// What those are who say something: ministers, spokesmen, officers.
    pub(crate) roles: Vec<u32>,
    /// Words that soften a claim or a figure.
    pub(crate) hedges: Vec<u32>,
    /// What nobody vouches for, what is open, who did not answer.
    pub(crate) caveats: Vec<Caveat>,
    /// The words before the report that say where it was written: "HALM, May 9 —".
    pub(crate) dateline: Option<Words>,
    /// Names in places where outlets are named.
    pub(crate) named: Vec<Named>,
    /// Sentences and paragraphs that stand here for the second time.
    pub(crate) doubled: Vec<Words>,
}

/// A caveat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Caveat {
    /// Its first word.
    pub(crate) at: u32,
    /// How it reads, in lower case.
    pub(crate) words: String,
}

/// A name in a place where outlets are named: perhaps an outlet's, perhaps the own one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    /// Where in the text the name and the wording around it stand.
    pub(crate) at: Words,
    /// The name as written; for a link its host.
    pub(crate) name: String,
    /// How it is named.
    pub(crate) place: Place,
}

/// How a text names an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// Between brackets in the dateline: the report is its own.
    Dateline,
    /// Behind a paragraph: "… the lamp went out. (Lantern)".
    Signed,
    /// Somebody spoke to it, or it is quoted.
    Told,
    /// It could not verify something: whoever says so of itself wrote the report.
    Unverified,
    /// In furniture of a page: "subscribe to", "reporting by".
    Left,
    /// An address on the web.
    Link,
}

impl Place {
    /// Whether who is named there has written the words around it.
    pub(crate) fn of_the_author(self) -> bool {
        matches!(self, Self::Dateline | Self::Signed | Self::Left)
    }
}

/// Kinds of phrases in `marks.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Weekday,
    Month,
    Day,
    Say,
    Role,
    Hedge,
    Amount,
    Caveat,
    Number,
}

/// What a phrase of `marks.tsv` is, and in which language.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    sort: Sort,
    language: &'static str,
}

impl Marks {
    /// The marks of `text`, in `language` (BCP 47; read as English where it is not known).
    #[cfg(test)]
    pub(crate) fn of(text: &str, language: Option<&str>) -> Self {
        Self::of_words(text, &crate::words::words(text), language)
    }

    /// The marks of `text`, whose words are `words`.
    pub(crate) fn of_words(text: &str, words: &[Word], language: Option<&str>) -> Self {
        let language = &self::language(language);
        let tokens = tokens::tokens(text, words);
        let mut marks = Self {
            words: number(tokens.len()),
            dateline: named::dateline(text, &tokens),
            doubled: doubled::of(&tokens),
            ..Self::default()
        };
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].after == Break::Paragraph {
                marks.paragraphs.push(number(at));
            }
            at = marks.read(&tokens, at, language);
        }
        marks.dates = dates::merged(&tokens, marks.dates);
        marks.named = named::of(text, &tokens, &marks.caveats);
        marks
    }

    /// Notes what begins at word `at`; returns where to go on.
    fn read(&mut self, tokens: &[Token<'_>], at: usize, language: &str) -> usize {
        let first = number(at);
        if dates::is_year(tokens[at].written) {
            self.dates.push(first);
            return at + 1;
        }
        let own = |meaning: Meaning| meaning.language == language;
        let Some((found, meaning)) = table().at(tokens, at, own) else {
            return at + 1;
        };
        match meaning.sort {
            Sort::Weekday | Sort::Day => self.dates.push(first),
            Sort::Month if dates::is_month(tokens, at, language) => self.dates.push(first),
            Sort::Say => self.attributions.push(first),
            Sort::Role => self.roles.push(first),
            Sort::Hedge => self.hedges.push(first),
            Sort::Amount if is_number(tokens, found.end, language) => self.hedges.push(first),
            Sort::Caveat => self.caveats.push(Caveat {
                at: first,
                words: tokens[found.clone()]
                    .iter()
                    .map(|token| token.written.to_lowercase().replace('’', "'"))
                    .collect::<Vec<_>>()
                    .join(" "),
            }),
            Sort::Month | Sort::Amount | Sort::Number => return at + 1,
        }
        // A paragraph never begins inside a phrase, so none is stepped over.
        found.end
    }
}

/// The primary subtag of a language; English where none is given.
pub(crate) fn language(tag: Option<&str>) -> String {
    let tag = tag.unwrap_or("en").to_lowercase();
    tag.split(['-', '_']).next().unwrap_or_default().to_owned()
}

/// Whether there are lists for a language that say how it attributes.
pub(crate) fn is_read(language: &str) -> bool {
    let mut rows = crate::table::rows(include_str!("../data/marks.tsv"));
    rows.any(|(sort, of, _)| sort == "say" && of == language)
}

/// Whether a number stands at word `at`.
fn is_number(tokens: &[Token<'_>], at: usize, language: &str) -> bool {
    let word = |meaning: Meaning| meaning.language == language && meaning.sort == Sort::Number;
    tokens.get(at).is_some_and(Token::is_number) || table().at(tokens, at, word).is_some()
}

/// A count of words. No text that is read is longer than four thousand million words.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The table of `marks.tsv`.
fn table() -> &'static Phrases<Meaning> {
    static TABLE: LazyLock<Phrases<Meaning>> = LazyLock::new(|| {
        let mut table = Phrases::new();
        for (sort, language, phrases) in crate::table::rows(include_str!("../data/marks.tsv")) {
            if let Some(sort) = sort_of(sort) {
                table.add(phrases, Meaning { sort, language });
            }
        }
        table
    });
    &TABLE
}

fn sort_of(name: &str) -> Option<Sort> {
    Some(match name {
        "weekday" => Sort::Weekday,
        "month" => Sort::Month,
        "day" => Sort::Day,
        "say" => Sort::Say,
        "role" => Sort::Role,
        "hedge" => Sort::Hedge,
        "amount" => Sort::Amount,
        "caveat" => Sort::Caveat,
        "number" => Sort::Number,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_kind_and_phrases() {
        let lines = include_str!("../data/marks.tsv").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line:?}");
            assert!(sort_of(fields[0]).is_some(), "{line:?}");
            assert!(
                fields[2]
                    .split(',')
                    .all(|phrase| !phrase.trim().is_empty() && phrase == phrase.to_lowercase()),
                "{line:?}"
            );
        }
    }

    const REPORT: &str = "HALM, Orrin, May 9 (Lantern) — At least 40 boats were lost on Friday, the \
        harbour office said.\nLantern could not independently verify the count. About the cause \
        nothing was known in 2031, said its director, Ada Reed, who may have seen it.";

    #[test]
    fn dates_attributions_roles_hedges_and_caveats_are_found() {
        let marks = Marks::of(REPORT, Some("en-GB"));
        assert_eq!(marks.dates.len(), 3, "May 9; Friday; 2031");
        assert_eq!(marks.attributions.len(), 2);
        assert_eq!(marks.roles.len(), 1);
        assert_eq!(marks.hedges.len(), 2, "at least 40; may have");
        assert_eq!(marks.caveats.len(), 1);
        assert_eq!(marks.caveats[0].words, "could not independently verify");
        assert_eq!(marks.paragraphs, [0, 17]);
        assert_eq!(marks.dateline, Some(0..5));
    }

    #[test]
    fn other_languages_have_lists_of_their_own() {
        let german = Marks::of(
            "Mindestens 40 Boote gingen am Freitag verloren, teilte das Amt mit. Die Zahl ließ \
             sich zunächst nicht überprüfen.",
            Some("de"),
        );
        assert_eq!(
            (
                german.dates.len(),
                german.attributions.len(),
                german.hedges.len()
            ),
            (1, 1, 1)
        );
        assert_eq!(german.caveats.len(), 1);
        let spanish = Marks::of(
            "Según la alcaldesa, unos 40 barcos se perdieron el viernes.",
            Some("es"),
        );
        assert_eq!(
            (
                spanish.dates.len(),
                spanish.attributions.len(),
                spanish.roles.len(),
                spanish.hedges.len()
            ),
            (1, 1, 1, 1)
        );
    }

    #[test]
    fn an_empty_text_has_no_marks() {
        assert_eq!(Marks::of(" \n ", None), Marks::default());
    }
}
