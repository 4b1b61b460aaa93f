//! The articles of a story, by the text that they share.

use std::collections::BTreeMap;

use restated_dossier::records::{Card, Derivation};
use serde::Serialize;

use super::super::matrix::letters;
use super::super::sentence::Shelf;
use super::super::{called, day, percent};
use super::room::keep;

/// Articles that share text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shelved {
    /// Letter; `None` for articles of no family.
    pub(crate) family: Option<String>,
    pub(crate) articles: Vec<Listed>,
    /// Articles that are left out.
    #[serde(skip)]
    pub(crate) more: usize,
}

/// An article, and what it has from whom.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listed {
    pub(crate) card: Card,
    pub(crate) from: Vec<Edge>,
}

/// A derivation as its child's line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Edge {
    /// "rewrite", "near copy".
    pub(crate) kind: String,
    /// Id of the parent, if it is here.
    pub(crate) parent: Option<String>,
    /// Whose text it is.
    pub(crate) name: String,
    /// Whether the texts show which came first.
    pub(crate) known: bool,
    /// "93 %".
    pub(crate) strength: Option<String>,
    pub(crate) why: Vec<String>,
}

/// The articles by family, `room` of them at most, and how many of families that are not shown.
pub(super) fn families(
    derivations: &[Derivation],
    shelf: &Shelf,
    room: usize,
) -> (Vec<Shelved>, usize) {
    let mut of_child: BTreeMap<&str, Vec<&Derivation>> = BTreeMap::new();
    for edge in derivations {
        of_child.entry(&edge.child).or_default().push(edge);
    }
    let letters = letters(shelf.cards());
    let mut families: BTreeMap<(bool, Option<String>), Vec<Listed>> = BTreeMap::new();
    for card in shelf.cards() {
        let letter = card.family.as_ref().and_then(|id| letters.get(id)).cloned();
        let from = of_child.get(card.id.as_str()).into_iter().flatten();
        let listed = Listed {
            from: from.map(|edge| self::edge(edge, shelf)).collect(),
            card: card.clone(),
        };
        let family = families.entry((letter.is_none(), letter)).or_default();
        family.push(listed);
    }
    let (mut shelved, mut left_out, mut left) = (Vec::new(), 0, room);
    for ((_, family), mut articles) in families {
        let more = keep(&mut articles, left);
        left -= articles.len();
        if articles.is_empty() {
            left_out += more;
        } else {
            shelved.push(Shelved {
                family,
                articles,
                more,
            });
        }
    }
    (shelved, left_out)
}

/// A derivation as a line under its child.
fn edge(edge: &Derivation, shelf: &Shelf) -> Edge {
    let seen = edge.parent.as_ref().and_then(|id| shelf.get(id));
    let name = match (seen, &edge.upstream) {
        (Some(card), _) => format!("{}, {}", called(card), day(card)),
        (None, Some(upstream)) => format!("{upstream} (not in the pile)"),
        (None, None) => "a text that is not in the pile".to_owned(),
    };
    Edge {
        kind: edge.kind.replace('_', " "),
        parent: edge.parent.clone(),
        name,
        known: edge.direction == "known",
        strength: edge.strength.map(percent),
        why: edge.why.clone(),
    }
}
