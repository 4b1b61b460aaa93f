//! What looks like a time and is a name: "the Monday Club", "Theresa May", "USA Today".

use super::grammar::{Found, Grammar};
use super::node::{Base, Node, Part};
use super::tables::TABLES;

/// Those of `found` that are times.
pub(super) fn plausible(grammar: &Grammar<'_, '_>, found: Vec<Found>) -> Vec<Found> {
    found
        .into_iter()
        .filter(|found| !weak(&found.node) || !named(grammar, found))
        .collect()
}

/// Whether the words could be part of a name.
fn weak(node: &Node) -> bool {
    match node {
        Node::Date(date) => match &date.base {
            Base::Written { year, part, .. } => {
                year.is_none()
                    && matches!(
                        part,
                        Part::Weekday | Part::Month(_) | Part::Season(_) | Part::Holiday(_)
                    )
            }
            Base::Shifted(..) | Base::Decade(..) => true,
            _ => false,
        },
        Node::Set(_) | Node::Reference(_) => true,
        Node::Duration { .. } => false,
    }
}

fn named(grammar: &Grammar<'_, '_>, found: &Found) -> bool {
    let (start, end) = (found.lexemes.start, found.lexemes.end);
    let next = grammar.lexemes.get(end);
    let joined = next.is_some_and(|next| next.capital());
    if joined && TABLES.names.at(&grammar.lexemes, end).is_some() {
        return true;
    }
    let capital = grammar.lexemes[start].capital();
    let before = start > 0 && grammar.lexemes[start - 1].capital();
    let sort = grammar.name_type(start);
    let longer = grammar
        .entity(start)
        .is_some_and(|entity| entity.tokens.len() > 1);
    match &found.node {
        Node::Date(date) => match &date.base {
            // "April Jones", "Theresa May".
            Base::Written {
                part: Part::Month(_) | Part::Season(_),
                ..
            } => {
                capital
                    && matches!(
                        sort,
                        "PERSON" | "ORG" | "WORK_OF_ART" | "FAC" | "PRODUCT" | "LOC"
                    )
                    && longer
            }
            Base::Written {
                part: Part::Weekday,
                ..
            } => {
                capital && sort == "WORK_OF_ART" && longer
                    || (sort == "PERSON" && before && longer && !joined)
            }
            _ => false,
        },
        // "the Daily Gong", "the Annual Review".
        Node::Set(_) => {
            capital && (before || (joined && start > 0 && grammar.is(start - 1, "the")))
        }
        // "Back to the Future".
        Node::Reference(_) => end > start + 1 && grammar.lexemes[end - 1].capital(),
        _ => false,
    }
}
