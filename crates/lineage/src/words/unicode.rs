//! Words in runs that are not all ASCII, character by character.

use unicode_normalization::char::compose;

use super::Word;
use super::hash::Hasher;

/// Calls `found` with every word of `run`, which starts at byte `offset` of the text and whose
/// neighbours there are no letters or digits.
pub(super) fn for_each(run: &str, offset: usize, found: &mut impl FnMut(Word)) {
    let mut hasher = Hasher::default();
    // The open word: its start, its end, and its last character, which an accent may still join.
    let mut open: Option<(usize, usize, char)> = None;
    let mut characters = run.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let next = characters.peek().map(|&(_, next)| next);
        open = match open {
            Some((start, _, last)) if is_accent(c) => {
                let composed = compose(last, c);
                if composed.is_none() {
                    hasher.push(last);
                }
                Some((start, end, composed.unwrap_or(c)))
            }
            Some((start, _, last)) if joins(c) || is_apostrophe(c) && next.is_some_and(joins) => {
                hasher.push(last);
                Some((start, end, if joins(c) { c } else { '\'' }))
            }
            _ => {
                if let Some((start, end, last)) = open {
                    hasher.push(last);
                    found(Word::new(hasher.finish(), offset + start, offset + end));
                }
                if c.is_alphanumeric() && !joins(c) {
                    hasher.push(c);
                    found(Word::new(hasher.finish(), offset + at, offset + end));
                }
                joins(c).then_some((at, end, c))
            }
        };
    }
    if let Some((start, end, last)) = open {
        hasher.push(last);
        found(Word::new(hasher.finish(), offset + start, offset + end));
    }
}

/// Whether words are runs of characters such as this one.
pub(super) fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric() && !is_spaceless(c)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Combining diacritical marks: what turns up where accents were not composed with their letters.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Characters of scripts that set no spaces between words. A run of them is a clause: taken for
/// one word, five of them would seldom be shared.
fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}'           // Thai, Lao
        | '\u{1000}'..='\u{109F}'       // Myanmar
        | '\u{1780}'..='\u{17FF}'       // Khmer
        | '\u{3040}'..='\u{30FF}'       // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}') // Han
}
