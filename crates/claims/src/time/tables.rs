//! The word tables of `data/time/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexeme::{Lexeme, lexemes};
use super::node::{Mod, Season, Unit};
use crate::table::rows;

/// Phrases and what they stand for, found by their first word; the longest one wins.
#[derive(Debug)]
pub(super) struct Phrases<T>(FxHashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Phrases<T> {
    fn read(table: &'static str, value: impl Fn(&[&'static str]) -> T) -> Self {
        let mut found = FxHashMap::<String, Vec<(Vec<String>, T)>>::default();
        for row in rows(table) {
            // A token that starts with its apostrophe ("'ll") is looked up whole.
            let whole = row[0]
                .starts_with(['\'', '’'])
                .then(|| vec![row[0].to_owned()]);
            let words: Vec<String> = whole.unwrap_or_else(|| {
                lexemes(row[0])
                    .into_iter()
                    .map(|lexeme| lexeme.lower.into_owned())
                    .collect()
            });
            found
                .entry(words[0].clone())
                .or_default()
                .push((words, value(&row)));
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for phrases in found.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self(found)
    }

    /// The phrase that starts with lexeme `at`: its end and its value.
    pub(super) fn at(&self, lexemes: &[Lexeme<'_>], at: usize) -> Option<(usize, &T)> {
        let candidates = self.0.get(lexemes.get(at)?.lower.as_ref())?;
        candidates.iter().find_map(|(words, value)| {
            let end = at + words.len();
            let fits = lexemes
                .get(at..end)?
                .iter()
                .zip(words)
                .all(|(lexeme, word)| lexeme.lower == *word);
            fits.then_some((end, value))
        })
    }

    /// What one word stands for.
    pub(super) fn word(&self, word: &str) -> Option<&T> {
        self.0
            .get(word)?
            .iter()
            .find(|(words, _)| words.len() == 1)
            .map(|(_, value)| value)
    }

    /// The longest phrase that ends before lexeme `end`: its start and its value.
    pub(super) fn before(&self, lexemes: &[Lexeme<'_>], end: usize) -> Option<(usize, &T)> {
        (end.saturating_sub(4)..end).find_map(|at| {
            self.at(lexemes, at)
                .filter(|(found, _)| *found == end)
                .map(|(_, value)| (at, value))
        })
    }
}

/// How a word of a unit may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    One,
    Many,
    Short,
    Glued,
}

/// What part of a number a word is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numeral {
    Unit(f64),
    Ten(f64),
    Power(f64),
    Ordinal(f64),
    Part(f64),
    Couple(f64),
    Dozen(f64),
    Vague,
}

/// Which one of several a word before a unit or name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Last,
    Span,
    This,
    Next,
    Coming,
    Before,
    Same,
    After,
}

/// What a preposition before a time says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Since,
    From,
    Until,
    To,
    By,
    Before,
    After,
    Between,
    And,
    At,
    In,
    For,
    Over,
    Within,
    Of,
}

/// On which day of a year a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Day(i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Month, ISO weekday, which of the month (-1: the last), days from it.
    Nth(i8, i8, i8, i32),
}

/// All tables.
#[derive(Debug)]
pub(super) struct Tables {
    pub months: Phrases<i8>,
    pub weekdays: Phrases<i8>,
    pub units: Phrases<(Unit, Form)>,
    /// And whether the word names the season by itself.
    pub seasons: Phrases<(Season, bool)>,
    /// And whether it is a moment.
    pub day_parts: Phrases<(&'static str, bool)>,
    pub numbers: Phrases<Numeral>,
    pub references: Phrases<&'static str>,
    pub frequencies: Phrases<&'static str>,
    pub turns: Phrases<(Turn, i32)>,
    /// And whether its first or last day is meant.
    pub phases: Phrases<(Mod, bool)>,
    pub approximations: Phrases<Mod>,
    pub signals: Phrases<Sense>,
    pub holidays: Phrases<Rule>,
    pub zones: Phrases<()>,
    pub names: Phrases<()>,
    /// And whether the auxiliary puts the verb in the future.
    pub auxiliaries: Phrases<bool>,
    pub planners: Phrases<()>,
    pub scheduled: Phrases<()>,
}

macro_rules! table {
    ($name:literal, $value:expr) => {
        Phrases::read(
            include_str!(concat!("../../data/time/", $name, ".txt")),
            $value,
        )
    };
}

fn number<N: std::str::FromStr>(field: &str) -> N {
    field
        .parse()
        .unwrap_or_else(|_| panic!("{field} is no number"))
}

fn turn(field: &str) -> Turn {
    match field {
        "last" => Turn::Last,
        "span" => Turn::Span,
        "this" => Turn::This,
        "next" => Turn::Next,
        "coming" => Turn::Coming,
        "before" => Turn::Before,
        "same" => Turn::Same,
        "after" => Turn::After,
        other => panic!("no turn {other}"),
    }
}

fn sense(field: &str) -> Sense {
    match field {
        "since" => Sense::Since,
        "from" => Sense::From,
        "until" => Sense::Until,
        "to" => Sense::To,
        "by" => Sense::By,
        "before" => Sense::Before,
        "after" => Sense::After,
        "between" => Sense::Between,
        "and" => Sense::And,
        "at" => Sense::At,
        "in" => Sense::In,
        "for" => Sense::For,
        "over" => Sense::Over,
        "within" => Sense::Within,
        "of" => Sense::Of,
        other => panic!("no sense {other}"),
    }
}

fn numeral(value: &str, class: &str) -> Numeral {
    match class {
        "unit" => Numeral::Unit(number(value)),
        "ten" => Numeral::Ten(number(value)),
        "power" => Numeral::Power(number(value)),
        "ordinal" => Numeral::Ordinal(number(value)),
        "part" => Numeral::Part(number(value)),
        "couple" => Numeral::Couple(number(value)),
        "dozen" => Numeral::Dozen(number(value)),
        "vague" => Numeral::Vague,
        other => panic!("no class {other}"),
    }
}

fn form(field: &str) -> Form {
    match field {
        "one" => Form::One,
        "many" => Form::Many,
        "short" => Form::Short,
        "glued" => Form::Glued,
        other => panic!("no form {other}"),
    }
}

/// "12-25", "easter-2", "11-thu4+1".
fn rule(field: &str) -> Rule {
    if let Some(days) = field.strip_prefix("easter") {
        return Rule::Easter(if days.is_empty() { 0 } else { number(days) });
    }
    let (month, rest) = field.split_once('-').expect("a month");
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Rule::Day(number(month), number(rest));
    }
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .position(|name| rest.starts_with(name))
        .expect("a weekday");
    let (which, days) = rest[3..].split_once('+').unwrap_or((&rest[3..], "0"));
    Rule::Nth(
        number(month),
        weekday as i8 + 1,
        number(which),
        number(days),
    )
}

/// The tables, read once.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    months: table!("months", |row| number(row[1])),
    weekdays: table!("weekdays", |row| number(row[1])),
    units: table!("units", |row| (Unit::named(row[1]), form(row[2]))),
    seasons: table!("seasons", |row| (Season::named(row[1]), row[2] == "yes")),
    day_parts: table!("day_parts", |row| (row[1], row[2] == "point")),
    numbers: table!("numbers", |row| numeral(row[1], row[2])),
    references: table!("references", |row| row[1]),
    frequencies: table!("frequencies", |row| row[1]),
    turns: table!("turns", |row| (turn(row[1]), number(row[2]))),
    phases: table!("phases", |row| (Mod::named(row[1]), row[2] == "edge")),
    approximations: table!("approximations", |row| Mod::named(row[1])),
    signals: table!("signals", |row| sense(row[1])),
    holidays: table!("holidays", |row| rule(row[1])),
    zones: table!("zones", |_| ()),
    names: table!("names", |_| ()),
    auxiliaries: table!("auxiliaries", |row| row[1] == "future"),
    planners: table!("planners", |_| ()),
    scheduled: table!("scheduled", |_| ()),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_well_formed() {
        // Reading panics on a row with a word or a number that it should not have.
        assert_eq!(TABLES.months.word("sept"), Some(&9));
        assert_eq!(TABLES.holidays.word("easter"), Some(&Rule::Easter(0)));
        let text = lexemes("on New Year’s Eve");
        assert_eq!(TABLES.holidays.at(&text, 1), Some((5, &Rule::Day(12, 31))));
        assert_eq!(rule("11-thu4+1"), Rule::Nth(11, 4, 4, 1));
        assert_eq!(rule("5-mon-1"), Rule::Nth(5, 1, -1, 0));
    }
}
