//! Families and derivations of small piles.

use proptest::prelude::*;
use restated_lineage::{About, Credit, Entry, Kind, Lineage, Parent, Record, lineage};

const REPORT: &str = "ORVIK, March 4 (Halden Press) — Rescue crews pulled nine sailors from the water off Marrow on \
    Friday after the ferry Alder struck the breakwater in thick fog. The harbour office said that at least four \
    people had died and that thirty more were being treated in the town's two hospitals.\n\
    Halden Press could not independently verify the number of dead. Divers went on searching the hull until dark on \
    Friday. The master of the ferry, Jorun Telle, 51, was not hurt and has been questioned, the office said.\n\
    The Alder was built in 1998 and carries up to 120 passengers between Marrow and the island of Sund. It last passed \
    an inspection in October, according to the coast authority.";

const OWN: &str = "Four are dead and dozens hurt: the Alder hit the mole at Marrow in fog. Our reporter counted nine \
    people brought ashore alive by fishing boats, while the hospital on the hill took in the first of some thirty \
    injured. “I heard the stones before I saw them,” said a cook who swam to the steps. The mayor has asked for a day \
    of mourning, and the company has not answered our calls.";

struct Page {
    about: About,
    record: Record,
}

fn page(id: &str, outlet: &str, published: Option<&str>, text: &str) -> Page {
    Page {
        about: About {
            id: id.to_owned(),
            outlet: Some(outlet.to_owned()),
            published: published.map(str::to_owned),
            language: Some("en".to_owned()),
            ..About::default()
        },
        record: Record::of(text, Some("en")),
    }
}

fn found(pages: &[Page]) -> Lineage {
    let entries: Vec<Entry<'_>> = pages
        .iter()
        .map(|page| Entry {
            about: &page.about,
            record: &page.record,
        })
        .collect();
    lineage(&entries)
}

#[test]
fn a_copy_without_its_credit_comes_from_the_agency() {
    let copy = REPORT
        .replace("ORVIK, March 4 (Halden Press) — ", "")
        .replace(
            " Halden Press could not independently verify the number of dead.",
            "",
        )
        .replace("thick fog", "dense fog");
    let pages = [
        page("a", "The Sund Ledger", None, &copy),
        page("b", "Halden Press", Some("2031-03-04"), REPORT),
        page("c", "Marrow Post", Some("2031-03-05"), OWN),
    ];
    let found = found(&pages);
    assert_eq!(found.families.len(), 1);
    assert_eq!(found.families[0].articles, ["a", "b"]);
    assert_eq!(found.derivations.len(), 1, "{found:#?}");
    let edge = &found.derivations[0];
    assert_eq!(edge.child, "a");
    assert_eq!(edge.parent, Parent::Article("b".to_owned()));
    assert_eq!(edge.kind, Kind::NearCopy);
    assert!(edge.directed && !edge.why.is_empty(), "{edge:#?}");
}

#[test]
fn an_outlet_that_is_not_here_is_named() {
    let mut lone = page("a", "Marrow Post", None, OWN);
    lone.about.credits.push(Credit {
        outlet: "Radio Sund".to_owned(),
        words: "told Radio Sund".to_owned(),
        at: Some(20..23),
    });
    let found = found(&[lone]);
    assert!(found.families.is_empty());
    assert_eq!(found.derivations.len(), 1);
    assert_eq!(
        found.derivations[0].parent,
        Parent::Outlet("Radio Sund".to_owned())
    );
    assert_eq!(found.derivations[0].kind, Kind::Cites);
}

#[test]
fn ten_thousand_identical_pages_are_one_family_with_an_edge_each() {
    let pages: Vec<Page> = (0..10_000)
        .map(|at| page(&format!("a{at:05}"), "Marrow Post", None, OWN))
        .collect();
    let found = found(&pages);
    assert_eq!(found.families.len(), 1);
    assert_eq!(found.families[0].articles.len(), 10_000);
    assert_eq!(found.derivations.len(), 9_999);
}

#[test]
fn empty_and_one_word_texts_are_nobodys() {
    let pages = [
        page("a", "Post", None, ""),
        page("b", "Post", None, ""),
        page("c", "Post", None, "Fog"),
        page("d", "Post", None, "Fog"),
    ];
    let found = found(&pages);
    assert!(found.families.is_empty() && found.derivations.is_empty());
}

#[test]
fn a_page_that_holds_all_others_does_not_make_them_one() {
    let own = |seed: usize| -> String {
        (0..120)
            .map(|at| format!("w{}x{} ", (at * 37 + seed * 7919) % 100_003, seed))
            .collect()
    };
    let texts: Vec<String> = (0..40).map(own).collect();
    let mut pages: Vec<Page> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            page(
                &format!("a{at:02}"),
                &format!("Outlet {at}"),
                Some("2031-03-04"),
                text,
            )
        })
        .collect();
    pages.push(page("z", "Archive", Some("2031-03-09"), &texts.join("\n")));
    let found = found(&pages);
    // Each part accounts for a fortieth of it: too little to be of one family.
    assert!(
        found
            .families
            .iter()
            .all(|family| family.articles.len() <= 2),
        "{:?}",
        found.families
    );
    assert!(
        found.derivations.iter().all(|edge| edge.child == "z"),
        "{:#?}",
        found.derivations
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn order_does_not_matter(cuts in prop::collection::vec((0usize..5, 0usize..3), 2..9), turn in 0usize..9) {
        let parts: Vec<&str> = REPORT.split(". ").collect();
        let pages = || -> Vec<Page> {
            cuts.iter()
                .enumerate()
                .map(|(at, &(cut, outlet))| {
                    let text = parts[cut.min(parts.len() - 2)..].join(". ");
                    let day = format!("2031-03-{:02}", 4 + outlet);
                    page(&format!("a{at}"), ["Post", "Ledger", "Press"][outlet], Some(&day), &text)
                })
                .collect()
        };
        let mut turned = pages();
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        prop_assert_eq!(found(&pages()), found(&turned));
    }
}
