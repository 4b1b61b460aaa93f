//! On whose word a claim stands: which party, or who without a name.

use std::collections::BTreeMap;

use restated_claims::Status;
use restated_claims::entity::Sort;

use super::party::Parties;
use super::ties::tie_people;
use super::words::{folded, words};
use crate::model::{Material, Told};

/// On whose word a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A party, by its node.
    Party(usize),
    /// Somebody that no entity is known of, by what all claims of the same source share.
    Called(String),
    /// Somebody in particular or not: "authorities", by article and words.
    Vague(String),
    /// A source that asked not to be named, by family and words.
    Anonymous(String),
    /// Nobody.
    Nobody,
}

/// On whose word a claim stands, and how the words for it are understood.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub(super) voice: Voice,
    /// As the article writes it.
    pub(super) name: Option<String>,
    /// Why the words mean whom they are taken for, where they do not say it.
    pub(super) why: Option<String>,
    /// The node of the last relay that is a party.
    pub(super) via: Option<usize>,
}

/// Reads sources.
pub(super) struct Speakers<'a, 'm> {
    pub(super) parties: Parties<'a>,
    pub(super) material: &'m Material<'a>,
    pub(super) family: &'m BTreeMap<&'a str, &'a str>,
    /// Countries by node of whose offices have a node: country, kind or subject of the office.
    pub(super) offices: BTreeMap<(usize, String), usize>,
    /// Of the words for a source, the party that they hold a name of.
    pub(super) contained: BTreeMap<&'a str, Option<usize>>,
    /// Of a noun, the only person whom a wording calls so.
    pub(super) titles: BTreeMap<String, Option<usize>>,
}

impl<'a, 'm> Speakers<'a, 'm> {
    /// The parties of the story of `told`, people tied to whom they speak for.
    pub(super) fn new(
        told: &[&'a Told],
        material: &'m Material<'a>,
        family: &'m BTreeMap<&'a str, &'a str>,
    ) -> Self {
        let mut parties = Parties::new(told, material);
        tie_people(told, &mut parties);
        let mut speakers = Self {
            parties,
            material,
            family,
            offices: BTreeMap::new(),
            contained: BTreeMap::new(),
            titles: BTreeMap::new(),
        };
        for node in 0..speakers.parties.nodes.len() {
            speakers.place_office(node);
        }
        speakers
    }

    /// On whose word each claim stands.
    pub(super) fn voices(&mut self, told: &[&'a Told]) -> Vec<Spoken> {
        let mut spoken: Vec<Spoken> = told.iter().map(|told| self.spoken(told)).collect();
        // "The statement" speaks for whom the article lets speak before it.
        for at in 0..spoken.len() {
            let Voice::Vague(key) = &spoken[at].voice else {
                continue;
            };
            if !key.starts_with("document") {
                continue;
            }
            let here = (0..told.len()).filter(|&other| told[other].article == told[at].article);
            let before = here
                .filter(|&other| told[other].claim.span.start < told[at].claim.span.start)
                .filter(|&other| is_firm(&spoken[other].voice))
                .max_by_key(|&other| told[other].claim.span.start);
            if let Some(before) = before {
                let name = spoken[at].name.clone().unwrap_or_default();
                let whose = match spoken[before].voice {
                    Voice::Party(node) => self.parties.nodes[node].name.to_owned(),
                    _ => spoken[before].name.clone().unwrap_or_default(),
                };
                spoken[at].why = Some(format!("“{name}” is that of {whose}, who speaks before it"));
                spoken[at].voice = spoken[before].voice.clone();
            }
        }
        self.follow_relays(told, &mut spoken);
        self.tie_countries(&spoken);
        spoken
    }

    fn spoken(&mut self, told: &'a Told) -> Spoken {
        let attribution = &told.claim.attribution;
        let via = attribution.via.iter().rev();
        let via = via.filter_map(|name| self.called(name)).next();
        let named = attribution
            .source
            .as_deref()
            .filter(|_| matches!(attribution.status, Status::Attributed | Status::Anonymous));
        let nobody = Spoken {
            voice: Voice::Nobody,
            name: None,
            why: None,
            via,
        };
        let Some(source) = named else {
            return nobody;
        };
        let family = self.family.get(told.article.as_str());
        let family = family.copied().unwrap_or(&told.article);
        if attribution.status == Status::Anonymous {
            return Spoken {
                voice: Voice::Anonymous(format!("{family} {}", folded(source).join(" "))),
                name: Some(source.to_owned()),
                ..nobody
            };
        }
        let entity = told.source.and_then(|entity| self.parties.of(entity));
        if self.quotes_others(told, entity) {
            return nobody;
        }
        let (voice, why) = self.voice(told, source, entity);
        // What a source without a name says stands on the word of the one who relays it.
        let voice = match (&voice, via) {
            (Voice::Vague(_), Some(via)) => Voice::Party(via),
            _ => voice,
        };
        Spoken {
            voice,
            name: Some(source.to_owned()),
            why,
            via,
        }
    }

    fn voice(
        &mut self,
        told: &'a Told,
        source: &'a str,
        entity: Option<usize>,
    ) -> (Voice, Option<String>) {
        let written = written(told);
        if let Some(node) = entity {
            let described =
                written.filter(|words| !holds_name(words, &self.parties.nodes[node].words));
            let misread = described.is_some() && self.parties.nodes[node].only_reports();
            if !misread {
                return (Voice::Party(node), None);
            }
        }
        let source = if entity.is_some() {
            written.unwrap_or(source)
        } else {
            source
        };
        self.understood(told, source)
    }

    /// "They say 43", said by somebody: it is theirs, whoever they are.
    fn quotes_others(&self, told: &Told, source: Option<usize>) -> bool {
        let person = source.is_none_or(|node| self.parties.nodes[node].sort == Sort::Person);
        let before = told
            .claim
            .span
            .start
            .saturating_sub(told.claim.sentence.start);
        let before = words(told.sentence.get(..before).unwrap_or_default());
        let [.., pronoun, verb] = before.as_slice() else {
            return false;
        };
        person
            && pronoun.lower == "they"
            && matches!(verb.lower.as_str(), "say" | "said" | "claim" | "claimed")
            && told
                .claim
                .attribution
                .source_span
                .as_ref()
                .is_none_or(|span| {
                    written(told).is_none_or(|words| words.to_lowercase() != "they")
                        || span.is_empty()
                })
    }
}

/// Whether a voice is somebody in particular.
pub(super) fn is_firm(voice: &Voice) -> bool {
    matches!(voice, Voice::Party(_) | Voice::Called(_))
}

/// The words that name the source, if they stand in the claim's sentence.
fn written(told: &Told) -> Option<&str> {
    let span = told.claim.attribution.source_span.as_ref()?;
    let offset = told.claim.sentence.start;
    told.sentence
        .get(span.start.checked_sub(offset)?..span.end.checked_sub(offset)?)
}

/// Whether words hold a word of a name.
fn holds_name(written: &str, name: &[String]) -> bool {
    folded(written).iter().any(|word| name.contains(word))
}
