//! Articles in HTML captures.

use std::ops::Range;

use restated_capture::Capture;

use crate::compose::Composer;
use crate::model::{Article, Issue};
use crate::source::{Page, decode};
use crate::{body, metadata, upstream};

/// Reads the article in a page.
pub(crate) fn read(capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    let decoded = decode(&capture.bytes, capture.charset.as_deref());
    let issues = decoded.issue.into_iter().map(Issue).collect();
    let page = Page::read(&decoded.text);
    let map = page.map().through(&decoded.map);

    let blocks: Vec<Range<usize>> = body::extract(&page);
    let mut composer = Composer::new(page.plain(), &map);
    for block in &blocks {
        composer.paragraph(std::slice::from_ref(block));
    }
    let composed = composer.finish();
    if composed.text.is_empty() {
        return (None, issues);
    }
    let url = capture.place.url.as_deref();
    let metadata = metadata::resolve(&page, url, &capture.place.declared, &composed.text);
    let article = Article {
        title: metadata.title,
        byline: metadata.byline,
        upstreams: upstream::find(&composed.text, metadata.outlet.as_deref(), &[]),
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
