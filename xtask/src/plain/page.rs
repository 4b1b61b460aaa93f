//! A page's visible text, line by line, as a browser saves it.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Elements whose content nobody sees, or sees as something else than text.
const UNSEEN: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "textarea",
    "select", "video", "audio",
];

/// Elements that stand in a line.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "path",
];

/// A line and how far it stands from the one before.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// A paragraph, heading or list began before it: browsers leave a blank line.
    pub(crate) spaced: bool,
    pub(crate) bullet: bool,
}

/// The lines of `html`.
pub(crate) fn lines(html: &str) -> Vec<Line> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let hidden = tag.attributes.iter().any(|(name, value)| {
                    let value = String::from_utf8_lossy(value).replace(' ', "");
                    name.as_slice() == b"hidden"
                        || name.as_slice() == b"style" && value.contains("display:none")
                });
                page.open(
                    &String::from_utf8_lossy(&tag.name),
                    tag.self_closing,
                    hidden,
                );
            }
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.end_line(false);
    page.lines
}

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    line: String,
    spaced: bool,
    bullet: bool,
    /// The unseen element that is open, and how many of its name are.
    unseen: Option<(String, usize)>,
}

impl Page {
    fn open(&mut self, name: &str, closed: bool, hidden: bool) {
        if let Some((open, depth)) = &mut self.unseen {
            *depth += usize::from(open == name && !closed);
            return;
        }
        let void = matches!(
            name,
            "img" | "br" | "input" | "hr" | "wbr" | "meta" | "link"
        );
        if (UNSEEN.contains(&name) || hidden) && !closed && !void {
            self.end_line(false);
            self.unseen = Some((name.to_owned(), 1));
        } else if matches!(name, "td" | "th") {
            self.line.push('\t');
        } else if !INLINE.contains(&name) {
            self.end_line(matches!(
                name,
                "p" | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "ul"
                    | "ol"
                    | "blockquote"
                    | "figure"
            ));
            self.bullet |= name == "li";
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.unseen {
            if open == name {
                *depth -= 1;
                if *depth == 0 {
                    self.unseen = None;
                }
            }
        } else if !INLINE.contains(&name) && !matches!(name, "td" | "th") {
            self.end_line(matches!(name, "p" | "ul" | "ol" | "blockquote"));
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_none() {
            self.line.push_str(text);
        }
    }

    fn end_line(&mut self, spaced: bool) {
        let words: Vec<_> = self.line.split_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(Line {
                text: words.join(" "),
                spaced: self.spaced,
                bullet: self.bullet,
            });
            self.spaced = false;
            self.bullet = false;
        }
        self.line.clear();
        self.spaced |= spaced;
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn only_what_is_seen_is_read_line_by_line() {
        let html = "<head><title>T</title></head><body><nav><a>Home</a> <a>News</a></nav>\
            <script>if (a<b) {}</script><div hidden><div>x</div>no</div>\
            <p>The lamp <b>went</b> out.</p><ul><li>One<li>Two</ul>";
        let found: Vec<_> = lines(html)
            .into_iter()
            .map(|l| (l.text, l.spaced, l.bullet))
            .collect();
        let want = [
            ("Home News", false, false),
            ("The lamp went out.", true, false),
            ("One", true, true),
            ("Two", false, true),
        ];
        assert_eq!(found, want.map(|(t, s, b)| (t.to_owned(), s, b)));
    }
}
