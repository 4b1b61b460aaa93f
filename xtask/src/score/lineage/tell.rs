//! From facts to sentences, and from sentences to an article's body.

use std::collections::BTreeSet;

use super::calendar::clock;
use super::event::{Event, Value};
use super::grammar::{Language, Part, Role, Template};
use crate::dice::Dice;

/// A sentence, and the fact it tells, if it is of the event at hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub(super) fact: Option<usize>,
    pub(super) text: String,
    /// Whether a paragraph starts here.
    pub(super) opens: bool,
    /// What the choices in the sentence were drawn from.
    pub(super) draw: u64,
}

/// Sentences in order.
pub(super) type Body = Vec<Told>;

/// The voice of a rewrite: takes any line but the first article's.
pub(super) const ANY_OTHER: usize = usize::MAX;

/// Tells facts of one event in one article: knows whom the article has introduced already.
pub(super) struct Teller<'e, 'g> {
    event: &'e Event<'g>,
    language: Language,
    /// Voice 0 takes each fact's first line; others take another where there is one, each its own
    /// as far as the lines go.
    voice: usize,
    paper: &'e str,
    met: BTreeSet<String>,
}

impl<'e, 'g> Teller<'e, 'g> {
    pub(super) fn new(
        event: &'e Event<'g>,
        language: Language,
        voice: usize,
        paper: &'e str,
    ) -> Self {
        let met = BTreeSet::new();
        Self {
            event,
            language,
            voice,
            paper,
            met,
        }
    }

    /// The body that tells `facts` in order; those without a line in the language are left out.
    pub(super) fn body(&mut self, facts: &[usize], dice: &mut Dice) -> Body {
        let mut body = Body::new();
        let mut room = 0;
        for &fact in facts {
            let draw = dice.below(1 << 32) as u64;
            let Some(text) = self.fact(fact, &mut Dice::new(draw)) else {
                continue;
            };
            body.push(Told {
                fact: Some(fact),
                text,
                opens: room == 0,
                draw,
            });
            room = match room {
                0 => dice.below(3),
                _ => room - 1,
            };
        }
        body
    }

    /// The body that says of this event what `model` says of another, in the same words.
    pub(super) fn body_like(&mut self, model: &[Told]) -> Body {
        let sentences = model.iter().filter_map(|told| {
            let text = self.fact(told.fact?, &mut Dice::new(told.draw))?;
            Some(Told {
                text,
                ..told.clone()
            })
        });
        sentences.collect()
    }

    /// A sentence for the fact.
    pub(super) fn fact(&mut self, fact: usize, dice: &mut Dice) -> Option<String> {
        let told = self.event.facts[fact];
        if let (Role::Quote(who), Some(words)) = (&told.role, &self.event.quoted[fact]) {
            return self.quote(who, &words[self.language as usize], dice);
        }
        let lines = &told.lines[self.language as usize];
        let line = match self.language {
            Language::English => {
                let order = &self.event.lines[fact];
                match (self.voice, order.len()) {
                    (0, _) | (_, 1) => *order.first()?,
                    (ANY_OTHER, lines) => order[1 + dice.below(lines - 1)],
                    (voice, lines) => order[1 + (voice + fact) % (lines - 1)],
                }
            }
            _ => dice.below(lines.len()),
        };
        Some(self.sentence(lines.get(line)?, dice))
    }

    fn quote(&mut self, who: &str, words: &str, dice: &mut Dice) -> Option<String> {
        let frame = dice.pick(&self.event.frames[self.language as usize])?;
        let words = words.trim_end_matches('.');
        let mut out = String::new();
        self.fill(
            frame,
            &mut out,
            &mut |slot| match slot {
                "q" => Some(Slotted::Words(words.to_owned())),
                "who" => Some(Slotted::Other(who.to_owned())),
                _ => None,
            },
            dice,
        );
        (!words.is_empty()).then(|| tidy(&out, self.language))
    }

    /// The template's text, as a sentence.
    pub(super) fn sentence(&mut self, template: &Template, dice: &mut Dice) -> String {
        let mut out = String::new();
        self.fill(template, &mut out, &mut |_| None, dice);
        tidy(&out, self.language)
    }

    fn fill(
        &mut self,
        template: &Template,
        out: &mut String,
        extra: &mut dyn FnMut(&str) -> Option<Slotted>,
        dice: &mut Dice,
    ) {
        for part in &template.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Choice(choices) => {
                    if let Some(choice) = dice.pick(choices) {
                        self.fill(choice, out, extra, dice);
                    }
                }
                Part::Slot(slot) => match extra(slot) {
                    Some(Slotted::Words(words)) => out.push_str(&words),
                    Some(Slotted::Other(slot)) => self.slot(&slot, out, dice),
                    None => self.slot(slot, out, dice),
                },
            }
        }
    }

    fn slot(&mut self, slot: &str, out: &mut String, dice: &mut Dice) {
        let event = self.event;
        match slot {
            "day" => return out.push_str(event.day.weekday(self.language)),
            "date" => return out.push_str(&event.day.day_of_year(self.language)),
            "paper" => return out.push_str(self.paper),
            _ => {}
        }
        match event.values.get(slot) {
            // Left standing, so that tests see it.
            None => *out += &format!("{{{slot}}}"),
            Some(Value::Name(name)) => out.push_str(name),
            Some(Value::Clock(minutes)) => out.push_str(&clock(*minutes, self.language)),
            Some(Value::Number(number)) => out.push_str(&number_text(*number, self.language)),
            Some(Value::Thing(wordings)) => {
                self.fill(&wordings[self.language as usize], out, &mut |_| None, dice);
            }
            Some(Value::Person { role, first, last }) => {
                if self.met.insert(slot.to_owned()) {
                    let role = &role[self.language as usize];
                    self.fill(role, out, &mut |_| None, dice);
                    *out += &format!(" {first} {last}");
                } else {
                    out.push_str(last);
                }
            }
        }
    }
}

enum Slotted {
    Words(String),
    Other(String),
}

fn number_text(number: usize, language: Language) -> String {
    let separator = match language {
        Language::English => ",",
        _ => ".",
    };
    match number {
        // Years are written without, and so are all numbers below ten thousand outside English.
        0..1_000 => number.to_string(),
        1_900..2_100 => number.to_string(),
        _ => format!("{}{separator}{:03}", number / 1_000, number % 1_000),
    }
}

/// One space between words, a capital at the start, a full stop at the end, the language's
/// quotation marks.
fn tidy(text: &str, language: Language) -> String {
    let (open, close) = match language {
        Language::English => ('“', '”'),
        Language::German => ('„', '“'),
        Language::Spanish => ('«', '»'),
    };
    let mut out = String::new();
    let mut quoted = false;
    let mut capital = true;
    for c in text.trim().chars() {
        if matches!(c, ' ' | ',' | '.' | ';') && out.ends_with(' ') {
            out.pop();
        }
        match c {
            '"' => {
                quoted = !quoted;
                out.push(if quoted { open } else { close });
            }
            _ if capital && c.is_alphanumeric() => {
                out.extend(c.to_uppercase());
                capital = false;
            }
            _ => out.push(c),
        }
    }
    if !out.ends_with(['.', '!', '?', '”', '“', '»']) || out.is_empty() {
        out.push('.');
    }
    out
}

/// The body as text: paragraphs one a line.
pub(super) fn text(body: &[Told]) -> String {
    let mut out = String::new();
    for told in body {
        if !out.is_empty() {
            out.push(if told.opens { '\n' } else { ' ' });
        }
        out.push_str(&told.text);
    }
    out
}

/// Words of a text as lineage counts them: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
