//! Which of the numbers of a whole a figure is: the whole, a part, more of it, a running total.

use restated_claims::Scope;

use super::asked::{Asked, NEAR, REACH};
use super::value;

/// Which number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// The article gives no other beside it.
    Whole,
    /// Of what another number counts: "including 11 children".
    Part,
    /// More of them, since another number: "two more died".
    Added,
    /// Nothing is counted in its own words, so it may be any.
    Unsaid,
}

/// Whether it is a part of another figure of its measure, or comes on top of one.
pub(super) fn share(one: &Asked<'_>, before: &[&Asked<'_>], all: &[Asked<'_>]) -> Share {
    let greater = |other: &Asked<'_>| {
        let numbers = value::number(other.figure).zip(value::number(one.figure));
        numbers.is_some_and(|(other, one)| other > one)
    };
    let is_whole = |other: &&Asked<'_>| {
        let span = Some(&other.told.claim.span);
        other.told.article == one.told.article && one.figure.part_of.as_ref() == span
    };
    let whole = all.iter().find(is_whole);
    let same = |other: &Asked<'_>| other.measure == one.measure && other.unit == one.unit;
    if whole.is_some_and(|whole| same(whole) && whole.status == one.status) {
        return Share::Part;
    }
    let beside: Vec<&Asked<'_>> = all
        .iter()
        .filter(|other| other.beside(one) && same(other) && greater(other))
        .filter(|other| other.status == one.status)
        .collect();
    let setting = &one.setting;
    let marked = setting.is_before("part", "before", NEAR)
        && beside
            .iter()
            .any(|other| other.setting.figure.end <= setting.figure.start)
        || setting.is_behind("part", "behind", REACH)
            && beside
                .iter()
                .any(|other| other.setting.figure.start >= setting.figure.end);
    // "20 of the 64", "in his town".
    let named = all.iter().any(|other| {
        let (inner, outer) = (&other.told.claim.span, &one.told.claim.span);
        other.beside(one)
            && same(other)
            && greater(other)
            && inner != outer
            && outer.start <= inner.start
            && inner.end <= outer.end
    });
    let smaller = setting.has_owned("smaller", NEAR);
    let alone = setting.has("part", "alone", REACH);
    if marked || named || smaller || alone || adds_up(one, all) {
        return Share::Part;
    }
    let is_new = setting.nearest("added", 0, false).is_some();
    if is_new || one.figure.scope == Scope::Incident && !before.is_empty() {
        return Share::Added;
    }
    if one.elliptic || one.moved.is_some() {
        Share::Unsaid
    } else {
        Share::Whole
    }
}

/// Whether it adds up since a day that the text names, while another number of the article is of
/// its measure and of the event alone.
pub(super) fn is_running(one: &Asked<'_>, all: &[Asked<'_>]) -> bool {
    let since = one.told.claim.time.as_ref();
    let since = since.is_some_and(|time| time.text.to_lowercase().starts_with("since"));
    let of_event = |other: &&Asked<'_>| {
        other.told.article == one.told.article
            && other.measure == one.measure
            && other.unit == one.unit
            && other.plane == one.plane
            && other.status == one.status
            && other.everywhere == one.everywhere
            && other.share == Share::Whole
            && !other.corrects
            && other.window.fits(&one.window)
            && other.figure.scope != Scope::Cumulative
            && value::number(other.figure) < value::number(one.figure)
            && !value::compatible(other.figure, one.figure)
    };
    since && one.figure.per.is_none() && all.iter().any(|other| of_event(&other))
}

/// "23 of them, 12 from Velmar and 11 from Dresk": whether the numbers of a sentence, or the lesser
/// of them, are what another number of its article is made of.
fn adds_up(one: &Asked<'_>, all: &[Asked<'_>]) -> bool {
    let alike = |other: &&Asked<'_>| {
        other.unit == one.unit && other.measure == one.measure && other.plane == one.plane
    };
    let sentence = all.iter().filter(|other| other.beside(one)).filter(alike);
    let mut beside: Vec<f64> = sentence
        .filter_map(|other| value::number(other.figure))
        .collect();
    beside.sort_by(f64::total_cmp);
    let Some(number) = value::number(one.figure) else {
        return false;
    };
    let makes = |parts: &[f64], whole: f64| {
        let sum: f64 = parts.iter().sum();
        parts.len() > 1 && (sum - whole).abs() < 0.5
    };
    let inside = beside
        .split_last()
        .is_some_and(|(whole, parts)| number < *whole && makes(parts, *whole));
    let elsewhere = all.iter().filter(|other| !other.beside(one)).filter(alike);
    let mut elsewhere = elsewhere.filter_map(|other| value::number(other.figure));
    inside || elsewhere.any(|whole| makes(&beside, whole))
}
