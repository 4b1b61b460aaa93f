//! Articles in HTML captures.

use std::ops::Range;

use restated_capture::Capture;

use crate::compose::{Composed, Composer};
use crate::metadata::text::fold;
use crate::model::{Article, Issue};
use crate::plain::asides;
use crate::source::{Page, SpanMap, decode};
use crate::upstream::{self, OutsideLine};
use crate::{body, metadata};

/// Reads the article in a page.
pub(crate) fn read(capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    let decoded = decode(&capture.bytes, capture.charset.as_deref());
    let issues = decoded.issue.into_iter().map(Issue).collect();
    let page = Page::read(&decoded.text);
    let map = page.map().through(&decoded.map);

    let mut blocks = body::extract(&page);
    blocks.retain(|block| !asides::is_call(&block.text));
    while blocks
        .last()
        .is_some_and(|block| asides::is_closing_note(&block.text))
    {
        blocks.pop();
    }
    let mut kept: Vec<Range<usize>> = blocks.into_iter().map(|block| block.plain).collect();
    let mut composed = compose(&page, &kept, &map);
    let url = capture.place.url.as_deref();
    let metadata = metadata::resolve(&page, url, &capture.place.declared, &composed.text);
    // A headline that stands on top of the text is the title, not a first sentence.
    let first = fold(composed.text.split('\n').next().unwrap_or_default());
    if !first.is_empty()
        && metadata
            .title
            .as_deref()
            .is_some_and(|title| fold(title) == first)
    {
        kept.remove(0);
        composed = compose(&page, &kept, &map);
    }
    if composed.text.is_empty() {
        return (None, issues);
    }
    let outside = outside(&page, &kept, &map);
    let article = Article {
        title: metadata.title,
        byline: metadata.byline,
        upstreams: upstream::find(&composed.text, metadata.outlet.as_deref(), &outside),
        outlet: metadata.outlet,
        published: metadata.published,
        modified: metadata.modified,
        language: metadata.language,
        canonical_url: metadata.canonical_url,
        text: composed.text,
        map: composed.map,
        repeats: composed.repeats,
    };
    (Some(article), issues)
}

/// The kept blocks as one text.
fn compose(page: &Page<'_>, kept: &[Range<usize>], map: &SpanMap) -> Composed {
    let mut composer = Composer::new(page.plain(), map);
    for block in kept {
        composer.block(block.clone());
    }
    composer.finish()
}

/// The lines of the page that are no part of the article: a credit line among them
/// may name where the text came from.
fn outside<'p>(page: &'p Page<'_>, kept: &[Range<usize>], map: &SpanMap) -> Vec<OutsideLine<'p>> {
    let mut lines = Vec::new();
    let (mut start, mut next) = (0, 0);
    for line in page.plain().split('\n') {
        let range = start..start + line.len();
        start = range.end + 1;
        while kept.get(next).is_some_and(|block| block.end <= range.start) {
            next += 1;
        }
        let inside = kept.get(next).is_some_and(|block| block.start < range.end);
        if inside || line.trim().is_empty() {
            continue;
        }
        if let Some(source) = map.source_range(range) {
            lines.push(OutsideLine {
                words: line,
                source,
            });
        }
    }
    lines
}
