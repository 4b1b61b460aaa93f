//! One quantity: its noun, its unit, its measure, and what it takes over from those before.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use restated_language::Pos;

use super::aspect::{aspects, beside, describe, govern, govern_through, shared};
use super::noun::{MORE, Noun, noun, top};
use super::people::counts_people;
use super::signal::{ANYTHING, Aspect, Relation, first, measure};
use super::tree::Tree;
use super::unit::{is_of_persons, kind};
use super::{Count, open, scope, unit, value};
use crate::model::Scope;
use crate::quantity::{Quantity, Unit};
use crate::table::rows;

/// Two measures of one number, and what they make.
static COMBINED: LazyLock<BTreeMap<(&str, &str), &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/combined.txt"))
        .map(|row| ((row[0], row[1]), row[2]))
        .collect()
});

/// The work on one quantity.
pub(super) struct Counting<'c> {
    pub(super) tree: &'c Tree<'c>,
    pub(super) quantity: &'c Quantity,
    pub(super) before: &'c [Count],
    pub(super) top: usize,
    pub(super) noun: Noun,
}

/// A measure with the word that shows it.
pub(super) struct Shown {
    pub(super) measure: String,
    /// Only shown weakly: see `signals.txt`.
    pub(super) weak: bool,
    /// Taken over from a number before.
    pub(super) taken: bool,
    pub(super) signal: Option<usize>,
    /// The word of the same sentence that the measure was taken over from.
    pub(super) topic: Option<usize>,
    /// It is the value of a toll, a number, a sum.
    pub(super) of_toll: bool,
}

impl Shown {
    /// Taken over from a number before.
    pub(super) fn taken(measure: String) -> Self {
        Self {
            taken: true,
            ..plainly(&measure)
        }
    }
}

impl<'c> Counting<'c> {
    pub(super) fn new(
        tree: &'c Tree<'c>,
        quantity: &'c Quantity,
        next: Option<&Quantity>,
        before: &'c [Count],
    ) -> Self {
        let top = top(tree, quantity);
        let noun = noun(tree, quantity, next);
        Self {
            tree,
            quantity,
            before,
            top,
            noun,
        }
    }

    pub(super) fn count(self) -> Count {
        let own = unit::of_number(&self.quantity.unit)
            .or_else(|| self.noun.head.map(|noun| unit::of_noun(self.tree, noun)));
        let whole = self.whole();
        let inherited = own
            .clone()
            .or_else(|| Some(self.before[whole?].unit.clone()));
        let kind = inherited
            .as_deref()
            .map_or(ANYTHING, |unit| kind(unit, &self.quantity.unit));
        let shown = self.shown(kind, whole);
        let unit = own.unwrap_or_else(|| self.elided_unit(shown.as_ref(), inherited));
        let shown = shown.filter(|shown| !unit.is_empty() && self.is_figure(shown, &unit));
        self.made(shown, unit, whole)
    }

    fn made(self, shown: Option<Shown>, unit: String, whole: Option<usize>) -> Count {
        let counted = self.noun.head.map(|_| self.noun.tokens.clone());
        let behind = counted
            .as_ref()
            .map_or(self.quantity.tokens.end, |noun| noun.end);
        let per = scope::period(self.tree, behind);
        let of_toll = shown.as_ref().is_some_and(|shown| shown.of_toll);
        let scope = shown.as_ref().map_or(Scope::Unsaid, |shown| {
            let more = self.noun.more && self.adds_to_the_same(&shown.measure);
            scope::scope(self.tree, self.top, per.is_some(), of_toll, more)
        });
        Count {
            quantity: self.quantity.clone(),
            unit,
            signal: shown
                .as_ref()
                .and_then(|shown| shown.signal.or(shown.topic)),
            measure: shown.map(|shown| shown.measure),
            counted,
            per,
            scope,
            part_of: whole,
        }
    }

    /// Whether "more" and "another" add to what was counted before: "another 2,700 wounded" behind
    /// the killed only says that they are not among those.
    fn adds_to_the_same(&self, measure: &str) -> bool {
        let sentence = self.tree.sentence(self.top).start;
        let before = self
            .before
            .iter()
            .rev()
            .take_while(|count| count.quantity.tokens.start >= sentence)
            .find_map(|count| count.measure.as_deref());
        !self.noun.compared && before.is_none_or(|before| before == measure)
    }

    /// The measure, by the first that says one: what the number is the value of, the words
    /// around it, what was spoken of before, an open name.
    fn shown(&self, kind: &str, whole: Option<usize>) -> Option<Shown> {
        if self.noun.head.is_none() && self.is_a_part_s_whole()
            || self.is_pronoun()
            || self.is_reckoned()
        {
            return None;
        }
        if self.quantity.unit == Unit::Times {
            return Some(plainly("ratio"));
        }
        if self.noun.compared {
            return Some(plainly("difference"));
        }
        let values_first = matches!(
            self.quantity.unit,
            Unit::Money(_) | Unit::Percent | Unit::Share | Unit::Physical(_)
        );
        let aspects = self.aspects();
        // A share of people may have died as people do.
        let share_of = self.noun.head.filter(|_| kind == "share");
        let whose = share_of.map(|noun| unit::of_noun(self.tree, noun));
        let around = |weak| {
            let of_whom = whose
                .as_deref()
                .and_then(|kind| self.around(&aspects, kind, weak));
            of_whom.or_else(|| self.around(&aspects, kind, weak))
        };
        let changed = || self.changed(kind);
        let steps = values_first || self.step().is_some();
        let first = steps.then(changed).flatten();
        first
            .or_else(|| self.eventful(kind))
            .or_else(|| around(false))
            .or_else(|| self.valued(kind))
            .or_else(changed)
            .or_else(|| around(true))
            .or_else(|| self.done(&aspects))
            .or_else(|| whole.and_then(|whole| self.taken_from(whole)))
            .or_else(|| self.spoken_of())
            .or_else(|| self.opened(&aspects, kind))
    }

    /// The measure of a noun that is an event itself, whatever stands around it: "one arrest, with
    /// no injuries". Those of people say less than what happens to them: "12 prisoners were killed".
    fn eventful(&self, kind: &str) -> Option<Shown> {
        let noun = self
            .noun
            .head
            .filter(|&noun| !counts_people(self.tree, noun))?;
        let aspect = Aspect::new(Relation::Noun, noun);
        let (_, measure) = first(self.tree, &[aspect], kind, false)?;
        Some(Shown {
            signal: Some(noun),
            ..plainly(measure)
        })
    }

    /// What is done to a number whose noun was said before: "and vetoed three".
    fn done(&self, aspects: &[Aspect]) -> Option<Shown> {
        let bare = self.noun.head.is_none() && self.quantity.unit == Unit::Count;
        let measure = open::of_verb(self.tree, aspects).filter(|_| bare && self.follows(1))?;
        Some(plainly(&measure))
    }

    /// The words around the number or its noun.
    fn aspects(&self) -> Vec<Aspect> {
        let Some(noun) = self.noun.head else {
            // "four others": the word stands in the noun's place.
            let others = self
                .tree
                .head(self.top)
                .filter(|&at| self.tree.is(at, MORE) && at > self.top);
            let mut found = Vec::new();
            if let Some(group) = self.bracketed() {
                found.extend(aspects(self.tree, group));
            }
            found.extend(aspects(self.tree, others.unwrap_or(self.top)));
            if let Some(link) = self.own_preposition(self.top) {
                govern_through(self.tree, link, &mut found);
            }
            found.extend(beside(self.tree, self.quantity.tokens.end));
            return found;
        };
        // "dozens of windows", "14 of its soldiers": the number stands in the noun's place.
        let outer = if self.tree.is_below(noun, self.top, 4) {
            self.top
        } else {
            noun
        };
        let mut found = Vec::new();
        govern(self.tree, outer, 6, &mut found);
        if let Some(link) = self.own_preposition(outer) {
            govern_through(self.tree, link, &mut found);
        }
        describe(self.tree, noun, &mut found);
        found.extend(
            self.noun
                .tokens
                .clone()
                .filter(|&at| at != noun)
                .map(|at| Aspect::new(Relation::State, at)),
        );
        if outer != noun {
            describe(self.tree, outer, &mut found);
        }
        // "34 enemy dead", not "12 soldiers killed two men".
        let acts = |aspect: &Aspect| {
            self.tree.head(outer) == Some(aspect.at) && self.tree.pos(aspect.at) == Pos::VERB
        };
        found.extend(beside(self.tree, noun + 1).filter(|aspect| !acts(aspect)));
        shared(self.tree, noun, &mut found);
        found.push(Aspect::new(Relation::Noun, noun));
        found.push(Aspect::new(Relation::State, noun));
        found
    }

    /// The token by which all of the quantity hangs: "more" of "more than a tenth".
    pub(super) fn outer(&self) -> usize {
        let mut outer = self.top;
        while let Some(head) = self
            .tree
            .head(outer)
            .filter(|head| self.quantity.tokens.contains(head))
        {
            outer = head;
        }
        outer
    }

    /// The group whose number stands in brackets behind it: "most of the crew (some 40) died".
    fn bracketed(&self) -> Option<usize> {
        let start = self.quantity.tokens.start.checked_sub(2)?;
        let closed = self.quantity.tokens.end < self.tree.sentence(self.top).end
            && self.tree.is(self.quantity.tokens.end, &[")"]);
        if !closed || !self.tree.is(start + 1, &["("]) {
            return None;
        }
        let mut group = start;
        while let Some(head) = self.tree.head(group).filter(|&head| head < group) {
            let within = matches!(
                self.tree.dep(group),
                "pobj" | "prep" | "nmod" | "compound" | "amod"
            );
            let nominal = !matches!(self.tree.pos(head), Pos::VERB | Pos::AUX);
            if !within || !nominal {
                break;
            }
            group = head;
        }
        Some(group)
    }

    /// "between" of "between 15 and 20 people".
    fn own_preposition(&self, node: usize) -> Option<usize> {
        let link = self.tree.head(node)?;
        let own = self.quantity.tokens.contains(&link) && self.tree.pos(link) == Pos::ADP;
        own.then_some(link)
    }

    fn around(&self, aspects: &[Aspect], kind: &str, weak: bool) -> Option<Shown> {
        let (aspect, measure) = first(self.tree, aspects, kind, weak)?;
        Some(Shown {
            measure: self.combined(measure, aspect, kind).to_owned(),
            weak: weak && self.noun.head.is_some(),
            taken: false,
            signal: Some(aspect.at),
            topic: None,
            of_toll: false,
        })
    }

    /// "killed or wounded": the measure of both, where the other has no number of its own.
    fn combined(&self, first: &'static str, aspect: Aspect, kind: &str) -> &'static str {
        let tree = self.tree;
        let own = &self.quantity.tokens;
        let beside = tree
            .children(aspect.at)
            .filter(|&c| tree.dep(c) == "conj")
            .chain(
                tree.head(aspect.at)
                    .filter(|_| tree.dep(aspect.at) == "conj"),
            );
        let joined = beside
            .filter(|&other| other.abs_diff(aspect.at) <= 3)
            .filter(|&other| {
                // "kills 9, injures 40", "300 dead and 800 wounded": each has its own.
                let numbered = |c: usize| tree.pos(c) == Pos::NUM && !own.contains(&c);
                let between = aspect.at.min(other)..aspect.at.max(other);
                !between.into_iter().any(numbered)
                    && tree.children(other).all(|c| {
                        c == self.top
                            || !numbered(c)
                                && !matches!(tree.dep(c), "nsubj" | "nsubjpass" | "nummod" | "dobj")
                    })
            })
            .find_map(|other| {
                [aspect.relation, Relation::State]
                    .into_iter()
                    .find_map(|relation| measure(tree, Aspect::new(relation, other), kind))
            });
        joined
            .and_then(|second| {
                let pair = (first.min(second), first.max(second));
                COMBINED.get(&pair).copied()
            })
            .unwrap_or(first)
    }

    /// Whether the measure is that of the last number, whose noun is then left out.
    fn continues(&self, shown: &Shown) -> bool {
        let last = self.last_of_its_kind();
        last.is_some_and(|last| last.measure.as_ref() == Some(&shown.measure))
    }

    /// What a number is said to count where its measure shows: "the number of homes rose to 40".
    fn counted_at(&self, signal: usize) -> Option<usize> {
        let subject = || self.tree.child(signal, &["nsubj", "nsubjpass"]);
        let counter = if value::is_counter(self.tree, signal) {
            signal
        } else {
            subject().filter(|&at| value::is_counter(self.tree, at))?
        };
        value::counted_by(self.tree, counter)
            .filter(|&at| matches!(self.tree.pos(at), Pos::NOUN | Pos::PROPN))
    }

    /// What a number counts whose noun is left out.
    fn elided_unit(&self, shown: Option<&Shown>, whole: Option<String>) -> String {
        let Some(shown) = shown else {
            return String::new();
        };
        if let Some(unit) = whole {
            return unit;
        }
        if let Some(counted) = shown.signal.and_then(|at| self.counted_at(at)) {
            return unit::of_noun(self.tree, counted);
        }
        let changed = ["_rise", "_fall"].map(|way| shown.measure.strip_suffix(way));
        let measure = changed.into_iter().flatten().next();
        let persons = is_of_persons(measure.unwrap_or(&shown.measure));
        if persons && (shown.signal.is_some() || shown.taken && !self.continues(shown)) {
            return unit::PERSONS.to_owned();
        }
        match self.last_of_its_kind() {
            Some(last) => last.unit.clone(),
            None if persons => unit::PERSONS.to_owned(),
            // "Schools closed: 44".
            None => shown
                .signal
                .and_then(|at| {
                    (self.tree.sentence(at).start..=at)
                        .rev()
                        .take(3)
                        .find(|&at| self.tree.pos(at) == Pos::NOUN)
                })
                .map(|at| unit::of_noun(self.tree, at))
                .unwrap_or_default(),
        }
    }
}

pub(super) fn plainly(measure: &str) -> Shown {
    Shown {
        measure: measure.to_owned(),
        weak: false,
        taken: false,
        signal: None,
        topic: None,
        of_toll: false,
    }
}
