//! Words of a line, folded for comparison.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lowercase, typographic apostrophes made plain; `{n}` for a number.
    pub(crate) folded: String,
    /// It begins with an uppercase letter.
    pub(crate) upper: bool,
    /// It has two or more letters, and all are uppercase.
    pub(crate) caps: bool,
    /// Where it stands in the line, in bytes.
    pub(crate) start: usize,
    /// Where it ends in the line, in bytes.
    pub(crate) end: usize,
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{ad}'
}

/// CJK and Thai write no spaces: each character counts as a word of its own.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF)
}

/// The words of `line`, in order. `©` and `%` are words of their own.
pub(crate) fn words(line: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if matches!(c, '©' | '%') || is_unspaced(c) {
            found.push(word(line, start, end));
            continue;
        }
        if !is_word_char(c) {
            continue;
        }
        let mut rest = chars.clone();
        while let Some((at, next)) = rest.next() {
            let inner = matches!(next, '\'' | '’')
                || (matches!(next, '.' | ',')
                    && line[..at].ends_with(|c: char| c.is_ascii_digit()));
            let goes_on = if inner {
                rest.clone().next().is_some_and(|(_, after)| {
                    if matches!(next, '.' | ',') {
                        after.is_ascii_digit()
                    } else {
                        after.is_alphabetic()
                    }
                })
            } else {
                is_word_char(next) && !is_unspaced(next)
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars = rest.clone();
        }
        found.push(word(line, start, end));
    }
    found
}

fn word(line: &str, start: usize, end: usize) -> Word {
    let text = &line[start..end];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    Word {
        folded: fold(text),
        upper: text.starts_with(char::is_uppercase),
        caps: letters >= 2
            && !text.chars().any(char::is_lowercase)
            && text.chars().any(char::is_uppercase),
        start,
        end,
    }
}

/// `1,204` and `7` are both `{n}`, `2.5k` is `{n}k`, `4h` is `{n}h`.
fn fold(text: &str) -> String {
    let digits = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    if number.is_empty() || unit.chars().count() > 2 {
        text.replace('’', "'").to_lowercase()
    } else {
        format!("{{n}}{}", unit.to_lowercase())
    }
}

/// The words of `line`, folded and joined by spaces: two lines with the same
/// result read the same. Numbers keep their digits.
pub(crate) fn fold_words(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for word in words(line) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&line[word.start..word.end].replace('’', "'").to_lowercase());
    }
    folded
}

/// The commonest function words of several languages.
#[derive(Debug)]
pub(crate) struct FunctionWords(FxHashSet<&'static str>);

impl FunctionWords {
    /// The table that comes with the program.
    pub(crate) fn get() -> &'static Self {
        static TABLE: LazyLock<FunctionWords> = LazyLock::new(|| {
            let lines = include_str!("function_words.txt").lines();
            let lists = lines
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once('\t'));
            FunctionWords(lists.flat_map(|(_, list)| list.split(' ')).collect())
        });
        &TABLE
    }

    /// Whether a folded word is one of them.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.0.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        words(line).into_iter().map(|w| w.folded).collect()
    }

    #[test]
    fn words_are_folded_and_numbers_alike() {
        assert_eq!(
            folded("· 1,204 People’s SHARES (2.5k) 7."),
            ["{n}", "people's", "shares", "{n}k", "{n}"]
        );
        assert_eq!(
            folded("© 2031 ‘Tin’ Whistle"),
            ["©", "{n}", "tin", "whistle"]
        );
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        assert_eq!(folded("山川 ab").len(), 3);
    }

    #[test]
    fn function_words_of_several_languages_are_known() {
        let table = FunctionWords::get();
        for word in ["the", "que", "nicht", "pela"] {
            assert!(table.contains(word), "{word}");
        }
        assert!(!table.contains("lighthouse"));
    }
}
