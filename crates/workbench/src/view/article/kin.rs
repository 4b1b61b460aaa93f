//! What an article has from others, and others from it.

use restated_dossier::records::{Card, Doubt, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::super::day;

/// A derivation as one of its two ends sees it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Kin {
    /// "near copy", or that it is not known what.
    pub(crate) kind: String,
    /// How the other text stands to this one: "has it from", "is had by", "shares text with".
    pub(crate) way: &'static str,
    /// The article at the other end, if it is in the pile.
    pub(crate) other: Option<Card>,
    /// Whose text it is.
    pub(crate) name: String,
    /// "93 %".
    pub(crate) strength: Option<String>,
    pub(crate) why: Vec<String>,
}

/// All of them, what it has from others first.
pub(super) fn kin(dossier: &Dossier, id: &str) -> Result<Vec<Kin>, Error> {
    let card = |id: &str| {
        dossier
            .records::<Card>(Within::One(id))
            .map(|mut one| one.pop())
    };
    let mut found = Vec::new();
    for edge in dossier.edges(Within::Article(id))? {
        let up = edge.child == id;
        let other = if up {
            edge.parent.clone()
        } else {
            Some(edge.child.clone())
        };
        let other = match other {
            Some(other) => card(&other)?,
            None => None,
        };
        let rank = match (edge.known, up) {
            (true, true) => 0,
            (true, false) => 1,
            _ => 2,
        };
        let name = match (&other, &edge.upstream) {
            (Some(card), _) => named(card),
            (None, Some(upstream)) => format!("{upstream} (not in the pile)"),
            (None, None) => "a text that is not in the pile".to_owned(),
        };
        found.push((
            rank,
            Kin {
                kind: edge.kind.replace('_', " "),
                way: ["Has text from", "Its text is also in", "Shares text with"][rank],
                other,
                name,
                strength: edge.strength.map(super::super::percent),
                why: dossier.reasons(&edge)?,
            },
        ));
    }
    for doubt in dossier.records::<Doubt>(Within::Article(id))? {
        let other = if doubt.a == id { doubt.b } else { doubt.a };
        if let Some(other) = card(&other)? {
            found.push((
                3,
                Kin {
                    kind: "in doubt".to_owned(),
                    way: "Too alike to be called independent, not alike enough to say more:",
                    name: named(&other),
                    other: Some(other),
                    strength: None,
                    why: Vec::new(),
                },
            ));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    Ok(found.into_iter().map(|(_, kin)| kin).collect())
}

/// An article by its outlet; where none is known by its title.
fn named(card: &Card) -> String {
    let name = card.outlet.as_deref().unwrap_or(&card.title);
    format!("{name}, {}", day(card))
}
