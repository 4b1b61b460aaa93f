//! Who wrote it: structured credits compared with the byline that the page shows.

use std::ops::Range;

use super::clues::{Clues, Mark, Marked};
use super::json_ld::Described;
use super::names::{Credit, credits, is_byline};
use super::text::fold;
use super::title::Site;

/// Names of the authors, one each. `declared` are those the container gives.
pub(crate) fn resolve(
    clues: &Clues<'_>,
    described: &Described,
    declared: &[String],
    headline: Option<&Range<usize>>,
    site: &Site,
) -> Vec<String> {
    let structured = named(described.authors.iter().map(String::as_str), site);
    let metas = metas(clues, site);
    let shown = shown(clues, headline, site);
    let best = choose(structured, metas, shown);
    if !best.is_empty() {
        return best;
    }
    let bodies = described.bodies.iter().chain(declared).map(String::as_str);
    people(named(bodies, site))
}

/// Names that one kind of clue gives.
#[derive(Clone, Debug, Default)]
struct Named {
    people: Vec<String>,
    handles: Vec<String>,
}

fn named<'a>(lines: impl Iterator<Item = &'a str>, site: &Site) -> Named {
    let mut named = Named::default();
    for line in lines {
        for credit in credits(line) {
            let (names, name) = match credit {
                Credit::Person(name) => (&mut named.people, name),
                Credit::Handle(name) => (&mut named.handles, name),
                Credit::Body(_) => continue,
            };
            if !site.is(&name) && !names.iter().any(|known| fold(known) == fold(&name)) {
                names.push(name);
            }
        }
    }
    named
}

fn people(named: Named) -> Vec<String> {
    if named.people.is_empty() {
        named.handles
    } else {
        named.people
    }
}

/// Compares what the kinds of clues give.
fn choose(structured: Named, metas: Named, shown: Named) -> Vec<String> {
    let shares = |a: &[String], b: &[String]| a.iter().any(|x| b.iter().any(|y| same(x, y)));
    let (s, m, v) = (structured.people, metas.people, shown.people);
    // Structured data often names one author of several; the byline names all.
    if !v.is_empty() && (shares(&v, &s) || shares(&v, &m)) {
        return if m.len() > v.len() && shares(&m, &v) && s.is_empty() {
            m
        } else {
            v
        };
    }
    let longer = if m.len() > s.len() && shares(&m, &s) {
        m.clone()
    } else {
        s
    };
    [
        longer,
        m,
        v,
        structured.handles,
        shown.handles,
        metas.handles,
    ]
    .into_iter()
    .find(|names| !names.is_empty())
    .unwrap_or_default()
}

/// The same name, or one written shorter ("A. Quill").
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return true;
    }
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    last(&a) == last(&b) && a.chars().next() == b.chars().next()
}

fn metas(clues: &Clues<'_>, site: &Site) -> Named {
    const METAS: &[&str] = &[
        "author",
        "article:author",
        "article:author_name",
        "og:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "byl",
        "authors",
        "article.author",
        "cxenseparse:author",
        "rbauthors",
        "byline",
        "creator",
        "mediator_author",
    ];
    let lines = METAS.iter().map(|name| {
        clues
            .metas(name)
            .filter(|value| !value.contains("://"))
            .collect::<Vec<_>>()
    });
    for values in lines {
        let found = named(values.into_iter(), site);
        if !found.people.is_empty() || !found.handles.is_empty() {
            return found;
        }
    }
    // Citation metas give the family name first.
    let cited: Vec<String> = clues
        .metas("citation_author")
        .map(|name| match name.split_once(',') {
            Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
            None => name.to_owned(),
        })
        .collect();
    if !cited.is_empty() {
        return named(cited.iter().map(String::as_str), site);
    }
    let labelled = [
        ("twitter:label1", "twitter:data1"),
        ("twitter:label2", "twitter:data2"),
    ];
    let written = labelled.iter().filter_map(|(label, data)| {
        let label = clues.meta(&[label])?.to_lowercase();
        let by = [
            "written by",
            "verfasst von",
            "escrito por",
            "écrit par",
            "scritto da",
            "by",
        ];
        clues.meta(&[data]).filter(|_| by.contains(&label.as_str()))
    });
    named(written, site)
}

/// How far from the headline a byline may stand, in bytes of visible text.
const NEAR: usize = 2500;

/// The byline that the page shows.
fn shown(clues: &Clues<'_>, headline: Option<&Range<usize>>, site: &Site) -> Named {
    let marks: [&[Mark]; 4] = [
        &[Mark::AuthorProperty],
        &[Mark::Byline],
        &[Mark::AuthorLink],
        &[Mark::Author],
    ];
    let mut best: Option<(i64, Named)> = None;
    for (rank, marks) in marks.iter().enumerate() {
        let Some((distance, found)) = group(clues, marks, headline, site) else {
            continue;
        };
        let handles = i64::from(found.people.is_empty()) * 3000;
        let cost = distance + handles + rank as i64 * 40;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, found));
        }
    }
    let line = headline.and_then(|h| by_line(clues, h, site));
    match (best, line) {
        (Some((cost, found)), Some((at, line))) if found.people.is_empty() || at < cost - 200 => {
            line
        }
        (Some((_, found)), _) => found,
        (None, Some((_, line))) => line,
        (None, None) => Named::default(),
    }
}

/// The names in the elements with `marks` that stand nearest to the headline, and
/// their distance from it.
fn group(
    clues: &Clues<'_>,
    marks: &[Mark],
    headline: Option<&Range<usize>>,
    site: &Site,
) -> Option<(i64, Named)> {
    const LONG: usize = 240;
    // Authors of one article stand side by side.
    const APART: usize = 120;
    let mut found: Option<(i64, usize, Named)> = None;
    for marked in clues.marked(marks) {
        let text = line(clues, marked);
        if text.trim().is_empty() || text.len() > LONG || clues.elsewhere(marked.index, headline) {
            continue;
        }
        let names = named(std::iter::once(text.as_str()), site);
        if names.people.is_empty() && names.handles.is_empty() {
            continue;
        }
        let range = &marked.element.plain;
        let distance = distance(range, headline);
        match &mut found {
            Some((_, end, kept)) if range.start <= *end + APART => {
                *end = (*end).max(range.end);
                merge(kept, names);
            }
            Some((least, _, _)) if *least <= distance => {}
            _ => found = Some((distance, range.end, names)),
        }
    }
    found.map(|(distance, _, names)| (distance, names))
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
        _ => clues.page().text(element).trim().to_owned(),
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

/// A line "By Ada Quill" below the headline.
fn by_line(clues: &Clues<'_>, headline: &Range<usize>, site: &Site) -> Option<(i64, Named)> {
    let plain = clues.page().plain();
    let end = plain.floor_char_boundary((headline.end + NEAR).min(plain.len()));
    let mut at = headline.end;
    for line in plain.get(headline.end..end)?.split('\n') {
        let start = at;
        at += line.len() + 1;
        let line = line.trim();
        if line.is_empty() || line.len() > 160 || !is_byline(line) {
            continue;
        }
        let there = clues.page().element_at(start);
        if there.is_some_and(|index| clues.elsewhere(index, Some(headline))) {
            continue;
        }
        let names = named(std::iter::once(line), site);
        if !names.people.is_empty() {
            return Some(((start - headline.end) as i64, names));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    fn authors(html: &str, described: &[&str]) -> Vec<String> {
        let page = Page::read(html);
        let clues = Clues::gather(&page);
        let headline = clues.headings.first().map(|h| h.plain.clone());
        let described = Described {
            authors: described.iter().map(|s| (*s).to_owned()).collect(),
            ..Described::default()
        };
        let site = Site::new(["Meridian"].into_iter(), None);
        resolve(&clues, &described, &[], headline.as_ref(), &site)
    }

    #[test]
    fn the_byline_shown_completes_structured_data() {
        let html =
            "<h1>Roof fall</h1><div class='byline'>By <a>Ada Quill</a> and <a>Tom Reed</a></div>";
        assert_eq!(authors(html, &["Ada Quill"]), ["Ada Quill", "Tom Reed"]);
        assert_eq!(authors(html, &["Meridian"]), ["Ada Quill", "Tom Reed"]);
        assert_eq!(
            authors("<h1>Roof fall</h1>", &["Ada Quill, Meridian Post"]),
            ["Ada Quill"]
        );
    }

    #[test]
    fn bylines_are_found_by_mark_or_by_word() {
        for html in [
            "<h1>Roof fall</h1><span itemprop='author'><span itemprop='name'>Ada Quill</span></span>",
            "<h1>Roof fall</h1><a rel='author' href='#'>Ada Quill</a>",
            "<h1>Roof fall</h1><p>By Ada Quill, Chief Reporter</p><p>The roof fell.</p>",
            "<meta name='author' content='Ada Quill'><h1>Roof fall</h1>",
            "<meta name='citation_author' content='Quill, Ada'><h1>Roof fall</h1>",
            "<h1>Roof fall</h1><div class='post-author'>Ada Quill</div><div class='comments'><span class='author'>Tom Reed</span></div>",
        ] {
            assert_eq!(authors(html, &[]), ["Ada Quill"], "{html}");
        }
        assert!(
            authors(
                "<h1>Roof fall</h1><span class='author'>By Meridian staff</span>",
                &[]
            )
            .is_empty()
        );
    }
}
