//! One claim, for a script that opens its sentence where the reader is.

use restated_dossier::records::{Card, Claim, Saying, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::Reference;
use super::sentence::{Sentence, sentence};

/// A claim and where it stands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClaimCard {
    pub(crate) claim: Claim,
    pub(crate) sentence: Sentence,
    pub(crate) article: Option<Card>,
    /// What it answers.
    pub(crate) questions: Vec<Reference>,
    /// The address of its sentence.
    pub(crate) place: String,
}

impl ClaimCard {
    /// Claim `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str) -> Result<Option<Self>, Error> {
        let Some(claim) = dossier.records::<Claim>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let sql = "SELECT q.id, q.text FROM position_claims p JOIN questions q ON q.id = p.question
                   WHERE p.claim = ?1 ORDER BY q.text, q.id";
        Ok(Some(Self {
            article: dossier.records::<Card>(Within::One(&claim.article))?.pop(),
            questions: dossier.rows(sql, [id], |row| {
                Ok(Reference {
                    id: row.get(0)?,
                    text: row.get(1)?,
                })
            })?,
            sentence: sentence(&Saying::from(&claim)),
            place: super::place(dossier, &claim)?,
            claim,
        }))
    }
}
