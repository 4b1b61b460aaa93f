//! The byline that a page shows.

use std::ops::Range;

use super::authors::{Named, named, same};
use super::clues::{Clues, Mark, Marked};
use super::names::is_byline;
use super::text::fold;
use super::title::Site;

/// How far from the headline a byline may stand, in bytes of visible text.
const NEAR: usize = 2500;

/// An element that names authors.
#[derive(Clone, Debug)]
struct Candidate<'p> {
    range: Range<usize>,
    class: &'p str,
    mark: Mark,
    /// "By" stands before the names.
    led: bool,
    named: Named,
}

impl Candidate<'_> {
    /// Less is better: near below the headline, marked for certain, with full names.
    fn cost(&self, headline: Option<&Range<usize>>) -> i64 {
        let rank = match self.mark {
            Mark::AuthorProperty => 0,
            Mark::Byline => 40,
            Mark::AuthorLink => 80,
            Mark::Author => 120,
            _ => 160,
        };
        let handles = i64::from(self.named.people.is_empty()) * 3000;
        distance(&self.range, headline) + rank + handles
    }
}

/// The byline that the page shows, and the names that it gives in other roles: editors,
/// photographers.
pub(crate) fn shown(
    clues: &Clues<'_>,
    headline: Option<&Range<usize>>,
    site: &Site,
) -> (Named, Vec<String>) {
    let (found, others) = candidates(clues, headline, site);
    let found = innermost(found);
    let best = found.iter().min_by_key(|c| c.cost(headline));
    let line = headline.and_then(|h| by_line(clues, h, site));
    let named = match (best, line) {
        (Some(best), Some((at, line)))
            if best.named.people.is_empty() || at + 200 < best.cost(headline) =>
        {
            line
        }
        (Some(best), _) => beside(best, &found),
        (None, Some((_, line))) => line,
        (None, None) => Named::default(),
    };
    (named, others)
}

/// All elements that are marked as naming authors and do name some; and the names in
/// such elements that are labelled with another role.
fn candidates<'p>(
    clues: &Clues<'p>,
    headline: Option<&Range<usize>>,
    site: &Site,
) -> (Vec<Candidate<'p>>, Vec<String>) {
    const LONG: usize = 240;
    const MANY: usize = 200;
    const MARKS: &[Mark] = &[
        Mark::AuthorProperty,
        Mark::Byline,
        Mark::AuthorLink,
        Mark::Author,
        Mark::AuthorPage,
    ];
    let mut found: Vec<Candidate<'_>> = Vec::new();
    let mut others = Vec::new();
    for marked in clues.marked(MARKS) {
        if marked.element.plain.len() > LONG || found.len() >= MANY {
            continue;
        }
        let text = line(clues, marked);
        if text.is_empty() || text.len() > LONG || clues.elsewhere(marked.index, headline) {
            continue;
        }
        let mut named = named(std::iter::once(text.as_str()), site);
        let led = is_byline(&text);
        let sure = matches!(marked.mark, Mark::AuthorProperty | Mark::AuthorLink) || led;
        if !sure {
            named.handles.clear();
        }
        if named.people.is_empty() && named.handles.is_empty() {
            continue;
        }
        if other_role(clues, &marked.element.plain) {
            others.extend(named.people);
            continue;
        }
        found.push(Candidate {
            range: marked.element.plain.clone(),
            class: marked.element.attribute("class").unwrap_or_default(),
            mark: marked.mark,
            led,
            named,
        });
    }
    (found, others)
}

/// Whether the words before a name say that its bearer did not write the text.
fn other_role(clues: &Clues<'_>, name: &Range<usize>) -> bool {
    const ROLES: &[&str] = &[
        "edited by",
        "editor",
        "reviewed by",
        "checked by",
        "photographed by",
        "photography by",
        "photographs by",
        "photos by",
        "photo by",
        "styled by",
        "illustrated by",
        "illustrations by",
        "illustration by",
        "updated by",
        "contributions from",
        "contributions by",
        "translated by",
        "video by",
        "produced by",
        "verified by",
        "approved by",
    ];
    const LABEL: usize = 40;
    let plain = clues.page().plain();
    let start = plain.floor_char_boundary(name.start.saturating_sub(LABEL));
    let before = clues.spaced(start..name.start).to_lowercase();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == ':');
    ROLES.iter().any(|role| before.ends_with(role))
}

/// Of elements in each other, the inner ones: they hold the name and nothing else. A
/// whole line "By Ada Quill and Tom Reed" goes before the one name marked in it.
fn innermost(found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let holds = |outer: &Candidate<'_>, inner: &Candidate<'_>| {
        outer.range != inner.range
            && outer.range.start <= inner.range.start
            && inner.range.end <= outer.range.end
    };
    let whole = |outer: &Candidate<'_>, inner: &Candidate<'_>| {
        let all = inner
            .named
            .people
            .iter()
            .all(|name| outer.named.people.contains(name));
        outer.led && all && outer.named.people.len() > inner.named.people.len()
    };
    let kept = |candidate: &Candidate<'_>| {
        !found.iter().any(|other| {
            (holds(candidate, other) && !whole(candidate, other))
                || (holds(other, candidate) && whole(other, candidate))
        })
    };
    let keep: Vec<bool> = found.iter().map(kept).collect();
    found
        .into_iter()
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .map(|(c, _)| c)
        .collect()
}

/// The names of `best` and of its like that stand next to it.
fn beside(best: &Candidate<'_>, found: &[Candidate<'_>]) -> Named {
    const APART: usize = 60;
    let mut named = Named::default();
    let mut range = best.range.clone();
    let alike = found
        .iter()
        .filter(|c| c.class == best.class && c.mark == best.mark);
    for candidate in alike {
        let near = candidate.range.start <= range.end + APART
            && range.start <= candidate.range.end + APART;
        if near {
            range = range.start.min(candidate.range.start)..range.end.max(candidate.range.end);
            merge(&mut named, candidate.named.clone());
        }
    }
    named
}

fn merge(kept: &mut Named, more: Named) {
    for name in more.people {
        if !kept.people.iter().any(|known| same(known, &name)) {
            kept.people.push(name);
        }
    }
    for name in more.handles {
        if !kept.handles.iter().any(|known| fold(known) == fold(&name)) {
            kept.handles.push(name);
        }
    }
}

/// The words of a byline element, those hidden in attributes included.
fn line(clues: &Clues<'_>, marked: Marked<'_>) -> String {
    let element = marked.element;
    match element.attribute("content") {
        Some(content) if element.name == "meta" => content.to_owned(),
        _ => clues.spaced(element.plain.clone()).trim().to_owned(),
    }
}

/// Below the headline is a better place than above it; far away is as good as nowhere.
fn distance(range: &Range<usize>, headline: Option<&Range<usize>>) -> i64 {
    let Some(headline) = headline else {
        return range.start as i64;
    };
    if range.start >= headline.end {
        (range.start - headline.end) as i64
    } else {
        (headline.start.saturating_sub(range.start)) as i64 * 2 + 100
    }
}

/// A line "By Ada Quill" below the headline, or with the date above it.
fn by_line(clues: &Clues<'_>, headline: &Range<usize>, site: &Site) -> Option<(i64, Named)> {
    const ABOVE: usize = 400;
    const CLOSE: usize = 200;
    let plain = clues.page().plain();
    let end = plain.floor_char_boundary((headline.end + NEAR).min(plain.len()));
    let start = plain.floor_char_boundary(headline.start.saturating_sub(ABOVE));
    let below = lines(plain, headline.end..end);
    let above = lines(plain, start..headline.start);
    for range in below.chain(above) {
        if range.len() > 160 {
            continue;
        }
        let line = clues.spaced(range.clone());
        let elsewhere = |index| clues.elsewhere(index, Some(headline));
        if !is_byline(&line) || clues.page().element_at(range.start).is_some_and(elsewhere) {
            continue;
        }
        let names = named(std::iter::once(line.as_str()), site);
        let handle = range.start.abs_diff(headline.end) < CLOSE && !names.handles.is_empty();
        if !names.people.is_empty() || handle {
            return Some((distance(&range, Some(headline)), names));
        }
    }
    None
}

/// Places of the lines in `range` of `plain`.
fn lines(plain: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    let text = plain.get(range).unwrap_or_default();
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}
