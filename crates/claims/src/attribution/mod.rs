//! Attributions: which words are put on whom, by which cue, told to whom.

mod adverbial;
mod chain;
mod content;
mod direct;
pub mod learned;
mod lexicon;
mod merge;
mod orphan;
mod scene;
mod source;
mod status;
mod verb;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::Status;
pub use chain::{Chain, chain_at};
pub use merge::attributions;
use scene::Scene;

/// What kind of act a cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// "said", "according to", "confirmed".
    Assert,
    /// "denied", "rejected", "dismissed".
    Deny,
    /// "estimates", "put at", "reckons".
    Estimate,
    /// "ordered", "instructed".
    Order,
    /// "urged", "called for", "asked to".
    Urge,
    /// "promised", "vowed", "offered", "pledged".
    Promise,
    /// "threatened", "warned to".
    Threaten,
    /// "asked whether", "wondered".
    Ask,
    /// "believes", "fears", "hopes", "endorsed": an attitude, no speech.
    Hold,
    /// "learned", "heard", "was told": what a source took in.
    Learn,
}

/// Words put on a source by a cue, as token ranges of the document; each list in order, and
/// empty where the text has no such part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// Who says it. Empty: the text does not say who ("it was reported that").
    pub source: Vec<Range<usize>>,
    /// What ties them: "said", "according to", "in a statement".
    pub cue: Vec<Range<usize>>,
    /// What is said: without the quote marks around it in `bytes`, possibly in several parts.
    pub content: Vec<Range<usize>>,
    /// To whom: "lawmakers" of "told lawmakers". Not part of PolNeAR's scheme.
    pub addressee: Vec<Range<usize>>,
    /// What kind of act.
    pub act: Act,
    /// Attributed or anonymous.
    pub status: Status,
    /// Whether the source says that the content is so: of a clause, quoted words, or an object that
    /// is reported ("reported 12 deaths"); not of what it only holds a view on ("criticised the 12
    /// arrests").
    pub vouches: bool,
    /// Outlets and people through whom it came, nearest to the source first, as token ranges:
    /// the addressee who relays it, "citing Y", "in an interview with Z".
    pub via: Vec<Range<usize>>,
}

/// What the rules alone find, in the order of the first content token.
fn by_rule(scene: &Scene<'_, '_>) -> Vec<Attributed> {
    let verbs = verb::verbs(scene);
    let owners = direct::owners(scene, &verbs);
    let mut found = Vec::new();
    for (number, verb) in verbs.iter().enumerate() {
        let quotes: Vec<_> = owners
            .iter()
            .zip(&scene.quotes)
            .filter(|(owner, _)| **owner == Some(number))
            .map(|(_, quote)| quote.tokens.clone())
            .collect();
        if !verb.listed && quotes.is_empty() {
            continue;
        }
        if scene.quote(verb.at).is_some() && !verb::is_reported_in_quote(scene, verb) {
            continue;
        }
        let content = content::of_verb(scene, verb, &quotes);
        if content.parts.is_empty() || (verb.source.is_none() && !verb.passive) {
            continue;
        }
        let source = verb.source.as_ref().map(|source| source.tokens.clone());
        found.push(Attributed {
            status: status::of(scene, source.as_ref()),
            source: source.into_iter().collect(),
            cue: vec![verb.group.clone()],
            content: content.parts,
            addressee: content.addressee.into_iter().collect(),
            act: verb.cue.act,
            vouches: content.stated,
            via: Vec::new(),
        });
    }
    for phrase in adverbial::adverbials(scene) {
        if phrase.content.is_empty() || scene.quote(phrase.cue.start).is_some() {
            continue;
        }
        let source = phrase.source.tokens.clone();
        found.push(Attributed {
            status: status::of(scene, Some(&source)),
            source: vec![source],
            cue: vec![phrase.cue],
            content: phrase.content,
            addressee: Vec::new(),
            act: Act::Assert,
            vouches: true,
            via: Vec::new(),
        });
    }
    found.sort_by_key(|it| {
        (
            it.content.first().map(|part| part.start),
            it.cue.first().map(|cue| cue.start),
        )
    });
    found
}
