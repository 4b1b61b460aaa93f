//! Who speaks and who publishes, each described once.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::linked::{iri, node};
use super::super::redact::Shown;
use crate::error::Outcome;
use crate::records::{Entity, Within};

/// The agents that were spoken of so far.
pub(super) struct Agents {
    /// Name and PROV's kind of each entity that could speak, by id.
    entities: BTreeMap<String, (String, Option<&'static str>)>,
    /// Name and kind by IRI.
    spoken_of: BTreeMap<String, (String, Option<&'static str>)>,
    /// What each claim ultimately rests on.
    origins: BTreeMap<String, Vec<String>>,
}

impl Agents {
    pub(super) fn of(shown: &Shown<'_>) -> Outcome<Self> {
        let mut entities = BTreeMap::new();
        shown.each(Within::Dossier, &mut |entity: Entity| {
            let kind = match entity.r#type.as_str() {
                "person" => Some("prov:Person"),
                "organisation" | "government" => Some("prov:Organization"),
                _ => None,
            };
            entities.insert(entity.id, (entity.name, kind));
            Ok(())
        })?;
        Ok(Self {
            entities,
            spoken_of: BTreeMap::new(),
            origins: BTreeMap::new(),
        })
    }

    /// Whoever is called `name`: the entity, or somebody who is known from `place` only. "A senior
    /// official" in two articles is not shown to be one.
    pub(super) fn source(&mut self, entity: Option<&str>, place: &str, name: &str) -> String {
        let known = entity.and_then(|id| Some((id, self.entities.get(id)?)));
        let (id, agent) = match known {
            Some((id, agent)) => (iri("entity", id), agent.clone()),
            None => {
                let place = place.trim_start_matches("urn:restated:");
                (
                    format!("urn:restated:source:{place}"),
                    (name.to_owned(), None),
                )
            }
        };
        self.spoken_of.insert(id.clone(), agent);
        id
    }

    /// An outlet.
    pub(super) fn outlet(&mut self, name: &str) -> String {
        let id = iri("outlet", name);
        let agent = (name.to_owned(), Some("prov:Organization"));
        self.spoken_of.insert(id.clone(), agent);
        id
    }

    /// `claims` come from `origin`.
    pub(super) fn rests_on(&mut self, claims: &[String], origin: &str) {
        for claim in claims {
            let origins = self.origins.entry(claim.clone()).or_default();
            origins.push(origin.to_owned());
        }
    }

    /// What a claim rests on.
    pub(super) fn of_claim(&self, claim: &str) -> &[String] {
        self.origins.get(claim).map_or(&[], Vec::as_slice)
    }

    /// Everybody who was spoken of.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Value> {
        self.spoken_of.iter().map(|(id, (name, kind))| {
            let types = std::iter::once("prov:Agent").chain(*kind);
            node([
                ("@id", json!(id)),
                ("@type", types.collect()),
                ("label", json!(name)),
            ])
        })
    }
}
