//! Small drawings, as they are written.

use askama::Template as _;
use insta::assert_snapshot;

use super::seen::Seen;
use super::{at, exactly, said};
use crate::draw::{
    Dated, Edge, Graph, Lane, Lineage, Node, ON_ITS_WORD, Range, Said, Sort, Strip, Timeline,
};
use crate::view::Standing;

fn answers() -> [Said<'static>; 5] {
    [
        Said {
            by: "Harbour Office +2".into(),
            articles: 4,
            standing: Standing::Reference,
            ..exactly("12", 12.0)
        },
        Said {
            standing: Standing::Compatible,
            ..said("at least 9", Some(9.0), Some(9.0), None)
        },
        said("40–45", None, Some(40.0), Some(45.0)),
        said("fewer than 7", None, None, Some(7.0)),
        said("many", None, None, None),
    ]
}

fn text(key: &str, name: &str, day: Option<&str>) -> Node {
    Node {
        day: day.map(str::to_owned),
        name: name.to_owned(),
        key: key.to_owned(),
        sort: match key.as_bytes() {
            [b'a', ..] => Sort::Article(key.to_owned()),
            [b'e', ..] => Sort::Origin(Some(key.to_owned())),
            _ => Sort::Absent,
        },
    }
}

fn edge(child: usize, parent: usize, kind: &str, known: bool) -> Edge {
    Edge {
        child,
        parent,
        kind: kind.to_owned(),
        strength: (kind != "cites").then_some(0.937),
        known,
    }
}

fn drawn(graph: Graph) -> Vec<String> {
    let lineage = Lineage::of(graph, 60).unwrap();
    let drawings = lineage.drawings.iter();
    drawings.map(|drawing| drawing.render().unwrap()).collect()
}

#[test]
fn origins_stand_before_the_texts_that_quote_them() {
    let graph = Graph {
        nodes: vec![
            text("a1", "Quill Wire", Some("2034-05-02")),
            text("a2", "Lantern", Some("2034-05-03")),
            text("e1", "Lower Marl River Board", None),
        ],
        edges: vec![
            edge(1, 0, "near copy", true),
            Edge {
                strength: None,
                ..edge(0, 2, ON_ITS_WORD, true)
            },
        ],
        ..Graph::default()
    };
    assert_snapshot!(drawn(graph).join("\n"));
}

#[test]
fn a_range() {
    let range = Range::of(&answers(), Some("persons"), 12).unwrap();
    assert_eq!(range.left_out, 0);
    assert_snapshot!(range.render().unwrap());
}

#[test]
fn a_strip() {
    assert_snapshot!(
        Strip::of(&answers(), Some("percent"))
            .unwrap()
            .render()
            .unwrap()
    );
    assert!(Strip::of(&[exactly("9", 9.0), exactly("9", 9.0)], None).is_none());
}

#[test]
fn answers_in_time() {
    let moments = [
        at(Some("2031-03-04"), "9", 9.0),
        at(Some("2031-03-06T10:00Z"), "12", 12.0),
        crate::draw::Moment {
            as_of: true,
            ..at(Some("2031-03"), "11", 11.0)
        },
        at(None, "40", 40.0),
    ];
    let dated = Dated::of(&moments, None).unwrap();
    assert_snapshot!(dated.render().unwrap());
    // One day has no time to show.
    assert!(Dated::of(&moments[..1], None).is_none());
}

#[test]
fn a_timeline() {
    let lane = Lane {
        id: "q1",
        text: "How many boats sank?",
        moments: vec![
            at(Some("2031-03-04"), "9", 9.0),
            at(Some("2031-03-06"), "12", 12.0),
            at(None, "40", 40.0),
        ],
    };
    assert_snapshot!(Timeline::of(&[lane]).unwrap().render().unwrap());
}

#[test]
fn a_lineage() {
    let nodes = vec![
        text("a1", "Harbour Post", Some("2031-03-04")),
        text("a2", "Inland News", Some("2031-03-05")),
        text("a3", "Coast <b>Radio</b>", Some("2031-03-05")),
        text("u", "Sea Wire", None),
        text("a4", "Alone", Some("2031-03-05")),
    ];
    let edges = vec![
        edge(1, 0, "near copy", true),
        edge(2, 1, "rewrite", false),
        edge(2, 0, "excerpt", true),
        edge(1, 3, "cites", true),
    ];
    let svgs = drawn(Graph {
        nodes,
        edges,
        ..Graph::default()
    });
    assert_eq!(svgs.len(), 1);
    assert_snapshot!(svgs[0]);
}

/// Thousands of copies are one box that leads to their list.
#[test]
fn copies_are_drawn_together() {
    let mut nodes = vec![text("a", "Sea Wire", Some("2031-03-04"))];
    nodes.extend((0..10_000).map(|number| text(&format!("a{number}"), "Post", Some("2031-03-05"))));
    let edges = (1..=10_000)
        .map(|child| edge(child, 0, "copy", true))
        .collect();
    let svgs = drawn(Graph {
        nodes,
        edges,
        list: "#articles".to_owned(),
        ..Graph::default()
    });
    let seen = Seen::of(&svgs[0]);
    assert_eq!(seen.boxes.len(), 2);
    assert!(seen.texts.iter().any(|(words, _)| words == "×10000 copies"));
    assert!(svgs[0].contains("href=\"#articles\""));
}

/// Copies of copies hang on many: what has no room is counted.
#[test]
fn what_has_no_room_is_counted() {
    let nodes = (0..5_000)
        .map(|number| text(&format!("a{number:04}"), "Post", None))
        .collect();
    let edges = (1..5_000)
        .map(|child| edge(child, child / 2, "copy", true))
        .collect();
    let graph = Graph {
        nodes,
        edges,
        ..Graph::default()
    };
    let lineage = Lineage::of(graph, 60).unwrap();
    assert_eq!(lineage.drawings.len(), 1);
    let seen = Seen::of(&lineage.drawings[0].render().unwrap());
    assert!(seen.boxes.len() <= 60);
    assert!(lineage.left_out > 4_800);
}

/// Of answers that articles give equally often, some from everywhere are shown.
#[test]
fn a_full_drawing_hides_no_end() {
    let labels: Vec<String> = (0..100).map(|value| value.to_string()).collect();
    let many: Vec<Said<'_>> = labels
        .iter()
        .map(|label| Said {
            articles: if label == "17" { 2 } else { 1 },
            ..exactly(label, label.parse().unwrap())
        })
        .collect();
    let range = Range::of(&many, None, 7).unwrap();
    assert_eq!(range.left_out, 93);
    let seen = Seen::of(&range.render().unwrap());
    let shown = seen
        .texts
        .iter()
        .filter_map(|(words, _)| words.strip_prefix("≠ "));
    let shown: Vec<&str> = shown.collect();
    assert_eq!(shown, ["0", "1", "17", "26", "50", "74", "99"]);
}
