//! What a verb puts on its source.

use std::ops::Range;

use restated_language::Pos;

use super::Act;
use super::lexicon::{Frame, LEXICON};
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
    let clause = !parts.is_empty();
    let mut stated = clause;
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
        clause,
        addressee,
    }
}

fn own_source(verb: &Verb) -> Option<Range<usize>> {
    let source = verb.source.as_ref().filter(|source| source.own)?;
    Some(source.tokens.clone())
}

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

/// A phrase that is the verb's complement, by the frames of the table.
fn phrase(scene: &Scene<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
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

fn is_own(verb: &Verb, at: usize) -> bool {
    verb.source.as_ref().is_some_and(|source| source.head == at)
}

/// "confirmed 12 dead and 40 hurt", where the tree makes "40 hurt" a clause beside the verb: one
/// without a tense is none.
fn with_elided(scene: &Scene<'_, '_>, verb: &Verb, found: Range<usize>) -> Range<usize> {
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

/// "put the toll at 43"
fn object_at(scene: &Scene<'_, '_>, verb: usize, object: usize) -> Option<Range<usize>> {
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
    let figure = (object + 1..end).find(|&at| number(at))?;
    let object = scene.subtree(object);
    Some(object.start..scene.subtree(figure).end.max(object.end).min(end))
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
    scene.doc.entities.iter().any(|entity| {
        entity.tokens.contains(&at) && matches!(scene.doc.entity_type(entity), "DATE" | "TIME")
    })
}

/// "say somewhere from 5,000 to 6,500", where the tree has no object: what the number is in.
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

fn pobj(scene: &Scene<'_, '_>, preposition: usize) -> Option<usize> {
    scene.child(preposition, &["pobj", "pcomp"])
}

fn is_infinitive(scene: &Scene<'_, '_>, verb: usize) -> bool {
    scene
        .children(verb)
        .iter()
        .any(|&child| scene.dep(child) == "aux" && scene.tag(child) == "TO")
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
