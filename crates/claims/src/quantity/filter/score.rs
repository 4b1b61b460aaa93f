//! Scores, votes of courts and odds: "won 3-1", "a 5-4 ruling", "21-14".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::is_dash;
use super::super::reading::Reading;
use super::super::tables::words;
use super::Filter;
use crate::model::Qualifier;

static SCORING: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/scoring.txt")));

/// How far from a score the word that makes it one may stand.
const REACH: usize = 5;

impl Filter<'_, '_, '_> {
    pub(super) fn is_score(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        if reading.unit != Unit::Count {
            return false;
        }
        let (start, end) = (reading.span.start, reading.span.end);
        // "5-4": no range, for it falls; what is left are its two ends.
        let dashed = |at: usize| is_dash(pieces.text(at)) && pieces.joins(at);
        let first =
            reading.qualifier == Qualifier::Exact && dashed(end) && pieces.is_numeral(end + 1);
        let second = start >= 2 && dashed(start - 1) && pieces.is_numeral(start - 2);
        if first || second {
            return true;
        }
        let range = reading.qualifier == Qualifier::Range
            && reading.number.len() == 3
            && dashed(reading.number.start + 1)
            && reading.high.is_some_and(|high| high < 200.0);
        let near = start.saturating_sub(REACH)..start;
        let behind = end..end + 2;
        range
            && near
                .chain(behind)
                .any(|at| SCORING.contains(pieces.lower(at)))
    }

    /// "twice" and "once" are no figures; "three times" counts nothing but occasions.
    pub(super) fn is_frequency(&self, reading: &Reading) -> bool {
        reading.unit == Unit::Count
            && matches!(
                self.pieces.lower(reading.span.end),
                "times" | "time" | "occasions"
            )
    }
}
