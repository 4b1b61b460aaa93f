//! The clause that a verb puts on its source: before it, behind it, or around it.

use std::ops::Range;

use restated_language::Pos;

use super::Act;
use super::content::without;
use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::verb::Verb;

/// Clauses that are the verb's complement, before it, behind it or around it.
pub(super) fn clause(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Vec<Range<usize>>> {
    let at = verb.at;
    // "The bridge, the mayor said, would stay shut": the sentence is the complement.
    if scene.dep(at) == "parataxis" && scene.head(at) >= scene.lead(at) {
        return Some(around(scene, at, scene.head(at)));
    }
    let found: Vec<_> = scene
        .children(at)
        .iter()
        .copied()
        .filter(|&child| scene.dep(child) == "ccomp" && !is_in_core(verb, child))
        .filter(|&child| !holds_source(scene, verb, child))
        .filter(|&child| !is_apart(scene, child, at))
        .flat_map(|child| without(shortened(scene, child), &verb.core()))
        .collect();
    if !found.is_empty() {
        return Some(leftward(scene, verb, found));
    }
    // "as the mayor said"
    let as_said = scene.dep(at) == "advcl"
        && verb.listed
        && verb.cue.act == Act::Assert
        && scene
            .child(at, &["dobj", "xcomp", "acomp", "oprd", "attr"])
            .is_none()
        && scene
            .children(at)
            .iter()
            .any(|&child| scene.dep(child) == "mark" && scene.is(child, "as"));
    if as_said {
        return Some(around(scene, at, scene.head(at)));
    }
    that_clause(scene, verb)
        .or_else(|| before_comma(scene, verb))
        .map(|part| vec![part])
}

/// "The army claimed 300; the group admitted 14": two sentences in one, whatever the tree says.
fn is_apart(scene: &Scene<'_, '_>, clause: usize, verb: usize) -> bool {
    clause < verb
        && scene.quote(clause) == scene.quote(verb)
        && (clause..verb).any(|at| scene.token(at).text() == ";" && scene.quote(at).is_none())
}

/// Whether the clause is what the source was made of.
fn holds_source(scene: &Scene<'_, '_>, verb: &Verb, clause: usize) -> bool {
    let own = verb.source.as_ref().filter(|source| source.own);
    own.is_some_and(|source| scene.is_below(source.head, clause) || source.tokens.contains(&clause))
}

/// A clause without what its end hangs on it of another's words: "…, adding that", "…, while others
/// said".
fn shortened(scene: &Scene<'_, '_>, clause: usize) -> Range<usize> {
    let mut words = scene.subtree(clause);
    let quote = scene.quote(clause);
    let mut above = vec![clause];
    above.extend(
        scene
            .children(clause)
            .iter()
            .copied()
            .filter(|&at| matches!(scene.dep(at), "xcomp" | "ccomp" | "conj")),
    );
    for child in above.iter().flat_map(|&at| scene.children(at)).copied() {
        let start = scene.subtree(child).start;
        if child < clause || start <= clause || start >= words.end || scene.quote(child) != quote {
            continue;
        }
        let comma = scene.token(start - 1).text() == ","
            || start > 1 && scene.token(start - 2).text() == ",";
        let says = LEXICON.verb(&scene.lemma(child)).is_some_and(|cue| {
            cue.has(Frame::Say) && matches!(cue.act, Act::Assert | Act::Deny | Act::Estimate)
        });
        let other = match scene.dep(child) {
            "advcl" if scene.tag(child) == "VBG" => true,
            "advcl" | "conj" => scene.child(child, &["nsubj"]).is_some(),
            _ => false,
        };
        if comma && says && other {
            words.end = start;
        }
    }
    words
}

/// Everything in front of "…, the mayor said." is said, not only what the tree hangs there.
fn leftward(scene: &Scene<'_, '_>, verb: &Verb, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let core = verb.core();
    let lead = scene.lead(core.start);
    let left = found.iter().all(|part| part.end <= core.start);
    let top = scene.dep(verb.at) == "ROOT" || scene.head(verb.at) < lead;
    if left && lead < core.start && top && verb.listed {
        let front = lead..core.start;
        return vec![front];
    }
    found
}

fn is_in_core(verb: &Verb, at: usize) -> bool {
    verb.group.contains(&at) || verb.particle == Some(at)
}

/// What hangs on `above` without what hangs on `inserted`.
pub(super) fn around(scene: &Scene<'_, '_>, inserted: usize, above: usize) -> Vec<Range<usize>> {
    without(scene.subtree(above), &scene.subtree(inserted))
}

/// "said on Monday that …", where the tree lost the clause.
fn that_clause(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    const ADJUNCT: usize = 8;
    if !verb.listed || verb.passive {
        return None;
    }
    let end = scene.sentence(verb.at).end;
    let that = (verb.group.end..end.min(verb.group.end + ADJUNCT))
        .take_while(|&at| scene.token(at).pos() != Pos::VERB)
        .find(|&at| scene.is(at, "that") && matches!(scene.dep(at), "mark"))?;
    Some(that..end)
}

/// "…, the mayor said." at the end of its sentence, where the tree lost the clause.
fn before_comma(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    let source = verb
        .source
        .as_ref()
        .filter(|source| source.own && verb.listed && scene.dep(verb.at) != "relcl")?;
    let core = verb.core();
    let sentence = scene.sentence(verb.at);
    let comma = core
        .start
        .checked_sub(1)
        .filter(|&at| sentence.contains(&at))?;
    let set_off = scene.token(comma).text() == ",";
    let object = scene
        .child(verb.at, &["dobj", "xcomp", "oprd", "acomp", "attr"])
        .filter(|_| !verb.cue.has(Frame::Hear));
    let lead = scene.lead(comma);
    // "Asked about it, she said no": what stands in front is an aside of the verb's own.
    let aside = scene.children(verb.at).iter().any(|&child| {
        matches!(scene.dep(child), "advcl" | "prep" | "advmod" | "npadvmod")
            && scene.subtree(child).start <= lead
            && scene.subtree(child).end + 1 >= comma
    });
    if aside {
        return None;
    }
    (set_off && verb.says() && lead < comma && object.is_none() && !source.tokens.contains(&comma))
        .then_some(lead..comma)
}
