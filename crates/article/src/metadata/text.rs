//! Comparing short texts of a page with each other.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// `text` with entities decoded (some sites escape twice), white space collapsed and
/// invisible characters removed.
pub(crate) fn tidy(text: &str) -> String {
    let text = if text.contains('&') {
        htmlize::unescape(text)
    } else {
        text.into()
    };
    let shown: String = text
        .chars()
        .filter(|c| {
            !matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
        })
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of `text` in lower case, joined by one space; marks are dropped.
pub(crate) fn fold(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// The words of `text` in lower case, without apostrophes.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|word| {
            word.nfkc()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
}

/// Share of the words of the shorter text that the longer one has too, from 0 to 1.
pub(crate) fn overlap(a: &str, b: &str) -> f64 {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (words(a).collect(), words(b).collect());
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    a.intersection(&b).count() as f64 / shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_words() {
        assert_eq!(tidy(" It&#039;s\n a\u{200b}  roof "), "It's a roof");
        assert_eq!(fold("It’s a ROOF—fall!"), "its a roof fall");
        assert!((overlap("Roof fall kills two", "Roof fall") - 1.0).abs() < 1e-9);
        assert!(overlap("Roof fall", "Rail strike ends") < 0.1);
    }
}
