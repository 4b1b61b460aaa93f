//! Which words say where a claim holds.

use std::ops::Range;

use restated_language::{Annotated, Pos, Token};

use super::links::Links;
use super::tables::TABLES;
use crate::Document;
use crate::tree::children;

/// How far from a claim its place is looked for, in tokens.
const REACH: usize = 60;

/// The words that say where the claim at `tokens` holds: "Kursk region", "the village of Orvik",
/// without the preposition. `signal` as for [`when`](super::when()).
///
/// A place is what follows a preposition of place and is labelled as one, or bears a name beside
/// a noun that makes it one. The label of a name is not trusted where the preposition is "in" or
/// "near", which takes hardly anything else.
pub fn place(
    document: &Document<'_>,
    tokens: Range<usize>,
    signal: Option<usize>,
) -> Option<Range<usize>> {
    let annotated = document.annotated;
    let links = Links::new(annotated, tokens.clone(), signal)?;
    let sentence = annotated
        .sentences
        .get(annotated.sentence_of(tokens.start))?;
    let from = sentence.start.max(tokens.start.saturating_sub(REACH));
    let to = sentence.end.min(tokens.end.saturating_add(REACH));
    (from..to)
        .map(|index| annotated.token(index))
        .filter(|token| token.dep() == "pobj" && !tokens.contains(&token.index))
        .filter(|token| is_place(annotated, *token))
        .filter_map(|token| {
            let cost = links.cost(token.head())?;
            Some((cost, token.index.abs_diff(tokens.start), token))
        })
        .min_by_key(|(cost, distance, _)| (*cost, *distance))
        .map(|(_, _, token)| phrase(annotated, token))
}

fn is_place(annotated: &Annotated<'_>, noun: Token<'_, '_>) -> bool {
    let preposition = noun.head().text().to_lowercase();
    if !TABLES.place(&preposition, "preposition") {
        return false;
    }
    let label = label(annotated, noun.index);
    let labelled = label.is_some_and(|label| TABLES.place(label, "name"));
    let other = label.is_some_and(|label| TABLES.place(label, "other"));
    let kind = TABLES.place(&noun.lemma().to_lowercase(), "kind");
    let named = phrase(annotated, noun).any(|index| annotated.token(index).pos() == Pos::PROPN);
    let trusted = ["in", "near"].contains(&preposition.as_str());
    labelled || (kind && named) || (trusted && noun.pos() == Pos::PROPN && !other)
}

/// The label of the name that a token stands in.
fn label<'a>(annotated: &'a Annotated<'_>, index: usize) -> Option<&'a str> {
    let at = annotated
        .entities
        .partition_point(|entity| entity.tokens.end <= index);
    annotated
        .entities
        .get(at)
        .filter(|entity| entity.tokens.contains(&index))
        .map(|entity| annotated.entity_type(entity))
}

/// A noun with what stands before it and a name that "of" ties to it.
fn phrase(annotated: &Annotated<'_>, noun: Token<'_, '_>) -> Range<usize> {
    let first = |token: Token<'_, '_>| {
        children(annotated, token)
            .filter(|child| {
                matches!(
                    child.dep(),
                    "det" | "compound" | "amod" | "poss" | "nmod" | "nummod"
                )
            })
            .map(|child| child.index)
            .min()
            .map_or(token.index, |index| index.min(token.index))
    };
    let mut start = first(noun);
    if start < noun.index {
        // "Orvia’s Kesten district", "the old Marrow Deep mine".
        start = start.min(first(annotated.token(start)));
    }
    let name = children(annotated, noun)
        .find(|child| {
            child.dep() == "prep" && child.index == noun.index + 1 && child.text() == "of"
        })
        .and_then(|of| children(annotated, of).find(|child| child.pos() == Pos::PROPN));
    let end = name.map_or(noun.index, |name| name.index) + 1;
    start..end
}
