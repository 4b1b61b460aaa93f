//! Strings that spaCy's wheels hold as numbers.

use restated_language::Pos;
use restated_language::lemma::string_hash;

/// Fixed numbers of spaCy's universal tags, from `ADJ`.
const FIRST_POS: u64 = 84;
const POS: [&str; 20] = [
    "ADJ", "ADP", "ADV", "AUX", "CONJ", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
    "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "EOL", "SPACE",
];

/// Fixed numbers of spaCy's relation names, from `acomp`.
const FIRST_RELATION: u64 = 398;
#[rustfmt::skip]
const RELATIONS: [&str; 54] = [
    "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "cc",
    "ccomp", "complm", "conj", "cop", "csubj", "csubjpass", "dep", "det", "dobj", "expl",
    "hmod", "hyph", "infmod", "intj", "iobj", "mark", "meta", "neg", "nmod", "nn", "npadvmod",
    "nsubj", "nsubjpass", "num", "number", "oprd", "obj", "obl", "parataxis", "partmod",
    "pcomp", "pobj", "poss", "possessive", "preconj", "prep", "prt", "punct", "quantmod",
    "relcl", "rcmod", "root", "xcomp", "acl",
];

/// The number under which spaCy knows a string.
pub(crate) fn number(string: &str) -> u64 {
    let fixed = |first: u64, names: &[&str]| {
        let at = names.iter().position(|name| *name == string)?;
        Some(first + at as u64)
    };
    if string.is_empty() {
        return 0;
    }
    fixed(FIRST_RELATION, &RELATIONS)
        .or_else(|| fixed(FIRST_POS, &POS))
        .unwrap_or_else(|| string_hash(string))
}

/// The name of the universal tag with that number; empty for none.
pub(crate) fn pos_name(number: u64) -> Option<&'static str> {
    if number == 0 {
        return Some("");
    }
    let at = usize::try_from(number.checked_sub(FIRST_POS)?).ok()?;
    POS.get(at).copied()
}

/// The part of speech whose name in lower case has that number.
pub(crate) fn pos_of_table(table: u64) -> Option<Pos> {
    Pos::ALL
        .into_iter()
        .find(|pos| number(&pos.name().to_lowercase()) == table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_spacy() {
        for (string, expected) in [
            ("", 0),
            ("SPACE", 103),
            ("acomp", 398),
            ("aux", 405),
            ("det", 415),
            ("possessive", 441),
            ("punct", 445),
            ("acl", 451),
            ("noun", 16_833_663_260_455_505_849),
        ] {
            assert_eq!(number(string), expected, "{string}");
        }
        assert_eq!(pos_name(92), Some("NOUN"));
        assert_eq!(pos_of_table(405), Some(Pos::AUX));
        assert_eq!(pos_of_table(7), None);
    }
}
