//! Rules compiled for one model's label set.

use super::check::{Check, Seen, Words};
use super::{Attribute, AttributeError, AttributeRules, AttributeValues, TokenTest};
use crate::annotated::{Label, Labels, Pos, TokenData};

/// Attribute rules, ready to use.
///
/// Most rules ask for a tag, a part of speech or a word, so a token is tried
/// against the few rules that stand under its own ones, or under none.
#[derive(Debug)]
pub struct AttributeRuler {
    rules: Vec<Rule>,
    words: Words,
    by_tag: Vec<Vec<u16>>,
    by_pos: [Vec<u16>; Pos::ALL.len()],
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

#[derive(Clone, Debug, Default)]
struct Values {
    tag: Option<Label>,
    pos: Option<Pos>,
    morph: Option<Label>,
    dep: Option<Label>,
    lemma: Option<Box<str>>,
}

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
            by_pos: Default::default(),
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
        } else if let Some(tags) = ids(Attribute::Pos) {
            // One that no token has is under none.
            for tag in tags {
                if let Some(list) = self.by_pos.get_mut(usize::from(tag)) {
                    list.push(number);
                }
            }
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
        let seen: Vec<_> = tokens
            .iter()
            .map(|token| self.words.see(text, token))
            .collect();
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

    /// Numbers of the rules that may hold of a token, in no order.
    fn candidates(&self, seen: &Seen) -> impl Iterator<Item = u16> + '_ {
        let spaces: &[u16] = if seen.space { &self.for_spaces } else { &[] };
        let by_tag = self.by_tag.get(usize::from(seen.tag));
        let by_pos = self.by_pos.get(usize::from(seen.pos));
        let by_word = self.by_word.get(usize::from(seen.lower));
        let lists = [
            self.for_any.as_slice(),
            by_tag.map_or(&[], Vec::as_slice),
            by_pos.map_or(&[], Vec::as_slice),
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
