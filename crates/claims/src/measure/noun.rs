//! The noun that a number counts.

use std::ops::Range;

use restated_language::Pos;

use super::signal::ANYTHING;
use super::tree::Tree;
use super::value;
use crate::quantity::{Quantity, Unit};

/// What stands where the counted noun can stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Noun {
    /// Its head; none where it is left out.
    pub(super) head: Option<usize>,
    /// The noun with its modifiers.
    pub(super) tokens: Range<usize>,
    /// "of them", "of whom", "of the nine": a part of what was counted before.
    pub(super) of_them: bool,
    /// "of the 30 miners".
    pub(super) partitive: bool,
    /// "14 of the 38": the number it is a part of has no noun either.
    pub(super) of_number: bool,
    /// "the 7,200", "those eleven".
    pub(super) definite: bool,
    /// "two more", "another 40", "a further eight".
    pub(super) more: bool,
    /// "40,000 fewer than".
    pub(super) compared: bool,
}

/// How many words may stand between a number and its noun.
const MODIFIERS: usize = 6;
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "these", "those", "them",
    "all", "some",
];
/// What stands between "of their" and the number of all.
const TURNS: &[&str] = &[
    "last",
    "past",
    "previous",
    "first",
    "next",
    "final",
    "opening",
    "other",
    "remaining",
];
pub(super) const MORE: &[&str] = &[
    "more",
    "other",
    "others",
    "further",
    "additional",
    "extra",
    "fewer",
    "less",
];

/// The token by which the number hangs in its tree.
pub(super) fn top(tree: &Tree<'_>, quantity: &Quantity) -> usize {
    let in_number = |at: &usize| {
        let bytes = tree.token(*at).bytes();
        bytes.start < quantity.number.end && bytes.end > quantity.number.start
    };
    let last = quantity.tokens.clone().rev().find(in_number);
    let mut top = last.unwrap_or(quantity.tokens.start);
    while let Some(head) = tree.head(top).filter(|head| quantity.tokens.contains(head)) {
        if matches!(tree.pos(head), Pos::VERB | Pos::AUX | Pos::ADP | Pos::ADV) {
            break;
        }
        top = head;
    }
    top
}

/// The noun behind the number of `quantity`; `next` is the next number.
pub(super) fn noun(tree: &Tree<'_>, quantity: &Quantity, next: Option<&Quantity>) -> Noun {
    let following = next;
    let next = following.map_or(tree.annotated.len(), |next| next.tokens.start);
    let sentence = tree.sentence(quantity.tokens.start);
    let before = quantity
        .tokens
        .start
        .checked_sub(1)
        .filter(|&at| at >= sentence.start);
    let stands_before = |words: &[&str]| before.is_some_and(|at| tree.is(at, words));
    let mut noun = Noun {
        definite: stands_before(&[
            "the",
            "those",
            "these",
            "all",
            "remaining",
            "other",
            "its",
            "their",
            "both",
        ]),
        more: stands_before(&["another", "further", "additional", "other"]),
        ..Noun::default()
    };
    // "a magnitude 6.1 earthquake": the number is no number of earthquakes.
    if before.is_some_and(|at| value::named(tree, at, ANYTHING) == Some("magnitude")) {
        return noun;
    }
    let mut at = quantity.tokens.end;
    let end = sentence.end.min(next.max(at)).min(at + MODIFIERS + 4);
    while at < end && tree.is(at, MORE) {
        noun.more = true;
        at += 1;
    }
    noun.compared = at > quantity.tokens.end && at < sentence.end && tree.is(at, &["than"]);
    let of = at < end && tree.is(at, &["of"]);
    if of {
        at += 1;
        while at < end
            && (tree.is(at, DETERMINERS) || tree.dep(at) == "poss" || tree.tag(at) == "POS")
        {
            noun.partitive |= !tree.is(at, &["a", "an"]);
            at += 1;
        }
        // "eight of their last 10 games"
        while noun.partitive && at < next && at < end && tree.is(at, TURNS) {
            at += 1;
        }
        let pronoun =
            |at: usize| tree.is(at, &["them", "us", "whom", "which", "these", "those", "it"]);
        if at > quantity.tokens.end + 1 && pronoun(at - 1) || at < sentence.end && pronoun(at) {
            noun.of_them = true;
            return noun;
        }
        // "14 of the 38", "900 of the 1,100 jobs".
        if at >= next
            && let Some(following) = following
        {
            noun.partitive = true;
            let start = following.tokens.end;
            noun.head = head(
                tree,
                following,
                start,
                sentence.end.min(start + MODIFIERS + 4),
            );
            noun.of_number = noun.head.is_none();
            noun.tokens = noun.head.map_or(0..0, |head| start..head + 1);
            return noun;
        }
    } else if matches!(
        quantity.unit,
        Unit::Money(_) | Unit::Percent | Unit::Times | Unit::Physical(_)
    ) {
        return noun;
    } else if quantity.unit == Unit::Share {
        // "one in five nurses".
        let top = top(tree, quantity);
        let counted = tree
            .head(top)
            .filter(|&head| head >= at && tree.dep(top) == "nummod");
        if counted.is_none() {
            return noun;
        }
    }
    if let Some(head) = head(tree, quantity, at, end) {
        noun.head = Some(head);
        noun.tokens = at..head + 1;
    }
    noun
}

/// The last word of the noun phrase that starts at `start`, with all of "co-workers".
fn head(tree: &Tree<'_>, quantity: &Quantity, start: usize, end: usize) -> Option<usize> {
    // "about 50 hurt" has no noun, whatever the tree says.
    let mut last = last_word(tree, quantity, start, end).filter(|&at| !tree.is(at, &["hurt"]))?;
    let sentence = tree.sentence(last);
    let joined = |at: usize| tree.token(at).bytes().end == tree.token(at + 1).bytes().start;
    while last + 2 < sentence.end
        && tree.is(last + 1, &["-"])
        && joined(last)
        && joined(last + 1)
        && tree.pos(last + 2) == Pos::NOUN
    {
        last += 2;
    }
    Some(last)
}

fn last_word(tree: &Tree<'_>, quantity: &Quantity, start: usize, end: usize) -> Option<usize> {
    let governor = tree
        .head(top(tree, quantity))
        .filter(|head| (start..end).contains(head) && tree.dep(top(tree, quantity)) == "nummod");
    let names = |at: usize| matches!(tree.pos(at), Pos::NOUN | Pos::PROPN);
    if let Some(governor) = governor.filter(|&at| names(at) && !goes_past_verb(tree, start..at)) {
        return Some(governor);
    }
    let mut last = None;
    for at in start..end {
        let named = matches!(tree.pos(at), Pos::NOUN | Pos::PROPN);
        // "wounding two others Monday"
        if named && is_day(tree.token(at).text()) {
            break;
        }
        let goes_on = match tree.pos(at) {
            Pos::NOUN | Pos::PROPN => last.is_none_or(|last| continues(tree, last, at)),
            Pos::ADJ => last.is_none(),
            // "12 suspected cases", not "12 killed in".
            Pos::VERB => {
                last.is_none() && tree.dep(at) == "amod" && tree.head(at).is_some_and(|h| h > at)
            }
            Pos::ADV => {
                last.is_none()
                    && tree
                        .head(at)
                        .is_some_and(|h| h > at && h < end && tree.pos(h) != Pos::VERB)
            }
            Pos::NUM => last.is_none() && tree.head(at).is_some_and(|h| h > at && h < end),
            Pos::PUNCT => {
                tree.token(at).text() == "-" || tree.is(at, &["“", "\"", "‘"]) && last.is_none()
            }
            Pos::PART => tree.tag(at) == "POS",
            // "young and old men".
            Pos::CCONJ => last.is_none() && at > start && tree.pos(at - 1) == Pos::ADJ,
            _ => false,
        };
        if !goes_on {
            break;
        }
        if named {
            last = Some(at);
        }
    }
    // "34 enemy dead": an adjective in the noun's place.
    let nominal = |at: &usize| {
        let behind = last.is_none_or(|last| *at == last + 1);
        behind && tree.pos(*at) == Pos::ADJ && tree.dep(*at) != "acomp"
    };
    governor.filter(nominal).or(last)
}

/// Whether a capitalised word is a weekday or a month.
fn is_day(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    DAYS.iter().any(|day| word.eq_ignore_ascii_case(day)) && word.starts_with(char::is_uppercase)
}

/// Whether a finite verb or an "and" of the number's own stands among `tokens`: "4,000 flee
/// homes", "at 2,310 and deaths at 77".
fn goes_past_verb(tree: &Tree<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        tree.dep(at) == "cc" && tree.head(at).is_none_or(|head| head < at)
            || tree.pos(at) == Pos::VERB && matches!(tree.tag(at), "VBP" | "VBZ" | "VBD")
    })
}

/// Whether the noun at `at` goes on with the compound that ends at `last`.
fn continues(tree: &Tree<'_>, last: usize, at: usize) -> bool {
    let between =
        at == last + 1 || (last + 1..at).all(|i| matches!(tree.pos(i), Pos::PUNCT | Pos::PART));
    between
        && matches!(
            tree.dep(last),
            "compound" | "amod" | "nmod" | "poss" | "npadvmod" | "nummod"
        )
        && tree.head(last).is_some_and(|head| head >= at)
}
