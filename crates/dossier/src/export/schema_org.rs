//! Claims as schema.org `Claim`s, in JSON-LD: who says what, and where it stands. Never a rating.

use std::collections::BTreeMap;
use std::io::Write;

use restated_claims::Status;
use serde_json::{Value, json};

use super::around::{Asked, Told};
use super::lines::Lines;
use super::linked::{address, capture_iri, chain, iri, node};
use super::redact::Shown;
use crate::error::Outcome;
use crate::records::{Article, Capture, Entity, Figure, Within};

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let types = types(shown)?;
    // The whole vocabulary by its prefix: nothing has to be fetched.
    let context = json!({"@vocab": "https://schema.org/", "url": {"@type": "@id"}});
    let mut lines = Lines::begin(out, &format!("{{\"@context\":{context},\n\"@graph\":"))?;
    Told::each(shown, &mut |told| lines.push(&claim(told, &types)))?;
    lines.end("}\n")
}

/// What schema.org calls each entity that speaks, by its id.
fn types(shown: &Shown<'_>) -> Outcome<BTreeMap<String, &'static str>> {
    let mut types = BTreeMap::new();
    shown.each(Within::Dossier, &mut |entity: Entity| {
        let of_schema = match entity.r#type.as_str() {
            "person" => Some("Person"),
            "organisation" => Some("Organization"),
            "government" => Some("GovernmentOrganization"),
            _ => None,
        };
        types.extend(of_schema.map(|of_schema| (entity.id, of_schema)));
        Ok(())
    })?;
    Ok(types)
}

fn claim(told: &Told<'_>, types: &BTreeMap<String, &'static str>) -> Value {
    let claim = told.claim;
    let figure = claim.figure.as_ref().map(|part| &part.figure);
    let about: Vec<Value> = (told.answers.map(|(asked, _)| question(asked)).into_iter())
        .chain(figure.map(quantity))
        .collect();
    let place = claim.place.as_ref();
    node([
        ("@type", json!("Claim")),
        ("@id", json!(iri("claim", &claim.id))),
        ("text", json!(claim.evidence.exact)),
        ("author", author(told, types)),
        ("creditText", json!(chain(&claim.attribution))),
        ("appearance", article(told.article, told.capture)),
        (
            "firstAppearance",
            told.first
                .map(|(first, capture)| article(first, capture))
                .into(),
        ),
        ("about", about.into()),
        (
            "temporalCoverage",
            json!(claim.time.as_ref().and_then(|time| time.edtf.as_ref())),
        ),
        (
            "contentLocation",
            place
                .map(|name| json!({"@type": "Place", "name": name}))
                .into(),
        ),
    ])
}

/// On whose word the claim stands.
fn author(told: &Told<'_>, types: &BTreeMap<String, &'static str>) -> Value {
    let attribution = &told.claim.attribution;
    match (attribution.status, &attribution.source) {
        (Status::OwnVoice, _) => publisher(told.article),
        (_, Some(name)) => {
            let id = attribution.source_id.as_ref();
            node([
                ("@type", json!(id.and_then(|id| types.get(id)))),
                ("@id", json!(id.map(|id| iri("entity", id)))),
                ("name", json!(name)),
            ])
        }
        (_, None) => Value::Null,
    }
}

fn publisher(article: &Article) -> Value {
    match &article.outlet {
        Some(outlet) => json!({
            "@type": "Organization", "@id": iri("outlet", outlet), "name": outlet
        }),
        None => Value::Null,
    }
}

fn article(article: &Article, capture: &Capture) -> Value {
    let kind = match article.outlet {
        Some(_) => "NewsArticle",
        None => "CreativeWork",
    };
    let byline: Vec<Value> = article
        .byline
        .iter()
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    node([
        ("@type", json!(kind)),
        ("@id", json!(iri("article", &article.id))),
        ("url", json!(address(article, capture))),
        ("headline", json!(article.title)),
        (
            "datePublished",
            json!(article.published.as_ref().map(|date| &date.edtf)),
        ),
        (
            "dateModified",
            json!(article.modified.as_ref().map(|date| &date.edtf)),
        ),
        ("inLanguage", json!(article.language)),
        ("author", byline.into()),
        ("publisher", publisher(article)),
        ("identifier", json!(capture_iri(capture))),
    ])
}

fn question(asked: &Asked) -> Value {
    json!({"@type": "Question", "@id": iri("question", &asked.id), "name": asked.text})
}

/// `value` is what the figure gives, its bounds are those that its words allow.
fn quantity(figure: &Figure) -> Value {
    node([
        ("@type", json!("QuantitativeValue")),
        ("name", json!(figure.measure)),
        ("description", json!(figure.text)),
        ("value", json!(figure.best)),
        ("minValue", json!(figure.low)),
        ("maxValue", json!(figure.high)),
        ("unitText", json!(figure.unit)),
    ])
}
