//! What rules ask of a token.

use rustc_hash::FxHashMap;

use super::{Attribute, AttributeError, TokenTest};
use crate::annotated::{Labels, Pos, TokenData};
use crate::lexeme::is_space;

/// A test whose strings are numbers.
#[derive(Debug)]
pub(super) enum Check {
    OneOf(Attribute, Box<[u16]>),
    NoneOf(Attribute, Box<[u16]>),
    Space(bool),
}

/// A token before any rule has set anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) tag: u16,
    pub(super) pos: u16,
    dep: u16,
    morph: u16,
    orth: u16,
    pub(super) lower: u16,
    pub(super) space: bool,
}

/// No token's part of speech: a rule may ask for the empty one, which no token
/// of ours has, or for spaCy's own `CONJ` and `EOL`.
const NO_POS: u16 = u16::MAX;

impl Check {
    pub(super) fn holds(&self, token: &Seen) -> bool {
        match self {
            Self::OneOf(attribute, ids) => ids.contains(&token.get(*attribute)),
            Self::NoneOf(attribute, ids) => !ids.contains(&token.get(*attribute)),
            Self::Space(space) => token.space == *space,
        }
    }
}

impl Seen {
    fn get(&self, attribute: Attribute) -> u16 {
        match attribute {
            Attribute::Tag => self.tag,
            Attribute::Pos => self.pos,
            Attribute::Dep => self.dep,
            Attribute::Morph => self.morph,
            Attribute::Orth => self.orth,
            Attribute::Lower => self.lower,
        }
    }
}

/// The words that rules ask for, numbered from 1; 0 is any other word.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: FxHashMap<Box<str>, u16>,
    longest: usize,
}

impl Words {
    /// What rules may ask of a token of `text`.
    pub(super) fn see(&self, text: &str, token: &TokenData) -> Seen {
        let word = text
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default();
        Seen {
            tag: token.tag.0,
            pos: token.pos as u16,
            dep: token.dep.0,
            morph: token.morph.0,
            orth: self.id(word),
            lower: self.lower_id(word),
            space: !word.is_empty() && word.chars().all(is_space),
        }
    }

    fn intern(&mut self, word: &str) -> Result<u16, AttributeError> {
        if let Some(id) = self.ids.get(word) {
            return Ok(*id);
        }
        let id = u16::try_from(self.ids.len() + 1).map_err(|_| AttributeError::TooLarge)?;
        self.ids.insert(word.into(), id);
        self.longest = self.longest.max(word.len());
        Ok(id)
    }

    pub(super) fn id(&self, word: &str) -> u16 {
        if word.len() > self.longest {
            return 0;
        }
        self.ids.get(word).copied().unwrap_or_default()
    }

    fn lower_id(&self, word: &str) -> u16 {
        if self.ids.is_empty() {
            return 0;
        }
        let mut buffer = [0; 32];
        if !word.is_ascii() {
            return self.id(&word.to_lowercase());
        }
        if word.len() > self.longest {
            return 0;
        }
        let Some(lower) = buffer.get_mut(..word.len()) else {
            return self.id(&word.to_ascii_lowercase());
        };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).map_or(0, |lower| self.id(lower))
    }

    /// A test whose strings are numbers.
    pub(super) fn check(
        &mut self,
        test: &TokenTest,
        labels: &mut Labels,
    ) -> Result<Check, AttributeError> {
        let mut ids = |attribute: Attribute, values: &[String]| {
            let id = |value: &String| match attribute {
                Attribute::Pos => Ok(Pos::named(value).map_or(NO_POS, |pos| pos as u16)),
                Attribute::Orth => {
                    self.intern(&value.to_lowercase())?;
                    self.intern(value)
                }
                Attribute::Lower => self.intern(value),
                Attribute::Tag | Attribute::Dep | Attribute::Morph => Ok(labels.intern(value).0),
            };
            values.iter().map(id).collect::<Result<_, _>>()
        };
        Ok(match test {
            TokenTest::OneOf(attribute, values) => {
                Check::OneOf(*attribute, ids(*attribute, values)?)
            }
            TokenTest::NoneOf(attribute, values) => {
                Check::NoneOf(*attribute, ids(*attribute, values)?)
            }
            TokenTest::Space(space) => Check::Space(*space),
        })
    }
}
