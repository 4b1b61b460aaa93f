//! Attributions: which words are put on whom, by which cue, told to whom.

mod adverbial;
mod chain;
mod clause;
mod content;
mod continued;
mod direct;
mod headline;
mod label;
pub mod learned;
mod lexicon;
mod merge;
mod nominal;
mod object;
mod orphan;
mod relay;
mod scene;
mod source;
mod speaker;
mod status;
mod verb;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::Status;
use crate::{Document, Language, surface};
pub use chain::{Chain, chain_at};
use scene::Scene;
pub(crate) use speaker::{can_speak, reads, speaks};

/// What kind of act a cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl Act {
    /// The act as the rule tables write it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "assert" => Self::Assert,
            "deny" => Self::Deny,
            "estimate" => Self::Estimate,
            "order" => Self::Order,
            "urge" => Self::Urge,
            "promise" => Self::Promise,
            "threaten" => Self::Threaten,
            "ask" => Self::Ask,
            "hold" => Self::Hold,
            "learn" => Self::Learn,
            _ => return None,
        })
    }
}

/// Words put on a source by a cue, as token ranges of the document; each list in order, and
/// empty where the text has no such part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// Who says it. Empty: the text does not say who ("it was reported that").
    pub source: Vec<Range<usize>>,
    /// What ties them: "said", "according to", "in a statement".
    pub cue: Vec<Range<usize>>,
    /// What is said, possibly in several parts; quoted words with their marks.
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
    /// Whose words the source holds where it is a document: "the ministry" of "figures from the
    /// ministry".
    pub owner: Option<Range<usize>>,
    /// Outlets and people through whom it came, nearest to the source first, as token ranges:
    /// the addressee who relays it, "citing Y", "in an interview with Z".
    pub via: Vec<Range<usize>>,
}

/// The attributions of `document`, in the order of their first content token. An attribution
/// whose content holds another's whole content is its outer relay.
///
/// Of English, those that the rules find alone where the document came without the tokens'
/// vectors.
pub fn attributions(document: &Document<'_>) -> Vec<Attributed> {
    readings(document).all
}

/// The attributions of a document, read twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Those of [`attributions`]: every word put on somebody, attitudes and all.
    pub all: Vec<Attributed>,
    /// What the rules find alone. They know less of attitudes, and more of whose word a figure
    /// stands on: estimates, passives, headlines, those told. Empty where there are none.
    pub ruled: Vec<Attributed>,
}

/// Both readings of `document`, in the order of [`attributions`].
pub fn readings(document: &Document<'_>) -> Readings {
    match document.language {
        Language::English => merge::english(document),
        Language::German => Readings {
            all: surface::attributions(document),
            ruled: Vec::new(),
        },
        Language::Other => Readings::default(),
    }
}

/// What the rules find alone, in the order of the first content token.
fn by_rule(scene: &Scene<'_, '_>) -> Vec<Attributed> {
    let mut found = verb::attributed(scene);
    found.extend(adverbial::attributed(scene));
    found.extend(nominal::attributed(scene));
    found.extend(label::attributed(scene));
    let headlines = headline::attributed(scene, &found);
    found.extend(headlines);
    relay::add(scene, &mut found);
    let continued = continued::attributed(scene, &found);
    found.extend(continued);
    // Of nothing but marks, nothing is left when they are trimmed off.
    found.retain_mut(|it| {
        for parts in [&mut it.source, &mut it.cue, &mut it.content] {
            parts.retain(|part| !part.is_empty());
        }
        !it.content.is_empty()
    });
    found.sort_by_key(|it| {
        let start = |parts: &[Range<usize>]| parts.first().map(|part| part.start);
        (start(&it.content), start(&it.cue))
    });
    found
}
