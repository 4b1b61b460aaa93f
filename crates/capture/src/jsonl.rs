//! JSON Lines of pages, ready articles, or plain texts; and a single JSON
//! object over several lines (a JSON Feed, or one article).

use serde_json::{Map, Value};

use crate::pile::{At, Candidate, Flow, Pile, Records, filled, skipped};
use crate::read::{WholeError, whole};
use crate::stream::{Buffered, Line};
use crate::{CaptureId, Declared, Format, Place, Skipped};
use crate::{feed_json, place, trouble, when};

/// Fields that make a `text` a ready article.
const ARTICLE_FIELDS: &[&str] = &["title", "published", "outlet", "byline"];

/// Reads the objects of `src`.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    if src.peek(3) == b"\xef\xbb\xbf" {
        let _ = src.skip(3);
    }
    let mut records = Records::new(&pile.limits);
    // Escapes and the other fields make a line longer than its page.
    let limit = pile
        .limits
        .capture_bytes
        .saturating_mul(2)
        .saturating_add(64 << 10);
    let mut bad = BadLines::default();
    for number in 1_u64.. {
        let mut line = Vec::new();
        let read = src.line(&mut line, usize::try_from(limit).unwrap_or(usize::MAX));
        let over = match read {
            Ok(Line::End) => break,
            Ok(Line::Whole) => 0,
            Ok(Line::Part) => match src.skip_line() {
                Ok(passed) => passed,
                Err(_) => 1,
            },
            Err(e) => {
                bad.tell(pile, at)?;
                let after = records.after("records");
                return match trouble::is_trailing(&e) {
                    true => Ok(()),
                    false => pile.skip_at(at, format!("{} {after}", trouble::reason(&e))),
                };
            }
        };
        if over > 0 {
            bad.tell(pile, at)?;
            let size = line.len() as u64 + over;
            let reason = trouble::too_large(pile.limits.capture_bytes, Some(size));
            let path = place::inside(&at.path, None, number);
            pile.skip(Skipped {
                bytes: Some(size),
                ..skipped(path, reason)
            })?;
            continue;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let parsed = serde_json::from_slice(line.trim_ascii());
        if number == 1
            && let Err(e) = &parsed
            && e.is_eof()
        {
            // An object over several lines.
            src.push_back(line);
            return one_object(pile, at, src);
        }
        if number == 1
            && let Ok(Value::Object(object)) = &parsed
            && feed_json::is_feed(object)
        {
            return feed_json::read(pile, at, object);
        }
        let object = match parsed {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                bad.add(number, "not a JSON object");
                continue;
            }
            Err(e) => {
                bad.add(number, &not_json(&e));
                continue;
            }
        };
        bad.tell(pile, at)?;
        if let Err(reason) = records.next() {
            return pile.skip_at(at, reason);
        }
        record(pile, at, number, &line, &object)?;
    }
    bad.tell(pile, at)
}

fn not_json(e: &serde_json::Error) -> String {
    // A line is one line to the parser: only its column says anything.
    let text = e.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("not JSON ({what} at column {})", e.column())
}

/// Lines that are no records, with none between them; told as one.
#[derive(Default)]
struct BadLines {
    run: Option<(u64, u64, String)>,
}

impl BadLines {
    fn add(&mut self, number: u64, why: &str) {
        match &mut self.run {
            Some((_, last, _)) => *last = number,
            None => self.run = Some((number, number, why.to_owned())),
        }
    }

    fn tell(&mut self, pile: &mut Pile<'_>, at: &At) -> Flow {
        let Some((first, last, why)) = self.run.take() else {
            return Ok(());
        };
        let reason = match first == last {
            true => format!("line {first}: {why}"),
            false => format!("lines {first} to {last}: {why}, and the like"),
        };
        pile.skip(skipped(place::inside(&at.path, None, first), reason))
    }
}

fn one_object(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    let bytes = match whole(&mut src, pile.limits.capture_bytes) {
        Ok(bytes) => bytes,
        Err(WholeError::TooLarge) => {
            let found = at.stored.filter(|_| !at.unpacked);
            let reason = trouble::too_large(pile.limits.capture_bytes, found);
            return pile.skip_at(at, format!("{reason} (a single JSON object)"));
        }
        Err(WholeError::Io(e)) => return pile.skip_at(at, trouble::reason(&e)),
    };
    match serde_json::from_slice(bytes.trim_ascii()) {
        Ok(Value::Object(object)) if feed_json::is_feed(&object) => {
            feed_json::read(pile, at, &object)
        }
        Ok(Value::Object(object)) => record(pile, at, 1, &bytes, &object),
        Ok(_) => pile.skip_at(at, "not a JSON object"),
        Err(e) => pile.skip_at(at, format!("not JSON: {e} (write one object a line)")),
    }
}

/// One page, ready article, or text; `raw` is how it is written.
fn record(
    pile: &mut Pile<'_>,
    at: &At,
    number: u64,
    raw: &[u8],
    object: &Map<String, Value>,
) -> Flow {
    let place = Place {
        path: place::inside(&at.path, id(object).as_deref(), number),
        url: string(object, "url"),
        captured_at: string(object, "captured_at").as_deref().and_then(when::utc),
        declared: declared(object),
    };
    let content = |name: &str| object.get(name).and_then(Value::as_str);
    let candidate = match (content("html"), content("text")) {
        (Some(html), _) => Candidate::utf8(html.to_owned(), Format::Html, "text/html", place),
        (None, Some(text)) if ARTICLE_FIELDS.iter().any(|f| is_given(object, f)) => {
            let raw = raw.trim_ascii();
            if text.trim().is_empty() {
                return pile.skip(Skipped {
                    url: place.url,
                    media_type: Some("application/json".to_owned()),
                    bytes: Some(raw.len() as u64),
                    id: Some(CaptureId::of(raw).to_string()),
                    ..skipped(place.path, "empty")
                });
            }
            // The line itself: the same wire text at two outlets is two captures.
            Candidate {
                bytes: raw.to_vec(),
                format: Format::ReadyArticle,
                media_type: "application/json".to_owned(),
                charset: Some("utf-8".to_owned()),
                place,
            }
        }
        (None, Some(text)) => Candidate::utf8(text.to_owned(), Format::Text, "text/plain", place),
        (None, None) => {
            return pile.skip(Skipped {
                url: place.url,
                bytes: Some(raw.len() as u64),
                ..skipped(
                    place.path,
                    "it has neither an \"html\" nor a \"text\" string",
                )
            });
        }
    };
    pile.offer(candidate)
}

fn is_given(object: &Map<String, Value>, name: &str) -> bool {
    object.get(name).is_some_and(|v| !v.is_null())
}

fn id(object: &Map<String, Value>) -> Option<String> {
    match object.get("id")? {
        Value::Number(n) => Some(n.to_string()),
        other => other.as_str().and_then(filled),
    }
}

/// The string `name` of `object`, where it is one and not empty.
pub(crate) fn string(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name).and_then(Value::as_str).and_then(filled)
}

fn declared(object: &Map<String, Value>) -> Declared {
    let byline = match object.get("byline") {
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .filter_map(filled)
            .collect(),
        Some(Value::String(name)) => filled(name).into_iter().collect(),
        _ => Vec::new(),
    };
    Declared {
        title: string(object, "title"),
        byline,
        outlet: string(object, "outlet"),
        published: string(object, "published"),
        language: string(object, "language"),
    }
}
