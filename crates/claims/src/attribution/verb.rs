//! Verbs that put words on somebody, with what they put on whom.

use std::ops::Range;

use restated_language::Pos;

use super::lexicon::{AT_QUOTE, Cue, Frame, LEXICON};
use super::scene::Scene;
use super::source::{self, Source};
use super::{Act, Attributed, clause, content, direct, status};

/// A verb in use as a cue.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub(super) at: usize,
    pub(super) cue: &'static Cue,
    /// The verb with its auxiliaries and particle.
    pub(super) group: Range<usize>,
    pub(super) source: Option<Source>,
    /// Whether what would be its object is its subject: "was told".
    pub(super) passive: bool,
    /// The word that goes with the verb: "out" of "point out", "for" of "call for".
    pub(super) particle: Option<usize>,
    /// Whether the table has it; others are cues beside quoted words only.
    pub(super) listed: bool,
}

impl Verb {
    /// From the first word of source or verb to the last, where they stand together.
    pub(super) fn core(&self) -> Range<usize> {
        match &self.source {
            Some(source) if source.own => {
                self.group.start.min(source.tokens.start)..self.group.end.max(source.tokens.end)
            }
            _ => self.group.clone(),
        }
    }

    /// Whether quoted words can be its content.
    pub(super) fn says(&self) -> bool {
        self.cue.has(Frame::Say)
    }
}

/// Every verb of the document that may be a cue.
fn verbs(scene: &Scene<'_, '_>) -> Vec<Verb> {
    (0..scene.len()).filter_map(|at| verb(scene, at)).collect()
}

fn verb(scene: &Scene<'_, '_>, at: usize) -> Option<Verb> {
    if scene.token(at).pos() != Pos::VERB || matches!(scene.dep(at), "aux" | "auxpass" | "amod") {
        return None;
    }
    let (cue, particle, listed) = entry(scene, at);
    let passive = is_passive(scene, at);
    let group = group(scene, at, particle);
    let source = if passive {
        source::agent(scene, at)
    } else {
        let says = listed && cue.has(Frame::Say);
        source::behind_quote(scene, at, group.start)
            .or_else(|| source::of_verb(scene, at))
            .or_else(|| inverted(scene, at, says))
            .or_else(|| {
                let finite = matches!(scene.tag(at), "VBD" | "VBZ" | "VBP")
                    && !matches!(scene.dep(at), "acl" | "relcl" | "advcl");
                let start = group.start;
                (says && finite).then(|| {
                    source::in_front(scene, at, start)
                        .or_else(|| source::all_in_front(scene, at, start))
                })?
            })
    };
    Some(Verb {
        at,
        cue,
        group,
        source,
        passive,
        particle,
        listed,
    })
}

/// "…," asked Bennett, where the tree takes Bennett for the object, or for the subject of what he
/// did then.
fn inverted(scene: &Scene<'_, '_>, at: usize, says: bool) -> Option<Source> {
    let quoted = scene.quote(at.checked_sub(1)?).is_some() && scene.quote(at).is_none();
    if !says || !quoted {
        return None;
    }
    let behind = scene
        .child(at, &["dobj", "attr", "oprd", "npadvmod", "dative"])
        .or_else(|| {
            scene.child(
                scene.child(at, &["ccomp"]).filter(|&clause| clause > at)?,
                &["nsubj"],
            )
        })?;
    (scene.subtree(behind).start == at + 1).then(|| source::phrase(scene, behind, Some(at), true))
}

fn entry(scene: &Scene<'_, '_>, at: usize) -> (&'static Cue, Option<usize>, bool) {
    let lemma = scene.lemma(at);
    let with = |child: usize| LEXICON.verb(&format!("{lemma} {}", scene.lower(child)));
    let particles = scene.children(at).iter().copied().filter(|&child| {
        child > at
            && child <= at + 4
            && matches!(
                scene.dep(child),
                "prt" | "prep" | "advmod" | "acomp" | "oprd" | "ccomp"
            )
    });
    for child in particles {
        if let Some(cue) = with(child) {
            return (cue, Some(child), true);
        }
    }
    match LEXICON.verb(&lemma) {
        Some(cue) => (cue, None, true),
        None => (&AT_QUOTE, None, false),
    }
}

fn is_passive(scene: &Scene<'_, '_>, at: usize) -> bool {
    if scene.tag(at) != "VBN" {
        return false;
    }
    let have = scene.children(at).iter().any(|&child| {
        scene.dep(child) == "aux"
            && matches!(
                scene.lower(child).as_str(),
                "have" | "has" | "had" | "'ve" | "’ve" | "'s" | "’s" | "having" | "'d" | "’d"
            )
    });
    scene
        .child(at, &["auxpass", "nsubjpass", "agent"])
        .is_some()
        || (!have
            && matches!(scene.dep(at), "acl" | "advcl")
            && scene.child(at, &["nsubj"]).is_none())
}

fn group(scene: &Scene<'_, '_>, at: usize, particle: Option<usize>) -> Range<usize> {
    let mut start = at;
    for &child in scene.children(at).iter().rev() {
        let helps = matches!(scene.dep(child), "aux" | "auxpass" | "neg" | "advmod");
        if child < start && helps && scene.subtree(child) == (child..start) {
            start = child;
        }
    }
    // "also said" is the verb alone; "has also said" is not.
    while start < at && scene.dep(start) == "advmod" {
        start += 1;
    }
    let end = particle
        .filter(|&word| word == at + 1)
        .map_or(at + 1, |word| word + 1);
    start..end
}

/// What the verbs of the document put on whom.
pub(super) fn attributed(scene: &Scene<'_, '_>) -> Vec<Attributed> {
    let verbs = verbs(scene);
    let mut quotes: Vec<Vec<Range<usize>>> = vec![Vec::new(); verbs.len()];
    for (owner, quote) in direct::owners(scene, &verbs).into_iter().zip(&scene.quotes) {
        if let Some(owner) = owner {
            quotes[owner].push(quote.tokens.clone());
        }
    }
    verbs
        .iter()
        .zip(&quotes)
        .filter_map(|(verb, quotes)| linked(scene, verb, quotes))
        .collect()
}

fn linked(scene: &Scene<'_, '_>, verb: &Verb, quotes: &[Range<usize>]) -> Option<Attributed> {
    if quotes.is_empty() && !verb.listed {
        return None;
    }
    if scene.quote(verb.at).is_some() && !is_reported_in_quote(scene, verb) {
        return None;
    }
    let content = content::of_verb(scene, verb, quotes);
    if content.parts.is_empty() || (verb.source.is_none() && !verb.passive) {
        return None;
    }
    if !is_done(scene, verb, content.clause) {
        return None;
    }
    let mut source = verb
        .source
        .as_ref()
        .map(|it| source::place_of(scene, it, verb.at).unwrap_or_else(|| it.tokens.clone()));
    let owner = verb.source.as_ref().and_then(|source| {
        source::owner(scene, source).or_else(|| source::antecedent(scene, source))
    });
    let mut via = Vec::new();
    if let Some((by, relay)) = verb
        .source
        .as_ref()
        .and_then(|it| source::briefed(scene, it))
    {
        source = Some(by);
        via.push(relay);
    }
    if verb.passive && source.is_some() {
        via.extend(content.addressee.clone());
    }
    Some(Attributed {
        status: status::of(scene, owner.as_ref().or(source.as_ref())),
        source: source.into_iter().collect(),
        cue: vec![verb.group.clone()],
        content: content.parts,
        addressee: content.addressee.into_iter().collect(),
        act: verb.cue.act,
        vouches: content.stated && !is_withheld(scene, verb),
        owner,
        via,
    })
}

/// "Could not confirm that 12 had died", "neither side has confirmed": nothing stands on their word.
fn is_withheld(scene: &Scene<'_, '_>, verb: &Verb) -> bool {
    let negated = scene.child(verb.at, &["neg"]).is_some();
    let nobody = verb.source.as_ref().is_some_and(|source| {
        matches!(
            scene.lower(source.tokens.start).as_str(),
            "neither" | "no" | "none" | "nobody"
        )
    });
    (negated || nobody) && verb.cue.act != Act::Deny
}

/// Whether the text says that the act takes place. "Would order 300 troops to leave" and "has
/// plans to raise the toll" only speak of one; saying a whole clause is an act wherever it stands.
fn is_done(scene: &Scene<'_, '_>, verb: &Verb, clause: bool) -> bool {
    let dep = scene.dep(verb.at);
    match scene.tag(verb.at) {
        "VB" => match dep {
            "ROOT" => {
                let asserts = !matches!(verb.cue.act, Act::Order | Act::Urge | Act::Threaten);
                clause && asserts || !is_modal(scene, verb.at)
            }
            "conj" => clause,
            "xcomp" | "advcl" | "relcl" => clause,
            _ => false,
        },
        "VBG" | "VBN" if dep == "acl" && !verb.passive => {
            LEXICON.is_document(&scene.lemma(scene.head(verb.at)))
        }
        "VBN" if dep == "ccomp" => verb.source.is_some(),
        _ => true,
    }
}

/// "would order"
fn is_modal(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let aux = |&child: &usize| scene.dep(child) == "aux" && scene.tag(child) == "MD";
    scene.children(verb).iter().any(aux)
}

/// Whether a verb inside quoted words is worth reading: the one quoted reports what others said.
pub(super) fn is_reported_in_quote(scene: &Scene<'_, '_>, verb: &Verb) -> bool {
    let speaks_of_itself = |source: &Source| {
        matches!(
            scene.lower(source.head).as_str(),
            "i" | "we" | "you" | "it" | "that" | "this" | "who" | "which"
        )
    };
    verb.listed
        && matches!(verb.cue.act, Act::Assert | Act::Deny | Act::Estimate)
        && verb.says()
        && verb
            .source
            .as_ref()
            .is_some_and(|source| source.own && !speaks_of_itself(source))
        && clause::clause(scene, verb).is_some()
}
