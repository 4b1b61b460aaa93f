//! From bytes in some charset to Unicode text, with the way back.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::span_map::{Run, SpanMap};

/// How far into a page a charset declaration is looked for. Browsers look at 1,024
/// bytes; pages saved by people often carry more in front.
const META_BYTES: usize = 4096;

/// Decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, without a byte order mark.
    pub(crate) text: String,
    /// From `text` to the bytes.
    pub(crate) map: SpanMap,
    /// What had to be overruled or replaced, for the reader of the log.
    pub(crate) issue: Option<String>,
}

/// Decodes `bytes`: charset by byte order mark, then the transport's `label`, then
/// valid UTF-8, then the page's own declaration, then by detection.
///
/// A label that the bytes contradict (invalid UTF-8 under `utf-8`, well-formed
/// multi-byte UTF-8 under a single-byte label) is overruled, with an issue.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return transcode(bytes, bom, encoding, None);
    }
    let is_utf8 = str::from_utf8(bytes).is_ok();
    let labelled = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match labelled {
        Some(encoding) if encoding == UTF_8 && !is_utf8 => {
            let encoding = declared_or_detected(bytes);
            let issue = format!("labelled utf-8 but is not; read as {}", encoding.name());
            transcode(bytes, 0, encoding, Some(issue))
        }
        Some(encoding)
            if encoding != UTF_8 && is_utf8 && !bytes.is_ascii() && encoding.is_single_byte() =>
        {
            let issue = format!("labelled {} but is UTF-8; read as UTF-8", encoding.name());
            transcode(bytes, 0, UTF_8, Some(issue))
        }
        Some(encoding) => transcode(bytes, 0, encoding, None),
        None if is_utf8 => transcode(bytes, 0, UTF_8, None),
        None => transcode(bytes, 0, declared_or_detected(bytes), None),
    }
}

/// For bytes that are not UTF-8: whatever they declare, unless that is UTF-8.
fn declared_or_detected(bytes: &[u8]) -> &'static Encoding {
    declared(bytes)
        .filter(|encoding| *encoding != UTF_8)
        .unwrap_or_else(|| detect(bytes))
}

/// The charset that a page or XML document declares about itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_BYTES)];
    let lower = head.to_ascii_lowercase();
    ["charset", "encoding"].into_iter().find_map(|key| {
        memchr::memmem::find_iter(&lower, key).find_map(|at| {
            let rest = lower[at + key.len()..]
                .trim_ascii_start()
                .strip_prefix(b"=")?
                .trim_ascii_start();
            let rest = rest
                .strip_prefix(b"\"")
                .or_else(|| rest.strip_prefix(b"'"))
                .unwrap_or(rest);
            let end = rest
                .iter()
                .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))
                .unwrap_or(rest.len());
            Encoding::for_label(&rest[..end])
        })
    })
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // Bytes that are UTF-8 but for a few broken sequences are UTF-8: a page cut
    // in the middle of a character, or two pieces glued together.
    let (good, bad) = bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let multi_byte = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (
            good + multi_byte,
            bad + usize::from(!chunk.invalid().is_empty()),
        )
    });
    if good > 3 * bad {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    if encoding == UTF_8 && bad > 0 && good == 0 {
        WINDOWS_1252
    } else {
        encoding
    }
}

fn transcode(
    bytes: &[u8],
    skip: usize,
    encoding: &'static Encoding,
    issue: Option<String>,
) -> Decoded {
    let (text, map, replaced) = if encoding == UTF_8 {
        utf8(bytes, skip)
    } else {
        legacy(bytes, skip, encoding)
    };
    let replaced = (replaced > 0).then(|| {
        format!(
            "{replaced} byte sequences are not valid {}; each stands as U+FFFD",
            encoding.name()
        )
    });
    let issue = match (issue, replaced) {
        (Some(a), Some(b)) => Some(format!("{a}; {b}")),
        (a, b) => a.or(b),
    };
    Decoded { text, map, issue }
}

fn utf8(bytes: &[u8], skip: usize) -> (String, SpanMap, usize) {
    let mut text = String::with_capacity(bytes.len());
    let mut map = SpanMap::default();
    let (mut at, mut replaced) = (skip, 0);
    for chunk in bytes[skip..].utf8_chunks() {
        for (piece, source_len) in [
            (chunk.valid(), chunk.valid().len()),
            ("\u{FFFD}", chunk.invalid().len()),
        ] {
            if source_len > 0 {
                map.push(Run {
                    out: text.len(),
                    out_len: piece.len(),
                    source: at,
                    source_len,
                });
                text.push_str(piece);
                at += source_len;
            }
        }
        replaced += usize::from(!chunk.invalid().is_empty());
    }
    (text, map, replaced)
}

/// Feeds the decoder byte by byte: whatever comes out stands for the bytes since
/// the last output.
fn legacy(bytes: &[u8], skip: usize, encoding: &'static Encoding) -> (String, SpanMap, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut map = SpanMap::default();
    let (mut from, mut replaced) = (skip, 0);
    let mut buffer = [0u8; 32];
    for at in skip..=bytes.len() {
        let last = at == bytes.len();
        let input = if last { &[][..] } else { &bytes[at..=at] };
        let (_, read, written, errors) = decoder.decode_to_utf8(input, &mut buffer, last);
        debug_assert_eq!(read, input.len(), "32 bytes hold what one byte releases");
        replaced += usize::from(errors);
        if written > 0 {
            let end = (at + 1).min(bytes.len());
            let piece = str::from_utf8(&buffer[..written]).unwrap_or("\u{FFFD}");
            map.push(Run {
                out: text.len(),
                out_len: piece.len(),
                source: from,
                source_len: end - from,
            });
            text.push_str(piece);
            from = end;
        }
    }
    (text, map, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &str = "“Zwölf” — naïve façade";

    fn encoded(label: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes())
            .unwrap()
            .encode(WORDS)
            .0
            .into_owned()
    }

    #[test]
    fn the_label_decides_unless_the_bytes_contradict_it() {
        assert_eq!(
            decode(&encoded("windows-1252"), Some("windows-1252")).text,
            WORDS
        );
        let mislabelled = decode(WORDS.as_bytes(), Some("iso-8859-1"));
        assert_eq!(mislabelled.text, WORDS);
        assert!(mislabelled.issue.unwrap().contains("is UTF-8"));
        let mislabelled = decode(&encoded("windows-1252"), Some("utf-8"));
        assert_eq!(mislabelled.text, WORDS);
        assert!(
            mislabelled
                .issue
                .unwrap()
                .contains("labelled utf-8 but is not")
        );
    }

    #[test]
    fn a_page_declares_its_own_charset() {
        let page = [
            b"<meta http-equiv=x content='text/html; charset=windows-1252'>".as_slice(),
            &encoded("windows-1252"),
        ]
        .concat();
        assert!(decode(&page, None).text.ends_with(WORDS));
        let xml = [
            b"<?xml version='1.0' encoding=\"iso-8859-2\"?>".as_slice(),
            b"\xB1",
        ]
        .concat();
        assert!(decode(&xml, None).text.ends_with('ą'));
    }

    #[test]
    fn byte_order_marks_win() {
        let utf16: Vec<u8> = [0xFEFF]
            .into_iter()
            .chain(WORDS.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let decoded = decode(&utf16, Some("utf-8"));
        assert_eq!(decoded.text, WORDS);
        assert_eq!(decoded.map.source_range(0..3), Some(2..4));
        assert_eq!(decode("\u{FEFF}x".as_bytes(), None).text, "x");
    }

    #[test]
    fn broken_sequences_are_replaced_and_counted() {
        let decoded = decode(b"good \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 then \xC3 bad", None);
        assert_eq!(decoded.text, "good éééé then \u{FFFD} bad");
        assert!(decoded.issue.unwrap().starts_with("1 byte sequences"));
    }

    proptest! {
        #[test]
        fn every_character_leads_to_bytes_that_decode_to_it(
            words in "\\PC{0,40}",
            label in prop::sample::select(vec!["utf-8", "windows-1251", "shift_jis", "gb18030", "utf-16le", "euc-kr"]),
        ) {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let bytes = if label == "utf-16le" {
                words.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                encoding.encode(&words).0.into_owned()
            };
            let decoded = transcode(&bytes, 0, encoding, None);
            let mut end = 0;
            for (at, c) in decoded.text.char_indices() {
                let range = decoded.map.source_range(at..at + c.len_utf8()).unwrap();
                prop_assert!(range.start >= end || range.end == end, "in order");
                end = range.end;
                let piece = encoding.decode_without_bom_handling(&bytes[range]).0;
                prop_assert!(piece.contains(c), "{piece:?} holds {c:?}");
            }
        }

        #[test]
        fn any_bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let decoded = decode(&bytes, None);
            for run in decoded.map.runs() {
                prop_assert!(run.source + run.source_len <= bytes.len());
                prop_assert!(decoded.text.is_char_boundary(run.out));
            }
        }
    }
}
