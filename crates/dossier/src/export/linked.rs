//! What the JSON-LD formats have in common: names for things, and nodes that say only what is known.
//!
//! Ids are URNs of this program's own (`urn:restated:claim:…`): what they name is in the dossier and
//! nowhere on the web. They are the same in all formats, so that the files can be read together.

use serde_json::{Map, Value};

use crate::fields::word;
use crate::records::{Article, Attribution, Capture};

/// What the terms of this program's own begin with.
pub(super) const TERMS: &str = "urn:restated:term:";

/// This program, as what made something.
pub(super) const SOFTWARE: &str = concat!("urn:restated:software:", env!("CARGO_PKG_VERSION"));

/// What people call it.
pub(super) const SOFTWARE_NAME: &str = concat!("restated ", env!("CARGO_PKG_VERSION"));

/// The name of a thing that has an id: `urn:restated:claim:c1`.
pub(super) fn iri(kind: &str, id: &str) -> String {
    format!("urn:restated:{kind}:{}", encoded(id))
}

/// The name of a capture: `urn:sha256:…`.
pub(super) fn capture_iri(capture: &Capture) -> String {
    let id = capture.id.as_deref().unwrap_or_default();
    format!("urn:{}", encoded_but(id, b":"))
}

/// Where an article stood on the web, if that is an address that may be followed: captures hold
/// whatever somebody wrote into them.
pub(super) fn address<'a>(article: &'a Article, capture: &'a Capture) -> Option<&'a str> {
    let known = [capture.url.as_deref(), article.canonical_url.as_deref()];
    known.into_iter().flatten().find(|url| is_address(url))
}

fn is_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(allowed))
}

fn encoded(text: &str) -> String {
    encoded_but(text, b"")
}

/// `text` as RFC 3986 has it inside a name, with the bytes `kept` as they are.
fn encoded_but(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// An object of those fields that say something: JSON-LD has no "not known".
pub(super) fn node<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        _ => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| says(value));
    let fields: Map<String, Value> = fields.map(|(key, value)| (key.to_owned(), value)).collect();
    Value::Object(fields)
}

/// On whose word and through whom, in one line.
pub(super) fn chain(attribution: &Attribution) -> Option<String> {
    let source = attribution.source.as_deref()?;
    if attribution.via.is_empty() {
        return Some(source.to_owned());
    }
    Some(format!("{source}, through {}", attribution.via.join(", ")))
}

/// The word for a value of an enumeration, as JSON.
pub(super) fn said(value: &impl serde::Serialize) -> Value {
    Value::String(word(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_whatever_they_are_made_of() {
        assert_eq!(iri("claim", "c12"), "urn:restated:claim:c12");
        assert_eq!(
            iri("outlet", "Ämter & \"Co\""),
            "urn:restated:outlet:%C3%84mter%20%26%20%22Co%22"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(is_address("https://vell.example/a?b=c#d"));
        for hostile in [
            "javascript:alert(1)",
            "https://",
            "https://vell.example/\"onload=",
            "file:///etc/passwd",
            "http://a b",
        ] {
            assert!(!is_address(hostile), "{hostile}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_there() {
        let node = node([
            ("a", Value::Null),
            ("b", Value::Array(Vec::new())),
            ("c", Value::from(0)),
        ]);
        assert_eq!(node.to_string(), r#"{"c":0}"#);
    }
}
