//! Who stands out in a sentence: for a source, the one who spoke; else the
//! subject. As in the centering of Grosz, Joshi and Weinstein (Computational
//! Linguistics 21(2), 1995), grammatical roles rank; unlike there, a tie is
//! left open.

use super::clusters::Clusters;
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::scene::{DEPTH, Scene, Start};

/// How a mention stands in its sentence, the most salient first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Speaks, and the pronoun is a source too.
    Speaker,
    /// Subject of the main clause, and the pronoun is a source.
    MainSubject,
    /// Subject.
    Subject,
    /// Anything else.
    Bystander,
}

/// The one of these mentions of one sentence that a pronoun means, if one
/// stands out.
pub(super) fn salient(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    pronoun: usize,
    fitting: &[usize],
) -> Option<usize> {
    let speaks = scene.speech_by(pronoun).is_some();
    let ranked: Vec<(Rank, usize)> = fitting
        .iter()
        .map(|&at| (rank(scene, at, speaks), at))
        .collect();
    let top = ranked.iter().map(|(rank, _)| *rank).min()?;
    let mut group: Vec<usize> = ranked
        .iter()
        .filter(|(rank, _)| *rank == top)
        .map(|(_, at)| *at)
        .collect();
    let gender = scene.mentions[pronoun].gender;
    let sure = |at: &usize| gender.is_none() || clusters.profile(*at).gender == gender;
    if group.iter().any(sure) {
        group.retain(sure);
    } else if fitting.iter().any(sure) && top > Rank::Speaker {
        // Someone who surely is of that gender stands in the background.
        return None;
    }
    // A bystander is no antecedent of "it" and "they", nor of a pronoun whose
    // gender nobody knows that bystander to have.
    let group_alone = speaks && is_group_alone(scene, clusters, &group);
    if top == Rank::Bystander && !group_alone && (gender.is_none() || !group.iter().any(sure)) {
        return None;
    }
    // Several who say something were heard before, or are told apart from others:
    // not just any "more women".
    let plural = scene.mentions[pronoun].number == Some(Number::Plural);
    if speaks && plural && top > Rank::Speaker && !group_alone {
        return None;
    }
    // The writer's question names nobody who goes on speaking.
    if speaks && top > Rank::Speaker && is_question(scene, fitting[0]) {
        return None;
    }
    let last = *group.last()?;
    let one = |at: usize| clusters.root(at) == clusters.root(last);
    if !group.iter().all(|&at| one(at)) {
        return None;
    }
    // Whoever was asked answers.
    if top == Rank::Speaker && asks(scene, last) {
        let asked: Vec<usize> = fitting.iter().copied().filter(|&at| !one(at)).collect();
        return match asked.as_slice() {
            [answers] => Some(*answers),
            _ => None,
        };
    }
    // Someone whom the sentence brings in by full name may be about to speak.
    let newcomer = fitting.iter().any(|&at| {
        let first = clusters.profile(at).members.first().copied();
        !one(at)
            && scene.details[at].words.len() > 1
            && first.is_some_and(|first| scene.sentence(first) >= scene.sentence(at))
    });
    (!newcomer || !speaks || top == Rank::Speaker).then_some(last)
}

/// Whether "they" can only be this one group of persons: a list of them, or a
/// plural that tells them apart ("his lawyers").
fn is_group_alone(scene: &Scene<'_, '_>, clusters: &Clusters, group: &[usize]) -> bool {
    let told_apart = |&at: &usize| {
        let known = matches!(scene.details[at].start, Start::Definite | Start::Possessive);
        let mention = &scene.mentions[at];
        let profile = clusters.profile(at);
        profile.sort == Some(Sort::Person)
            && profile.number == Some(Number::Plural)
            && (mention.kind == Kind::Group || (mention.kind == Kind::Nominal && known))
    };
    clusters.are_one(group.iter().copied()) && group.iter().any(told_apart)
}

/// Whether the mention's sentence is a question.
fn is_question(scene: &Scene<'_, '_>, mention: usize) -> bool {
    let tokens = scene.tree.sentence_tokens(scene.sentence(mention));
    let last = tokens.end.checked_sub(1);
    last.is_some_and(|last| scene.tree.token(last).text() == "?")
}

fn rank(scene: &Scene<'_, '_>, mention: usize, speaks: bool) -> Rank {
    let first = first_of_list(scene, mention);
    let tree = &scene.tree;
    let speech = scene.speech_by(first);
    let main = speech.is_some_and(|speech| !is_told(scene, speech.verb));
    let clause = tree.head(scene.head(first));
    let root = tree.head(clause) == clause;
    match () {
        () if speaks && main => Rank::Speaker,
        () if speaks && root && scene.is_subject(first) => Rank::MainSubject,
        () if scene.is_subject(first) || speech.is_some() => Rank::Subject,
        () => Rank::Bystander,
    }
}

/// Whether a verb of saying stands in what someone else says.
fn is_told(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let mut at = verb;
    for _ in 0..DEPTH {
        let above = tree.head(at);
        if above == at {
            return false;
        }
        if tree.dep(at) == "ccomp" && scene.is_verb_of_speech(above) {
            return true;
        }
        at = above;
    }
    false
}

/// Whether the mention's speech is a question.
fn asks(scene: &Scene<'_, '_>, mention: usize) -> bool {
    scene.speech_by(mention).is_some_and(|speech| {
        let lemma = scene.tree.token(speech.verb).lemma().to_lowercase();
        lexicon().is_question(&lemma)
    })
}

/// "Keller" of "Keller and Brandt": what one of them does, both do.
fn first_of_list(scene: &Scene<'_, '_>, mention: usize) -> usize {
    let tree = &scene.tree;
    let mut head = scene.head(mention);
    for _ in 0..DEPTH {
        if tree.dep(head) != "conj" || tree.head(head) >= head {
            break;
        }
        head = tree.head(head);
    }
    scene.at_head(head).unwrap_or(mention)
}
