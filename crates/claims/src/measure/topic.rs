//! What a number takes over from those before it: the whole it is a part of, and what is spoken of.

use std::collections::BTreeMap;

use restated_language::Pos;

use super::aspect::aspects;
use super::count::{Counting, Shown};
use super::signal::{Aspect, Relation, first as first_of, measure};
use super::unit::{is_known, is_of_persons};
use super::{Count, open, unit, value};
use crate::quantity::Unit;

/// How many sentences back a number is taken to be of what was spoken of there.
const MEMORY: usize = 3;

/// Numbers up to here are said of many things in one text.
const COMMON: f64 = 12.0;

impl<'c> Counting<'c> {
    /// The count that this one is a part of: "including 11 children", "three of them".
    pub(super) fn whole(&self) -> Option<usize> {
        let sentence = self.tree.annotated.sentence_of(self.top);
        let near = |count: &Count| {
            let there = self.tree.annotated.sentence_of(count.quantity.tokens.start);
            count.measure.is_some() && there + 1 >= sentence
        };
        if self.noun.of_them {
            return self.before.iter().rposition(near);
        }
        if self.noun.of_number {
            return self.of_number(sentence);
        }
        let start = self.tree.sentence(self.top).start;
        // "Of 14 samples, nine were positive."
        if self.tree.is(start, &["of"]) && self.noun.head.is_none() {
            let first = |count: &Count| {
                near(count)
                    && count.quantity.tokens.start >= start
                    && count.quantity.tokens.start <= start + 2
            };
            return self.before.iter().position(first);
        }
        let included = self.includer();
        included.and_then(|includer| {
            let in_sentence = |count: &Count| {
                near(count)
                    && self.tree.annotated.sentence_of(count.quantity.tokens.start) == sentence
                    && count.quantity.tokens.start < includer
            };
            self.before.iter().rposition(in_sentence)
        })
    }

    /// "14 of the 38": the count of 38 that stands before.
    pub(super) fn of_number(&self, sentence: usize) -> Option<usize> {
        let of = self.quantity.tokens.end;
        let end = self.tree.sentence(self.top).end.min(of + 6);
        let number = (of..end).find(|&at| self.tree.pos(at) == Pos::NUM)?;
        let value = crate::quantity::numbers(self.tree.token(number).text())
            .first()?
            .best?;
        self.before.iter().rposition(|count| {
            let there = self.tree.annotated.sentence_of(count.quantity.tokens.start);
            count.measure.is_some()
                && count.quantity.best == Some(value)
                && there + 2 * MEMORY >= sentence
        })
    }

    /// The word that makes this a part: "including", "among them".
    pub(super) fn includer(&self) -> Option<usize> {
        let start = self.tree.sentence(self.top).start;
        let first = self.quantity.tokens.start;
        let near = first.saturating_sub(3).max(start)..first;
        near.rev().find(|&at| {
            self.tree.is(at, &["including"])
                || self.tree.is(at, &["among"]) && self.tree.is(at + 1, &["them", "whom", "those"])
        })
    }

    pub(super) fn taken_from(&self, whole: usize) -> Option<Shown> {
        let measure = self.before[whole].measure.clone()?;
        Some(Shown::taken(measure))
    }

    /// What was spoken of before, for a number that says nothing itself: "Velmar says 2,200."
    pub(super) fn spoken_of(&self) -> Option<Shown> {
        let bare = self.noun.head.is_none() && !self.noun.partitive && !self.is_a_part_s_whole();
        match self.quantity.unit {
            Unit::Count if bare && self.is_said() => self.topic(),
            Unit::Count if self.resumes() => self.topic().filter(|shown| is_known(&shown.measure)),
            Unit::Money(_) if bare => Some(Shown::taken(self.topic_of_money()?)),
            // "a rate of 3.9 percent, above the 1 percent that is acceptable".
            Unit::Percent if bare && self.follows(0) && self.noun.definite => {
                Some(Shown::taken(self.last_of_its_kind()?.measure.clone()?))
            }
            _ => None,
        }
    }

    /// "the remaining 18 people": people of whom something was said before.
    fn resumes(&self) -> bool {
        let people = |noun| self.tree.is(noun, &["people", "persons", "men", "women"]);
        // "the dozen people interviewed": something is said of them after all.
        let told = |noun| self.tree.child(noun, &["acl", "relcl", "prep"]).is_some();
        let bare = |noun| people(noun) && !told(noun);
        self.noun.definite && !self.noun.partitive && self.noun.head.is_some_and(bare)
    }

    /// What the text is on: what was asked after since the last count, else what the same number
    /// was of before, else what was last counted.
    fn topic(&self) -> Option<Shown> {
        let counted = self.last_of_its_kind();
        if let Some((at, measure)) = self.asked(counted) {
            let here = at >= self.tree.sentence(self.top).start;
            return Some(Shown {
                topic: here.then_some(at),
                ..Shown::taken(measure)
            });
        }
        let same = self.of_same_value().and_then(|count| count.measure.clone());
        let measure = same.or_else(|| counted?.measure.clone())?;
        Some(Shown::taken(measure))
    }

    /// The last count of the text with the same number, where the number is no common one.
    fn of_same_value(&self) -> Option<&'c Count> {
        let before: &'c [Count] = self.before;
        let value = self.quantity.best.filter(|value| *value > COMMON)?;
        before.iter().rev().find(|count| {
            count.quantity.unit == self.quantity.unit
                && count.quantity.best == Some(value)
                && count.measure.as_deref().is_some_and(is_known)
        })
    }

    /// What was asked after or named since `counted`, without a number of its own, and where: "how
    /// many died", "then there are the dead", "the number of troops".
    fn asked(&self, counted: Option<&Count>) -> Option<(usize, String)> {
        let tree = self.tree;
        let here = tree.annotated.sentence_of(self.top);
        let first = tree.annotated.sentences.get(here.saturating_sub(MEMORY))?;
        // A number of people of whom nothing is said leaves the question open.
        let answers = |count: &&Count| count.measure.as_deref().is_some_and(is_known);
        let from = counted
            .filter(answers)
            .map_or(first.start, |count| count.quantity.tokens.end);
        let named = |at: usize| {
            if value::is_counter(tree, at) {
                let counted = value::counted_by(tree, at)?;
                let around = [Relation::Noun, Relation::State].map(|r| Aspect::new(r, counted));
                return around
                    .into_iter()
                    .find_map(|aspect| measure(tree, aspect, unit::PERSONS));
            }
            if tree.is(at, &["many"]) && at > 0 && tree.is(at - 1, &["how"]) {
                let node = tree.head(at).filter(|_| tree.dep(at) == "amod");
                let around = aspects(tree, node.unwrap_or(at));
                let shown = |weak| first_of(tree, &around, unit::PERSONS, weak);
                return shown(false)
                    .or_else(|| shown(true))
                    .map(|(_, measure)| measure);
            }
            let the = tree
                .child(at, &["det"])
                .is_some_and(|c| tree.is(c, &["the"]));
            let nominal = at > 0
                && (the || tree.is(at - 1, &["the"]))
                && matches!(
                    tree.dep(at),
                    "nsubj" | "nsubjpass" | "dobj" | "pobj" | "attr" | "conj" | "ROOT"
                );
            let numbered = tree.child(at, &["nummod"]).is_some();
            if !nominal || numbered {
                return None;
            }
            let noun = tree.pos(at) == Pos::NOUN && value::named(tree, at, unit::PERSONS).is_some();
            let state = measure(tree, Aspect::new(Relation::State, at), unit::PERSONS);
            let of_toll = noun
                .then(|| value::named(tree, at, unit::PERSONS))
                .flatten();
            of_toll.or(state)
        };
        (from.min(self.top)..self.top)
            .rev()
            .find_map(|at| Some((at, named(at)?)))
            .filter(|(_, measure)| is_of_persons(measure))
            .map(|(at, measure)| (at, measure.to_owned()))
    }

    /// "the 38" of "14 of the 38": it only says what the other is a part of.
    pub(super) fn is_a_part_s_whole(&self) -> bool {
        let at = self.quantity.tokens.start;
        let of = at.checked_sub(2).filter(|&of| self.tree.is(of, &["of"]));
        of.is_some()
            && self
                .before
                .last()
                .is_some_and(|last| Some(last.quantity.tokens.end) == of)
    }

    /// The measure that the sums of the text so far are mostly of.
    pub(super) fn topic_of_money(&self) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        let sums = self
            .before
            .iter()
            .filter(|count| matches!(count.quantity.unit, Unit::Money(_)));
        for measure in sums.filter_map(|count| count.measure.as_deref()) {
            if is_known(measure) {
                *votes.entry(measure).or_default() += 1;
            }
        }
        let most = votes
            .into_iter()
            .max_by_key(|&(measure, votes)| (votes, std::cmp::Reverse(measure)))?;
        Some(most.0.to_owned())
    }

    /// Whether a bare number stands where somebody says it, or where it stands alone.
    pub(super) fn is_said(&self) -> bool {
        let Some(head) = self.tree.head(self.top) else {
            return true;
        };
        // "say somewhere from 3,000 to 4,000".
        if self.quantity.tokens.contains(&head) {
            let governor = self.tree.head(self.outer());
            return governor.is_some_and(|verb| open::reports(self.tree, verb));
        }
        let verb = |at: usize| matches!(self.tree.pos(at), Pos::VERB | Pos::AUX);
        match self.tree.dep(self.top) {
            "dobj" | "attr" | "acomp" | "ccomp" | "oprd" => {
                open::reports(self.tree, head)
                    || self.tree.pos(head) == Pos::AUX
                    || self.tree.lemma(head) == "be"
            }
            "pobj" => {
                let link = self.tree.is(
                    head,
                    &["at", "of", "to", "as", "on", "near", "about", "with"],
                );
                link && self.tree.head(head).is_some_and(verb)
                    || self.follows(0) && self.tree.is(head, &["from", "to"])
            }
            // "around 5,000 are reported".
            "nsubjpass" if open::reports(self.tree, head) => true,
            // "171 are in the town".
            "nsubj" | "nsubjpass" => {
                self.noun.definite || self.tree.lemma(head) == "be" && self.follows(1)
            }
            // "five by Wednesday", beside another number of the same sentence.
            "conj" | "appos" | "npadvmod" | "dep" => self.follows(0),
            _ => false,
        }
    }

    /// Whether a count without unit stands at most so many sentences before.
    pub(super) fn follows(&self, sentences: usize) -> bool {
        let sentence = self.tree.annotated.sentence_of(self.top);
        self.last_of_its_kind().is_some_and(|last| {
            let there = self.tree.annotated.sentence_of(last.quantity.tokens.start);
            there + sentences >= sentence
        })
    }

    /// The last count of the same kind, in the last few sentences.
    pub(super) fn last_of_its_kind(&self) -> Option<&'c Count> {
        let sentence = self.tree.annotated.sentence_of(self.top);
        let before: &'c [Count] = self.before;
        before.iter().rev().find(|count| {
            let there = self.tree.annotated.sentence_of(count.quantity.tokens.start);
            let same = match (&self.quantity.unit, &count.quantity.unit) {
                (Unit::Count, Unit::Count) => true,
                (Unit::Money(one), Unit::Money(other)) => one == other,
                (Unit::Percent, Unit::Percent) => true,
                _ => false,
            };
            same && count.measure.is_some() && there + MEMORY >= sentence
        })
    }
}
