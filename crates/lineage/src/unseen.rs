//! Parents that are not in the pile: outlets that an article names, and texts that nobody names.

use crate::direction::{Evidence, Toward, Verdict, authors};
use crate::when::When;
use crate::{Derivation, Entry, Kind, Marks, Parent, Passage, Place, Words, publisher};

/// Minutes within which two outlets do not copy from one another.
const TOGETHER: i64 = 15;
/// Words between two passages that are still within a sentence.
const GAP: u32 = 8;
/// Details that each of two texts must have kept and the other lost.
const KEPT: usize = 2;

/// Edges to the outlets that `entry` credits and of which it has no parent here. `parents` are
/// the articles of the pile that it has text from, each with the passages that show it: a credit
/// that stands within such a passage came with it and is the parent's.
pub(crate) fn credited(entry: Entry<'_>, parents: &[(Entry<'_>, &[Passage])]) -> Vec<Derivation> {
    let marks = &entry.record.marks;
    let mut found: Vec<Derivation> = Vec::new();
    for credit in &entry.about.credits {
        let (outlet, at) = (credit.outlet.as_str(), credit.at.as_ref());
        let own = publisher::calls_itself(entry.about, outlet);
        let here = parents
            .iter()
            .any(|(parent, _)| publisher::names(parent.about, outlet));
        let inherited = at.is_some_and(|at| {
            let mut passages = parents.iter().flat_map(|(_, passages)| passages.iter());
            passages.any(|passage| overlap(&passage.child, at))
        });
        let known = found.iter().any(|edge| match &edge.parent {
            Parent::Outlet(name) => publisher::one_name(name, outlet),
            _ => false,
        });
        if !own && !here && !inherited && !known {
            let (kind, strength) = part(marks, at);
            found.push(Derivation {
                child: entry.about.id.clone(),
                parent: Parent::Outlet(outlet.to_owned()),
                kind,
                directed: true,
                strength,
                passages: Vec::new(),
                why: vec![why(outlet, &credit.words, kind)],
            });
        }
    }
    found
}

fn why(outlet: &str, words: &str, kind: Kind) -> String {
    let what = match kind {
        Kind::Cites => format!("draws on {outlet}"),
        _ => format!("names {outlet} as its origin"),
    };
    match words == outlet || words.is_empty() {
        true => what,
        false => format!("{what}: “{words}”"),
    }
}

fn overlap(one: &Words, other: &Words) -> bool {
    one.start < other.end && other.start < one.end
}

/// How, and for how much of the text, it stands on an outlet that is named at these words: outside
/// of the text and in the dateline for the whole of it, behind a paragraph for that, else for what
/// the sentence says. What was changed nobody can see, so a whole text counts as a near copy.
fn part(marks: &Marks, at: Option<&Words>) -> (Kind, f64) {
    let Some(at) = at else {
        return (Kind::NearCopy, 1.0);
    };
    let place = marks
        .named
        .iter()
        .find(|named| named.place.of_the_author() && overlap(&named.at, at));
    let paragraph = {
        let start = marks
            .paragraphs
            .iter()
            .rev()
            .find(|&&start| start <= at.start);
        let end = marks.paragraphs.iter().find(|&&start| start > at.start);
        let (start, end) = (
            start.copied().unwrap_or(0),
            end.copied().unwrap_or(marks.words),
        );
        f64::from(end.saturating_sub(start)) / f64::from(marks.words.max(1))
    };
    let last = at.end.max(at.start) >= marks.words;
    match place.map(|named| named.place) {
        Some(Place::Signed) if !last => (Kind::Excerpt, paragraph),
        Some(_) => (Kind::NearCopy, 1.0),
        None => (Kind::Cites, paragraph),
    }
}

/// Edges from two texts to one that both have it from and that is not here: only where something
/// speaks against either having it from the other. `verdict` is what [`crate::direction::direct`] says of
/// them.
///
/// What speaks against it: both name the same third outlet; unrelated outlets published it at the
/// same time; each has kept dates and attributions within the shared words that the other lost.
pub(crate) fn common_text(
    a: Entry<'_>,
    b: Entry<'_>,
    shared: &Evidence,
    verdict: &Verdict,
) -> Option<[Derivation; 2]> {
    let reports = matches!(
        shared.kind,
        Kind::Copy | Kind::NearCopy | Kind::Rewrite | Kind::Excerpt
    );
    if verdict.toward != Toward::Unknown || !reports {
        return None;
    }
    let mut children = [a.about.id.clone(), b.about.id.clone()];
    children.sort_unstable();
    let (parent, why) = if let Some(third) = &verdict.siblings {
        (
            Parent::Outlet(third.clone()),
            format!("both name {third} as their origin"),
        )
    } else if !authors(a).is_empty()
        || !authors(b).is_empty()
        || publisher::same_house(a.about, b.about)
    {
        return None;
    } else {
        (Parent::Unseen(children.to_vec()), against(a, b, shared)?)
    };
    let passages = [shared.clone(), shared.turned()].map(|shared| shared.shares.0);
    Some(
        [(a, passages[0]), (b, passages[1])].map(|(child, strength)| Derivation {
            child: child.about.id.clone(),
            parent: parent.clone(),
            kind: shared.kind,
            directed: true,
            strength,
            passages: Vec::new(),
            why: vec![why.clone()],
        }),
    )
}

/// What speaks against either having it from the other.
fn against(a: Entry<'_>, b: Entry<'_>, shared: &Evidence) -> Option<String> {
    let when = |entry: Entry<'_>| When::read(entry.about.published.as_deref()?);
    let known = publisher::House::of(a.about).is_some() && publisher::House::of(b.about).is_some();
    if let (Some(one), Some(other)) = (when(a), when(b))
        && known
        && one.together(other, TOGETHER)
    {
        return Some("two unrelated outlets published it within a quarter of an hour".to_owned());
    }
    let (mut by_a, mut by_b) = (0, 0);
    for stretch in stretches(&shared.passages) {
        let (of_a, of_b) = (
            details(&a.record.marks, &stretch.child),
            details(&b.record.marks, &stretch.parent),
        );
        by_a += of_a.saturating_sub(of_b);
        by_b += of_b.saturating_sub(of_a);
    }
    (by_a >= KEPT && by_b >= KEPT).then(|| {
        "each has kept dates or attributions of the shared report that the other has not".to_owned()
    })
}

/// The passages, and the few words between two of them: what one text has there and the other has
/// not was cut or changed within a sentence, while a longer gap may hold a sentence that one added.
fn stretches(passages: &[Passage]) -> Vec<Passage> {
    let gaps = passages.windows(2).map(|pair| Passage {
        child: pair[0].child.end..pair[1].child.start,
        parent: pair[0].parent.end..pair[1].parent.start,
    });
    let short = |words: &Words| words.start <= words.end && words.end - words.start <= GAP;
    let gaps = gaps.filter(|gap| short(&gap.child) && short(&gap.parent));
    passages.iter().cloned().chain(gaps).collect()
}

/// Dates and attributions among these words.
fn details(marks: &Marks, words: &Words) -> usize {
    let all = marks.dates.iter().chain(&marks.attributions);
    all.filter(|at| words.contains(at)).count()
}

#[cfg(test)]
mod tests;
