//! Parts of a year, as the calendar, business and schools divide it, and parts of those.

use super::written::written;
use super::year::short_year;
use super::{Grammar, Read};
use crate::time::node::{Base, Part, Unit, Year};
use crate::time::tables::{TABLES, Turn};

impl Grammar<'_, '_> {
    /// "spring 2030", "the winter of 2029-30", "summer", with the company that it needs.
    pub(super) fn season(&self, at: usize) -> Read<Base> {
        let (season, alone) = *TABLES.seasons.word(self.word(at))?;
        let year = self
            .year_behind(at + 1)
            .filter(|_| !self.is(at + 1, "in") || alone);
        let led = self.behind(at, &["the"])
            && at > 1
            && self.any(
                at - 2,
                &[
                    "in",
                    "since",
                    "by",
                    "until",
                    "during",
                    "of",
                    "throughout",
                    "before",
                    "after",
                ],
            );
        let in_the = self.behind(at, &["the"]) && at > 1 && self.is(at - 2, "in");
        // "the fall" is more often another thing.
        let led = led && (alone || in_the || self.name_type(at) == "DATE");
        let led = led
            || self.behind(
                at,
                &[
                    "in", "early", "late", "mid", "-", "every", "by", "until", "since",
                ],
            ) && (alone || !self.behind(at, &["-", "by"]));
        let verb = self
            .token(at)
            .is_some_and(|token| token.tag().starts_with("VB"));
        let modifies = self
            .token(at)
            .is_some_and(|token| token.dep() == "compound");
        match year {
            Some((end, year)) => Some((end, written(Some(year), Part::Season(season)))),
            None => (led && !verb && !modifies || alone && self.behind(at, &["the"]) && !modifies)
                .then(|| (at + 1, written(None, Part::Season(season)))),
        }
    }

    /// "the first quarter of 2030", "Q1 2030", "2030 Q1", "the second half of the year", "H2".
    pub(super) fn part_of_year(&self, at: usize) -> Read<Base> {
        if let Some((end, year)) = self.full_year(at) {
            let next = self.past(end, "-");
            let (end, part) = self.quarter_code(next)?;
            return Some((end, written(Some(Year::Written(year)), part)));
        }
        let (end, part) = self
            .quarter_code(at)
            .or_else(|| self.quarter_words(self.past(at, "the")))?;
        let (end, fiscal) = (self.past(end, "of"), end);
        if let Some((end, base)) = self.fiscal_year(end)
            && let Base::Written { year, fiscal, .. } = base
        {
            return Some((
                end,
                Base::Written {
                    year,
                    part,
                    weekday: None,
                    turn: None,
                    fiscal,
                },
            ));
        }
        match self.year_behind(fiscal) {
            Some((end, year)) => Some((end, written(Some(year), part))),
            None => Some((fiscal, written(None, part))),
        }
    }

    /// "Q1", "q3", "H2", "1Q".
    pub(super) fn quarter_code(&self, at: usize) -> Read<Part> {
        let number = |place: usize, most: u32| {
            self.digits(place)
                .filter(|&n| self.width(place) == 1 && self.glued(place) && (1..=most).contains(&n))
        };
        match self.word(at) {
            "q" => number(at + 1, 4).map(|n| (at + 2, Part::Quarter(n as i8))),
            "h" => number(at + 1, 2).map(|n| (at + 2, Part::Half(n as i8))),
            _ => None,
        }
    }

    pub(super) fn quarter_words(&self, at: usize) -> Read<Part> {
        let (end, which) = if self.any(at, &["last", "final"]) {
            (at + 1, 4)
        } else {
            self.ordinal(at)
                .filter(|(_, which)| (1..=4).contains(which))?
        };
        let end = self.past(end, "-");
        let word = self.word(end);
        let of_year = self.is(end + 1, "of") || self.full_year(end + 1).is_some();
        match word {
            "quarter" if which <= 4 && (!self.any(at, &["last", "final"]) || of_year) => {
                Some((end + 1, Part::Quarter(which as i8)))
            }
            "half" if which <= 2 && of_year && self.year_behind(end + 1).is_some() => {
                Some((end + 1, Part::Half(which as i8)))
            }
            _ => None,
        }
    }

    /// "fiscal 2030", "the 2030 financial year", "fiscal year 2008", "last fiscal year".
    pub(super) fn fiscal_year(&self, at: usize) -> Read<Base> {
        let kind = |place: usize| match self.word(place) {
            "fiscal" | "financial" => Some("FY"),
            "school" | "academic" => Some("SY"),
            _ => None,
        };
        let base = |year, fiscal| Base::Written {
            year,
            part: Part::Whole,
            weekday: None,
            turn: None,
            fiscal: Some(fiscal),
        };
        let at = self.past(at, "the");
        if let Some((end, year)) = self.full_year(at) {
            let short = self.any(end, &["-", "/", "–"]) && self.width(end + 1) == 2;
            let end = if short { end + 2 } else { end };
            let fiscal = kind(end)?;
            return self
                .is(end + 1, "year")
                .then(|| (end + 2, base(Some(Year::Written(year)), fiscal)));
        }
        if let Some((end, (turn, by))) = self.turn(at) {
            let fiscal = kind(end)?;
            let year = match turn {
                Turn::Before | Turn::Same | Turn::After => Year::Named(by),
                _ => Year::Shifted(by),
            };
            return self
                .is(end + 1, "year")
                .then(|| (end + 2, base(Some(year), fiscal)));
        }
        let fiscal = kind(at).or_else(|| (self.word(at) == "fy").then_some("FY"))?;
        let end = self.past(at + 1, "year");
        if let Some((end, year)) = self.full_year(end) {
            return Some((end, base(Some(Year::Written(year)), fiscal)));
        }
        if self.is(at, "fy") && self.width(end) == 2 {
            let year = self.digits(end)?;
            return Some((end + 1, base(Some(Year::Written(short_year(year))), fiscal)));
        }
        (end > at + 1).then(|| (end, base(None, fiscal)))
    }

    /// "week 31", "week 3 of 2027".
    pub(super) fn week_number(&self, at: usize) -> Read<Base> {
        if !self.is(at, "week") {
            return None;
        }
        let week = self
            .digits(at + 1)
            .filter(|&week| (1..=53).contains(&week))? as i8;
        let (end, year) = match self.year_behind(at + 2) {
            Some((end, year)) => (end, Some(year)),
            None => (at + 2, None),
        };
        Some((end, written(year, Part::Week(week))))
    }

    /// A part of a longer stretch: "the first week of July", "the first Monday of May", "the
    /// third month of 2021", "the last four months of 2021".
    pub(super) fn nth(&self, at: usize) -> Read<Base> {
        let start = self.past(at, "the");
        let (mut end, which) = if self.any(start, &["last", "final"]) {
            (start + 1, -1)
        } else if self.any(start, &["opening"]) {
            (start + 1, 1)
        } else {
            self.ordinal(start)?
        };
        let mut count = 1;
        let mut weekday = None;
        let unit = if let Some(found) = TABLES.weekdays.word(self.word(end)) {
            weekday = Some(*found);
            end += 1;
            Unit::Day
        } else {
            if let Some((after, number)) = self.cardinal(end).filter(|_| which == 1 || which == -1)
            {
                count = number as i32;
                end = after;
            }
            let (unit, _) = TABLES.units.word(self.word(end)).copied()?;
            end += 1;
            unit
        };
        if !self.any(end, &["of", "in"]) || unit.clock() || !(1..=400).contains(&count) {
            return None;
        }
        let (end, of) = self.stretch(end + 1)?;
        let finer = match &of {
            Base::Written {
                part: Part::Month(_),
                ..
            } => unit < Unit::Month,
            Base::Written {
                part: Part::Whole | Part::Quarter(_) | Part::Season(_) | Part::Half(_),
                ..
            } => unit < Unit::Year,
            Base::Shifted(outer, _) | Base::Named(outer, _) => unit < *outer,
            _ => false,
        };
        finer.then(|| {
            (
                end,
                Base::Nth {
                    which,
                    count,
                    unit,
                    weekday,
                    of: Box::new(of),
                },
            )
        })
    }
}
