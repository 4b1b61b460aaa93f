//! Who has what from whom, in the words of PROV-O, as JSON-LD: captures, articles, texts that are
//! not in the pile, claims and what they rest on.

mod agents;
mod texts;

use std::collections::BTreeMap;
use std::io::Write;

use agents::Agents;
use serde_json::{Value, json};

use super::around::Around;
use super::lines::Lines;
use super::linked::{SOFTWARE, SOFTWARE_NAME, TERMS, iri, node, said};
use super::redact::Shown;
use crate::error::Outcome;
use crate::records::{Attribution, Claim, Drift, Question, Within};

/// What this program did: one reading of the pile.
const READING: &str = "urn:restated:activity:reading";

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let around = Around::of(shown)?;
    let mut agents = Agents::of(shown)?;
    let mut lines = Lines::begin(out, &format!("{{\"@context\":{},\n\"@graph\":", context()))?;
    lines.push(&json!({
        "@id": SOFTWARE, "@type": ["prov:Agent", "prov:SoftwareAgent"], "label": SOFTWARE_NAME
    }))?;
    lines.push(&json!({
        "@id": READING, "@type": "prov:Activity", "wasAssociatedWith": SOFTWARE
    }))?;
    texts::write(shown, &around, &mut agents, &mut lines)?;
    origins(shown, &mut agents, &mut lines)?;
    claims(shown, &mut agents, &mut lines)?;
    for agent in agents.nodes() {
        lines.push(&agent)?;
    }
    lines.end("}\n")
}

/// Short names for the terms of PROV-O that link to things, and for a few of our own.
fn context() -> Value {
    let mut context = json!({
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "restated": TERMS,
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
        "value": "prov:value",
        "sharesTextWith": {"@id": "restated:sharesTextWith", "@type": "@id"},
        "kind": "restated:kind",
        "strength": "restated:strength",
        "drift": "restated:drift",
        "status": "restated:status",
        "published": "restated:published",
        "inPile": "restated:inPile",
    });
    for term in [
        "wasDerivedFrom",
        "wasQuotedFrom",
        "hadPrimarySource",
        "wasAttributedTo",
        "wasGeneratedBy",
        "wasAssociatedWith",
        "specializationOf",
        "qualifiedDerivation",
        "qualifiedAttribution",
        "entity",
        "agent",
        "hadRole",
    ] {
        context[term] = json!({"@id": format!("prov:{term}"), "@type": "@id"});
    }
    context
}

/// What sources said, as far as the texts show that several claims rest on it.
fn origins(shown: &Shown<'_>, agents: &mut Agents, lines: &mut Lines<'_>) -> Outcome<()> {
    shown.each(Within::Dossier, &mut |question: Question| {
        for origin in &question.origins {
            let entity = origin.source_id.as_deref();
            let id = iri("origin", &format!("{}-{}", question.id, origin.id));
            let source = origin.source.as_ref();
            let agent = source.map(|name| agents.source(entity, &id, name));
            lines.push(&node([
                ("@id", json!(id)),
                ("@type", json!("prov:Entity")),
                ("label", json!(question.text)),
                ("wasAttributedTo", json!(agent)),
                ("inPile", json!(false)),
            ]))?;
            agents.rests_on(&origin.claims, &id);
        }
        Ok(())
    })
}

fn claims(shown: &Shown<'_>, agents: &mut Agents, lines: &mut Lines<'_>) -> Outcome<()> {
    let mut changed: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    shown.each(Within::Dossier, &mut |drift: Drift| {
        if let Some(to) = drift.to {
            let parents = changed.entry(to).or_default();
            parents.entry(drift.from).or_default().push(drift.kind);
        }
        Ok(())
    })?;
    shown.each(Within::Dossier, &mut |claim: Claim| {
        let parents = changed.remove(&claim.id).unwrap_or_default();
        let derived: Vec<String> = parents.keys().map(|from| iri("claim", from)).collect();
        let changes = parents.iter().map(|(from, kinds)| {
            json!({"@type": "prov:Derivation", "entity": iri("claim", from), "drift": kinds})
        });
        let id = iri("claim", &claim.id);
        let source = source(&claim.attribution, &id, agents);
        lines.push(&node([
            ("@id", json!(id)),
            ("@type", json!("prov:Entity")),
            ("value", json!(claim.evidence.exact)),
            ("wasQuotedFrom", json!(iri("article", &claim.article))),
            ("hadPrimarySource", json!(agents.of_claim(&claim.id))),
            ("wasDerivedFrom", json!(derived)),
            ("qualifiedDerivation", changes.collect()),
            ("status", said(&claim.attribution.status)),
            ("wasAttributedTo", json!(source)),
            (
                "qualifiedAttribution",
                speakers(source.as_ref(), &claim.attribution, &id, agents),
            ),
            ("wasGeneratedBy", json!(READING)),
        ]))
    })
}

/// On whose word: the agent.
fn source(attribution: &Attribution, claim: &str, agents: &mut Agents) -> Option<String> {
    let name = attribution.source.as_ref()?;
    Some(agents.source(attribution.source_id.as_deref(), claim, name))
}

/// On whose word, and through whom: those who speak are told from those who pass on.
fn speakers(
    source: Option<&String>,
    attribution: &Attribution,
    claim: &str,
    agents: &mut Agents,
) -> Value {
    let relays = attribution.via.iter().enumerate();
    let relays = relays.map(|(at, name)| agents.source(None, &format!("{claim}-{at}"), name));
    let relays: Vec<String> = relays.collect();
    let role = |agent: &String, role: &str| json!({"@type": "prov:Attribution", "agent": agent, "hadRole": format!("{TERMS}{role}")});
    let source = source.into_iter().map(|agent| role(agent, "source"));
    let relays = relays.iter().map(|agent| role(agent, "relay"));
    source.chain(relays).collect()
}
