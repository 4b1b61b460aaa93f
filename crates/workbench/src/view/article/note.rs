//! What is noted of a claim, beside its sentence.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_claims::{Modality, Polarity};
use restated_dossier::records::{Card, Claim, Drift, Within};
use restated_dossier::report::stand_in;
use restated_dossier::{Dossier, Error, words};
use serde::Serialize;
use serde_json::json;

use super::super::answers::Named;
use super::super::changes::{Chip, chip};
use super::super::{Reference, outlet};

/// A claim as noted in the margin.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Note {
    /// In the order of the text, from 1.
    pub(crate) number: usize,
    #[serde(flatten)]
    pub(crate) claim: Claim,
    /// "at least 43 killed"; empty for statements and quotes.
    #[serde(skip)]
    pub(crate) label: String,
    /// How the claim reached the reader: source, relays, outlet.
    pub(crate) chain: Vec<Named>,
    /// What it answers.
    pub(crate) questions: Vec<Reference>,
    /// What changed on the way to it or from it.
    pub(crate) drifts: Vec<Drifted>,
    /// The words as a target of a W3C Web Annotation.
    pub(crate) target: serde_json::Value,
}

/// A drift as one of its two ends sees it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Drifted {
    #[serde(flatten)]
    pub(crate) chip: Chip,
    /// "from" where it ends here, "in" where it starts here.
    pub(crate) way: &'static str,
    /// The article at the other end, where it is known.
    pub(crate) other: Option<Card>,
}

/// The notes of a page, in the order of the text.
pub(super) struct Notes {
    notes: std::iter::Peekable<std::vec::IntoIter<Note>>,
}

impl Notes {
    /// Notes on `claims` of the article `card`, of which the first is number `first`, from 0.
    pub(super) fn of(
        dossier: &Dossier,
        card: &Card,
        claims: &[Claim],
        first: usize,
    ) -> Result<Self, Error> {
        let mut questions = questions(dossier, &card.id)?;
        let mut drifts = drifts(dossier, &card.id)?;
        let notes = (first + 1..).zip(claims).map(|(number, claim)| Note {
            number,
            label: label(claim),
            chain: chain(claim, card),
            questions: questions.remove(&claim.id).unwrap_or_default(),
            drifts: drifts.remove(&claim.id).unwrap_or_default(),
            target: target(claim, &card.capture),
            claim: claim.clone(),
        });
        let notes: Vec<Note> = notes.collect();
        Ok(Self {
            notes: notes.into_iter().peekable(),
        })
    }

    /// Those that begin before the end of `range`, and were not taken yet.
    pub(super) fn within(&mut self, range: Range<usize>) -> Vec<Note> {
        let mut taken = Vec::new();
        while let Some(note) = self.notes.next_if(|note| note.claim.span.start < range.end) {
            taken.push(note);
        }
        taken
    }
}

impl Note {
    /// "told (asserts)": what the words that lead to the source do.
    pub(crate) fn cue(&self) -> Option<String> {
        let attribution = &self.claim.attribution;
        let cue = attribution.cue.as_deref()?;
        let act = attribution
            .act
            .and_then(|act| serde_json::to_value(act).ok());
        Some(match act.as_ref().and_then(|act| act.as_str()) {
            Some(act) => format!("“{cue}” ({act})"),
            None => format!("“{cue}”"),
        })
    }

    /// "“on Wednesday”: 2033-09-14, after the dateline 2033-09-14".
    pub(crate) fn time(&self) -> Option<String> {
        let time = self.claim.time.as_ref()?;
        Some(match (&time.edtf, &time.anchor) {
            (Some(edtf), Some(anchor)) => format!("“{}”: {edtf}, from {anchor}", time.text),
            (Some(edtf), None) => format!("“{}”: {edtf}", time.text),
            (None, _) => format!("“{}”, which nothing on the page dates", time.text),
        })
    }

    pub(crate) fn polarity(&self) -> &'static str {
        match self.claim.polarity {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }

    pub(crate) fn modality(&self) -> &'static str {
        match self.claim.modality {
            Modality::Asserted => "asserted",
            Modality::Hypothetical => "hypothetical",
            Modality::Expected => "expected",
            Modality::Denied => "denied",
            Modality::Unverified => "unverified",
        }
    }

    /// What a reader must not overlook, in few words.
    pub(crate) fn reservations(&self) -> Vec<String> {
        words::notes(self.claim.polarity, self.claim.modality, &self.claim.hedges)
    }

    /// What changed on the way to it or from it, each kind once.
    pub(crate) fn changes(&self) -> Vec<&Chip> {
        let mut changes: Vec<&Chip> = Vec::new();
        for Drifted { chip, .. } in &self.drifts {
            if changes.iter().all(|known| known.kind != chip.kind) {
                changes.push(chip);
            }
        }
        changes
    }

    /// The annotation target, to be read and copied. What nobody sees is escaped as JSON does, so
    /// that what is copied is still the words themselves.
    pub(crate) fn selectors(&self) -> String {
        let json = serde_json::to_string_pretty(&self.target).unwrap_or_default();
        let mut seen = String::with_capacity(json.len());
        for c in json.chars() {
            if c == '\n' || stand_in(c).is_none() {
                seen.push(c);
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                seen.push_str(&format!("\\u{unit:04x}"));
            }
        }
        seen
    }
}

/// A figure in words, with what it measures.
pub(crate) fn label(claim: &Claim) -> String {
    let Some(part) = &claim.figure else {
        return String::new();
    };
    let figure = part.figure.plain();
    let words = words::figure_in_words(&figure);
    if figure.measure.is_empty() || words.contains(&figure.measure) {
        words
    } else {
        format!("{words} {}", figure.measure.replace('_', " "))
    }
}

fn chain(claim: &Claim, card: &Card) -> Vec<Named> {
    let attribution = &claim.attribution;
    let unnamed = |name: &str| Named {
        name: name.to_owned(),
        id: None,
    };
    let source = Named {
        name: words::source(attribution.source.as_deref(), attribution.status),
        id: attribution.source_id.clone(),
    };
    let relays = attribution.via.iter().map(|relay| unnamed(relay));
    std::iter::once(source)
        .chain(relays)
        .chain([unnamed(outlet(card))])
        .collect()
}

/// W3C Web Annotation, 4.2: the words and where they stand. The source is the hash of the capture.
fn target(claim: &Claim, capture: &str) -> serde_json::Value {
    let span = &claim.span;
    let mut selectors = vec![
        json!({
            "type": "TextQuoteSelector",
            "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix,
        }),
        json!({ "type": "TextPositionSelector", "start": span.start, "end": span.end }),
    ];
    if let Some((start, end)) = span.bytes {
        selectors.push(json!({ "type": "DataPositionSelector", "start": start, "end": end }));
    }
    json!({ "source": format!("urn:{capture}"), "selector": selectors })
}

/// The questions that the claims of an article answer.
fn questions(dossier: &Dossier, article: &str) -> Result<BTreeMap<String, Vec<Reference>>, Error> {
    let sql = "SELECT p.claim, q.id, q.text FROM claims c
               JOIN position_claims p ON p.claim = c.id JOIN questions q ON q.id = p.question
               WHERE c.article = ?1 ORDER BY q.text, q.id";
    let rows = dossier.rows(sql, [article], |row| {
        let question = Reference {
            id: row.get(1)?,
            text: row.get(2)?,
        };
        Ok((row.get::<_, String>(0)?, question))
    })?;
    Ok(gathered(rows))
}

/// The drifts that start or end in the claims of an article.
fn drifts(dossier: &Dossier, article: &str) -> Result<BTreeMap<String, Vec<Drifted>>, Error> {
    let card = |id: &str| {
        dossier
            .records::<Card>(Within::One(id))
            .map(|mut one| one.pop())
    };
    let mut found = Vec::new();
    for drift in dossier.records::<Drift>(Within::Article(article))? {
        let mut note = |claim: &str, way, other| {
            let chip = chip(&drift);
            found.push((claim.to_owned(), Drifted { chip, way, other }));
        };
        if drift.article != article {
            note(&drift.from, "in", card(&drift.article)?);
        } else if let Some(to) = &drift.to {
            let parent = dossier.records::<Claim>(Within::One(&drift.from))?.pop();
            let parent = match parent {
                Some(claim) => card(&claim.article)?,
                None => None,
            };
            note(to, "from", parent);
        }
    }
    Ok(gathered(found))
}

fn gathered<T>(pairs: Vec<(String, T)>) -> BTreeMap<String, Vec<T>> {
    let mut map: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (key, value) in pairs {
        map.entry(key).or_default().push(value);
    }
    map
}
