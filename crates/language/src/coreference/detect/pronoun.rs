//! Pronouns, by a table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::Pos;
use crate::coreference::mention::{Gender, Kind, Mention, Number, Sort};
use crate::coreference::scene::{Detail, Tree};
use crate::table::rows;

/// What a pronoun shows of what it goes back to.
#[derive(Clone, Copy, Debug)]
struct Features {
    number: Option<Number>,
    gender: Option<Gender>,
    sort: Option<Sort>,
    relative: bool,
}

static PRONOUNS: LazyLock<FxHashMap<&str, Features>> = LazyLock::new(|| {
    rows(include_str!("../../../data/coreference/pronouns.txt"))
        .filter_map(|row| {
            let mut columns = row.split('\t');
            let word = columns.next()?;
            let number = match columns.next()? {
                "s" => Some(Number::Singular),
                "p" => Some(Number::Plural),
                _ => None,
            };
            let (gender, sort) = match columns.next()? {
                "f" => (Some(Gender::Feminine), Some(Sort::Person)),
                "m" => (Some(Gender::Masculine), Some(Sort::Person)),
                _ => (None, None),
            };
            let relative = columns.next()? == "relative";
            let features = Features {
                number,
                gender,
                sort,
                relative,
            };
            Some((word, features))
        })
        .collect()
});

/// The pronouns that may go back to something.
pub(super) fn pronouns(tree: &Tree<'_, '_>, taken: &[bool]) -> Vec<(Mention, Detail)> {
    let mut found = Vec::new();
    for token in tree.doc.iter().filter(|token| !taken[token.index]) {
        let index = token.index;
        let word = match token.text() {
            "I" => "I".to_owned(),
            "US" => continue,
            other => other.to_lowercase(),
        };
        let Some(features) = PRONOUNS.get(word.as_str()) else {
            continue;
        };
        let clause = tree.head(index);
        let in_relative = ["relcl"].contains(&tree.dep(clause))
            || ["relcl"].contains(&tree.dep(tree.head(clause)));
        if token.pos() != Pos::PRON || (features.relative && !in_relative) {
            continue;
        }
        found.push((
            Mention {
                tokens: index..index + 1,
                head: index,
                kind: Kind::Pronoun,
                number: features.number,
                gender: features.gender,
                sort: features.sort,
                quoted: tree.quote(index).is_some(),
            },
            Detail {
                words: vec![word],
                ..Detail::default()
            },
        ));
    }
    found
}
