//! Rules and network together: the network says what is put on whom, the rules what kind of act it
//! is, who is told, and through whom it came.
//!
//! The network learned from people's markings and knows attitudes and nouns that no table has; the
//! rules know headlines and chains, which those people did not mark. Where both see a cue, less
//! certainty of the network is enough; what the rules alone see counts in headlines, in relays,
//! where an institution gives a number, and where reported words go on without a cue.

use std::ops::Range;

use restated_language::Pos;
use rustc_hash::{FxHashMap, FxHashSet};

use super::learned::{self, Tagged};
use super::lexicon::LEXICON;
use super::scene::Scene;
use super::source::{self, Source};
use super::{Act, Attributed, Readings, by_rule, orphan, status};
use crate::Document;

/// Log odds from which the network is believed alone, and together with a rule.
const ALONE: f32 = 0.3;
const TOGETHER: f32 = -0.5;

/// The attributions of an English document, by both and by rule.
pub(super) fn english(document: &Document<'_>) -> Readings {
    let scene = Scene::new(document);
    let ruled = by_rule(&scene);
    let all = match learned::tagged(document, TOGETHER) {
        Some(tagged) => united(&scene, ruled.clone(), tagged),
        None => ruled.clone(),
    };
    Readings { all, ruled }
}

fn united(
    scene: &Scene<'_, '_>,
    ruled: Vec<Attributed>,
    mut tagged: Vec<Tagged>,
) -> Vec<Attributed> {
    let cues = Cues::new(&ruled);
    let mut ruled: Vec<Option<Attributed>> = ruled.into_iter().map(Some).collect();
    tagged.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.head.cmp(&b.head)));
    let mut found: Vec<Attributed> = Vec::new();
    let mut contents: FxHashSet<Vec<Range<usize>>> = FxHashSet::default();
    for tagged in tagged {
        let rule = cues.find(&ruled, &tagged).and_then(|at| ruled[at].take());
        let least = if rule.is_some() { TOGETHER } else { ALONE };
        if tagged.sure < least || contents.contains(&tagged.attributed.content) {
            continue;
        }
        let it = match rule {
            Some(rule) => both(scene, tagged, rule),
            None => alone(scene, tagged),
        };
        contents.insert(it.content.clone());
        found.push(it);
    }
    leave_to_nearer(scene, &mut found);
    let ruled: Vec<Attributed> = ruled
        .into_iter()
        .flatten()
        .filter(|it| it.vouches)
        .collect();
    let (led, bare): (Vec<_>, Vec<_>) = ruled.into_iter().partition(|it| !it.cue.is_empty());
    // Relays say again, through whom, what is there already.
    let (relays, led): (Vec<_>, Vec<_>) = led.into_iter().partition(|it| !it.via.is_empty());
    add_free(
        scene,
        &mut found,
        led.into_iter()
            .filter(|it| is_in_headline(scene, it) || is_count(scene, it)),
    );
    orphan::adopt(scene, &mut found);
    add_free(scene, &mut found, bare);
    found.extend(relays);
    for it in &mut found {
        // Nobody says a dateline.
        for part in &mut it.content {
            part.start = scene.past_dateline(part.start).min(part.end);
        }
        it.source.retain(|part| !part.is_empty());
        it.content.retain(|part| !part.is_empty());
    }
    found.retain(|it| !it.content.is_empty());
    found.sort_by_key(|it| {
        let start = |parts: &[Range<usize>]| parts.first().map(|part| part.start);
        (start(&it.content), start(&it.cue))
    });
    found
}

/// Takes from each content the later parts, in other sentences than its cue, that somebody has who
/// speaks in that sentence.
fn leave_to_nearer(scene: &Scene<'_, '_>, found: &mut [Attributed]) {
    let sentence = |it: &Attributed| {
        let cue = it.cue.first();
        cue.map(|cue| scene.doc.sentence_of(cue.start))
    };
    let mut owned: Vec<(usize, Range<usize>)> = found
        .iter()
        .flat_map(|it| {
            let own = sentence(it);
            let parts = it.content.iter().cloned();
            own.into_iter()
                .flat_map(move |own| parts.clone().map(move |part| (own, part)))
        })
        .filter(|(own, part)| scene.doc.sentence_of(part.start) == *own)
        .collect();
    owned.sort_by_key(|(own, part)| (*own, part.start));
    for it in found {
        let (own, mut first) = (sentence(it), true);
        it.content.retain(|part| {
            let here = scene.doc.sentence_of(part.start);
            let is_theirs = |(_, other): &(usize, Range<usize>)| {
                other.start <= part.start && part.end <= other.end
            };
            let from = owned.partition_point(|(own, _)| *own < here);
            let there = owned[from..].iter().take_while(|(own, _)| *own == here);
            let keep = first || own == Some(here) || !there.into_iter().any(is_theirs);
            first = false;
            keep
        });
    }
}

/// Adds those of `more` that say nothing of what is put on somebody already.
fn add_free(
    scene: &Scene<'_, '_>,
    found: &mut Vec<Attributed>,
    more: impl IntoIterator<Item = Attributed>,
) {
    let mut covered = vec![false; scene.len()];
    for part in found.iter().flat_map(|it| &it.content) {
        covered[part.clone()].fill(true);
    }
    let is_free = |it: &Attributed| {
        !it.content
            .iter()
            .any(|part| covered[part.clone()].contains(&true))
    };
    found.extend(more.into_iter().filter(is_free));
}

/// Which of the rules' attributions have a token in their cue.
struct Cues(FxHashMap<usize, Vec<usize>>);

impl Cues {
    fn new(ruled: &[Attributed]) -> Self {
        let mut cues: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (number, rule) in ruled.iter().enumerate() {
            for at in rule.cue.iter().cloned().flatten() {
                cues.entry(at).or_default().push(number);
            }
        }
        Self(cues)
    }

    /// The rule's attribution by the same cue: one whose cue has the head of the network's, or
    /// else shares words with it. A relay's has the same cue as what it relays by, and other
    /// content.
    fn find(&self, ruled: &[Option<Attributed>], tagged: &Tagged) -> Option<usize> {
        let own = &tagged.attributed;
        let overlaps = |part: &Range<usize>, other: &Range<usize>| {
            part.start < other.end && other.start < part.end
        };
        let about = |rule: &Attributed| {
            let mut parts = own.content.iter();
            rule.via.is_empty()
                || parts.any(|part| rule.content.iter().any(|it| overlaps(part, it)))
        };
        let fits = |number: &&usize| ruled[**number].as_ref().is_some_and(about);
        let at = |token: usize| self.0.get(&token).into_iter().flatten().filter(fits);
        let shared = || own.cue.iter().cloned().flatten().flat_map(at).min();
        at(tagged.head).min().or_else(shared).copied()
    }
}

/// Whether somebody who can speak puts a number: the network has met few estimates.
fn is_count(scene: &Scene<'_, '_>, rule: &Attributed) -> bool {
    let speaks = |at: usize| {
        let lemma = scene.lemma(at);
        LEXICON.is_institution(&lemma) || LEXICON.is_anonymous(&lemma)
    };
    let mut parts = rule.content.iter().cloned().flatten();
    rule.source.iter().cloned().flatten().any(speaks)
        && parts.any(|at| scene.token(at).pos() == Pos::NUM)
}

/// Whether the cue's line has no full stop: the network learned from prose alone.
fn is_in_headline(scene: &Scene<'_, '_>, rule: &Attributed) -> bool {
    let Some(at) = rule.cue.first().map(|cue| cue.start) else {
        return false;
    };
    let line = scene.paragraph(at);
    let last = (at..scene.len())
        .take_while(|at| scene.paragraph(*at) == line)
        .filter(|at| !scene.token(*at).text().trim().is_empty())
        .last();
    let ends = |text: &str| {
        matches!(
            text,
            "." | "!" | "?" | ":" | "…" | "”" | "\"" | ")" | "’" | "'"
        )
    };
    last.is_none_or(|last| !ends(scene.token(last).text()))
}

/// The network's source, cue and content, and the rest of the rule.
fn both(scene: &Scene<'_, '_>, tagged: Tagged, rule: Attributed) -> Attributed {
    let learned = tagged.attributed;
    // "Lawmakers briefed by the agency": the rule tells them apart.
    let whole = |part: &Range<usize>| {
        let mut sources = learned.source.iter();
        sources.any(|it| it.start <= part.start && part.end <= it.end)
    };
    let relayed = !rule.via.is_empty() && rule.via.iter().chain(&rule.source).all(whole);
    let source = if relayed {
        rule.source
    } else {
        source(scene, learned.source, rule.source)
    };
    let content = content(scene, learned.content, rule.content);
    Attributed {
        status: status::of(scene, source.first()),
        content: without(content, &rule.addressee),
        source,
        cue: learned.cue,
        vouches: rule.vouches && !is_negated(scene, tagged.head),
        ..rule
    }
}

/// The network's source where it has one, without the day that stands behind it.
fn source(
    scene: &Scene<'_, '_>,
    mut learned: Vec<Range<usize>>,
    ruled: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let Some(own) = learned.first_mut() else {
        return ruled;
    };
    // "From Halden, they report": the rule knows whose word it is.
    let pronoun = own.len() == 1 && scene.is(own.start, "they");
    let elsewhere = |rule: &Range<usize>| rule.end <= own.start;
    if pronoun && ruled.first().is_some_and(elsewhere) {
        return ruled;
    }
    own.start = behind_dateline(scene, own, ruled.first());
    let is_day = |at: usize| scene.dep(at) == "npadvmod" && !own.contains(&scene.head(at));
    let end = own.end - usize::from(own.len() > 1 && is_day(own.end - 1));
    own.end = end;
    learned
}

/// The network's content, or the rule's where that begins at the same word and goes on.
fn content(
    scene: &Scene<'_, '_>,
    mut learned: Vec<Range<usize>>,
    ruled: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    if let Some(first) = learned.first_mut() {
        first.start = behind_dateline(scene, first, ruled.first());
    }
    let start = |parts: &[Range<usize>]| parts.first().map(|part| part.start);
    let holds = |part: &Range<usize>| {
        ruled
            .iter()
            .any(|rule| rule.start <= part.start && part.end <= rule.end)
    };
    let goes_on = start(&learned) == start(&ruled) && learned.iter().all(holds);
    if goes_on { ruled } else { learned }
}

/// Where `part` starts without the dateline that the rule leaves out: "TESSALY (Meridian) – Two …".
fn behind_dateline(
    scene: &Scene<'_, '_>,
    part: &Range<usize>,
    rule: Option<&Range<usize>>,
) -> usize {
    let Some(rule) = rule.filter(|rule| part.start < rule.start && rule.start < part.end) else {
        return part.start;
    };
    let opens = part.start == 0 || scene.paragraph(part.start - 1) != scene.paragraph(part.start);
    let dash = matches!(scene.token(rule.start - 1).text(), "-" | "–" | "—" | "--");
    if opens && dash {
        rule.start
    } else {
        part.start
    }
}

/// Whether the cue is denied: "could not verify", "has not confirmed".
fn is_negated(scene: &Scene<'_, '_>, head: usize) -> bool {
    scene.child(head, &["neg"]).is_some()
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
    let owner = learned.source.first().and_then(|words| {
        let head = words.clone().find(|&at| !words.contains(&scene.head(at)))?;
        let tokens = words.clone();
        source::owner(
            scene,
            &Source {
                head,
                tokens,
                own: true,
            },
        )
    });
    Attributed {
        status: status::of(scene, owner.as_ref().or(learned.source.first())),
        owner,
        act: match cue {
            Some(cue) => cue.act,
            None if says => Act::Assert,
            None => Act::Hold,
        },
        vouches: (says || cue.is_some_and(|cue| cue.states)) && !is_negated(scene, tagged.head),
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
