//! Years: bare, in words, behind a day or month; decades and centuries.

use super::written::written;
use super::{Grammar, Read};
use crate::time::node::{Base, Part, Year};
use crate::time::tables::{TABLES, Turn};

impl Grammar<'_, '_> {
    /// A year behind a day or month: ", 2031", " of 2031", " last year", " in 2031", "/2031".
    pub(super) fn year_behind(&self, end: usize) -> Read<Year> {
        let mut at = end;
        if self.any(at, &[",", "of", "in"])
            || (self.any(at, &["-", "/"]) && self.glued(at) && self.glued(at + 1))
        {
            at += 1;
        }
        if self.any(at, &["'", "’"]) && self.glued(at + 1) && self.width(at + 1) == 2 {
            return self
                .digits(at + 1)
                .map(|year| (at + 2, Year::Written(short_year(year))));
        }
        if self.any(end, &["of"])
            && self.width(at) == 2
            && let Some(year) = self.digits(at)
        {
            return Some((at + 1, Year::Written(short_year(year))));
        }
        if let Some((end, year)) = self.full_year(at) {
            return Some((end, Year::Written(year)));
        }
        self.year_reference(at)
    }

    /// "last year", "this year", "next year", "that year", "the same year", "the year".
    pub(super) fn year_reference(&self, at: usize) -> Read<Year> {
        if self.is(at, "the") && self.is(at + 1, "year") {
            return Some((at + 2, Year::Shifted(0)));
        }
        let start = at + usize::from(self.is(at, "the") && self.is(at + 2, "year"));
        let (end, (turn, by)) = self.turn(start)?;
        let end = self.past(end, "calendar");
        if !self.is(end, "year") {
            return None;
        }
        Some((
            end + 1,
            match turn {
                Turn::Last | Turn::This | Turn::Next | Turn::Coming | Turn::Span => {
                    Year::Shifted(by)
                }
                Turn::Before | Turn::Same | Turn::After => Year::Named(by),
            },
        ))
    }

    /// Four digits that can be a year, or a year in words.
    pub(super) fn full_year(&self, at: usize) -> Read<i16> {
        if let Some(year) = self.digits(at).filter(|_| self.width(at) == 4) {
            let grouped = self.is(at + 1, ",")
                && self.glued(at + 1)
                && self.glued(at + 2)
                && self.width(at + 2) == 3;
            let decimal = self.is(at + 1, ".")
                && self.glued(at + 1)
                && self.glued(at + 2)
                && self.digits(at + 2).is_some();
            let lettered = self.lexemes.get(at + 1).is_some_and(|next| {
                next.glued && next.text.starts_with(char::is_alphabetic) && next.lower != "'s"
            });
            return ((1000..2200).contains(&year) && !grouped && !decimal && !lettered)
                .then_some((at + 1, year as i16));
        }
        self.year_words(at)
    }

    /// "nineteen ninety-six", "two thousand and fifteen", "nineteen hundred ninety three".
    pub(super) fn year_words(&self, at: usize) -> Read<i16> {
        let (end, value) = self.cardinal(at)?;
        if self.is(at, "two") && self.is(at + 1, "thousand") {
            return ((2000.0..2100.0).contains(&value) && value > 2000.0
                || value == 2000.0 && self.month_before(at))
            .then_some((end, value as i16));
        }
        let (end, century) = if value >= 100.0 {
            let hundreds = (1700.0..2000.0).contains(&value);
            return hundreds.then_some((end, value as i16));
        } else {
            (end, value)
        };
        if !(16.0..=20.0).contains(&century) || century.fract() != 0.0 {
            return None;
        }
        let start = self.past(self.past(end, "hundred"), "and");
        let (end, years) = self.cardinal(start)?;
        (years.fract() == 0.0
            && (10.0..100.0).contains(&years)
            && self.digits(start).is_none()
            && self.digits(at).is_none())
        .then_some((end, (century * 100.0 + years) as i16))
    }

    pub(super) fn month_before(&self, at: usize) -> bool {
        at > 0 && TABLES.months.word(self.word(at - 1)).is_some()
    }

    /// "the 1990s", "1990's", "the '90s", "the nineties".
    pub(super) fn decade(&self, at: usize) -> Read<Base> {
        if let Some(year) = self.digits(at) {
            let next =
                self.any(at + 1, &["s", "'s"]) && (self.glued(at + 1) || self.width(at) == 4);
            let four = self.width(at) == 4 && (1000..2100).contains(&year);
            let two = self.width(at) == 2
                && self.behind(at, &["'", "’", "‘", "the", "in", "-", "early", "late"]);
            if next && year % 10 == 0 && (four || two) {
                return Some((at + 2, Base::Decade((year / 10) as i16, four)));
            }
            return None;
        }
        if self.any(at, &["'", "‘", "’"]) && self.glued(at + 1) && self.width(at + 1) == 2 {
            return self.decade(at + 1);
        }
        let tens = match self.word(at) {
            "twenties" => 2,
            "thirties" => 3,
            "forties" => 4,
            "fifties" => 5,
            "sixties" => 6,
            "seventies" => 7,
            "eighties" => 8,
            "nineties" => 9,
            _ => return None,
        };
        // "in her forties": an age.
        let age = at > 0
            && self.any(
                at - 1,
                &[
                    "his", "her", "their", "my", "mid", "late", "early", "-", "your", "our",
                ],
            )
            && !self.behind(at, &["the"]);
        (!age && self.behind(at, &["the", "in"])).then_some((at + 1, Base::Decade(tens, false)))
    }

    /// "the 19th century", "the 21st century".
    pub(super) fn century(&self, at: usize) -> Read<Base> {
        let (end, which) = self.ordinal(self.past(at, "the"))?;
        let end = self.past(end, "-");
        (self.is(end, "century") && (1..=30).contains(&which))
            .then(|| (end + 1, Base::Century(which as i16 - 1)))
    }

    /// A bare year with the company that shows it is one.
    pub(super) fn bare_year(&self, at: usize) -> Read<Base> {
        let start = if self.is(at, "year") {
            self.past(at + 1, "of")
        } else {
            at
        };
        let (end, year) = self.full_year(start)?;
        let base = written(Some(Year::Written(year)), Part::Whole);
        if start > at || self.is_year(start, end) {
            return Some((end, base));
        }
        None
    }

    pub(super) fn is_year(&self, at: usize, end: usize) -> bool {
        let Some(year) = self.digits(at) else {
            // In words.
            return self.behind(
                at,
                &[
                    "in", "of", "since", "until", "by", "from", "during", "before", "after",
                ],
            ) || self.month_before(at);
        };
        let unlikely = !(1400..2200).contains(&year);
        let marked = at > 0
            && self.glued(at)
            && !self.behind(
                at,
                &["(", "-", "–", "—", "/", "“", "\"", "'", "‘", "=", "~", "["],
            );
        let unit = self.any(
            end,
            &[
                "%", "percent", "per", "km", "people", "m", "km²", "hours", "hrs",
            ],
        ) || TABLES.units.word(self.word(end)).is_some() && !self.any(end, &["h"])
            || self.glued(end)
                && self.any(end, &[":", "/", "-"])
                && self.glued(end + 1)
                && self.digits(end + 1).is_some()
                && self.width(end + 1) != 4
                && self.width(end + 1) != 2;
        if unlikely || marked || unit || self.phone(at, end) {
            return false;
        }
        if self.behind(
            at,
            &[
                "in", "since", "until", "till", "by", "from", "during", "before", "after", "early",
                "late", "mid", "-", "–", "of", "and", "to", "through", "between", "year", "(",
                "to", "'s", "for", "or", "than", "circa", "summer", "spring", "winter", "autumn",
                "fall", "back", "around", "about", "=",
            ],
        ) {
            return !self.counts(at, end);
        }
        self.name_type(at) == "DATE"
            || !self.counts(at, end)
                && (self.behind(at, &["the", "a", "its", "their", "his", "her"])
                    || at == 0
                    || self.any(at - 1, &[",", "\n", ":", ";"]))
    }

    /// Whether the digits count the plural noun behind them: "2019 people".
    pub(super) fn counts(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let head = token.head();
        let next = self
            .token(end)
            .is_some_and(|next| matches!(next.tag(), "NNS" | "NNPS"));
        let determined = at > 0
            && self.any(
                at - 1,
                &["the", "its", "their", "his", "her", "'s", "a", "our"],
            );
        let nummod = token.dep() == "nummod"
            && matches!(head.tag(), "NNS" | "NNPS")
            && head.index > token.index;
        self.name_type(at) != "DATE" && !determined && (nummod || next && token.dep() == "nummod")
    }

    /// Whether the digits are part of a longer number: a telephone's, a code, a road's.
    fn phone(&self, at: usize, end: usize) -> bool {
        let numbered = [
            "route",
            "flight",
            "room",
            "highway",
            "page",
            "number",
            "article",
            "resolution",
            "model",
            "no",
            "#",
        ];
        let mark = |place: usize| self.is(place, "-") && self.glued(place);
        let group = |place: usize| self.digits(place).is_some() && self.glued(place + 1);
        let (mut first, mut last) = (at, end);
        let mut groups = 1;
        while first > 1 && groups < 5 && mark(first - 1) && self.glued(first) && group(first - 2) {
            first -= 2;
            groups += 1;
        }
        while groups < 5 && mark(last) && self.glued(last + 1) && self.digits(last + 1).is_some() {
            last += 2;
            groups += 1;
        }
        let wide =
            |place: usize| self.width(place) == 4 || (place > first && self.width(place) == 2);
        let even = (first..last).step_by(2).all(wide);
        groups > 2
            || (groups == 2 && !even)
            || at > 0
                && (self.is(at - 1, "+")
                    || self.digits(at - 1).is_some()
                    || numbered.contains(&self.word(at - 1)))
    }
}

/// A year of two digits: up to 30 years ahead of 2000, else of the last century (POSIX strptime
/// splits at 69; years of news lie nearer).
pub(super) fn short_year(digits: u32) -> i16 {
    let digits = digits as i16;
    if digits < 50 {
        2000 + digits
    } else {
        1900 + digits
    }
}
