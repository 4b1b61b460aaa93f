//! Quotations that are a paragraph by themselves: they go on with what the one before said, or
//! have the name of their speaker behind or below them.
//!
//! > "The bridge is shut," Lena Orvik said.
//! >
//! > "It will stay shut until May."
//! >
//! > "A dark day for the valley."
//! >
//! > – Anton Ostrow, mayor

use std::ops::Range;

use super::scene::Scene;
use super::{Act, Attributed, status};

/// Tokens from which such a quotation, its marks among them, is speech.
const SPEECH: usize = 6;
/// Tokens of a line that names a speaker, at most.
const BYLINE: usize = 16;

/// Puts every quotation that fills its lines and is nobody's on whom it goes with.
pub(super) fn adopt(scene: &Scene<'_, '_>, found: &mut Vec<Attributed>) {
    let mut owned = vec![false; scene.len()];
    for part in found.iter().flat_map(|it| &it.content) {
        owned[part.clone()].fill(true);
    }
    let lines: Vec<Range<usize>> = scene.lines().collect();
    // Whose content ends in each line.
    let mut speakers: Vec<Vec<usize>> = vec![Vec::new(); lines.len() + 1];
    for (number, it) in found.iter().enumerate() {
        if let Some(part) = it.content.last() {
            speakers[line_of(&lines, part.start)].push(number);
        }
    }
    for quote in &scene.quotes {
        let tokens = &quote.tokens;
        let (first, last) = (
            line_of(&lines, tokens.start),
            line_of(&lines, tokens.end - 1),
        );
        // What is quoted may itself tell what somebody says.
        let taken = owned[tokens.clone()].iter().filter(|owned| **owned).count();
        if tokens.len() < SPEECH || lines[first].start != tokens.start || 2 * taken > tokens.len() {
            continue;
        }
        let content = vec![tokens.clone()];
        let rest = tokens.end..lines[last].end;
        let below = lines.get(last + 1).filter(|_| rest.is_empty());
        if let Some((cue, source)) = byline(scene, below.unwrap_or(&rest)) {
            found.push(Attributed {
                status: status::of(scene, Some(&source)),
                source: vec![source],
                cue: vec![cue],
                content,
                addressee: Vec::new(),
                act: Act::Assert,
                vouches: true,
                owner: None,
                via: Vec::new(),
            });
        } else if rest.is_empty() && taken == 0 {
            let before = first.checked_sub(1);
            let speaker = before.and_then(|line| {
                let candidates = speakers[line].iter().copied();
                speaker(scene, found, &lines[line], candidates)
            });
            let Some(speaker) = speaker else {
                continue;
            };
            found[speaker].content.extend(content);
            speakers[last].push(speaker);
        } else {
            continue;
        }
        owned[tokens.clone()].fill(true);
    }
}

/// The attribution that speaks last in `line`: one of words that somebody says, and of these the
/// last that has quoted words, if one has.
fn speaker(
    scene: &Scene<'_, '_>,
    found: &[Attributed],
    line: &Range<usize>,
    candidates: impl Iterator<Item = usize>,
) -> Option<usize> {
    let in_line = |it: &Attributed| {
        let ends = it
            .content
            .last()
            .is_some_and(|part| line.contains(&part.start));
        ends && it.vouches && !it.source.is_empty()
    };
    let quotes = |it: &Attributed| {
        let is_quoted = |part: &Range<usize>| {
            scene
                .quote(part.start)
                .is_some_and(|quote| scene.quotes[quote].sentence_like)
        };
        it.content.iter().any(is_quoted)
    };
    let place = |at: usize| {
        (
            quotes(&found[at]),
            found[at].cue.first().map(|cue| cue.start),
        )
    };
    candidates
        .filter(|at| in_line(&found[*at]))
        .max_by_key(|at| place(*at))
}

/// The dash and the name of "– Anton Ostrow, mayor".
fn byline(scene: &Scene<'_, '_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let is_space = |at: usize| scene.token(at).text().trim().is_empty();
    let mut words = line.clone().filter(|at| !is_space(*at));
    let (dash, name) = (words.next()?, words.next()?);
    let is_byline = (2..=BYLINE).contains(&line.len())
        && matches!(scene.token(dash).text(), "-" | "–" | "—" | "―" | "--")
        && scene.token(name).text().starts_with(char::is_uppercase)
        && !line.clone().any(|at| scene.is_verb(at));
    let ends = |at: &usize| matches!(scene.token(*at).text(), "," | ";" | "(" | ".");
    let end = (name..line.end).find(ends).unwrap_or(line.end);
    (is_byline && name < end).then_some((dash..dash + 1, name..end))
}

fn line_of(lines: &[Range<usize>], token: usize) -> usize {
    lines.partition_point(|line| line.end <= token)
}
