//! What the texts of a story have from one another, and on whose word they stand: as a graph.

use std::collections::{BTreeMap, BTreeSet};

use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{self, Card};

use super::answers::Asked;
use super::sentence::Shelf;
use super::{Links, day};
use crate::draw::{Edge, Graph, Lineage, Node, ON_ITS_WORD, Sort};

/// Boxes of all drawings of a story's lineage.
const BOXES: usize = 60;

/// The drawings, and what they leave out.
pub(crate) struct Kinship {
    /// `None` where nothing has anything from anything.
    pub(crate) lineage: Option<Lineage>,
    /// Articles that are not in the graph.
    pub(crate) alone: usize,
}

/// Where something comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parent<'d> {
    /// An article, by its id.
    Article(&'d str),
    /// A text that is not in the pile, by the outlet that is named for it.
    Outlet(&'d str),
    /// A text that is not in the pile and that nobody names, by its number.
    Unseen(i64),
    /// An origin of the main answers, by its place among them.
    Origin(usize),
}

/// The children of texts that nobody names, by number.
type Unseen = BTreeMap<i64, Vec<String>>;

/// What one article has from a parent.
struct Way<'d> {
    child: &'d str,
    parent: Parent<'d>,
    kind: String,
    strength: Option<f64>,
    known: bool,
}

impl Kinship {
    /// What `edges` say of the articles of a story, and the origins of its main question.
    pub(crate) fn of(
        shown: &Shown<'_>,
        edges: &[records::Edge],
        main: Option<&Asked>,
        shelf: &Shelf,
        (links, story): (Links, &str),
    ) -> Result<Self, Error> {
        let mut ways = texts(edges, shelf);
        let tied: BTreeSet<&str> = edges
            .iter()
            .flat_map(|edge| [Some(&edge.child), edge.parent.as_ref()])
            .flatten()
            .map(String::as_str)
            .collect();
        if let Some(main) = main {
            ways.extend(words(edges, main));
        }
        let told: BTreeSet<&str> = ways.iter().map(|way| way.child).collect();
        let alone = |card: &&Card| {
            let id = card.id.as_str();
            !tied.contains(id) && !told.contains(id)
        };
        let alone = shelf.cards().iter().filter(alone).count();
        let unseen = shown.children_of_unseen(edges)?;
        let graph = Graph {
            links,
            list: format!("#{}", links.part("articles", story)),
            ..graph(shown, &ways, main, &unseen, shelf)?
        };
        Ok(Self {
            lineage: Lineage::of(graph, BOXES),
            alone,
        })
    }
}

/// Who has text from whom. What others have from an article here is told where they are.
fn texts<'d>(edges: &'d [records::Edge], shelf: &Shelf) -> Vec<Way<'d>> {
    let here = edges.iter().filter(|edge| shelf.at(&edge.child).is_some());
    here.map(|edge| Way {
        child: &edge.child,
        parent: match (&edge.parent, &edge.upstream) {
            (Some(id), _) => Parent::Article(id),
            (None, Some(name)) => Parent::Outlet(name),
            (None, None) => Parent::Unseen(edge.unseen.unwrap_or_default()),
        },
        kind: edge.kind.replace('_', " "),
        strength: edge.strength,
        known: edge.known,
    })
    .collect()
}

/// Which articles answer the main question on the word of which origin, without having the answer
/// from another article that does.
fn words<'d>(edges: &'d [records::Edge], main: &'d Asked) -> Vec<Way<'d>> {
    let mut parents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.known) {
        let of_child = parents.entry(&edge.child).or_default();
        of_child.extend(edge.parent.as_deref());
    }
    let mut ways = Vec::new();
    for (at, origin) in main.origins.iter().enumerate() {
        let first_hand = origin
            .articles
            .iter()
            .filter(|id| !descends(id, &parents, &origin.articles));
        ways.extend(first_hand.map(|id| Way {
            child: id,
            parent: Parent::Origin(at),
            kind: ON_ITS_WORD.to_owned(),
            strength: None,
            known: true,
        }));
    }
    ways
}

/// Whether a text has something from one of `others`, at any remove.
fn descends(id: &str, parents: &BTreeMap<&str, Vec<&str>>, others: &BTreeSet<String>) -> bool {
    let of = |id: &str| parents.get(id).into_iter().flatten().copied();
    let mut seen = BTreeSet::from([id]);
    let mut next: Vec<&str> = of(id).collect();
    while let Some(parent) = next.pop() {
        if seen.insert(parent) {
            if others.contains(parent) {
                return true;
            }
            next.extend(of(parent));
        }
    }
    false
}

fn graph(
    shown: &Shown<'_>,
    ways: &[Way<'_>],
    main: Option<&Asked>,
    unseen: &Unseen,
    shelf: &Shelf,
) -> Result<Graph, Error> {
    let mut graph = Graph::default();
    let mut places: BTreeMap<Parent<'_>, usize> = BTreeMap::new();
    for way in ways {
        let mut ends = [0; 2];
        for (end, one) in ends
            .iter_mut()
            .zip([Parent::Article(way.child), way.parent])
        {
            *end = match places.get(&one) {
                Some(at) => *at,
                None => {
                    graph.nodes.push(node(shown, one, main, unseen, shelf)?);
                    places.insert(one, graph.nodes.len() - 1);
                    graph.nodes.len() - 1
                }
            };
        }
        let [child, parent] = ends;
        graph.edges.push(Edge {
            child,
            parent,
            kind: way.kind.clone(),
            strength: way.strength,
            known: way.known,
        });
    }
    Ok(graph)
}

fn node(
    shown: &Shown<'_>,
    one: Parent<'_>,
    main: Option<&Asked>,
    unseen: &Unseen,
    shelf: &Shelf,
) -> Result<Node, Error> {
    let absent = |name: &str, key: String| Node {
        day: None,
        name: name.to_owned(),
        key,
        sort: Sort::Absent,
    };
    Ok(match one {
        Parent::Article(id) => article(shown, id, shelf)?,
        Parent::Outlet(name) => absent(name, format!("upstream {name}")),
        Parent::Unseen(number) => {
            // Its number says nothing of it, and would set the order of drawings.
            let children = unseen.get(&number).map(|all| all.join(" "));
            absent(
                "a text nobody names",
                format!("unseen {}", children.unwrap_or_default()),
            )
        }
        Parent::Origin(at) => {
            let origin = main.and_then(|main| main.origins.get(at));
            let source = origin.map(|origin| &origin.source);
            Node {
                day: None,
                name: source.map(|source| source.name.clone()).unwrap_or_default(),
                key: format!("origin {at:06}"),
                sort: Sort::Origin(source.and_then(|source| source.id.clone())),
            }
        }
    })
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
        sort: Sort::Article(id.to_owned()),
    })
}
