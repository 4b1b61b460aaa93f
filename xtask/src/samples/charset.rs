//! Writing a source in an older charset.

use anyhow::{Result, bail};

/// Characters of windows-1252 at 0x80 to 0x9F; the rest equals Latin-1. NUL
/// stands for the five bytes that have no character.
const C1: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// `text` in the charset `label`; fails on a character that it does not have.
pub(super) fn encode(text: &str, label: &str) -> Result<Vec<u8>> {
    if label != "windows-1252" {
        bail!("cannot write charset {label}");
    }
    text.chars()
        .map(|c| match u32::from(c) {
            code @ (0x01..=0x7f | 0xa0..=0xff) => Ok(code as u8),
            _ => match C1.iter().position(|&k| k == c && c != '\0') {
                Some(at) => Ok(0x80 + at as u8),
                None => bail!("{c:?} is not in {label}"),
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_lies_between_0x80_and_0x9f() {
        let bytes = encode("“é” – ’…", "windows-1252").expect("all in the charset");
        assert_eq!(bytes, [0x93, 0xe9, 0x94, b' ', 0x96, b' ', 0x92, 0x85]);
    }

    #[test]
    fn what_the_charset_lacks_is_refused() {
        for text in ["Ω", "\u{81}", "\0"] {
            assert!(encode(text, "windows-1252").is_err(), "{text:?}");
        }
    }
}
