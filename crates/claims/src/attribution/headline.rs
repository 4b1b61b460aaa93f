//! Headlines that put what they say on somebody: "Troops Killed, Orlia Says", "Troops killed:
//! agency", "Troops killed – agency".

use std::ops::Range;

use restated_language::Pos;

use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::{Act, Attributed, status};

/// Longest headline, and longest source in one, in tokens.
const LONGEST: usize = 30;
const LONGEST_SOURCE: usize = 6;

/// What the headlines among the paragraphs put on whom, where `found` does not say.
pub(super) fn attributed(scene: &Scene<'_, '_>, found: &[Attributed]) -> Vec<Attributed> {
    let mut cued = vec![false; scene.len() + 1];
    for cue in found.iter().flat_map(|it| &it.cue) {
        cued[cue.clone()].fill(true);
    }
    scene
        .lines()
        .filter(|line| is_headline(scene, line))
        .filter(|line| !cued[line.clone()].contains(&true))
        .filter_map(|line| says(scene, &line).or_else(|| behind_mark(scene, &line)))
        .collect()
}

fn is_headline(scene: &Scene<'_, '_>, line: &Range<usize>) -> bool {
    line.len() > 3
        && line.len() <= LONGEST
        && !matches!(
            scene.token(line.end - 1).text(),
            "." | ":" | "," | ";" | "”" | "\"" | "!"
        )
}

/// "…, Orlia Says"
fn says(scene: &Scene<'_, '_>, line: &Range<usize>) -> Option<Attributed> {
    let verb = line.end - 1;
    let lemma = scene.lower(verb);
    let lemma = lemma.strip_suffix('s').unwrap_or(&lemma);
    let cue = LEXICON.verb(if lemma == "said" { "say" } else { lemma })?;
    let comma = (line.start..verb)
        .rev()
        .take(LONGEST_SOURCE + 1)
        .find(|&at| matches!(scene.token(at).text(), "," | "–" | "—" | "-" | ":"))?;
    let named = comma + 1 < verb && comma > line.start;
    let (source, said) = (comma + 1..verb, verb..verb + 1);
    (named && cue.has(Frame::Say))
        .then(|| it(scene, source, vec![said], line.start..comma, cue.act))
}

/// "…: agency", "… – agency"
fn behind_mark(scene: &Scene<'_, '_>, line: &Range<usize>) -> Option<Attributed> {
    const SHORT: usize = 4;
    let mark = (line.start..line.end)
        .rev()
        .take(SHORT + 1)
        .find(|&at| matches!(scene.token(at).text(), ":" | "–" | "—" | "-"))?;
    let source = mark + 1..line.end;
    let spaced = scene.token(mark).text() == ":" || {
        let bytes = scene.token(mark).bytes();
        scene.doc.text[..bytes.start].ends_with(' ') && scene.doc.text[bytes.end..].starts_with(' ')
    };
    let names = source.clone().all(|at| {
        matches!(
            scene.token(at).pos(),
            Pos::PROPN | Pos::NOUN | Pos::ADJ | Pos::DET | Pos::ADP
        ) || scene.token(at).text() == "'s"
            || scene.token(at).text() == "’s"
    });
    let speaks = scene
        .names_in(&source)
        .any(|(_, kind)| matches!(kind, "PERSON" | "ORG"))
        || source.clone().any(|at| {
            let lemma = scene.lower(at);
            let single = lemma.strip_suffix('s').unwrap_or(&lemma);
            LEXICON.is_institution(single)
                || LEXICON.is_anonymous(single)
                || LEXICON.is_document(single)
        });
    let tells = (line.start..mark)
        .any(|at| matches!(scene.token(at).pos(), Pos::VERB | Pos::AUX | Pos::NUM));
    (!source.is_empty() && mark > line.start + 2 && spaced && names && speaks && tells).then(|| {
        it(
            scene,
            source.clone(),
            Vec::new(),
            line.start..mark,
            Act::Assert,
        )
    })
}

fn it(
    scene: &Scene<'_, '_>,
    source: Range<usize>,
    cue: Vec<Range<usize>>,
    content: Range<usize>,
    act: Act,
) -> Attributed {
    Attributed {
        status: status::of(scene, Some(&source)),
        source: vec![source],
        cue,
        content: vec![scene.trimmed(content)],
        addressee: Vec::new(),
        act,
        vouches: true,
        owner: None,
        via: Vec::new(),
    }
}
