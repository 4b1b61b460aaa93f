//! Whose the quoted words are.

use restated_language::Pos;
use rustc_hash::FxHashMap;

use super::scene::Scene;
use super::verb::Verb;

/// How far a quotation stands from the words that put it on somebody, in tokens.
const NEAR: usize = 3;
/// How long an aside may be between "…," she said and what she said on: "on Monday".
const ASIDE: usize = 7;

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
            .or_else(|| goes_on(scene, verbs, &found, number))
            .or_else(|| announced(scene, verbs, number));
        found.push(owner);
    }
    found
}

fn can_own(verb: &Verb) -> bool {
    let own = verb.source.as_ref().is_some_and(|source| source.own);
    // A verb that no table has must stand right beside its subject: "…," she fumed.
    own && !verb.passive && (verb.listed && verb.says() || verb.core().len() <= NEAR * 2)
}

/// "…," said the mayor.
fn behind(
    scene: &Scene<'_, '_>,
    verbs: &[Verb],
    begins: &FxHashMap<usize, usize>,
    number: usize,
) -> Option<usize> {
    let quote = &scene.quotes[number];
    let end = quote.tokens.end;
    let next = (end..scene.len().min(end + NEAR)).find(|&at| !scene.is_punct(at))?;
    if scene.paragraph(next) != scene.paragraph(end - 1) {
        return None;
    }
    // A full stop ends the matter: “…”. She said …
    let stop = |at: usize| matches!(scene.token(at).text(), "." | "!" | "?" | ":" | ";" | "(");
    let owner = *begins.get(&next)?;
    let comma = (end.saturating_sub(2)..next).any(|at| scene.token(at).text() == ",");
    let fits = quote.sentence_like || verbs[owner].listed && verbs[owner].says() && comma;
    (!(end..next).any(stop) && fits).then_some(owner)
}

/// The mayor said: "…", and the mayor said "…".
fn before(scene: &Scene<'_, '_>, verbs: &[Verb], number: usize) -> Option<usize> {
    let quote = &scene.quotes[number];
    let start = quote.tokens.start;
    let lead = lead(scene, start)?;
    let introduced = scene.token(lead).text() == ":";
    let paragraph = scene.paragraph(start);
    if !introduced && scene.paragraph(lead) != paragraph {
        return None;
    }
    // Behind a full stop nothing of the sentence before reaches it.
    if matches!(scene.token(lead).text(), "." | "!" | "?" | ";") {
        return None;
    }
    let from = scene.sentence(lead).start;
    let until = verbs.partition_point(|verb| verb.at < start);
    let found = verbs[..until]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, verb)| verb.at >= from)
        .find(|(_, verb)| {
            let own = verb.source.as_ref().is_some_and(|source| source.own);
            let says = verb.listed && verb.says() && verb.source.is_some();
            scene.quote(verb.at).is_none() && (says || introduced && own)
        });
    let (owner, verb) = found?;
    let beside = verb.group.end == start
        || verb.group.end + 1 == start && matches!(scene.token(lead).text(), "," | "that" | ":");
    (quote.sentence_like || introduced || beside).then_some(owner)
}

/// The last token before a quotation that is no white space.
fn lead(scene: &Scene<'_, '_>, start: usize) -> Option<usize> {
    (0..start)
        .rev()
        .take(NEAR)
        .find(|&at| !scene.token(at).text().trim().is_empty())
}

/// "…," said the mayor. "…", and "…," said the mayor on Monday, "…".
fn goes_on(
    scene: &Scene<'_, '_>,
    verbs: &[Verb],
    owners: &[Option<usize>],
    number: usize,
) -> Option<usize> {
    let quote = &scene.quotes[number];
    let start = quote.tokens.start;
    let paragraph = scene.paragraph(start);
    // A word or title in marks may stand between: "…," she said on “The Hour”. "…"
    let previous = (0..number)
        .rev()
        .take_while(|&nth| scene.paragraph(scene.quotes[nth].tokens.end - 1) == paragraph)
        .find(|&nth| owners[nth].is_some() || scene.quotes[nth].sentence_like)?;
    let owner = owners[previous]?;
    let verb = &verbs[owner];
    if scene.paragraph(verb.at) != paragraph || verb.at > start {
        return None;
    }
    let sentence = scene.sentence(verb.at).end;
    let next = sentence + 1 >= start && sentence <= start + 1;
    let capital = quote
        .tokens
        .clone()
        .find(|&at| !scene.is_punct(at))
        .is_some_and(|at| !scene.token(at).text().starts_with(char::is_lowercase));
    let core = verb.core().end;
    let inside = core <= start
        && start - core <= ASIDE
        && start < sentence
        && scene.token(start - 1).text() == ","
        && !(core..start).any(|at| scene.token(at).pos() == Pos::VERB);
    (next && (quote.sentence_like || capital) || inside).then_some(owner)
}

/// The mayor agreed. "…": a sentence of saying that says nothing itself.
fn announced(scene: &Scene<'_, '_>, verbs: &[Verb], number: usize) -> Option<usize> {
    let quote = &scene.quotes[number];
    let start = quote.tokens.start;
    let lead = lead(scene, start)?;
    if !quote.sentence_like
        || scene.token(lead).text() != "."
        || scene.paragraph(lead) != scene.paragraph(start)
    {
        return None;
    }
    let sentence = scene.sentence(lead);
    let until = verbs.partition_point(|verb| verb.at < start);
    let owner = verbs[..until]
        .iter()
        .rposition(|verb| verb.at >= sentence.start && scene.head(verb.at) == verb.at)?;
    let verb = &verbs[owner];
    let silent = scene
        .child(verb.at, &["ccomp", "dobj", "xcomp", "oprd", "acomp"])
        .is_none();
    (verb.listed && verb.says() && verb.source.is_some() && silent && !verb.passive)
        .then_some(owner)
}
