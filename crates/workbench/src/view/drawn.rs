//! What drawings need to know of what pages show.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Derivation};

use super::answers::{Answer, Asked, When};
use super::sentence::Shelf;
use super::{Links, day};
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
    shown: &Shown<'_>,
    derivations: &[Derivation],
    shelf: &Shelf,
    links: Links,
    story: &str,
) -> Result<Option<Lineage>, Error> {
    /// A text that is not in the pile: named, or by what descends from it.
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Parent<'d> {
        Article(&'d str),
        Outlet(&'d str),
        Unseen(&'d [String]),
    }
    let mut graph = Graph {
        links,
        list: format!("#{}", links.part("articles", story)),
        ..Graph::default()
    };
    let mut places: BTreeMap<Parent<'_>, usize> = BTreeMap::new();
    for derivation in derivations {
        // What others have from an article here is told where they are.
        if shelf.at(&derivation.child).is_none() {
            continue;
        }
        let parent = match derivation {
            Derivation {
                parent: Some(id), ..
            } => Parent::Article(id),
            Derivation {
                upstream: Some(name),
                ..
            } => Parent::Outlet(name),
            Derivation { unseen, .. } => Parent::Unseen(unseen.as_deref().unwrap_or_default()),
        };
        let mut ends = [0; 2];
        let both = [Parent::Article(&derivation.child), parent];
        for (end, text) in ends.iter_mut().zip(both) {
            *end = match places.get(&text) {
                Some(at) => *at,
                None => {
                    let node = match &text {
                        Parent::Article(id) => article(shown, id, shelf)?,
                        Parent::Outlet(name) => absent(name, format!("upstream {name}")),
                        Parent::Unseen(children) => absent(
                            "a text nobody names",
                            format!("unseen {}", children.join(" ")),
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
            kind: derivation.kind.replace('_', " "),
            strength: derivation.strength,
            known: derivation.direction == "known",
        });
    }
    Ok(Lineage::of(graph, BOXES))
}

/// How many articles no derivation speaks of.
pub(crate) fn alone(derivations: &[Derivation], shelf: &Shelf) -> usize {
    let ends = derivations.iter();
    let ends = ends.flat_map(|edge| [Some(&edge.child), edge.parent.as_ref()]);
    let tied: BTreeSet<&String> = ends.flatten().collect();
    let cards = shelf.cards().iter();
    cards.filter(|card| !tied.contains(&card.id)).count()
}

/// A parent may be of another story.
fn article(shown: &Shown<'_>, id: &str, shelf: &Shelf) -> Result<Node, Error> {
    let elsewhere: Option<Card> = match shelf.at(id) {
        Some(_) => None,
        None => shown.one(id)?,
    };
    let card = shelf.get(id).or(elsewhere.as_ref());
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
