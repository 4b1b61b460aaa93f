//! `sentence`: the evidence for one claim.

use restated_claims::{Act, Modality, Polarity, Status};
use restated_dossier::Dossier;
use restated_dossier::records::{
    Capture, Claim, Evidence, Figure, Number, Place, Question, Within,
};
use restated_dossier::words;
use restated_dossier::words::word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::parts::{Asked, Brief, Passage, article};
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::{FIND_CLAIM, Trouble};

/// Which claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    /// Id of the claim, from `positions` or `drifts`.
    id: String,
}

/// A claim with its evidence.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Shown {
    /// Id of the claim.
    claim: String,
    /// `figure`, `statement` or `quote`.
    kind: String,
    /// The whole sentence.
    sentence: Passage,
    /// The words of it that carry the claim.
    words: Passage,
    /// Where else the article says it.
    repeats: Vec<Passage>,
    /// Sentences of the article that qualify it from outside of its sentence.
    caveats: Vec<Passage>,
    /// The quantity; null for statements and quotes.
    figure: Option<Quantity>,
    /// On whose word, and through whom.
    attribution: Chain,
    /// When it held.
    time: Option<Time>,
    /// Where.
    place: Option<Quoted>,
    /// Words that hedge it.
    hedges: Vec<Quoted>,
    /// Whether it says that something is so, or that it is not.
    polarity: Polarity,
    /// With what force.
    modality: Modality,
    /// What a reviewer made of it; null where nobody decided anything.
    review: Option<Review>,
    /// The questions that it answers.
    questions: Vec<Asked>,
    /// Its article.
    article: Brief,
    /// The capture that the article was read from.
    capture: From,
}

/// A quantity as written.
#[derive(Debug, JsonSchema, Serialize)]
struct Quantity {
    /// As written: "at least 43 people".
    text: Quoted,
    /// The number that stands there.
    best: Option<Number>,
    /// Least that it allows.
    low: Option<Number>,
    /// Most that it allows.
    high: Option<Number>,
    /// How it is bounded.
    qualifier: restated_claims::Qualifier,
    /// `persons`, an ISO 4217 code, a UCUM code, `percent`, or a plain noun.
    unit: Quoted,
    /// `killed`, `injured`, `missing`, …
    measure: Quoted,
    /// Who or what is counted.
    counted: Option<Quoted>,
    /// The period of a rate.
    per: Option<Quoted>,
}

/// On whose word something is said, and through whom.
#[derive(Debug, JsonSchema, Serialize)]
struct Chain {
    /// Whether anybody is named.
    status: Status,
    /// On whose word, in words.
    source: Quoted,
    /// The words that name the source here: "he".
    as_written: Option<Quoted>,
    /// Relays between source and outlet.
    via: Vec<Quoted>,
    /// "told", "according to".
    cue: Option<Quoted>,
    /// What the cue does.
    act: Option<Act>,
}

/// When a claim held.
#[derive(Debug, JsonSchema, Serialize)]
struct Time {
    /// As written: "on Monday".
    text: Quoted,
    /// Resolved (EDTF), only where an anchor is known.
    edtf: Option<String>,
    /// Which date served as anchor.
    anchor: Option<String>,
}

/// What a reviewer made of a claim.
#[derive(Debug, JsonSchema, Serialize)]
struct Review {
    /// `accepted`, `rejected` or `corrected`.
    state: String,
    /// Who decided.
    author: Quoted,
    /// Why.
    note: Quoted,
    /// The fields that were corrected; the claim has them as corrected.
    corrected: Vec<String>,
}

/// A capture, and where it came from.
#[derive(Debug, JsonSchema, Serialize)]
struct From {
    /// "sha256:" and the hash of its bytes.
    hash: String,
    /// How many bytes.
    bytes: Option<i64>,
    /// From the root of the pile; inside a container the record follows a '#'.
    path: Quoted,
    /// Where the bytes came from.
    url: Option<Quoted>,
    /// When they were saved; not when they were published.
    captured_at: Option<Quoted>,
    /// MIME type.
    media_type: Option<Quoted>,
    /// All places, where the same bytes were found in several; at most twenty.
    places: Vec<Found>,
}

/// Where a capture was found.
#[derive(Debug, JsonSchema, Serialize)]
struct Found {
    /// From the root of the pile.
    path: Quoted,
    /// Where the bytes came from.
    url: Option<Quoted>,
    /// When they were saved.
    captured_at: Option<Quoted>,
}

impl Ask for Sentence {
    const NAME: &'static str = "sentence";
    const TITLE: &'static str = "Evidence for a claim";
    const DESCRIPTION: &'static str = "Gives the sentence that carries one claim: the exact words with what stands \
        around them, their place in the text and in the bytes of the capture, the capture's SHA-256, path, address \
        and time, the chain of attribution, hedges, caveats and the state of review. Quote from here.";
    type Result = Shown;

    fn ask(self, dossier: &Dossier) -> Result<Shown, Trouble> {
        let claim = dossier.records::<Claim>(Within::One(&self.id))?.pop();
        let claim = claim.ok_or_else(|| Trouble::unknown("claim", &self.id, FIND_CLAIM))?;
        let card = article(dossier, &claim.article)?;
        let capture = dossier.records::<Capture>(Within::Article(&card.id))?;
        // Of skipped entries with the same hash none has the article.
        let capture = capture
            .into_iter()
            .find(|capture| capture.article.is_some());
        let sql = "SELECT DISTINCT question FROM position_claims WHERE claim = ?1 ORDER BY 1";
        let mut questions = Vec::new();
        for id in dossier.rows(sql, [&claim.id], |row| row.get::<_, String>(0))? {
            let found: Vec<Question> = dossier.records(Within::One(&id))?;
            questions.extend(found.iter().map(Asked::of));
        }
        let passages = |all: &[Evidence]| all.iter().map(Passage::of).collect();
        Ok(Shown {
            sentence: Passage::of(&claim.evidence),
            words: Passage::of(&claim.span),
            repeats: passages(&claim.repeats),
            caveats: passages(&claim.caveats),
            figure: claim.figure.as_ref().map(|part| quantity(&part.figure)),
            attribution: chain(&claim),
            time: claim.time.as_ref().map(|time| Time {
                text: Quoted::exactly(&time.text),
                edtf: time.edtf.clone(),
                anchor: time.anchor.clone(),
            }),
            place: claim.place.as_deref().map(Quoted::exactly),
            hedges: Quoted::each(&claim.hedges),
            polarity: claim.polarity,
            modality: claim.modality,
            review: claim.review.as_ref().map(|review| Review {
                state: review.state.clone(),
                author: Quoted::brief(&review.author),
                note: Quoted::brief(&review.note),
                corrected: review.was.keys().map(word).collect(),
            }),
            questions,
            article: Brief::of(&card),
            capture: capture.map(from).ok_or(Trouble::Broken)?,
            kind: claim.kind,
            claim: claim.id,
        })
    }
}

fn quantity(figure: &Figure) -> Quantity {
    let quoted = |words: &Option<String>| words.as_deref().map(Quoted::exactly);
    Quantity {
        text: Quoted::exactly(&figure.text),
        best: figure.best,
        low: figure.low,
        high: figure.high,
        qualifier: figure.qualifier,
        unit: Quoted::exactly(&figure.unit),
        measure: Quoted::exactly(&figure.measure),
        counted: quoted(&figure.counted),
        per: quoted(&figure.per),
    }
}

fn chain(claim: &Claim) -> Chain {
    let said = &claim.attribution;
    Chain {
        status: said.status,
        source: Quoted::exactly(words::source(said.source.as_deref(), said.status)),
        as_written: said.as_written.as_deref().map(Quoted::exactly),
        via: Quoted::each(&said.via),
        cue: said.cue.as_deref().map(Quoted::exactly),
        act: said.act,
    }
}

fn from(capture: Capture) -> From {
    let quoted = |words: &Option<String>| words.as_deref().map(Quoted::exactly);
    let found = |place: &Place| Found {
        path: Quoted::exactly(&place.path),
        url: quoted(&place.url),
        captured_at: quoted(&place.captured_at),
    };
    From {
        bytes: capture.bytes,
        url: quoted(&capture.url),
        captured_at: quoted(&capture.captured_at),
        media_type: quoted(&capture.media_type),
        places: capture.places.iter().take(20).map(found).collect(),
        path: Quoted::exactly(capture.path),
        hash: capture.id.unwrap_or_default(),
    }
}

impl Tell for Shown {
    fn tell(&self, lines: &mut Vec<String>) {
        let Passage {
            exact,
            start,
            end,
            bytes,
            ..
        } = &self.sentence;
        lines.push(format!("Claim {} ({}): {exact}", self.claim, self.kind));
        let via: Vec<String> = self
            .attribution
            .via
            .iter()
            .map(|via| format!(" via {via}"))
            .collect();
        lines.push(format!(
            "On the word of {}{}.",
            self.attribution.source,
            via.concat()
        ));
        let bytes = bytes.map(|(from, to)| format!(", bytes {from} to {to} of the capture"));
        lines.push(format!(
            "In {}, characters {start} to {end}{}.",
            self.article.line(),
            bytes.unwrap_or_default()
        ));
        let From { hash, path, .. } = &self.capture;
        let saved = self
            .capture
            .captured_at
            .as_ref()
            .map(|when| format!(", saved {when}"));
        let url = self.capture.url.as_ref().map(|url| format!(", from {url}"));
        lines.push(format!(
            "Capture {hash}, {path}{}{}.",
            url.unwrap_or_default(),
            saved.unwrap_or_default()
        ));
        for hedge in &self.hedges {
            lines.push(format!("Hedged: {hedge}"));
        }
        for caveat in &self.caveats {
            lines.push(format!("The article adds: {}", caveat.exact));
        }
        if let Some(review) = &self.review {
            lines.push(format!("A reviewer {} it: {}", review.state, review.note));
        }
        let questions = self.questions.iter();
        lines.extend(questions.map(|asked| format!("Answers {} {}", asked.id, asked.text)));
    }
}
