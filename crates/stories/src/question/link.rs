//! Whether two figures can answer one question, and what speaks for it.

use restated_claims::Scope;

use super::alignment::Alignment;
use super::asked::Asked;
use super::measure::{Joins, are_related, joins};
use super::population::says_no_kind;
use super::share::Share;
use super::side::{Owner, Side};
use super::source;
use super::value::{compatible, equal, is_odd, is_telling, ratio};

/// What ties a figure to another, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// One text is derived from the other, and both stand in one passage.
    Copied,
    /// One of them takes the place of the other, in one sentence.
    Corrected,
    /// The same number.
    Equal,
    /// The article goes on from the other.
    GoesOn,
    /// Both are of the same people.
    SamePeople,
    /// Of one kind of people.
    SameKind,
    /// Of one place.
    SamePlace,
    /// Both numbers can hold.
    Fits,
    /// On one's word.
    SameSource,
    /// Nothing but the measure.
    Measure,
}

/// How well a figure fits another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// What speaks for it: 0 or more.
    pub(super) good: f64,
    /// What speaks against it: 0 or more.
    pub(super) bad: f64,
    pub(super) tie: Tie,
}

/// From here on two figures of a loose measure are of one thing.
const ONE_SIZE: f64 = 1.5;

/// From here on two numbers on one's word are hardly of one thing.
const FAR: f64 = 10.0;

/// Up to here an open end speaks for a number that it includes: "more than 200" for 204, not
/// for 8,000.
const NEAR: f64 = 3.0;

/// What keeps two figures apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bar {
    /// Nothing.
    None,
    /// Words that a text may well have left out or got wrong: a number that both share, or one text
    /// behind both, outweighs them.
    Words,
    /// Another time: only a number that hardly two events share outweighs it.
    Time,
    /// They count two things.
    Sense,
}

/// What keeps `one` and `other` apart, at most.
pub(super) fn bar(one: &Asked<'_>, other: &Asked<'_>) -> Bar {
    let same = equal(one.figure, other.figure);
    let one_article = one.told.article == other.told.article;
    let related = one.measure == other.measure || are_related(one.measure, other.measure);
    if one.unit != other.unit
        || one.plane != other.plane
        || one.figure.per.is_some() != other.figure.per.is_some()
        || !related
        || !one.side.fits(&other.side, one_article)
        || !shares_fit(one, other, same)
        || (one.beside(other) && !same && divided(one, other))
    {
        Bar::Sense
    } else if one.earlier != other.earlier || !one.window.fits(&other.window) {
        Bar::Time
    } else if one.measure != other.measure
        || one.role != other.role
        || one.everywhere != other.everywhere
        || one.running != other.running
        || kinds_differ(one, other)
        || (one.status.is_some() && other.status.is_some() && one.status != other.status)
    {
        Bar::Words
    } else {
        Bar::None
    }
}

/// The highest bar that what `one` and `other` share outweighs.
pub(super) fn outweighs(one: &Asked<'_>, other: &Asked<'_>, alignment: &Alignment<'_>) -> Bar {
    let same = equal(one.figure, other.figure);
    if same && is_odd(one.figure) {
        Bar::Time
    } else if alignment.holds(&one.told.id, &other.told.id) || (same && is_telling(one.figure)) {
        Bar::Words
    } else {
        Bar::None
    }
}

/// Two numbers in one sentence are of two things, but where one takes the place of the other, both
/// may hold, two sources give them or they are of two times.
fn divided(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let times = (&one.told.claim.time, &other.told.claim.time);
    let moved_on = match times {
        (Some(one), Some(other)) => one.text != other.text,
        (None, None) => false,
        _ => true,
    };
    !(corrected(one, other)
        || moved_on
        || compatible(one.figure, other.figure)
        || source::same(one.told, other.told) == Some(false))
}

/// Whether one number takes the place of the other: "not 18", "lowered from nine to seven".
fn corrected(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let steps = |from: &Asked<'_>, to: &Asked<'_>| from.is_behind("from") && to.is_behind("to");
    one.corrects || other.corrects || steps(one, other) || steps(other, one)
}

fn shares_fit(one: &Asked<'_>, other: &Asked<'_>, same: bool) -> bool {
    match (one.share, other.share) {
        (Share::Added, Share::Added) => same,
        (Share::Added, _) | (_, Share::Added) => false,
        (Share::Part, Share::Part) => same || parts_fit(one, other),
        // "six children died" beside "31 died, including six children".
        (Share::Part, Share::Whole) | (Share::Whole, Share::Part) => {
            one.kind == other.kind && !one.is_general()
        }
        _ => true,
    }
}

/// Whether a number that says of nothing what it is a part of is shown to be of the part that
/// `part` is of.
pub(super) fn is_of_part(one: &Asked<'_>, part: &Asked<'_>, alignment: &Alignment<'_>) -> bool {
    let ours = source::same(one.told, part.told) == Some(true);
    alignment.holds(&one.told.id, &part.told.id)
        || (compatible(one.figure, part.figure) && (ours || equal(one.figure, part.figure)))
}

/// Whether two parts are of one place, one side or one kind.
fn parts_fit(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let kinds = one.kind.is_some() && one.kind == other.kind;
    kinds || one.side.same(&other.side) || share_a_place(one, other)
}

/// Whether they count people of two kinds. Whoever is held or treated may be of any other kind, and
/// an officer a policeman.
fn kinds_differ(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let (Some(one), Some(other)) = (one.kind, other.kind) else {
        return false;
    };
    let is = |name: &str| one.name == name || other.name == name;
    let may_be_both = is("captives") || is("patients") || (is("police") && is("forces"));
    one != other && !may_be_both
}

/// Whether `one` may be some of those whom `other` counts as people and no more: "two Germans died".
fn is_among(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let named = matches!(one.side, Side::Named(_, Owner::Land)) && !other.side.is_named();
    let anybody = other.figure.counted.as_deref().is_some_and(says_no_kind);
    named && anybody && one.kind.is_none_or(|kind| !kind.general)
}

/// What speaks for `one` and `other`, which are not kept apart, and against.
pub(super) fn link(one: &Asked<'_>, other: &Asked<'_>, alignment: &Alignment<'_>) -> Link {
    let same = equal(one.figure, other.figure);
    let copied = alignment.holds(&one.told.id, &other.told.id);
    let replaced = one.beside(other) && !same && corrected(one, other);
    let sources = source::same(one.told, other.told);
    let ours = sources == Some(true);
    let apart = ratio(one.figure, other.figure);
    let far = apart.is_some_and(|ratio| ratio >= FAR);
    let near = apart.is_none_or(|ratio| ratio <= NEAR);
    let goes_on = goes_on(one, other, ours) || goes_on(other, one, ours);
    let mut ties = Vec::new();
    let mut good = 0.0;
    let mut tie = |holds: bool, weight: f64, tie: Option<Tie>| {
        if holds {
            good += weight;
            ties.extend(tie);
        }
    };
    tie(copied, 2.0, Some(Tie::Copied));
    tie(replaced, 2.0, Some(Tie::Corrected));
    let weight = if is_telling(one.figure) { 2.0 } else { 1.0 };
    tie(same, weight, Some(Tie::Equal));
    tie(
        !same && near && compatible(one.figure, other.figure),
        0.5,
        Some(Tie::Fits),
    );
    let size = ratio(one.figure, other.figure).is_some_and(|ratio| ratio <= ONE_SIZE);
    let tally = joins(one.measure) == Joins::Tally;
    tie(goes_on && (tally || size), 1.0, Some(Tie::GoesOn));
    let people = one.side.same(&other.side);
    tie(people, 1.0, Some(Tie::SamePeople));
    let of_a_kind = one.kind.is_some() && one.kind == other.kind;
    tie(of_a_kind && tally, 0.5, Some(Tie::SameKind));
    tie(ours, 0.5, Some(Tie::SameSource));
    tie(share_a_place(one, other), 0.5, Some(Tie::SamePlace));
    tie(one.role.is_some() && one.role == other.role, 1.0, None);
    tie(
        one.status.is_some() && one.status == other.status,
        0.5,
        None,
    );
    tie(
        one.share == Share::Part && other.share == Share::Part,
        1.0,
        None,
    );
    tie(size && joins(one.measure) == Joins::Narrow, 0.5, None);
    let mut bad = 0.0;
    if !same && !copied && !replaced {
        let places = !one.places.is_empty() && !other.places.is_empty();
        let elsewhere = places && !share_a_place(one, other);
        let kinds = one.is_general() != other.is_general();
        let zero = |asked: &Asked<'_>| asked.figure.best == Some(0.0);
        let one_article = one.told.article == other.told.article;
        let none = one_article && zero(one) != zero(other);
        let twice = one_article && ours && !later(one, other);
        let other_day = one_article && on_two_days(one, other);
        for (holds, weight) in [
            // Texts name one place by its town, its mine or its province; an article that gives two
            // places for two numbers means two.
            (elsewhere, if one_article { 1.5 } else { 0.5 }),
            (kinds, 1.5),
            (none, 1.5),
            (twice, 0.75),
            (ours && far, 0.75),
            (other_day, 1.5),
            (is_among(one, other) || is_among(other, one), 0.75),
        ] {
            if holds && !(one.corrects || other.corrects) {
                bad += weight;
            }
        }
    }
    Link {
        good,
        bad,
        tie: ties.into_iter().min().unwrap_or(Tie::Measure),
    }
}

/// Whether the article goes from `other` on to `one` without saying anew who is counted.
fn goes_on(one: &Asked<'_>, other: &Asked<'_>, ours: bool) -> bool {
    one.told.article == other.told.article
        && one.before == Some(other.told.id.as_str())
        && one.side == Side::Unsaid
        && (one.elliptic || (ours && one.kind.is_none()))
}

/// Whether both are of a day, and of two: "last week 25,000 marched". A number "by Friday" is none
/// of a day, nor is a running total.
fn on_two_days(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let is_toll = |asked: &Asked<'_>| asked.figure.scope == Scope::Cumulative;
    !is_toll(one) && !is_toll(other) && one.window.is_apart(&other.window)
}

/// Whether both give a time, and two times.
fn later(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let text = |asked: &Asked<'_>| asked.told.claim.time.as_ref().map(|time| time.text.clone());
    text(one) != text(other) || compatible(one.figure, other.figure)
}

/// Whether one place is named for both: "Ostrel" and "the Ostrel hills".
pub(super) fn share_a_place(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let words = |places: &[String]| -> Vec<String> {
        let words = places.iter().flat_map(|place| {
            let words = place.split(|c: char| !c.is_alphanumeric());
            words
                .filter(|word| word.chars().count() > 3)
                .map(str::to_owned)
        });
        words.collect()
    };
    let known = words(&other.places);
    words(&one.places).iter().any(|word| known.contains(word))
}
