//! What a number is the value of, by how much it changes that, and what it is called where no table
//! knows it.

use restated_language::Pos;

use super::aspect::describe;
use super::count::{Counting, Shown, plainly};
use super::salience::is_setting;
use super::signal::{ANYTHING, Aspect, Relation, first};
use super::{open, unit, value};
use crate::quantity::Unit;

impl<'c> Counting<'c> {
    /// What the number is the value of: "the toll rose to 43".
    pub(super) fn valued(&self, kind: &str) -> Option<Shown> {
        // "widened to 4 percent of output".
        let reached = kind == "share"
            && self
                .tree
                .head(self.top)
                .is_some_and(|link| self.tree.is(link, &["to", "at"]));
        let bare = self.noun.head.is_none() || kind == unit::PERSONS || reached;
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
                    topic: None,
                    of_toll: adds_up && self.quantity.unit == Unit::Count,
                })
            })
    }

    /// The change that a number between its verb and what was reached is of: "fell by 12,000 to
    /// 480,000", "rose $3 to $74".
    pub(super) fn step(&self) -> Option<(usize, &'static str)> {
        let tokens = &self.quantity.tokens;
        let sentence = self.tree.sentence(self.top);
        let before = tokens.start.checked_sub(1)?;
        let verb = before - usize::from(before > 0 && self.tree.is(before, &["by"]));
        let reaches = tokens.end + 1 < sentence.end && self.tree.is(tokens.end, &["to"]);
        let inside = verb >= sentence.start && reaches && self.tree.pos(verb) == Pos::VERB;
        let number = |at: usize| self.tree.pos(at) == Pos::NUM || self.tree.pos(at) == Pos::SYM;
        inside
            .then(|| value::way(self.tree, verb))
            .flatten()
            .filter(|_| number(tokens.end + 1))
            .map(|way| (verb, way))
    }

    /// "Lose a fifth of its income": what goes stands behind the share.
    fn lost(&self, verb: usize) -> Option<String> {
        let noun = self.noun.head?;
        let lost = self.tree.lemma(verb) == "lose" && self.tree.dep(self.outer()) == "dobj";
        let thing = || {
            value::named(self.tree, noun, ANYTHING)
                .map(str::to_owned)
                .or_else(|| open::of_name(self.tree, noun))
        };
        Some(format!("{}_loss", lost.then(thing).flatten()?))
    }

    /// The measure that `name` gives its value, and whether it is a count that adds up.
    pub(super) fn value_of(&self, name: usize, kind: &str) -> Option<(String, bool)> {
        let tree = self.tree;
        if let Some(measure) = value::named(tree, name, kind) {
            return Some((measure.to_owned(), true));
        }
        let first_of = |aspects: &[Aspect], kind: &str| {
            let strong = first(tree, aspects, kind, false);
            strong.or_else(|| first(tree, aspects, kind, true))
        };
        if value::is_counter(tree, name) {
            let counted = value::counted_by(tree, name);
            let mut around = Vec::new();
            if let Some(counted) = counted {
                // "the figure of 400 hectares".
                if self.quantity.tokens.contains(&counted) {
                    return None;
                }
                describe(tree, counted, &mut around);
                // "the number of homes destroyed", taken for its verb.
                around.extend(
                    tree.head(name)
                        .filter(|&at| at == counted + 1 && tree.tag(at) == "VBN")
                        .map(|at| Aspect::new(Relation::Object, at)),
                );
                around.push(Aspect::new(Relation::Noun, counted));
                around.push(Aspect::new(Relation::State, counted));
            }
            describe(tree, name, &mut around);
            let counts = counted.map(|noun| unit::of_noun(tree, noun));
            let of_kind =
                counts.and_then(|unit| first_of(&around, unit::kind(&unit, &Unit::Count)));
            // "the number on board", "the total aboard" count people, though none are named.
            let state = counted.is_none() && name + 1 < tree.sentence(name).end;
            let behind = state.then(|| Aspect::new(Relation::State, name + 1));
            let listed = of_kind
                .or_else(|| first_of(&around, ANYTHING))
                .or_else(|| first_of(behind.as_slice(), unit::PERSONS));
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
        first_of(&around, ANYTHING).map(|(_, measure)| (measure.to_owned(), false))
    }

    /// "Exports fell 12 percent".
    pub(super) fn changed(&self, kind: &str) -> Option<Shown> {
        let start = self.quantity.tokens.start;
        let reached = start > 0 && self.tree.is(start - 1, &["to"]);
        let by = || value::change(self.tree, self.top, self.outer(), kind == "share");
        let (word, way) = self.step().or_else(by).filter(|_| !reached)?;
        if let Some(measure) = self.lost(word) {
            return Some(Shown {
                signal: Some(word),
                topic: None,
                ..plainly(&measure)
            });
        }
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
            topic: None,
            of_toll: false,
        })
    }

    /// A measure of our own making.
    pub(super) fn opened(&self, aspects: &[Aspect], kind: &str) -> Option<Shown> {
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
                open::of_part(self.tree, aspects, noun)
                    .or_else(|| open::of_state(self.tree, self.top, aspects, Some(noun)))
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
}
