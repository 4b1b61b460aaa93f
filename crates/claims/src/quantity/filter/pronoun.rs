//! "One" that counts nothing: "the one who", "one of the three", "one day".

use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::Pieces;
use super::super::reading::Reading;
use super::Filter;
use crate::model::Qualifier;
use crate::table::rows;

static RULES: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../../../data/quantity/one.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

/// What the words beside a lone "one" show: "the one who".
pub(in super::super) fn is_lexical_pronoun(pieces: &Pieces<'_>, reading: &Reading) -> bool {
    let (start, end) = (reading.number.start, reading.number.end);
    let lone = pieces.lower(start) == "one" && end == start + 1 && reading.unit == Unit::Count;
    // "at least one", "one or more"
    let plain = reading.span.start == start && reading.qualifier == Qualifier::Exact;
    lone && plain
        && (RULES.contains(&("before", pieces.lower_before(start, 1)))
            || RULES.contains(&("after", pieces.lower(end))))
}

impl Filter<'_, '_, '_> {
    pub(super) fn is_pronoun(&self, reading: &Reading) -> bool {
        if is_lexical_pronoun(self.pieces, reading) {
            return true;
        }
        let (start, end) = (reading.number.start, reading.number.end);
        let lone = self.pieces.lower(start) == "one" && end == start + 1;
        let plain = reading.span.start == start && reading.qualifier == Qualifier::Exact;
        let Some(token) = self.token(start).filter(|_| lone && plain) else {
            return false;
        };
        if token.dep() == "nummod" && token.head().index > token.index {
            return RULES.contains(&("noun", token.head().text()));
        }
        token.pos() == Pos::PRON || matches!(token.tag(), "PRP" | "NN" | "NNP")
    }
}
