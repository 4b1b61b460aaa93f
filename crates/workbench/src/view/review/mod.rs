//! Pages on which somebody decides: what waits, what was decided, and the forms for a claim, a
//! source and an article's family. (Those for questions stand on the question's own page.)

mod claim;
mod decided;
mod family;
mod log;
mod queue;
mod source;

pub(crate) use claim::{ClaimReview, field_value};
pub(crate) use decided::Line;
pub(crate) use family::FamilyReview;
pub(crate) use log::{Asking as LogAsking, Decisions};
pub(crate) use queue::{Asking, Review};
pub(crate) use source::SourceReview;

use restated_dossier::export::Shown;
use restated_dossier::review::Decision;
use restated_dossier::{Dossier, Error};
use serde::Deserialize;

/// Candidates that a form offers.
const OFFERED: usize = 12;

/// What somebody looks for who knows that a form offers too little, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Finding {
    pub(crate) find: String,
}

/// The decisions that stand and are about something, the last first.
fn standing(dossier: &Dossier, about: impl Fn(&Decision) -> bool) -> Result<Vec<Line>, Error> {
    let shown = Shown::whole(dossier);
    let decided = dossier.decisions()?.into_iter().rev();
    let decided = decided.filter(|one| one.stands && about(&one.decision));
    decided.map(|one| Line::of(&shown, one)).collect()
}
