use super::*;
use crate::direction::direct;
use crate::{About, Credit, Marks, Record};

fn article(id: &str, text: &str) -> (About, Record) {
    let about = About {
        id: id.to_owned(),
        outlet: Some(id.to_owned()),
        language: Some("en".to_owned()),
        ..About::default()
    };
    let record = Record {
        marks: Marks::of(text, Some("en")),
        ..Record::default()
    };
    (about, record)
}

fn entry(article: &(About, Record)) -> Entry<'_> {
    Entry {
        about: &article.0,
        record: &article.1,
    }
}

fn credit(article: &mut (About, Record), outlet: &str, words: &str, at: Option<Words>) {
    article.0.credits.push(Credit {
        outlet: outlet.to_owned(),
        words: words.to_owned(),
        at,
    });
}

const TOLD: &str = "The lamp went out.\nThe keeper told Radio Halm that there was no oil.\nIt was lit again at dawn.";

#[test]
fn an_outlet_that_is_quoted_is_cited_for_that_paragraph() {
    let mut child = article("Orrin Post", TOLD);
    credit(&mut child, "Radio Halm", "told Radio Halm", Some(6..9));
    let found = credited(entry(&child), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].parent, Parent::Outlet("Radio Halm".to_owned()));
    assert_eq!((found[0].kind, found[0].directed), (Kind::Cites, true));
    assert_eq!(found[0].strength, 10.0 / 20.0);
    assert_eq!(found[0].why, ["draws on Radio Halm: “told Radio Halm”"]);
}

#[test]
fn where_the_credit_stands_shows_how_much_is_from_there() {
    for (text, at, kind) in [
        ("The lamp went out.", None, Kind::NearCopy),
        (
            "HALM (Lantern) — The lamp went out.",
            Some(1..2),
            Kind::NearCopy,
        ),
        ("The lamp went out. (Lantern)", Some(4..5), Kind::NearCopy),
        (
            "The lamp went out. (Lantern)\nThe council met.",
            Some(4..5),
            Kind::Excerpt,
        ),
        (
            "The lamp went out.\nSource: Lantern",
            Some(4..6),
            Kind::NearCopy,
        ),
    ] {
        let mut child = article("Orrin Post", text);
        credit(&mut child, "Lantern", "Lantern", at);
        let found = credited(entry(&child), &[]);
        assert_eq!(
            found.iter().map(|edge| edge.kind).collect::<Vec<_>>(),
            [kind],
            "{text}"
        );
        assert_eq!(found[0].why, ["names Lantern as its origin"]);
    }
}

#[test]
fn credits_of_parents_that_are_here_and_inherited_ones_are_no_unseen_parents() {
    let mut child = article("Orrin Post", TOLD);
    credit(&mut child, "Radio Halm", "told Radio Halm", Some(6..9));
    credit(&mut child, "Lantern", "Source: Lantern", None);
    credit(&mut child, "Orrin Post", "the Orrin Post", None);
    credit(&mut child, "Lantern News", "Lantern News", None);
    let parent = article("Lantern", TOLD);
    let passages = [Passage {
        child: 0..20,
        parent: 0..20,
    }];
    assert_eq!(credited(entry(&child), &[(entry(&parent), &passages)]), []);
    let outlets = credited(entry(&child), &[]);
    assert_eq!(outlets.len(), 2, "each outlet once, the own never");
}

fn common(
    a: &(About, Record),
    b: &(About, Record),
    passages: Vec<Passage>,
) -> Option<[Derivation; 2]> {
    let shared = Evidence {
        kind: Kind::NearCopy,
        passages,
        shares: (0.8, 0.7),
    };
    let verdict = direct(entry(a), entry(b), &shared);
    common_text(entry(a), entry(b), &shared, &verdict)
}

fn parents(edges: &Option<[Derivation; 2]>) -> Option<&Parent> {
    edges.as_ref().map(|edges| &edges[0].parent)
}

#[test]
fn a_common_text_needs_more_than_that_nothing_shows_the_direction() {
    let (one, other) = (article("Halm Mirror", TOLD), article("Orrin Post", TOLD));
    assert_eq!(common(&one, &other, Vec::new()), None);
}

#[test]
fn both_naming_a_third_outlet_have_it_from_there() {
    let (mut one, mut other) = (article("Halm Mirror", TOLD), article("Orrin Post", TOLD));
    credit(&mut one, "Lantern", "Source: Lantern", None);
    credit(&mut other, "Lantern News", "Lantern News", None);
    let edges = common(&one, &other, Vec::new());
    assert_eq!(
        parents(&edges),
        Some(&Parent::Outlet("Lantern News".to_owned()))
    );
}

#[test]
fn unrelated_outlets_that_publish_at_once_have_it_from_a_common_text() {
    let (mut one, mut other) = (article("Orrin Post", TOLD), article("Halm Mirror", TOLD));
    one.0.published = Some("2031-05-09T08:00Z".to_owned());
    other.0.published = Some("2031-05-09T08:05Z".to_owned());
    let edges = common(&one, &other, Vec::new());
    let children = vec!["Halm Mirror".to_owned(), "Orrin Post".to_owned()];
    assert_eq!(parents(&edges), Some(&Parent::Unseen(children)));
    other.0.outlet = one.0.outlet.clone();
    assert_eq!(common(&one, &other, Vec::new()), None, "one house");
}

#[test]
fn texts_that_each_kept_what_the_other_lost_have_it_from_a_common_text() {
    let one = article(
        "Halm Mirror",
        "The ferry sank on Friday off Halm, the office said. Nine came ashore alive.",
    );
    let other = article(
        "Orrin Post",
        "The ferry sank off Halm. Nine came ashore alive on Saturday, the master said.",
    );
    // "the ferry sank", "off halm", "nine came ashore alive"
    let passages = [(0..3, 0..3), (5..7, 3..5), (10..14, 5..9)]
        .map(|(child, parent)| Passage { child, parent });
    let edges = common(&one, &other, passages.to_vec());
    assert_eq!(
        edges, None,
        "what stands behind the last passage may have been added"
    );
    let one = article(
        "Halm Mirror",
        "The ferry sank on Friday off Halm, the office said. Nine came ashore alive near the mole.",
    );
    let other = article(
        "Orrin Post",
        "The ferry sank off Halm. Nine came ashore alive on Saturday, the master said, near the mole.",
    );
    let passages = [(0..3, 0..3), (5..7, 3..5), (10..14, 5..9), (14..17, 14..17)]
        .map(|(child, parent)| Passage { child, parent });
    let edges = common(&one, &other, passages.to_vec()).expect("a common text");
    assert!(matches!(&edges[0].parent, Parent::Unseen(children) if children.len() == 2));
    assert_eq!(edges.each_ref().map(|edge| edge.strength), [0.8, 0.7]);
}
