//! How values stand on pages: as text, all of it visible.

use std::fmt::{self, Write};

use askama::filters::Escaper;
use restated_dossier::report::stand_in;

/// Writes text so that a browser takes none of it for markup, and so that what would turn the
/// direction of writing, or what nobody sees, is seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        let mut written = 0;
        for (at, c) in string.char_indices() {
            let instead = match c {
                '<' => "&#60;".into(),
                '>' => "&#62;".into(),
                '&' => "&#38;".into(),
                '"' => "&#34;".into(),
                '\'' => "&#39;".into(),
                '\t' | '\n' | '\r' => continue,
                ' '..='~' => continue,
                _ => match stand_in(c) {
                    Some(visible) => visible,
                    None => continue,
                },
            };
            dest.write_str(string.get(written..at).unwrap_or_default())?;
            dest.write_str(&instead)?;
            written = at + c.len_utf8();
        }
        dest.write_str(string.get(written..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let shown = |text: &str| {
            let mut out = String::new();
            Visible.write_escaped_str(&mut out, text).unwrap();
            out
        };
        assert_eq!(
            shown("<svg onload='x(\"1\")'> & co"),
            "&#60;svg onload=&#39;x(&#34;1&#34;)&#39;&#62; &#38; co"
        );
        assert_eq!(shown("a\u{202e}b\u{1b}c\nd"), "a‹U+202E›b␛c\nd");
        assert_eq!(shown("می\u{200c}خواهم, é 漢字"), "می\u{200c}خواهم, é 漢字");
    }
}
