//! Speech that no cue of its own unit puts on anybody.

use std::ops::Range;

use super::phrase::phrase;
use super::scene::{Item, SPEECH_WORDS, Scene};
use crate::attribution::{Act, Attributed};

/// How many units back the last speaker may stand.
const REACH: usize = 3;

/// Appends, for the quotes of a unit that nothing covers, and for a unit in reported speech, the
/// last speaker of the paragraphs before.
pub(super) fn unit(scene: &Scene<'_>, unit: usize, found: &mut Vec<Attributed>) {
    let tokens = &scene.units[unit].tokens;
    let own = found
        .iter()
        .rev()
        .take_while(|it| {
            it.content
                .first()
                .is_some_and(|part| part.start >= tokens.start)
        })
        .count();
    let covered: Vec<_> = found[found.len() - own..]
        .iter()
        .flat_map(|it| it.content.clone())
        .collect();
    let last = found
        .last()
        .filter(|last| within(scene, unit, last))
        .map(|last| last.source.clone());
    let mut loose = Vec::new();
    let items = &scene.units[unit].items;
    for (at, item) in items.iter().enumerate() {
        let Item::Quote(quote) = item else { continue };
        let quote = &scene.quotes[*quote];
        let reported = covered
            .iter()
            .any(|part| part.start < quote.inner.end && quote.inner.start < part.end);
        if quote.words >= SPEECH_WORDS && !reported {
            let source = introduced(scene, &items[..at]).map(|source| vec![source]);
            loose.extend(
                source
                    .or_else(|| last.clone())
                    .map(|source| (source, quote.inner.clone())),
            );
        }
    }
    if loose.is_empty() && own == 0 && is_reported(scene, unit) {
        loose.extend(last.zip(scene.trimmed(tokens.clone())));
    }
    found.extend(loose.into_iter().map(|(source, content)| Attributed {
        status: scene.status(source.first()),
        vouches: true,
        source,
        cue: Vec::new(),
        content: vec![content],
        addressee: Vec::new(),
        act: Act::Assert,
        owner: None,
        via: Vec::new(),
    }));
}

/// "Brandt zeigte sich erschüttert: „…“": whoever the clause in front of the colon begins with.
fn introduced(scene: &Scene<'_>, before: &[Item]) -> Option<Range<usize>> {
    let Some(Item::Word(colon)) = before.last() else {
        return None;
    };
    let start = before.iter().rev().take_while(|item| match item {
        Item::Word(token) => token == colon || !scene.ends_sentence(*token),
        Item::Quote(_) => false,
    });
    let Some(Item::Word(first)) = before.get(before.len() - start.count()) else {
        return None;
    };
    let speaks = scene.word(*colon) == ":" && !scene.is("preposition", *first);
    phrase(scene, *first, *colon).filter(|_| speaks)
}

fn within(scene: &Scene<'_>, unit: usize, last: &Attributed) -> bool {
    let from = scene.units[unit.saturating_sub(REACH)].tokens.start;
    last.source
        .first()
        .is_some_and(|source| source.start >= from)
        || last
            .content
            .first()
            .is_some_and(|content| content.start >= from)
}

/// Reported speech shows in its mood: "Er habe nichts gesehen." Only the forms that differ from
/// the indicative count, and only in the unit's main clause.
fn is_reported(scene: &Scene<'_>, unit: usize) -> bool {
    scene.units[unit]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Word(token) => Some(*token),
            Item::Quote(_) => None,
        })
        .take_while(|token| scene.word(*token) != ",")
        .any(|token| {
            matches!(
                scene.lower(token),
                "sei"
                    | "seien"
                    | "habe"
                    | "werde"
                    | "könne"
                    | "müsse"
                    | "solle"
                    | "wolle"
                    | "dürfe"
                    | "gebe"
            )
        })
}
