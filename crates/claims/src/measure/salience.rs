//! Whether a reader would call a number a figure.

use restated_language::Pos;

use super::count::{Counting, Shown};
use super::open;
use super::unit::{PERSONS, is_known};
use crate::quantity::Unit;

impl<'c> Counting<'c> {
    /// Whether a reader would call this a figure: small numbers in words that only set the
    /// scene are none ("two officials said", "three of its neighbours").
    pub(super) fn is_figure(&self, shown: &Shown, unit: &str) -> bool {
        // "an average of 26.9": nobody is a part of a person.
        let parts = self.quantity.best.is_some_and(|best| best.fract() != 0.0);
        if parts && unit == PERSONS {
            return false;
        }
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
    pub(super) fn is_reached(&self) -> bool {
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
    pub(super) fn speaks(&self) -> bool {
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

    /// "One" of "One sustained injuries", taken for the number of what it sustained.
    pub(super) fn is_pronoun(&self) -> bool {
        let governor = self.tree.head(self.top);
        self.quantity.best == Some(1.0)
            && self.tree.is(self.quantity.tokens.start, &["one"])
            && self.tree.dep(self.top) == "nummod"
            && governor.is_some_and(|noun| matches!(self.tree.tag(noun), "NNS" | "NNPS"))
    }

    /// "18 less seven", "five plus six": what is reckoned is told where it is counted.
    pub(super) fn is_reckoned(&self) -> bool {
        let sign = |at: usize| self.tree.is(at, &["less", "minus", "plus"]);
        let number = |at: usize| self.tree.pos(at) == Pos::NUM;
        let sentence = self.tree.sentence(self.top);
        let tokens = &self.quantity.tokens;
        let behind = tokens.end + 1 < sentence.end && sign(tokens.end) && number(tokens.end + 1);
        let before = tokens.start >= sentence.start + 2
            && sign(tokens.start - 1)
            && number(tokens.start - 2);
        self.quantity.unit == Unit::Count && self.noun.head.is_none() && (behind || before)
    }

    /// Written in digits, or too large for a number that only sets the scene.
    pub(super) fn is_large(&self) -> bool {
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
pub(super) fn is_setting(unit: &str) -> bool {
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
