//! Who has text from whom: parents at the left, what was made of them at the right.
//!
//! `gather` makes a graph that a page can show, `layers` puts it into columns, and this file turns
//! columns into places. One drawing a component, so that a page can set them side by side.

mod gather;
mod layers;

use askama::Template;

use super::Px;
use super::text::{SIZE, SMALL, clip};
use crate::view::Links;
use layers::{Layered, Slot};

/// A text in a box.
const BOX: f64 = 150.0;
/// Height of a box, at least.
const LOW: f64 = 38.0;
/// Height that an edge takes where it comes in, with its words.
const PORT: f64 = 15.0;
/// Between boxes under one another.
const BETWEEN: f64 = 12.0;
/// Straight part of an edge, under its words.
const WORDS: f64 = 126.0;
/// Part of an edge that bends.
const BEND: f64 = 46.0;
/// From one column to the next.
const COLUMN: f64 = BOX + BEND + WORDS;
/// Room for outlines.
const EDGE: f64 = 2.0;
/// What an article has from an origin.
pub(crate) const ON_ITS_WORD: &str = "on its word";
/// An arrow's head.
const HEAD: f64 = 7.0;

/// A text, or an origin of what texts say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node {
    /// Day of publication; `None` where it is not known.
    pub(crate) day: Option<String>,
    /// The outlet; of an origin, who is named.
    pub(crate) name: String,
    /// What no other node has.
    pub(crate) key: String,
    pub(crate) sort: Sort,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// An article, by its id.
    Article(String),
    /// A text that is not in the pile.
    Absent,
    /// On whose word texts stand; the id of the entity, if somebody is named.
    Origin(Option<String>),
}

/// What one text has from another or from an origin, by their places in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edge {
    pub(crate) child: usize,
    pub(crate) parent: usize,
    /// "near copy".
    pub(crate) kind: String,
    /// 0 to 1.
    pub(crate) strength: Option<f64>,
    /// Whether the texts show which came first.
    pub(crate) known: bool,
}

/// Texts and what they have from one another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    /// Where the texts are to be read.
    pub(crate) links: Links,
    /// The address of their list.
    pub(crate) list: String,
}

/// The drawings, the largest first.
pub(crate) struct Lineage {
    pub(crate) drawings: Vec<Drawing>,
    /// Texts that are not shown for want of room.
    pub(crate) left_out: usize,
}

/// Texts that hang together.
#[derive(Template)]
#[template(path = "draw/lineage.svg")]
pub(crate) struct Drawing {
    /// Ids of those in boxes of their own.
    articles: Vec<String>,
    boxes: Vec<Text>,
    ways: Vec<Way>,
    width: Px,
    height: Px,
}

/// A box.
struct Text {
    x: Px,
    y: Px,
    height: Px,
    name: String,
    day: String,
    /// Where it is to be read.
    address: Option<String>,
    /// How it looks.
    class: &'static str,
    /// How round its corners are.
    round: u8,
    /// All of it, for whoever points at it.
    says: String,
}

/// An edge.
struct Way {
    path: String,
    /// The arrow's head at the parent.
    head: Option<String>,
    x: Px,
    y: Px,
    words: String,
    known: bool,
    address: Option<String>,
    says: String,
}

impl Lineage {
    /// `graph` in at most `limit` boxes; `None` where nothing has text from anything.
    pub(crate) fn of(graph: Graph, limit: usize) -> Option<Self> {
        let links = graph.links;
        let gathered = gather::gather(graph, limit);
        let parts = gathered.parts.iter();
        let drawings: Vec<Drawing> = parts.map(|part| Drawing::of(part, links)).collect();
        (!drawings.is_empty()).then_some(Self {
            drawings,
            left_out: gathered.left_out,
        })
    }

    /// Ids of the articles that have a box of their own.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &str> {
        let articles = self.drawings.iter().flat_map(|drawing| &drawing.articles);
        articles.map(String::as_str)
    }
}

/// Where a slot of a column stands.
#[derive(Clone, Copy, Default)]
struct Place {
    x: f64,
    top: f64,
    height: f64,
}

impl Place {
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

impl Drawing {
    fn of(part: &gather::Part, links: Links) -> Self {
        let layered = layers::layered(part);
        let mut entering = vec![0_usize; part.nodes.len()];
        for way in &layered.ways {
            if let Some(number) = entering.get_mut(way.right) {
                *number += 1;
            }
        }
        let height = |slot: &Slot| match slot {
            Slot::Node(at) => {
                let ports = entering.get(*at).copied().unwrap_or(0);
                LOW.max(ports as f64 * PORT + 8.0)
            }
            Slot::Passing => PORT,
        };
        let places = places(&layered, &height);
        let bottom = places.iter().map(|place| place.top + place.height);
        let bottom = bottom.fold(0.0, f64::max);
        let columns = layered.columns.len().max(1) as f64;
        let at = |slot: usize| places.get(slot).copied().unwrap_or_default();
        let boxes = part.nodes.iter().enumerate();
        let articles = part.nodes.iter().filter_map(|node| node.article());
        Self {
            articles: articles.map(str::to_owned).collect(),
            boxes: boxes.map(|(number, node)| text(node, at(number))).collect(),
            ways: ways(part, &layered, &at, links),
            width: Px(columns * COLUMN - (COLUMN - BOX) + 2.0 * EDGE),
            height: Px(bottom + EDGE),
        }
    }
}

/// Places of all slots. Each stands as near as its column allows to the middle of what it hangs on.
fn places(layered: &Layered, height: &dyn Fn(&Slot) -> f64) -> Vec<Place> {
    let mut places = vec![Place::default(); layered.slots.len()];
    for (number, column) in layered.columns.iter().enumerate() {
        let mut top = EDGE;
        for at in column {
            if let (Some(place), Some(slot)) = (places.get_mut(*at), layered.slots.get(*at)) {
                *place = Place {
                    x: EDGE + number as f64 * COLUMN,
                    top,
                    height: height(slot),
                };
                top += place.height + BETWEEN;
            }
        }
    }
    for round in 0..6 {
        let forwards = round % 2 == 0;
        let count = layered.columns.len();
        for step in 0..count {
            let column = if forwards { step } else { count - 1 - step };
            settle(layered, column, forwards, &mut places);
        }
    }
    let least = places
        .iter()
        .map(|place| place.top)
        .fold(f64::INFINITY, f64::min);
    for place in &mut places {
        place.top += EDGE - least;
    }
    places
}

/// Moves the slots of a column towards their neighbours before (or behind) it, in order.
fn settle(layered: &Layered, column: usize, forwards: bool, places: &mut [Place]) {
    let Some(slots) = layered.columns.get(column) else {
        return;
    };
    let middle = |at: usize| places.get(at).map(Place::middle);
    let wanted: Vec<f64> = slots
        .iter()
        .map(|at| {
            let beside = layered.beside(*at, forwards);
            let middles: Vec<f64> = beside.iter().filter_map(|other| middle(*other)).collect();
            if middles.is_empty() {
                return middle(*at).unwrap_or_default();
            }
            middles.iter().sum::<f64>() / middles.len() as f64
        })
        .collect();
    let mut free = f64::NEG_INFINITY;
    let mut moved = 0.0;
    for (at, wanted) in slots.iter().zip(&wanted) {
        if let Some(place) = places.get_mut(*at) {
            let top = wanted - place.height / 2.0;
            place.top = top.max(free);
            moved += place.top - top;
            free = place.top + place.height + BETWEEN;
        }
    }
    // What pushed one another down goes up again by the mean.
    let back = moved / slots.len().max(1) as f64;
    for at in slots {
        if let Some(place) = places.get_mut(*at) {
            place.top -= back;
        }
    }
}

fn text(node: &gather::Box, place: Place) -> Text {
    Text {
        x: Px(place.x),
        y: Px(place.top),
        height: Px(place.height),
        name: clip(&node.name, BOX - 12.0, SIZE).into_owned(),
        day: clip(&node.day, BOX - 12.0, SMALL).into_owned(),
        address: node.address.clone(),
        class: match &node.sort {
            Sort::Origin(_) => "text origin",
            Sort::Absent => "text absent",
            Sort::Article(_) if node.stands_for > 1 => "text many",
            Sort::Article(_) => "text",
        },
        round: match &node.sort {
            Sort::Origin(_) => 19,
            _ => 5,
        },
        says: format!("{}, {}", node.name, node.day),
    }
}

/// The edges, with their words next to the right end: there each has a line of its own.
fn ways(
    part: &gather::Part,
    layered: &Layered,
    at: &dyn Fn(usize) -> Place,
    links: Links,
) -> Vec<Way> {
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); part.nodes.len()];
    for (number, way) in layered.ways.iter().enumerate() {
        if let Some(ways) = into.get_mut(way.right) {
            ways.push(number);
        }
    }
    let before = |number: usize| {
        let way = layered.ways.get(number)?;
        let last = way.over.last().copied().unwrap_or(way.left);
        Some((at(last).middle(), way.edge))
    };
    let mut found: Vec<(usize, Way)> = Vec::new();
    for ways in &mut into {
        ways.sort_by(|a, b| {
            let (a, b) = (
                before(*a).unwrap_or_default(),
                before(*b).unwrap_or_default(),
            );
            a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
        });
        for (port, number) in ways.iter().enumerate() {
            let Some(way) = layered.ways.get(*number) else {
                continue;
            };
            let right = at(way.right);
            let spread = (ways.len() - 1) as f64 * PORT;
            let y = right.middle() - spread / 2.0
                + port as f64 * PORT
                + if spread > 0.0 { 3.0 } else { 0.0 };
            if let Some(drawn) = self::way(part, way, y, at, links) {
                found.push((way.edge, drawn));
            }
        }
    }
    found.sort_by_key(|(edge, _)| *edge);
    found.into_iter().map(|(_, way)| way).collect()
}

/// An edge that comes in at height `y`.
fn way(
    part: &gather::Part,
    way: &layers::Way,
    y: f64,
    at: &dyn Fn(usize) -> Place,
    links: Links,
) -> Option<Way> {
    let edge = part.edges.get(way.edge)?;
    let (left, right) = (at(way.left), at(way.right));
    let from_parent = way.left == edge.parent;
    let start = left.x + BOX;
    let begins = if edge.known && from_parent {
        start + HEAD
    } else {
        start
    };
    let mut path = format!("M{} {}", Px(begins), Px(left.middle()));
    let mut height = left.middle();
    let bends = |path: &mut String, end: f64, from: f64, to: f64| {
        let half = end - BEND / 2.0;
        path.push_str(&format!(
            "C{} {} {} {} {} {}",
            Px(half),
            Px(from),
            Px(half),
            Px(to),
            Px(end),
            Px(to)
        ));
    };
    for passing in &way.over {
        let place = at(*passing);
        bends(&mut path, place.x - WORDS, height, place.middle());
        path.push_str(&format!("H{}", Px(place.x + BOX)));
        height = place.middle();
    }
    bends(&mut path, right.x - WORDS, height, y);
    let ends = if edge.known && !from_parent {
        right.x - HEAD
    } else {
        right.x
    };
    path.push_str(&format!("H{}", Px(ends)));
    let (child, parent) = (part.nodes.get(edge.child)?, part.nodes.get(edge.parent)?);
    let words = match &edge.share {
        Some(share) => format!("{} {share}", edge.kind),
        None => edge.kind.clone(),
    };
    let told = matches!(parent.sort, Sort::Origin(_));
    let both = child.article().zip(parent.article());
    Some(Way {
        path,
        head: edge.known.then(|| {
            let (tip, y, back) = if from_parent {
                (start, left.middle(), HEAD)
            } else {
                (right.x, y, -HEAD)
            };
            format!("M{} {}l{} -4v8z", Px(tip), Px(y), Px(back))
        }),
        x: Px(right.x - WORDS + 2.0),
        y: Px(y - 3.5),
        says: format!(
            "{} {} {} {}: {words}",
            child.name,
            child.day,
            if told {
                "stands on the word of"
            } else if edge.known {
                "has text from"
            } else {
                "shares text, whoever came first, with"
            },
            parent.name,
        ),
        words: clip(&words, WORDS - HEAD - 4.0, SMALL).into_owned(),
        known: edge.known,
        address: both.and_then(|(child, parent)| links.beside(child, parent)),
    })
}
