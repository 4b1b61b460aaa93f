use super::*;
use crate::Marks;

fn check(text: &str, expected: &[(&str, Place)]) {
    let marks = Marks::of(text, Some("en"));
    let found: Vec<_> = marks
        .named
        .iter()
        .map(|n| (n.name.as_str(), n.place))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn every_line_of_the_table_is_read() {
    for line in include_str!("../../../data/origins.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
    {
        let fields: Vec<_> = line.split('\t').collect();
        assert!(
            fields.len() == 3 && meaning(fields[0], fields[1]).is_some(),
            "{line:?}"
        );
        assert!(
            fields[2].split(',').all(|phrase| !phrase.trim().is_empty()),
            "{line:?}"
        );
    }
}

#[test]
fn datelines_and_signatures_name_agencies() {
    check(
        "HALM, Orrin, May 9 (Lantern/Tidewire) — The lamp went out.",
        &[("Lantern", Place::Dateline), ("Tidewire", Place::Dateline)],
    );
    check(
        "Halm (Lantern) - The lamp went out.",
        &[("Lantern", Place::Dateline)],
    );
    check(
        "The lamp went out. (Lantern)\nIt was lit.",
        &[("Lantern", Place::Signed)],
    );
    check(
        "The lamp went out. — Lantern Press",
        &[("Lantern Press", Place::Signed)],
    );
    check("The Orrin Harbour Board (OHB) said so.", &[]);
    assert_eq!(
        Marks::of("HALM — The lamp went out.", None).dateline,
        Some(0..1)
    );
    assert_eq!(
        Marks::of("Nobody saw it – not even the keeper.", None).dateline,
        None
    );
}

#[test]
fn who_was_told_and_who_could_not_verify_is_named() {
    check(
        "She told the Halm Evening Post that it was out.",
        &[("Halm Evening Post", Place::Told)],
    );
    check(
        "Lantern was unable to verify the film.",
        &[("Lantern", Place::Unverified)],
    );
    check(
        "Ada Reed, speaking to Radio Halm’s listeners, denied it.",
        &[("Radio Halm", Place::Told)],
    );
}

#[test]
fn notices_and_links_of_another_page_are_found() {
    check(
        "Subscribe to continue reading The Halm Post.",
        &[("The Halm Post", Place::Left)],
    );
    check(
        "Reporting by Ada Reed in Halm; editing by Tom Orrin for Tidewire",
        &[
            ("Ada Reed", Place::Left),
            ("Halm", Place::Left),
            ("Tom Orrin", Place::Left),
            ("Tidewire", Place::Left),
        ],
    );
    check(
        "More at https://www.halmpost.example/news.",
        &[("halmpost.example", Place::Link)],
    );
}
