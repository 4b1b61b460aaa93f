//! The articles of a story by family, and what each has from whom.

use std::collections::BTreeMap;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::{self, Card, Story, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::super::matrix::letters;
use super::super::sentence::Shelf;
use super::super::{Frame, Paging, ROWS, called, day, percent, story_title};

/// The articles of a story, or the part of them that a page shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Families {
    /// By family, then by day.
    pub(crate) families: Vec<Shelved>,
    /// Why articles that are not alike at first sight are of one story.
    pub(crate) why: Vec<Why>,
    /// Articles that are left out.
    pub(crate) more_articles: usize,
}

/// Articles that share text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shelved {
    /// Letter; `None` for articles of no family.
    pub(crate) family: Option<String>,
    /// How many articles of the story are of the family.
    pub(crate) all: usize,
    pub(crate) articles: Vec<Listed>,
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

/// Why an article is of the story.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Why {
    pub(crate) article: Card,
    pub(crate) nearest: Card,
    pub(crate) why: String,
}

/// All articles of a story, page by page.
#[derive(Template, Serialize)]
#[template(path = "articles.html")]
pub(crate) struct ArticlesPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) story: String,
    pub(crate) title: String,
    #[serde(flatten)]
    pub(crate) shelves: Families,
    pub(crate) paging: Paging,
}

impl ArticlesPage {
    /// Page `number` of the articles of story `id`; `None` if there is no such story.
    pub(crate) fn of(dossier: &Dossier, id: &str, number: usize) -> Result<Option<Self>, Error> {
        let shown = Shown::whole(dossier);
        let Some(story) = shown.one::<Story>(id)? else {
            return Ok(None);
        };
        let shelf = Shelf::new(shown.records(Within::Story(id))?);
        let edges = shown.edges(Within::Story(id))?;
        let number = number.max(1);
        let address = |page: usize| format!("/story/{id}/articles?page={page}");
        let part = ((number - 1).saturating_mul(ROWS), ROWS);
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            paging: Paging::of(shelf.cards().len(), number, address),
            shelves: Families::of(&shown, &story, &edges, &shelf, part)?,
            title: story_title(dossier, Some(id))?.unwrap_or_default(),
            story: story.id,
        }))
    }
}

impl Families {
    /// `room` of the articles at most, behind the first `skip`.
    pub(super) fn of(
        shown: &Shown<'_>,
        story: &Story,
        edges: &[records::Edge],
        shelf: &Shelf,
        (mut skip, mut room): (usize, usize),
    ) -> Result<Self, Error> {
        let letters = letters(shelf.cards());
        let mut families: BTreeMap<(bool, Option<&String>), Vec<&Card>> = BTreeMap::new();
        for card in shelf.cards() {
            let letter = card.family.as_ref().and_then(|id| letters.get(id));
            let family = families.entry((letter.is_none(), letter)).or_default();
            family.push(card);
        }
        let mut of_child: BTreeMap<&str, Vec<&records::Edge>> = BTreeMap::new();
        for edge in edges {
            of_child.entry(&edge.child).or_default().push(edge);
        }
        let mut more_articles = shelf.cards().len();
        let mut shelved = Vec::new();
        for ((_, letter), cards) in families {
            let mut articles = Vec::new();
            for card in cards.iter().skip(skip).take(room) {
                let from = of_child.get(card.id.as_str()).into_iter().flatten();
                let from = from.map(|edge| self::edge(shown, edge, shelf));
                articles.push(Listed {
                    from: from.collect::<Result<_, _>>()?,
                    card: (*card).clone(),
                });
            }
            skip = skip.saturating_sub(cards.len());
            room -= articles.len();
            more_articles -= articles.len();
            if !articles.is_empty() {
                shelved.push(Shelved {
                    family: letter.cloned(),
                    all: cards.len(),
                    articles,
                });
            }
        }
        Ok(Self {
            why: why(story, &shelved, shelf),
            families: shelved,
            more_articles,
        })
    }

    /// The articles that are shown.
    pub(super) fn listed(&self) -> impl Iterator<Item = &Listed> + Clone {
        self.families.iter().flat_map(|family| &family.articles)
    }
}

/// A derivation as a line under its child.
fn edge(shown: &Shown<'_>, edge: &records::Edge, shelf: &Shelf) -> Result<Edge, Error> {
    let seen = edge.parent.as_ref().and_then(|id| shelf.get(id));
    let name = match (seen, &edge.upstream) {
        (Some(card), _) => format!("{}, {}", called(card), day(card)),
        (None, Some(upstream)) => format!("{upstream} (not in the pile)"),
        (None, None) => "a text that is not in the pile".to_owned(),
    };
    Ok(Edge {
        kind: edge.kind.replace('_', " "),
        parent: edge.parent.clone(),
        name,
        known: edge.known,
        strength: edge.strength.map(percent),
        why: shown.reasons(edge)?,
    })
}

/// Why the articles on `shelves` are of the story.
fn why(story: &Story, shelves: &[Shelved], shelf: &Shelf) -> Vec<Why> {
    let shown: BTreeMap<&str, &Card> = shelves
        .iter()
        .flat_map(|family| &family.articles)
        .map(|listed| (listed.card.id.as_str(), &listed.card))
        .collect();
    let joined = story.why.iter();
    joined
        .filter_map(|one| {
            Some(Why {
                article: (*shown.get(one.article.as_str())?).clone(),
                nearest: shelf.get(&one.nearest)?.clone(),
                why: one.why.clone(),
            })
        })
        .collect()
}
