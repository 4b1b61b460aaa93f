//! Articles in plain text captures.

use restated_capture::Capture;

use crate::compose::Composer;
use crate::markdown;
use crate::metadata::language;
use crate::model::{Article, Issue};
use crate::plain;
use crate::source::decode;
use crate::upstream::{self, OutsideLine};

/// Reads the article in a plain text.
pub(crate) fn read(capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    let decoded = decode(&capture.bytes, capture.charset.as_deref());
    let issues = decoded.issue.into_iter().map(Issue).collect();
    let (text, map) = if capture.media_type == "text/markdown" {
        let (text, map) = markdown::rendered(&decoded.text);
        (text, map.through(&decoded.map))
    } else {
        (decoded.text, decoded.map)
    };
    let page = plain::read(&text);
    let declared = &capture.place.declared;

    let mut composer = Composer::new(&text, &map);
    let places: Vec<_> = page
        .paragraphs
        .iter()
        .map(|paragraph| composer.paragraph(&paragraph.ranges))
        .collect();
    for doubled in &page.doubled {
        if let Some(kept) = places
            .get(doubled.paragraph)
            .filter(|kept| !kept.is_empty())
        {
            composer.again(kept.clone(), std::slice::from_ref(&doubled.again));
        }
    }
    let composed = composer.finish();
    if composed.text.is_empty() {
        return (None, issues);
    }
    let collapsed = |range: std::ops::Range<usize>| {
        text[range].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let outside: Vec<_> = page
        .outside
        .iter()
        .filter_map(|range| {
            let words = text.get(range.clone())?;
            let source = map.source_range(range.clone())?;
            Some(OutsideLine { words, source })
        })
        .collect();
    let outlet = page.outlet.or_else(|| declared.outlet.clone());
    let article = Article {
        title: page.title.map(collapsed).or_else(|| declared.title.clone()),
        byline: if page.byline.is_empty() {
            declared.byline.clone()
        } else {
            page.byline
        },
        published: page.published,
        modified: None,
        language: language::of(declared.language.as_deref(), &composed.text),
        canonical_url: None,
        upstreams: upstream::find(&composed.text, outlet.as_deref(), &outside),
        outlet,
        text: composed.text,
        map: composed.map,
        repeats: composed.repeats,
    };
    (Some(article), issues)
}
