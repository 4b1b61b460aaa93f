//! Quotations that are a paragraph by themselves: they go on with what the one before said, or
//! stand over the name of their speaker.
//!
//! > "The bridge is shut," Lena Orvik said.
//! >
//! > "It will stay shut until May."
//! >
//! > "A dark day for the valley."
//! >
//! > – Jonas Verrick, mayor

use std::ops::Range;

use super::scene::Scene;
use super::{Act, Attributed, status};

/// Tokens from which such a quotation, with its marks, is speech.
const SPEECH: usize = 6;
/// Tokens of a line that names a speaker, at most.
const BYLINE: usize = 16;

/// Puts every quotation that fills its lines and is nobody's on whom it goes with.
pub(super) fn adopt(scene: &Scene<'_, '_>, found: &mut Vec<Attributed>) {
    let mut owned = vec![false; scene.len()];
    for part in found.iter().flat_map(|it| &it.content) {
        owned[part.clone()].fill(true);
    }
    let lines = lines(scene);
    for quote in scene.quotes.iter().filter(|quote| quote.tokens.len() >= SPEECH) {
        let first = line_of(&lines, quote.tokens.start);
        let last = line_of(&lines, quote.tokens.end - 1);
        let fills = lines[first].start == quote.tokens.start && lines[last].end == quote.tokens.end;
        if !fills || owned[quote.tokens.clone()].contains(&true) {
            continue;
        }
        let content = quote.tokens.clone();
        if let Some(named) = lines.get(last + 1).and_then(|line| byline(scene, line)) {
            let (cue, source) = named;
            found.push(Attributed {
                status: status::of(scene, Some(&source)),
                source: vec![source],
                cue: vec![cue],
                content: vec![content],
                addressee: Vec::new(),
                act: Act::Assert,
                vouches: true,
                owner: None,
                via: Vec::new(),
            });
        } else if let Some(speaker) = first
            .checked_sub(1)
            .and_then(|line| speaker(scene, found, &lines[line]))
        {
            found[speaker].content.push(content);
        } else {
            continue;
        }
        owned[quote.tokens.clone()].fill(true);
    }
}

/// The attribution that speaks last in `line`: one of words that somebody says, and of these the
/// last that has quoted words, if one has.
fn speaker(scene: &Scene<'_, '_>, found: &[Attributed], line: &Range<usize>) -> Option<usize> {
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
    (0..found.len())
        .filter(|at| in_line(&found[*at]))
        .max_by_key(|at| place(*at))
}

/// The dash and the name of "– Jonas Verrick, mayor".
fn byline(scene: &Scene<'_, '_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let dash = line.start;
    let text = scene.token(dash).text();
    let name = dash + 1;
    let is_byline = matches!(text, "-" | "–" | "—" | "―" | "--")
        && (2..=BYLINE).contains(&line.len())
        && scene.token(name).text().starts_with(char::is_uppercase);
    let end = (name..line.end)
        .find(|at| matches!(scene.token(*at).text(), "," | ";" | "(" | "."))
        .unwrap_or(line.end);
    is_byline.then_some((dash..name, name..end))
}

/// The lines of the text that have tokens.
fn lines(scene: &Scene<'_, '_>) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for at in 0..scene.len() {
        match lines.last_mut() {
            Some(line) if scene.paragraph(line.start) == scene.paragraph(at) => line.end = at + 1,
            _ => lines.push(at..at + 1),
        }
    }
    lines
}

fn line_of(lines: &[Range<usize>], token: usize) -> usize {
    lines.partition_point(|line| line.end <= token)
}
