//! Times that recur: TIMEX3's sets.

use restated_language::Pos;

use super::{Grammar, Read};
use crate::time::node::{Length, Node, Unit};
use crate::time::tables::{Form, Numeral, TABLES};

impl Grammar<'_, '_> {
    /// "every Monday at 4pm", "twice a week", "daily", "Tuesdays", "300 a day".
    pub(super) fn recurrence(&self, at: usize) -> Read<Node> {
        let (end, value) = self
            .frequency(at)
            .or_else(|| self.every(at))
            .or_else(|| self.times_per(at))
            .or_else(|| self.plural(at))
            .or_else(|| self.rate(at))?;
        let (end, value) = self.recurrence_clock(end, value);
        Some((end, Node::Set(value)))
    }

    fn frequency(&self, at: usize) -> Read<String> {
        let (end, value) = TABLES.frequencies.at(&self.lexemes, at)?;
        // "the Daily Mail" is a name.
        let named = self.capital(at) && self.capital(end) && !self.name_type(at).is_empty();
        (!named).then(|| (end, (*value).to_owned()))
    }

    fn every(&self, at: usize) -> Read<String> {
        if !self.any(at, &["every", "each", "any", "all"]) {
            return None;
        }
        let loose = self.any(at, &["any", "all"]);
        if loose {
            let (unit, form) = TABLES.units.word(self.word(at + 1)).copied()?;
            let set = (unit == Unit::Weekend && (form == Form::Many || self.is(at, "any")))
                || (self.is(at, "any") && form == Form::One && unit >= Unit::Day);
            return set.then(|| (at + 2, Length::one(unit).timex3()));
        }
        let mut start = at + 1;
        let mut times = 1.0;
        if self.any(start, &["other", "second"]) {
            times = 2.0;
            start += 1;
        } else if self.any(start, &["single", "last", "working", "business"]) {
            start += 1;
        }
        if let Some(weekday) = TABLES.weekdays.word(self.word(start)) {
            return Some((start + 1, format!("XXXX-WXX-{weekday}")));
        }
        if self.any(start, &["weekday"]) {
            return Some((start + 1, "P1WD".to_owned()));
        }
        if let Some(month) = TABLES
            .months
            .word(self.word(start))
            .filter(|_| self.capital(start))
        {
            return Some((start + 1, format!("XXXX-{month:02}")));
        }
        if let Some((season, _)) = TABLES.seasons.word(self.word(start)) {
            return Some((start + 1, format!("XXXX-{}", season.timex3())));
        }
        if let Some((end, (part, _))) = TABLES.day_parts.at(&self.lexemes, start) {
            return Some((end, (*part).to_owned()));
        }
        let (end, amount) = match self
            .cardinal(start)
            .or_else(|| self.ordinal(start).map(|(end, n)| (end, f64::from(n))))
        {
            Some((end, amount)) => (end, amount),
            None => match TABLES.numbers.word(self.word(start)) {
                Some(Numeral::Vague | Numeral::Couple(_)) => return self.every_few(start),
                _ => (start, times),
            },
        };
        let end = match self.cardinal(end + 1) {
            Some((after, _)) if self.any(end, &["or", "to"]) => after,
            _ => end,
        };
        let (unit, _) = TABLES.units.word(self.word(end)).copied()?;
        Some((end + 1, Length(vec![(Some(amount), unit)]).timex3()))
    }

    /// "every few weeks".
    fn every_few(&self, at: usize) -> Read<String> {
        let (unit, _) = TABLES.units.word(self.word(at + 1)).copied()?;
        Some((at + 2, Length(vec![(None, unit)]).timex3()))
    }

    /// "twice a week", "three times per month", "once every two days".
    fn times_per(&self, at: usize) -> Read<String> {
        let end = if self.any(at, &["once", "twice", "thrice"]) {
            at + 1
        } else {
            let (end, _) = self.amount(at)?;
            if !self.any(end, &["times", "time"]) {
                return None;
            }
            end + 1
        };
        if self.any(end, &["every", "each"]) {
            return self.every(end);
        }
        if !self.any(end, &["a", "an", "per", "one"]) {
            return None;
        }
        let (unit, form) = TABLES.units.word(self.word(end + 1)).copied()?;
        let offset = self.any(end + 2, &["ago", "later", "earlier"]);
        (form == Form::One && !offset).then(|| (end + 2, Length::one(unit).timex3()))
    }

    /// "Mondays", "Friday mornings", "weekends", "mornings".
    fn plural(&self, at: usize) -> Read<String> {
        let word = self.word(at);
        if let Some(weekday) = word
            .strip_suffix('s')
            .and_then(|day| TABLES.weekdays.word(day))
            .filter(|_| word.len() > 6)
        {
            let (end, part) = match TABLES.day_parts.at(&self.lexemes, at + 1) {
                Some((end, (part, false))) => (end, *part),
                _ => (at + 1, ""),
            };
            return Some((end, format!("XXXX-WXX-{weekday}{part}")));
        }
        let part = |place: usize| {
            TABLES.day_parts.word(self.word(place)).filter(|_| {
                let word = self.word(place);
                word.ends_with('s') && word != "small hours" && !word.ends_with("hours")
            })
        };
        if let Some(weekday) = TABLES.weekdays.word(word) {
            let (value, _) = part(at + 1)?;
            return Some((at + 2, format!("XXXX-WXX-{weekday}{value}")));
        }
        match TABLES.units.word(word) {
            Some((Unit::Weekend, Form::Many)) => return Some((at + 1, "P1WE".to_owned())),
            _ if word == "weekdays" => return Some((at + 1, "P1WD".to_owned())),
            _ => {}
        }
        let (value, _) = part(at)?;
        let counted = at > 0
            && self
                .token(at - 1)
                .is_some_and(|token| matches!(token.pos(), Pos::NUM | Pos::ADJ));
        (*value != "TNI" && !counted).then(|| (at + 1, (*value).to_owned()))
    }

    /// "a day" right behind what is counted: "900 tonnes a day", "per week", "an hour".
    fn rate(&self, at: usize) -> Read<String> {
        if !self.any(at, &["a", "an", "per"]) || at == 0 {
            return None;
        }
        let (unit, form) = TABLES.units.word(self.word(at + 1)).copied()?;
        let offset = self.any(
            at + 2,
            &[
                "ago", "later", "earlier", "before", "after", "-", "from", "of",
            ],
        );
        if form != Form::One
            || offset
            || self.and_part(at + 2).is_some()
            || unit == Unit::Quarter
            || unit == Unit::Second
        {
            return None;
        }
        let per = self.is(at, "per");
        let counted = self.token(at - 1).is_some_and(|token| {
            token.pos() == Pos::NUM
                || self.digits(at - 1).is_some()
                || self.any(at - 1, &["times", "%", "percent"])
                || (matches!(token.tag(), "NNS" | "NN") && self.count_near(at))
        });
        (per || counted).then(|| (at + 2, Length::one(unit).timex3()))
    }

    /// Whether a number stands a few words before, in the same phrase.
    fn count_near(&self, at: usize) -> bool {
        (at.saturating_sub(4)..at)
            .rev()
            .take_while(|&place| {
                let word = self.word(place);
                word != "\n" && word != "." && word != ";"
            })
            .any(|place| {
                self.digits(place).is_some()
                    || matches!(
                        TABLES.numbers.word(self.word(place)),
                        Some(
                            Numeral::Unit(_)
                                | Numeral::Ten(_)
                                | Numeral::Power(_)
                                | Numeral::Vague
                                | Numeral::Dozen(_)
                        )
                    )
            })
    }

    /// A time of day that recurs with it: "every Monday at 4pm".
    fn recurrence_clock(&self, end: usize, value: String) -> (usize, String) {
        let at = self.past(self.past(end, ","), "at");
        let Some((after, clock)) = self.clock(at).filter(|(_, clock)| clock.hour.is_some()) else {
            return (end, value);
        };
        let clock = clock.timex3();
        let value = match value.as_str() {
            "P1D" => clock,
            part if part.starts_with('T') => clock,
            weekday if weekday.starts_with("XXXX-WXX-") => {
                format!("{}{clock}", &weekday[..10.min(weekday.len())])
            }
            _ => return (end, value),
        };
        (after, value)
    }
}
