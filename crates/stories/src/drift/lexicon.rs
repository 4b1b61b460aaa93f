//! The tables in `data/` by which drift is told, read once.

use std::ops::Range;
use std::sync::LazyLock;

use super::wording::Wording;

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|row| !row.starts_with('#'))
        .map(|row| row.split('\t').collect())
}

fn phrases(kind: &str) -> Vec<&'static str> {
    rows(include_str!("../../data/drift_phrases.tsv"))
        .filter(|row| row[0] == kind)
        .filter_map(|row| row.get(1).copied())
        .collect()
}

/// Phrases that say that a number is a later one.
pub(super) static UPDATES: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("update"));
/// Phrases that open a stretch of time over which a number adds up.
pub(super) static WINDOWS: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("window"));
/// Phrases that leave something open.
pub(super) static OPEN: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("open"));
/// Phrases that put a bound so near that it says "about".
pub(super) static NEAR: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("near"));
/// Phrases that say that somebody says so, and not who.
pub(super) static HEARSAY: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("hearsay"));
/// Words that make a number one in the middle of many.
pub(super) static AVERAGES: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("average"));
/// "including people who", "not counting agency": who is in a number.
pub(super) static INCLUSIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let counted = phrases("counted");
    let opened = phrases("counts").into_iter();
    opened
        .flat_map(|opens| counted.iter().map(move |who| format!("{opens} {who}")))
        .collect()
});

/// Words that say which of many are counted.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) one: Vec<&'static str>,
    /// Words that say others; none where the lack of the first does.
    pub(super) other: Vec<&'static str>,
    /// Measures for which they count anywhere in the sentence; none where they count only beside
    /// the figure.
    pub(super) measures: Vec<&'static str>,
}

/// The rows of `scope_words.tsv`.
pub(super) static SCOPES: LazyLock<Vec<Scope>> = LazyLock::new(|| {
    let list = |field: &'static str| -> Vec<&'static str> {
        field.split(',').filter(|word| *word != "-").collect()
    };
    rows(include_str!("../../data/scope_words.tsv"))
        .filter(|row| row.len() == 3)
        .map(|row| Scope {
            one: list(row[0]),
            other: list(row[1]),
            measures: list(row[2]),
        })
        .collect()
});

/// What is begun or happens, and how it may end.
#[derive(Debug)]
pub(super) struct Outcome {
    begins: Vec<&'static str>,
    ends: Vec<&'static str>,
}

impl Outcome {
    /// The place of the first word that says that it is begun or happens.
    pub(super) fn begins(&self, sentence: &Wording) -> Option<usize> {
        let begins =
            |word: &super::wording::Word| !word.negated && self.begins.contains(&&*word.text);
        sentence.words.iter().position(begins)
    }

    /// That word.
    pub(super) fn word<'s>(&self, sentence: &'s Wording) -> &'s str {
        let at = self.begins(sentence);
        at.map_or("", |at| sentence.words[at].text.as_str())
    }

    /// The places of the first words that say how it ended.
    pub(super) fn ends(&self, sentence: &Wording) -> Option<Range<usize>> {
        let places = self
            .ends
            .iter()
            .filter_map(|phrase| sentence.phrase(phrase));
        places
            .filter(|at| !sentence.words[at.clone()].iter().any(|word| word.negated))
            .min_by_key(|at| (at.start, at.end))
    }
}

/// The rows of `outcomes.tsv`.
pub(super) static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    rows(include_str!("../../data/outcomes.tsv"))
        .filter(|row| row.len() == 2)
        .map(|row| Outcome {
            begins: row[0].split(',').collect(),
            ends: row[1].split(',').collect(),
        })
        .collect()
});

static OPPOSITES: LazyLock<Vec<[Vec<&str>; 2]>> = LazyLock::new(|| {
    rows(include_str!("../../data/opposites.tsv"))
        .filter(|row| row.len() == 2)
        .map(|row| [row[0], row[1]].map(|side| side.split(',').collect()))
        .collect()
});

/// A word of the one and a word of the other that say the opposite, where neither text has words
/// of both kinds.
pub(super) fn opposed(one: &Wording, other: &Wording) -> Option<(String, String)> {
    let found = |wording: &Wording, side: &[&str]| {
        let has = |word: &&super::wording::Word| {
            side.iter()
                .any(|meant| word.stem == restated_lineage::content::stem(meant) && !word.negated)
        };
        wording.words.iter().find(has).map(|word| word.text.clone())
    };
    OPPOSITES.iter().find_map(|[left, right]| {
        let of = |wording| (found(wording, left), found(wording, right));
        match (of(one), of(other)) {
            ((Some(a), None), (None, Some(b))) | ((None, Some(a)), (Some(b), None)) => Some((a, b)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_fields() {
        let kinds = [
            "update", "window", "open", "near", "hearsay", "average", "counts", "counted",
        ];
        for row in rows(include_str!("../../data/drift_phrases.tsv")) {
            assert!(row.len() == 2 && kinds.contains(&row[0]), "{row:?}");
            assert_eq!(row[1], row[1].to_lowercase().trim());
        }
        for row in rows(include_str!("../../data/opposites.tsv")) {
            assert!(
                row.len() == 2 && row.iter().all(|side| !side.is_empty()),
                "{row:?}"
            );
        }
        for row in rows(include_str!("../../data/outcomes.tsv")) {
            assert_eq!(row.len(), 2, "{row:?}");
            let phrases = row.iter().flat_map(|field| field.split(','));
            for phrase in phrases {
                assert_eq!(phrase, phrase.to_lowercase().trim());
                assert!(!phrase.is_empty(), "{row:?}");
            }
        }
        for row in rows(include_str!("../../data/scope_words.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            let measures = row[2].split(',').filter(|measure| *measure != "-");
            for measure in measures {
                assert!(restated_claims::measure::is_known(measure), "{measure}");
            }
        }
    }

    #[test]
    fn opposites_are_found_in_any_form() {
        let of = |text| Wording::of(text, Some("en"));
        let found = opposed(&of("it raised the levy"), &of("it lowers the levy"));
        assert_eq!(found, Some(("raised".to_owned(), "lowers".to_owned())));
        assert_eq!(
            opposed(&of("it raised and lowered it"), &of("it lowers it")),
            None
        );
    }
}
