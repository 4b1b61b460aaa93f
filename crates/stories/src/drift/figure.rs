//! Another number, or another qualifier of the same number.

use restated_claims::{Figure, Qualifier};

use super::align::same;
use super::lexicon;
use super::seen::{Change, Seen};
use super::severity;
use super::side::Put;
use super::wording::quoted;
use crate::model::DriftKind;

/// How far a rounded number may be from the one it stands for, as a share of it, if it says that it
/// is rounded: "more than a tenth" for 11.5 percent.
const BOUNDED: f64 = 0.15;
/// The same of "about".
const ROUNDED: f64 = 0.05;

/// What changed of the number.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    let (from, to) = seen.parent().figure().zip(seen.child().figure())?;
    if seen.same_sentence() {
        return None;
    }
    let became = format!(
        "{} became {}",
        quoted(&seen.parent().told.words),
        quoted(&seen.child().told.words)
    );
    let range = |figure: &Figure| figure.qualifier == Qualifier::Range;
    match from.value().zip(to.value()) {
        Some((one, other)) if !same(one, other) || range(from) != range(to) => {
            if range(from) || range(to) {
                return ranged(seen, from, to, &became);
            }
            let changed = !is_rounded(from, one, to, other);
            changed.then(|| Change {
                kind: DriftKind::ValueChanged,
                severity: severity::value(one, other),
                why: became,
            })
        }
        _ => qualifier(seen, from, to, &became),
    }
}

/// Whether the second number is the first, rounded, and says so.
fn is_rounded(from: &Figure, one: f64, to: &Figure, other: f64) -> bool {
    let share = (one - other) / one.abs().max(f64::MIN_POSITIVE);
    let plain = matches!(from.qualifier, Qualifier::Exact | Qualifier::Approx);
    match to.qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => plain && (0.0..=BOUNDED).contains(&share),
        Qualifier::LessThan | Qualifier::AtMost => plain && (-BOUNDED..=0.0).contains(&share),
        Qualifier::Approx => plain && share.abs() <= ROUNDED,
        _ => false,
    }
}

/// A range for a number or a number for a range.
fn ranged(seen: &Seen<'_, '_, '_>, from: &Figure, to: &Figure, became: &str) -> Option<Change> {
    let holds = |range: &Figure, point: &Figure| {
        let bounds = range.low.zip(range.high);
        let point = point.value();
        bounds.zip(point).is_some_and(|((low, high), point)| {
            range.qualifier == Qualifier::Range && low <= point && point <= high
        })
    };
    if from.low == to.low && from.high == to.high {
        return None;
    }
    let kind = if holds(from, to) && to.qualifier != Qualifier::Range {
        DriftKind::QualifierDropped
    } else if holds(to, from) && from.qualifier != Qualifier::Range {
        DriftKind::QualifierAdded
    } else {
        DriftKind::ValueChanged
    };
    let (one, other) = (from.value()?, to.value()?);
    let severity = match kind {
        DriftKind::ValueChanged => severity::value(one, other),
        _ => severity::qualifier(from.qualifier, to.qualifier),
    };
    let put_so = seen.also(
        |twin| twin.figure().is_some_and(|it| it.qualifier == to.qualifier),
        |twin| {
            twin.figure()
                .is_some_and(|it| it.qualifier == from.qualifier)
        },
    );
    (!put_so).then(|| Change {
        kind,
        severity,
        why: became.to_owned(),
    })
}

/// What a qualifier says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    None,
    About,
    Lower,
    Upper,
}

impl Bound {
    fn of(qualifier: Qualifier) -> Option<Self> {
        Some(match qualifier {
            Qualifier::Exact => Self::None,
            Qualifier::Approx => Self::About,
            Qualifier::AtLeast | Qualifier::MoreThan => Self::Lower,
            Qualifier::AtMost | Qualifier::LessThan => Self::Upper,
            Qualifier::Range | Qualifier::Vague => return None,
        })
    }

    fn words(self) -> &'static str {
        match self {
            Self::None => "an exact number",
            Self::About => "an approximate number",
            Self::Lower => "a lower bound",
            Self::Upper => "an upper bound",
        }
    }
}

fn qualifier(seen: &Seen<'_, '_, '_>, from: &Figure, to: &Figure, became: &str) -> Option<Change> {
    let (one, other) = (Bound::of(from.qualifier)?, Bound::of(to.qualifier)?);
    let is_near = |put: &Put<'_>| lexicon::NEAR.iter().any(|near| put.span.has_phrase(near));
    let about = one == Bound::About && is_near(seen.child())
        || other == Bound::About && is_near(seen.parent());
    if one == other || about {
        return None;
    }
    let put_so = seen.also(
        |twin| twin.figure().and_then(|it| Bound::of(it.qualifier)) == Some(other),
        |twin| twin.figure().and_then(|it| Bound::of(it.qualifier)) == Some(one),
    );
    if put_so {
        return None;
    }
    let kind = match (one, other) {
        (_, Bound::None) | (Bound::Lower | Bound::Upper, Bound::About) => {
            DriftKind::QualifierDropped
        }
        _ => DriftKind::QualifierAdded,
    };
    let averaged = lost_average(seen)
        .map(|word| format!(", and {} is gone", quoted(word)))
        .unwrap_or_default();
    Some(Change {
        kind,
        severity: severity::qualifier(from.qualifier, to.qualifier),
        why: format!("{became}: {} for {}{averaged}", other.words(), one.words()),
    })
}

/// The word that makes the parent's number one in the middle of many, where the child has none.
pub(super) fn lost_average(seen: &Seen<'_, '_, '_>) -> Option<&'static str> {
    let words = lexicon::AVERAGES.iter().copied();
    let mut of_parent = words.filter(|word| seen.parent().span.has_phrase(word));
    let kept = lexicon::AVERAGES
        .iter()
        .any(|word| seen.child().sentence.has_phrase(word));
    of_parent.next().filter(|_| !kept && seen.one_language())
}
