//! RSS, Atom and RDF feeds as XML, however roughly written: tags may not match,
//! entities be unknown, names carry odd prefixes. What a break leaves is kept,
//! and reading goes on at the next entry.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use crate::feed::{Entry, absolute};
use crate::feed_facts::{Content, Defaults, attribute, default_fact, entry_fact, local};

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
                Event::Empty(tag) if depth == 0 => {
                    let name = local(&tag).to_owned();
                    content.children.push((name, String::new()));
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
