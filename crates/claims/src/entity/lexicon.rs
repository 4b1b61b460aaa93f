//! The word tables of names, read once from `data/entity/`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Gender;
use crate::table::rows;

/// What a word before a person's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// The form that all spellings share.
    pub(super) shared: &'static str,
    /// Whether it says what someone is.
    pub(super) is_role: bool,
    /// Whether it is a rank, of which a person has one.
    pub(super) is_rank: bool,
    /// The gender it shows.
    pub(super) gender: Option<Gender>,
}

/// What a word says of the organisation whose name it heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    /// An office that every country has.
    pub(super) office: bool,
    /// An organisation with a name of its own.
    pub(super) body: bool,
    /// A company's line of business.
    pub(super) business: bool,
    /// It begins an organisation's name.
    pub(super) first: bool,
}

impl Kinds {
    /// Whether a name that it ends is an organisation's.
    pub(super) fn any(self) -> bool {
        self.office || self.body || self.business
    }
}

/// All tables. Keys are folded words.
#[derive(Debug)]
pub(super) struct Lexicon {
    titles: FxHashMap<&'static str, Title>,
    kinds: FxHashMap<&'static str, Kinds>,
    subjects: FxHashSet<&'static str>,
    owners: FxHashMap<&'static str, &'static str>,
    acts: FxHashSet<&'static str>,
    join: FxHashSet<&'static str>,
    head: FxHashSet<&'static str>,
    /// Letters taken for one another, in order.
    pub(super) spelling: Vec<(&'static str, &'static str)>,
    /// Letters with marks.
    pub(super) letters: FxHashMap<char, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The tables.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

const TITLES: &str = include_str!("../../data/entity/titles.txt");
const KINDS: &str = include_str!("../../data/entity/kinds.txt");
const SUBJECTS: &str = include_str!("../../data/entity/subjects.txt");
const OWNERS: &str = include_str!("../../data/entity/owners.txt");
const ACTS: &str = include_str!("../../data/entity/acts.txt");
const PARTICLES: &str = include_str!("../../data/entity/particles.txt");
const SPELLING: &str = include_str!("../../data/entity/spelling.txt");
const LETTERS: &str = include_str!("../../data/entity/letters.txt");

/// The words of a one-column table.
fn words(table: &'static str) -> FxHashSet<&'static str> {
    rows(table)
        .flat_map(|row| row[0].split_whitespace())
        .collect()
}

/// The words of the rows of a table that begin with `mark`.
fn marked(table: &'static str, mark: &str) -> FxHashSet<&'static str> {
    rows(table)
        .filter(|row| row[0] == mark)
        .flat_map(|row| row[1].split_whitespace())
        .collect()
}

fn title(row: &[&'static str]) -> (&'static str, Title) {
    let gender = match row[3] {
        "f" => Some(Gender::Feminine),
        "m" => Some(Gender::Masculine),
        _ => None,
    };
    let title = Title {
        shared: row[1],
        is_role: row[2] != "courtesy",
        is_rank: row[2] == "rank",
        gender,
    };
    (row[0], title)
}

impl Lexicon {
    fn read() -> Self {
        let mut kinds: FxHashMap<&str, Kinds> = FxHashMap::default();
        for row in rows(KINDS) {
            for word in row[1].split_whitespace() {
                let entry = kinds.entry(word).or_default();
                match row[0] {
                    "office" => entry.office = true,
                    "body" => entry.body = true,
                    "first" => entry.first = true,
                    _ => entry.business = true,
                }
            }
        }
        let mut owners = FxHashMap::default();
        for row in rows(OWNERS) {
            owners.insert(row[0], row[0]);
            owners.extend(row[1].split('|').map(|word| (word, row[0])));
        }
        Self {
            titles: rows(TITLES).map(|row| title(&row)).collect(),
            kinds,
            subjects: words(SUBJECTS),
            owners,
            acts: words(ACTS),
            join: marked(PARTICLES, "join"),
            head: marked(PARTICLES, "head"),
            spelling: rows(SPELLING).map(|row| (row[0], row[1])).collect(),
            letters: rows(LETTERS)
                .flat_map(|row| row[1].chars().map(move |letter| (letter, row[0])))
                .collect(),
        }
    }

    /// The title that a word is, in small letters and without full stop.
    pub(super) fn title(&self, word: &str) -> Option<Title> {
        self.titles.get(word).copied()
    }

    /// What kind of organisation a word says.
    pub(super) fn kinds(&self, word: &str) -> Kinds {
        self.kinds.get(word).copied().unwrap_or_default()
    }

    /// Whether a word is a subject that every country has an office for.
    pub(super) fn is_subject(&self, word: &str) -> bool {
        self.subjects.contains(word)
    }

    /// The country that a word for it or its things means, if the table knows it.
    pub(super) fn owner(&self, words: &str) -> Option<&'static str> {
        self.owners.get(words).copied()
    }

    /// Whether only those who decide do what the verb says.
    pub(super) fn is_act(&self, lemma: &str) -> bool {
        self.acts.contains(lemma)
    }

    /// Whether a small word joins capitalised words wherever it stands between them.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.join.contains(word)
    }

    /// Whether a small word joins them behind a kind of organisation: "Ministry of".
    pub(super) fn joins_head(&self, word: &str) -> bool {
        self.head.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for row in rows(TITLES) {
            assert!(row.len() == 4, "{row:?}");
            assert!(["courtesy", "rank", "office"].contains(&row[2]), "{row:?}");
            assert!(["f", "m", "-"].contains(&row[3]), "{row:?}");
            assert_eq!(row[0], row[0].to_lowercase().replace('.', ""), "{row:?}");
        }
        for row in rows(KINDS) {
            assert!(
                ["office", "body", "business", "first"].contains(&row[0]),
                "{row:?}"
            );
        }
        for row in rows(PARTICLES) {
            assert!(["join", "head"].contains(&row[0]), "{row:?}");
        }
        for table in [KINDS, PARTICLES, OWNERS, SPELLING, LETTERS] {
            assert!(rows(table).all(|row| row.len() == 2));
        }
        for table in [SUBJECTS, ACTS] {
            assert!(rows(table).all(|row| row.len() == 1));
        }
    }

    #[test]
    fn no_title_stands_there_twice() {
        let mut seen = FxHashSet::default();
        assert!(rows(TITLES).all(|row| seen.insert(row[0])));
    }
}
