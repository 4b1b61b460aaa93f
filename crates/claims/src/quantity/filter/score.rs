//! Scores, votes of courts and odds: "won 3-1", "a 5-4 ruling", "21-14".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::cardinal::cardinal;
use super::super::piece::is_dash;
use super::super::qualifier::CHANGES;
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
        if first || second || self.is_ratio(reading) {
            return true;
        }
        let range = reading.qualifier == Qualifier::Range
            && reading.number.len() == 3
            && dashed(reading.number.start + 1)
            && reading.high.is_some_and(|high| high < 200.0);
        // "6-4, 3-6, 7-6": sets.
        let pair = |at: usize| pieces.is_numeral(at) && dashed(at + 1) && pieces.is_numeral(at + 2);
        let listed = pieces.text(end) == "," && pair(end + 1)
            || pieces.lower_before(start, 1) == "," && start >= 4 && pair(start - 4);
        if range && listed && reading.high.is_some_and(|high| high < 30.0) {
            return true;
        }
        let near = start.saturating_sub(REACH)..start;
        let behind = end..end + 2;
        range
            && near
                .chain(behind)
                .any(|at| SCORING.contains(pieces.lower(at)))
    }

    /// "outnumbered three to one", "split 4 to 1": what falls is no range.
    fn is_ratio(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        if reading.qualifier != Qualifier::Exact {
            return false;
        }
        let number = |at: usize| cardinal(pieces, at, true, false);
        // "gave 12 to 3 hospitals", "owes 1.2 million to two banks"
        let is_bare = |end: usize| {
            !self
                .token(end)
                .is_some_and(|next| matches!(next.tag(), "NNS" | "NNPS"))
                && reading.high.is_some_and(|high| high < 1000.0)
        };
        let follows = matches!(pieces.lower(end), "to")
            && !(1..=REACH).any(|back| CHANGES.contains(pieces.lower_before(start, back)))
            && pieces.lower_before(start, 1) != "from"
            && number(end + 1).is_some_and(|second| {
                reading.low > Some(second.low) && !second.vague && is_bare(second.end)
            });
        let leads = pieces.lower_before(start, 1) == "to"
            && start >= 2
            && !(1..=REACH).any(|back| CHANGES.contains(pieces.lower_before(start, back)))
            && number(start - 2)
                .is_some_and(|first| first.end == start - 1 && Some(first.low) > reading.high)
            && is_bare(end);
        follows || leads
    }

    /// "twice" and "once" are no figures; "three times" counts nothing but occasions.
    pub(super) fn is_frequency(&self, reading: &Reading) -> bool {
        let end = reading.span.end;
        let end = end + usize::from(reading.best.is_none() && self.pieces.lower(end) == "of");
        reading.unit == Unit::Count
            && matches!(self.pieces.lower(end), "times" | "time" | "occasions")
    }
}
