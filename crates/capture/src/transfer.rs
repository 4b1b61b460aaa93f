//! MIME transfer encodings: quoted-printable, base64, and encoded words in
//! headers. All take whatever comes; what is no code stays or falls away.

use encoding_rs::{Encoding, UTF_8};

/// Undoes quoted-printable. A `=` that starts no code stays.
pub(crate) fn quoted_printable(stored: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stored.len());
    let mut rest = stored;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            out.push(*first);
            continue;
        }
        match after {
            [b'\n', after @ ..] | [b'\r', b'\n', after @ ..] => rest = after,
            [high, low, after @ ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = after;
                }
                _ => out.push(b'='),
            },
            _ => out.push(b'='),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|d| u8::try_from(d).ok())
}

/// Undoes base64, in either alphabet; passes over everything else.
pub(crate) fn base64(stored: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stored.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in stored {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xff) as u8);
        }
    }
    out
}

/// Undoes encoded words (`=?utf-8?Q?Caf=C3=A9?=`) in a header value.
pub(crate) fn encoded_words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some((before, from)) = rest.split_once("=?") {
        let Some((word, after)) = one_word(from) else {
            out.push_str(before);
            out.push_str("=?");
            rest = from;
            after_word = false;
            continue;
        };
        // White space between two encoded words is none of the text.
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&word);
        rest = after;
        after_word = true;
    }
    out.push_str(rest);
    out
}

/// Decodes `charset?Q?…?=` at the start of `from`.
fn one_word(from: &str) -> Option<(String, &str)> {
    let (charset, rest) = from.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let (code, after) = rest.split_once("?=")?;
    let bytes = match kind {
        "Q" | "q" => quoted_printable(code.replace('_', " ").as_bytes()),
        "B" | "b" => base64(code.as_bytes()),
        _ => return None,
    };
    let charset = charset.split('*').next().unwrap_or_default();
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
    Some((encoding.decode(&bytes).0.into_owned(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_undone_and_the_rest_stays() {
        assert_eq!(
            quoted_printable(b"caf=C3=A9 =3D so=\r\nft =zz ="),
            "café = soft =zz =".as_bytes()
        );
        assert_eq!(base64(b"Y2Fm\r\nw6k="), "café".as_bytes());
        assert_eq!(base64(b"Y2F"), b"ca");
        assert_eq!(base64(b"!!"), b"");
    }

    #[test]
    fn words_in_headers() {
        for (value, text) in [
            ("plain", "plain"),
            ("=?utf-8?Q?Caf=C3=A9_burns?=", "Café burns"),
            ("=?utf-8?B?Q2Fmw6k=?=\t=?iso-8859-1?q?_b=FBl?=", "Café bûl"),
            ("a =?x?Z?y?= b", "a =?x?Z?y?= b"),
            ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ] {
            assert_eq!(encoded_words(value), text);
        }
    }
}
