//! Who wrote it: structured credits compared with the byline that the page shows.

use std::ops::Range;

use super::byline::shown;
use super::clues::Clues;
use super::json_ld::Described;
use super::names::{Credit, credits};
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
    let (shown, others) = shown(clues, headline, site);
    let best = choose(structured.without(&others), metas.without(&others), shown);
    if !best.is_empty() {
        return best;
    }
    let bodies = described.bodies.iter().chain(declared).map(String::as_str);
    people(named(bodies, site))
}

/// Names that one kind of clue gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub(crate) people: Vec<String>,
    /// Single words: names of bloggers, first names.
    pub(crate) handles: Vec<String>,
}

impl Named {
    /// These without `others`, unless nobody would be left.
    fn without(mut self, others: &[String]) -> Self {
        let other = |name: &String| others.iter().any(|other| same(other, name));
        if !self.people.iter().all(other) {
            self.people.retain(|name| !other(name));
        }
        self
    }
}

pub(crate) fn named<'a>(lines: impl Iterator<Item = &'a str>, site: &Site) -> Named {
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
    // Structured data often names one author of several, and marked bylines too.
    if !v.is_empty() && (shares(&v, &s) || shares(&v, &m)) {
        let mut best = v.clone();
        for names in [s, m] {
            if names.len() > best.len() && shares(&names, &v) {
                best = names;
            }
        }
        return best;
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
pub(crate) fn same(a: &str, b: &str) -> bool {
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
