//! Two days that share a month.

use super::Grammar;
use super::written::written;
use crate::time::node::{Base, Part};
use crate::time::tables::TABLES;

/// Two days that share a month.
#[derive(Debug)]
pub(super) struct Shared {
    pub first: Base,
    pub end: usize,
    pub second: usize,
    pub last: (usize, Base),
}

impl Grammar<'_, '_> {
    /// "18 and 19 June", "3-5 March", "May 9 to 12": the first of two days that share a month,
    /// with the place where the second starts.
    pub(super) fn shared(&self, at: usize) -> Option<Shared> {
        let joined = |place: usize| {
            if self.any(
                place,
                &["-", "–", "—", "to", "and", "through", "until", "till", "or"],
            ) {
                Some(self.past(place + 1, "the"))
            } else {
                None
            }
        };
        let start = self.past(at, "the");
        let tail = |end: usize, day: i8, second: usize| {
            let (stop, base) = self.day(second)?;
            match base {
                Base::Written {
                    year,
                    part: Part::Day(Some(month), last),
                    ..
                } => (last > day).then(|| Shared {
                    first: written(year, Part::Day(Some(month), day)),
                    end,
                    second,
                    last: (stop, base),
                }),
                _ => None,
            }
        };
        // "3-5 March"
        if let Some((end, day)) = self.day_number(start) {
            return tail(end, day, joined(end)?);
        }
        // "May 9-12", "May 9 to 12, 2031"
        let (end, base) = self.day(at)?;
        let Base::Written {
            year: None,
            part: Part::Day(Some(month), day),
            weekday: None,
            ..
        } = base
        else {
            return None;
        };
        let second = joined(end)?;
        let (stop, last) = self.day_number(second)?;
        let unit = TABLES.units.word(self.word(stop)).is_some()
            || self.any(stop, &["%", "people", ":"])
            || self.month(stop).is_some()
            || self.month(self.past(stop, "of")).is_some();
        if last <= day
            || unit
            || self.is(stop, ",") && self.glued(stop + 1)
            || self.any(end, &["and"]) && self.counts_noun(stop)
        {
            return None;
        }
        let (stop, year) = match self.year_behind(stop) {
            Some((stop, year)) => (stop, Some(year)),
            None => (stop, None),
        };
        Some(Shared {
            first: written(year, Part::Day(Some(month), day)),
            end,
            second,
            last: (stop, written(year, Part::Day(Some(month), last))),
        })
    }

    pub(super) fn counts_noun(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| matches!(token.tag(), "NNS" | "NN" | "JJ"))
    }
}
