//! Who speaks, in small invented piles.

use restated_claims::Status;
use restated_claims::entity::Sort;
use restated_lineage::Kind;

use super::{Known, Origins};
use crate::model::Origin;
use crate::sample::Pile;

/// The origins, and how many there are at least.
fn origins(pile: &Pile) -> (Vec<Origin>, usize) {
    pile.read(|told, material| {
        let known = Known::of(told, material);
        let origins = Origins::of(told, &known);
        (origins.origins, origins.at_least)
    })
}

fn who(pile: &Pile) -> Vec<(Option<String>, Vec<String>)> {
    let found = origins(pile).0.into_iter();
    found.map(|origin| (origin.source, origin.claims)).collect()
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn steel() -> Pile {
    Pile::default()
        .named("Halden Steel", Sort::Organisation, &["Halden"])
        .named("Ada Lund", Sort::Person, &["Lund", "Ms Lund"])
        .named("Metal Guild", Sort::Organisation, &["the Guild"])
        .named("Otto Brill", Sort::Person, &["Mr Brill"])
}

#[test]
fn who_speaks_for_a_body_is_one_with_it() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four died, Ada Lund, plant director of Halden Steel, said.",
            ("Four", 4.0),
            Some("Ada Lund"),
        )
        .article("a2", "Sund Ledger", Some("2031-03-04"))
        .claim(
            "c2",
            "Four people died, the company said.",
            ("Four people", 4.0),
            Some("the company"),
        )
        .claim(
            "c3",
            "Seven died, union leader Otto Brill said.",
            ("Seven", 7.0),
            Some("Otto Brill"),
        )
        .claim(
            "c4",
            "At first the Guild said five.",
            ("five", 5.0),
            Some("the Guild"),
        );
    let found = who(&pile);
    assert_eq!(
        found[0],
        (Some("Halden Steel".to_owned()), ids(&["c1", "c2"]))
    );
    assert_eq!(
        found[1],
        (Some("Metal Guild".to_owned()), ids(&["c3", "c4"]))
    );
}

#[test]
fn a_widow_does_not_speak_for_the_firm() {
    let pile = steel()
        .article("a1", "Marrow Post", None)
        .claim(
            "c1",
            "Four died, Halden Steel said.",
            ("Four", 4.0),
            Some("Halden Steel"),
        )
        .claim(
            "c2",
            "Six died, Ada Lund, widow of a Halden Steel engineer, said.",
            ("Six", 6.0),
            Some("Ada Lund"),
        );
    assert_eq!(who(&pile).len(), 2);
}

#[test]
fn a_place_in_front_of_a_title_is_not_whose_it_is() {
    let pile = steel()
        .named("Orme", Sort::Government, &[])
        .article("a1", "Marrow Post", None)
        .claim(
            "c1",
            "Four died in Orme, Colonel Ada Lund said.",
            ("Four", 4.0),
            Some("Ada Lund"),
        )
        .claim("c2", "Orme says six.", ("six", 6.0), Some("Orme"));
    assert_eq!(who(&pile).len(), 2);
}

#[test]
fn a_zero_too_many_goes_back_to_the_same_digits() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "It burned 18,400 hectares, Halden Steel said.",
            ("18,400", 18400.0),
            Some("Halden Steel"),
        )
        .claim(
            "c2",
            "Flames took 14,000 hectares of land, the Guild said.",
            ("14,000", 14000.0),
            Some("the Guild"),
        )
        .article("a2", "Daily Horn", None)
        .claim(
            "c3",
            "Flames took 184,000 hectares.",
            ("184,000", 184_000.0),
            None,
        )
        .derived("a2", "a1", Kind::Rewrite);
    assert_eq!(who(&pile)[0].1, ids(&["c1", "c3"]));
}

#[test]
fn an_army_and_its_ministry_are_one_side() {
    let pile = Pile::default()
        .named("Sethra", Sort::Government, &[])
        .named("Sethran Defence Ministry", Sort::Organisation, &[])
        .named("Velmar", Sort::Government, &[])
        .named(
            "Imre Tolk",
            Sort::Person,
            &["Colonel Imre Tolk", "Col Tolk"],
        )
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Sethra’s army said 34 had died.",
            ("34", 34.0),
            Some("Sethra’s army"),
        )
        .claim(
            "c2",
            "The Sethran Defence Ministry said 34 had died.",
            ("34", 34.0),
            Some("Sethran Defence Ministry"),
        )
        .article("a2", "Sund Ledger", Some("2031-03-05"))
        .claim("c3", "Sethra says 30.", ("30", 30.0), Some("Sethra"))
        .claim("c4", "Velmar says three.", ("three", 3.0), Some("Velmar"));
    let found = who(&pile);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].1, ids(&["c1", "c2", "c3"]));
}

#[test]
fn what_is_on_nobodys_word_has_the_origin_of_the_same_figure() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Halden Steel said four had died.",
            ("four", 4.0),
            Some("Halden Steel"),
        )
        .claim(
            "c2",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        )
        .article("a2", "Daily Horn", None)
        .claim("c3", "Seven men are dead.", ("Seven men", 7.0), None)
        .article("a3", "Sund Ledger", None)
        .claim(
            "c4",
            "Relatives of nine came to our newsroom.",
            ("nine", 9.0),
            None,
        );
    let found = who(&pile);
    assert_eq!(
        found[1],
        (Some("Metal Guild".to_owned()), ids(&["c2", "c3"]))
    );
    assert_eq!(found[2], (None, ids(&["c4"])));
    assert_eq!(origins(&pile).1, 2);
}

#[test]
fn a_changed_figure_of_a_copy_has_its_parents_origin() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four workers died in the fire, Halden Steel said.",
            ("Four workers", 4.0),
            Some("Halden Steel"),
        )
        .claim(
            "c2",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        )
        .article("a2", "Daily Horn", None)
        .claim(
            "c3",
            "Forty workers died in the fire.",
            ("Forty workers", 40.0),
            None,
        )
        .derived("a2", "a1", Kind::Rewrite);
    let (found, _) = origins(&pile);
    assert_eq!(found[0].claims, ids(&["c1", "c3"]));
    assert!(
        found[0]
            .why
            .iter()
            .any(|why| why.contains("derived from Marrow Post")),
        "{:?}",
        found[0].why
    );
}

#[test]
fn a_relay_is_no_origin_and_those_who_were_told_pass_it_on() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Halden Steel told lawmakers that 300 had died.",
            ("300", 300.0),
            Some("Halden Steel"),
        )
        .with(|claim| claim.attribution.via = vec!["lawmakers".to_owned()])
        .article("a2", "Sund Ledger", None)
        .claim(
            "c2",
            "About 300 have died, city lawmakers said.",
            ("About 300", 300.0),
            Some("city lawmakers"),
        )
        .claim(
            "c3",
            "Documents show 310 deaths, according to lawmakers.",
            ("310 deaths", 310.0),
            Some("Documents"),
        )
        .with(|claim| claim.attribution.via = vec!["lawmakers".to_owned()]);
    assert_eq!(who(&pile).len(), 1);
}

#[test]
fn anonymous_sources_stay_apart_and_lower_the_least_number() {
    let anonymous =
        |claim: &mut restated_claims::Claim| claim.attribution.status = Status::Anonymous;
    let pile = steel()
        .article("a1", "Marrow Post", None)
        .claim(
            "c1",
            "A senior official said nine had died.",
            ("nine", 9.0),
            Some("A senior official"),
        )
        .with(anonymous)
        .article("a2", "Sund Ledger", None)
        .claim(
            "c2",
            "A senior official said nine had died.",
            ("nine", 9.0),
            Some("A senior official"),
        )
        .with(anonymous)
        .claim(
            "c3",
            "Halden Steel said four.",
            ("four", 4.0),
            Some("Halden Steel"),
        );
    let (found, at_least) = origins(&pile);
    assert_eq!(found.len(), 3);
    assert_eq!(found.iter().filter(|origin| origin.anonymous).count(), 2);
    assert_eq!(at_least, 1);
}

#[test]
fn who_publishes_speaks_for_itself_where_others_quote_it() {
    let pile = steel()
        .article("a1", "Halden Steel", None)
        .claim(
            "c1",
            "Two colleagues have lost their lives.",
            ("Two colleagues", 2.0),
            None,
        )
        .article("a2", "Marrow Post", Some("2031-03-05"))
        .claim(
            "c2",
            "Five died, Halden Steel said.",
            ("Five", 5.0),
            Some("Halden Steel"),
        )
        .claim(
            "c3",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        );
    assert_eq!(who(&pile)[0].1, ids(&["c1", "c2"]));
}

#[test]
fn nothing_depends_on_the_order_of_the_claims() {
    let pile = steel()
        .article("a1", "Marrow Post", Some("2031-03-04"))
        .claim(
            "c1",
            "Four died, Ada Lund of Halden Steel said.",
            ("Four", 4.0),
            Some("Ada Lund"),
        )
        .claim(
            "c2",
            "The Guild says seven.",
            ("seven", 7.0),
            Some("the Guild"),
        )
        .article("a2", "Daily Horn", None)
        .claim("c3", "Seven men are dead.", ("Seven men", 7.0), None)
        .claim("c4", "Lund says four.", ("four", 4.0), Some("Lund"));
    let straight = origins(&pile);
    let turned = pile.read(|told, material| {
        let mut told = told.to_vec();
        told.reverse();
        let known = Known::of(&told, material);
        told.reverse();
        let origins = Origins::of(&told, &known);
        (origins.origins, origins.at_least)
    });
    let plain = |found: &[Origin]| -> Vec<Vec<String>> {
        found.iter().map(|origin| origin.claims.clone()).collect()
    };
    assert_eq!(plain(&straight.0), plain(&turned.0));
    assert_eq!(straight.1, turned.1);
}
