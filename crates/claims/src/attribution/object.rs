//! The phrase that a verb puts on its source, by the frames of the table: an object, an
//! infinitive, a prepositional object.

use std::ops::Range;

use restated_language::Pos;

use super::Act;
use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::verb::Verb;

/// A phrase that is the verb's complement, by the frames of the table.
pub(super) fn phrase(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    let at = verb.at;
    let has = |frame| verb.cue.has(frame);
    if verb.passive {
        return passive(scene, verb);
    }
    let object = scene.child(at, &["dobj"]);
    let infinitive = scene.children(at).iter().copied().find(|&child| {
        matches!(scene.dep(child), "xcomp" | "advcl") && is_infinitive(scene, child)
    });
    if has(Frame::Infinitive)
        && let Some(to) = infinitive.filter(|&to| scene.dep(to) == "xcomp")
    {
        return Some(scene.subtree(to));
    }
    if has(Frame::ObjectInfinitive) {
        let clause = scene
            .child(at, &["ccomp"])
            .filter(|&clause| is_infinitive(scene, clause));
        if let Some(clause) = clause {
            return Some(scene.subtree(clause));
        }
        let person = object.or_else(|| pobj(scene, verb.particle?));
        if let (Some(object), Some(to)) = (person, infinitive) {
            return Some(scene.subtree(object).start..scene.subtree(to).end);
        }
    }
    if has(Frame::Gerund)
        && let Some(ing) = scene
            .child(at, &["xcomp"])
            .filter(|&x| scene.tag(x) == "VBG")
    {
        return Some(scene.subtree(ing));
    }
    if has(Frame::ObjectAs) {
        if let Some(small) = scene.child(at, &["ccomp"]) {
            return Some(scene.subtree(small));
        }
        let said = scene
            .child(at, &["oprd"])
            .or_else(|| scene.preposition(at, "as"))
            .or_else(|| scene.child(at, &["xcomp"]));
        let marked = object.and_then(|object| {
            (object + 1..clause_end(scene, at)).find(|&word| scene.is(word, "as"))
        });
        if let (Some(object), Some(_), None) = (object, marked, said) {
            return Some(scene.subtree(object).start..clause_end(scene, at));
        }
        if let (Some(object), Some(said)) = (object, said) {
            let (object, said) = (scene.subtree(object), scene.subtree(said));
            return Some(object.start.min(said.start)..object.end.max(said.end));
        }
    }
    if has(Frame::ObjectAt)
        && let Some(found) = object.and_then(|object| object_at(scene, at, object))
    {
        return Some(found);
    }
    if has(Frame::Figure)
        && let Some(object) = object.filter(|&object| is_figure(scene, object))
    {
        return Some(scene.subtree(object).start..clause_end(scene, at));
    }
    if let Some(noun) = relative(scene, verb) {
        return Some(noun);
    }
    let preposition = verb
        .cue
        .prepositions()
        .find_map(|word| pobj(scene, scene.preposition(at, word)?));
    if let Some(object) = preposition {
        return Some(scene.subtree(object));
    }
    if has(Frame::Object) {
        let object = object.or_else(|| pobj(scene, verb.particle?));
        if let Some(object) = object.filter(|&object| !is_own(verb, object)) {
            return Some(scene.subtree(object));
        }
    }
    let reports = matches!(verb.cue.act, Act::Assert | Act::Estimate) && verb.listed;
    reports.then(|| number(scene, verb))?
}

pub(super) fn is_own(verb: &Verb, at: usize) -> bool {
    verb.source.as_ref().is_some_and(|source| source.head == at)
}

/// "confirmed 12 dead and 40 hurt", where the tree makes "40 hurt" a clause beside the verb: one
/// without a tense is none.
pub(super) fn with_elided(scene: &Scene<'_, '_>, verb: &Verb, found: Range<usize>) -> Range<usize> {
    let beside = scene.children(verb.at).iter().copied().find(|&child| {
        child >= found.end
            && scene.dep(child) == "conj"
            && scene.tag(child) == "VBN"
            && scene.child(child, &["aux", "auxpass"]).is_none()
            && scene.child(child, &["nsubj", "nsubjpass"]).is_some()
            && scene.subtree(child).start <= found.end + 3
    });
    match beside {
        Some(child) if !verb.passive => found.start..scene.subtree(child).end.max(found.end),
        _ => found,
    }
}

/// "put the toll at 43", "put the number on board closer to 230"
fn object_at(scene: &Scene<'_, '_>, verb: usize, object: usize) -> Option<Range<usize>> {
    let near = |at: usize| {
        ["close", "closer", "near", "nearer"]
            .iter()
            .any(|word| scene.is(at, word))
            && (at + 1..at + 4)
                .take_while(|&next| next < scene.subtree(verb).end)
                .any(|next| scene.token(next).pos() == Pos::NUM)
    };
    let number = |at: usize| {
        scene.is(at, "at")
            && scene
                .child(at, &["pobj", "prep", "pcomp"])
                .is_some_and(|figure| {
                    scene
                        .subtree(figure)
                        .any(|at| scene.token(at).pos() == Pos::NUM)
                })
    };
    let end = clause_end(scene, verb);
    let figure = (object + 1..end).find(|&at| number(at) || near(at))?;
    let object = scene.subtree(object);
    let figure = (figure..end)
        .find(|&at| scene.token(at).pos() == Pos::NUM)
        .map_or(figure, |number| number.max(scene.subtree(figure).end - 1));
    Some(object.start..(figure + 1).max(object.end).min(end))
}

fn is_figure(scene: &Scene<'_, '_>, noun: usize) -> bool {
    LEXICON.is_figure(&scene.lemma(noun))
}

/// Where what hangs on the verb ends, or a verb beside it begins.
fn clause_end(scene: &Scene<'_, '_>, verb: usize) -> usize {
    let beside = scene
        .children(verb)
        .iter()
        .copied()
        .filter(|&child| child > verb && scene.dep(child) == "conj");
    beside
        .map(|child| scene.subtree(child).start)
        .min()
        .unwrap_or(scene.subtree(verb).end)
}

/// "the 43 deaths that the ministry reported", "the dozen the mayor spoke of": the noun.
fn relative(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    if scene.dep(verb.at) != "relcl" || !verb.cue.states {
        return None;
    }
    let taken = scene
        .child(verb.at, &["dobj"])
        .is_some_and(|object| !matches!(scene.lower(object).as_str(), "that" | "which"));
    let stranded = verb
        .particle
        .is_none_or(|word| pobj(scene, word).is_none_or(|object| is_time(scene, object)));
    let by_other = verb.source.as_ref().is_some_and(|source| {
        source.own && !matches!(scene.lower(source.head).as_str(), "who" | "which" | "that")
    });
    let takes = verb.cue.has(Frame::Object)
        || verb.cue.has(Frame::Figure) && is_figure(scene, scene.head(verb.at));
    if taken || !stranded || !by_other || !takes {
        return None;
    }
    let noun = scene.head(verb.at);
    let copula = scene.head(noun);
    let subject = (scene.dep(noun) == "attr")
        .then(|| scene.child(copula, &["nsubj"]))
        .flatten();
    let start = subject.map_or(scene.subtree(noun).start, |subject| {
        scene.subtree(subject).start
    });
    Some(start..scene.subtree(verb.at).start.max(noun + 1))
}

fn is_time(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.name_type(at), Some("DATE" | "TIME"))
}

/// "say somewhere from 3,000 to 4,000", where the tree has no object: what the number is in.
fn number(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    const NEAR: usize = 5;
    let start = verb.group.end;
    let end = clause_end(scene, verb.at).min(scene.sentence(verb.at).end);
    let near = (start..end.min(start + NEAR)).take_while(|&at| !scene.is_punct(at));
    let found = near
        .into_iter()
        .any(|at| scene.token(at).pos() == Pos::NUM && scene.is_below(at, verb.at));
    let free = !scene
        .children(verb.at)
        .iter()
        .any(|&child| matches!(scene.dep(child), "dobj" | "xcomp"));
    (found && free && start < end).then_some(start..end)
}

/// "12 deaths were reported by the ministry", "is expected to close".
fn passive(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    let subject = scene
        .child(verb.at, &["nsubjpass"])
        .or_else(|| matches!(scene.dep(verb.at), "acl" | "relcl").then(|| scene.head(verb.at)))?;
    if verb.cue.has(Frame::Hear) {
        let about = verb
            .cue
            .prepositions()
            .find_map(|word| pobj(scene, scene.preposition(verb.at, word)?));
        return about
            .filter(|_| verb.source.is_some())
            .map(|about| scene.subtree(about));
    }
    if scene.dep(subject) == "nsubjpass"
        && let Some(what) = scene.child(verb.at, &["xcomp", "oprd"])
    {
        return Some(scene.subtree(what));
    }
    let takes_object = [Frame::Object, Frame::ObjectAs]
        .into_iter()
        .any(|frame| verb.cue.has(frame));
    (takes_object && verb.source.is_some()).then(|| {
        let mut tokens = scene.subtree(subject);
        if tokens.contains(&verb.at) {
            tokens.end = scene.subtree(verb.at).start.max(subject + 1);
        }
        tokens
    })
}

pub(super) fn pobj(scene: &Scene<'_, '_>, preposition: usize) -> Option<usize> {
    scene.child(preposition, &["pobj", "pcomp"])
}

fn is_infinitive(scene: &Scene<'_, '_>, verb: usize) -> bool {
    scene
        .children(verb)
        .iter()
        .any(|&child| scene.dep(child) == "aux" && scene.tag(child) == "TO")
}
