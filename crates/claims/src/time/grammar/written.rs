//! Dates as the calendar names them: days, months, years, and parts and sums of years.

use super::{Grammar, Read};
use crate::time::node::{Base, Part, Year};
use crate::time::tables::TABLES;

/// A written date with nothing but `part`.
pub(super) fn written(year: Option<Year>, part: Part) -> Base {
    Base::Written {
        year,
        part,
        weekday: None,
        turn: None,
        fiscal: None,
    }
}

impl Grammar<'_, '_> {
    /// "Tuesday, May 9, 2031", "9 May", "Tuesday the 21st", "Tuesday".
    pub(super) fn day(&self, at: usize) -> Read<Base> {
        let weekday = self.weekday(at);
        let mut start = weekday.map_or(at, |(end, _)| end);
        if weekday.is_some() {
            start = self.past(self.past(start, ","), "the");
            start = self.past(start, "-");
            start = self.past(start, "(");
        }
        let dated = self
            .month_day(start)
            .or_else(|| self.day_month(start))
            .or_else(|| weekday.and_then(|_| self.numeric(start)));
        if let Some((mut end, mut base)) = dated {
            if start > 0 && self.is(start - 1, "(") {
                end = self.past(end, ")");
            }
            if let (Base::Written { weekday: slot, .. }, Some((_, weekday))) = (&mut base, weekday)
            {
                *slot = Some(weekday);
            }
            return Some((end, base));
        }
        let (end, weekday) = weekday?;
        if let Some((end, day)) = self.nth_day(end) {
            let base = Base::Written {
                year: None,
                part: Part::Day(None, day),
                weekday: Some(weekday),
                turn: None,
                fiscal: None,
            };
            return Some((end, base));
        }
        let base = Base::Written {
            year: None,
            part: Part::Weekday,
            weekday: Some(weekday),
            turn: None,
            fiscal: None,
        };
        Some((end, base))
    }

    /// "the 21st", "21st" behind a weekday.
    pub(super) fn nth_day(&self, at: usize) -> Read<i8> {
        let (end, day) = self.ordinal(self.past(at, "the"))?;
        (1..=31).contains(&day).then_some((end, day as i8))
    }

    pub(super) fn weekday(&self, at: usize) -> Read<i8> {
        let weekday = *TABLES.weekdays.word(self.word(at))?;
        let short = self.width(at) <= 5 && self.word(at) != "friday";
        if !short {
            return Some((at + 1, weekday));
        }
        // "sat", "sun", "wed" are words too.
        let stop =
            usize::from(self.is(at + 1, ".") && self.glued(at + 1) && !self.last_of_line(at + 1));
        let next = self.past(self.past(at + 1 + stop, ","), "the");
        let company = self.month(next).is_some()
            || self.digits(next).is_some()
            || self.clock(self.past(next, "at")).is_some();
        let led = self.behind(
            at,
            &[
                "on", "until", "by", "since", "next", "last", "this", "or", "every",
            ],
        );
        let name = matches!(self.name_type(at), "PERSON" | "ORG" | "GPE" | "WORK_OF_ART");
        (self.capital(at) && !name && (company || led)
            || (company && self.word(at) != "sun" && led))
            .then_some((at + 1 + stop, weekday))
    }

    pub(super) fn last_of_line(&self, at: usize) -> bool {
        self.lexemes
            .get(at + 1)
            .is_none_or(|next| next.text == "\n")
    }

    /// A month's name; of words that are others too ("may", "march", "mar"), those in company.
    pub(super) fn month(&self, at: usize) -> Read<i8> {
        let month = *TABLES.months.word(self.word(at))?;
        let full = self.width(at) > 4 || self.any(at, &["june", "july"]);
        let stop = usize::from(
            !full && self.word(at) != "may" && self.is(at + 1, ".") && self.glued(at + 1),
        );
        let end = at + 1 + stop;
        let alone =
            full && self.word(at) != "march" && (self.capital(at) || self.word(at) != "august");
        let number = self.digits(end).is_some()
            || (self.ordinal(self.past(end, "the")).is_some() && !self.is(at, "may"));
        let before = at > 0
            && (self.digits(at - 1).is_some()
                || self.behind(at, &["of", "th", "st", "nd", "rd"])
                || (self.glued(at) && self.behind(at, &["/", "-"])));
        let led = self.behind(
            at,
            &[
                "in", "since", "until", "till", "by", "last", "next", "this", "from", "to", "of",
                "mid", "-", "early", "late", "during", "through", "and", "between", "every",
                "before", "after", "on", "the", "or",
            ],
        );
        let sure = match self.word(at) {
            "may" | "march" => {
                // "stop and march": a month stands before it in a list of months only.
                let listed = at > 1 && TABLES.months.word(self.word(at - 2)).is_some();
                let led = led && (listed || !self.behind(at, &["and", "or", "to", "the", "-"]));
                let tag = self.token(at).map_or("", |token| token.tag());
                let verb = tag.starts_with("VB") || tag == "MD";
                let person = matches!(self.name_type(at), "PERSON" | "ORG" | "GPE" | "FAC");
                let date = self.name_type(at) == "DATE";
                // "Theresa May": a capitalised word that is no other part of a date stands before.
                let person = person || at > 0 && !number && !led && !before && self.capital(at - 1);
                let capital = self.capital(at);
                (capital && (number || before || date || (led && !verb)) && !person)
                    || (!capital
                        && (before
                            || (led
                                && !verb
                                && tag != "NN"
                                && !self.behind(at, &["this", "the", "and", "that", "or", "to"]))))
            }
            _ if alone => true,
            _ => {
                let name = matches!(self.name_type(at), "PERSON" | "ORG" | "GPE" | "FAC");
                !name
                    && self.capital(at)
                    && (number
                        || before
                        || led
                        || stop == 1
                        || self.is(end, ",")
                        || self.any(end, &["-", "/"]))
                    || number && before
                    || number && self.ordinal(end).is_some()
                    || before
                    || (led && self.word(at) != "sep")
            }
        };
        let money = self.behind(at, &["$"]);
        (sure && !money).then_some((end, month))
    }

    /// "May 9, 2031", "May the 9th", "May twenty-ninth".
    pub(super) fn month_day(&self, at: usize) -> Read<Base> {
        let (end, month) = self.month(at)?;
        let mut start = self.past(end, ",");
        start = self.past(start, "the");
        for mark in ["/", "-"] {
            if self.is(start, mark) && self.glued(start) && self.glued(start + 1) {
                start += 1;
                break;
            }
        }
        let (end, day) = self.day_number(start)?;
        // "March 2,000 people": a count, not a day.
        if self.is(end, ",") && self.glued(end) && self.glued(end + 1) && self.width(end + 1) == 3 {
            return None;
        }
        let (end, year) = match self.year_behind(end) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        Some((end, written(year, Part::Day(Some(month), day))))
    }

    /// "9 May 2031", "the 9th of May", "second of Aug.", "05-Aug-2016".
    pub(super) fn day_month(&self, at: usize) -> Read<Base> {
        let start = self.past(at, "the");
        let money = self.behind(start, &["$", "€", "£"])
            || self.behind(start, &["#", ",", "."]) && self.glued(start);
        let (mut end, day) = self.day_number(start)?;
        end = self.past(end, "day");
        end = self.past(end, "of");
        for mark in ["/", "-"] {
            if self.is(end, mark) && self.glued(end) && self.glued(end + 1) {
                end += 1;
                break;
            }
        }
        let (end, month) = self.month(end)?;
        if money && !self.behind(start, &[","]) {
            return None;
        }
        let (end, year) = match self.year_behind(end) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        Some((end, written(year, Part::Day(Some(month), day))))
    }

    /// A day of a month in digits or words.
    pub(super) fn day_number(&self, at: usize) -> Read<i8> {
        let (end, day) = match self.ordinal(at) {
            Some(found) => found,
            None => {
                let digits = self.digits(at).filter(|_| self.width(at) <= 2);
                let joined = self.is(at + 1, ".")
                    && self.glued(at + 1)
                    && self.glued(at + 2)
                    && self.digits(at + 2).is_some();
                match digits {
                    Some(digits) if !joined => (at + 1, digits as i32),
                    Some(_) => return None,
                    None => {
                        let (end, value) = self.cardinal(at)?;
                        (end, value as i32)
                    }
                }
            }
        };
        (1..=31).contains(&day).then_some((end, day as i8))
    }

    /// "May 2031", "May", "May of last year".
    pub(super) fn month_of_year(&self, at: usize) -> Read<Base> {
        let (end, month) = self.month(at)?;
        let (end, year) = match self.year_behind(end) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        Some((end, written(year, Part::Month(month))))
    }
}
