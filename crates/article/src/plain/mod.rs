//! Articles in plain text: saved from a page by copy and paste, from a reader
//! view, or by a crawler, with the page's furniture still around them.
//!
//! [`blocks`](blocks::blocks) cuts the text into lines or paragraphs,
//! [`features`] says what can be seen of each, [`zones`](zones::Model) decides
//! by learned weights which belong to the article, and `read` takes title,
//! byline, outlet and date from what stands above it.

pub mod blocks;
pub mod features;
mod form;
mod head;
mod repeats;
mod sentences;
mod survey;
mod written_date;
pub mod zones;

use std::ops::Range;

use crate::model::Dated;
use zones::{Model, Zone};

/// One paragraph of the article, as places in the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// One range; several, to be joined by one space each, where lines were
    /// hard-wrapped.
    pub ranges: Vec<Range<usize>>,
}

/// A paragraph that stands a second time in the text; it is kept once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// Index of the kept paragraph.
    pub paragraph: usize,
    /// The second place, from its first byte to its last.
    pub again: Range<usize>,
}

/// What reading a plain text gives. All ranges are byte ranges of that text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainPage {
    /// Headline.
    pub title: Option<Range<usize>>,
    /// Authors as written behind "By", one name each.
    pub byline: Vec<String>,
    /// Who publishes it, where a masthead or the copyright line says so.
    pub outlet: Option<String>,
    /// When it was published, where a label or its place above the article says so.
    pub published: Option<Dated>,
    /// Main text in order; a standfirst is a paragraph of it.
    pub paragraphs: Vec<Paragraph>,
    /// Paragraphs found a second time.
    pub doubled: Vec<Doubled>,
    /// What was left out, in order: furniture, credit lines, notices.
    pub outside: Vec<Range<usize>>,
}

/// Reads the article in `text`.
pub fn read(text: &str) -> PlainPage {
    read_with(text, Model::get())
}

/// [`read`] with other weights, for the trainer.
pub fn read_with(text: &str, model: &Model) -> PlainPage {
    let blocks = blocks::blocks(text);
    let features = features::features(&blocks);
    let mut zones = model.zones(&features);
    head::drop_empty_labels(&blocks, &mut zones);
    let title = head::title(&blocks, &features, &zones, model);
    if let Some(title) = title {
        head::drop_title_repeats(&blocks, &mut zones, title);
    }
    let doubles = repeats::doubles(&blocks, &mut zones);
    let mut page = PlainPage {
        title: title.and_then(|at| whole(&blocks[at].ranges)),
        byline: head::byline(&blocks, &zones, title),
        outlet: head::outlet(&blocks, &zones, title),
        published: head::published(&blocks, &zones),
        ..PlainPage::default()
    };
    let mut index = vec![None; blocks.len()];
    for (at, (block, zone)) in blocks.iter().zip(&zones).enumerate() {
        if *zone != Zone::Body {
            if title != Some(at) {
                page.outside.extend(whole(&block.ranges));
            }
            continue;
        }
        // Sentences of one unbroken line are one paragraph again.
        let goes_on = block.same_line && at > 0 && zones[at - 1] == Zone::Body;
        match (page.paragraphs.last_mut(), block.ranges.last()) {
            (Some(open), Some(range)) if goes_on => {
                if let Some(last) = open.ranges.last_mut() {
                    last.end = range.end;
                }
            }
            _ => page.paragraphs.push(Paragraph {
                ranges: block.ranges.clone(),
            }),
        }
        index[at] = Some(page.paragraphs.len() - 1);
    }
    for (kept, again) in doubles {
        if let (Some(paragraph), Some(again)) = (index[kept], whole(&blocks[again].ranges)) {
            page.doubled.push(Doubled { paragraph, again });
        }
    }
    page
}

/// From the first byte of the ranges to the last.
fn whole(ranges: &[Range<usize>]) -> Option<Range<usize>> {
    Some(ranges.first()?.start..ranges.last()?.end)
}
