//! Time expressions: TIMEX3 values, and EDTF where an anchor date is known.
//!
//! The way: text → lexemes → what the [`grammar`] reads → those that are times and no names
//! ([`plausible`]) → places in the calendar ([`resolve`]), in the order of the text, because a
//! date that was named is what "the next day" counts from → what the words around them make of
//! them ([`phrase`]).

mod anchor;
mod calendar;
mod grammar;
mod interval;
mod lexeme;
mod nearest;
mod node;
mod phrase;
mod plausible;
mod resolve;
mod tables;
mod tense;
mod value;

use std::ops::Range;

use crate::{Document, Language};

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A calendar date or span of them: "Monday", "last January", "mid-November".
    Date,
    /// A time of day: "9.30 a.m. on Tuesday".
    Time,
    /// A length of time: "three months".
    Duration,
    /// A recurring time: "every Monday", "twice a week".
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    pub fn timex3(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression as written, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the expression as TIMEX3 marks it: "mid-November", "Monday", "three months"; with
    /// its article and modifiers, without its preposition.
    pub span: Range<usize>,
    /// Bytes of the words before it that tie what is said to it, TimeML's signal: "since", "on",
    /// "over", "between", and "and" of "between 2027 and 2031".
    pub signal: Option<Range<usize>>,
    /// Bytes of all that says the time: signal and expression ("since mid-November"), and of two
    /// that bound an interval ("between 2027 and 2031"), for each of them, the whole of it.
    pub phrase: Range<usize>,
    /// Tokens that hold any of `span`.
    pub tokens: Range<usize>,
    /// TIMEX3's type.
    pub kind: TimeKind,
    /// TIMEX3's value of `span`: `2031-03-04`, `P3M`, `XXXX-WXX-1`.
    pub value: String,
    /// What `phrase` comes to in EDTF, only where the text or an anchor gives the date: a day for a
    /// time of day; from its start to the anchor's day for "since"; an interval for "from … to".
    pub edtf: Option<String>,
    /// The date it was resolved against, where it needed one: "published 2031-03-06",
    /// "dateline 2031-03-05", "text 2031-03-01".
    pub anchor: Option<String>,
    /// Whether it is the age of someone or something: "28-year-old".
    pub age: bool,
}

/// The time expressions of `document`, in order, none overlapping another. The grammar is that of
/// English: of a German text it gives dates in digits and years, of others none.
pub fn times(document: &Document<'_>) -> Vec<TimeExpression> {
    if document.language == Language::Other {
        return Vec::new();
    }
    let grammar = grammar::Grammar::new(document);
    let mut found = plausible::plausible(&grammar, grammar.expressions());
    if document.language != Language::English {
        found.retain(|found| grammar.in_digits(&found.lexemes));
    }
    phrase::resolved(document, &grammar, &found)
}
