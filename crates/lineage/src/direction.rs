//! Who has it from whom.
//!
//! Only evidence counts: a credit, a notice or a link that names the other outlet; the time of
//! publication; an origin that one text still names and the other has lost; one-sided loss of
//! dates, attributions and caveats; sentences that stand twice. How much of a text is in the other
//! is hardly any: of a cut report the copy lies within the original, of an embedded one the
//! original within the copy.
//!
//! Every sign that one is the child has a weight (see [`weights`]); the signs for the one
//! direction less those for the other are put through the logistic function. Too little on
//! balance is "unknown", which is an answer. A later article cannot be the parent, whatever else
//! speaks for it, and two texts that both name a third outlet as their author are siblings.

mod signs;
mod zone;

use crate::when::{Lag, When};
use crate::{Entry, Kind, Passage, Place, Words, publisher};
use signs::{Sign, signs};
use zone::Zone;

/// What a comparison of two texts has found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    /// How they hang together, whichever is the parent.
    pub(crate) kind: Kind,
    /// What they share: `child` are words of the first text, `parent` words of the second. None
    /// means all of both.
    pub(crate) passages: Vec<Passage>,
    /// How much of the first and of the second text is shared, each 0 to 1.
    pub(crate) shares: (f64, f64),
}

impl Evidence {
    /// The same with the texts in the other order.
    pub(crate) fn turned(&self) -> Self {
        let turned = |passage: &Passage| Passage {
            child: passage.parent.clone(),
            parent: passage.child.clone(),
        };
        let mut passages: Vec<_> = self.passages.iter().map(turned).collect();
        passages.sort_by_key(|passage| (passage.child.start, passage.parent.start));
        Self {
            kind: self.kind,
            passages,
            shares: (self.shares.1, self.shares.0),
        }
    }
}

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// The first has it from the second.
    AFromB,
    /// The second has it from the first.
    BFromA,
    /// The texts do not show it.
    Unknown,
}

/// Which way it went, and what shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// Which way.
    pub(crate) toward: Toward,
    /// How far the evidence goes: 1 for the first from the second, -1 for the second from the
    /// first, 0 for no evidence or signs for both.
    pub(crate) score: f64,
    /// What shows it, weightiest first, said of the child; where the direction is unknown, why.
    pub(crate) why: Vec<String>,
    /// The outlet that both name as their author: neither is the other's parent.
    pub(crate) siblings: Option<String>,
}

/// How much each sign weighs, in units of the logistic function: what weighs 1 makes the one
/// direction e times as likely as the other, 3 twenty times. Set by hand.
pub(crate) mod weights {
    /// Names the other outlet as its author or beside the shared words.
    pub(crate) const NAMES: f64 = 3.0;
    /// Names the other outlet elsewhere in its text.
    pub(crate) const MENTIONS: f64 = 1.5;
    /// The other names itself within what is shared ("told Lantern"), and this has lost that.
    pub(crate) const LOST_ORIGIN: f64 = 2.0;
    /// The other begins with a dateline that names no third outlet, and this has none.
    pub(crate) const LOST_DATELINE: f64 = 0.8;
    /// Published on a later day.
    pub(crate) const DAYS_LATER: f64 = 1.5;
    /// Published an hour or more later, on the same day.
    pub(crate) const HOURS_LATER: f64 = 1.1;
    /// Published some minutes later: outlets post what an agency sends at their own pace.
    pub(crate) const MINUTES_LATER: f64 = 0.4;
    /// One caveat is gone; each further one adds half of the last.
    pub(crate) const LOST_CAVEAT: f64 = 0.7;
    /// For each standard deviation by which the other has more dates or attributions.
    pub(crate) const LOST_WORDS: f64 = 0.6;
    /// The same for words that are lost and added more freely: roles, hedges.
    pub(crate) const LOST_SHADES: f64 = 0.35;
    /// Standard deviations beyond which a loss shows no more.
    pub(crate) const MOST_LOST: f64 = 2.0;
    /// What losses between two languages count.
    pub(crate) const ACROSS_LANGUAGES: f64 = 0.5;
    /// The other names a third outlet as its author, so it did not have the text from this; but
    /// this may have it from the third outlet too.
    pub(crate) const OTHER_AUTHOR: f64 = 0.4;
    /// Sentences stand twice.
    pub(crate) const DOUBLED: f64 = 0.4;
    /// Ends within the other's text, having begun where that begins.
    pub(crate) const BREAKS_OFF: f64 = 0.4;
    /// The least balance that shows a direction.
    pub(crate) const ENOUGH: f64 = 1.0;
}

/// Which way what `a` and `b` share went, as far as the texts and what is known of them show.
pub(crate) fn direct(a: Entry<'_>, b: Entry<'_>, shared: &Evidence) -> Verdict {
    let (first, second) = (Zone::of(a, shared, false), Zone::of(b, shared, true));
    let from_b = signs(&first, &second, shared.shares);
    let from_a = signs(&second, &first, (shared.shares.1, shared.shares.0));
    let balance = total(&from_b) - total(&from_a);
    let named = |signs: &[Sign]| signs.iter().any(|sign| sign.names);
    if let Some(third) = third(a, b).filter(|_| !named(&from_a) && !named(&from_b)) {
        return Verdict {
            toward: Toward::Unknown,
            score: 0.0,
            why: vec![format!("both name {third} as their origin")],
            siblings: Some(third),
        };
    }
    let (toward, signs) = if balance >= weights::ENOUGH {
        (Toward::AFromB, from_b)
    } else if balance <= -weights::ENOUGH {
        (Toward::BFromA, from_a)
    } else {
        let why = match (from_a.is_empty(), from_b.is_empty()) {
            (true, true) => "nothing shows which of the two was first",
            (false, false) => "there are signs for either direction",
            _ => "too little shows which of the two was first",
        };
        return unknown(why.to_owned(), logistic(balance));
    };
    // The child is the one that is to be later.
    let (child, parent) = match toward {
        Toward::AFromB => (a, b),
        _ => (b, a),
    };
    if let Some(lag) = later(parent, child).filter(Lag::rules_out) {
        let sign = signs.first().map_or("", |sign| sign.why.as_str());
        return unknown(
            format!("{sign}, but that article was published {lag} later than this one"),
            0.0,
        );
    }
    Verdict {
        toward,
        score: logistic(balance),
        why: signs.into_iter().map(|sign| sign.why).collect(),
        siblings: None,
    }
}

fn unknown(why: String, score: f64) -> Verdict {
    Verdict {
        toward: Toward::Unknown,
        score,
        why: vec![why],
        siblings: None,
    }
}

fn total(signs: &[Sign]) -> f64 {
    signs.iter().map(|sign| sign.weight).sum()
}

/// The logistic function, from -1 to 1; odd to the last bit, so that turning the pair turns the
/// score.
fn logistic(balance: f64) -> f64 {
    (balance.abs() / 2.0).tanh().copysign(balance)
}

/// How much later `one` was published than `other`.
pub(crate) fn later(one: Entry<'_>, other: Entry<'_>) -> Option<Lag> {
    let when = |entry: Entry<'_>| When::read(entry.about.published.as_deref()?);
    when(one)?.later(when(other)?)
}

/// Names of outlets that the article gives as the author of its text: in the dateline, in a credit
/// line, a signature, a notice. Names alone may be those of reporters and towns, so what stands
/// elsewhere than in the dateline counts only as a credit.
pub(crate) fn authors(entry: Entry<'_>) -> Vec<&str> {
    let named = &entry.record.marks.named;
    let of_the_author = |at: &Words| {
        let mut places = named.iter().filter(|named| named.place.of_the_author());
        places.any(|named| named.at.start < at.end && at.start < named.at.end)
    };
    let credits = entry.about.credits.iter();
    let credits = credits.filter(|credit| credit.at.as_ref().is_none_or(of_the_author));
    let dateline = named.iter().filter(|named| named.place == Place::Dateline);
    let own = |name: &&str| !publisher::calls_itself(entry.about, name);
    let credits = credits.map(|credit| credit.outlet.as_str());
    credits
        .chain(dateline.map(|named| named.name.as_str()))
        .filter(own)
        .collect()
}

/// The outlet, of neither article, that both name as the author of their text: the longer name.
/// Of one of them it must be certain that it is an outlet; then the same name in a signature or a
/// notice of the other is one too.
fn third(a: Entry<'_>, b: Entry<'_>) -> Option<String> {
    let shared = |one: Entry<'_>, other: Entry<'_>| -> Vec<String> {
        let marks = other.record.marks.named.iter();
        let marks = marks.filter(|named| named.place.of_the_author());
        let marks = marks.map(|named| named.name.as_str());
        let others: Vec<&str> = authors(other).into_iter().chain(marks).collect();
        let both = |name: &&str| others.iter().any(|other| publisher::one_name(name, other));
        authors(one)
            .into_iter()
            .filter(both)
            .map(str::to_owned)
            .collect()
    };
    let neither = |name: &String| {
        let mut both = [a, b].into_iter();
        both.all(|entry| !publisher::calls_itself(entry.about, name))
    };
    let names = shared(a, b).into_iter().chain(shared(b, a)).filter(neither);
    names.max_by_key(|name| (name.chars().count(), name.clone()))
}

#[cfg(test)]
mod tests;
