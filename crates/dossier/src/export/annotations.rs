//! Claims as W3C Web Annotations: the sentence in its capture is the target, what was read in it
//! the body.

use std::io::Write;

use serde_json::{Value, json};

use super::around::Told;
use super::lines::Lines;
use super::linked::{SOFTWARE, SOFTWARE_NAME, TERMS, address, capture_iri, iri, node};
use super::redact::Shown;
use crate::error::Outcome;
use crate::records::{Claim, Evidence, Within};

const COLLECTION: &str = "urn:restated:annotations";

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", terms()],
        "id": COLLECTION,
        "type": "AnnotationCollection",
        "label": "Claims, each with the sentence that it stands in",
        "generator": {"id": SOFTWARE, "type": "Software", "name": SOFTWARE_NAME},
        "total": shown.count::<Claim>(Within::Dossier)?,
    });
    let page = json!({
        "id": format!("{COLLECTION}:1"),
        "type": "AnnotationPage",
        "partOf": COLLECTION,
        "startIndex": 0,
    });
    let mut lines = Lines::begin(out, &(open(&collection, "first") + &open(&page, "items")))?;
    Told::each(shown, &mut |told| lines.push(&annotation(told)))?;
    lines.end("}}\n")
}

/// `object`, still open behind one more key: its value is written as it is read.
fn open(object: &Value, key: &str) -> String {
    let mut text = object.to_string();
    text.pop();
    text + &format!(",\n\"{key}\":")
}

/// What the fields of a body are called. Four of them are terms of annotations too, and mean
/// something else there.
fn terms() -> Value {
    let term = |name: &str| format!("{TERMS}{name}");
    let list = |name: &str| json!({"@id": term(name), "@container": "@list"});
    let thing = |name: &str| json!({"@id": term(name), "@type": "@id"});
    json!({
        "@version": 1.1,
        "Claim": {"@id": term("Claim"), "@context": {
            "@propagate": true,
            "@vocab": TERMS,
            "source": term("source"),
            "via": list("via"),
            "scope": term("scope"),
            "text": term("text"),
            "hedges": list("hedges"),
            "bytes": list("bytes"),
            "article": thing("article"),
            "story": thing("story"),
            "question": thing("question"),
        }},
    })
}

fn annotation(told: &Told<'_>) -> Value {
    let claim = told.claim;
    let sentence = target(told, &claim.evidence, Some(&claim.span));
    let repeats = claim
        .repeats
        .iter()
        .map(|repeat| target(told, repeat, None));
    let targets: Vec<Value> = std::iter::once(sentence).chain(repeats).collect();
    json!({
        "id": iri("claim", &claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": body(told),
        "target": targets,
    })
}

fn body(told: &Told<'_>) -> Value {
    let claim = told.claim;
    let caveat = |caveat: &Evidence| {
        json!({
            "exact": caveat.exact, "start": caveat.start, "end": caveat.end, "bytes": caveat.bytes
        })
    };
    let caveats: Vec<Value> = claim.caveats.iter().map(caveat).collect();
    node([
        ("type", json!("Claim")),
        ("kind", json!(claim.kind)),
        ("figure", json!(claim.figure)),
        ("attribution", json!(claim.attribution)),
        ("time", json!(claim.time)),
        ("place", json!(claim.place)),
        ("hedges", json!(claim.hedges)),
        ("polarity", json!(claim.polarity)),
        ("modality", json!(claim.modality)),
        ("caveats", caveats.into()),
        ("article", json!(iri("article", &claim.article))),
        (
            "story",
            json!(told.article.story.as_ref().map(|story| iri("story", story))),
        ),
        (
            "question",
            json!(told.answers.map(|(asked, _)| iri("question", &asked.id))),
        ),
        ("position", json!(told.answers.map(|(_, number)| number))),
    ])
}

/// A sentence in its capture; `words` are those of it that carry the claim.
fn target(told: &Told<'_>, sentence: &Evidence, words: Option<&Evidence>) -> Value {
    let capture = capture_iri(told.capture);
    let (source, state) = match address(told.article, told.capture) {
        // What stands at the address today may be another page: the capture is what was read.
        Some(url) => (url.to_owned(), state(told, &capture)),
        None => (capture, Value::Null),
    };
    node([
        ("type", json!("SpecificResource")),
        ("source", json!(source)),
        ("state", state),
        ("selector", selectors(sentence, words)),
    ])
}

fn state(told: &Told<'_>, capture: &str) -> Value {
    let saved = told.capture.captured_at.as_deref();
    // The model wants a time in UTC.
    let saved = saved.filter(|time| time.contains('T') && time.ends_with('Z'));
    node([
        ("type", json!("TimeState")),
        ("sourceDate", json!(saved)),
        ("cached", json!(capture)),
    ])
}

/// Three ways to the same sentence: by its words, by its place in the article's text, by its
/// place in the bytes of the capture. Each is refined to the words that carry the claim.
fn selectors(sentence: &Evidence, words: Option<&Evidence>) -> Value {
    let is_inside = |words: &&Evidence| sentence.start <= words.start && words.end <= sentence.end;
    let words = words.filter(is_inside).map(|words| {
        // What is refined is the sentence alone.
        let mut words = words.clone();
        words.keep_within(&(sentence.start..sentence.end));
        words
    });
    let words = words.as_ref();
    let quote = |evidence: &Evidence, refined: Value| {
        node([
            ("type", json!("TextQuoteSelector")),
            ("exact", json!(evidence.exact)),
            ("prefix", json!(evidence.prefix)),
            ("suffix", json!(evidence.suffix)),
            ("refinedBy", refined),
        ])
    };
    let position = |kind: &str, (start, end): (usize, usize), refined: Value| {
        node([
            ("type", json!(kind)),
            ("start", json!(start)),
            ("end", json!(end)),
            ("refinedBy", refined),
        ])
    };
    // Counted from the beginning of what is refined.
    let within = |kind: &str, whole: (usize, usize), part: Option<(usize, usize)>| {
        let part = part.filter(|part| whole.0 <= part.0 && part.1 <= whole.1);
        let part = part.map(|part| (part.0 - whole.0, part.1 - whole.0));
        let refined = part.map(|part| position(kind, part, Value::Null));
        position(kind, whole, refined.into())
    };
    let chars = |evidence: &Evidence| (evidence.start, evidence.end);
    let refined = words.map(|words| quote(words, Value::Null));
    let mut selectors = vec![
        quote(sentence, refined.into()),
        within("TextPositionSelector", chars(sentence), words.map(chars)),
    ];
    selectors.extend(sentence.bytes.map(|bytes| {
        let words = words.and_then(|words| words.bytes);
        within("DataPositionSelector", bytes, words)
    }));
    selectors.into()
}
