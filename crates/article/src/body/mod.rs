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
    let scores: Vec<_> = described.rows.iter().map(|row| forest.score(row)).collect();
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
