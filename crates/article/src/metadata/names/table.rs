//! Words of bylines, from `table.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word or phrase in a byline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// "By": stands before names.
    Prefix,
    /// As `Prefix`, in lower case only.
    Lead,
    /// Ends the names.
    Cut,
    /// Job title, desk or generic author.
    Job,
    /// Outlet or organisation.
    Body,
    /// "PhD".
    Credential,
    /// "van": lower case inside a name.
    Particle,
    /// "New York".
    Place,
    /// Part of the page itself: "icon", "links".
    Page,
}

const NAMES: &[(&str, Kind)] = &[
    ("prefix", Kind::Prefix),
    ("lead", Kind::Lead),
    ("cut", Kind::Cut),
    ("job", Kind::Job),
    ("body", Kind::Body),
    ("credential", Kind::Credential),
    ("particle", Kind::Particle),
    ("place", Kind::Place),
    ("page", Kind::Page),
];

const TABLE: &str = include_str!("table.txt");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split_once(' '))
}

static WORDS: LazyLock<HashMap<(&'static str, Kind), ()>> = LazyLock::new(|| {
    rows()
        .filter_map(|(name, phrases)| {
            let (_, kind) = NAMES.iter().find(|(known, _)| *known == name)?;
            Some((*kind, phrases))
        })
        .flat_map(|(kind, phrases)| phrases.split(" | ").map(move |p| ((p.trim(), kind), ())))
        .collect()
});

/// Whether `phrase`, in lower case, is of `kind`.
pub(super) fn is(phrase: &str, kind: Kind) -> bool {
    WORDS.contains_key(&(phrase, kind))
}

/// Longest phrase of the table, in words.
pub(super) const LONGEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_known_kind_and_lower_case_phrases() {
        for (name, phrases) in rows() {
            assert!(NAMES.iter().any(|(known, _)| *known == name), "{name}");
            for phrase in phrases.split(" | ") {
                assert_eq!(phrase, phrase.to_lowercase().trim(), "{phrase}");
                assert!(phrase.split(' ').count() <= LONGEST, "{phrase}");
            }
        }
        assert!(is("view all posts by", Kind::Prefix));
        assert!(is("new york", Kind::Place));
        assert!(!is("by", Kind::Cut));
    }
}
