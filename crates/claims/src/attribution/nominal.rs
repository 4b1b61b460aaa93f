//! Nouns that put words on somebody: "the minister's claim that", "estimates by the army of".

use std::ops::Range;

use restated_language::Pos;

use super::lexicon::{Cue, Frame, LEXICON};
use super::scene::Scene;
use super::source::{self, Source};
use super::{Act, Attributed, status};

/// A noun in use as a cue.
#[derive(Clone, Debug)]
struct Nominal {
    cue: &'static Cue,
    words: Range<usize>,
    source: Option<Source>,
    content: Range<usize>,
    /// The noun phrase where it is of a document that nobody is said to have made.
    owner: Option<Range<usize>>,
    /// Whether the content is a clause.
    clause: bool,
}

/// What nouns put on whom.
pub(super) fn attributed(scene: &Scene<'_, '_>) -> impl Iterator<Item = Attributed> {
    nominals(scene).into_iter().map(|it| {
        let source = it.source.map(|source| source.tokens);
        Attributed {
            status: status::of(scene, source.as_ref()),
            source: source.into_iter().collect(),
            vouches: it.clause || it.cue.states,
            act: it.cue.act,
            cue: vec![it.words],
            content: vec![it.content],
            addressee: Vec::new(),
            // "Reports that 12 had died" stand on the reports.
            owner: it.owner,
            via: Vec::new(),
        }
    })
}

/// All of them, in order.
fn nominals(scene: &Scene<'_, '_>) -> Vec<Nominal> {
    (0..scene.len())
        .filter(|&at| scene.token(at).pos() == Pos::NOUN && scene.quote(at).is_none())
        .filter_map(|at| misread(scene, at).or_else(|| nominal(scene, at)))
        .collect()
}

/// "Western intelligence estimates about 11,000 troops have been …", where the tree takes the verb
/// for a noun: a number follows it.
fn misread(scene: &Scene<'_, '_>, at: usize) -> Option<Nominal> {
    const NEAR: usize = 4;
    let word = scene.lower(at);
    let cue = LEXICON.verb(word.strip_suffix('s')?)?;
    let sentence = scene.sentence(at);
    let lead = scene.lead(at);
    let reports = matches!(cue.act, Act::Assert | Act::Estimate) && cue.has(Frame::Say);
    let number = (at + 1..sentence.end.min(at + NEAR))
        .take_while(|&next| {
            matches!(
                scene.token(next).pos(),
                Pos::ADV | Pos::ADP | Pos::ADJ | Pos::NUM | Pos::SYM
            )
        })
        .any(|next| scene.token(next).pos() == Pos::NUM);
    let clause = (at + 1..sentence.end).any(|next| scene.is_verb(next));
    let before = lead..at;
    let names = !before.is_empty()
        && before
            .clone()
            .all(|word| !scene.is_verb(word) && !scene.is_punct(word));
    if !(reports && number && clause && names) || scene.token(at).pos() != Pos::NOUN {
        return None;
    }
    Some(Nominal {
        cue,
        words: at..at + 1,
        source: Some(Source {
            head: at - 1,
            tokens: before,
            own: true,
        }),
        content: scene.trimmed(at + 1..sentence.end),
        owner: None,
        clause: true,
    })
}

fn nominal(scene: &Scene<'_, '_>, noun: usize) -> Option<Nominal> {
    let cue = LEXICON.noun(&scene.lemma(noun))?;
    let clause = scene
        .children(noun)
        .iter()
        .copied()
        .find(|&child| cue.has(Frame::Say) && is_complement(scene, child));
    let about = || {
        cue.prepositions().find_map(|word| {
            let preposition = scene.preposition(noun, word)?;
            let object = scene.child(preposition, &["pobj", "pcomp"])?;
            Some((preposition, object))
        })
    };
    let (words, content) = match clause {
        Some(clause) => (noun..noun + 1, scene.subtree(clause)),
        None => {
            let (preposition, object) = about()?;
            let end = if preposition == noun + 1 {
                preposition + 1
            } else {
                noun + 1
            };
            (noun..end, scene.subtree(object))
        }
    };
    let source = named(scene, noun);
    // "the number of dead" is nobody's; "the ministry's count of dead" is.
    if clause.is_none() && (!cue.states || source.is_none() && cue.act == Act::Estimate) {
        return None;
    }
    let content = scene.trimmed(content);
    let apart = source.as_ref().is_none_or(|source| {
        source.tokens.end <= content.start || content.end <= source.tokens.start
    });
    let owner = (source.is_none() && LEXICON.is_document(&scene.lemma(noun)))
        .then(|| scene.trimmed(scene.subtree(noun).start..content.start.max(noun + 1)));
    (apart && !content.is_empty()).then_some(Nominal {
        cue,
        words,
        source,
        content,
        owner,
        clause: clause.is_some(),
    })
}

/// "that he left", "to leave", but not "that he made" or "to read".
fn is_complement(scene: &Scene<'_, '_>, child: usize) -> bool {
    let mark = |word: &str, deps: &[&str]| {
        scene
            .children(child)
            .iter()
            .any(|&at| scene.is(at, word) && deps.contains(&scene.dep(at)))
    };
    match scene.dep(child) {
        "acl" | "ccomp" | "relcl" => mark("that", &["mark"]),
        _ => false,
    }
}

/// Whose the noun is: its possessor, who it is by or from, or who makes it.
fn named(scene: &Scene<'_, '_>, noun: usize) -> Option<Source> {
    if let Some(owner) = scene.child(noun, &["poss"]) {
        return Some(source::phrase(scene, owner, None, true));
    }
    let by = ["by", "from", "among"].into_iter().find_map(|word| {
        let preposition = scene.preposition(noun, word)?;
        scene.child(preposition, &["pobj"])
    });
    if let Some(by) = by {
        return Some(source::phrase(scene, by, None, true));
    }
    let given = scene
        .children(noun)
        .iter()
        .copied()
        .find(|&child| scene.dep(child) == "acl" && scene.tag(child) == "VBN");
    if let Some(agent) = given.and_then(|verb| source::agent(scene, verb)) {
        return Some(agent);
    }
    // "The union made the claim that", "residents voiced fears of".
    let verb = scene.head(noun);
    (scene.dep(noun) == "dobj" && LEXICON.is_light(&scene.lemma(verb)))
        .then(|| source::of_verb(scene, verb))?
}
