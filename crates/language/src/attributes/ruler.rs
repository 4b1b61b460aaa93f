//! Rules compiled for one model's label set.

use rustc_hash::FxHashMap;

use super::{Attribute, AttributeError, AttributeRules, AttributeValues, TokenTest};
use crate::annotated::{Label, Labels, Pos, TokenData};

/// Attribute rules, ready to use.
///
/// Most rules ask for a tag or a word, so a token is tried against the few
/// rules that stand under its own tag, under its own word, or under neither.
#[derive(Debug)]
pub struct AttributeRuler {
    rules: Vec<Rule>,
    words: Words,
    by_tag: Vec<Vec<u16>>,
    by_word: Vec<Vec<u16>>,
    for_spaces: Vec<u16>,
    for_any: Vec<u16>,
}

/// A rule whose strings are numbers.
#[derive(Debug)]
struct Rule {
    pattern: Vec<Vec<Check>>,
    target: usize,
    set: Values,
}

#[derive(Debug)]
enum Check {
    OneOf(Attribute, Box<[u16]>),
    NoneOf(Attribute, Box<[u16]>),
    Space(bool),
}

#[derive(Clone, Debug, Default)]
struct Values {
    tag: Option<Label>,
    pos: Option<Pos>,
    morph: Option<Label>,
    dep: Option<Label>,
    lemma: Option<Box<str>>,
}

/// A token before any rule has set anything.
#[derive(Clone, Copy, Debug)]
struct Seen {
    tag: u16,
    pos: u16,
    dep: u16,
    morph: u16,
    orth: u16,
    lower: u16,
    space: bool,
}

/// No token's part of speech: a rule may ask for the empty one, which no token
/// of ours has, or for spaCy's own `CONJ` and `EOL`.
const NO_POS: u16 = u16::MAX;

impl AttributeRuler {
    /// Compiles `rules`, taking their strings into the label set.
    ///
    /// # Errors
    /// If a rule names an unknown part of speech, if its target lies outside
    /// its pattern, or if there are too many.
    pub fn new(rules: &AttributeRules, labels: &mut Labels) -> Result<Self, AttributeError> {
        let mut ruler = Self {
            rules: Vec::new(),
            words: Words::default(),
            by_tag: Vec::new(),
            by_word: vec![Vec::new()],
            for_spaces: Vec::new(),
            for_any: Vec::new(),
        };
        for (at, rule) in rules.0.iter().enumerate() {
            let Some(target) = rule.pattern.get(rule.target) else {
                return Err(AttributeError::Target {
                    at,
                    target: rule.target,
                    length: rule.pattern.len(),
                });
            };
            let number = u16::try_from(at).map_err(|_| AttributeError::TooLarge)?;
            let mut check = |test: &TokenTest| ruler.words.check(test, labels);
            let pattern = rule
                .pattern
                .iter()
                .map(|token| token.iter().map(&mut check).collect())
                .collect::<Result<_, _>>()?;
            ruler.rules.push(Rule {
                pattern,
                target: rule.target,
                set: Values::new(at, &rule.set, labels)?,
            });
            ruler.file(number, target);
        }
        Ok(ruler)
    }

    /// Puts a rule where the tokens that it may set will find it.
    fn file(&mut self, number: u16, target: &[TokenTest]) {
        let checks = &self.rules[usize::from(number)];
        let checks = &checks.pattern[checks.target];
        let ids = |wanted| {
            checks.iter().find_map(|check| match check {
                Check::OneOf(attribute, ids) if *attribute == wanted => Some(ids.to_vec()),
                _ => None,
            })
        };
        // A word as written is found under its lower case.
        let written = || {
            target.iter().find_map(|test| match test {
                TokenTest::OneOf(Attribute::Orth, words) => Some(
                    words
                        .iter()
                        .map(|word| self.words.id(&word.to_lowercase()))
                        .collect(),
                ),
                _ => None,
            })
        };
        if let Some(words) = ids(Attribute::Lower).or_else(written) {
            push_under(&mut self.by_word, &words, number);
        } else if let Some(tags) = ids(Attribute::Tag) {
            push_under(&mut self.by_tag, &tags, number);
        } else if target.contains(&TokenTest::Space(true)) {
            self.for_spaces.push(number);
        } else {
            self.for_any.push(number);
        }
    }

    /// Sets what the rules say about the tokens of `text`. A dictionary form
    /// that a rule sets is always `Some`, even where it is the token's own
    /// spelling, so that a lemmatiser which comes after can tell.
    pub fn apply(&self, text: &str, tokens: &mut [TokenData]) {
        let seen: Vec<_> = tokens.iter().map(|token| self.see(text, token)).collect();
        for (index, token) in tokens.iter_mut().enumerate() {
            let mut last = Last::default();
            for number in self.candidates(&seen[index]) {
                let rule = &self.rules[usize::from(number)];
                if rule.holds(&seen, index) {
                    last.take(number, &rule.set);
                }
            }
            last.give(&self.rules, token);
        }
    }

    fn see(&self, text: &str, token: &TokenData) -> Seen {
        let word = text
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default();
        Seen {
            tag: token.tag.0,
            pos: token.pos as u16,
            dep: token.dep.0,
            morph: token.morph.0,
            orth: self.words.id(word),
            lower: self.words.lower_id(word),
            space: is_space(word),
        }
    }

    /// Numbers of the rules that may hold of a token, in no order.
    fn candidates(&self, seen: &Seen) -> impl Iterator<Item = u16> + '_ {
        let spaces: &[u16] = if seen.space { &self.for_spaces } else { &[] };
        let by_tag = self.by_tag.get(usize::from(seen.tag));
        let by_word = self.by_word.get(usize::from(seen.lower));
        let lists = [
            self.for_any.as_slice(),
            by_tag.map_or(&[], Vec::as_slice),
            by_word.map_or(&[], Vec::as_slice),
            spaces,
        ];
        lists.into_iter().flatten().copied()
    }
}

fn push_under(lists: &mut Vec<Vec<u16>>, ids: &[u16], number: u16) {
    for id in ids.iter().map(|id| usize::from(*id)) {
        if lists.len() <= id {
            lists.resize_with(id + 1, Vec::new);
        }
        if lists[id].last() != Some(&number) {
            lists[id].push(number);
        }
    }
}

impl Rule {
    /// Whether the pattern stands in the text with its target at `index`.
    fn holds(&self, seen: &[Seen], index: usize) -> bool {
        let Some(start) = index.checked_sub(self.target) else {
            return false;
        };
        let Some(run) = seen.get(start..start + self.pattern.len()) else {
            return false;
        };
        self.pattern
            .iter()
            .zip(run)
            .all(|(checks, token)| checks.iter().all(|check| check.holds(token)))
    }
}

impl Check {
    fn holds(&self, token: &Seen) -> bool {
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

impl Values {
    fn new(at: usize, set: &AttributeValues, labels: &mut Labels) -> Result<Self, AttributeError> {
        let mut label = |string: &Option<String>| string.as_ref().map(|s| labels.intern(s));
        Ok(Self {
            tag: label(&set.tag),
            morph: label(&set.morph),
            dep: label(&set.dep),
            pos: set.pos.as_ref().map(|name| pos(at, name)).transpose()?,
            lemma: set.lemma.as_deref().map(Box::from),
        })
    }
}

fn pos(at: usize, name: &str) -> Result<Pos, AttributeError> {
    Pos::named(name).ok_or_else(|| AttributeError::UnknownPos {
        at,
        name: name.to_owned(),
    })
}

/// The last rule that sets each attribute of one token.
#[derive(Default)]
struct Last {
    tag: Option<u16>,
    pos: Option<u16>,
    morph: Option<u16>,
    dep: Option<u16>,
    lemma: Option<u16>,
}

impl Last {
    fn take(&mut self, number: u16, set: &Values) {
        let latest = |slot: &mut Option<u16>, sets: bool| {
            if sets {
                *slot = (*slot).max(Some(number));
            }
        };
        latest(&mut self.tag, set.tag.is_some());
        latest(&mut self.pos, set.pos.is_some());
        latest(&mut self.morph, set.morph.is_some());
        latest(&mut self.dep, set.dep.is_some());
        latest(&mut self.lemma, set.lemma.is_some());
    }

    fn give(&self, rules: &[Rule], token: &mut TokenData) {
        let set = |number: Option<u16>| number.map(|number| &rules[usize::from(number)].set);
        token.tag = set(self.tag).and_then(|set| set.tag).unwrap_or(token.tag);
        token.pos = set(self.pos).and_then(|set| set.pos).unwrap_or(token.pos);
        token.dep = set(self.dep).and_then(|set| set.dep).unwrap_or(token.dep);
        token.morph = set(self.morph)
            .and_then(|set| set.morph)
            .unwrap_or(token.morph);
        if let Some(set) = set(self.lemma) {
            token.lemma.clone_from(&set.lemma);
        }
    }
}

/// The words that rules ask for, numbered from 1; 0 is any other word.
#[derive(Debug, Default)]
struct Words {
    ids: FxHashMap<Box<str>, u16>,
    longest: usize,
}

impl Words {
    fn intern(&mut self, word: &str) -> Result<u16, AttributeError> {
        if let Some(id) = self.ids.get(word) {
            return Ok(*id);
        }
        let id = u16::try_from(self.ids.len() + 1).map_err(|_| AttributeError::TooLarge)?;
        self.ids.insert(word.into(), id);
        self.longest = self.longest.max(word.len());
        Ok(id)
    }

    fn id(&self, word: &str) -> u16 {
        if word.len() > self.longest {
            return 0;
        }
        self.ids.get(word).copied().unwrap_or_default()
    }

    fn lower_id(&self, word: &str) -> u16 {
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

    fn check(&mut self, test: &TokenTest, labels: &mut Labels) -> Result<Check, AttributeError> {
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

/// White space as Python's `str.isspace` has it: Unicode's, and the four
/// information separators of ASCII.
fn is_space(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}'))
}
