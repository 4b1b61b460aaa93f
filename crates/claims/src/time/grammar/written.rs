//! Dates as the calendar names them: days, months, years, and parts and sums of years.

use super::{Grammar, Read};
use crate::time::node::{Base, Part, Unit, Year};
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
    fn nth_day(&self, at: usize) -> Read<i8> {
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

    fn last_of_line(&self, at: usize) -> bool {
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
                || self.behind(at, &["of", "th", "st", "nd", "rd", "/", "-"]));
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
                let tag = self.token(at).map_or("", |token| token.tag());
                let verb = tag.starts_with("VB") || tag == "MD";
                let person = matches!(self.name_type(at), "PERSON" | "ORG" | "GPE" | "FAC");
                let date = self.name_type(at) == "DATE";
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
    fn month_day(&self, at: usize) -> Read<Base> {
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
    fn day_month(&self, at: usize) -> Read<Base> {
        let start = self.past(at, "the");
        let money = self.behind(start, &["$", "€", "£", "#", ",", "."]) && self.glued(start);
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
        if self.any(end, &["of"]) && self.width(at) == 2 {
            if let Some(year) = self.digits(at) {
                return Some((at + 1, Year::Written(short_year(year))));
            }
        }
        if let Some((end, year)) = self.full_year(at) {
            return Some((end, Year::Written(year)));
        }
        self.year_reference(at)
    }

    /// "last year", "this year", "next year", "that year", "the same year", "the year".
    pub(super) fn year_reference(&self, at: usize) -> Read<Year> {
        use crate::time::tables::Turn;
        if self.is(at, "the") && self.is(at + 1, "year") {
            return Some((at + 2, Year::Shifted(0)));
        }
        let start = at + usize::from(self.is(at, "the") && self.is(at + 2, "year"));
        let (end, (turn, by)) = TABLES.turns.at(&self.lexemes, start)?;
        let end = self.past(end, "calendar");
        if !self.is(end, "year") {
            return None;
        }
        Some((
            end + 1,
            match turn {
                Turn::Last | Turn::This | Turn::Next | Turn::Span => Year::Shifted(*by),
                Turn::Before | Turn::Same | Turn::After => Year::Named(*by),
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
    fn year_words(&self, at: usize) -> Read<i16> {
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

    fn month_before(&self, at: usize) -> bool {
        at > 0 && TABLES.months.word(self.word(at - 1)).is_some()
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
        if let Some((end, base)) = self.fiscal_year(end) {
            if let Base::Written { year, fiscal, .. } = base {
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
        }
        match self.year_behind(fiscal) {
            Some((end, year)) => Some((end, written(Some(year), part))),
            None => Some((fiscal, written(None, part))),
        }
    }

    /// "Q1", "q3", "H2", "1Q".
    fn quarter_code(&self, at: usize) -> Read<Part> {
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

    fn quarter_words(&self, at: usize) -> Read<Part> {
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
        if let Some((end, (turn, by))) = TABLES.turns.at(&self.lexemes, at) {
            let fiscal = kind(end)?;
            use crate::time::tables::Turn;
            let year = match turn {
                Turn::Before | Turn::Same | Turn::After => Year::Named(*by),
                _ => Year::Shifted(*by),
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

    fn is_year(&self, at: usize, end: usize) -> bool {
        let Some(year) = self.digits(at) else {
            // In words.
            return self.behind(
                at,
                &[
                    "in", "of", "since", "until", "by", "from", "during", "before", "after",
                ],
            ) || self.month_before(at);
        };
        let unlikely = !(1400..2150).contains(&year);
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
    fn counts(&self, at: usize, end: usize) -> bool {
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

    /// Whether the digits are part of a longer number: a telephone's, a code.
    fn phone(&self, at: usize, end: usize) -> bool {
        let group = |place: usize| {
            self.digits(place).is_some() && self.width(place) != 4 && self.width(place) > 2
        };
        at > 1 && self.is(at - 1, "-") && group(at - 2)
            || self.is(end, "-") && self.glued(end) && group(end + 1)
            || at > 0 && self.is(at - 1, "+")
            || at > 0 && self.digits(at - 1).is_some()
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
