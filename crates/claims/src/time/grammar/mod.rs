//! The grammar: what time expression starts with a given lexeme.
//!
//! Every reader takes the place where it starts and gives the place where it ends with what it
//! read; none looks farther than a line, so the text is read in linear time.

mod clock;
mod date;
mod day_part;
mod deictic;
mod duration;
mod holiday;
mod moment;
mod number;
mod numeric;
mod part;
mod recurrence;
mod shared;
mod written;
mod year;

use std::ops::Range;

use restated_language::Token;

use super::lexeme::{Lexeme, lexemes};
use super::node::{Date, Node};
use super::tables::{Form, TABLES, Turn};
use crate::Document;
use moment::bare;

/// Where something ends, and what it is.
type Read<T> = Option<(usize, T)>;

/// An expression and the lexemes it is made of.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub lexemes: Range<usize>,
    pub node: Node,
}

/// A text's lexemes, with the document for the tags.
#[derive(Debug)]
pub(super) struct Grammar<'d, 't> {
    document: &'d Document<'t>,
    pub lexemes: Vec<Lexeme<'t>>,
}

impl<'d, 't> Grammar<'d, 't> {
    pub(super) fn new(document: &'d Document<'t>) -> Self {
        Self {
            document,
            lexemes: lexemes(document.annotated.text),
        }
    }

    /// Every expression, in order, none overlapping another.
    pub(super) fn expressions(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.lexemes.len() {
            if self.inside_word(at) {
                at += 1;
                continue;
            }
            if let Some(shared) = self.shared(at) {
                let date = |base| {
                    Node::Date(Date {
                        base,
                        phase: None,
                        clock: None,
                    })
                };
                found.push(Found {
                    lexemes: at..shared.end,
                    node: date(shared.first),
                });
                let (end, last) = shared.last;
                let (end, last) = self.clocked(
                    end,
                    Date {
                        base: last,
                        phase: None,
                        clock: None,
                    },
                );
                found.push(Found {
                    lexemes: shared.second..end,
                    node: Node::Date(last),
                });
                at = end;
            } else if let Some((end, clock, second)) = self.clock_range(at) {
                found.push(Found {
                    lexemes: at..end,
                    node: Node::Date(bare(clock)),
                });
                at = second;
            } else if let Some((end, node)) = self.expression(at) {
                found.push(Found {
                    lexemes: at..end,
                    node,
                });
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether a lexeme goes on with a word that started before it: "P2qpm3h3Pm".
    fn inside_word(&self, at: usize) -> bool {
        at > 0 && self.glued(at) && self.lexemes[at - 1].text.ends_with(char::is_alphanumeric)
    }

    /// Whether the text writes 31/12 rather than 12/31, where one of its dates shows it.
    pub(super) fn day_first(&self) -> Option<bool> {
        let (mut day, mut month) = (false, false);
        for at in 0..self.lexemes.len() {
            let slashes =
                self.is(at + 1, "/") && self.is(at + 3, "/") && matches!(self.width(at + 4), 2 | 4);
            if let (Some(a), Some(b), Some(_), true) = (
                self.digits(at),
                self.digits(at + 2),
                self.digits(at + 4),
                slashes,
            ) {
                day |= (13..=31).contains(&a) && (1..=12).contains(&b);
                month |= (13..=31).contains(&b) && (1..=12).contains(&a);
            }
        }
        (day != month).then_some(day)
    }

    /// Whether lexemes are a date that every language reads: in digits, with its year.
    pub(super) fn in_digits(&self, lexemes: &Range<usize>) -> bool {
        let words = self.lexemes[lexemes.clone()]
            .iter()
            .all(|lexeme| !lexeme.text.starts_with(char::is_alphabetic));
        words
            && lexemes
                .clone()
                .any(|at| self.digits(at).is_some() && self.width(at) == 4)
    }

    /// The bytes of some lexemes.
    pub(super) fn bytes(&self, lexemes: &Range<usize>) -> Range<usize> {
        self.lexemes[lexemes.start].bytes.start..self.lexemes[lexemes.end - 1].bytes.end
    }

    /// The longest expression that starts with lexeme `at`.
    pub(super) fn expression(&self, at: usize) -> Read<Node> {
        let found = [
            self.reference(at),
            self.recurrence(at),
            self.dated(at),
            self.duration(at),
        ];
        let mut best: Read<Node> = None;
        for read in found.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| read.0 > *end) {
                best = Some(read);
            }
        }
        best
    }

    fn reference(&self, at: usize) -> Read<Node> {
        if self.is(at, "recent")
            && matches!(TABLES.units.word(self.word(at + 1)), Some((_, Form::Many)))
        {
            return Some((at + 2, Node::Reference("PAST_REF")));
        }
        let (end, value) = TABLES.references.at(&self.lexemes, at)?;
        let inside = at > 0 && self.is(at - 1, "-") || self.is(end, "-") && self.glued(end);
        // "in the past two years" is a length.
        let goes_on = self.amount(end).is_some() || TABLES.units.word(self.word(end)).is_some();
        let fixed = self.is(at, "to") && self.behind(at, &["up", "equal", "equals"]);
        let length = goes_on && *value == "PAST_REF";
        if inside || fixed || length {
            return None;
        }
        Some((end, Node::Reference(value)))
    }

    // What the readers ask of a place.

    fn word(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |lexeme| &lexeme.lower)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The value of the digits at a place.
    fn digits(&self, at: usize) -> Option<u32> {
        self.lexemes.get(at)?.number
    }

    /// How many digits stand there.
    fn width(&self, at: usize) -> usize {
        self.lexemes.get(at).map_or(0, |lexeme| lexeme.text.len())
    }

    fn glued(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| lexeme.glued)
    }

    fn capital(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(Lexeme::capital)
    }

    /// "last", "this", "next" and their like: which is meant, and how many on. "may last" is none.
    fn turn(&self, at: usize) -> Read<(Turn, i32)> {
        let (end, turn) = TABLES.turns.at(&self.lexemes, at)?;
        let verb = self.is(at, "last")
            && self
                .token(at)
                .is_some_and(|token| token.tag().starts_with("VB"));
        (!verb).then_some((end, *turn))
    }

    /// Behind `word`, if it stands there.
    fn past(&self, at: usize, word: &str) -> usize {
        at + usize::from(self.is(at, word))
    }

    /// Whether the lexeme before is `word`.
    fn behind(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.any(at - 1, words)
    }

    /// The token that holds lexeme `at`.
    fn token(&self, at: usize) -> Option<Token<'d, 't>> {
        let tokens = self.document.tokens_at(&self.lexemes.get(at)?.bytes);
        (tokens.start < self.document.annotated.len())
            .then(|| self.document.annotated.token(tokens.start))
    }

    /// The type of the name that holds lexeme `at`, or "".
    pub(super) fn name_type(&self, at: usize) -> &'d str {
        self.entity(at)
            .map_or("", |entity| self.document.annotated.entity_type(entity))
    }

    /// The name that holds lexeme `at`.
    pub(super) fn entity(&self, at: usize) -> Option<&'d restated_language::Entity> {
        let token = self.token(at)?.index;
        let entities = &self.document.annotated.entities;
        let next = entities.partition_point(|entity| entity.tokens.end <= token);
        entities
            .get(next)
            .filter(|entity| entity.tokens.contains(&token))
    }
}
