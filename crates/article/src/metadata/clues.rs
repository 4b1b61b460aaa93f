//! Everything on a page that may say what it is, gathered in one pass.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::text::tidy;
use crate::source::{Element, Page};

/// Clues of a page.
pub(crate) struct Clues<'p> {
    page: &'p Page<'p>,
    /// `<meta>` values by lower-case name, in page order.
    metas: Vec<(String, &'p str)>,
    /// The words of `<title>`.
    pub(crate) title: Option<String>,
    /// `<html lang>`.
    pub(crate) lang: Option<&'p str>,
    /// `<link rel=canonical>`.
    pub(crate) canonical: Option<&'p str>,
    /// Sources of JSON-LD blocks.
    pub(crate) json_ld: Vec<&'p str>,
    /// Headings that are shown, in page order.
    pub(crate) headings: Vec<Heading>,
    /// Elements marked as bylines, dates or the site's name, in page order.
    marked: Vec<(usize, Mark)>,
    /// Where the visible text passes from one element to another.
    starts: Vec<usize>,
    /// What labels say that were seen: a page repeats its classes many times.
    classes: FxHashMap<&'p str, Classes>,
}

/// How many elements around one are looked at, so that nesting costs no time.
const DEPTH: usize = 200;
/// How many headings and marked elements are kept: those of the article stand early.
const MANY: usize = 2000;
/// No title, name or date has more bytes than this.
const LONG: usize = 2000;

/// A heading, or an element marked as the headline.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// The words.
    pub(crate) text: String,
    /// From 1 to 3; 0 for elements marked as the headline.
    pub(crate) level: u8,
    /// Place in the visible text.
    pub(crate) plain: Range<usize>,
    /// It stands in an `<article>`.
    pub(crate) in_article: bool,
    /// It stands in a part of the page about other pages.
    pub(crate) elsewhere: bool,
}

/// Why an element matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `itemprop=author`.
    AuthorProperty,
    /// `rel=author`, `class=vcard` and the like.
    AuthorLink,
    /// A class or id with "byline".
    Byline,
    /// A class or id with "author" or "writer", or `<address>`.
    Author,
    /// A link to a page about an author.
    AuthorPage,
    /// `itemprop=datePublished`, `pubdate`.
    Published,
    /// `itemprop=dateModified`.
    Modified,
    /// `<time>`.
    Time,
    /// A class or id of dates: "dateline", "posted-on", "timestamp".
    Date,
    /// Site title, logo, masthead.
    Site,
}

/// An element with its mark.
#[derive(Clone, Copy)]
pub(crate) struct Marked<'p> {
    pub(crate) element: &'p Element,
    pub(crate) mark: Mark,
    /// Index among the page's elements.
    pub(crate) index: usize,
}

/// Words in classes and ids. Groups: byline, author, date, the site's name, headline.
static CLASSES: LazyLock<Regex> = LazyLock::new(|| {
    let marks = r"(?i)(by-?line|(?:^|[\s_-])by(?:$|[\s_-]))|(author(?:[^i]|$)|writer|journalist|autor(?:[^i]|$)|contributor)|candidate|validate|mandate|(date|(?:^|[\s_-])dt(?:$|\s)|datum|time-?stamp|(?:^|[\s_-])time(?:$|[\s_-])|publi(?:shed|cation)|posted|pub-?date|meta(?:$|[\s_-])|-info(?:$|\s))|(logo|brand|masthead|site-?(?:title|name)|nameplate)|(head-?line|(?:entry|post|article|story|page)[_-]*title)";
    Regex::new(marks).unwrap_or_else(|_| unreachable!("the pattern is a constant"))
});

static AUTHOR_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    let path = r"(?i)/(?:author|authors|autor|autoren|auteur|auteurs|autori|writer|writers|contributor|contributors|journalist|columnist|reporter|by|byline)/[^/?#]+/?(?:[?#].*)?$";
    Regex::new(path).unwrap_or_else(|_| unreachable!("the pattern is a constant"))
});

/// Parts of a page that are about other pages.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    let marks = r"(?i)related|recommend|comments?(?:$|[^a])|(?:^|[\s_-])rail(?:$|[\s_-])|side-?bar|newsletter|most-?(?:read|popular|viewed|recent)|popular|trending|teaser|(?:^|[\s_-])promo|carousel|read-?(?:next|more|also)|more-?(?:on|from|in|stories|news|articles)|also-?like|outbrain|taboola|(?:^|[\s_-])nav(?:$|[\s_-])|(?:^|[\s_-])menu|(?:^|\s)(?:site-|page-|global-|main-)?footer|latest-(?:news|posts|stories)|cookie|consent|similar|recirc|upnext|up-next|suggest|next-?(?:post|article)|prev(?:ious)?-?(?:post|article)";
    Regex::new(marks).unwrap_or_else(|_| unreachable!("the pattern is a constant"))
});

impl<'p> Clues<'p> {
    /// Gathers the clues of `page`.
    pub(crate) fn gather(page: &'p Page<'p>) -> Self {
        let mut clues = Self {
            page,
            metas: Vec::new(),
            title: None,
            lang: None,
            canonical: None,
            json_ld: Vec::new(),
            headings: Vec::new(),
            marked: Vec::new(),
            starts: page.runs().map(|(range, _)| range.start).collect(),
            classes: FxHashMap::default(),
        };
        for (index, element) in page.elements().iter().enumerate() {
            clues.head(index, element);
            clues.shown(index, element);
        }
        clues
    }

    /// The first value of the first of `names` that the page gives.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&'p str> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    /// All values of meta `name`, in page order.
    pub(crate) fn metas(&self, name: &str) -> impl Iterator<Item = &'p str> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| *value)
    }

    /// The page.
    pub(crate) fn page(&self) -> &'p Page<'p> {
        self.page
    }

    /// The elements with one of `marks`, in page order.
    pub(crate) fn marked(&self, marks: &[Mark]) -> impl Iterator<Item = Marked<'p>> {
        self.marked
            .iter()
            .filter(move |(_, mark)| marks.contains(mark))
            .filter_map(|&(index, mark)| {
                let element = self.page.elements().get(index)?;
                Some(Marked {
                    element,
                    mark,
                    index,
                })
            })
    }

    /// The visible text in `range`, with a space wherever one element ends and the next
    /// begins: pages part name and date by style alone.
    pub(crate) fn spaced(&self, range: Range<usize>) -> String {
        let plain = self.page.plain();
        let from = self.starts.partition_point(|start| *start <= range.start);
        let mut text = String::with_capacity(range.len() + 8);
        let mut at = range.start;
        let inner = self.starts.get(from..).unwrap_or_default();
        for &start in inner.iter().take_while(|start| **start < range.end) {
            text.push_str(plain.get(at..start).unwrap_or_default());
            text.push(' ');
            at = start;
        }
        text.push_str(plain.get(at..range.end).unwrap_or_default());
        text
    }

    /// Whether the element at `index` stands in a part of the page about other pages:
    /// navigation, rails, comments. What holds the `headline` does not.
    pub(crate) fn elsewhere(&self, index: usize, headline: Option<&Range<usize>>) -> bool {
        const BESIDE: usize = 300;
        let plain = self.page.elements().get(index).map(|e| e.plain.clone());
        // What touches the headline belongs to it, whatever the markup.
        let beside = headline.zip(plain).is_some_and(|(h, e)| {
            h.start.saturating_sub(e.end) <= BESIDE && e.start.saturating_sub(h.end) <= BESIDE
        });
        self.page.ancestors(index).take(DEPTH).any(|e| {
            let holds = headline.is_some_and(|h| e.plain.start <= h.start && h.end <= e.plain.end);
            if holds || matches!(e.name.as_str(), "html" | "body" | "main") {
                return false;
            }
            match e.name.as_str() {
                "nav" | "footer" => true,
                "aside" if !beside && !labelled(e, &CLASSES) => true,
                // A card: an article within the page that lacks its headline.
                "article" if !beside && headline.is_some() => true,
                _ => labelled(e, &ELSEWHERE),
            }
        })
    }

    fn head(&mut self, index: usize, element: &'p Element) {
        match element.name.as_str() {
            "html" => {
                self.lang = self
                    .lang
                    .or(element.attribute("lang"))
                    .or(element.attribute("xml:lang"))
            }
            "meta" => self.add_meta(element),
            "title" if self.title.is_none() && !self.inside(index, "svg") => {
                let short = element.inner.len() <= LONG;
                let title = short.then(|| tidy(&self.page.raw_text(element)));
                self.title = title.filter(|t| !t.is_empty());
            }
            "link" if self.canonical.is_none() => {
                let canonical = element
                    .attribute("rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                self.canonical = element.attribute("href").filter(|_| canonical);
            }
            "script" => {
                let ld = element
                    .attribute("type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                if ld {
                    self.json_ld.push(self.page.raw(element));
                }
            }
            _ => {}
        }
    }

    fn add_meta(&mut self, element: &'p Element) {
        let Some(content) = element.attribute("content").map(str::trim) else {
            return;
        };
        if content.is_empty() || content.len() > LONG {
            return;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = element.attribute(key) {
                self.metas.push((name.trim().to_ascii_lowercase(), content));
            }
        }
    }

    fn shown(&mut self, index: usize, element: &'p Element) {
        let name = element.name.as_str();
        let level = match name {
            "h1" => Some(1),
            "h2" => Some(2),
            "h3" => Some(3),
            "html" | "body" | "head" | "meta" | "script" | "style" | "link" | "option" | "path" => {
                return;
            }
            _ => None,
        };
        let property = element.attribute("itemprop").unwrap_or_default();
        let headline = property.split_whitespace().any(|p| p == "headline");
        let mut classes = Classes::default();
        for label in ["class", "id"]
            .iter()
            .filter_map(|name| element.attribute(name))
        {
            let found = *self
                .classes
                .entry(label)
                .or_insert_with(|| classes_of(label));
            for (seen, found) in classes.iter_mut().zip(found) {
                *seen |= found;
            }
        }
        let [byline, author, date, site, titled] = classes;
        if level.is_some() || headline || (titled && name != "a") {
            self.add_heading(index, element, level.unwrap_or(0), headline);
        }
        if self.marked.len() >= MANY {
            return;
        }
        let mut mark = |mark| self.marked.push((index, mark));
        for property in property.split_whitespace() {
            match property {
                "author" | "creator" => mark(Mark::AuthorProperty),
                "datePublished" | "dateCreated" => mark(Mark::Published),
                "dateModified" => mark(Mark::Modified),
                _ => {}
            }
        }
        if element
            .attribute("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|r| r == "author"))
        {
            mark(Mark::AuthorLink);
        } else if byline {
            mark(Mark::Byline);
        } else if author || name == "address" {
            mark(Mark::Author);
        } else if name == "a"
            && element
                .attribute("href")
                .is_some_and(|href| AUTHOR_PAGE.is_match(href))
        {
            mark(Mark::AuthorPage);
        }
        if name == "time" {
            let published = element.attribute("pubdate").is_some();
            mark(if published {
                Mark::Published
            } else {
                Mark::Time
            });
        } else if date {
            mark(Mark::Date);
        }
        if site {
            mark(Mark::Site);
        }
    }

    fn add_heading(&mut self, index: usize, element: &Element, level: u8, sure: bool) {
        if element.plain.len() > LONG || self.headings.len() >= MANY {
            return;
        }
        let text = tidy(self.page.text(element));
        // A container with a headline class holds more than the headline.
        let fits = level > 0 || sure || !self.page.text(element).trim().contains('\n');
        if !text.is_empty() && text.len() <= 400 && fits {
            self.headings.push(Heading {
                text,
                level,
                plain: element.plain.clone(),
                in_article: self.inside(index, "article"),
                elsewhere: self.elsewhere(index, None),
            });
        }
    }

    fn inside(&self, index: usize, name: &str) -> bool {
        self.page
            .ancestors(index)
            .take(DEPTH)
            .any(|e| e.name == name)
    }
}

/// Which groups of [`CLASSES`] have a word in a class or id.
type Classes = [bool; 5];

fn classes_of(label: &str) -> Classes {
    let mut classes = Classes::default();
    // Most labels say nothing; to learn that is much cheaper than to capture.
    if CLASSES.is_match(label) {
        for captures in CLASSES.captures_iter(label) {
            for (seen, group) in classes.iter_mut().zip(1..) {
                *seen |= captures.get(group).is_some();
            }
        }
    }
    classes
}

/// Whether the class or id of an element has a word of `words`.
fn labelled(element: &Element, words: &Regex) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|name| element.attribute(name))
        .any(|label| words.is_match(label))
}
