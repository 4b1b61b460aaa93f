//! How claims stand to each other, in small invented piles.

use restated_claims::Qualifier;
use restated_claims::entity::Sort;
use restated_lineage::Kind;

use super::relations;
use crate::model::{Relation, RelationKind};
use crate::origin::{Known, Origins};
use crate::sample::{Pile, figure};

fn found(pile: &Pile, asked: &[&str]) -> Vec<Relation> {
    pile.read(|told, material| {
        let known = Known::of(told, material);
        let claims: Vec<_> = told
            .iter()
            .copied()
            .filter(|told| asked.contains(&told.id.as_str()))
            .collect();
        let origins = Origins::of(&claims, &known);
        relations(&claims, told, &origins, &known)
    })
}

fn kind(pile: &Pile, a: &str, b: &str) -> (RelationKind, String) {
    let all: Vec<&str> = pile.told.iter().map(|told| told.id.as_str()).collect();
    let relation = found(pile, &all)
        .into_iter()
        .find(|relation| relation.a == a && relation.b == b);
    relation.map_or(
        (RelationKind::NotComparable, "none".to_owned()),
        |relation| (relation.kind, relation.why),
    )
}

fn pile() -> Pile {
    Pile::default()
        .named("Halden Steel", Sort::Organisation, &[])
        .named("Metal Guild", Sort::Organisation, &["the Guild"])
}

#[test]
fn two_sources_differ_and_one_is_updated() {
    let pile = pile()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four died, Halden Steel said.",
            ("Four", 4.0),
            Some("Halden Steel"),
        )
        .claim(
            "c2",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        )
        .article("a2", "Sund Ledger", Some("2031-03-06"))
        .claim(
            "c3",
            "Halden Steel raised the toll to six.",
            ("six", 6.0),
            Some("Halden Steel"),
        )
        .claim(
            "c4",
            "It had said four.",
            ("four", 4.0),
            Some("Halden Steel"),
        );
    let (differ, why) = kind(&pile, "c1", "c2");
    assert_eq!(differ, RelationKind::Differ);
    assert!(
        why.contains("Halden Steel") && why.contains("Metal Guild"),
        "{why}"
    );
    assert_eq!(kind(&pile, "c1", "c3").0, RelationKind::Updated);
    assert_eq!(kind(&pile, "c1", "c4").0, RelationKind::Agree);
    assert_eq!(kind(&pile, "c3", "c4").0, RelationKind::Updated);
}

#[test]
fn open_ends_let_others_hold() {
    let least = |claim: &mut restated_claims::Claim| {
        claim.figure = Some(figure("at least 310", Qualifier::AtLeast, 310.0));
    };
    let more = |claim: &mut restated_claims::Claim| {
        claim.figure = Some(figure("more than 300", Qualifier::MoreThan, 300.0));
    };
    let pile = pile()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Halden Steel said at least 310.",
            ("at least 310", 310.0),
            Some("Halden Steel"),
        )
        .with(least)
        .claim(
            "c2",
            "The Guild says more than 300.",
            ("more than 300", 300.0),
            Some("the Guild"),
        )
        .with(more)
        .claim(
            "c3",
            "The Guild has said 50.",
            ("50", 50.0),
            Some("the Guild"),
        );
    assert_eq!(kind(&pile, "c1", "c2").0, RelationKind::Compatible);
    assert_eq!(kind(&pile, "c1", "c3").0, RelationKind::Differ);
}

#[test]
fn a_contradiction_born_in_copying_says_so() {
    let pile = pile()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four workers died in the fire, Halden Steel said.",
            ("Four workers", 4.0),
            Some("Halden Steel"),
        )
        .article("a2", "Daily Horn", None)
        .claim(
            "c2",
            "Forty workers died in the fire.",
            ("Forty workers", 40.0),
            None,
        )
        .derived("a2", "a1", Kind::Rewrite);
    let (differ, why) = kind(&pile, "c1", "c2");
    assert_eq!(differ, RelationKind::Differ);
    assert!(why.starts_with("made in copying: Daily Horn"), "{why}");
}

#[test]
fn what_is_rejected_differs() {
    let pile = pile()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        )
        .claim(
            "c2",
            "Halden Steel said it was not seven.",
            ("seven", 7.0),
            Some("Halden Steel"),
        );
    assert_eq!(kind(&pile, "c1", "c2").0, RelationKind::Differ);
}

#[test]
fn near_questions_are_kept_apart() {
    let injured = |claim: &mut restated_claims::Claim| {
        if let Some(figure) = &mut claim.figure {
            figure.measure = "casualties".to_owned();
        }
    };
    let pile = pile()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four died, Halden Steel said.",
            ("Four", 4.0),
            Some("Halden Steel"),
        )
        .claim("c2", "Nine were killed or hurt.", ("Nine", 9.0), None)
        .with(injured);
    let found = found(&pile, &["c1"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, RelationKind::NotComparable);
}

#[test]
fn of_many_claims_some_stand_for_the_others() {
    let mut pile = pile().article("a1", "Marrow Post", Some("2031-03-04"));
    for at in 0..super::MOST + 20 {
        let id = format!("c{at:03}");
        pile = pile.claim(
            &id,
            "Four died, Halden Steel said.",
            ("Four", 4.0),
            Some("Halden Steel"),
        );
    }
    pile = pile.claim(
        "d1",
        "The Guild says seven.",
        ("seven", 7.0),
        Some("the Guild"),
    );
    let all: Vec<&str> = pile.told.iter().map(|told| told.id.as_str()).collect();
    let found = found(&pile, &all);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].a.as_str(), found[0].b.as_str()), ("c000", "d1"));
}
