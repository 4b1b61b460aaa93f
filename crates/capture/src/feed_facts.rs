//! What the elements of a feed say about it and its entries.

use quick_xml::events::BytesStart;

use crate::feed::Entry;
use crate::pile::filled;
use crate::{Declared, Format};

/// One element's content.
#[derive(Debug, Default)]
pub(crate) struct Content<'a> {
    /// Character data of it and its children.
    pub(crate) text: String,
    /// As written between its tags.
    pub(crate) raw: &'a str,
    /// Name and text of its children.
    pub(crate) children: Vec<(String, String)>,
}

impl Content<'_> {
    /// Adds character data found `depth` elements down.
    pub(crate) fn add(&mut self, depth: usize, text: &str) {
        self.text.push_str(text);
        if depth > 0
            && let Some((_, child)) = self.children.last_mut()
        {
            child.push_str(text);
        }
    }

    fn child(&self, name: &str) -> Option<String> {
        let (_, text) = self.children.iter().find(|(n, _)| n == name)?;
        filled(text)
    }

    /// HTML: as text where it was escaped, else as written.
    fn html(self) -> String {
        match self.children.is_empty() {
            true => self.text,
            false => self.raw.to_owned(),
        }
    }
}

/// Facts of the whole feed, for entries that do not say.
#[derive(Debug, Default)]
pub(crate) struct Defaults {
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) link: Option<String>,
}

pub(crate) fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag.name().0.rsplit(':').next().unwrap_or_default()
}

fn prefix<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag.name()
        .0
        .rsplit_once(':')
        .map_or("", |(prefix, _)| prefix)
}

pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .html_attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    filled(&htmlize::unescape_attribute(found.value.as_ref()))
}

/// Titles and names: one line, without markup's leftovers. Feeds often escape
/// twice.
fn line(text: &str) -> Option<String> {
    let text = htmlize::unescape(text);
    filled(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(crate) fn default_fact(defaults: &mut Defaults, tag: &BytesStart<'_>, content: &Content<'_>) {
    match (prefix(tag), local(tag)) {
        ("" | "atom", "title") if defaults.title.is_none() => defaults.title = line(&content.text),
        ("" | "dc", "language") => defaults.language = filled(&content.text),
        ("" | "atom" | "dc", "author" | "creator") => defaults.authors.extend(name_in(content)),
        ("" | "atom", "link") if defaults.link.is_none() => {
            defaults.link = link(tag, content).filter(|l| l.starts_with("http"));
        }
        _ => {}
    }
}

/// The address of a `link` element that leads to the page.
fn link(tag: &BytesStart<'_>, content: &Content<'_>) -> Option<String> {
    let alternate = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
    let href = attribute(tag, "href").filter(|_| alternate);
    href.or_else(|| filled(&content.text))
}

/// A person's name: Atom's `name`, or RSS's `mail@host (Name)`.
fn name_in(content: &Content<'_>) -> Option<String> {
    if let Some(name) = content.child("name") {
        return line(&name);
    }
    if !content.children.is_empty() {
        return None;
    }
    let text = line(&content.text)?;
    match text.split_once('(') {
        Some((mail, name)) if mail.contains('@') => filled(name.trim_end_matches(')')),
        _ if text.contains('@') && !text.contains(' ') => None,
        _ => Some(text),
    }
}

pub(crate) fn entry_fact(entry: &mut Entry, tag: &BytesStart<'_>, content: Content<'_>) {
    let declared: &mut Declared = &mut entry.declared;
    match (prefix(tag), local(tag)) {
        ("content", "encoded") => entry.full = Some((content.html(), Format::Html)),
        ("" | "atom", "content") => entry.full = atom_content(tag, content),
        ("" | "atom" | "rss", "description" | "summary") => entry.summary = filled(&content.html()),
        ("" | "atom" | "rss" | "dc", "title") if declared.title.is_none() => {
            declared.title = line(&content.text);
        }
        ("" | "atom" | "rss", "link") => {
            if let Some(link) = link(tag, &content) {
                entry.url = Some(link);
            }
        }
        ("", "guid") => {
            entry.id = filled(&content.text);
            let permanent = attribute(tag, "isPermaLink").is_none_or(|p| p == "true");
            let web = entry
                .id
                .clone()
                .filter(|id| permanent && id.starts_with("http"));
            entry.url = entry.url.take().or(web);
        }
        ("" | "atom", "id") => entry.id = filled(&content.text),
        ("" | "atom", "published" | "pubDate" | "issued") => {
            declared.published = filled(&content.text)
        }
        ("dc" | "dcterms", "date" | "issued" | "created") if declared.published.is_none() => {
            declared.published = filled(&content.text);
        }
        ("" | "atom" | "dc", "author" | "creator") => declared.byline.extend(name_in(&content)),
        // RSS: the feed it came from; Atom: the same, with a title inside.
        ("" | "atom", "source") => {
            let title = content.child("title");
            let plain = content.children.is_empty().then_some(content.text.as_str());
            declared.outlet = title.as_deref().or(plain).and_then(line);
        }
        ("dc", "language") => declared.language = filled(&content.text),
        _ => {}
    }
}

/// Atom's `content`: text, escaped HTML, XHTML, or something else.
fn atom_content(tag: &BytesStart<'_>, content: Content<'_>) -> Option<(String, Format)> {
    let kind = attribute(tag, "type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if attribute(tag, "src").is_some() {
        return None;
    }
    match kind.as_str() {
        "xhtml" | "application/xhtml+xml" => Some((content.raw.to_owned(), Format::Html)),
        "html" | "text/html" => Some((content.html(), Format::Html)),
        "" | "text" | "text/plain" => {
            // Many feeds leave out the type of what is HTML.
            let html = content.html();
            let tagged = html.contains("</") || html.contains("<br") || html.contains("<p>");
            Some((html, if tagged { Format::Html } else { Format::Text }))
        }
        _ => None,
    }
}
