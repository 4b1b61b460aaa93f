//! A page cut into blocks: the paragraphs, headings, list items and stray lines
//! that a reader sees, each with the element it stands in.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{LEXICON, hash_word};
use super::tags::Tag;
use crate::source::{Element, Page};

/// Most elements of a page that are looked at; text behind them is left out.
/// A hundred times what a long article page has.
const MOST_NODES: usize = 400_000;
/// Most blocks of a page that are looked at, for the same reason.
const MOST_BLOCKS: usize = 50_000;
/// Attributes whose words tell what an element is for.
const TELLING: &[&str] = &[
    "class",
    "id",
    "role",
    "itemprop",
    "data-testid",
    "aria-label",
];
/// Longest attribute value that is read, in bytes.
const LONGEST_ATTRIBUTE: usize = 400;

/// An element, with what it inherits from those around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// Index of the element around it.
    pub(super) parent: Option<u32>,
    pub(super) tag: Tag,
    pub(super) depth: u32,
    /// Nearest element, itself included, that is not inline.
    pub(super) container: u32,
    /// Groups of attribute words of this element (one bit each).
    pub(super) groups: u64,
    /// Not shown to readers, by attribute or by kind.
    pub(super) hidden: bool,
    /// Stands in a link, or is one.
    pub(super) in_link: bool,
    /// Stands in `b` or `strong`.
    pub(super) in_strong: bool,
    /// Tags of itself and the elements around it.
    pub(super) tags: u64,
    /// Hash of name and class of the element and of the one around it: equal for
    /// elements that the page's template treats alike.
    pub(super) signature: u64,
    /// Hash of name and class.
    own: u64,
}

/// A piece of the page between two block boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Byte range of the page's visible text, trimmed.
    pub(super) plain: Range<usize>,
    /// Index of the innermost element that is not inline and holds it.
    pub(super) node: u32,
    /// Index of the innermost element that holds all of it.
    pub(super) inner: u32,
}

/// A page's elements and blocks in page order.
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
    pub(super) blocks: Vec<Span>,
}

impl Outline {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let nodes = nodes(page);
        let blocks = blocks(page, &nodes);
        Self { nodes, blocks }
    }

    /// The node `at` and those around it, innermost first.
    pub(super) fn around(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(at), |inner| self.nodes.get(*inner as usize)?.parent)
    }
}

fn nodes(page: &Page<'_>) -> Vec<Node> {
    let mut seen = FxHashMap::default();
    let mut nodes: Vec<Node> = Vec::new();
    for element in page.elements().iter().take(MOST_NODES) {
        let index = nodes.len() as u32;
        let around = element.parent.and_then(|parent| nodes.get(parent));
        let node = node(element, index, around, &mut seen);
        nodes.push(node);
    }
    nodes
}

fn node<'p>(
    element: &'p Element,
    index: u32,
    around: Option<&Node>,
    seen: &mut FxHashMap<&'p str, u64>,
) -> Node {
    let tag = Tag::of(&element.name);
    let class = element.attribute("class").unwrap_or_default();
    let own = hash_word(&element.name) ^ hash_word(class).rotate_left(7);
    let mut groups = 0;
    for (name, value) in &element.attributes {
        if TELLING.contains(&name.as_str()) && value.len() <= LONGEST_ATTRIBUTE {
            groups |= *seen
                .entry(value)
                .or_insert_with(|| LEXICON.groups_of(value));
        }
    }
    let mut node = Node {
        parent: element.parent.map(|parent| parent as u32),
        tag,
        depth: 0,
        container: index,
        groups,
        hidden: tag == Tag::Hidden || is_hidden(element),
        in_link: tag == Tag::Link,
        in_strong: tag == Tag::Strong,
        tags: tag.bit(),
        signature: own,
        own,
    };
    if let Some(around) = around {
        node.depth = around.depth + 1;
        node.hidden |= around.hidden;
        node.in_link |= around.in_link;
        node.in_strong |= around.in_strong;
        node.tags |= around.tags;
        node.signature = own.wrapping_mul(31) ^ around.own;
        if tag.is_inline() {
            node.container = around.container;
        }
    }
    node
}

fn is_hidden(element: &Element) -> bool {
    element.attribute("hidden").is_some()
        || element
            .attribute("style")
            .is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

fn blocks(page: &Page<'_>, nodes: &[Node]) -> Vec<Span> {
    let mut cuts = cuts(page, nodes);
    cuts.push(page.plain().len());
    let runs: Vec<_> = page.runs().collect();
    let mut run = 0;
    let mut blocks = Vec::new();
    let mut start = 0;
    for end in cuts {
        let plain = trimmed(page.plain(), start..end);
        start = end;
        if plain.is_empty() {
            continue;
        }
        while runs
            .get(run)
            .is_some_and(|(range, _)| range.end <= plain.start)
        {
            run += 1;
        }
        let Some(mut inner) = runs.get(run).and_then(|(_, element)| *element) else {
            continue;
        };
        let Some(node) = nodes.get(inner) else {
            continue;
        };
        while inner != node.container as usize
            && let Some(element) = page.elements().get(inner)
            && element.plain.end < plain.end
            && let Some(parent) = element.parent
        {
            inner = parent;
        }
        if nodes.get(node.container as usize).is_none_or(|container| {
            container.tags & Tag::Hidden.bit() != 0 || container.tag == Tag::Head
        }) {
            continue;
        }
        if blocks.len() == MOST_BLOCKS {
            break;
        }
        blocks.push(Span {
            plain,
            node: node.container,
            inner: inner as u32,
        });
    }
    blocks
}

/// Where blocks start and end in the visible text, in order.
fn cuts(page: &Page<'_>, nodes: &[Node]) -> Vec<usize> {
    let plain = page.plain();
    let mut cuts = Vec::new();
    let mut last_break = None;
    for (element, node) in page.elements().iter().zip(nodes) {
        let at = element.plain.start;
        match node.tag {
            Tag::LineBreak => {
                let doubled = last_break.is_some_and(|last| is_blank(plain, last..at));
                if doubled || ends_sentence(plain, at) {
                    cuts.push(at);
                }
                last_break = Some(at);
            }
            tag if tag.is_inline() => {}
            _ => cuts.extend([at, element.plain.end]),
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn is_blank(plain: &str, range: Range<usize>) -> bool {
    plain
        .get(range)
        .is_some_and(|between| between.trim().is_empty())
}

/// Whether the text before a single line break reads as a paragraph's end.
fn ends_sentence(plain: &str, at: usize) -> bool {
    let before = plain.get(..at).unwrap_or_default().trim_end();
    before.ends_with(['.', '!', '?', ':', '"', '”', '’', '…', '»'])
}

fn trimmed(plain: &str, range: Range<usize>) -> Range<usize> {
    let text = plain.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    start..start.max(range.start + text.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let page = Page::read(html);
        Outline::of(&page)
            .blocks
            .iter()
            .map(|block| page.plain()[block.plain.clone()].to_owned())
            .collect()
    }

    #[test]
    fn blocks_end_where_block_elements_do() {
        assert_eq!(
            texts("<div>One <b>two</b><p>three</p>four <script>x</script>five</div>"),
            ["One two", "three", "four \nfive"]
        );
    }

    #[test]
    fn a_line_break_ends_a_block_only_behind_a_sentence_or_another_break() {
        assert_eq!(
            texts("<p>Mill Lane<br>Tarn<br> <br>It closed.<br/>Nobody came</p>"),
            ["Mill Lane\nTarn", "It closed.", "Nobody came"]
        );
    }

    #[test]
    fn a_head_that_is_never_closed_hides_nothing_of_the_body() {
        assert_eq!(
            texts("<head><title>T</title>stray<body><p>Tarn</p>"),
            ["Tarn"]
        );
    }

    #[test]
    fn text_for_browsers_without_scripts_is_left_out() {
        assert_eq!(
            texts("<noscript><p>Turn it on</p></noscript><p>Tarn</p>"),
            ["Tarn"]
        );
    }
}
