//! What several tools give: articles, claims, passages.

use std::collections::BTreeMap;

use restated_dossier::records::{Card, Claim, Evidence, Question, Within};
use restated_dossier::{Dossier, Error, words};
use schemars::JsonSchema;
use serde::Serialize;

use super::quoted::Quoted;
use super::trouble::{FIND_ARTICLE, Trouble};

/// An article, in short.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Brief {
    /// Id of the article, for `lineage` and `drifts`.
    pub(super) id: String,
    /// Its title; where it has none, how its text begins.
    title: Quoted,
    /// Who publishes it; null where none is known.
    outlet: Option<Quoted>,
    /// When it was published (EDTF); null where the capture does not say.
    published: Option<String>,
    /// BCP 47.
    language: Option<Quoted>,
    /// Id of its family: articles that share text. Null for most.
    family: Option<String>,
    /// Id of its story.
    story: Option<String>,
}

impl Brief {
    pub(super) fn of(card: &Card) -> Self {
        Self {
            id: card.id.clone(),
            title: Quoted::brief(&card.title),
            outlet: card.outlet.as_deref().map(Quoted::brief),
            published: card.published.as_ref().map(|dated| dated.edtf.clone()),
            language: card.language.as_deref().map(Quoted::brief),
            family: card.family.clone(),
            story: card.story.clone(),
        }
    }

    /// Id, title, outlet and day.
    pub(super) fn line(&self) -> String {
        let outlet = match &self.outlet {
            Some(outlet) => outlet.to_string(),
            None => "no outlet named".to_owned(),
        };
        let day = self.published.as_deref().unwrap_or("undated");
        format!("{} {}, {outlet}, {day}", self.id, self.title)
    }
}

/// The article with this id.
pub(super) fn article(dossier: &Dossier, id: &str) -> Result<Card, Trouble> {
    let found = dossier.records::<Card>(Within::One(id))?.pop();
    found.ok_or_else(|| Trouble::unknown("article", id, FIND_ARTICLE))
}

/// A claim, in short.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Said {
    /// Id of the claim, for `sentence`.
    claim: String,
    /// Id of its article.
    article: String,
    /// The article's outlet.
    outlet: Option<Quoted>,
    /// When the article was published (EDTF).
    published: Option<String>,
    /// On whose word it stands.
    source: Quoted,
    /// Through whom it came.
    via: Vec<Quoted>,
    /// With what reservations: negation, possibility, hedges.
    notes: Vec<Quoted>,
    /// The sentence; cut where it is very long.
    sentence: Quoted,
}

impl Said {
    pub(super) fn of(claim: &Claim, card: Option<&Card>) -> Self {
        let attribution = &claim.attribution;
        let source = words::source(attribution.source.as_deref(), attribution.status);
        let notes = words::notes(claim.polarity, claim.modality, &claim.hedges);
        Self {
            claim: claim.id.clone(),
            article: claim.article.clone(),
            outlet: card.and_then(|card| card.outlet.as_deref().map(Quoted::brief)),
            published: card.and_then(|card| Some(card.published.as_ref()?.edtf.clone())),
            source: Quoted::brief(&source),
            via: Quoted::each(&attribution.via),
            notes: Quoted::each(&notes),
            sentence: Quoted::brief(&claim.evidence.exact),
        }
    }

    /// "c12 in a34 (source …): …".
    pub(super) fn line(&self) -> String {
        let day = self.published.as_deref().unwrap_or("undated");
        let via: Vec<String> = self.via.iter().map(|via| format!(" via {via}")).collect();
        format!(
            "{} in {} ({day}), on the word of {}{}: {}",
            self.claim,
            self.article,
            self.source,
            via.concat(),
            self.sentence
        )
    }
}

/// A passage of an article: W3C Web Annotation selectors, and bytes of the capture.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Passage {
    /// The exact words.
    pub(super) exact: Quoted,
    /// What stands before them.
    prefix: Quoted,
    /// What stands after them.
    suffix: Quoted,
    /// First character, in Unicode scalar values of the article's text.
    pub(super) start: usize,
    /// The character after the last.
    pub(super) end: usize,
    /// The smallest range of the capture's bytes that holds it: from, to (exclusive).
    pub(super) bytes: Option<(usize, usize)>,
}

impl Passage {
    pub(super) fn of(evidence: &Evidence) -> Self {
        Self {
            exact: Quoted::exactly(&evidence.exact),
            prefix: Quoted::exactly(&evidence.prefix),
            suffix: Quoted::exactly(&evidence.suffix),
            start: evidence.start,
            end: evidence.end,
            bytes: evidence.bytes,
        }
    }
}

/// A question, by id and text.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Asked {
    /// Id of the question, for `positions`.
    pub(super) id: String,
    /// The question.
    pub(super) text: Quoted,
}

impl Asked {
    pub(super) fn of(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            text: Quoted::brief(&question.text),
        }
    }
}

/// Cards by id, read when they are needed.
pub(super) struct Cards<'d> {
    dossier: &'d Dossier,
    known: BTreeMap<String, Option<Card>>,
}

impl<'d> Cards<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            known: BTreeMap::new(),
        }
    }

    pub(super) fn get(&mut self, id: &str) -> Result<Option<&Card>, Error> {
        if !self.known.contains_key(id) {
            let card = self.dossier.records::<Card>(Within::One(id))?.pop();
            self.known.insert(id.to_owned(), card);
        }
        Ok(self.known.get(id).and_then(Option::as_ref))
    }
}
