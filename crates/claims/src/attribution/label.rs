//! Speakers set before their words with a colon, as in transcripts and live pages: "ORME: We left."

use std::ops::Range;

use restated_language::Pos;

use super::lexicon::LEXICON;
use super::scene::Scene;
use super::{Act, Attributed, status};

/// Longest name with its office, in tokens.
const LONGEST: usize = 12;

/// What labels put on whom.
pub(super) fn attributed(scene: &Scene<'_, '_>) -> Vec<Attributed> {
    scene
        .lines()
        .filter_map(|line| labelled(scene, &line))
        .collect()
}

fn labelled(scene: &Scene<'_, '_>, line: &Range<usize>) -> Option<Attributed> {
    let colon = line
        .clone()
        .take(LONGEST)
        .find(|&at| scene.token(at).text() == ":" || scene.is_verb(at))?;
    let source = scene.trimmed(line.start..colon);
    let content = colon + 1..line.end;
    if scene.token(colon).text() != ":" || source.is_empty() || content.len() < 2 {
        return None;
    }
    let next = colon + 1;
    let mark = colon..next;
    let quoted = scene
        .quote(next)
        .is_some_and(|quote| scene.quotes[quote].sentence_like);
    let shouted = source.clone().all(|at| {
        let word = scene.token(at).text();
        !word.contains(char::is_lowercase)
    }) && source.clone().any(|at| scene.token(at).text().len() > 2);
    let proper = scene.token(source.end - 1).pos() == Pos::PROPN
        || scene.token(source.end - 1).text() == ")"
        || LEXICON.is_institution(&scene.lemma(source.end - 1));
    let person = scene
        .names_in(&source)
        .any(|(name, kind)| kind == "PERSON" && name.end == source.end);
    let speaks = quoted && proper || (shouted || person) && says(scene, &content);
    speaks.then(|| Attributed {
        status: status::of(scene, Some(&source)),
        source: vec![source],
        cue: vec![mark],
        content: vec![content],
        addressee: Vec::new(),
        act: Act::Assert,
        vouches: true,
        owner: None,
        via: Vec::new(),
    })
}

/// Whether the words are speech: they have a verb, and end as a sentence does.
fn says(scene: &Scene<'_, '_>, content: &Range<usize>) -> bool {
    let stop = matches!(
        scene.token(content.end - 1).text(),
        "." | "?" | "!" | "”" | "\""
    );
    stop && content.clone().any(|at| scene.is_verb(at))
}
