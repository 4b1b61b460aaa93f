//! JSON Feed (versions 1 and 1.1).

use serde_json::{Map, Value};

use crate::feed::{Entry, hand_over};
use crate::json_record::string;
use crate::pile::{At, Flow, Pile, Records, filled};
use crate::{Declared, Format};

/// Whether `object` is a JSON Feed.
pub(crate) fn is_feed(object: &Map<String, Value>) -> bool {
    let version = object
        .get("version")
        .and_then(Value::as_str)
        .unwrap_or_default();
    version.contains("jsonfeed.org/version/") && object.get("items").is_some_and(Value::is_array)
}

/// Reads the items of `feed`.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, feed: &Map<String, Value>) -> Flow {
    let mut records = Records::new(&pile.limits);
    let none = Vec::new();
    let items = feed.get("items").and_then(Value::as_array).unwrap_or(&none);
    for item in items.iter().filter_map(Value::as_object) {
        let number = match records.next() {
            Ok(number) => number,
            Err(reason) => return pile.skip_at(at, reason),
        };
        hand_over(pile, at, number, entry(feed, item))?;
    }
    if records.taken == 0 {
        return pile.skip_at(at, "a feed without entries");
    }
    Ok(())
}

fn entry(feed: &Map<String, Value>, item: &Map<String, Value>) -> Entry {
    let full = string(item, "content_html")
        .map(|html| (html, Format::Html))
        .or_else(|| Some((string(item, "content_text")?, Format::Text)));
    let own = authors(item);
    Entry {
        id: string(item, "id").or_else(|| item.get("id")?.as_u64().map(|n| n.to_string())),
        url: string(item, "url").or_else(|| string(item, "external_url")),
        full,
        summary: string(item, "summary"),
        declared: Declared {
            title: string(item, "title"),
            byline: if own.is_empty() { authors(feed) } else { own },
            outlet: string(feed, "title"),
            published: string(item, "date_published"),
            language: string(item, "language").or_else(|| string(feed, "language")),
        },
    }
}

/// Names in `authors` (1.1) or `author` (1).
fn authors(of: &Map<String, Value>) -> Vec<String> {
    let one = of
        .get("author")
        .map(std::slice::from_ref)
        .unwrap_or_default();
    let many = of
        .get("authors")
        .and_then(Value::as_array)
        .map_or(one, Vec::as_slice);
    many.iter()
        .filter_map(|a| a.get("name")?.as_str())
        .filter_map(filled)
        .collect()
}
