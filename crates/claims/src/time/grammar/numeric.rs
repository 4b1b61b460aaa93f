//! Dates in digits: ISO 8601, and day, month and year in the orders of the English-speaking world.

use super::written::written;
use super::year::short_year;
use super::{Grammar, Read};
use crate::time::node::{Base, Part, Year};

impl Grammar<'_, '_> {
    /// "2031-03-04", "4/3/2031", "04.03.2031", "20310304", "2031-03".
    pub(super) fn numeric(&self, at: usize) -> Read<Base> {
        self.digits(at)?;
        if at > 0 && self.glued(at) && self.any(at - 1, &["$", "€", "£", "+", "%", ":", ")"]) {
            return None;
        }
        if let Some(found) = self.named_month(at) {
            return Some(found);
        }
        if self.width(at) == 8 {
            return self.compact(at);
        }
        let mark = self.word(at + 1);
        if !["-", "/", ".", "–"].contains(&mark) || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let third = self.is(at + 3, mark)
            && self.glued(at + 3)
            && self.glued(at + 4)
            && self.digits(at + 4).is_some();
        if third {
            let closed = !(self.any(at + 5, &["-", ".", "/"])
                && self.glued(at + 5)
                && self.glued(at + 6)
                && self.digits(at + 6).is_some()
                && mark == "-");
            let opened = at < 2
                || !self.glued(at)
                || !self.any(at - 1, &["-", ".", "/"])
                || self.digits(at - 2).is_none();
            if closed && opened {
                return self.three(at);
            }
            return None;
        }
        if self.is(at + 3, mark) && self.glued(at + 3) {
            return None;
        }
        let inside = at > 1
            && self.glued(at)
            && self.any(at - 1, &["-", "/", "."])
            && self.digits(at - 2).is_some();
        if inside {
            return None;
        }
        self.two(at, mark)
    }

    /// "2031-Mar-04".
    fn named_month(&self, at: usize) -> Read<Base> {
        let marks = [at + 1, at + 3]
            .iter()
            .all(|&at| self.any(at, &["-", "/"]) && self.glued(at) && self.glued(at + 1));
        let year = self.digits(at).filter(|_| self.width(at) == 4 && marks)?;
        let month = *crate::time::tables::TABLES.months.word(self.word(at + 2))?;
        let day = self.digits(at + 4).filter(|day| (1..=31).contains(day))?;
        Some((at + 5, ymd(year as i16, month as u32, day)))
    }

    fn compact(&self, at: usize) -> Read<Base> {
        let value = self.digits(at)?;
        let (year, month, day) = (value / 10000, value / 100 % 100, value % 100);
        let valid =
            (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        valid.then(|| (at + 1, ymd(year as i16, month, day)))
    }

    fn three(&self, at: usize) -> Read<Base> {
        let (a, b, c) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let end = at + 5;
        let (wa, wc) = (self.width(at), self.width(at + 4));
        let lettered = self
            .lexemes
            .get(end)
            .is_some_and(|next| next.glued && next.text.starts_with(char::is_alphanumeric));
        if lettered && !self.is(end, "t") {
            return None;
        }
        if wa == 4 {
            let valid = (1000..2200).contains(&a) && (1..=12).contains(&b) && (1..=31).contains(&c);
            return valid.then(|| (end, ymd(a as i16, b, c)));
        }
        let year = match wc {
            4 if (1000..2200).contains(&c) => c as i16,
            2 => short_year(c),
            _ => return None,
        };
        if wa > 2 || self.width(at + 2) > 2 {
            return None;
        }
        Some((end, self.ordered(Some(year), a, b, self.is(at + 1, "."))?))
    }

    fn two(&self, at: usize, mark: &str) -> Read<Base> {
        let (a, b) = (self.digits(at)?, self.digits(at + 2)?);
        let end = at + 3;
        let (wa, wb) = (self.width(at), self.width(at + 2));
        let month = |year: u32, month: u32| {
            ((1900..2100).contains(&year) && (1..=12).contains(&month)).then(|| {
                (
                    end,
                    written(Some(Year::Written(year as i16)), Part::Month(month as i8)),
                )
            })
        };
        if wa == 4 && wb <= 2 && matches!(mark, "-" | "/") && (wb == 2 || mark == "-") {
            // "2013-14" is a season or a fiscal year, "2031-03" a month.
            return if (b == a % 100 + 1 && b > 12) || (wb == 1 && b == a % 10 + 1) {
                None
            } else {
                month(a, b)
            };
        }
        if wa <= 2 && wb == 4 && matches!(mark, "-" | "/") {
            return month(b, a);
        }
        // "4/3": a date only where the words say so, else a fraction or a score.
        let led = self.behind(
            at,
            &[
                "on", "since", "until", "by", "from", "before", "after", "dated", "between", "day",
                ",", "to",
            ],
        ) || at > 0
            && crate::time::tables::TABLES
                .weekdays
                .word(self.word(at - 1))
                .is_some();
        // "9/11" names an event.
        if !led
            || (a, b) == (9, 11)
            || mark != "/"
            || wa > 2
            || wb > 2
            || self.any(end, &["%", "of"])
        {
            return None;
        }
        Some((end, self.ordered(None, a, b, false)?))
    }

    /// Day and month in the order that the numbers allow; points are always day first.
    fn ordered(&self, year: Option<i16>, a: u32, b: u32, points: bool) -> Option<Base> {
        let date = |month: u32, day: u32| {
            (month >= 1 && day >= 1 && month <= 12 && day <= 31).then(|| {
                written(
                    year.map(Year::Written),
                    Part::Day(Some(month as i8), day as i8),
                )
            })
        };
        match (a, b) {
            _ if points => date(b, a),
            _ if a == b => date(a, b),
            (13.., _) => date(b, a),
            (_, 13..) => date(a, b),
            _ if a >= 1 && b >= 1 => Some(Base::Ambiguous(year, a as i8, b as i8)),
            _ => None,
        }
    }
}

fn ymd(year: i16, month: u32, day: u32) -> Base {
    written(
        Some(Year::Written(year)),
        Part::Day(Some(month as i8), day as i8),
    )
}
