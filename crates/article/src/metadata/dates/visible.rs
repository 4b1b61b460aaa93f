//! Dates in running text, in the forms of the main European languages.

use std::ops::Range;

use super::Moment;
use super::months::{Month, month};
use super::order::Order;
use super::tokens::{Kind, Token, tokens};

/// A date and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The date.
    pub(crate) moment: Moment,
    /// Byte range of the words that give it.
    pub(crate) range: Range<usize>,
}

/// The first full date (day, month and year) in `text`. All-numeric dates are
/// read only where the day is above 12 or `order` settles which part is the day.
pub(crate) fn visible(text: &str, order: Order) -> Option<Seen> {
    scan(text, order).next()
}

/// All full dates in `text`, in order, read as in [`visible`].
pub(crate) fn all(text: &str, order: Order) -> Vec<Seen> {
    scan(text, order).collect()
}

fn scan(text: &str, order: Order) -> impl Iterator<Item = Seen> + '_ {
    let tokens = tokens(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let reader = Reader {
                tokens: &tokens,
                order,
            };
            if let Some((moment, next)) = reader.date(at) {
                let (moment, next) = reader.clock(moment, next);
                let start = tokens.get(at)?.range.start;
                let end = tokens.get(next.checked_sub(1)?)?.range.end;
                at = next;
                return Some(Seen {
                    moment,
                    range: start..end,
                });
            }
            at += 1;
        }
        None
    })
}

/// Words that stand between the parts of a date.
const OF: &[&str] = &["of", "de", "del", "di", "d", "den", "the"];
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "re", "º", "ª", "o", "e"];

pub(super) struct Reader<'t> {
    tokens: &'t [Token<'t>],
    order: Order,
}

impl<'t> Reader<'t> {
    pub(super) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    pub(super) fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.get(at)?.kind {
            Kind::Number(value) if digits.contains(&self.get(at)?.text.len()) => Some(value),
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<Month> {
        let token = self.get(at)?;
        matches!(token.kind, Kind::Word)
            .then(|| month(token.text))
            .flatten()
    }

    pub(super) fn is(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.get(at).map(|t| t.kind), Some(Kind::Mark(c)) if marks.contains(&c))
    }

    pub(super) fn word(&self, at: usize, words: &[&str]) -> bool {
        self.get(at)
            .is_some_and(|t| words.iter().any(|w| t.text.eq_ignore_ascii_case(w)))
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.glued)
    }

    /// `at`, or behind the token there if it is one of `marks`.
    pub(super) fn skip(&self, at: usize, marks: &[char]) -> usize {
        at + usize::from(self.is(at, marks))
    }

    /// `at`, or behind the word there if it is one of `words`.
    pub(super) fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.word(at, words))
    }

    /// The date that starts at token `at`, and the token behind it.
    fn date(&self, at: usize) -> Option<(Moment, usize)> {
        match self.get(at)?.kind {
            Kind::Word => self.month_first(at),
            Kind::Mark(_) => None,
            // Glued to a letter or a decimal mark it is part of something else.
            Kind::Number(_) if self.continues(at) => None,
            Kind::Number(_) => self
                .year_first(at)
                .or_else(|| self.day_first(at))
                .or_else(|| self.numeric(at)),
        }
    }

    fn continues(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.glued(at)) else {
            return false;
        };
        match self.tokens[before].kind {
            Kind::Word => true,
            Kind::Number(_) => true,
            Kind::Mark(c) => {
                matches!(c, '.' | ',' | '-' | '/')
                    && self.glued(before)
                    && before
                        .checked_sub(1)
                        .is_some_and(|i| matches!(self.tokens[i].kind, Kind::Number(_)))
            }
        }
    }

    /// `May 3rd, 2031`, `Dec. 3 2031`, `Tue May 3 18:00:00 UTC 2031`.
    fn month_first(&self, at: usize) -> Option<(Moment, usize)> {
        let month = self.month(at).filter(|m| m.leads)?;
        let at = self.skip(at + 1, &['.', '-', '/']);
        let day = self.number(at, 1..=2)?;
        let mut at = self.skip_word(at + 1, ORDINALS);
        at = self.skip(at, &[',', '.', '-', '/']);
        at = self.skip_word(at, OF);
        if let Some((year, next)) = self.year(at) {
            return Some((date(year, month.number, day)?, next));
        }
        let (time, next) = self.time(at)?;
        let next = next + usize::from(matches!(self.get(next)?.kind, Kind::Word));
        let (year, next) = self.year(next)?;
        let mut moment = date(year, month.number, day)?;
        moment.time = Some(time);
        Some((moment, next))
    }

    /// `3 May 2031`, `3rd of May, 2031`, `3. Mai 2031`, `3 de mayo de 2031`, `03-May-2031`.
    fn day_first(&self, at: usize) -> Option<(Moment, usize)> {
        let day = self.number(at, 1..=2)?;
        let mut at = self.skip_word(at + 1, ORDINALS);
        at = self.skip(at, &['.', '-', '/', 'º', '°', ',']);
        at = self.skip_word(at, OF);
        at = self.skip(at, &['\'', '’']);
        let month = self.month(at)?;
        let mut at = self.skip(at + 1, &['.']);
        at = self.skip(at, &[',', '-', '/']);
        at = self.skip_word(at, OF);
        let (year, next) = self.year(at)?;
        Some((date(year, month.number, day)?, next))
    }

    /// `2031-05-03`, `2031/5/3`, `2031. május 3.`, `2031/may/3`, `2031年5月3日`.
    fn year_first(&self, at: usize) -> Option<(Moment, usize)> {
        let year = i16::try_from(self.number(at, 4..=4)?).ok()?;
        if self.word(at + 1, &["年"]) {
            let month = self.number(at + 2, 1..=2)?;
            let day = self.number(at + 4, 1..=2)?;
            let shaped = self.word(at + 3, &["月"]) && self.word(at + 5, &["日"]);
            return shaped.then(|| Some((date(year, month as i8, day)?, at + 6)))?;
        }
        let marks = ['-', '/', '.'];
        let separated = self.skip(at + 1, &marks);
        if let Some(month) = self.month(separated) {
            let next = self.skip(separated + 1, &marks);
            let day = self.number(next, 1..=2)?;
            return Some((date(year, month.number, day)?, next + 1));
        }
        let (month, day) = (self.number(at + 2, 1..=2)?, self.number(at + 4, 1..=2)?);
        let shaped = self.is(at + 1, &marks)
            && self.get(at + 1)?.text == self.get(at + 3)?.text
            && (at + 1..=at + 4).all(|i| self.glued(i))
            && !self.number_continues(at + 4);
        shaped.then(|| Some((date(year, i8::try_from(month).ok()?, day)?, at + 5)))?
    }

    /// `23/12/2031`, `23.12.2031`, `23. 12. 2031`.
    fn numeric(&self, at: usize) -> Option<(Moment, usize)> {
        let (first, second) = (self.number(at, 1..=2)?, self.number(at + 2, 1..=2)?);
        let (year, next) = self.year(at + 4)?;
        let mark = self.get(at + 1)?.text;
        let spaced = mark == ".";
        let shaped = self.is(at + 1, &['/', '.', '-'])
            && self.get(at + 3)?.text == mark
            && self.glued(at + 1)
            && self.glued(at + 3)
            && (spaced || (self.glued(at + 2) && self.glued(at + 4)))
            && !self.number_continues(at + 4);
        if !shaped {
            return None;
        }
        let (day, month) = match (first, second, self.order) {
            (13.., 1..=12, _) | (_, _, Order::DayFirst) => (first, second),
            (1..=12, 13.., _) | (_, _, Order::MonthFirst) => (second, first),
            _ if first == second => (first, second),
            _ => return None,
        };
        Some((date(year, i8::try_from(month).ok()?, day)?, next))
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let year = self.number(at, 4..=4)?;
        Some((i16::try_from(year).ok()?, at + 1))
    }

    /// The number at `at` runs on (`2023.4`, `20231`): it ends no date.
    fn number_continues(&self, at: usize) -> bool {
        let decimal = self.is(at + 1, &['.', '/', '-'])
            && self.glued(at + 1)
            && self.glued(at + 2)
            && matches!(self.get(at + 2).map(|t| t.kind), Some(Kind::Number(_)));
        decimal && !self.is(at + 1, &['-'])
    }
}

fn date(year: i16, month: i8, day: u32) -> Option<Moment> {
    Moment::day(year, month, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Order) -> Option<String> {
        visible(text, order).map(|seen| seen.moment.edtf())
    }

    #[test]
    fn written_dates_are_read_in_many_languages() {
        for (text, edtf) in [
            ("May 3, 2031", "2031-05-03"),
            ("Published on Sept. 14th 2031 by us", "2031-09-14"),
            ("Saturday 3rd of May, 2031", "2031-05-03"),
            ("3. Mai 2031", "2031-05-03"),
            ("Sonntag, 3. März 2031, 18.40 Uhr", "2031-03-03T18:40:00"),
            ("3 de mayo de 2031", "2031-05-03"),
            ("le 1er août 2031 à 19h05", "2031-08-01T19:05:00"),
            ("3 maggio 2031 alle ore 9:05", "2031-05-03T09:05:00"),
            ("3 grudnia 2031", "2031-12-03"),
            ("3 декабря 2031", "2031-12-03"),
            ("2031. május 3.", "2031-05-03"),
            ("2031年5月3日", "2031-05-03"),
            ("03-May-2031", "2031-05-03"),
            ("/2031/may/3/", "2031-05-03"),
            ("9 May 2031, 18:40", "2031-05-09T18:40:00"),
            ("9 February 2031 at 19:00", "2031-02-09T19:00:00"),
            ("May 3, 2031 6:51 a.m. EST", "2031-05-03T06:51:00-05:00"),
            ("May 3, 2031 | 12:05 AM", "2031-05-03T00:05:00"),
            ("Tue May 3 18:00:00 UTC 2031", "2031-05-03T18:00:00"),
            ("Sat, 3 May 2031 05:42:00 PDT", "2031-05-03T05:42:00-07:00"),
        ] {
            assert_eq!(read(text, Order::Unknown).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn machine_forms_are_read_as_well() {
        for (text, edtf) in [
            ("2031-05-03T23:30:00.123-05:00", "2031-05-03T23:30:00-05:00"),
            ("2031-05-03T23:30Z", "2031-05-03T23:30:00Z"),
            ("2031-05-03 23:30:00 +0530", "2031-05-03T23:30:00+05:30"),
            ("2031/05/03", "2031-05-03"),
        ] {
            assert_eq!(read(text, Order::Unknown).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn numeric_dates_need_a_large_day_or_a_settled_order() {
        for (text, order, edtf) in [
            ("23/12/2031", Order::Unknown, Some("2031-12-23")),
            ("12/23/2031", Order::Unknown, Some("2031-12-23")),
            ("16.10.2031", Order::Unknown, Some("2031-10-16")),
            ("23. 12. 2031", Order::Unknown, Some("2031-12-23")),
            ("03/04/2031", Order::Unknown, None),
            ("04/04/2031", Order::Unknown, Some("2031-04-04")),
            ("03/04/2031", Order::DayFirst, Some("2031-04-03")),
            ("03/04/2031", Order::MonthFirst, Some("2031-03-04")),
            ("32/12/2031", Order::DayFirst, None),
        ] {
            assert_eq!(read(text, order).as_deref(), edtf, "{text}");
        }
    }

    #[test]
    fn what_is_no_full_date_is_none() {
        for text in [
            "May 2031",
            "10 November",
            "May 3",
            "updated 3 hours ago",
            "version 1.2.2031.4",
            "2031-05-032031-06-01",
            "mayor 3, 2031",
            "set 12 2031",
            "31 June 2031",
            "call 555-12-2031",
            "",
        ] {
            assert_eq!(read(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn the_range_covers_the_words_of_the_date() {
        let text = "Posted: 3 May 2031, 18:40 – by us; updated 4 May 2031";
        let found: Vec<_> = all(text, Order::Unknown)
            .into_iter()
            .map(|s| &text[s.range])
            .collect();
        assert_eq!(found, ["3 May 2031, 18:40", "4 May 2031"]);
    }
}
