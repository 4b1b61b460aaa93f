//! Sentences as evidence: the words that carry a claim, within the sentence, with their receipts.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_dossier::records::{Card, Claim};
use restated_dossier::{Offsets, words};
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
    let sentence = &claim.evidence.exact;
    let words = as_in_text(claim).or_else(|| as_quoted(claim));
    let part = |range: Range<usize>| sentence.get(range).unwrap_or_default().to_owned();
    match words {
        Some(words) => (
            part(0..words.start),
            part(words.clone()),
            part(words.end..sentence.len()),
        ),
        None => (sentence.clone(), String::new(), String::new()),
    }
}

/// Where the words of a claim stand in its sentence, by their offsets in the text.
fn as_in_text(claim: &Claim) -> Option<Range<usize>> {
    let sentence = Offsets::new(&claim.evidence.exact);
    let at = |char: usize| sentence.byte_at(char.checked_sub(claim.evidence.start)?);
    let words = at(claim.span.start)?..at(claim.span.end)?;
    // Where names are masked the sentence is not the slice that its offsets say.
    let quoted = claim.evidence.exact.get(words.clone())?;
    (quoted == claim.span.exact).then_some(words)
}

/// The same by the words themselves, and by what stands around them.
fn as_quoted(claim: &Claim) -> Option<Range<usize>> {
    let (sentence, span) = (&claim.evidence.exact, &claim.span);
    if span.exact.is_empty() {
        return None;
    }
    let fits = |from: usize, to: usize| {
        let (before, after) = (&sentence[..from], &sentence[to..]);
        let begins = before.ends_with(&span.prefix) || span.prefix.ends_with(before);
        let ends = after.starts_with(&span.suffix) || span.suffix.starts_with(after);
        usize::from(begins) + usize::from(ends)
    };
    let found = sentence.rmatch_indices(&span.exact);
    let found = found.map(|(from, words)| from..from + words.len());
    found.max_by_key(|words| fits(words.start, words.end))
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
