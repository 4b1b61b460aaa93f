//! Sentences as evidence: the words that carry a claim, within the sentence, with their receipts.

use std::collections::BTreeMap;

use restated_dossier::records::{Card, Claim};
use restated_dossier::words;
use serde::Serialize;

/// A sentence that one article or several have, word for word.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Sentence {
    /// What stands before the words of the claim.
    pub(crate) before: String,
    /// The words of the claim.
    pub(crate) words: String,
    /// What stands after them.
    pub(crate) after: String,
    /// On whose word.
    pub(crate) source: String,
    /// Whom that is, of the entities.
    pub(crate) source_id: Option<String>,
    /// Through whom.
    pub(crate) via: Vec<String>,
    /// With what reservations.
    pub(crate) notes: Vec<String>,
    /// Where it stands: claim and article, by day of publication.
    pub(crate) places: Vec<Place>,
    /// Places that are left out.
    #[serde(skip)]
    pub(crate) more: usize,
}

/// Where a sentence stands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Place {
    /// Id of the claim.
    pub(crate) claim: String,
    /// Its article.
    pub(crate) article: Card,
}

/// The articles of a story by id, in the order of lists.
pub(crate) struct Shelf {
    cards: Vec<Card>,
    by_id: BTreeMap<String, usize>,
}

impl Shelf {
    pub(crate) fn new(cards: Vec<Card>) -> Self {
        let by_id = cards.iter().enumerate();
        let by_id = by_id.map(|(at, card)| (card.id.clone(), at)).collect();
        Self { cards, by_id }
    }

    pub(crate) fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Where article `id` stands.
    pub(crate) fn at(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Card> {
        self.cards.get(self.at(id)?)
    }
}

/// A claim's sentence in three parts.
pub(crate) fn parts(claim: &Claim) -> (String, String, String) {
    let chars: Vec<char> = claim.evidence.exact.chars().collect();
    let from = claim.span.start.saturating_sub(claim.evidence.start);
    let to = claim.span.end.saturating_sub(claim.evidence.start);
    let part = |range: std::ops::Range<usize>| {
        chars
            .get(range)
            .map_or_else(String::new, |part| part.iter().collect())
    };
    if from <= to && to <= chars.len() {
        (part(0..from), part(from..to), part(to..chars.len()))
    } else {
        (claim.evidence.exact.clone(), String::new(), String::new())
    }
}

/// The sentences of `claims`, each once, by day of publication.
pub(crate) fn sentences<'c>(
    claims: impl Iterator<Item = &'c Claim>,
    shelf: &Shelf,
) -> Vec<Sentence> {
    let mut found: BTreeMap<(Vec<&str>, usize), Sentence> = BTreeMap::new();
    for claim in claims {
        let Some(card) = shelf.get(&claim.article) else {
            continue;
        };
        let folded = claim.evidence.exact.split_whitespace().collect();
        let place = Place {
            claim: claim.id.clone(),
            article: card.clone(),
        };
        let from = claim.span.start.saturating_sub(claim.evidence.start);
        let sentence = found
            .entry((folded, from))
            .or_insert_with(|| sentence(claim));
        sentence.places.push(place);
    }
    let mut sentences: Vec<Sentence> = found.into_values().collect();
    let at = |place: &Place| shelf.at(&place.article.id);
    for sentence in &mut sentences {
        sentence.places.sort_by_key(at);
    }
    sentences.sort_by_key(|sentence| sentence.places.first().map(at));
    sentences
}

/// The sentence of `claim`, without where it stands.
pub(crate) fn sentence(claim: &Claim) -> Sentence {
    let (before, words, after) = parts(claim);
    let attribution = &claim.attribution;
    Sentence {
        before,
        words,
        after,
        source: words::source(attribution.source.as_deref(), attribution.status),
        source_id: attribution.source_id.clone(),
        via: attribution.via.clone(),
        notes: words::notes(claim.polarity, claim.modality, &claim.hedges),
        places: Vec::new(),
        more: 0,
    }
}
