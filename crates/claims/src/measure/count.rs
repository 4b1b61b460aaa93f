//! One quantity: its noun, its unit, its measure, and what it takes over from those before.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use restated_language::Pos;

use super::aspect::{aspects, beside, describe, govern};
use super::noun::{MORE, Noun, noun, top};
use super::signal::{ANYTHING, Aspect, Relation, first, measure};
use super::tree::Tree;
use super::unit::{is_known, is_of_persons, kind};
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

/// How many sentences back a number is taken to be of what was spoken of there.
const MEMORY: usize = 3;

/// The work on one quantity.
pub(super) struct Counting<'c> {
    tree: &'c Tree<'c>,
    quantity: &'c Quantity,
    before: &'c [Count],
    top: usize,
    noun: Noun,
}

/// A measure with the word that shows it.
struct Shown {
    measure: String,
    /// Only shown weakly: see `signals.txt`.
    weak: bool,
    /// Taken over from a number before.
    taken: bool,
    signal: Option<usize>,
    /// It is the value of a toll, a number, a sum.
    of_toll: bool,
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
        let scope = shown.as_ref().map_or(Scope::Unsaid, |_| {
            scope::scope(self.tree, self.top, per.is_some(), of_toll, self.noun.more)
        });
        Count {
            quantity: self.quantity.clone(),
            unit,
            signal: shown.as_ref().and_then(|shown| shown.signal),
            measure: shown.map(|shown| shown.measure),
            counted,
            per,
            scope,
            part_of: whole,
        }
    }

    /// The measure, by the first that says one: what the number is the value of, the words
    /// around it, what was spoken of before, an open name.
    fn shown(&self, kind: &str, whole: Option<usize>) -> Option<Shown> {
        if self.noun.head.is_none() && self.is_a_part_s_whole() {
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
        let first = values_first.then(changed).flatten();
        first
            .or_else(|| around(false))
            .or_else(|| self.valued(kind))
            .or_else(changed)
            .or_else(|| around(true))
            .or_else(|| self.done(&aspects))
            .or_else(|| whole.and_then(|whole| self.taken_from(whole)))
            .or_else(|| self.spoken_of())
            .or_else(|| self.opened(&aspects, kind))
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
            let mut found = aspects(self.tree, others.unwrap_or(self.top));
            found.extend(beside(self.tree, self.quantity.tokens.end));
            return found;
        };
        // "dozens of windows", "14 of its soldiers": the number stands in the noun's place.
        let outer = if self.tree.is_below(noun, self.top, 2) {
            self.top
        } else {
            noun
        };
        let mut found = Vec::new();
        govern(self.tree, outer, 6, &mut found);
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
        found.push(Aspect::new(Relation::Noun, noun));
        found.push(Aspect::new(Relation::State, noun));
        found
    }

    fn around(&self, aspects: &[Aspect], kind: &str, weak: bool) -> Option<Shown> {
        let (aspect, measure) = first(self.tree, aspects, kind, weak)?;
        Some(Shown {
            measure: self.combined(measure, aspect, kind).to_owned(),
            weak: weak && self.noun.head.is_some(),
            taken: false,
            signal: Some(aspect.at),
            of_toll: false,
        })
    }

    /// "killed or wounded": the measure of both, where the other has no number of its own.
    fn combined(&self, first: &'static str, aspect: Aspect, kind: &str) -> &'static str {
        let tree = self.tree;
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
                tree.children(other).all(|c| {
                    c == self.top
                        || !matches!(tree.dep(c), "nsubj" | "nsubjpass" | "nummod" | "dobj")
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

    /// What the number is the value of: "the toll rose to 43".
    fn valued(&self, kind: &str) -> Option<Shown> {
        let bare = self.noun.head.is_none() || kind == unit::PERSONS;
        if !bare || self.noun.of_them || self.noun.partitive && self.noun.head.is_some() {
            return None;
        }
        // How far or how deep is said close by, or it is where something lies.
        let near = |name: &usize| {
            let setting = matches!(&self.quantity.unit, Unit::Physical(unit) if is_setting(unit));
            !setting || *name < self.top && self.top - name <= 4
        };
        value::names(self.tree, self.top, self.quantity.tokens.end)
            .into_iter()
            .filter(near)
            .find_map(|name| {
                let (measure, adds_up) = self.value_of(name, kind)?;
                Some(Shown {
                    measure,
                    weak: false,
                    taken: false,
                    signal: Some(name),
                    of_toll: adds_up && self.quantity.unit == Unit::Count,
                })
            })
    }

    /// The measure that `name` gives its value, and whether it is a count that adds up.
    fn value_of(&self, name: usize, kind: &str) -> Option<(String, bool)> {
        let tree = self.tree;
        if let Some(measure) = value::named(tree, name, kind) {
            return Some((measure.to_owned(), true));
        }
        let first_of = |aspects: &[Aspect]| {
            let strong = first(tree, aspects, ANYTHING, false);
            strong.or_else(|| first(tree, aspects, ANYTHING, true))
        };
        if value::is_counter(tree, name) {
            let counted = value::counted_by(tree, name);
            let mut around = Vec::new();
            if let Some(counted) = counted {
                describe(tree, counted, &mut around);
                around.push(Aspect::new(Relation::Noun, counted));
                around.push(Aspect::new(Relation::State, counted));
            }
            describe(tree, name, &mut around);
            let listed = first_of(&around);
            return listed
                .map(|(_, measure)| measure.to_owned())
                .or_else(|| value::named(tree, counted?, kind).map(str::to_owned))
                .or_else(|| open::of_noun(tree, counted?))
                .map(|measure| (measure, true));
        }
        let counts = self.noun.head.is_none() && self.quantity.unit == Unit::Count;
        if !counts && self.quantity.unit != Unit::Percent {
            return None;
        }
        let mut around = vec![Aspect::new(Relation::Noun, name)];
        // "the injured", not "the sinking".
        if tree.pos(name) != Pos::NOUN
            || !tree.word(name).ends_with("ing")
            || tree.is(name, &["missing"])
        {
            around.push(Aspect::new(Relation::State, name));
        }
        describe(tree, name, &mut around);
        first_of(&around).map(|(_, measure)| (measure.to_owned(), false))
    }

    /// "Exports fell 12 percent".
    fn changed(&self, kind: &str) -> Option<Shown> {
        let (word, way) = value::change(self.tree, self.top, kind == "share")?;
        let subject = self
            .tree
            .child(word, &["nsubj", "nsubjpass", "dobj", "compound"])
            .or_else(|| {
                let link = self
                    .tree
                    .children(word)
                    .find(|&c| self.tree.is(c, &["in", "of"]))?;
                self.tree.child(link, &["pobj"])
            })
            .filter(|&at| at != self.top)?;
        let name = value::named(self.tree, subject, ANYTHING)
            .map(str::to_owned)
            .or_else(|| self.value_of(subject, kind).map(|(measure, _)| measure))
            .or_else(|| open::of_name(self.tree, subject))?;
        Some(Shown {
            measure: format!("{name}_{way}"),
            weak: false,
            taken: false,
            signal: Some(word),
            of_toll: false,
        })
    }

    /// The count that this one is a part of: "including 11 children", "three of them".
    fn whole(&self) -> Option<usize> {
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
    fn of_number(&self, sentence: usize) -> Option<usize> {
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
    fn includer(&self) -> Option<usize> {
        let start = self.tree.sentence(self.top).start;
        let first = self.quantity.tokens.start;
        let near = first.saturating_sub(3).max(start)..first;
        near.rev().find(|&at| {
            self.tree.is(at, &["including"])
                || self.tree.is(at, &["among"]) && self.tree.is(at + 1, &["them", "whom", "those"])
        })
    }

    fn taken_from(&self, whole: usize) -> Option<Shown> {
        let measure = self.before[whole].measure.clone()?;
        Some(Shown {
            measure,
            weak: false,
            taken: true,
            signal: None,
            of_toll: false,
        })
    }

    /// What was spoken of before, for a number that says nothing itself: "Zolmar says 2,200."
    fn spoken_of(&self) -> Option<Shown> {
        let bare = self.noun.head.is_none() && !self.noun.partitive && !self.is_a_part_s_whole();
        let asks = match self.quantity.unit {
            Unit::Count => bare && self.is_said(),
            Unit::Money(_) => bare,
            // "a rate of 3.9 percent, above the 1 percent that is acceptable".
            Unit::Percent => bare && self.follows(0) && self.noun.definite,
            _ => false,
        };
        if !asks {
            return None;
        }
        let measure = match self.quantity.unit {
            Unit::Money(_) => self.topic_of_money()?,
            _ => self.last_of_its_kind()?.measure.clone()?,
        };
        Some(Shown {
            measure,
            weak: false,
            taken: true,
            signal: None,
            of_toll: false,
        })
    }

    /// "the 38" of "14 of the 38": it only says what the other is a part of.
    fn is_a_part_s_whole(&self) -> bool {
        let at = self.quantity.tokens.start;
        let of = at.checked_sub(2).filter(|&of| self.tree.is(of, &["of"]));
        of.is_some()
            && self
                .before
                .last()
                .is_some_and(|last| Some(last.quantity.tokens.end) == of)
    }

    /// The measure that the sums of the text so far are mostly of.
    fn topic_of_money(&self) -> Option<String> {
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
    fn is_said(&self) -> bool {
        let Some(head) = self.tree.head(self.top) else {
            return true;
        };
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
            // "171 are in Losacedo".
            "nsubj" | "nsubjpass" => {
                self.noun.definite || self.tree.lemma(head) == "be" && self.follows(1)
            }
            // "five by Wednesday", beside another number of the same sentence.
            "conj" | "appos" | "npadvmod" | "dep" => self.follows(0),
            _ => false,
        }
    }

    /// Whether a count without unit stands at most so many sentences before.
    fn follows(&self, sentences: usize) -> bool {
        let sentence = self.tree.annotated.sentence_of(self.top);
        self.last_of_its_kind().is_some_and(|last| {
            let there = self.tree.annotated.sentence_of(last.quantity.tokens.start);
            there + sentences >= sentence
        })
    }

    /// The last count of the same kind, in the last few sentences.
    fn last_of_its_kind(&self) -> Option<&'c Count> {
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

    /// A measure of our own making.
    fn opened(&self, aspects: &[Aspect], kind: &str) -> Option<Shown> {
        if self.noun.of_them || kind == "area" {
            return (kind == "area").then(|| plainly("area"));
        }
        let by_noun = || {
            self.noun
                .head
                .and_then(|noun| open::of_noun(self.tree, noun))
        };
        let by_name = || {
            let names = value::names(self.tree, self.top, self.quantity.tokens.end);
            if names.iter().any(|&name| open::doubts(self.tree, name)) {
                return None;
            }
            // "metre" of "4 billion cubic metres" names nothing.
            let in_quantity = |at: usize| {
                self.before
                    .iter()
                    .rev()
                    .take(4)
                    .any(|count| count.quantity.tokens.contains(&at))
            };
            let name = names.iter().copied().find(|&name| !in_quantity(name));
            name.and_then(|name| open::of_name(self.tree, name))
        };
        let measure = match self.quantity.unit {
            Unit::Count => {
                let noun = self.noun.head?;
                open::of_verb(self.tree, aspects)
                    .or_else(|| open::of_deed(self.tree, aspects, noun, false))
                    .or_else(by_noun)
            }
            Unit::Share | Unit::Percent if self.noun.head.is_some() => {
                let noun = self.noun.head?;
                open::of_state(self.tree, self.top, aspects, Some(noun))
                    .or_else(|| open::of_verb(self.tree, aspects))
                    .or_else(|| open::of_deed(self.tree, aspects, noun, true))
                    .or_else(by_noun)
            }
            Unit::Share => return None,
            Unit::Percent => open::of_state(self.tree, self.top, aspects, None)
                .or_else(|| open::of_verb(self.tree, aspects))
                .or_else(by_name),
            Unit::Physical(_) if self.noun.head.is_some() => self
                .noun
                .head
                .and_then(|noun| open::of_name(self.tree, noun)),
            _ => open::of_verb(self.tree, aspects).or_else(by_name),
        }?;
        Some(plainly(&measure))
    }

    /// What a number counts whose noun is left out.
    fn elided_unit(&self, shown: Option<&Shown>, whole: Option<String>) -> String {
        let Some(shown) = shown else {
            return String::new();
        };
        if let Some(unit) = whole {
            return unit;
        }
        let persons = is_of_persons(&shown.measure);
        if persons && shown.signal.is_some() {
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

    /// Whether a reader would call this a figure: small numbers in words that only set the
    /// scene are none ("two officials said", "three of its neighbours").
    fn is_figure(&self, shown: &Shown, unit: &str) -> bool {
        let bare = self.noun.head.is_none() && self.quantity.unit == Unit::Count;
        if shown.taken || bare || is_known(&shown.measure) && !shown.weak && !self.speaks() {
            return true;
        }
        match self.quantity.unit {
            Unit::Count => self.is_large(),
            Unit::Physical(_) => !is_setting(unit) || self.is_reached(),
            _ => true,
        }
    }

    /// "gusts of 140 kilometres an hour", "rose to 7.2 metres", not "within 20 kilometres".
    fn is_reached(&self) -> bool {
        // "60 centimetres of snow fell".
        let acts = matches!(self.tree.dep(self.top), "nsubj" | "dobj" | "nsubjpass");
        if acts && self.noun.head.is_some() {
            return true;
        }
        let link = self
            .tree
            .head(self.top)
            .filter(|_| self.tree.dep(self.top) == "pobj");
        link.is_some_and(|link| self.tree.is(link, &["of", "to", "at"]))
    }

    /// "Three officials said": they are the source, not what is told.
    fn speaks(&self) -> bool {
        let Some(noun) = self.noun.head else {
            return false;
        };
        let outer = if self.tree.is_below(noun, self.top, 2) {
            self.top
        } else {
            noun
        };
        self.tree.dep(outer) == "nsubj"
            && self
                .tree
                .head(outer)
                .is_some_and(|verb| open::reports(self.tree, verb))
    }

    /// Written in digits, or too large for a number that only sets the scene.
    fn is_large(&self) -> bool {
        const SMALL: f64 = 12.0;
        let value = self
            .quantity
            .best
            .or(self.quantity.low)
            .or(self.quantity.high);
        let number = &self.tree.annotated.text[self.quantity.number.clone()];
        value.is_none_or(|value| {
            value > SMALL
                || value != 1.0 && value != 0.0 && number.contains(|c: char| c.is_ascii_digit())
        })
    }
}

/// Lengths, times and the like say where and when far more often than how much.
fn is_setting(unit: &str) -> bool {
    matches!(
        unit,
        "m" | "km"
            | "cm"
            | "mm"
            | "[mi_i]"
            | "[ft_i]"
            | "[yd_i]"
            | "[in_i]"
            | "[nmi_i]"
            | "s"
            | "min"
            | "h"
            | "d"
            | "wk"
            | "mo"
            | "a"
            | "km/h"
            | "[mi_i]/h"
            | "Cel"
            | "[degF]"
            | "kn"
            | "[kn_i]"
    )
}

fn plainly(measure: &str) -> Shown {
    Shown {
        measure: measure.to_owned(),
        weak: false,
        taken: false,
        signal: None,
        of_toll: false,
    }
}
