//! RSS, Atom and RDF feeds as XML, however roughly written: tags may not match,
//! entities be unknown, names carry odd prefixes. What a break leaves is kept,
//! and reading goes on at the next entry.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::feed::{Entry, absolute};
use crate::pile::filled;
use crate::{Declared, Format};

/// What a feed file holds.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    pub(crate) entries: Vec<Entry>,
    /// What is wrong with the file, if anything.
    pub(crate) broken: Option<String>,
}

/// The file as text: by byte order mark, then by its XML declaration, then as
/// UTF-8. What cannot be decoded becomes a replacement mark.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).into_owned();
    let label = head
        .split_once("encoding=")
        .and_then(|(_, rest)| rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next())
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    // Wrongly declared feeds are mostly UTF-8 after all.
    let encoding = match str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => label.unwrap_or(UTF_8),
    };
    encoding.decode(bytes).0
}

/// One element's content.
#[derive(Debug, Default)]
struct Content<'a> {
    /// Character data of it and its children.
    text: String,
    /// As written between its tags.
    raw: &'a str,
    /// Name and text of its children.
    children: Vec<(String, String)>,
}

impl Content<'_> {
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
struct Defaults {
    title: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    link: Option<String>,
}

/// Reads `text` as a feed.
pub(crate) fn parse(text: &str) -> Feed {
    let mut feed = Feed::default();
    let mut defaults = Defaults::default();
    let mut start = 0;
    while let Some(rest) = text.get(start..) {
        let mut parser = Parser::new(rest);
        let Err((position, error)) = parser.run(&mut feed.entries, &mut defaults) else {
            break;
        };
        feed.broken.get_or_insert(error);
        // On to the next entry, past the break.
        let from = start + position.max(1);
        match next_entry(text, from) {
            Some(next) => start = next,
            None => break,
        }
    }
    for entry in &mut feed.entries {
        let declared = &mut entry.declared;
        declared.outlet = declared.outlet.take().or_else(|| defaults.title.clone());
        declared.language = declared
            .language
            .take()
            .or_else(|| defaults.language.clone());
        if declared.byline.is_empty() {
            declared.byline.clone_from(&defaults.authors);
        }
        entry.url = entry
            .url
            .take()
            .and_then(|url| absolute(&url, defaults.link.as_deref()));
    }
    feed
}

/// Where the next `<item` or `<entry` starts, at or after byte `from`.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let find = |tag: &str| memchr::memmem::find(rest, tag.as_bytes());
    let found = [find("<item"), find("<entry")]
        .into_iter()
        .flatten()
        .min()?;
    Some(from + found)
}

struct Parser<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Local names of the open elements outside entries.
    open: Vec<String>,
}

/// Where and why parsing stopped.
type Broken = (usize, String);

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            text,
            reader,
            open: Vec::new(),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    fn event(&mut self) -> Result<Event<'a>, Broken> {
        let position = self.position();
        self.reader.read_event().map_err(|e| {
            (
                position,
                format!("the feed is broken at byte {position} ({e})"),
            )
        })
    }

    fn run(&mut self, entries: &mut Vec<Entry>, defaults: &mut Defaults) -> Result<(), Broken> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match local(&tag) {
                    "item" | "entry" => {
                        let mut entry = Entry::default();
                        entry.declared.language = attribute(&tag, "xml:lang");
                        entry.url = attribute(&tag, "rdf:about");
                        let done = self.entry(&mut entry);
                        if entry != Entry::default() {
                            entries.push(entry);
                        }
                        done?;
                    }
                    name if self.about_feed(name) => {
                        let content = self.content()?;
                        default_fact(defaults, &tag, &content);
                    }
                    name => {
                        if let Some(language) = attribute(&tag, "xml:lang") {
                            defaults.language.get_or_insert(language);
                        }
                        self.open.push(name.to_owned());
                    }
                },
                Event::Empty(tag) if self.about_feed(local(&tag)) => {
                    default_fact(defaults, &tag, &Content::default());
                }
                Event::End(_) => {
                    self.open.pop();
                }
                _ => {}
            }
        }
    }

    /// Whether element `name` here says something about the whole feed.
    fn about_feed(&self, name: &str) -> bool {
        let in_feed = matches!(
            self.open.last().map(String::as_str),
            Some("channel" | "feed")
        );
        in_feed && matches!(name, "title" | "language" | "author" | "creator" | "link")
    }

    /// Reads an entry up to its end tag.
    fn entry(&mut self, entry: &mut Entry) -> Result<(), Broken> {
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    let content = self.content()?;
                    entry_fact(entry, &tag, content);
                }
                Event::Empty(tag) => entry_fact(entry, &tag, Content::default()),
                Event::End(tag) if matches!(tag.local_name().as_ref(), "item" | "entry") => {
                    return Ok(());
                }
                Event::Eof => {
                    return Err((self.text.len(), "the feed ends early".to_owned()));
                }
                _ => {}
            }
        }
    }

    /// Reads an element's content up to its end tag.
    fn content(&mut self) -> Result<Content<'a>, Broken> {
        let from = self.position();
        let mut content = Content::default();
        let mut depth = 0_usize;
        loop {
            let before = self.position();
            match self.event()? {
                Event::Start(tag) => {
                    if depth == 0 {
                        content
                            .children
                            .push((local(&tag).to_owned(), String::new()));
                    }
                    // Elements that HTML leaves open would swallow the rest.
                    depth += usize::from(!is_void(local(&tag)));
                }
                Event::Empty(tag) => {
                    if depth == 0 {
                        content
                            .children
                            .push((local(&tag).to_owned(), String::new()));
                    }
                }
                Event::End(tag)
                    if matches!(
                        tag.local_name().as_ref(),
                        "item" | "entry" | "channel" | "rss" | "feed"
                    ) =>
                {
                    let name = tag.local_name().as_ref().to_owned();
                    return Err((
                        before,
                        format!(
                            "the feed is broken at byte {before} (</{name}> inside an element)"
                        ),
                    ));
                }
                Event::End(tag) if is_void(tag.local_name().as_ref()) && depth > 0 => {}
                Event::End(_) if depth == 0 => {
                    content.raw = self.text.get(from..before).unwrap_or_default();
                    return Ok(content);
                }
                Event::End(_) => depth -= 1,
                Event::Text(text) => content.add(depth, &text.html_content()),
                Event::CData(text) => content.add(depth, &text.html_content()),
                Event::GeneralRef(name) => content.add(depth, &resolve(&name)),
                Event::Eof => return Err((self.text.len(), "the feed ends early".to_owned())),
                _ => {}
            }
        }
    }
}

impl Content<'_> {
    fn add(&mut self, depth: usize, text: &str) {
        self.text.push_str(text);
        if depth > 0
            && let Some((_, child)) = self.children.last_mut()
        {
            child.push_str(text);
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "img" | "hr" | "input" | "meta" | "source" | "wbr" | "col" | "embed"
    )
}

/// A reference's character; one that XML does not know stays as written, which
/// is what HTML wants.
fn resolve(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    match name.as_ref() {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag.name().0.rsplit(':').next().unwrap_or_default()
}

fn prefix<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag.name()
        .0
        .rsplit_once(':')
        .map_or("", |(prefix, _)| prefix)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
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

fn default_fact(defaults: &mut Defaults, tag: &BytesStart<'_>, content: &Content<'_>) {
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

fn entry_fact(entry: &mut Entry, tag: &BytesStart<'_>, content: Content<'_>) {
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
