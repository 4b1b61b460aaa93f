//! An Atom feed with full content.

use anyhow::{Context, Result};

use super::Read;
use super::recipe::Atom;

/// Writes the feed; its `updated` is that of the first entry.
pub(super) fn write(feed: &Atom, read: Read) -> Result<Vec<u8>> {
    let updated = &feed
        .entries
        .first()
        .context("a feed needs an entry")?
        .published;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n\
         <id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" href=\"{}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        escape(&feed.id),
        escape(&feed.title),
        escape(&feed.url),
        escape(&feed.author),
    );
    for entry in &feed.entries {
        let html = String::from_utf8(read(&entry.source)?)?;
        out.push_str(&format!(
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n<content type=\"html\">{}</content>\n</entry>\n",
            escape(&entry.id),
            escape(&entry.title),
            escape(&entry.url),
            entry.published,
            entry.published,
            escape(html.trim_end()),
        ));
    }
    out.push_str("</feed>\n");
    Ok(out.into_bytes())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ampersands_are_escaped_once_and_first() {
        assert_eq!(escape("<b>&rsquo;</b>"), "&lt;b&gt;&amp;rsquo;&lt;/b&gt;");
    }
}
