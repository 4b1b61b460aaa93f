//! Sentences as evidence: the words that carry a claim, within the sentence, with their receipts.

use std::collections::BTreeMap;

use restated_dossier::records::{Card, Saying};
use restated_dossier::words;
use serde::Serialize;

use super::story::Room;

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
    pub(crate) more: usize,
}

impl Sentence {
    /// Headings of [`Sentence::columns`].
    pub(crate) const COLUMNS: [&'static str; 5] = ["source", "via", "sentence", "time", "notes"];

    /// It in a table, with the `time` that the claim says.
    pub(crate) fn columns(&self, time: Option<&str>) -> [String; 5] {
        let Self {
            before,
            words,
            after,
            ..
        } = self;
        [
            self.source.clone(),
            self.via.join("; "),
            format!("{before}{words}{after}"),
            time.unwrap_or_default().to_owned(),
            self.notes.join("; "),
        ]
    }
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
pub(crate) fn parts(claim: &Saying) -> (String, String, String) {
    let whole = claim.sentence.as_str();
    let byte = |char: usize| {
        let within = char.checked_sub(claim.sentence_start)?;
        let mut ends = whole.char_indices().map(|(byte, _)| byte);
        ends.nth(within)
            .or_else(|| (within == whole.chars().count()).then_some(whole.len()))
    };
    let part = |range: Option<&str>| range.unwrap_or_default().to_owned();
    match (byte(claim.words.start), byte(claim.words.end)) {
        (Some(from), Some(to)) if from <= to => (
            part(whole.get(..from)),
            part(whole.get(from..to)),
            part(whole.get(to..)),
        ),
        _ => (whole.to_owned(), String::new(), String::new()),
    }
}

/// The sentences of `claims`, each once, by day of publication; and how many there is no `room` for.
pub(crate) fn sentences<'c>(
    claims: impl Iterator<Item = &'c Saying>,
    shelf: &Shelf,
    room: Room,
) -> (Vec<Sentence>, usize) {
    /// The claims of one wording, by where their articles stand.
    type Standing<'c> = Vec<(usize, &'c Saying)>;
    if room.sentences == 0 {
        return (Vec::new(), 0);
    }
    let mut found: BTreeMap<(Vec<&str>, usize), (&Saying, Standing<'_>)> = BTreeMap::new();
    for claim in claims {
        let Some(at) = shelf.at(&claim.article) else {
            continue;
        };
        let folded = claim.sentence.split_whitespace().collect();
        let from = claim.words.start.saturating_sub(claim.sentence_start);
        let (_, places) = found
            .entry((folded, from))
            .or_insert_with(|| (claim, Vec::new()));
        places.push((at, claim));
    }
    let mut found: Vec<(&Saying, Standing<'_>)> = found.into_values().collect();
    for (_, places) in &mut found {
        places.sort_by_key(|(at, _)| *at);
    }
    found.sort_by_key(|(_, places)| places.first().map(|(at, _)| *at));
    let left_out = found.len().saturating_sub(room.sentences);
    let shown = found.into_iter().take(room.sentences);
    let sentences = shown.map(|(claim, places)| Sentence {
        more: places.len().saturating_sub(room.places),
        places: places
            .iter()
            .take(room.places)
            .filter_map(|(at, claim)| {
                Some(Place {
                    claim: claim.id.clone(),
                    article: shelf.cards.get(*at)?.clone(),
                })
            })
            .collect(),
        ..sentence(claim)
    });
    (sentences.collect(), left_out)
}

/// The sentence of `claim`, without where it stands.
pub(crate) fn sentence(claim: &Saying) -> Sentence {
    let (before, words, after) = parts(claim);
    Sentence {
        before,
        words,
        after,
        source: words::source(claim.source.as_deref(), claim.status),
        source_id: claim.source_id.clone(),
        via: claim.via.clone(),
        notes: words::notes(claim.polarity, claim.modality, &claim.hedges),
        places: Vec::new(),
        more: 0,
    }
}

#[cfg(test)]
mod tests {
    use restated_claims::{Modality, Polarity, Status};

    use super::*;

    fn saying(id: &str, article: &str, sentence: &str) -> Saying {
        Saying {
            id: id.to_owned(),
            article: article.to_owned(),
            sentence: sentence.to_owned(),
            sentence_start: 10,
            words: 13..15,
            figure: None,
            status: Status::OwnVoice,
            source: None,
            source_id: None,
            via: Vec::new(),
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            caveats: Vec::new(),
        }
    }

    fn card(id: &str) -> Card {
        Card {
            id: id.to_owned(),
            title: id.to_owned(),
            outlet: None,
            published: None,
            language: None,
            story: None,
            family: None,
            capture: String::new(),
        }
    }

    #[test]
    fn words_are_cut_out_of_their_sentence() {
        let cut = |sentence: &str| parts(&saying("c1", "a1", sentence));
        let owned = |parts: [&str; 3]| parts.map(str::to_owned).into();
        assert_eq!(cut("An elf sang."), owned(["An ", "el", "f sang."]));
        assert_eq!(cut("Übäß"), (owned(["Übäß", "", ""])));
        assert_eq!(cut("Übäßt"), owned(["Übä", "ßt", ""]));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let shelf = Shelf::new(["a1", "a2", "a3"].map(card).to_vec());
        let claims = [
            saying("c1", "a3", "It sank."),
            saying("c2", "a2", "It  sank."),
            saying("c3", "a1", "It is gone."),
        ];
        let (all, left_out) = sentences(claims.iter(), &shelf, Room::ALL);
        let places: Vec<Vec<&str>> = all
            .iter()
            .map(|one| {
                one.places
                    .iter()
                    .map(|place| place.claim.as_str())
                    .collect()
            })
            .collect();
        assert_eq!((places, left_out), (vec![vec!["c3"], vec!["c2", "c1"]], 0));
        let most = Room {
            sentences: 1,
            places: 1,
            ..Room::ALL
        };
        let (some, left_out) = sentences(claims[..2].iter(), &shelf, most);
        assert_eq!(
            (some.len(), some[0].places.len(), some[0].more, left_out),
            (1, 1, 1, 0)
        );
        let (_, left_out) = sentences(claims.iter(), &shelf, most);
        assert_eq!(left_out, 1);
        assert_eq!(sentences(claims.iter(), &shelf, Room::NONE).1, 0);
    }
}
