//! Who a person speaks for, by what stands beside the name: "Ada Lund, spokeswoman for Halden
//! Steel", "Halden's director, Ada Lund", "its union leader Ada Lund", "Ada Lund of the ministry".

use std::collections::BTreeSet;

use restated_claims::entity::{Sort, is_rank};

use super::party::Parties;
use super::words::{Role, Word, tables, words};
use crate::model::Told;

/// Words looked at on either side of a name.
const REACH: usize = 11;

/// Ties the people of the claims' sentences to the bodies that they speak for.
pub(super) fn tie_people<'a>(told: &[&'a Told], parties: &mut Parties<'a>) {
    let mut seen: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut by_role = Vec::new();
    for told in told {
        if !seen.insert((&told.article, told.claim.sentence.start)) {
            continue;
        }
        let sentence = Sentence::of(told, parties);
        for &(start, end, node) in &sentence.named {
            if parties.nodes[node].sort != Sort::Person {
                continue;
            }
            let found = sentence
                .behind(end, parties)
                .or_else(|| sentence.before(start, parties));
            match found {
                Some(Beside::Body(body, why)) if body != node => {
                    let (name, whose) = (parties.nodes[node].name, parties.nodes[body].name);
                    let why = format!("{name} speaks for {whose}: {why}");
                    parties.tie(node, body, why);
                }
                Some(Beside::Body(..) | Beside::Nobody) => {}
                Some(Beside::Kind(kind, why)) => by_role.push((node, kind, why, &*told.article)),
                None => {
                    if let Some((kind, why)) = sentence.role_of(start, end) {
                        by_role.push((node, kind, why, &*told.article));
                    }
                }
            }
        }
    }
    // What only a word for the role shows, once all is tied that names a body.
    for (node, kind, why, article) in by_role {
        if parties.nodes[parties.face(parties.root(node))].sort != Sort::Person {
            continue;
        }
        let here = |at: usize| parties.nodes[at].articles.contains(article);
        if let Some(body) = parties.body(kind, &[&here]) {
            let (name, whose) = (parties.nodes[node].name, parties.nodes[body].name);
            let why = format!("{name} speaks for {whose}, the only one that {why} fits");
            parties.tie(node, body, why);
        }
    }
}

/// Whom a name's surroundings say that it speaks for.
enum Beside {
    Body(usize, String),
    /// A body that is only described: its kind.
    Kind(&'static str, String),
    /// It says that the person speaks for nobody there.
    Nobody,
}

struct Sentence<'s> {
    text: &'s str,
    words: Vec<Word<'s>>,
    /// Names: first word, word behind the last, node; in order.
    named: Vec<(usize, usize, usize)>,
}

impl<'s> Sentence<'s> {
    fn of(told: &'s Told, parties: &Parties<'_>) -> Self {
        let words = words(&told.sentence);
        let offset = told.claim.sentence.start;
        let named = told.mentions.iter().filter_map(|mention| {
            let node = parties.of(mention.entity)?;
            let at = mention.at.start.checked_sub(offset)?..mention.at.end.checked_sub(offset)?;
            let start = words.iter().position(|word| word.at.end > at.start)?;
            let end = start + words[start..].partition_point(|word| word.at.start < at.end);
            Some((start, end, node))
        });
        Self {
            text: &told.sentence,
            named: named.collect(),
            words,
        }
    }

    /// "…, director of X", "… of X", "…, the ministry's director".
    fn behind(&self, end: usize, parties: &Parties<'_>) -> Option<Beside> {
        let comma = self.is(end, ",");
        let start = end + usize::from(comma);
        let mut stop = start;
        while stop < self.words.len() && stop < start + REACH && !self.words[stop].is_mark() {
            stop += 1;
        }
        let first = self.words.get(start)?.lower.as_str();
        let links = |word: &str| matches!(word, "of" | "for" | "from" | "at" | "with");
        let owns = matches!(first, "of" | "from");
        let role = (start..stop).any(|at| tables().role(&self.words[at].lower).is_some());
        if matches!(first, "who" | "whose" | "which" | "and" | "but") || !(owns || comma && role) {
            return None;
        }
        if (start..stop).any(|at| tables().role(&self.words[at].lower) == Some(Role::Not)) {
            return Some(Beside::Nobody);
        }
        let mut led = false;
        for at in start..stop {
            if let Some(body) = self.body(at, parties)
                && (led || self.is(self.end_of(at), "'s"))
            {
                let stop = if comma { stop } else { self.end_of(at) };
                return Some(Beside::Body(body, self.quote(start, stop)));
            }
            let word = &self.words[at].lower;
            let kind = tables()
                .described(word)
                .filter(|_| tables().role(word).is_none());
            if let Some(kind) = kind.filter(|_| led || self.is(at + 1, "'s")) {
                let stop = if comma { stop } else { at + 1 };
                return Some(Beside::Kind(kind, self.quote(start, stop)));
            }
            led |= links(word);
        }
        None
    }

    /// "X's director, …", "X director …", "its director …", "union leader …".
    fn before(&self, start: usize, parties: &Parties<'_>) -> Option<Beside> {
        let least = start.saturating_sub(REACH);
        let mut comma = start > 0 && self.is(start - 1, ",");
        let mut at = start - usize::from(comma);
        let (mut role, mut state) = (false, false);
        while at > least {
            at -= 1;
            let word = &self.words[at];
            // "… in Orme, Colonel Ada Lund said": what stands in front is no part of it, but whose
            // she is: "Halden's director, Dr Ada Lund".
            if word.lower == "," && !std::mem::replace(&mut comma, true) {
                continue;
            }
            if word.is_mark() && word.lower != "." {
                return None;
            }
            if let Some(body) = self.body_ending(at, parties).filter(|_| role) {
                let owned = self.is(at + 1, "'s") || self.is_own(at);
                return (owned || !comma)
                    .then(|| Beside::Body(body, self.quote(self.start_of(at), start)));
            }
            match tables().role(&word.lower) {
                Some(Role::Not) => return Some(Beside::Nobody),
                Some(found) => {
                    role = true;
                    state |= matches!(found, Role::For("government" | "army"));
                    continue;
                }
                None => {}
            }
            // "Sethran President Ada Lund".
            let capital = word.text.starts_with(char::is_uppercase);
            if state
                && capital
                && let Some(land) = parties.country(std::slice::from_ref(&word.lower))
            {
                return Some(Beside::Body(land, self.quote(at, start)));
            }
            let kind = tables().described(&word.lower);
            if let Some(kind) = kind.filter(|_| role && (!comma || self.is(at + 1, "'s"))) {
                return Some(Beside::Kind(kind, self.quote(at, start)));
            }
            let title = word.lower == "." || is_rank(word.text) || word.text.len() < 4;
            let small = word.text.starts_with(char::is_lowercase) || word.lower == "'s";
            if !small && !title {
                return None;
            }
        }
        None
    }

    /// A role in front of a name or in its title that tells the kind of body.
    fn role_of(&self, start: usize, end: usize) -> Option<(&'static str, String)> {
        let from = start.saturating_sub(2);
        let ranks = (from..end)
            .find(|&at| is_rank(self.words[at].text) && (at >= start || at + 2 >= start));
        let word = |back: usize| {
            start
                .checked_sub(back)
                .map(|at| self.words[at].lower.as_str())
        };
        let double = word(2)
            .zip(word(1))
            .and_then(|(one, two)| tables().role(&format!("{one} {two}")));
        let single = word(1).and_then(|word| tables().role(word));
        let phrase = match double.or(single) {
            Some(Role::For(kind)) => Some(kind),
            Some(_) => return None,
            None => None,
        };
        let titled = (start..end).find_map(|at| match tables().role(&self.words[at].lower) {
            Some(Role::For(kind)) => Some(kind),
            _ => None,
        });
        let kind = phrase.or(titled).or(ranks.map(|_| "army"))?;
        Some((
            kind,
            self.quote(if phrase.is_some() { from } else { start }, end),
        ))
    }

    /// The body that a name beginning at a word is of.
    fn body(&self, at: usize, parties: &Parties<'_>) -> Option<usize> {
        let named = self.named.iter().find(|(start, ..)| *start == at)?;
        is_body(parties, named.2).then_some(named.2)
    }

    fn body_ending(&self, at: usize, parties: &Parties<'_>) -> Option<usize> {
        let named = self.named.iter().find(|(_, end, _)| *end == at + 1)?;
        is_body(parties, named.2).then_some(named.2)
    }

    fn end_of(&self, start: usize) -> usize {
        let named = self.named.iter().find(|named| named.0 == start);
        named.map_or(start + 1, |named| named.1)
    }

    fn start_of(&self, last: usize) -> usize {
        let named = self.named.iter().find(|named| named.1 == last + 1);
        named.map_or(last, |named| named.0)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words.get(at).is_some_and(|found| found.lower == word)
    }

    fn is_own(&self, at: usize) -> bool {
        ["its", "their"].iter().any(|word| self.is(at, word))
    }

    /// The words from one to before another, as written.
    fn quote(&self, from: usize, to: usize) -> String {
        let start = self.words.get(from).map_or(0, |word| word.at.start);
        let end = to.checked_sub(1).and_then(|last| self.words.get(last));
        let end = end.map_or(self.text.len(), |word| word.at.end);
        let trimmed = self.text.get(start..end).unwrap_or_default();
        format!("“{}”", trimmed.trim_matches([' ', ',', '.']))
    }
}

fn is_body(parties: &Parties<'_>, node: usize) -> bool {
    matches!(
        parties.nodes[node].sort,
        Sort::Organisation | Sort::Government
    )
}
