//! An HTML page read once: its elements and the text it shows, with the way back
//! to the bytes. The tokens and their spans are html5gum's (WHATWG tokenizer).

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::span_map::{Run, SpanMap};
use super::tree::{Element, Tree, is_inline};

/// Elements whose content is not shown as text.
const HIDDEN: &[&str] = &[
    "script", "style", "template", "title", "iframe", "noembed", "noframes", "svg", "math",
];

/// Drawings and formulas: their words are no text of the article.
const FOREIGN: &[&str] = &["math", "svg"];

/// Tags that end a drawing or formula which nobody closed (WHATWG, "in foreign content").
const ENDS_FOREIGN: &[&str] = &[
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// A page's elements and visible text.
///
/// `plain` holds every visible character in page order, white space as written,
/// entities decoded, with a line break (which maps to nothing) wherever a block
/// element starts or ends.
#[derive(Debug)]
pub struct Page<'h> {
    html: &'h str,
    elements: Vec<Element>,
    plain: String,
    map: SpanMap,
    runs: Vec<(usize, Option<usize>)>,
}

impl<'h> Page<'h> {
    /// Reads `html`. Never fails: whatever is malformed is read as a browser would.
    pub fn read(html: &'h str) -> Self {
        let mut builder = Builder::new(html);
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
                builder.event(event, span.start.min(html.len())..span.end.min(html.len()));
                None
            },
        );
        emitter.naively_switch_states(true);
        // Reading from memory cannot fail.
        Tokenizer::new_with_emitter(html, emitter).for_each(drop);
        builder.finish()
    }

    /// All elements in the order of their start tags.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The visible text.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// From byte ranges of [`plain`](Self::plain) to byte ranges of the HTML.
    pub fn map(&self) -> &SpanMap {
        &self.map
    }

    /// Index of the innermost element that shows the character at `offset` of [`plain`](Self::plain).
    pub fn element_at(&self, offset: usize) -> Option<usize> {
        let after = self.runs.partition_point(|(start, _)| *start <= offset);
        self.runs[..after].last().and_then(|(_, element)| *element)
    }

    /// The pieces of [`plain`](Self::plain) that each stand in one element, with that element.
    pub fn runs(&self) -> impl Iterator<Item = (Range<usize>, Option<usize>)> + '_ {
        let ends = self
            .runs
            .iter()
            .skip(1)
            .map(|(start, _)| *start)
            .chain([self.plain.len()]);
        self.runs
            .iter()
            .zip(ends)
            .map(|((start, element), end)| (*start..end, *element))
    }

    /// The element and all it stands in, innermost first.
    pub fn ancestors(&self, element: usize) -> impl Iterator<Item = &Element> + '_ {
        std::iter::successors(self.elements.get(element), |inner| {
            inner.parent.and_then(|p| self.elements.get(p))
        })
    }

    /// The visible text inside `element`.
    pub fn text(&self, element: &Element) -> &str {
        self.plain.get(element.plain.clone()).unwrap_or_default()
    }

    /// The bytes between the tags of `element` as written: a script's source.
    pub fn raw(&self, element: &Element) -> &'h str {
        self.html.get(element.inner.clone()).unwrap_or_default()
    }

    /// [`raw`](Self::raw) with entities decoded: the words of a `<title>`.
    pub fn raw_text(&self, element: &Element) -> Cow<'h, str> {
        htmlize::unescape(self.raw(element))
    }
}

/// Collects the tokens of a page.
struct Builder<'h> {
    html: &'h str,
    tree: Tree,
    tag: Element,
    plain: String,
    map: SpanMap,
    runs: Vec<(usize, Option<usize>)>,
    /// Depth of hidden elements around the current place, by the name of the outermost.
    hidden: Option<(String, usize)>,
}

impl<'h> Builder<'h> {
    fn new(html: &'h str) -> Self {
        Self {
            html,
            tree: Tree::default(),
            tag: Element::default(),
            plain: String::with_capacity(html.len() / 4),
            map: SpanMap::default(),
            runs: Vec::new(),
            hidden: None,
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Element {
                    name: lossy(name),
                    tag: span,
                    ..Element::default()
                };
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attributes.push((lossy(name), String::new()))
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = self.tag.attributes.last_mut() {
                    *last = lossy(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut element = std::mem::take(&mut self.tag);
                element.tag.end = span.end.max(element.tag.start);
                self.open(element, self_closing);
            }
            CallbackEvent::EndTag { name } => self.close(&lossy(name), span.start),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                self.text(&lossy(value), span)
            }
            _ => {}
        }
    }

    fn open(&mut self, element: Element, self_closing: bool) {
        let name = element.name.clone();
        if let Some((outermost, _)) = &self.hidden
            && FOREIGN.contains(&outermost.as_str())
            && ENDS_FOREIGN.binary_search(&name.as_str()).is_ok()
        {
            self.hidden = None;
        }
        self.break_line(&name);
        self.tree.open(element, self.plain.len());
        match &mut self.hidden {
            Some((outermost, depth)) if *outermost == name && !self_closing => *depth += 1,
            None if HIDDEN.contains(&name.as_str()) && !self_closing => {
                self.hidden = Some((name, 1))
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, at: usize) {
        if let Some((outermost, depth)) = &mut self.hidden
            && outermost == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.hidden = None;
            }
        }
        self.tree.close(name, at, self.plain.len());
        self.break_line(name);
    }

    fn break_line(&mut self, name: &str) {
        if self.hidden.is_none()
            && !is_inline(name)
            && !self.plain.is_empty()
            && !self.plain.ends_with('\n')
        {
            self.plain.push('\n');
        }
    }

    fn text(&mut self, value: &str, span: Range<usize>) {
        let element = self.tree.current();
        if self.runs.last().is_none_or(|(_, last)| *last != element) {
            self.runs.push((self.plain.len(), element));
        }
        let raw = self.html.get(span.clone()).unwrap_or_default();
        if raw == value {
            self.push(value, span);
            return;
        }
        // Entities (or line breaks) were decoded: place the pieces between them.
        let mut start = 0;
        while start < raw.len() {
            let next = raw[start..]
                .char_indices()
                .skip(1)
                .find(|(_, c)| *c == '&')
                .map_or(raw.len(), |(at, _)| start + at);
            self.piece(&raw[start..next], span.start + start);
            start = next;
        }
    }

    /// Adds a piece of text that holds at most one entity, at its start.
    fn piece(&mut self, raw: &str, at: usize) {
        let decoded = htmlize::unescape(raw);
        let tail = raw
            .bytes()
            .rev()
            .zip(decoded.bytes().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let mut tail = tail.min(raw.len());
        while !raw.is_char_boundary(raw.len() - tail)
            || !decoded.is_char_boundary(decoded.len() - tail)
        {
            tail -= 1;
        }
        let (head, rest) = (raw.len() - tail, decoded.len() - tail);
        self.push(&decoded[..rest], at..at + head);
        self.push(&decoded[rest..], at + head..at + raw.len());
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        self.map.push(Run {
            out: self.plain.len(),
            out_len: text.len(),
            source: source.start,
            source_len: source.len(),
        });
        self.plain.push_str(text);
    }

    fn finish(mut self) -> Page<'h> {
        self.tree.finish(self.html.len(), self.plain.len());
        Page {
            html: self.html,
            elements: self.tree.elements,
            plain: self.plain,
            map: self.map,
            runs: self.runs,
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(html: &str) -> Vec<(String, Option<String>)> {
        let page = Page::read(html);
        let name = |i: usize| page.elements()[i].name.clone();
        page.elements()
            .iter()
            .map(|e| (e.name.clone(), e.parent.map(name)))
            .collect()
    }

    #[test]
    fn text_leads_back_to_its_bytes() {
        let html = "<p>Caf&eacute; &amp;amp; <b>b</b>ar&#8217;s &bogus; end</p>";
        let page = Page::read(html);
        assert_eq!(page.plain().trim(), "Café &amp; bar’s &bogus; end");
        for word in ["Café", "&amp;", "bar’s", "end"] {
            let start = page.plain().find(word).unwrap();
            let source = page.map().source_range(start..start + word.len()).unwrap();
            let inner = Page::read(&html[source.clone()]);
            assert_eq!(inner.plain(), word, "{}", &html[source]);
        }
    }

    #[test]
    fn left_out_end_tags_are_implied() {
        let parents = names("<ul><li>a<li>b</ul><p>c<p>d<div>e</div>");
        let li: Vec<_> = parents.iter().filter(|(n, _)| n == "li").collect();
        assert!(
            li.iter().all(|(_, p)| p.as_deref() == Some("ul")),
            "{parents:?}"
        );
        assert!(
            parents
                .iter()
                .filter(|(n, _)| n == "p" || n == "div")
                .all(|(_, p)| p.is_none()),
            "{parents:?}"
        );
    }

    #[test]
    fn scripts_styles_and_titles_are_not_shown_but_can_be_read() {
        let page = Page::read(
            "<title>A &amp; B</title><script>let x = '<p>no</p>';</script><style>p{}</style><p>yes</p>",
        );
        assert_eq!(page.plain().trim(), "yes");
        let script = page.elements().iter().find(|e| e.name == "script").unwrap();
        assert_eq!(page.raw(script), "let x = '<p>no</p>';");
        let title = page.elements().iter().find(|e| e.name == "title").unwrap();
        assert_eq!(page.raw_text(title), "A & B");
    }

    #[test]
    fn a_drawing_that_nobody_closed_hides_no_paragraph() {
        let page = Page::read("<p>one</p><svg><text>drawn<p>two</p><object><p>three</p></object>");
        let shown: Vec<_> = page.plain().split_whitespace().collect();
        assert_eq!(shown, ["one", "two", "three"]);
    }

    #[test]
    fn open_inline_elements_do_not_make_every_tag_cost_a_walk() {
        // Quadratic, this would be ten thousand million steps.
        let html = format!("<p>{}{}", "<b>".repeat(100_000), "<p>x".repeat(100_000));
        let page = Page::read(&html);
        let paragraphs = page.elements().iter().filter(|element| element.name == "p");
        assert_eq!(paragraphs.count(), 100_001);
    }

    #[test]
    fn every_character_knows_its_element() {
        let page = Page::read(r#"<div class="rail">one <a href="/x">two</a></div>"#);
        let at = page.plain().find("two").unwrap();
        let path: Vec<_> = page
            .ancestors(page.element_at(at).unwrap())
            .map(|e| e.name.as_str())
            .collect();
        assert_eq!(path, ["a", "div"]);
        assert_eq!(page.elements()[0].attribute("class"), Some("rail"));
        let runs: Vec<_> = page.runs().map(|(range, _)| &page.plain()[range]).collect();
        assert_eq!(runs, ["one ", "two\n"]);
    }

    #[test]
    fn a_hundred_thousand_nested_tags_are_read() {
        let html = format!(
            "{}deep{}",
            "<div>".repeat(100_000),
            "</b></div>".repeat(100_000)
        );
        let page = Page::read(&html);
        assert_eq!(page.plain().trim(), "deep");
        assert_eq!(page.elements().len(), 100_000);
    }

    proptest! {
        #[test]
        fn pieces_between_entities_read_as_the_whole(
            words in prop::collection::vec(
                prop::sample::select(vec!["a", "&", "&amp;", "&#97;", "&lt", "&not", "&notin;", ";", " ", "é", "&eacute;", "&&", "&#x", "\r\n"]),
                0..20,
            ),
        ) {
            let html = words.concat();
            let page = Page::read(&html);
            prop_assert_eq!(page.plain().replace('\r', ""), htmlize::unescape(html.replace('\r', "")));
        }

        #[test]
        fn any_markup_is_read(html in "[<>/a-dp \"'=&;!-]{0,60}") {
            let page = Page::read(&html);
            prop_assert!(page.map().runs().iter().all(|run| html.get(run.source..run.source + run.source_len).is_some()));
            prop_assert!(page.elements().iter().all(|e| page.plain().get(e.plain.clone()).is_some()));
        }
    }
}
