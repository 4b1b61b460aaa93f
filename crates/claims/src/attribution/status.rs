//! Whether a source is named.

use std::ops::Range;

use restated_language::Pos;

use super::lexicon::LEXICON;
use super::scene::Scene;
use crate::model::Status;

/// The status of an attribution to `source`.
pub(super) fn of(scene: &Scene<'_, '_>, source: Option<&Range<usize>>) -> Status {
    let Some(source) = source else {
        return Status::Unattributed;
    };
    let phrase = || source.clone();
    if phrase().any(|at| LEXICON.is_anonymous(&scene.lemma(at))) && !is_named(scene, source) {
        return Status::Anonymous;
    }
    Status::Attributed
}

/// Whether the phrase holds a name at its head: "Ana Reyes, a senior official".
fn is_named(scene: &Scene<'_, '_>, source: &Range<usize>) -> bool {
    scene.doc.entities.iter().any(|entity| {
        scene.doc.entity_type(entity) == "PERSON"
            && source.start <= entity.tokens.start
            && entity.tokens.end <= source.end
    }) || source.clone().any(|at| {
        scene.token(at).pos() == Pos::PROPN && matches!(scene.dep(at), "nsubj" | "pobj" | "appos")
    })
}
