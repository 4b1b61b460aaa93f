//! Words of captures made harmless. A page may hold escape sequences that repaint
//! a terminal, marks that turn the direction of writing, or Markdown and HTML.

/// `text` on one line, with everything invisible that could deceive made visible.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            _ => match stand_in(c) {
                Some(visible) => shown.push_str(&visible),
                None => shown.push(c),
            },
        }
    }
    shown
}

/// What is shown for a character that nobody sees or that changes how others look; `None` for all
/// others.
pub fn stand_in(c: char) -> Option<String> {
    match c {
        // Each control character has a picture.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map(String::from),
        '\u{7f}' => Some('\u{2421}'.to_string()),
        _ if deceives(c) => Some(format!("‹U+{:04X}›", u32::from(c))),
        _ => None,
    }
}

/// Characters that change how others look, or that nobody sees.
fn deceives(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'                             // C1 controls: CSI, OSC, …
        | '\u{ad}'                                      // soft hyphen
        | '\u{61c}' | '\u{200e}' | '\u{200f}'           // direction marks
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
        | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}') // tags
}

/// Whether the character at `at` makes the beginning of `text` a list number.
fn numbers_a_list(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let digits = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    digits && after.chars().nth(1).is_none_or(char::is_whitespace)
}

/// `text` as literal text in Markdown, also in a table cell.
pub(crate) fn markdown(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // At the start of a list item these would begin another block.
            '-' | '+' | '=' if at == 0 => {
                escaped.push('\\');
                escaped.push(c);
            }
            '.' | ')' if numbers_a_list(text, at) => {
                escaped.push('\\');
                escaped.push(c);
            }
            // Nobody is to click on a link by mistake.
            ':' if text[at..].starts_with("://") => escaped.push_str("\\:"),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => escaped.push_str("\\."),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        let hostile = "a\u{1b}[2Jb\u{9b}31mc\u{202e}d\u{7}e\u{200b}f\r\ng\u{7f}\u{e0041}";
        let shown = visible(hostile);
        assert_eq!(shown, "a␛[2Jb‹U+009B›31mc‹U+202E›d␇e‹U+200B›f  g␡‹U+E0041›");
        assert!(!shown.chars().any(char::is_control));
    }

    #[test]
    fn writing_of_all_kinds_stays() {
        for text in [
            "Ярославна",
            "الميناء",
            "می\u{200c}خواهم",
            "漢字",
            "e\u{301}",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn markup_stays_text() {
        for (text, escaped) in [
            (
                "<img src=x onerror=alert(1)>",
                "&lt;img src=x onerror=alert(1)&gt;",
            ),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("a | b", "a \\| b"),
            ("1. first", "1\\. first"),
            ("- item", "\\- item"),
            ("# head *bold* `code`", "\\# head \\*bold\\* \\`code\\`"),
            (
                "see https://example.org or www.example.org",
                "see https\\://example.org or www\\.example.org",
            ),
            ("&lt;", "&amp;lt;"),
            ("a\n# b", "a \\# b"),
            ("3.5 per cent", "3.5 per cent"),
        ] {
            assert_eq!(markdown(text), escaped);
        }
    }
}
