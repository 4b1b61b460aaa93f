//! Every date, with what narrows it: the readers of all kinds, of which the longest wins.

use super::written::written;
use super::{Grammar, Read};
use crate::time::node::{Base, Date, Part, Unit};
use crate::time::tables::{Form, TABLES};

impl Grammar<'_, '_> {
    /// Any date, with "early", "the end of" and the like, and a part of the day that belongs to
    /// it ("last night").
    pub(super) fn date(&self, at: usize) -> Read<Date> {
        let mut best = self.whole_date(at);
        let candidates = [self.phased(at), self.offset(at)];
        for found in candidates.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| found.0 > *end) {
                best = Some(found);
            }
        }
        best
    }

    pub(super) fn phased(&self, at: usize) -> Read<Date> {
        let (end, phase) = TABLES.phases.at(&self.lexemes, at)?;
        let mut start = self.past(end, "-");
        for word in ["on", "in", "of"] {
            if self.is(start, word) && !phase.1 {
                start += 1;
                break;
            }
        }
        start = self.past(start, "the");
        let inner = if self.is(start, "the") {
            start + 1
        } else {
            start
        };
        let (end, date) = self.whole_date(inner).or_else(|| self.the_stretch(inner))?;
        if date.phase.is_some() {
            return None;
        }
        // "end Monday" is a verb with its time.
        let noun = self.any(at, &["end", "start", "beginning"]) && !self.is(at + 1, "of");
        (!noun).then_some({
            (
                end,
                Date {
                    phase: Some(*phase),
                    ..date
                },
            )
        })
    }

    /// "the 4th of March"; the article of "the March 4 attack" is the attack's.
    fn day_with_article(&self, at: usize) -> Read<Base> {
        let named = self.month(at + 1).is_some() || self.weekday(at + 1).is_some();
        (self.is(at, "the") && !named)
            .then(|| self.day(at + 1))
            .flatten()
    }

    /// A date without phase.
    pub(super) fn whole_date(&self, at: usize) -> Read<Date> {
        let plain = |(end, base)| {
            (
                end,
                Date {
                    base,
                    phase: None,
                    clock: None,
                },
            )
        };
        let mut best: Read<Date> = None;
        let mut keep = |found: Read<Date>| {
            if let Some((end, date)) = found
                && best.as_ref().is_none_or(|(longest, _)| end > *longest)
            {
                best = Some((end, date));
            }
        };
        keep(self.night(at));
        keep(self.day_of(at).map(plain));
        keep(self.week_of(at).map(plain));
        keep(self.nth(at).map(plain));
        keep(self.numeric(at).map(plain));
        keep(self.day(at).map(plain));
        keep(
            self.day_with_article(at)
                .filter(|(_, base)| {
                    matches!(
                        base,
                        Base::Written {
                            part: Part::Day(..),
                            ..
                        }
                    )
                })
                .map(plain),
        );
        keep(self.stretch(at).map(plain));
        keep(self.the_nth(at).map(plain));
        best
    }

    /// A stretch of time: a month, a season, a quarter, a year, "last week", "Christmas".
    pub(super) fn stretch(&self, at: usize) -> Read<Base> {
        let mut best: Read<Base> = None;
        let readers = [
            self.holiday(at),
            self.simple(at),
            self.turned(at),
            self.month_of_year(at),
            self.season(at + usize::from(self.is(at, "the"))),
            self.part_of_year(at),
            self.fiscal_year(at),
            self.decade(at),
            self.decade(self.past(at, "the")),
            self.century(at),
            self.week_number(at),
            self.bare_year(at),
            self.the_weekend(at),
        ];
        for found in readers.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| found.0 > *end) {
                best = Some(found);
            }
        }
        best
    }

    /// "the year", "the month" behind "the end of".
    pub(super) fn the_stretch(&self, at: usize) -> Read<Date> {
        let (unit, form) = TABLES.units.word(self.word(at)).copied()?;
        let led = self.behind(at, &["the", "of"]);
        let part = unit >= Unit::Day && form == Form::One && led;
        part.then(|| {
            let base = match unit {
                Unit::Day => Base::Shifted(Unit::Day, 0),
                unit => Base::Shifted(unit, 0),
            };
            (
                at + 1,
                Date {
                    base,
                    phase: None,
                    clock: None,
                },
            )
        })
    }

    /// "the 18th" of the month at hand, behind "on" or its like and before no noun.
    pub(super) fn the_nth(&self, at: usize) -> Read<Base> {
        let led = self.behind(at, &["on", "by", "until", "since", "before", "after"]);
        if !led || !self.is(at, "the") || self.digits(at + 1).is_none() {
            return None;
        }
        let (end, day) = self.ordinal(at + 1)?;
        let noun = self.token(end).is_some_and(|token| {
            token.text().starts_with(char::is_alphanumeric)
                && !matches!(
                    token.tag(),
                    "IN" | "CC" | "TO" | "WRB" | "VBD" | "VBZ" | "MD" | "RB"
                )
        });
        let of = self.is(end, "of") || (self.is(end, "-") && self.glued(end));
        ((1..=31).contains(&day) && !noun && !of)
            .then(|| (end, written(None, Part::Day(None, day as i8))))
    }
}
