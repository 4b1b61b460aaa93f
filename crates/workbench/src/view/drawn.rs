//! What drawings need to know of what pages show.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use restated_dossier::Dossier;
use restated_dossier::Error;
use restated_dossier::records::{self, Card, Within};

use super::answers::{Answer, Asked, When};
use super::day;
use super::sentence::Shelf;
use crate::draw::{self, Dated, Edge, Graph, Lineage, Moment, Node, Range, Strip, Timeline};

/// Answers in a drawing among others, and in one on a page of its own.
const FEW: usize = 12;
/// See `FEW`.
const MANY: usize = 40;
/// Boxes of all drawings of a story's lineage.
const BOXES: usize = 60;

impl Asked {
    /// The answers by value, beside a table.
    pub(crate) fn range(&self) -> Option<Range> {
        Range::of(&self.said(false), self.unit.as_deref(), FEW)
    }

    /// The answers by value with whose word they are.
    pub(crate) fn full_range(&self) -> Option<Range> {
        Range::of(&self.said(true), self.unit.as_deref(), MANY)
    }

    /// The answers in time.
    pub(crate) fn dated(&self) -> Option<Dated> {
        Dated::of(&self.drawn_moments(), self.unit.as_deref())
    }

    /// The answers in a line of text.
    pub(crate) fn strip(&self) -> Option<Strip> {
        Strip::of(&self.said(false), self.unit.as_deref())
    }

    fn said(&self, by: bool) -> Vec<draw::Said<'_>> {
        let said = self.answers.iter().map(|answer| draw::Said {
            best: answer.best,
            low: answer.low,
            high: answer.high,
            label: &answer.label,
            by: if by { whose(answer) } else { Cow::Borrowed("") },
            articles: answer.articles,
            standing: answer.standing,
        });
        said.collect()
    }

    fn drawn_moments(&self) -> Vec<Moment<'_>> {
        let moments = self.moments.iter();
        moments
            .filter_map(|when| Some(moment(when, self.answers.get(when.answer)?)))
            .collect()
    }
}

/// The first on whose word an answer stands, and whether there are others.
fn whose(answer: &Answer) -> Cow<'_, str> {
    match answer.sources.as_slice() {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(&one.name),
        [first, others @ ..] => Cow::Owned(format!("{} +{}", first.name, others.len())),
    }
}

fn moment<'a>(when: &'a When, answer: &'a Answer) -> Moment<'a> {
    let names: Vec<&str> = when.sources.iter().map(|one| one.name.as_str()).collect();
    Moment {
        best: answer.best,
        low: answer.low,
        high: answer.high,
        label: &when.label,
        standing: answer.standing,
        date: when.date.as_deref(),
        as_of: when.dated == "as_of",
        first: when.first,
        words: format!("{}, {}", when.words, names.join("; ")),
        // Nobody named twice is not one source that brings its figure up to date.
        sources: when
            .sources
            .iter()
            .filter_map(|one| one.id.as_deref())
            .collect(),
    }
}

/// The questions that most articles answer over the days of their story.
pub(crate) fn timeline(asked: &[Asked]) -> Option<Timeline> {
    let several = asked.iter().filter(|one| one.articles > 1);
    let lanes: Vec<draw::Lane<'_>> = several
        .map(|one| draw::Lane {
            id: &one.id,
            text: &one.text,
            moments: one.drawn_moments(),
        })
        .collect();
    Timeline::of(&lanes)
}

/// What the articles of a story have from one another and from texts elsewhere.
pub(crate) fn lineage(
    dossier: &Dossier,
    edges: &[records::Edge],
    shelf: &Shelf,
) -> Result<Option<Lineage>, Error> {
    /// A text that is not in the pile: named, or by what descends from it.
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Parent<'d> {
        Article(&'d str),
        Outlet(&'d str),
        Unseen(i64),
    }
    let children = dossier.children_of_unseen(edges)?;
    let mut graph = Graph::default();
    let mut places: BTreeMap<Parent<'_>, usize> = BTreeMap::new();
    for edge in edges {
        // What others have from an article here is told where they are.
        if shelf.at(&edge.child).is_none() {
            continue;
        }
        let parent = match (&edge.parent, &edge.upstream) {
            (Some(id), _) => Parent::Article(id),
            (None, Some(name)) => Parent::Outlet(name),
            (None, None) => Parent::Unseen(edge.unseen.unwrap_or_default()),
        };
        let mut ends = [0; 2];
        let both = [Parent::Article(&edge.child), parent];
        for (end, text) in ends.iter_mut().zip(both) {
            *end = match places.get(&text) {
                Some(at) => *at,
                None => {
                    let node = match &text {
                        Parent::Article(id) => article(dossier, id, shelf)?,
                        Parent::Outlet(name) => absent(name, format!("upstream {name}")),
                        Parent::Unseen(number) => absent(
                            "a text nobody names",
                            // Its number says nothing of it, and would set the order of drawings.
                            format!(
                                "unseen {}",
                                children
                                    .get(number)
                                    .map_or_else(String::new, |all| all.join(" "))
                            ),
                        ),
                    };
                    graph.nodes.push(node);
                    places.insert(text, graph.nodes.len() - 1);
                    graph.nodes.len() - 1
                }
            };
        }
        let [child, parent] = ends;
        graph.edges.push(Edge {
            child,
            parent,
            kind: edge.kind.replace('_', " "),
            strength: edge.strength,
            known: edge.known,
        });
    }
    Ok(Lineage::of(graph, BOXES))
}

/// How many articles no derivation speaks of.
pub(crate) fn alone(edges: &[records::Edge], shelf: &Shelf) -> usize {
    let ends = edges.iter();
    let ends = ends.flat_map(|edge| [Some(&edge.child), edge.parent.as_ref()]);
    let tied: BTreeSet<&String> = ends.flatten().collect();
    let cards = shelf.cards().iter();
    cards.filter(|card| !tied.contains(&card.id)).count()
}

/// A parent may be of another story.
fn article(dossier: &Dossier, id: &str, shelf: &Shelf) -> Result<Node, Error> {
    let elsewhere: Vec<Card> = match shelf.at(id) {
        Some(_) => Vec::new(),
        None => dossier.records(Within::One(id))?,
    };
    let card = shelf.get(id).or(elsewhere.first());
    Ok(Node {
        day: card
            .filter(|card| card.published.is_some())
            .map(|card| day(card).split('T').next().unwrap_or_default().to_owned()),
        name: card
            .map_or("an article", |card| {
                card.outlet.as_ref().unwrap_or(&card.title)
            })
            .to_owned(),
        key: id.to_owned(),
        article: Some(id.to_owned()),
    })
}

fn absent(name: &str, key: String) -> Node {
    Node {
        day: None,
        name: name.to_owned(),
        key,
        article: None,
    }
}
