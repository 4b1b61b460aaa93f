//! The main text of a page: which of the blocks that it shows an article is made of.
//!
//! The page is cut into blocks ([`outline`]); every block is described by
//! numbers ([`features`]: its own text, the elements around it, its neighbours,
//! what the page says of itself) and judged by a forest of boosted trees
//! ([`forest`]). Nothing is written that the page does not show: a block is
//! kept or left out.
//!
//! The work grows with the number of elements and blocks, of which no more than
//! a fixed number are looked at, and with no other property of the page.

mod choose;
mod facts;
mod features;
mod forest;
mod lexicon;
mod outline;
mod survey;
mod tags;

use std::ops::Range;

pub use choose::choose;
pub use forest::{Forest, ForestError, TreeNode};

use crate::source::Page;
use facts::{collapsed, facts};
use features::Scene;
use outline::Outline;
use survey::Survey;
use tags::Tag;

/// A piece of main text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its words, white space collapsed.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, as a byte range of the page's visible text.
    pub plain: Range<usize>,
}

/// What a block is, by the element that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or a line in no element that says more.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// An item of a list, or a part of one.
    ListItem,
    /// A part of a block quotation.
    Quote,
    /// A cell of a table.
    Cell,
    /// Text whose line breaks matter, such as a program.
    Preformatted,
}

/// A page whose blocks are described and not yet judged: what a model is trained on.
#[derive(Clone, Debug)]
pub struct Described {
    /// All blocks of the page in page order.
    pub blocks: Vec<Block>,
    /// Their features, in the order of [`feature_names`].
    pub rows: Vec<Vec<f32>>,
}

/// The main text of `page`, in page order; empty where the page has none.
pub fn extract(page: &Page<'_>) -> Vec<Block> {
    let described = describe(page);
    let forest = choose::forest();
    let scores = forest.scores(&described.rows);
    let kept = choose(&described, &scores, forest.cut);
    described
        .blocks
        .into_iter()
        .zip(kept)
        .filter_map(|(block, keep)| keep.then_some(block))
        .collect()
}

/// All blocks of `page`, with the features by which they are judged.
pub fn describe(page: &Page<'_>) -> Described {
    let outline = Outline::of(page);
    let facts = facts(page, &outline);
    let survey = Survey::of(page, &outline, &facts);
    let scene = Scene {
        outline: &outline,
        facts: &facts,
        survey: &survey,
    };
    let rows = (0..facts.len())
        .map(|at| {
            let mut row = Vec::with_capacity(features::ABOUT_AS_MANY);
            scene.features(at, &mut row);
            row
        })
        .collect();
    let blocks = outline
        .blocks
        .iter()
        .map(|span| Block {
            text: collapsed(page, span),
            kind: kind(&outline, span),
            plain: span.plain.clone(),
        })
        .collect();
    Described { blocks, rows }
}

/// Names of the features, in order.
pub fn feature_names() -> Vec<String> {
    let page = Page::read("<p>x</p>");
    let outline = Outline::of(&page);
    let facts = facts(&page, &outline);
    let survey = Survey::of(&page, &outline, &facts);
    let scene = Scene {
        outline: &outline,
        facts: &facts,
        survey: &survey,
    };
    let mut names: Vec<String> = Vec::new();
    scene.features(0, &mut names);
    names
}

fn kind(outline: &Outline, span: &outline::Span) -> BlockKind {
    let Some(node) = outline.nodes.get(span.node as usize) else {
        return BlockKind::Paragraph;
    };
    let within = |tag: Tag| node.tags & tag.bit() != 0;
    match node.tag {
        tag if tag.is_heading() => BlockKind::Heading,
        Tag::Preformatted => BlockKind::Preformatted,
        _ if within(Tag::Cell) => BlockKind::Cell,
        _ if within(Tag::ListItem) || within(Tag::Definition) => BlockKind::ListItem,
        _ if within(Tag::Quote) => BlockKind::Quote,
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("testdata/ferry.html");

    fn texts(html: &str) -> Vec<String> {
        let blocks = extract(&Page::read(html));
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn the_article_is_kept_and_what_stands_around_it_is_not() {
        let texts = texts(PAGE);
        let all = texts.join("\n");
        assert!(
            texts[0].starts_with("The last ferry between Orrin Quay"),
            "{all}"
        );
        assert!(
            texts[texts.len() - 1].ends_with("until the spring tides."),
            "{all}"
        );
        let quote = "“We could hear the hull before we could see it,” said Marit Oskley, who sells nets on the quay.";
        assert!(texts.iter().any(|text| text == quote), "{all}");
        for left_out in [
            "cookies",
            "Share",
            "Newsletter",
            "Lighthouse keeper",
            "Most read",
            "tarnwalker",
            "All rights reserved",
            "Subscribe",
        ] {
            assert!(!all.contains(left_out), "{left_out}: {all}");
        }
    }

    #[test]
    fn every_block_reads_as_the_page_does_at_its_place() {
        let page = Page::read(PAGE);
        let mut end = 0;
        for block in extract(&page) {
            assert!(block.plain.start >= end, "blocks stand in order, apart");
            end = block.plain.end;
            let shown: Vec<_> = page.plain()[block.plain].split_whitespace().collect();
            assert_eq!(block.text, shown.join(" "));
        }
    }

    #[test]
    fn blocks_know_what_they_are() {
        let page = Page::read(
            "<h2>Tides</h2><ul><li>Low</li></ul><blockquote><p>High</p></blockquote><table><tr><td>9</td></tr></table><pre>a</pre>",
        );
        let kinds: Vec<_> = describe(&page)
            .blocks
            .iter()
            .map(|block| block.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Heading,
                BlockKind::ListItem,
                BlockKind::Quote,
                BlockKind::Cell,
                BlockKind::Preformatted
            ]
        );
    }

    #[test]
    fn a_page_with_no_text_has_no_article() {
        assert!(texts("").is_empty());
        assert!(texts("<script>let a = 1;</script>").is_empty());
    }

    #[test]
    fn deep_and_wide_pages_are_read() {
        let deep = format!("{}A line that stands very deep.", "<div>x ".repeat(20_000));
        assert!(describe(&Page::read(&deep)).rows.len() <= 50_000);
        let wide = "<p>One more line of text.</p>".repeat(60_000);
        assert_eq!(describe(&Page::read(&wide)).rows.len(), 50_000);
    }
}
