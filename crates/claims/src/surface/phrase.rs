//! Noun phrases that can name a source, by capitals, articles and endings: German writes its nouns
//! with a capital.

use std::ops::Range;

use super::scene::Scene;

/// Most words of an adjective chain ("der neue stellvertretende parlamentarische Sprecher").
const MODIFIERS: usize = 4;
/// Most nouns and names in a row.
const NOUNS: usize = 6;
/// Most parts behind the first noun: "der Sprecher | des Amtes | für Verkehr | (CDU)".
const PARTS: usize = 4;

/// The phrase that starts at token `at`, ending before `end` at the latest.
pub(super) fn phrase(scene: &Scene<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    if at < end && scene.is("nominative_pronoun", at) && !noun_follows(scene, at, end) {
        return Some(at..at + 1);
    }
    let mut to = core(scene, at, end)?;
    for _ in 0..PARTS {
        match part(scene, to, end) {
            Some(behind) => to = behind,
            None => break,
        }
    }
    Some(at..to)
}

/// The same with what is set behind it between commas: "Jens Halbach, Sprecher der Feuerwehr,".
/// The range ends behind the closing comma's last word, without the comma.
pub(super) fn with_apposition(scene: &Scene<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let first = phrase(scene, at, end)?;
    if scene.lower(first.end) == "," && first.end < end {
        let second = phrase(scene, first.end + 1, end);
        if let Some(second) =
            second.filter(|second| second.len() < 14 && !is_pronoun(scene, second))
            && (second.end == end || scene.is_mark(second.end))
        {
            return Some(at..second.end);
        }
    }
    Some(first)
}

fn is_pronoun(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    range.len() == 1 && scene.is("nominative_pronoun", range.start)
}

/// "dieser Mann" is no pronoun, "dieser sagte" is.
fn noun_follows(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    scene.is("determiner", at) && core(scene, at, end).is_some()
}

/// Article, adjectives and nouns.
fn core(scene: &Scene<'_>, at: usize, end: usize) -> Option<usize> {
    let mut i = at;
    if i < end && scene.is("determiner", i) {
        i += 1;
    }
    let first = i;
    while i < end && i - first < MODIFIERS && modifies(scene, i) {
        i += 1;
    }
    let nouns = i;
    while i < end && i - nouns < NOUNS && is_noun(scene, i, nouns < i || at < nouns) {
        i += 1;
        // "Dr. Ina Voss", "J. Halbach": the stop belongs to the name.
        if i < end
            && scene.word(i) == "."
            && i + 1 < end
            && scene.is_capitalised(i + 1)
            && is_short(scene, i - 1)
        {
            i += 1;
        }
        while i + 1 < end
            && scene.is("name_link", i)
            && scene.is_capitalised(i + 1)
            && i > nouns
            && is_name_like(scene, i - 1)
        {
            i += 1;
        }
    }
    (i > nouns).then_some(i)
}

fn is_short(scene: &Scene<'_>, at: usize) -> bool {
    scene.word(at).chars().count() <= 4
}

/// "von" joins names only where no title or office stands in front: "Ursula von", not
/// "Sprecher von".
fn is_name_like(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.word(at);
    scene.is_capitalised(at)
        && ![
            "er", "in", "ung", "amt", "rat", "keit", "chef", "ent", "ant", "ist", "or",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}

fn is_noun(scene: &Scene<'_>, at: usize, inside: bool) -> bool {
    scene.is_capitalised(at)
        // At the start of a sentence anything has a capital.
        && (inside || !["determiner", "preposition", "subordinator", "adverb", "coordinator", "nominative_pronoun"]
            .iter()
            .any(|class| scene.is(class, at)))
}

/// A word that can stand between article and noun.
fn modifies(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.word(at);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let known = [
        "preposition",
        "subordinator",
        "adverb",
        "coordinator",
        "auxiliary",
        "nominative_pronoun",
        "conjunctive",
    ]
    .iter()
    .any(|class| scene.is(class, at));
    word.starts_with(char::is_lowercase)
        && !known
        && scene.lexicon.finite(scene.lower(at)).is_empty()
        && word.chars().count() > 3
        && ["e", "en", "er", "es", "em"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// One more part of the phrase whose words end at `at`.
fn part(scene: &Scene<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end {
        return None;
    }
    match scene.lower(at) {
        "(" => {
            let close = (at + 1..end.min(at + 6)).find(|&i| scene.word(i) == ")")?;
            Some(close + 1)
        }
        "und" | "sowie" | "oder" => core(scene, at + 1, end),
        _ if scene.is("genitive", at) || scene.is("of", at) => {
            let from = if scene.is("genitive", at) { at } else { at + 1 };
            core(scene, from, end)
        }
        _ => None,
    }
}
