//! What keeps figures apart, what joins them, and that later articles change nothing of it.

use proptest::prelude::*;

use super::testing::{about, grouped, told};
use crate::model::Told;

fn questions(told: &[Told]) -> Vec<String> {
    let articles = [about("a", "2031-05-03"), about("b", "2031-05-04")];
    let groups = grouped(told, &articles);
    groups
        .into_iter()
        .map(|(text, ids)| format!("{text} {}", ids.len()))
        .collect()
}

#[test]
fn armies_are_counted_apart() {
    let first = "Velmar said 40 Dreskan soldiers had died and 12 were wounded.";
    let second = "Nine Velmari troops were killed.";
    let third = "The dead number 40, Velmar says.";
    let told = [
        told(
            "a",
            first,
            "40 Dreskan soldiers",
            "killed",
            Some("Dreskan soldiers"),
            40.0,
        ),
        told("a", first, "12", "injured", None, 12.0),
        told(
            "b",
            second,
            "Nine Velmari troops",
            "killed",
            Some("Velmari troops"),
            9.0,
        ),
        told("b", third, "40", "killed", None, 40.0),
    ];
    assert_eq!(
        questions(&told),
        [
            "How many Dreskan soldiers were killed? 2",
            "How many Dreskan soldiers were injured? 1",
            "How many Velmari troops were killed? 1",
        ]
    );
}

#[test]
fn parts_and_additions_are_no_wholes() {
    let toll = "The fire killed 31 people, including six children.";
    let told = [
        told("a", toll, "31 people", "killed", Some("people"), 31.0),
        told("a", toll, "six children", "killed", Some("children"), 6.0),
        told("b", "The toll is 33.", "33", "killed", None, 33.0),
        told(
            "b",
            "Six children died.",
            "Six children",
            "killed",
            Some("children"),
            6.0,
        ),
    ];
    assert_eq!(
        questions(&told),
        [
            "How many people were killed? 2",
            "How many children were killed? 2",
        ]
    );
}

#[test]
fn two_numbers_of_a_sentence_are_two_things_unless_one_corrects_the_other() {
    let two = "The storm killed 12 people in the port and 30 people in the hills.";
    let one = "Officials put the dead at 14, not 12.";
    let apart = [
        told("a", two, "12 people", "killed", Some("people"), 12.0),
        told("a", two, "30 people", "killed", Some("people"), 30.0),
    ];
    assert_eq!(questions(&apart).len(), 2);
    let corrected = [
        told("a", one, "14", "killed", None, 14.0),
        told("a", one, "12", "killed", None, 12.0),
    ];
    assert_eq!(questions(&corrected).len(), 1);
}

#[test]
fn another_year_is_another_question() {
    let told = [
        told(
            "a",
            "The flood killed 18 people.",
            "18 people",
            "killed",
            Some("people"),
            18.0,
        ),
        told(
            "b",
            "The flood of 2009 killed 41.",
            "41",
            "killed",
            None,
            41.0,
        ),
    ];
    assert_eq!(
        questions(&told),
        [
            "How many people were killed? 1",
            "How many people were killed in 2009? 1"
        ]
    );
}

/// Claims of dated articles, from a few wordings.
fn claims() -> impl Strategy<Value = Vec<(u8, u8, u16)>> {
    prop::collection::vec((0_u8..12, 0_u8..6, 1_u16..60), 1..40)
}

fn pile(drawn: &[(u8, u8, u16)]) -> Vec<Told> {
    let made = drawn.iter().map(|(day, wording, number)| {
        let counted = [
            "people",
            "Velmari soldiers",
            "Dreskan soldiers",
            "children",
            "firefighters",
            "civilians",
        ];
        let counted = counted[usize::from(*wording)];
        let words = format!("{number} {counted}");
        let sentence = format!("On that day {words} died.");
        let article = format!("a{day:02}");
        told(
            &article,
            &sentence,
            &words,
            "killed",
            Some(counted),
            f64::from(*number),
        )
    });
    let mut made: Vec<Told> = made.collect();
    made.sort_by(|one, other| one.id.cmp(&other.id));
    made.dedup_by(|one, other| one.id == other.id);
    made
}

proptest! {
    #[test]
    fn later_articles_change_no_earlier_question(drawn in claims(), until in 1_u8..12) {
        let articles: Vec<_> = (0..12)
            .map(|day| about(&format!("a{day:02}"), &format!("2031-05-{:02}", day + 1)))
            .collect();
        let all = grouped(&pile(&drawn), &articles);
        let early: Vec<_> = drawn.iter().copied().filter(|(day, ..)| *day < until).collect();
        for (_, before) in grouped(&pile(&early), &articles) {
            let now = all.iter().find(|(_, ids)| ids[0] == before[0]);
            prop_assert!(now.is_some_and(|(_, ids)| ids.starts_with(&before)));
        }
    }

    #[test]
    fn the_order_of_claims_does_not_matter(drawn in claims()) {
        let articles: Vec<_> = (0..12)
            .map(|day| about(&format!("a{day:02}"), &format!("2031-05-{:02}", day + 1)))
            .collect();
        let told = pile(&drawn);
        let reversed: Vec<Told> = told.iter().rev().cloned().collect();
        prop_assert_eq!(grouped(&told, &articles), grouped(&reversed, &articles));
    }
}
