//! How two claims stand to each other.
//!
//! Within a question every claim is compared with every other, up to [`MOST`] claims; beyond that
//! one claim of each value and origin is, the one published first. Towards claims that nearly ask
//! the same see `apart`.

mod apart;
mod said;
#[cfg(test)]
mod tests;
mod update;
mod value;

use std::collections::BTreeMap;

use restated_claims::{Figure, Modality};

use crate::model::{Relation, RelationKind, Told};
use crate::origin::{Known, Origins, aligned, likeness};
use value::{Fit, fit, has_moved};

/// Most claims of a question that are all compared with one another.
pub(crate) const MOST: usize = 64;
/// Least likeness of two sentences (share of words) of which one is another's rewrite.
const REWRITTEN: f64 = 0.25;

/// The relations among `claims`, which answer one question, and of them to those of `all` that
/// nearly do.
pub(crate) fn relations(
    claims: &[&Told],
    all: &[&Told],
    origins: &Origins,
    known: &Known<'_>,
) -> Vec<Relation> {
    let compared = standing_for_all(claims, origins, known);
    let mut found = Vec::new();
    for (at, one) in compared.iter().enumerate() {
        for other in &compared[at + 1..] {
            let (kind, why) = Pair {
                one,
                other,
                origins,
                known,
            }
            .relation();
            found.push(relation(one, other, kind, why));
        }
    }
    found.extend(apart::relations(claims, all, origins, known));
    found.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    found.dedup_by(|x, y| (&x.a, &x.b) == (&y.a, &y.b));
    found
}

fn relation(one: &Told, other: &Told, kind: RelationKind, why: String) -> Relation {
    let (a, b) = if one.id < other.id {
        (one, other)
    } else {
        (other, one)
    };
    Relation {
        a: a.id.clone(),
        b: b.id.clone(),
        kind,
        why,
    }
}

/// All claims; of many one for each value and origin, published first.
fn standing_for_all<'t>(
    claims: &[&'t Told],
    origins: &Origins,
    known: &Known<'_>,
) -> Vec<&'t Told> {
    if claims.len() <= MOST {
        return claims.to_vec();
    }
    let mut sorted = claims.to_vec();
    sorted.sort_by_key(|told| rank(told, known));
    let mut kept: BTreeMap<(Option<usize>, String), &Told> = BTreeMap::new();
    for told in sorted {
        let value = told.claim.figure.as_ref().map(|figure| {
            let numbers = [figure.best, figure.low, figure.high];
            format!("{numbers:?} {:?}", figure.qualifier)
        });
        let key = (origins.of_claim(&told.id), value.unwrap_or_default());
        kept.entry(key).or_insert(told);
    }
    let mut kept: Vec<&Told> = kept.into_values().collect();
    kept.sort_by_key(|told| rank(told, known));
    kept.truncate(MOST);
    kept
}

/// The order in which claims stand for others: dated before undated, early before late, those that
/// are derived from nothing first, of those the ones that others are derived from.
fn rank<'s>(told: &'s Told, known: &Known<'s>) -> impl Ord + use<'s> {
    let published = known.day(&told.article);
    let derived = !known.parents(&told.article).is_empty();
    let copied = known.is_copied(&told.article);
    (
        published.is_none(),
        published,
        derived,
        !copied,
        told.id.as_str(),
    )
}

/// The figure of a claim for readers.
fn text(told: &Told) -> String {
    let figure = told.claim.figure.as_ref();
    format!(
        "“{}”",
        figure.map_or(told.words.as_str(), |figure| figure.text.as_str())
    )
}

/// Two claims that answer one question.
struct Pair<'s, 'a> {
    one: &'s Told,
    other: &'s Told,
    origins: &'s Origins,
    known: &'s Known<'a>,
}

impl Pair<'_, '_> {
    fn relation(&self) -> (RelationKind, String) {
        match (&self.one.claim.figure, &self.other.claim.figure) {
            (Some(one), Some(other)) => self.figures(one, other),
            (None, None) => self.statements(),
            _ => (
                RelationKind::NotComparable,
                format!(
                    "{} gives no number",
                    text(if self.one.claim.figure.is_none() {
                        self.one
                    } else {
                        self.other
                    })
                ),
            ),
        }
    }

    fn figures(&self, one: &Figure, other: &Figure) -> (RelationKind, String) {
        let (a, b) = (text(self.one), text(self.other));
        if one.per.as_deref().map(str::to_lowercase) != other.per.as_deref().map(str::to_lowercase)
        {
            let per = |figure: &Figure| figure.per.clone().unwrap_or_else(|| "in all".to_owned());
            let why = format!("{a} is {}, {b} {}", per(one), per(other));
            return (RelationKind::NotComparable, why);
        }
        let fit = fit(one, other);
        if fit == Fit::NoNumber {
            return (
                RelationKind::NotComparable,
                format!("{a} and {b}: one of them is no number"),
            );
        }
        if is_denied(self.one) != is_denied(self.other) {
            return self.denial(fit);
        }
        let whose = self.whose();
        let one_origin = self.one_origin();
        match fit {
            Fit::Same => (RelationKind::Agree, format!("both give {a}: {whose}")),
            Fit::Put => (
                RelationKind::Compatible,
                format!("the same number, put as {a} and as {b}: {whose}"),
            ),
            Fit::Within => match self.copy() {
                None if one_origin && has_moved(one, other) && self.two_days() => self.updated(),
                copied => {
                    let mut why = format!("{a} and {b} can both hold: {whose}");
                    if let Some(windows) = self.windows() {
                        why = format!("{why}; {windows}");
                    }
                    if let Some(copied) = copied {
                        why = format!("{why}; {copied}");
                    }
                    (RelationKind::Compatible, why)
                }
            },
            Fit::Apart | Fit::NoNumber => match self.copy() {
                Some(copied) => (RelationKind::Differ, copied),
                None if one_origin
                    && (self.two_days() || update::is_told(self.one, self.other)) =>
                {
                    self.updated()
                }
                None => (RelationKind::Differ, self.difference()),
            },
        }
    }

    fn denial(&self, fit: Fit) -> (RelationKind, String) {
        let denied = is_denied(self.one);
        let (no, yes) = if denied {
            (self.one, self.other)
        } else {
            (self.other, self.one)
        };
        let why = format!(
            "{} rejects {}, {} gives {}",
            self.name(no),
            text(no),
            self.name(yes),
            text(yes)
        );
        match fit {
            Fit::Same | Fit::Put if self.one_origin() => (RelationKind::Updated, why),
            Fit::Same | Fit::Put => (RelationKind::Differ, why),
            _ if self.one_origin() && update::is_told(self.one, self.other) => {
                (RelationKind::Updated, why)
            }
            _ => (RelationKind::Compatible, why),
        }
    }

    fn one_origin(&self) -> bool {
        let of = |told: &Told| self.origins.of_claim(&told.id);
        of(self.one).is_some() && of(self.one) == of(self.other)
    }

    fn name(&self, told: &Told) -> String {
        self.origins.name(told, self.known)
    }

    /// Whose the two are, for readers.
    fn whose(&self) -> String {
        let name = self.name(self.one);
        if self.one_origin() {
            return format!("one origin ({name})");
        }
        let other = self.name(self.other);
        format!("{name} and {other}, not shown to depend on one another")
    }

    fn difference(&self) -> String {
        let (a, b) = (text(self.one), text(self.other));
        let (one, other) = (self.name(self.one), self.name(self.other));
        if self.one.article == self.other.article && self.one_origin() {
            return format!(
                "{} gives both {a} and {b}",
                self.known.outlet(&self.one.article)
            );
        }
        let mut why = format!("{a} by {one}, {b} by {other}");
        if self.one.article == self.other.article {
            why = format!("{why}, in one article");
        }
        match self.windows() {
            Some(windows) => format!("{why}; {windows}"),
            None => why,
        }
    }

    /// The stretches of time that the two are for, as written, where both say it and otherwise.
    fn windows(&self) -> Option<String> {
        let time = |told: &Told| told.claim.time.as_ref().map(|time| time.text.clone());
        let (one, other) = time(self.one).zip(time(self.other))?;
        (one.to_lowercase() != other.to_lowercase())
            .then(|| format!("the one says “{one}”, the other “{other}”"))
    }

    /// In words, that the change was made in copying: the child gives it on nobody's word or in the
    /// sentence of its parent.
    fn copy(&self) -> Option<String> {
        let from = |child: &Told, parent: &Told| {
            let mut edges = self.known.parents(&child.article).iter();
            let (_, edge) = edges.find(|(id, _)| *id == parent.article)?;
            let own = self.known.is_named(child)
                && likeness(&child.sentence, &parent.sentence) < REWRITTEN
                && !aligned(child, parent, edge);
            (edge.directed && edge.child == child.article && !own).then(|| {
                format!(
                    "made in copying: {}, which is derived from {}, gives {} where that has {}",
                    self.known.outlet(&child.article),
                    self.known.outlet(&parent.article),
                    text(child),
                    text(parent)
                )
            })
        };
        let copied = from(self.one, self.other).or_else(|| from(self.other, self.one));
        copied.filter(|_| self.one_origin())
    }

    /// Whether nothing says that the two are of one day.
    fn two_days(&self) -> bool {
        let day = |told: &Told| update::day(told, self.known).map(str::to_owned);
        if self.one.article == self.other.article {
            let of = |told: &Told| told.claim.time.as_ref().and_then(|time| time.edtf.clone());
            return matches!((of(self.one), of(self.other)), (Some(a), Some(b)) if a != b);
        }
        match (day(self.one), day(self.other)) {
            (Some(a), Some(b)) => {
                a != b || update::is_told(self.one, self.other) || self.is_as_of()
            }
            _ => true,
        }
    }

    /// Whether one of the two says when it held: a stand of the day.
    fn is_as_of(&self) -> bool {
        let dated = |told: &Told| {
            told.claim
                .time
                .as_ref()
                .is_some_and(|time| time.edtf.is_some())
        };
        dated(self.one) || dated(self.other)
    }

    fn updated(&self) -> (RelationKind, String) {
        let day = |told: &Told| update::day(told, self.known).map(str::to_owned);
        let (first, then) = match (day(self.one), day(self.other)) {
            (Some(a), Some(b)) if b < a => (self.other, self.one),
            _ => (self.one, self.other),
        };
        let on = |told: &Told| day(told).map_or_else(String::new, |day| format!(" ({day})"));
        let name = self.name(then);
        let (one, two) = (text(first), text(then));
        let why = if day(first).is_some() && day(then).is_some() && day(first) != day(then) {
            format!("{name}: {one}{}, then {two}{}", on(first), on(then))
        } else {
            format!("{name} gives {one} and {two} at different times")
        };
        (RelationKind::Updated, why)
    }
}

/// Whether a claim rejects its figure: "not 18", "denied that 18".
fn is_denied(told: &Told) -> bool {
    let start = told
        .claim
        .span
        .start
        .saturating_sub(told.claim.sentence.start);
    let before = told.sentence.get(..start).unwrap_or_default();
    let bounds = ["less", "more", "fewer", "only", "over", "under", "far"];
    let mut here = before
        .split_whitespace()
        .rev()
        .take(1)
        .chain(told.words.split_whitespace().take(2));
    let mut last_not = false;
    // "Not 18", not "not less than 18".
    let denied = here.any(|word| {
        let denied = last_not && !bounds.contains(&word.to_lowercase().as_str());
        last_not = word.eq_ignore_ascii_case("not");
        denied
    });
    told.claim.modality == Modality::Denied || denied
}
