//! Whose the quoted words are.

use rustc_hash::FxHashMap;

use super::lexicon::Frame;
use super::scene::Scene;
use super::verb::Verb;

/// How far a quotation stands from the words that put it on somebody, in tokens.
const NEAR: usize = 3;

/// For each quotation of the scene the verb, by its place in `verbs`, that it belongs to.
pub(super) fn owners(scene: &Scene<'_, '_>, verbs: &[Verb]) -> Vec<Option<usize>> {
    let begins: FxHashMap<usize, usize> = verbs
        .iter()
        .enumerate()
        .filter(|(_, verb)| scene.quote(verb.at).is_none() && can_own(verb))
        .map(|(number, verb)| (verb.core().start, number))
        .collect();
    let mut found: Vec<Option<usize>> = Vec::new();
    for number in 0..scene.quotes.len() {
        let owner = behind(scene, verbs, &begins, number)
            .or_else(|| before(scene, verbs, number))
            .or_else(|| goes_on(scene, verbs, &found, number));
        found.push(owner);
    }
    found
}

fn can_own(verb: &Verb) -> bool {
    let own = verb.source.as_ref().is_some_and(|source| source.own);
    // A verb that no table has must stand right beside its subject: "…," she fumed.
    own && (verb.says() && (verb.listed || verb.core().len() <= NEAR * 2 && !verb.passive))
}

/// "…," said the mayor.
fn behind(
    scene: &Scene<'_, '_>,
    verbs: &[Verb],
    begins: &FxHashMap<usize, usize>,
    number: usize,
) -> Option<usize> {
    let quote = &scene.quotes[number];
    let next = (quote.tokens.end..scene.len().min(quote.tokens.end + NEAR))
        .find(|&at| !scene.is_punct(at) || scene.token(at).text().contains('\n'))?;
    if scene.paragraph(next) != scene.paragraph(quote.tokens.end - 1) {
        return None;
    }
    // A full stop ends the matter: “…”. She said …
    let stopped =
        (quote.tokens.end..next).any(|at| matches!(scene.token(at).text(), "." | "!" | "?" | ":"));
    let owner = *begins.get(&next)?;
    let whole = quote.sentence_like || verbs[owner].cue.has(Frame::Say);
    (!stopped && whole).then_some(owner)
}

/// The mayor said: "…", and the mayor said "…".
fn before(scene: &Scene<'_, '_>, verbs: &[Verb], number: usize) -> Option<usize> {
    let quote = &scene.quotes[number];
    let start = quote.tokens.start;
    let lead = (0..start)
        .rev()
        .take(NEAR)
        .find(|&at| !scene.token(at).text().trim().is_empty())?;
    let introduced = scene.token(lead).text() == ":";
    if !quote.sentence_like && !introduced {
        return None;
    }
    let paragraph = scene.paragraph(start);
    if !introduced && scene.paragraph(lead) != paragraph {
        return None;
    }
    // Behind a full stop nothing of the sentence before reaches it.
    if !introduced && matches!(scene.token(lead).text(), "." | "!" | "?" | ";") {
        return None;
    }
    let from = scene.sentence(lead).start;
    let until = verbs.partition_point(|verb| verb.at < start);
    verbs[..until]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, verb)| verb.at >= from)
        .find(|(_, verb)| {
            verb.listed && verb.says() && verb.source.is_some() && scene.quote(verb.at).is_none()
                || introduced
                    && verb.source.as_ref().is_some_and(|source| source.own)
                    && scene.quote(verb.at).is_none()
        })
        .map(|(number, _)| number)
}

/// "…," said the mayor. "…"
fn goes_on(
    scene: &Scene<'_, '_>,
    verbs: &[Verb],
    owners: &[Option<usize>],
    number: usize,
) -> Option<usize> {
    let quote = &scene.quotes[number];
    let previous = number.checked_sub(1)?;
    let owner = owners[previous]?;
    let at = verbs[owner].at;
    let start = quote.tokens.start;
    let adjacent = scene.paragraph(start) == scene.paragraph(at)
        && scene.sentence(at).end >= start.saturating_sub(1)
        && at < start;
    (adjacent && quote.sentence_like).then_some(owner)
}
