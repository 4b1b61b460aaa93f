//! Is it text at all?

/// Share of control bytes, in percent, above which bytes are not text. Random
/// or compressed bytes have about 10 %; pages with stray NULs well under 1 %.
const CONTROL_PERCENT: usize = 3;

/// Why `bytes` can be no article whatever their format, if so. `charset` is the
/// transport's label.
pub(crate) fn unreadable(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    if bytes.is_empty() {
        return Some("empty".to_owned());
    }
    if wide(bytes, charset) {
        let white = |unit: &[u8]| matches!(unit, [0, c] | [c, 0] if c.is_ascii_whitespace());
        let body = bytes.get(2..).unwrap_or_default();
        return body
            .chunks(2)
            .all(white)
            .then(|| "empty (white space only)".to_owned());
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if body.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Some("empty (white space only)".to_owned());
    }
    binary(bytes).map(|why| format!("not text: {why}"))
}

/// UTF-16 or UTF-32, by byte order mark or label: full of NULs, and text.
fn wide(bytes: &[u8], charset: Option<&str>) -> bool {
    let marked = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.starts_with(&[0, 0, 0xfe, 0xff]);
    let label = charset.unwrap_or_default().to_ascii_lowercase();
    marked
        || ["utf-16", "utf16", "utf-32", "utf32", "ucs-2"]
            .iter()
            .any(|w| label.starts_with(w))
}

/// What makes `bytes` look like something other than text.
pub(crate) fn binary(bytes: &[u8]) -> Option<String> {
    let control = |b: &&u8| match **b {
        // Tab, line ends, form feed, escape (ISO-2022), end-of-file mark.
        b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b => false,
        b => b < 0x20 || b == 0x7f,
    };
    let count = bytes.iter().filter(control).count();
    if count * 100 <= bytes.len() * CONTROL_PERCENT {
        return None;
    }
    let nul_at = |parity: usize| {
        bytes
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (nul_at(0), nul_at(1), bytes.len() / 2);
    if even.max(odd) * 10 > half * 8 && even.min(odd) * 10 < half {
        return Some("UTF-16 without a byte order mark (save it as UTF-8)".to_owned());
    }
    Some("binary data".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_noise() {
        let wide = |s: &str| {
            s.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        let marked = [vec![0xff, 0xfe], wide("Bells rang.")].concat();
        let stray = [
            b"A page with one stray NUL in a hundred bytes. "
                .repeat(4)
                .as_slice(),
            b"\0",
        ]
        .concat();
        let noise: Vec<u8> = (0..4096u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        for (bytes, charset, expected) in [
            (&b""[..], None, Some("empty")),
            (b" \r\n\t", None, Some("empty (white space only)")),
            (b"\xef\xbb\xbf\n", None, Some("empty (white space only)")),
            (b"\xff\xfe\n\0", None, Some("empty (white space only)")),
            (b"caf\xe9 in windows-1252", None, None),
            (b"\x1b$B$3$s\x1b(B", None, None),
            (&marked, None, None),
            (&wide("Bells rang."), Some("UTF-16LE"), None),
            (
                &wide("Bells rang."),
                None,
                Some("not text: UTF-16 without a byte order mark (save it as UTF-8)"),
            ),
            (&stray, None, None),
            (&noise, None, Some("not text: binary data")),
        ] {
            assert_eq!(unreadable(bytes, charset).as_deref(), expected, "{bytes:?}");
        }
    }
}
