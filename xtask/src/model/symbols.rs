//! Strings that spaCy's wheels hold as numbers.

use restated_language::{Pos, key};
use rustc_hash::FxHashMap;

/// Strings by their numbers: the symbols, the empty string, and `strings`.
pub(crate) fn by_number<'s>(strings: impl Iterator<Item = &'s str>) -> FxHashMap<u64, &'s str> {
    let symbols = restated_language::symbols().map(|symbol| symbol as &'s str);
    let strings = symbols.chain([""]).chain(strings);
    strings.map(|string| (key(string), string)).collect()
}

/// The name of the universal tag with that number; empty for none.
pub(crate) fn pos_name(tag: u64) -> Option<&'static str> {
    // spaCy's own tags beside the universal ones.
    let names = Pos::ALL.into_iter().map(Pos::name).chain(["CONJ", "EOL"]);
    names.chain([""]).find(|name| key(name) == tag)
}

/// The part of speech whose name in lower case has that number.
pub(crate) fn pos_of_table(table: u64) -> Option<Pos> {
    Pos::ALL
        .into_iter()
        .find(|pos| key(&pos.name().to_lowercase()) == table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_spacy() {
        for (string, expected) in [
            ("", 0),
            ("X", 101),
            ("SPACE", 103),
            ("acomp", 398),
            ("aux", 405),
            ("acl", 451),
            ("noun", 16_833_663_260_455_505_849),
        ] {
            assert_eq!(key(string), expected, "{string}");
            assert_eq!(by_number([string].into_iter())[&expected], string);
        }
        assert_eq!(pos_name(92), Some("NOUN"));
        assert_eq!(pos_name(0), Some(""));
        assert_eq!(pos_name(398), None);
        assert_eq!(pos_of_table(405), Some(Pos::AUX));
        assert_eq!(pos_of_table(7), None);
    }
}
