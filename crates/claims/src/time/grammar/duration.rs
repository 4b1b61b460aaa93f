//! Lengths of time, ages, and dates that lie a length away from another.

use super::{Grammar, Read};
use crate::time::node::{Base, Date, From, Length, Node, Unit};
use crate::time::tables::{Form, TABLES, Turn};

/// Words that may stand between an amount and its unit.
const BETWEEN: [&str; 17] = [
    "more",
    "full",
    "consecutive",
    "straight",
    "whole",
    "long",
    "business",
    "working",
    "calendar",
    "successive",
    "extra",
    "further",
    "additional",
    "school",
    "entire",
    "solid",
    "short",
];

impl Grammar<'_, '_> {
    /// A length of time that stands for itself, or an age.
    pub(super) fn duration(&self, at: usize) -> Read<Node> {
        if let Some(found) = self.toward(at) {
            return Some(found);
        }
        if let Some((unit, Form::One)) = TABLES
            .units
            .word(self.word(at + 1))
            .copied()
            .filter(|_| self.is(at, "all"))
        {
            return (unit >= Unit::Night).then(|| {
                (
                    at + 2,
                    Node::Duration {
                        length: Length::one(unit),
                        age: false,
                        toward: 0,
                    },
                )
            });
        }
        let start = self.approximation(at);
        let (mut end, length) = self.length(start).or_else(|| self.bare_units(start))?;
        let aged = self.aged(end);
        if let Some(after) = aged {
            end = after;
        }
        Some((
            end,
            Node::Duration {
                length,
                age: aged.is_some(),
                toward: 0,
            },
        ))
    }

    /// Behind "about", "nearly", "more than".
    pub(super) fn approximation(&self, at: usize) -> usize {
        TABLES
            .approximations
            .at(&self.lexemes, at)
            .map_or(at, |(end, _)| end)
    }

    /// "old" or "-old" behind an amount of time.
    fn aged(&self, end: usize) -> Option<usize> {
        let old = self.past(end, "-");
        self.any(old, &["old", "olds"]).then_some(old + 1)
    }

    /// Amounts of units: "two years", "three-month", "an hour and a half", "2 years, 3 months".
    pub(super) fn length(&self, at: usize) -> Read<Length> {
        let (mut end, first) = self.one_length(at)?;
        let mut parts = vec![first];
        if let Some((after, part)) = self.and_part(end)
            && let Some(amount) = &mut parts[0].0
        {
            *amount += part;
            end = after;
        }
        loop {
            let mut next = self.past(end, ",");
            next = self.past(next, "and");
            match self.one_length(next) {
                // Each finer than the one before, or they are two lengths.
                Some((after, part))
                    if part.1 < parts[parts.len() - 1].1
                        && part.0.is_some()
                        && !self.any(next, &["a", "an"]) =>
                {
                    parts.push(part);
                    end = after;
                }
                _ => break,
            }
        }
        Some((end, Length(parts)))
    }

    fn one_length(&self, at: usize) -> Read<(Option<f64>, Unit)> {
        let (mut end, amount) = self.amount(at)?;
        let digits = self.digits(at).is_some();
        let hyphen = self.is(end, "-") && self.glued(end);
        if hyphen {
            end += 1;
        }
        for _ in 0..2 {
            end += usize::from(BETWEEN.contains(&self.word(end)));
        }
        let (unit, form) = TABLES.units.word(self.word(end)).copied()?;
        let singular = amount.is_some_and(|amount| amount <= 1.0) || hyphen;
        let fits = match form {
            Form::One => singular || (amount.is_some() && self.compound(end)),
            Form::Many | Form::Short => amount != Some(1.0) || form == Form::Short,
            Form::Glued => digits && self.glued(end) && !self.glued(end + 1),
        };
        // "a second" counts no time before a noun, nor does "a quarter".
        let word_second = unit == Unit::Second && self.any(at, &["a", "second"]);
        let quarter = unit == Unit::Quarter
            && (hyphen || self.any(at, &["a", "one"]) || self.is(end + 1, "of"));
        (fits && !word_second && !quarter).then_some((end + 1, (amount, unit)))
    }

    /// Whether the unit is in the singular because it modifies a noun or is an age: "three year".
    fn compound(&self, at: usize) -> bool {
        self.is(at + 1, "-")
            || self
                .token(at)
                .is_some_and(|token| token.pos() == restated_language::Pos::NOUN)
    }

    /// Units without an amount: "for decades", "weeks of shelling".
    fn bare_units(&self, at: usize) -> Read<Length> {
        let (unit, form) = TABLES.units.word(self.word(at)).copied()?;
        let before = self.behind(
            at,
            &[
                "for", "in", "within", "over", "after", "takes", "took", "take", "lasted",
                "lasting", "last", "spent", "spend", "spending", "of",
            ],
        );
        let after = self.any(
            at + 1,
            &["of", "later", "ago", "earlier", "after", "before"],
        );
        let plural = form == Form::Many
            && unit != Unit::Second
            && unit != Unit::Quarter
            && unit != Unit::Weekend;
        let possessive = self.behind(
            at,
            &[
                "the", "their", "his", "her", "its", "our", "my", "these", "those",
            ],
        );
        let clock = unit == Unit::Minute && self.is(at + 1, "of");
        (plural && (before || after) && !possessive && !clock)
            .then_some((at + 1, Length(vec![(None, unit)])))
    }

    /// "the past three months", "the last 24 hours", "the next few days", "the coming weeks".
    fn toward(&self, at: usize) -> Read<Node> {
        let the = self.past(at, "the");
        let (mut end, toward, turn) = match self.turn(the) {
            Some((end, (turn, _))) => match turn {
                Turn::Last | Turn::Span => (end, -1, turn),
                Turn::Next | Turn::Coming => (end, 1, turn),
                _ => return None,
            },
            None => return self.toward_behind(the),
        };
        if let Some((after, length)) = self.length(end) {
            let article = self.any(end, &["a", "an"]);
            // "for the last three months and two days ago": two expressions.
            let (after, length) = match self.one_length(end) {
                Some((first, part)) if self.is(after, "ago") => (first, Length(vec![part])),
                _ => (after, length),
            };
            return (!article).then_some((
                after,
                Node::Duration {
                    length,
                    age: false,
                    toward,
                },
            ));
        }
        if turn == Turn::Last && the == at {
            return None;
        }
        end += usize::from(BETWEEN.contains(&self.word(end)));
        let (unit, form) = TABLES.units.word(self.word(end)).copied()?;
        if self.is(end + 1, "of") {
            return None;
        }
        let several = form == Form::Many && unit != Unit::Second;
        // "the past year" is a length; "the next year" and "last year" are dates.
        let one = form == Form::One
            && (turn == Turn::Span || unit == Unit::Fortnight || (turn == Turn::Last && the > at))
            && unit != Unit::Second
            && unit != Unit::Quarter;
        let amount = if one { Some(1.0) } else { None };
        (several || one).then(|| {
            let length = Length(vec![(amount, unit)]);
            (
                end + 1,
                Node::Duration {
                    length,
                    age: false,
                    toward,
                },
            )
        })
    }

    /// "the 5 past years".
    fn toward_behind(&self, at: usize) -> Read<Node> {
        let (end, amount) = self.cardinal(at)?;
        let (end, (turn, _)) = self.turn(end)?;
        let toward = match turn {
            Turn::Last | Turn::Span | Turn::Before => -1,
            Turn::Next | Turn::Coming => 1,
            _ => return None,
        };
        let (unit, form) = TABLES.units.word(self.word(end)).copied()?;
        if form != Form::Many {
            return None;
        }
        let length = Length(vec![(Some(amount), unit)]);
        Some((
            end + 1,
            Node::Duration {
                length,
                age: false,
                toward,
            },
        ))
    }

    /// A date a length away from another: "three months ago", "two days later", "a week before
    /// Christmas", "the day after tomorrow", "a day earlier".
    pub(super) fn offset(&self, at: usize) -> Read<Date> {
        let start = self.approximation(at);
        let (end, length) = self
            .length(start)
            .or_else(|| self.bare_units(start))
            .or_else(|| self.the_unit(start))?;
        let date = |sign, from| Date {
            base: Base::Offset(length.clone(), sign, from),
            phase: None,
            clock: None,
        };
        if self.is(end, "ago") {
            return Some((end + 1, date(-1, From::Text)));
        }
        if (self.is(end, "from") && self.is(end + 1, "now")) || self.is(end, "hence") {
            return Some((
                end + if self.is(end, "hence") { 1 } else { 2 },
                date(1, From::Text),
            ));
        }
        let sign = match self.word(end) {
            "from" | "after" | "following" => 1,
            "before" | "prior" => -1,
            _ => 0,
        };
        if sign != 0 {
            let next = self.past(end + 1, "to");
            if let Some((end, of)) = self
                .whole_date(next)
                .filter(|(_, of)| of.phase.is_none() && of.clock.is_none())
                && !matches!(of.base, Base::None)
                && self.pinned(&of.base)
            {
                return Some((end, date(sign, From::Date(Box::new(of.base)))));
            }
        }
        match self.word(end) {
            "earlier" | "previously" => Some((end + 1, date(-1, From::Named))),
            "later" | "afterwards" | "afterward" => Some((end + 1, date(1, From::Named))),
            "before" if self.closes(end + 1) => Some((end + 1, date(-1, From::Named))),
            "after" if self.closes(end + 1) => Some((end + 1, date(1, From::Named))),
            _ => None,
        }
    }

    /// "the day", "the night" of "the day before".
    fn the_unit(&self, at: usize) -> Read<Length> {
        let at = at + usize::from(self.is(at, "the"));
        let (unit, form) = TABLES.units.word(self.word(at)).copied()?;
        let next = self.any(at + 1, &["before", "after"]);
        (form == Form::One && !unit.clock() && next && self.behind(at, &["the"]))
            .then(|| (at + 1, Length::one(unit)))
    }

    /// Whether nothing that "before" could govern follows.
    fn closes(&self, at: usize) -> bool {
        let mark = self.lexemes.get(at).is_none_or(|lexeme| {
            !lexeme.text.starts_with(char::is_alphanumeric)
                && !matches!(lexeme.text, "“" | "\"" | "$" | "€" | "£")
        });
        mark || self.any(
            at,
            &[
                "and", "but", "when", "in", "at", "with", "by", "that", "who", "to",
            ],
        )
    }

    /// Whether an offset from it makes a date.
    fn pinned(&self, base: &Base) -> bool {
        !matches!(base, Base::Offset(..) | Base::Named(..) | Base::Nth { .. })
    }
}
