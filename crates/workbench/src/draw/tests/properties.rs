//! Whatever the answers are.

use std::borrow::Cow;

use proptest::prelude::*;

use super::seen::Seen;
use crate::draw::{
    Dated, Edge, Graph, Lane, Lineage, Moment, Node, Range, Said, Sort, Strip, Timeline,
};
use crate::view::Standing;

fn values() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        4 => (0..60_u32).prop_map(|n| Some(f64::from(n))),
        2 => (-1e4..1e9).prop_map(Some),
        1 => any::<f64>().prop_map(Some),
        1 => prop::sample::select(vec![0.0, 1e300, -1e300, f64::MAX, f64::MIN, 1e-9, 5e-324]).prop_map(Some),
        2 => Just(None),
    ]
}

fn standings() -> impl Strategy<Value = Standing> {
    prop::sample::select(Standing::ALL.to_vec())
}

/// Of captures: anything.
fn labels() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8} [0-9]{1,6}",
        "\\PC{0,60}",
        Just("</text><script>alert(1)</script>\"'&amp;".to_owned()),
    ]
}

/// With its label and whose word it is: [`Said`] borrows them.
type Given = (
    (Option<f64>, Option<f64>, Option<f64>),
    (String, String),
    i64,
    Standing,
);

fn answers() -> impl Strategy<Value = Vec<Given>> {
    let one = || {
        (
            (values(), values(), values()),
            (labels(), labels()),
            1..9_i64,
            standings(),
        )
    };
    prop_oneof![
        4 => prop::collection::vec(one(), 0..14),
        1 => prop::collection::vec(one(), 60..200),
    ]
}

fn said(given: &[Given]) -> Vec<Said<'_>> {
    let all = given.iter().map(
        |((best, low, high), (label, by), articles, standing)| Said {
            best: *best,
            low: *low,
            high: *high,
            label,
            by: Cow::Borrowed(by.as_str()),
            articles: *articles,
            standing: *standing,
        },
    );
    all.collect()
}

fn dates() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        5 => (1..29_u8).prop_map(|day| Some(format!("2031-03-{day:02}"))),
        2 => (1..2999_u16, 1..13_u8).prop_map(|(year, month)| Some(format!("{year:04}-{month:02}"))),
        1 => Just(Some("2031-02-27/2031-03-05".to_owned())),
        1 => "\\PC{0,12}".prop_map(Some),
        2 => Just(None),
    ]
}

type Then = (Given, Option<String>, (bool, bool), Option<u8>);

fn moments() -> impl Strategy<Value = Vec<Then>> {
    let one = || {
        let given = (
            (values(), values(), values()),
            (labels(), labels()),
            1..9_i64,
            standings(),
        );
        (
            given,
            dates(),
            (any::<bool>(), any::<bool>()),
            prop::option::of(0..4_u8),
        )
    };
    prop_oneof![4 => prop::collection::vec(one(), 0..14), 1 => prop::collection::vec(one(), 250..300)]
}

fn told(moments: &[Then]) -> Vec<Moment<'_>> {
    let all = moments.iter().map(|(given, date, (as_of, first), source)| {
        let ((best, low, high), (label, words), _, standing) = given;
        Moment {
            best: *best,
            low: *low,
            high: *high,
            label,
            standing: *standing,
            date: date.as_deref(),
            as_of: *as_of,
            first: *first,
            words: words.clone(),
            sources: source
                .iter()
                .map(|at| ["one", "two", "three", "four"][usize::from(*at)])
                .collect(),
        }
    });
    all.collect()
}

/// Names of texts, and edges between them by number.
type Drawn = (
    Vec<(String, Option<String>, bool)>,
    Vec<(usize, usize, u8, Option<f64>, bool)>,
);

fn graphs() -> impl Strategy<Value = Drawn> {
    (2..90_usize).prop_flat_map(|count| {
        let node = (labels(), prop::option::of("2031-03-0[1-9]"), any::<bool>());
        let edge = (
            0..count,
            0..count,
            0..3_u8,
            prop::option::of(0.0..=1.0_f64),
            any::<bool>(),
        );
        (
            prop::collection::vec(node, count),
            prop::collection::vec(edge, 0..count * 2),
        )
    })
}

/// The graph with its nodes in the order `turned`.
fn graph(drawn: &Drawn, turned: &[usize]) -> Graph {
    let nodes = turned.iter().map(|at| {
        let (name, day, seen) = &drawn.0[*at];
        Node {
            day: day.clone(),
            name: name.clone(),
            key: at.to_string(),
            sort: if *seen {
                Sort::Article(format!("a{at}"))
            } else {
                Sort::Absent
            },
        }
    });
    let place = |at: usize| turned.iter().position(|node| *node == at).unwrap();
    let edges = drawn
        .1
        .iter()
        .map(|(child, parent, kind, strength, known)| Edge {
            child: place(*child),
            parent: place(*parent),
            kind: ["copy", "near copy", "a translation of sorts"][usize::from(*kind)].to_owned(),
            strength: *strength,
            known: *known,
        });
    let mut edges: Vec<Edge> = edges.collect();
    if turned.first() != Some(&0) {
        edges.reverse();
    }
    Graph {
        nodes: nodes.collect(),
        edges,
        ..Graph::default()
    }
}

/// What is drawn; `None` where there is nothing to draw.
fn checked(drawing: Option<impl askama::Template>) -> Result<Option<String>, TestCaseError> {
    let Some(drawing) = drawing else {
        return Ok(None);
    };
    let svg = drawing.render().unwrap();
    let seen = Seen::of(&svg);
    prop_assert!(!seen.elements.iter().any(|name| name == "script"));
    if let Err(why) = seen.in_order() {
        return Err(TestCaseError::fail(format!("{why}\n{svg}")));
    }
    Ok(Some(svg))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_in_order(
        (given, turned) in answers().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        unit in prop::option::of(prop_oneof![Just("percent"), Just("persons"), Just("florins")]),
        limit in 1..50_usize,
    ) {
        let range = Range::of(&said(&given), unit, limit);
        if let Some(range) = &range {
            prop_assert!(range.left_out + limit.max(2) + 4 >= given.len());
        }
        let drawn = checked(range)?;
        prop_assert_eq!(&drawn, &checked(Range::of(&said(&turned), unit, limit))?);
        let strip = checked(Strip::of(&said(&given), unit))?;
        prop_assert_eq!(strip, checked(Strip::of(&said(&turned), unit))?);
    }

    #[test]
    fn times_are_in_order(
        (given, turned) in moments().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        unit in prop::option::of(prop_oneof![Just("percent"), Just("florins")]),
        question in labels(),
    ) {
        let drawn = checked(Dated::of(&told(&given), unit))?;
        prop_assert_eq!(drawn, checked(Dated::of(&told(&turned), unit))?);
        let timeline = |given: &[Then]| {
            let lane = |moments| Lane { id: "q1", text: &question, moments };
            let halves = given.len() / 2;
            let all = told(given);
            // The lanes are in the order of the page, their moments are not.
            let one = all.iter().filter(|moment| moment.as_of).cloned().collect();
            let other = all.iter().filter(|moment| !moment.as_of).cloned().collect();
            prop_assert!(halves <= all.len());
            checked(Timeline::of(&[lane(one), lane(other)]))
        };
        prop_assert_eq!(timeline(&given)?, timeline(&turned)?);
    }

    #[test]
    fn lineages_are_in_order(
        (drawn, turned) in graphs().prop_flat_map(|drawn| {
            let order: Vec<usize> = (0..drawn.0.len()).collect();
            (Just(drawn), Just(order).prop_shuffle())
        }),
    ) {
        let straight: Vec<usize> = (0..drawn.0.len()).collect();
        let svgs = |order: &[usize]| -> Result<Vec<Option<String>>, TestCaseError> {
            let lineage = Lineage::of(graph(&drawn, order), 40);
            let drawings = lineage.into_iter().flat_map(|lineage| lineage.drawings);
            drawings.map(|drawing| checked(Some(drawing))).collect()
        };
        let svgs_straight = svgs(&straight)?;
        let boxes: usize = svgs_straight.iter().flatten().map(|svg| svg.matches("<rect").count()).sum();
        prop_assert!(boxes <= 40);
        prop_assert_eq!(svgs_straight, svgs(&turned)?);
    }
}
