//! When the page was published and last changed.

use std::ops::Range;

use super::clues::Clues;
use super::dates::{self, Moment, Order};
use super::shown::Shown;
use crate::model::Dated;

/// Both dates of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Published {
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
}

/// What is known of the page's dates apart from its elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    /// `datePublished` of the JSON-LD.
    pub(crate) described: Option<&'a str>,
    /// `dateModified` of the JSON-LD.
    pub(crate) described_modified: Option<&'a str>,
    /// Date declared by the container.
    pub(crate) declared: Option<&'a str>,
    /// Addresses of the page.
    pub(crate) urls: [Option<&'a str>; 2],
    /// Place of the headline in the visible text.
    pub(crate) headline: Option<&'a Range<usize>>,
    /// Order of day and month on this page.
    pub(crate) order: Order,
    /// The article's main text.
    pub(crate) main_text: &'a str,
}

/// A candidate date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) moment: Moment,
    /// As in [`Dated::from`].
    pub(crate) from: &'static str,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dcsext.articlefirstpublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publication-date",
    "published_date",
    "published-date",
    "pubdate",
    "pub_date",
    "og:pubdate",
    "og:publish_date",
    "article_date_original",
    "article:publish_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "analyticsattributes.articledate",
    "rnews:datepublished",
    "originalpublicationdate",
    "displaydate",
    "datecreated",
    "dc.date",
    "date",
    "doc_date",
    "article.created",
    "date_published",
    "mediator_published_time",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "article:modified",
    "last-modified",
    "lastmod",
    "modified_time",
    "revised",
    "parsely-updated-date",
];

/// Chooses the dates of a page.
pub(crate) fn resolve(clues: &Clues<'_>, given: Given<'_>) -> Published {
    let machine = |value: &str| dates::machine(value, given.order);
    let candidate = |moment: Option<Moment>, from| moment.map(|moment| Candidate { moment, from });
    let meta = |names: &[&str]| {
        names
            .iter()
            .flat_map(|name| clues.metas(name))
            .find_map(machine)
    };
    let shown = Shown::read(clues, given.headline, given.order);
    let published = candidate(given.described.and_then(machine), "json-ld")
        .or_else(|| candidate(meta(PUBLISHED), "meta"));
    let modified = candidate(given.described_modified.and_then(machine), "json-ld")
        .or_else(|| candidate(meta(MODIFIED), "meta"))
        .or(shown.modified);
    let url = given
        .urls
        .iter()
        .flatten()
        .find_map(|url| dates::from_url(url));
    let url = candidate(url, "url");
    let declared = candidate(given.declared.and_then(machine), "feed");
    let dateline = candidate(dateline(given.main_text, given.order), "dateline");
    let found = published
        .or(declared)
        .or_else(|| agreeing(shown.published, url))
        .or(dateline);
    // A page that was never changed shows its only date as that of its last change.
    let unchanged = modified
        .zip(found)
        .is_some_and(|(m, p)| m.moment == p.moment);
    let local = [shown.published, url, shown.modified.filter(|_| unchanged)];
    let best = found.map(|found| newsroom_day(found, &local));
    let best = best.map(|best| reissued(best, modified, shown.published));
    let dated = |candidate: Option<Candidate>| {
        candidate.map(|c| Dated {
            edtf: c.moment.edtf(),
            from: c.from.to_owned(),
        })
    };
    Published {
        published: dated(best),
        modified: dated(modified),
    }
}

/// The date shown, or that of the address where the two are days apart: an address is
/// made once, while a date on the page may belong to something else on it.
fn agreeing(shown: Option<Candidate>, url: Option<Candidate>) -> Option<Candidate> {
    const APART: i32 = 3;
    match (shown, url) {
        (Some(shown), Some(url)) => {
            let days = (shown.moment.day - url.moment.day).get_days();
            Some(if days.abs() <= APART { shown } else { url })
        }
        (shown, url) => shown.or(url),
    }
}

/// A page that is brought out anew shows the new date by its headline, not as that of a
/// change, and keeps the first one in its metadata only. What the page tells its
/// readers counts, where its metadata bear it out.
fn reissued(best: Candidate, modified: Option<Candidate>, shown: Option<Candidate>) -> Candidate {
    match (modified, shown) {
        (Some(modified), Some(shown))
            if shown.moment.day == modified.moment.day && shown.moment.day > best.moment.day =>
        {
            shown
        }
        _ => best,
    }
}

/// Servers write UTC; what the page shows, or its address, says which day it was in the
/// newsroom.
fn newsroom_day(found: Candidate, local: &[Option<Candidate>]) -> Candidate {
    local
        .iter()
        .flatten()
        .filter(|c| c.moment.day != found.moment.day)
        .find(|c| found.moment.may_be_day(c.moment.day))
        .copied()
        .unwrap_or(found)
}

/// The date at the head of the text: `HARROW, May 3, 2031 (Meridian) — …`.
fn dateline(text: &str, order: Order) -> Option<Moment> {
    const HEAD: usize = 120;
    let head = text
        .get(..text.floor_char_boundary(HEAD.min(text.len())))
        .unwrap_or_default();
    let (head, _) = ["—", "–", " -- ", " - "]
        .iter()
        .filter_map(|mark| head.split_once(mark))
        .min_by_key(|(head, _)| head.len())?;
    let seen = dates::visible(head, order)?;
    // A dateline opens with the place in capitals.
    let place = head
        .get(..seen.range.start)?
        .split([',', '('])
        .next()?
        .trim();
    let capital = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    capital.then_some(seen.moment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    fn published(html: &str, described: Option<&str>, url: Option<&str>) -> Option<String> {
        let page = Page::read(html);
        let clues = Clues::gather(&page);
        let headline = clues.headings.first().map(|h| h.plain.clone());
        let given = Given {
            described,
            described_modified: None,
            declared: None,
            urls: [url, None],
            headline: headline.as_ref(),
            order: Order::Unknown,
            main_text: "",
        };
        resolve(&clues, given).published.map(|d| d.edtf)
    }

    #[test]
    fn the_day_is_the_newsrooms() {
        let utc = Some("2031-05-04T01:30:00Z");
        let local = "<h1>Roof fall</h1><time datetime='2031-05-03T20:30:00-05:00'>May 3</time>";
        assert_eq!(
            published(local, utc, None).as_deref(),
            Some("2031-05-03T20:30:00-05:00")
        );
        let url = Some("https://meridian.example/2031/05/03/roof-fall");
        assert_eq!(
            published("<h1>Roof fall</h1>", utc, url).as_deref(),
            Some("2031-05-03")
        );
        let far = Some("https://meridian.example/2031/05/01/roof-fall");
        assert_eq!(
            published("<h1>Roof fall</h1>", utc, far).as_deref(),
            Some("2031-05-04T01:30:00Z")
        );
    }

    #[test]
    fn publication_goes_before_change_and_rails_do_not_count() {
        for (html, day) in [
            (
                "<h1>Roof fall</h1><div>Updated May 4, 2031 | Published May 3, 2031</div>",
                Some("2031-05-03"),
            ),
            ("<h1>Roof fall</h1><p>Last updated: 4 May 2031</p>", None),
            (
                "<h1>Roof fall</h1><p>By Ada Quill, 3 May 2031</p>",
                Some("2031-05-03"),
            ),
            ("<p>Today is Monday, 5 May 2031</p><h1>Roof fall</h1>", None),
            (
                "<p>Monday, 5 May 2031 - No. 12,001 - Price 2 crowns</p><h2>Roof fall</h2>",
                Some("2031-05-05"),
            ),
            (
                "<h1>Roof fall</h1><aside class='related'><time datetime='2030-01-01'>x</time></aside>",
                None,
            ),
            (
                "<h1>Roof fall</h1><p>The mine, opened on 3 May 1931 by the widow of its founder, had been closed for repairs for two years when the roof came down on Tuesday.</p>",
                None,
            ),
            (
                "<h1>Roof fall</h1><div class='by'>Desk <span>10 November</span></div>",
                None,
            ),
        ] {
            assert_eq!(published(html, None, None).as_deref(), day, "{html}");
        }
    }

    #[test]
    fn a_dateline_opens_with_a_place_in_capitals() {
        let day = |text| dateline(text, Order::Unknown).map(|m| m.edtf());
        assert_eq!(
            day("HARROW, May 3, 2031 (Meridian) — The roof").as_deref(),
            Some("2031-05-03")
        );
        assert_eq!(day("On May 3, 2031 — a Saturday — the roof fell"), None);
        assert_eq!(day("HARROW, May 3 (Meridian) — The roof"), None);
    }
}
