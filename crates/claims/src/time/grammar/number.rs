//! Numbers, as they count units of time and days.

use super::{Grammar, Read};
use crate::time::tables::{Numeral, TABLES};

/// How many pieces a number may have.
const LONGEST: usize = 10;

impl Grammar<'_, '_> {
    /// A number in digits or words: "2,700", "3.5", "twenty-one", "two hundred".
    pub(super) fn cardinal(&self, at: usize) -> Read<f64> {
        if self.digits(at).is_some() {
            return self.figure(at);
        }
        let (mut total, mut current, mut end) = (0.0, 0.0, at);
        let mut any = false;
        // No number of units has more words; a bound keeps hostile text linear.
        for _ in 0..LONGEST {
            let mut next = end;
            if any
                && (self.is(next, "-")
                    || (self.is(next, "and")
                        && (current >= 100.0 || (20.0..100.0).contains(&current) || total > 0.0)))
            {
                next += 1;
            }
            match TABLES.numbers.word(self.word(next)) {
                Some(Numeral::Unit(value))
                    if (current % 10.0 == 0.0 && current != 10.0) || !any =>
                {
                    current += value;
                }
                Some(Numeral::Ten(value)) if current % 100.0 == 0.0 => current += value,
                Some(Numeral::Power(value)) if any => {
                    if *value == 100.0 {
                        current *= value;
                    } else {
                        total += current * value;
                        current = 0.0;
                    }
                }
                _ => break,
            }
            any = true;
            end = next + 1;
        }
        any.then_some((end, total + current))
    }

    /// "2,700", "3.5", "12".
    fn figure(&self, at: usize) -> Read<f64> {
        let mut text = self.lexemes[at].text.to_owned();
        let mut end = at + 1;
        while end < at + LONGEST
            && self.is(end, ",")
            && self.glued(end)
            && self.glued(end + 1)
            && self.width(end + 1) == 3
            && self.digits(end + 1).is_some()
        {
            text += self.lexemes[end + 1].text;
            end += 2;
        }
        if self.is(end, ".")
            && self.glued(end)
            && self.glued(end + 1)
            && self.digits(end + 1).is_some()
        {
            text += ".";
            text += self.lexemes[end + 1].text;
            end += 2;
        }
        if self.is(end, "½") {
            return Some((end + 1, text.parse::<f64>().ok()? + 0.5));
        }
        Some((end, text.parse().ok()?))
    }

    /// How many units: a number, "a", "a couple of", "half an"; none where it is left open.
    pub(super) fn amount(&self, at: usize) -> Read<Option<f64>> {
        let article = self.any(at, &["a", "an"]);
        let mut start = at + usize::from(article);
        if self.any(
            start,
            &["whole", "full", "mere", "good", "single", "further"],
        ) && article
        {
            start += 1;
        }
        if self.is(at, "another") {
            return Some(
                self.cardinal(at + 1)
                    .map_or((at + 1, Some(1.0)), |(end, n)| (end, Some(n))),
            );
        }
        if self.is(at, "½") {
            return Some((at + 1, Some(0.5)));
        }
        match TABLES.numbers.word(self.word(start)) {
            Some(Numeral::Vague) => return Some((self.vague(start), None)),
            Some(Numeral::Couple(value) | Numeral::Dozen(value)) => {
                return Some((self.past(start + 1, "of"), Some(*value)));
            }
            Some(Numeral::Part(value)) => {
                let mut end = self.past(start + 1, "-");
                end = self.past(end, "of");
                end += usize::from(self.any(end, &["a", "an"]));
                return Some((end, Some(*value)));
            }
            Some(Numeral::Power(value)) if article => return Some((start + 1, Some(*value))),
            _ => {}
        }
        if article {
            return Some((start, Some(1.0)));
        }
        let (end, number) = self.cardinal(at)?;
        Some(match self.and_part(end) {
            Some((end, part)) => (end, Some(number + part)),
            None => (end, Some(number)),
        })
    }

    /// "dozens of", "a few", "tens of thousands of".
    fn vague(&self, at: usize) -> usize {
        let mut end = at + 1;
        if self.is(end, "of") {
            end += 1;
            if matches!(TABLES.numbers.word(self.word(end)), Some(Numeral::Vague)) {
                end = self.past(end + 1, "of");
            }
        }
        self.past(end, "more")
    }

    /// "and a half", "-and-a-half", "and a quarter".
    pub(super) fn and_part(&self, at: usize) -> Read<f64> {
        let mut end = self.past(at, "-");
        if !self.is(end, "and") {
            return None;
        }
        end = self.past(end + 1, "-");
        end += usize::from(self.any(end, &["a", "an"]));
        end = self.past(end, "-");
        match TABLES.numbers.word(self.word(end)) {
            Some(Numeral::Part(value)) => Some((end + 1, *value)),
            _ => None,
        }
    }

    /// "21st", "first", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Read<i32> {
        if let Some(value) = self.digits(at) {
            let suffix = self.glued(at + 1) && self.any(at + 1, &["st", "nd", "rd", "th"]);
            return (suffix && value < 1000).then_some((at + 2, value as i32));
        }
        match TABLES.numbers.word(self.word(at))? {
            Numeral::Ordinal(value) => Some((at + 1, *value as i32)),
            Numeral::Ten(tens) => {
                let end = self.past(at + 1, "-");
                match TABLES.numbers.word(self.word(end)) {
                    Some(Numeral::Ordinal(value)) if *value < 10.0 => {
                        Some((end + 1, (tens + value) as i32))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
