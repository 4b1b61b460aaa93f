//! What a figure that says little of itself is a figure of: "They say 340", "It is 52 by our count".
//!
//! A number that stands without what it counts has its measure from the words around it, which may
//! be about something else; and some texts use words that are of no known measure. Other articles
//! that give the same number, or the same source that gives one close by, show what is meant.

use std::collections::{BTreeMap, BTreeSet};

use super::alignment::Alignment;
use super::measure::{Joins, is_open, joins};
use super::population::{says_no_kind, unit};
use super::setting::words;
use super::source;
use super::value::{compatible, equal, is_odd, is_telling, number, ratio};
use crate::model::Told;
use crate::word_lists::List;

/// A measure that says no more than that somebody is counted.
const VAGUE: [&str; 1] = ["affected"];

/// How far apart two numbers of one source may be to be of one thing.
const CLOSE: f64 = 1.25;

/// The figures that are of another measure than their own, by id, with what shows it.
pub(super) fn moved<'a>(
    told: &[&'a Told],
    alignment: &Alignment<'_>,
) -> BTreeMap<&'a str, (&'a str, String)> {
    let known = Known::of(told);
    told.iter()
        .filter_map(|one| Some((one.id.as_str(), measure(one, &known, alignment)?)))
        .collect()
}

/// Figures by what another may share with them.
struct Known<'a> {
    by_number: BTreeMap<u64, Vec<&'a Told>>,
    by_source: BTreeMap<usize, Vec<&'a Told>>,
}

/// Of more figures that share a number or a source no more is learned.
const ENOUGH: usize = 512;

impl<'a> Known<'a> {
    fn of(told: &[&'a Told]) -> Self {
        let mut known = Self {
            by_number: BTreeMap::new(),
            by_source: BTreeMap::new(),
        };
        for &told in told {
            let Some(figure) = &told.claim.figure else {
                continue;
            };
            if is_open(&figure.measure) || VAGUE.contains(&figure.measure.as_str()) {
                continue;
            }
            if let Some(number) = number(figure) {
                known
                    .by_number
                    .entry(number.to_bits())
                    .or_default()
                    .push(told);
            }
            if let Some(source) = told.source {
                known.by_source.entry(source).or_default().push(told);
            }
        }
        known
    }

    /// The figures that share the number or the source of `one`, in the order of their ids.
    fn near(&self, one: &Told) -> Vec<&'a Told> {
        let number = one.claim.figure.as_ref().and_then(number);
        let alike = number.and_then(|number| self.by_number.get(&number.to_bits()));
        let ours = one.source.and_then(|source| self.by_source.get(&source));
        let lists = [alike, ours].into_iter().flatten();
        let near: BTreeMap<&str, &'a Told> = lists
            .flat_map(|list| list.iter().take(ENOUGH))
            .filter(|other| other.article != one.article)
            .map(|other| (other.id.as_str(), *other))
            .collect();
        near.into_values().collect()
    }
}

fn measure<'a>(
    one: &Told,
    known: &Known<'a>,
    alignment: &Alignment<'_>,
) -> Option<(&'a str, String)> {
    let figure = one
        .claim
        .figure
        .as_ref()
        .filter(|figure| is_telling(figure))?;
    let own = figure.measure.as_str();
    let says_little = is_open(own) || VAGUE.contains(&own);
    let mut shown: BTreeMap<&'a str, Shown<'a>> = BTreeMap::new();
    for other in known.near(one) {
        let Some(known) = &other.claim.figure else {
            continue;
        };
        let fits =
            unit(&known.unit) == unit(&figure.unit) && known.per.is_some() == figure.per.is_some();
        if !fits {
            continue;
        }
        let same = equal(figure, known);
        let ours = source::same(one, other) == Some(true)
            && compatible(figure, known)
            && ratio(figure, known).is_some_and(|ratio| ratio <= CLOSE);
        if same || ours {
            let shown = shown.entry(&known.measure).or_default();
            shown.articles.insert(&other.article);
            shown.ours |= ours || alignment.holds(&one.id, &other.id);
            shown.same |= same;
            shown.like.get_or_insert(other);
        }
    }
    if !says_little && shown.contains_key(own) {
        return None;
    }
    let bare = is_bare(one);
    let noun = figure.counted.as_deref().unwrap_or_default();
    let noun = noun
        .split(" of ")
        .next()
        .and_then(|head| head.rsplit(' ').next());
    let counts_anybody = noun.is_none_or(|noun| noun.is_empty() || says_no_kind(noun));
    let mut best: Vec<(&'a str, Shown<'a>)> = shown
        .into_iter()
        .filter(|(measure, shown)| {
            let several = shown.articles.len() > 1;
            let enough = if says_little {
                shown.ours || (counts_anybody && (several || (shown.same && is_odd(figure))))
            } else {
                (bare && (several || shown.ours)) || (several && shown.same && names(one, measure))
            };
            enough && joins(measure) != Joins::Loose
        })
        .collect();
    best.sort_by_key(|(measure, shown)| (usize::MAX - shown.articles.len(), *measure));
    let (measure, shown) = best.into_iter().next()?;
    let like = shown.like?;
    let why = if shown.same {
        format!(
            "\u{201c}{}\u{201d} is read as the number that others give: \u{201c}{}\u{201d}",
            one.words, like.words
        )
    } else {
        format!(
            "\u{201c}{}\u{201d} is on the word of the source of \u{201c}{}\u{201d}",
            one.words, like.words
        )
    };
    Some((measure, why))
}

/// What shows that a number is of a measure.
#[derive(Default)]
struct Shown<'a> {
    articles: BTreeSet<&'a str>,
    /// Whether the same source or the text it is derived from gives it.
    ours: bool,
    /// Whether it is the same number.
    same: bool,
    like: Option<&'a Told>,
}

/// Whether nothing but who says it stands around the number.
fn is_bare(told: &Told) -> bool {
    let counts = told
        .claim
        .figure
        .as_ref()
        .is_some_and(|f| f.counted.is_some());
    let start = told
        .claim
        .span
        .start
        .saturating_sub(told.claim.sentence.start);
    let before = told.sentence.get(..start).map(words).unwrap_or_default();
    let said = before
        .last()
        .is_some_and(|word| List::Saying.has(&word.lower));
    !counts && said && words(&told.words).len() < 3
}

/// Whether the sentence has the word of the measure: "once listed as missing".
fn names(told: &Told, measure: &str) -> bool {
    words(&told.sentence)
        .iter()
        .any(|word| word.lower == measure)
}
