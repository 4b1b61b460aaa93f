//! Offices of one country that speak with one voice, and those who pass on what they were told.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::entity::Sort;

use super::speaker::{Speakers, Spoken, Voice};
use super::words::{folded, head, tables};
use crate::model::Told;

impl<'a> Speakers<'a, '_> {
    /// "Lawmakers said", where the story tells elsewhere that they were told by an agency: they pass
    /// on what that agency says.
    pub(super) fn follow_relays(&self, told: &[&'a Told], spoken: &mut [Spoken]) {
        let mut heard: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (told, spoken) in told.iter().zip(&*spoken) {
            let Voice::Party(node) = spoken.voice else {
                continue;
            };
            for relay in &told.claim.attribution.via {
                let noun = head(&folded(relay)).cloned();
                let people =
                    noun.filter(|noun| noun.ends_with('s') && self.called(relay).is_none());
                if let Some(noun) = people {
                    heard
                        .entry(noun)
                        .or_default()
                        .insert(self.parties.root(node));
                }
            }
        }
        for (told, spoken) in told.iter().zip(spoken) {
            let source = spoken.name.clone().unwrap_or_default();
            // "Documents show, according to lawmakers who were told by the agency."
            let relay = told.claim.attribution.via.last().cloned();
            let name = match &spoken.voice {
                Voice::Called(_) => source,
                // "Velmari deputies" are no more Velmar than other deputies are.
                Voice::Party(node) if self.is_land(*node) => source,
                Voice::Vague(_) => relay.unwrap_or(source),
                _ => continue,
            };
            let noun = head(&folded(&name)).cloned().unwrap_or_default();
            let Some(from) = heard.get(&noun).filter(|from| from.len() == 1) else {
                continue;
            };
            if let Some(&root) = from.first() {
                let whose = self.parties.nodes[self.parties.face(root)].name;
                spoken.why = Some(format!("“{name}” pass on what {whose} told them"));
                spoken.voice = Voice::Party(root);
            }
        }
    }

    fn is_land(&self, node: usize) -> bool {
        let sort = self.parties.nodes[node].sort;
        matches!(sort, Sort::Government | Sort::Place)
    }

    /// Ties an office to the others of its country that speak with one voice.
    pub(super) fn place_office(&mut self, node: usize) {
        let office = &self.parties.nodes[node];
        let Some(kind @ ("army" | "ministry")) = office.kind else {
            return;
        };
        let entity = office
            .entity
            .and_then(|entity| self.material.entities.get(entity));
        let wordings = entity.into_iter().flat_map(|entity| &entity.aliases);
        let mut wordings = wordings.map(|alias| folded(&alias.text));
        let country = self.parties.country(&office.words);
        let country = country.or_else(|| wordings.find_map(|words| self.parties.country(&words)));
        let Some(country) = country else {
            return;
        };
        let country = self.parties.root(country);
        let subject: Vec<&str> = office
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| {
                !["of", "and"].contains(word)
                    && tables().named(word).is_none()
                    && self.parties.country(&[(*word).to_owned()]).is_none()
            })
            .collect();
        let subject = if kind == "army" {
            kind.to_owned()
        } else {
            subject.join(" ")
        };
        match self.offices.get(&(country, subject.clone())).copied() {
            Some(other) => {
                let (one, two) = (self.parties.nodes[other].name, office.name);
                let land = self.parties.nodes[country].name;
                let why = format!("{one} and {two} speak for one side, that of {land}");
                self.parties.tie(node, other, why);
            }
            None => {
                self.offices.insert((country, subject), node);
            }
        }
    }

    /// A country and the only office of it that speaks are one.
    pub(super) fn tie_countries(&mut self, spoken: &[Spoken]) {
        let mut speaking: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let heard: BTreeSet<usize> = spoken
            .iter()
            .filter_map(|spoken| match spoken.voice {
                Voice::Party(node) => Some(self.parties.root(node)),
                _ => None,
            })
            .collect();
        for ((country, _), &office) in &self.offices {
            if heard.contains(&self.parties.root(office)) {
                speaking.entry(*country).or_default().push(office);
            }
        }
        for (country, offices) in speaking {
            if let [office] = offices[..] {
                let (land, name) = (
                    self.parties.nodes[country].name,
                    self.parties.nodes[office].name,
                );
                let why = format!("{name} is the only office of {land} that speaks here");
                self.parties.tie(country, office, why);
            }
        }
    }
}
