//! What a verb puts on its source.

use std::ops::Range;

use restated_language::Pos;

use super::clause::clause;
use super::lexicon::Frame;
use super::object::{is_own, phrase, pobj, with_elided};
use super::scene::Scene;
use super::verb::Verb;

/// Content, as found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) parts: Vec<Range<usize>>,
    /// Whether the source says that it is so.
    pub(super) stated: bool,
    /// Whether it is a clause or quoted words.
    pub(super) clause: bool,
    /// To whom.
    pub(super) addressee: Option<Range<usize>>,
}

/// What `verb` puts on its source, of which `quotes` are quoted words already known to be its.
pub(super) fn of_verb(scene: &Scene<'_, '_>, verb: &Verb, quotes: &[Range<usize>]) -> Content {
    let mut addressee = addressee(scene, verb);
    let mut parts: Vec<Range<usize>> = quotes.to_vec();
    if verb.says() {
        let clauses = clause(scene, verb).into_iter().flatten();
        // A clause that the parser made across quotation marks is none.
        parts.extend(clauses);
    }
    if let Some(quote) = quotes
        .iter()
        .find(|quote| quote.end + 2 >= verb.core().start && quote.end <= verb.core().start)
    {
        // The quoted words end the writer's sentence: it is said as a whole.
        let lead = scene.lead(quote.start);
        let fragment =
            lead < quote.start && (lead..quote.start).all(|at| scene.quote(at).is_none());
        if fragment && scene.trimmed(lead..quote.start).end + 1 >= quote.start && verb.listed {
            parts.push(lead..quote.start);
        }
    }
    let in_clause = !parts.is_empty();
    let mut stated = in_clause;
    if parts.is_empty()
        && let Some(found) = phrase(scene, verb)
    {
        stated = verb.cue.states;
        parts.push(with_elided(scene, verb, found));
    }
    let core = [Some(verb.group.clone()), own_source(verb)];
    let mut parts = merged(parts);
    for cut in core.into_iter().flatten() {
        parts = parts
            .into_iter()
            .flat_map(|part| without(part, &cut))
            .collect();
    }
    let parts = parts
        .into_iter()
        .map(|part| trimmed(scene, part))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    if addressee
        .as_ref()
        .is_some_and(|to| parts.iter().any(|part| part.contains(&to.start)))
    {
        addressee = None;
    }
    Content {
        parts,
        stated,
        clause: in_clause,
        addressee,
    }
}

fn own_source(verb: &Verb) -> Option<Range<usize>> {
    let source = verb.source.as_ref().filter(|source| source.own)?;
    Some(source.tokens.clone())
}

fn addressee(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    let hears = verb.cue.has(Frame::Hear);
    let head = if verb.passive {
        hears.then(|| scene.child(verb.at, &["nsubjpass"]))??
    } else if hears {
        scene
            .child(verb.at, &["dobj", "dative"])
            .filter(|&object| !is_own(verb, object))
            .or_else(|| named_behind(scene, verb))?
    } else {
        pobj(scene, scene.preposition(verb.at, "to")?)?
    };
    let tokens = scene.trimmed(scene.subtree(head));
    (!tokens.is_empty() && !tokens.contains(&verb.at)).then_some(tokens)
}

/// The name right behind "told", where the tree has no object there.
fn named_behind(scene: &Scene<'_, '_>, verb: &Verb) -> Option<usize> {
    let start = verb.group.end;
    let end = scene.sentence(verb.at).end;
    let name = |at: &usize| matches!(scene.token(*at).pos(), Pos::PROPN | Pos::DET);
    (start..end).take_while(name).last()
}

/// The parts of `range` outside `cut`.
pub(super) fn without(range: Range<usize>, cut: &Range<usize>) -> Vec<Range<usize>> {
    let before = range.start..range.end.min(cut.start);
    let behind = range.start.max(cut.end)..range.end;
    [before, behind]
        .into_iter()
        .filter(|part| part.start < part.end)
        .collect()
}

/// Ranges in order, those that touch or overlap made one.
pub(super) fn merged(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| (part.start, part.end));
    let mut found: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match found.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => found.push(part),
        }
    }
    found
}

/// Without marks at its ends, but for quotation marks that belong to it.
fn trimmed(scene: &Scene<'_, '_>, part: Range<usize>) -> Range<usize> {
    let mut inner = scene.trimmed(part.clone());
    while inner.len() > 1 && scene.dep(inner.end - 1) == "cc" {
        inner = scene.trimmed(inner.start..inner.end - 1);
    }
    let mut found = inner.clone();
    if let Some(quote) = inner.clone().next().and_then(|at| scene.quote(at)) {
        let quote = &scene.quotes[quote].tokens;
        found.start = if quote.start >= part.start {
            quote.start.min(inner.start)
        } else {
            inner.start
        };
    }
    if let Some(quote) = inner.end.checked_sub(1).and_then(|at| scene.quote(at)) {
        let quote = &scene.quotes[quote].tokens;
        found.end = if quote.end <= part.end {
            quote.end.max(inner.end)
        } else {
            inner.end
        };
    }
    found
}
