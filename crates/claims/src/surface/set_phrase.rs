//! What a set phrase without a verb ties together: "laut Polizei", "der Polizei zufolge".

use super::link::{Tie, around, clause_start, token, words_end};
use super::phrase::{phrase, with_apposition};
use super::scene::{Item, Scene};

/// "laut Polizei", "nach Angaben der Feuerwehr", "so Halbach".
pub(super) fn behind(scene: &Scene<'_>, items: &[Item], at: usize, words: usize) -> Option<Tie> {
    let first = token(items, at + words)?;
    let source = with_apposition(
        scene,
        if scene.is("of", first) {
            first + 1
        } else {
            first
        },
        words_end(items, at),
    )?;
    let mut end = at;
    while end < items.len() && token(items, end).is_some_and(|token| token < source.end) {
        end += 1;
    }
    // A comma that sets the phrase off goes with it.
    let from = match at.checked_sub(1).and_then(|i| token(items, i)) {
        Some(before) if scene.word(before) == "," => at - 1,
        _ => at,
    };
    Some(Tie {
        source: Some(source),
        content: around(scene, items, from, end),
        addressee: Vec::new(),
    })
}

/// "der Polizei zufolge", "Angaben der Polizei zufolge".
pub(super) fn before(scene: &Scene<'_>, items: &[Item], at: usize) -> Option<Tie> {
    let cue = token(items, at)?;
    let start = clause_start(scene, items, at);
    let (from, found) = (start..at)
        .filter_map(|i| Some((i, phrase(scene, token(items, i)?, cue)?)))
        .find(|(_, found)| found.end == cue)?;
    let source = match scene.lower(found.start) {
        "angaben" | "berichten" | "aussagen" | "informationen" | "medienberichten"
            if found.len() > 1 =>
        {
            let named = found.start + 1;
            (if scene.is("of", named) {
                named + 1
            } else {
                named
            })..found.end
        }
        _ => found,
    };
    Some(Tie {
        source: Some(source),
        content: around(scene, items, from, at + 1),
        addressee: Vec::new(),
    })
}
