//! What is known of a story's claims before any question is asked: on whose word each stands, who
//! publishes and who has text from whom.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Status;
use restated_lineage::{Derivation, Kind, Parent};

use super::party::Parties;
use super::speaker::{Speakers, Spoken, Voice, is_firm};
use super::words::folded;
use crate::model::{Material, Told};

/// What is known of a story's claims; made once a story.
pub(crate) struct Known<'a> {
    /// Of a claim id, what it stands on.
    spoken: BTreeMap<&'a str, Spoken>,
    pub(super) parties: Parties<'a>,
    /// Of an article, the family's first.
    family: BTreeMap<&'a str, &'a str>,
    /// Of a child, the edges to parents of the pile; undirected ones stand under both.
    edges: BTreeMap<&'a str, Vec<(&'a str, &'a Derivation)>>,
    /// Of an article, the party that publishes it, where others quote that party.
    publishers: BTreeMap<&'a str, usize>,
    /// Articles that others are derived from.
    copied: BTreeSet<&'a str>,
    /// Of an article, the parties that it lets speak.
    speaking: BTreeMap<&'a str, BTreeSet<usize>>,
    /// Articles that let somebody speak who is no party.
    others: BTreeSet<&'a str>,
    /// Of an article, who publishes it, for readers; and when.
    outlets: BTreeMap<&'a str, (&'a str, Option<&'a str>)>,
    doubtful: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    /// What is known of `told`, all claims of one story.
    pub(crate) fn of(told: &[&'a Told], material: &Material<'a>) -> Self {
        let mut family = BTreeMap::new();
        for members in &material.lineage.families {
            for id in &members.articles {
                family.insert(id.as_str(), members.articles[0].as_str());
            }
        }
        let mut edges: BTreeMap<&str, Vec<(&str, &Derivation)>> = BTreeMap::new();
        for edge in &material.lineage.derivations {
            let Parent::Article(parent) = &edge.parent else {
                continue;
            };
            if edge.kind != Kind::Cites {
                edges.entry(&edge.child).or_default().push((parent, edge));
                if !edge.directed {
                    edges.entry(parent).or_default().push((&edge.child, edge));
                }
            }
        }
        let copied = edges.values().flatten();
        let copied: BTreeSet<&str> = copied
            .filter(|(parent, edge)| edge.directed && edge.child != *parent)
            .map(|(parent, _)| *parent)
            .collect();
        let mut speakers = Speakers::new(told, material, &family);
        let voices = speakers.voices(told);
        let parties = speakers.parties;
        let outlets = material.articles.iter().map(|about| {
            let name = about.outlet.as_deref().or(about.title.as_deref());
            let name = name.unwrap_or("an article without a title");
            (about.id.as_str(), (name, about.published.as_deref()))
        });
        let mut speaking: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut others: BTreeSet<&str> = BTreeSet::new();
        for (told, spoken) in told.iter().zip(&voices) {
            match spoken.voice {
                Voice::Party(node) => {
                    let here = speaking.entry(&told.article).or_default();
                    here.insert(parties.root(node));
                }
                Voice::Called(_) | Voice::Anonymous(_) => {
                    others.insert(&told.article);
                }
                Voice::Vague(_) | Voice::Nobody => {}
            }
        }
        let mut known = Self {
            publishers: BTreeMap::new(),
            spoken: told
                .iter()
                .map(|told| told.id.as_str())
                .zip(voices)
                .collect(),
            outlets: outlets.collect(),
            parties,
            family,
            edges,
            speaking,
            copied,
            others,
            doubtful: material
                .lineage
                .doubtful
                .iter()
                .map(|(one, other)| (one.as_str(), other.as_str()))
                .collect(),
        };
        known.publishers = known.find_publishers(told, material);
        known
    }

    /// A ministry's bulletin stands on the ministry's word. Whoever nobody else quotes only
    /// reports.
    fn find_publishers(
        &self,
        told: &[&'a Told],
        material: &Material<'a>,
    ) -> BTreeMap<&'a str, usize> {
        let mut quoted: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for told in told {
            if let Some(Voice::Party(node)) = self.spoken.get(told.id.as_str()).map(|s| &s.voice) {
                let root = self.parties.root(*node);
                quoted
                    .entry(root)
                    .or_default()
                    .insert(self.outlet(&told.article));
            }
        }
        let mut found = BTreeMap::new();
        for about in material.articles {
            let Some(outlet) = about.outlet.as_deref() else {
                continue;
            };
            let words = folded(outlet);
            let nodes = 1..=words.len();
            let node = nodes.rev().find_map(|end| {
                let named = self.parties.by_name.get(&words[..end].join(" "))?;
                named
                    .first()
                    .copied()
                    .filter(|_| end > 1 || words.len() == 1)
            });
            let by_others = |node: &usize| {
                let outlets = quoted.get(&self.parties.root(*node));
                outlets.is_some_and(|outlets| outlets.iter().any(|other| *other != outlet))
            };
            if let Some(node) = node.filter(by_others) {
                found.insert(about.id.as_str(), node);
            }
        }
        found
    }

    pub(super) fn spoken(&self, told: &Told) -> Option<&Spoken> {
        self.spoken.get(told.id.as_str())
    }

    /// Whether a claim stands on the word of somebody in particular.
    pub(crate) fn is_named(&self, told: &Told) -> bool {
        self.spoken(told)
            .is_some_and(|spoken| is_firm(&spoken.voice))
    }

    /// A name for the text family of `article`: its own id where it is of none.
    pub(crate) fn family<'s>(&'s self, article: &'s str) -> &'s str {
        self.family.get(article).copied().unwrap_or(article)
    }

    /// The articles that `child` has text from, or may have.
    pub(crate) fn parents(&self, child: &str) -> &[(&'a str, &'a Derivation)] {
        self.edges.get(child).map_or(&[], Vec::as_slice)
    }

    /// Whether other articles are derived from one.
    pub(crate) fn is_copied(&self, article: &str) -> bool {
        self.copied.contains(article)
    }

    pub(super) fn publisher(&self, article: &str) -> Option<usize> {
        self.publishers.get(article).copied()
    }

    /// The party that an article lets speak, and nobody else.
    pub(super) fn only_party(&self, article: &str) -> Option<usize> {
        let speaking = self.speaking.get(article)?;
        let alone = speaking.len() == 1 && !self.others.contains(article);
        speaking.first().copied().filter(|_| alone)
    }

    /// Whether an article lets a party speak of anything.
    pub(super) fn lets_speak(&self, article: &str, root: usize) -> bool {
        let speaking = self.speaking.get(article);
        speaking.is_some_and(|speaking| speaking.contains(&root))
    }

    pub(super) fn has_doubts(&self) -> bool {
        !self.doubtful.is_empty()
    }

    /// Who publishes an article, else its title.
    pub(crate) fn outlet(&self, article: &str) -> &'a str {
        self.outlets
            .get(article)
            .map_or("an article", |known| known.0)
    }

    /// When it was published (EDTF).
    pub(crate) fn published(&self, article: &str) -> Option<&'a str> {
        self.outlets.get(article).and_then(|known| known.1)
    }

    /// The day of publication. Some articles give the hour as well, which would put them behind
    /// others of the same day.
    pub(crate) fn day(&self, article: &str) -> Option<&'a str> {
        self.published(article)
            .map(|edtf| edtf.get(..10).unwrap_or(edtf))
    }

    pub(super) fn is_doubtful(&self, one: &str, other: &str) -> bool {
        let (a, b) = if one < other {
            (one, other)
        } else {
            (other, one)
        };
        self.doubtful.contains(&(a, b))
    }

    /// Whether nobody is named for a claim, and the text does not say that the outlet saw it.
    pub(super) fn is_unattributed(told: &Told) -> bool {
        told.claim.attribution.status != Status::OwnVoice
    }
}
