//! One JSON object: a page, a ready article, or a plain text.

use serde_json::{Map, Value};

use crate::pile::{At, Candidate, Flow, Pile, filled, skipped};
use crate::{CaptureId, Declared, Format, Place, Skipped};
use crate::{place, when};

/// Fields that make a `text` a ready article.
const ARTICLE_FIELDS: &[&str] = &["title", "published", "outlet", "byline"];

/// One page, ready article, or text; `raw` is how it is written.
pub(crate) fn hand_over(
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
