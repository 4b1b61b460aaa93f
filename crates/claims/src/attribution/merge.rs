//! Rules and network together: the network says what is put on whom, the rules what kind of act it
//! is, who is told, and through whom it came.
//!
//! The network learned from people's markings and knows attitudes and nouns that no table has; the
//! rules know headlines and chains, which those people did not mark. Where both see a cue, less
//! certainty of the network is enough; what the rules alone see counts where the network has put
//! nothing on anybody.

use std::ops::Range;

use restated_language::Pos;

use super::learned::{self, Tagged};
use super::lexicon::LEXICON;
use super::scene::Scene;
use super::{Act, Attributed, by_rule, orphan, status};
use crate::Document;

/// Log odds from which the network is believed alone, and together with a rule.
const ALONE: f32 = 0.2;
const TOGETHER: f32 = -1.0;

/// The attributions of `document`, in the order of their first content token. An attribution
/// whose content holds another's whole content is its outer relay.
///
/// Those that the rules find alone where the document came without the tokens' vectors.
pub fn attributions(document: &Document<'_>) -> Vec<Attributed> {
    let scene = Scene::new(document);
    let ruled = by_rule(&scene);
    let Some(mut tagged) = learned::tagged(document, TOGETHER) else {
        return ruled;
    };
    let mut ruled: Vec<Option<Attributed>> = ruled.into_iter().map(Some).collect();
    tagged.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.head.cmp(&b.head)));
    let mut found: Vec<Attributed> = Vec::new();
    for tagged in tagged {
        let rule = same_cue(&ruled, &tagged).and_then(|at| ruled[at].take());
        let least = if rule.is_some() { TOGETHER } else { ALONE };
        let is_new = found
            .iter()
            .all(|other| other.content != tagged.attributed.content);
        if tagged.sure >= least && is_new {
            found.push(match rule {
                Some(rule) => both(&scene, tagged, rule),
                None => alone(&scene, tagged),
            });
        }
    }
    let mut covered = vec![false; scene.len()];
    for part in found.iter().flat_map(|it| &it.content) {
        covered[part.clone()].fill(true);
    }
    let is_free = |it: &Attributed| {
        !it.content
            .iter()
            .any(|part| covered[part.clone()].contains(&true))
    };
    let left = ruled.into_iter().flatten();
    found.extend(left.filter(|it| it.vouches && is_listed(&scene, it) && is_free(it)));
    found.sort_by_key(|it| {
        (
            it.content.first().map(|part| part.start),
            it.cue.first().map(|cue| cue.start),
        )
    });
    orphan::adopt(&scene, &mut found);
    found
}

/// The rule's attribution by the same cue: one whose cue has the head of the network's, or else
/// shares words with it.
fn same_cue(ruled: &[Option<Attributed>], tagged: &Tagged) -> Option<usize> {
    let has = |cue: &[Range<usize>], at: usize| cue.iter().any(|cue| cue.contains(&at));
    let shares = |rule: &Attributed| {
        let own = &tagged.attributed.cue;
        own.iter().cloned().flatten().any(|at| has(&rule.cue, at))
    };
    let find = |fits: &dyn Fn(&Attributed) -> bool| {
        ruled
            .iter()
            .position(|rule| rule.as_ref().is_some_and(fits))
    };
    find(&|rule| has(&rule.cue, tagged.head)).or_else(|| find(&shares))
}

/// Whether a table or a preposition makes the cue one, and not just a quotation beside it.
fn is_listed(scene: &Scene<'_, '_>, rule: &Attributed) -> bool {
    rule.cue.iter().cloned().flatten().any(|at| {
        let lemma = scene.lemma(at);
        LEXICON.verb(&lemma).is_some()
            || LEXICON.noun(&lemma).is_some()
            || scene.token(at).pos() == Pos::ADP
    })
}

/// The network's source, cue and content, and the rest of the rule.
fn both(scene: &Scene<'_, '_>, tagged: Tagged, rule: Attributed) -> Attributed {
    let learned = tagged.attributed;
    let source = if learned.source.is_empty() {
        rule.source
    } else {
        learned.source
    };
    Attributed {
        status: status::of(scene, source.first()),
        content: without(learned.content, &rule.addressee),
        source,
        cue: learned.cue,
        ..rule
    }
}

/// `content` without the addressee that it starts with: "lawmakers that …".
fn without(mut content: Vec<Range<usize>>, addressee: &[Range<usize>]) -> Vec<Range<usize>> {
    for told in addressee {
        for part in &mut content {
            if told.start <= part.start && part.start < told.end && told.end < part.end {
                part.start = told.end;
            }
        }
    }
    content
}

/// What the network alone sees; its head's entry in the tables, if there is one, says the act.
fn alone(scene: &Scene<'_, '_>, tagged: Tagged) -> Attributed {
    let learned = tagged.attributed;
    let says = is_said(scene, &learned.content);
    let head = scene.lemma(tagged.head);
    let particle = scene.child(tagged.head, &["prt", "prep"]);
    let phrase = particle.map(|particle| format!("{head} {}", scene.lower(particle)));
    let cue = phrase
        .and_then(|phrase| LEXICON.verb(&phrase))
        .or_else(|| LEXICON.verb(&head))
        .or_else(|| LEXICON.noun(&head));
    Attributed {
        status: status::of(scene, learned.source.first()),
        act: match cue {
            Some(cue) => cue.act,
            None if says => Act::Assert,
            None => Act::Hold,
        },
        vouches: says || cue.is_some_and(|cue| cue.states),
        ..learned
    }
}

/// Whether the content is what somebody says: quoted like a sentence, or a clause with a subject.
fn is_said(scene: &Scene<'_, '_>, content: &[Range<usize>]) -> bool {
    content.iter().any(|part| {
        let quoted = scene
            .quote(part.start)
            .is_some_and(|quote| scene.quotes[quote].sentence_like);
        let is_subject = |at: usize| {
            matches!(scene.dep(at), "nsubj" | "nsubjpass" | "expl")
                && part.contains(&scene.head(at))
                && matches!(scene.token(scene.head(at)).pos(), Pos::VERB | Pos::AUX)
        };
        let first = part.clone().find(|at| is_subject(*at));
        // The subject of a relative clause does not make a clause of the whole.
        quoted || first.is_some_and(|at| scene.dep(scene.head(at)) != "relcl")
    })
}
