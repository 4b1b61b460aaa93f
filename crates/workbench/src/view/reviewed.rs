//! One claim, to be looked at and decided about.

use askama::Template;
use restated_dossier::records::{Card, Claim, Drift, Within};
use restated_dossier::review::Field;
use restated_dossier::words::word;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::changes::{Chip, chip};
use super::sentence::Sentence;
use super::{ClaimCard, Frame};

/// The page.
#[derive(Template, Serialize)]
#[template(path = "reviewed.html")]
pub(crate) struct ClaimReview {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    pub(crate) claim: Claim,
    pub(crate) sentence: Sentence,
    pub(crate) article: Option<Card>,
    /// Id and text of the questions that it answers.
    pub(crate) questions: Vec<(String, String)>,
    /// What changed on the way to it, or from it.
    pub(crate) drifts: Vec<Chip>,
    /// What can be corrected.
    #[serde(skip)]
    pub(crate) fields: Vec<FormField>,
}

/// A field of the form.
#[derive(Clone, Debug)]
pub(crate) struct FormField {
    pub(crate) name: String,
    pub(crate) value: String,
    /// As it was read, if somebody corrected it.
    pub(crate) was: Option<String>,
    /// What it may be, if not everything.
    pub(crate) choices: &'static [&'static str],
    /// What is to be typed.
    pub(crate) hint: &'static str,
}

impl ClaimReview {
    /// The page of claim `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str, author: String) -> Result<Option<Self>, Error> {
        let Some(card) = ClaimCard::of(dossier, id)? else {
            return Ok(None);
        };
        let ClaimCard {
            claim,
            sentence,
            article,
            questions,
            ..
        } = card;
        let drifts: Vec<Drift> = dossier.records(Within::Article(&claim.article))?;
        let mine = |drift: &&Drift| drift.from == claim.id || drift.to.as_ref() == Some(&claim.id);
        Ok(Some(Self {
            frame: Frame::of(dossier, "review"),
            author,
            sentence,
            article,
            questions: questions
                .into_iter()
                .map(|question| (question.id, question.text))
                .collect(),
            drifts: drifts.iter().filter(mine).map(chip).collect(),
            fields: fields(&claim),
            claim,
        }))
    }

    /// Where a decision leads back to: here.
    pub(crate) fn back(&self) -> String {
        format!("/review/claim/{}", self.claim.id)
    }

    /// What somebody made of it.
    pub(crate) fn state(&self) -> &str {
        self.claim
            .review
            .as_ref()
            .map_or("nobody looked at it yet", |review| &review.state)
    }
}

fn fields(claim: &Claim) -> Vec<FormField> {
    let shown = Field::ALL
        .into_iter()
        .filter(|field| claim.figure.is_some() || *field >= Field::Status);
    shown
        .map(|field| {
            let was = claim
                .review
                .as_ref()
                .and_then(|review| review.was.get(&field));
            FormField {
                name: word(&field),
                value: field_value(claim, field),
                was: was.map(|value| match value {
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Null => "nothing".to_owned(),
                    other => other.to_string(),
                }),
                choices: choices(field),
                hint: hint(field),
            }
        })
        .collect()
}

/// What stands in a field, as a form shows it.
pub(crate) fn field_value(claim: &Claim, field: Field) -> String {
    let figure = claim.figure.as_ref().map(|part| &part.figure);
    let number = |value: Option<restated_dossier::records::Number>| {
        value.map_or_else(String::new, |number| number.0.to_string())
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let attribution = &claim.attribution;
    match field {
        Field::Best => figure.map_or_else(String::new, |one| number(one.best)),
        Field::Low => figure.map_or_else(String::new, |one| number(one.low)),
        Field::High => figure.map_or_else(String::new, |one| number(one.high)),
        Field::Qualifier => figure.map_or_else(String::new, |one| word(&one.qualifier)),
        Field::Unit => figure.map_or_else(String::new, |one| one.unit.clone()),
        Field::Measure => figure.map_or_else(String::new, |one| one.measure.clone()),
        Field::Counted => figure.map_or_else(String::new, |one| text(&one.counted)),
        Field::Status => word(&attribution.status),
        Field::Source => text(&attribution.source),
        Field::Via => attribution.via.join("; "),
        Field::Time => claim
            .time
            .as_ref()
            .map_or_else(String::new, |time| text(&time.edtf)),
        Field::Place => text(&claim.place),
        Field::Polarity => word(&claim.polarity),
        Field::Modality => word(&claim.modality),
    }
}

fn choices(field: Field) -> &'static [&'static str] {
    match field {
        Field::Qualifier => &[
            "exact",
            "approx",
            "at_least",
            "more_than",
            "at_most",
            "less_than",
            "range",
            "vague",
        ],
        Field::Status => &["attributed", "anonymous", "own_voice", "unattributed"],
        Field::Polarity => &["affirmed", "negated"],
        Field::Modality => &[
            "asserted",
            "hypothetical",
            "expected",
            "denied",
            "unverified",
        ],
        _ => &[],
    }
}

fn hint(field: Field) -> &'static str {
    match field {
        Field::Best | Field::Low | Field::High => "a number, or nothing",
        Field::Unit => "persons, EUR, km, percent, …",
        Field::Measure => "killed, injured, missing, …",
        Field::Counted => "who or what is counted",
        Field::Source => "on whose word",
        Field::Via => "through whom; several with ; between",
        Field::Time => "2031-03-04, 2031-03, …",
        Field::Place => "where",
        Field::Qualifier | Field::Status | Field::Polarity | Field::Modality => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_what_the_dossier_knows() {
        // A word that it does not know would be refused when somebody picks it.
        for word in choices(Field::Qualifier) {
            let json = format!("\"{word}\"");
            assert!(
                serde_json::from_str::<restated_claims::Qualifier>(&json).is_ok(),
                "{word}"
            );
        }
        for word in choices(Field::Modality) {
            let json = format!("\"{word}\"");
            assert!(
                serde_json::from_str::<restated_claims::Modality>(&json).is_ok(),
                "{word}"
            );
        }
    }
}
