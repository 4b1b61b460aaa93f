//! "One" that counts nothing: "the one who", "one of the three", "one day".

use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::reading::Reading;
use super::Filter;
use crate::table::rows;

static RULES: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../../../data/quantity/one.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

impl Filter<'_, '_, '_> {
    pub(super) fn is_pronoun(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.number.start, reading.number.end);
        if reading.unit != Unit::Count || pieces.lower(start) != "one" || end != start + 1 {
            return false;
        }
        if reading.span.start < start {
            return false; // "at least one"
        }
        let before = pieces.lower_before(start, 1);
        let after = pieces.lower(end);
        if RULES.contains(&("before", before)) || RULES.contains(&("after", after)) {
            return true;
        }
        let Some(token) = self.token(start) else {
            return false;
        };
        if token.dep() == "nummod" && token.head().index > token.index {
            return RULES.contains(&("noun", token.head().text()));
        }
        token.pos() == Pos::PRON || matches!(token.tag(), "PRP" | "NN" | "NNP")
    }
}
