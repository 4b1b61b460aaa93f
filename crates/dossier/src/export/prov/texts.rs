//! Captures, articles, and the texts that articles come from, also those that are not in the pile.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::around::Around;
use super::super::lines::Lines;
use super::super::linked::{address, capture_iri, iri, node};
use super::super::redact::Shown;
use super::READING;
use super::agents::Agents;
use crate::error::Outcome;
use crate::records::{Derivation, Within};

pub(super) fn write(
    shown: &Shown<'_>,
    around: &Around,
    agents: &mut Agents,
    lines: &mut Lines<'_>,
) -> Outcome<()> {
    let mut lineage = Lineage::of(shown)?;
    for (article, capture) in around.articles() {
        let of_capture = capture_iri(capture);
        lines.push(&node([
            ("@id", json!(of_capture)),
            ("@type", json!("prov:Entity")),
            ("label", json!(capture.path)),
            ("specializationOf", json!(address(article, capture))),
            ("generatedAtTime", json!(capture.captured_at)),
        ]))?;
        let outlet = article.outlet.as_ref().map(|name| agents.outlet(name));
        let parents = lineage.parents.remove(&article.id).unwrap_or_default();
        let all = parents.iter().map(|parent| parent.text.as_str());
        let derived: Vec<&str> = std::iter::once(of_capture.as_str()).chain(all).collect();
        let quoted = parents.iter().filter(|parent| parent.is_quoted());
        let quoted: Vec<&str> = quoted.map(|parent| parent.text.as_str()).collect();
        lines.push(&node([
            ("@id", json!(iri("article", &article.id))),
            ("@type", json!("prov:Entity")),
            ("label", json!(article.title)),
            (
                "published",
                json!(article.published.as_ref().map(|date| &date.edtf)),
            ),
            ("wasAttributedTo", json!(outlet)),
            ("wasDerivedFrom", json!(derived)),
            ("wasQuotedFrom", json!(quoted)),
            (
                "qualifiedDerivation",
                parents.iter().map(Parent::qualified).collect(),
            ),
            (
                "sharesTextWith",
                json!(lineage.alike.remove(&article.id).unwrap_or_default()),
            ),
            ("wasGeneratedBy", json!(READING)),
            ("inPile", json!(true)),
        ]))?;
    }
    for (text, outlet) in &lineage.unseen {
        lines.push(&node([
            ("@id", json!(text)),
            ("@type", json!("prov:Entity")),
            (
                "wasAttributedTo",
                json!(outlet.as_ref().map(|name| agents.outlet(name))),
            ),
            ("inPile", json!(false)),
        ]))?;
    }
    Ok(())
}

/// Who has text from whom.
#[derive(Default)]
struct Lineage {
    /// By article.
    parents: BTreeMap<String, Vec<Parent>>,
    /// By article: those with the same text, of which the texts do not show which came first.
    alike: BTreeMap<String, BTreeSet<String>>,
    /// Texts that are not in the pile, and the outlets that are named for them.
    unseen: BTreeMap<String, Option<String>>,
}

/// A text that an article comes from.
struct Parent {
    text: String,
    kind: String,
    strength: Option<f64>,
}

impl Parent {
    /// Whether its own words are passed on.
    fn is_quoted(&self) -> bool {
        matches!(self.kind.as_str(), "copy" | "near_copy" | "excerpt")
    }

    fn qualified(&self) -> Value {
        let class = if self.is_quoted() {
            "prov:Quotation"
        } else {
            "prov:Derivation"
        };
        node([
            ("@type", json!(class)),
            ("entity", json!(self.text)),
            ("kind", json!(self.kind)),
            ("strength", json!(self.strength)),
        ])
    }
}

impl Lineage {
    fn of(shown: &Shown<'_>) -> Outcome<Self> {
        let mut lineage = Self::default();
        shown.each(Within::Dossier, &mut |derivation: Derivation| {
            lineage.add(derivation);
            Ok(())
        })?;
        Ok(lineage)
    }

    fn add(&mut self, derivation: Derivation) {
        let Derivation {
            child,
            parent,
            upstream,
            unseen,
            kind,
            strength,
            ..
        } = derivation;
        let text = match (parent, upstream, unseen) {
            (Some(parent), _, _) if derivation.direction == "known" => iri("article", &parent),
            (Some(parent), _, _) => {
                let alike = self.alike.entry(child.clone()).or_default();
                alike.insert(iri("article", &parent));
                let alike = self.alike.entry(parent).or_default();
                alike.insert(iri("article", &child));
                return;
            }
            // What two articles name need not be one text.
            (None, Some(outlet), _) => {
                let text = format!("{}:{}", iri("unseen", &child), iri("outlet", &outlet));
                self.unseen.insert(text.clone(), Some(outlet));
                text
            }
            (None, None, children) => {
                let text = iri("unseen", &children.unwrap_or_default().join("."));
                self.unseen.insert(text.clone(), None);
                text
            }
        };
        self.parents.entry(child).or_default().push(Parent {
            text,
            kind,
            strength,
        });
    }
}
