//! A mention and its features.

use std::ops::Range;

/// What a mention is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// "Maria Keller", "NIS".
    Name,
    /// "the ministry", "a former deckhand", "the 34-year-old".
    Nominal,
    /// "she", "who", "its".
    Pronoun,
    /// "Maria Keller and Tomas Brandt": several who are listed together. Those
    /// listed are mentions of their own inside it.
    Group,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

/// The gender of a person, as far as words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// "she", "Ms.", "spokeswoman", Maria.
    Feminine,
    /// "he", "Mr.", "spokesman", Carlos.
    Masculine,
}

/// What kind of thing is meant. Persons are animate, places, documents and
/// other things are not; an organisation is an "it" that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// One person or several.
    Person,
    /// An organisation, an office, a company.
    Organisation,
    /// A country, a city, or its government.
    Place,
    /// A report, a letter, a poll.
    Document,
    /// Anything else.
    Other,
}

/// A stretch of text that refers to someone or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The tokens, by index; of a name, without titles and articles.
    pub tokens: Range<usize>,
    /// Index of the head token; of a group, that of the first one listed.
    pub head: usize,
    /// What it is written as.
    pub kind: Kind,
    /// Its number, where the words show it.
    pub number: Option<Number>,
    /// Its gender, where the words show it.
    pub gender: Option<Gender>,
    /// What kind of thing it is, where the words show it.
    pub sort: Option<Sort>,
    /// Whether it stands in direct speech.
    pub quoted: bool,
}

impl Mention {
    /// Whether a person is meant; `None` where the words do not show it.
    #[must_use]
    pub fn is_animate(&self) -> Option<bool> {
        self.sort.map(|sort| sort == Sort::Person)
    }
}
