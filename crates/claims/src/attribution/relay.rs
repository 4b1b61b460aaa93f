//! Through whom words came to the article: the outlet they were given to, the one who cites them,
//! those who were told.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_language::Pos;

use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::{Act, Attributed, source};

/// Adds to each attribution the relays that its own clause names.
pub(super) fn add(scene: &Scene<'_, '_>, found: &mut Vec<Attributed>) {
    for it in found.iter_mut() {
        if let Some(outlet) = outlet(scene, it).or_else(|| hearers(scene, it)) {
            it.via.push(outlet);
        }
    }
    let cues = found.iter().enumerate().flat_map(|(at, it)| {
        let tokens = it.cue.iter().cloned().flatten();
        tokens.map(move |token| (token, at))
    });
    let by_cue: BTreeMap<usize, usize> = cues.collect();
    let verbs: Vec<_> = (0..scene.len()).filter(|&at| cites(scene, at)).collect();
    let cited = |&verb: &usize| cited(scene, found, &by_cue, verb);
    let mut added: Vec<_> = verbs.iter().filter_map(cited).collect();
    for clause in verbs.iter().filter_map(|&verb| behind_citing(scene, verb)) {
        found.retain(|it| it.cue != clause.cue);
        added.push(clause);
    }
    found.extend(added);
}

/// The outlet of "told Radio Torvik", "in an interview with the Halden Herald", "speaking on
/// Radio Torvik".
fn outlet(scene: &Scene<'_, '_>, it: &Attributed) -> Option<Range<usize>> {
    if let Some(told) = it.addressee.first().filter(|told| is_outlet(scene, told)) {
        return Some(told.clone());
    }
    let cue = it.cue.first()?;
    let verb = cue.clone().find(|&at| scene.token(at).pos() == Pos::VERB)?;
    let aside = |at: usize| {
        let inside = |parts: &[Range<usize>]| parts.iter().any(|part| part.contains(&at));
        !inside(&it.content) && !inside(&it.source)
    };
    let clause = scene.subtree(verb);
    clause
        .filter(|&at| scene.dep(at) == "pobj" && aside(at) && scene.quote(at).is_none())
        .find_map(|at| {
            let preposition = scene.head(at);
            let interview = scene.lemma(scene.head(preposition)) == "interview";
            let word = scene.lower(preposition);
            let name = name(scene, at)?;
            let fits = match word.as_str() {
                "with" => interview,
                "to" | "on" | "by" | "from" => true,
                _ => false,
            };
            (fits && (is_outlet(scene, &name) || interview && !is_person(scene, &name)))
                .then_some(name)
        })
}

/// The people of "told lawmakers", "briefed the families of the dead": what they were told came to
/// the article from them.
fn hearers(scene: &Scene<'_, '_>, it: &Attributed) -> Option<Range<usize>> {
    let briefed = briefing(scene, it);
    let told = it.addressee.first().or(briefed.as_ref())?;
    let states = it.vouches && matches!(it.act, Act::Assert | Act::Deny | Act::Estimate);
    let head = told.clone().find(|&at| !told.contains(&scene.head(at)))?;
    let group = scene.tag(head) == "NNS" && LEXICON.is_hearer(&scene.lemma(head));
    let known = it
        .via
        .iter()
        .any(|relay| relay.start < told.end && told.start < relay.end);
    if !states || !group || known || it.source.is_empty() {
        return None;
    }
    // "Lawmakers in Halden on Monday": where and when they were told.
    let aside = scene.children(head).iter().copied().find(|&child| {
        child > head
            && scene.dep(child) != "conj"
            && scene.dep(child) != "cc"
            && !scene.is(child, "of")
    });
    let end = aside.map_or(told.end, |aside| scene.subtree(aside).start.max(head + 1));
    Some(scene.trimmed(told.start..end.min(told.end)))
}

/// Those told by the verb above: "the agency briefed lawmakers, saying that".
fn briefing(scene: &Scene<'_, '_>, it: &Attributed) -> Option<Range<usize>> {
    let verb = it
        .cue
        .iter()
        .cloned()
        .flatten()
        .find(|&at| scene.tag(at) == "VBG")?;
    let above = scene.head(verb);
    let tells = LEXICON
        .verb(&scene.lemma(above))
        .is_some_and(|cue| cue.has(Frame::Hear));
    let told = scene.child(above, &["dobj", "dative"])?;
    (scene.dep(verb) == "advcl" && tells && told < verb).then(|| told_to(scene, told, verb))
}

/// The noun phrase without what hangs on it from `end` on.
fn told_to(scene: &Scene<'_, '_>, head: usize, end: usize) -> Range<usize> {
    let words = scene.subtree(head);
    scene.trimmed(words.start..words.end.min(end))
}

/// The proper name that a noun phrase is or ends in ("the daily Halden Herald"), without its
/// article.
fn name(scene: &Scene<'_, '_>, head: usize) -> Option<Range<usize>> {
    let proper = |at: usize| scene.tag(at).starts_with("NNP");
    let last = if proper(head) {
        head
    } else {
        let apposed = scene.child(head, &["appos"]).filter(|&at| proper(at));
        let beside = (head + 1..scene.sentence(head).end)
            .take_while(|&at| proper(at))
            .last();
        apposed.or(beside)?
    };
    let mut start = last;
    while start > 0 && proper(start - 1) {
        start -= 1;
    }
    Some(start..last + 1)
}

fn is_person(scene: &Scene<'_, '_>, name: &Range<usize>) -> bool {
    scene.name_type(name.end - 1) == Some("PERSON")
}

/// Whether the words are a news outlet's name.
pub(super) fn is_outlet(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let named = words.clone().any(|at| {
        scene.tag(at).starts_with("NNP") || scene.token(at).text().starts_with(char::is_uppercase)
    });
    let first = words.start + usize::from(scene.is(words.start, "the"));
    named
        && words
            .clone()
            .filter(|&at| scene.token(at).text().starts_with(char::is_uppercase))
            .any(|at| LEXICON.is_outlet(&scene.lower(at), at == first))
}

/// Verbs by which whoever speaks names the one they have it from.
const CITES: &[&str] = &["cite", "quote"];

fn cites(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.tag(at) == "VBG" && CITES.contains(&scene.lemma(at).as_str())
}

/// "The minister told parliament, citing the hospital, that 12 had died", where the tree hangs what
/// the minister told on the hospital.
fn behind_citing(scene: &Scene<'_, '_>, verb: usize) -> Option<Attributed> {
    let said = scene.head(verb);
    let cue = LEXICON
        .verb(&scene.lemma(said))
        .filter(|cue| cue.has(Frame::Say))?;
    let noun = scene.child(verb, &["dobj"])?;
    let clause = scene.child(noun, &["relcl", "acl", "ccomp"])?;
    let content = scene.subtree(clause);
    let set_off = content.start > noun && scene.token(content.start - 1).text() == ",";
    let that = scene
        .children(clause)
        .iter()
        .any(|&child| scene.is(child, "that") && scene.dep(child) == "mark");
    let speaker = source::of_verb(scene, said)?;
    let source = scene.trimmed(scene.subtree(noun).start..content.start);
    let cited = verb..verb + 1;
    (set_off && that && said < verb).then(|| Attributed {
        status: super::status::of(scene, Some(&source)),
        source: vec![source],
        cue: vec![cited],
        content: vec![scene.trimmed(content)],
        addressee: Vec::new(),
        act: cue.act,
        vouches: true,
        owner: None,
        via: vec![speaker.tokens],
    })
}

/// "The Herald reported 12 deaths, citing the ministry", "A spokesman, quoting the hospital, said":
/// what the verb of saying puts on the one, on the word of the other.
fn cited(
    scene: &Scene<'_, '_>,
    found: &[Attributed],
    by_cue: &BTreeMap<usize, usize>,
    verb: usize,
) -> Option<Attributed> {
    let source = source::phrase(scene, scene.child(verb, &["dobj"])?, None, true).tokens;
    let above = scene.head(verb);
    let relayed = [above, scene.head(above)]
        .iter()
        .filter_map(|said| found.get(*by_cue.get(said)?))
        .find(|it| it.vouches && !it.content.iter().any(|part| part.contains(&verb)))?;
    let cue = verb..verb + 1;
    Some(Attributed {
        status: super::status::of(scene, Some(&source)),
        source: vec![source],
        cue: vec![cue],
        content: relayed.content.clone(),
        addressee: Vec::new(),
        act: relayed.act,
        vouches: true,
        owner: None,
        via: relayed.source.clone(),
    })
}
