//! The open elements while a page is read: who is whose parent, and which end
//! tags may be left out.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// One element of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Lowercase tag name.
    pub name: String,
    /// Attributes in the order written: lowercase names, decoded values.
    pub attributes: Vec<(String, String)>,
    /// Index of the element that it stands in.
    pub parent: Option<usize>,
    /// The start tag, as a byte range of the HTML.
    pub tag: Range<usize>,
    /// From behind the start tag to the end tag, as a byte range of the HTML.
    pub inner: Range<usize>,
    /// The visible text inside, as a byte range of [`Page::plain`](super::Page::plain).
    pub plain: Range<usize>,
}

impl Element {
    /// The value of attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Elements without content or end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that flow inside a line of text; all others start a line of their own.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// A start tag that ends an element whose end tag was left out: the element that
/// starts, those it ends, and those beyond which it does not look.
const IMPLIED_ENDS: &[(&[&str], &[&str], &[&str])] = &[
    (&["li"], &["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl"]),
    (
        &["tr"],
        &["tr", "td", "th"],
        &["table", "tbody", "thead", "tfoot"],
    ),
    (&["td", "th"], &["td", "th"], &["tr", "table"]),
    (
        &["tbody", "thead", "tfoot"],
        &["tbody", "thead", "tfoot", "tr", "td", "th"],
        &["table"],
    ),
    (&["option", "optgroup"], &["option"], &["select"]),
    (
        &[
            "address",
            "article",
            "aside",
            "blockquote",
            "details",
            "div",
            "dl",
            "fieldset",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "ul",
        ],
        &["p"],
        &[
            "button", "table", "td", "th", "caption", "object", "div", "section", "article", "li",
        ],
    ),
];

/// How many open inline elements are looked through for an element to end: no page
/// means more, and a hostile one shall not make every tag cost a walk.
const INLINE_DEPTH: usize = 64;

/// Whether `name` flows inside a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.binary_search(&name).is_ok()
}

/// All elements so far, and those still open.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
    open: Vec<usize>,
    /// How many elements of each name are open, so that a stray end tag costs nothing.
    open_by_name: FxHashMap<String, usize>,
}

impl Tree {
    /// The innermost open element.
    pub(super) fn current(&self) -> Option<usize> {
        self.open.last().copied()
    }

    /// Opens `element` where the page stands; `plain` is the length of the visible text so far.
    pub(super) fn open(&mut self, mut element: Element, plain: usize) -> usize {
        for (starts, ends, stops) in IMPLIED_ENDS {
            if starts.contains(&element.name.as_str()) {
                self.end_implied(ends, stops, element.tag.start, plain);
            }
        }
        element.parent = self.current();
        element.inner = element.tag.end..element.tag.end;
        element.plain = plain..plain;
        let index = self.elements.len();
        if !VOID.contains(&element.name.as_str()) {
            self.open.push(index);
            *self.open_by_name.entry(element.name.clone()).or_default() += 1;
        }
        self.elements.push(element);
        index
    }

    /// Closes the innermost open element called `name` and all inside it; nothing if there is none.
    pub(super) fn close(&mut self, name: &str, at: usize, plain: usize) {
        if self.open_by_name.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while self
            .pop(at, plain)
            .is_some_and(|index| self.elements[index].name != name)
        {}
    }

    /// Closes everything at the end of the page.
    pub(super) fn finish(&mut self, at: usize, plain: usize) {
        while self.pop(at, plain).is_some() {}
    }

    fn end_implied(&mut self, ends: &[&str], stops: &[&str], at: usize, plain: usize) {
        let is_open = |name: &&str| self.open_by_name.get(*name).is_some_and(|count| *count > 0);
        if !ends.iter().any(is_open) {
            return;
        }
        let mut outermost = None;
        for (depth, &index) in self.open.iter().enumerate().rev().take(INLINE_DEPTH) {
            let name = self.elements[index].name.as_str();
            if stops.contains(&name) {
                break;
            }
            if ends.contains(&name) {
                outermost = Some(depth);
            } else if !is_inline(name) {
                break;
            }
        }
        if let Some(depth) = outermost {
            while self.open.len() > depth {
                self.pop(at, plain);
            }
        }
    }

    fn pop(&mut self, at: usize, plain: usize) -> Option<usize> {
        let index = self.open.pop()?;
        let element = &mut self.elements[index];
        element.inner.end = at.max(element.inner.start);
        element.plain.end = plain;
        if let Some(count) = self.open_by_name.get_mut(&element.name) {
            *count -= 1;
        }
        Some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inline_table_is_sorted_for_binary_search() {
        assert!(INLINE.is_sorted());
    }
}
