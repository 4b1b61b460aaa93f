//! One event: a kind with its slots filled.

use std::collections::BTreeMap;

use super::calendar::Moment;
use super::grammar::{Fact, Kind, Language, Lines, Part, Role, Rule, Template};
use super::names::Names;
use super::pile::Stock;
use super::spin::reworded;
use super::tell::Teller;
use crate::dice::Dice;

/// How many of the facts that any event can have go into one event.
const COMMON: usize = 15;

/// Share of a quotation's content words that differ from event to event, 0 to 1.
const QUOTE: f64 = 0.6;

/// What fills a slot.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Number(usize),
    Clock(usize),
    Name(String),
    Person {
        role: [Template; 3],
        first: String,
        last: String,
    },
    Thing([Template; 3]),
}

/// An event that articles tell of.
#[derive(Clone)]
pub(super) struct Event<'g> {
    pub(super) kind: &'g Kind,
    pub(super) frames: &'g Lines,
    pub(super) facts: Vec<&'g Fact>,
    pub(super) values: BTreeMap<&'g str, Value>,
    /// For each fact its English lines in the order in which voices take them.
    pub(super) lines: Vec<Vec<usize>>,
    /// For each fact that is a quotation its words in each language: the same in all articles.
    pub(super) quoted: Vec<Option<[String; 3]>>,
    pub(super) day: Moment,
}

impl<'g> Event<'g> {
    /// An event of `kind` with some of the facts that any event can have.
    pub(super) fn new(kind: &'g Kind, stock: &'g Stock, day: Moment, dice: &mut Dice) -> Self {
        let common = &stock.common;
        let mut facts: Vec<&Fact> = kind.facts.iter().collect();
        let mut more: Vec<&Fact> = common.facts.iter().collect();
        shuffle(&mut more, dice);
        facts.extend(more.into_iter().take(COMMON));
        let lines = facts
            .iter()
            .map(|fact| {
                let mut lines: Vec<usize> = (0..fact.lines[0].len()).collect();
                shuffle(&mut lines, dice);
                lines
            })
            .collect();
        let mut event = Self {
            kind,
            frames: &common.frames,
            facts,
            values: BTreeMap::new(),
            lines,
            quoted: Vec::new(),
            day,
        };
        event.fill(stock, dice);
        event
    }

    /// The same facts told in the same lines, of other people, places and figures, on another day.
    pub(super) fn sister(&self, stock: &'g Stock, day: Moment, dice: &mut Dice) -> Self {
        let mut sister = self.clone();
        sister.day = day;
        sister.fill(stock, dice);
        sister
    }

    fn fill(&mut self, stock: &'g Stock, dice: &mut Dice) {
        let mut names = Names::new(dice);
        self.values.clear();
        for slot in ["city", "region", "country"] {
            self.values.insert(slot, Value::Name(names.place(dice)));
        }
        for (slot, rule) in stock.common.slots.iter().chain(&self.kind.slots) {
            self.values.insert(slot, value(rule, &mut names, dice));
        }
        self.quoted = self
            .facts
            .iter()
            .map(|fact| matches!(fact.role, Role::Quote(_)).then(|| self.quote(fact, stock, dice)))
            .collect();
    }

    fn quote(&self, fact: &Fact, stock: &Stock, dice: &mut Dice) -> [String; 3] {
        let choices = match fact.lines[1].len() {
            0 => fact.lines[0].len(),
            translated => translated,
        };
        let line = dice.below(choices);
        [Language::English, Language::German, Language::Spanish].map(|language| {
            let mut teller = Teller::new(self, language, 0, "");
            let template = fact.lines[language as usize].get(line);
            let words = template.map_or(String::new(), |line| teller.sentence(line, dice));
            match language {
                // No two people say quite the same.
                Language::English => reworded(&words, QUOTE, &stock.synonyms, dice),
                _ => words,
            }
        })
    }

    /// Whether the fact can be told in `language`.
    pub(super) fn speaks(&self, fact: usize, language: Language) -> bool {
        !self.facts[fact].lines[language as usize].is_empty()
    }
}

fn value(rule: &Rule, names: &mut Names, dice: &mut Dice) -> Value {
    match rule {
        Rule::Number(low, high) => Value::Number(low + dice.below(high - low + 1)),
        // In steps of five minutes, as people say it.
        Rule::Clock => Value::Clock(5 * dice.below(24 * 12)),
        Rule::Place => Value::Name(names.place(dice)),
        Rule::Person(role) => Value::Person {
            role: role.clone(),
            first: names.first(dice),
            last: names.surname(dice),
        },
        Rule::Pick(things) => {
            let thing = dice.below(things.len());
            Value::Thing(things[thing].clone())
        }
        Rule::Name(forms) => {
            let surname = names.surname(dice);
            let form = dice.below(forms.len());
            let name = forms[form].0.iter().map(|part| match part {
                Part::Text(text) => text.as_str(),
                _ => surname.as_str(),
            });
            Value::Name(name.collect())
        }
    }
}

/// Fisher and Yates's shuffle.
pub(super) fn shuffle<T>(all: &mut [T], dice: &mut Dice) {
    for at in (1..all.len()).rev() {
        all.swap(at, dice.below(at + 1));
    }
}
