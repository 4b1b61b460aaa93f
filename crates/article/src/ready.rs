//! Ready articles: JSON objects whose `text` already is the main text.

use std::ops::Range;

use restated_capture::Capture;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::compose::Composer;
use crate::metadata::{dates, language};
use crate::model::{Article, Dated, Issue};
use crate::source::{Run, SpanMap};
use crate::upstream;

/// What is read of the object. Whoever made it may have written one author or many.
#[derive(Deserialize)]
struct Ready<'a> {
    title: Option<String>,
    #[serde(borrow)]
    text: &'a RawValue,
    published: Option<String>,
    modified: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
    byline: Option<Byline>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Byline {
    One(String),
    Many(Vec<String>),
}

/// The main text that the object holds, with the way back; `None` where there is none.
pub(crate) fn text(capture: &Capture) -> Option<(String, SpanMap)> {
    let line = str::from_utf8(&capture.bytes).ok()?;
    let ready: Ready<'_> = serde_json::from_str(line).ok()?;
    let literal = ready.text.get();
    unescape(literal, literal.as_ptr().addr() - line.as_ptr().addr())
}

/// Reads a ready article.
pub(crate) fn read(capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    let line = match str::from_utf8(&capture.bytes) {
        Ok(line) => line,
        Err(error) => return (None, vec![Issue(format!("not UTF-8 ({error}); not read"))]),
    };
    let ready: Ready<'_> = match serde_json::from_str(line) {
        Ok(ready) => ready,
        Err(error) => {
            return (
                None,
                vec![Issue(format!("not an article as JSON ({error}); not read"))],
            );
        }
    };
    let literal = ready.text.get();
    let Some((text, map)) = unescape(literal, literal.as_ptr().addr() - line.as_ptr().addr())
    else {
        return (
            None,
            vec![Issue("its \"text\" is not a string; not read".to_owned())],
        );
    };
    let mut composer = Composer::new(&text, &map);
    let mut start = 0;
    for line in text.split('\n') {
        composer.block(start..start + line.len());
        start += line.len() + 1;
    }
    let composed = composer.finish();
    if composed.text.is_empty() {
        return (None, vec![Issue("its \"text\" is empty".to_owned())]);
    }
    let article = Article {
        title: ready.title.filter(|title| !title.trim().is_empty()),
        byline: match ready.byline {
            Some(Byline::One(name)) => vec![name],
            Some(Byline::Many(names)) => names,
            None => Vec::new(),
        },
        upstreams: upstream::find(&composed.text, ready.outlet.as_deref(), &[]),
        outlet: ready.outlet.filter(|outlet| !outlet.trim().is_empty()),
        published: ready.published.as_deref().and_then(dated),
        modified: ready.modified.as_deref().and_then(dated),
        language: language::of(ready.language.as_deref(), &composed.text),
        canonical_url: None,
        text: composed.text,
        map: composed.map,
        repeats: composed.repeats,
    };
    (Some(article), Vec::new())
}

fn dated(written: &str) -> Option<Dated> {
    dates::machine(written, dates::Order::Unknown).map(|moment| Dated {
        edtf: moment.edtf(),
        from: "json".to_owned(),
    })
}

/// The string that the JSON literal `raw` stands for, with the map back to bytes
/// of the line, in which the literal starts at `at`. `None` if it is no string.
fn unescape(raw: &str, at: usize) -> Option<(String, SpanMap)> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    let whole: String = serde_json::from_str(raw).ok()?;
    let mut map = SpanMap::default();
    let (mut out, mut from) = (0, 0);
    while from < inner.len() {
        let verbatim = inner[from..].find('\\').unwrap_or(inner.len() - from);
        push(
            &mut map,
            out..out + verbatim,
            at + 1 + from..at + 1 + from + verbatim,
        );
        (out, from) = (out + verbatim, from + verbatim);
        if from < inner.len() {
            let len = escape_len(&inner[from..]);
            let character = whole.get(out..)?.chars().next()?;
            push(
                &mut map,
                out..out + character.len_utf8(),
                at + 1 + from..at + 1 + from + len,
            );
            (out, from) = (out + character.len_utf8(), from + len);
        }
    }
    Some((whole, map))
}

fn push(map: &mut SpanMap, out: Range<usize>, source: Range<usize>) {
    map.push(Run {
        out: out.start,
        out_len: out.len(),
        source: source.start,
        source_len: source.len(),
    });
}

/// Length of the escape that `raw` starts with: `\n`, `\u00e9`, or a surrogate pair.
fn escape_len(raw: &str) -> usize {
    let unit = |raw: &str| u16::from_str_radix(raw.strip_prefix("\\u")?.get(..4)?, 16).ok();
    match unit(raw) {
        Some(0xD800..=0xDBFF) if raw.get(6..).and_then(unit).is_some() => 12,
        Some(_) => 6,
        None => 2.min(raw.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_lead_back_to_the_line() {
        let raw = r#""a\n\u00e9 \ud83d\ude00 \"b\"""#;
        let (text, map) = unescape(raw, 10).unwrap();
        assert_eq!(text, "a\né 😀 \"b\"");
        assert_eq!(map.source_range(2..4), Some(14..20));
        assert_eq!(map.source_range(5..9), Some(21..33));
    }

    #[test]
    fn what_is_not_a_string_is_refused() {
        assert!(unescape("12", 0).is_none());
    }

    proptest! {
        #[test]
        fn every_character_has_its_bytes(text in "\\PC{0,30}|[\"\\\\\n\té😀]{0,12}") {
            let raw = serde_json::to_string(&text).unwrap();
            let (read, map) = unescape(&raw, 0).unwrap();
            prop_assert_eq!(&read, &text);
            for (at, c) in text.char_indices() {
                let range = map.source_range(at..at + c.len_utf8()).unwrap();
                let back: String = serde_json::from_str(&format!("\"{}\"", &raw[range])).unwrap();
                prop_assert_eq!(back, c.to_string());
            }
        }
    }
}
