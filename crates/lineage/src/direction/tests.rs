use proptest::prelude::*;

use super::*;
use crate::{About, Credit, Marks, Record};

/// An article of `outlet`, published on `day`.
fn article(outlet: &str, day: &str, text: &str) -> (About, Record) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let about = About {
        id: format!("{outlet} {day}"),
        outlet: some(outlet),
        published: some(day),
        language: some("en"),
        ..About::default()
    };
    let record = Record {
        marks: Marks::of(text, Some("en")),
        ..Record::default()
    };
    (about, record)
}

fn credit(article: &mut (About, Record), outlet: &str, at: Option<Words>) {
    article.0.credits.push(Credit {
        outlet: outlet.to_owned(),
        words: format!("Source: {outlet}"),
        at,
    });
}

fn near(kind: Kind) -> Evidence {
    Evidence {
        kind,
        passages: Vec::new(),
        shares: (0.9, 0.9),
    }
}

fn entry(article: &(About, Record)) -> Entry<'_> {
    Entry {
        about: &article.0,
        record: &article.1,
    }
}

fn verdict(a: &(About, Record), b: &(About, Record), shared: &Evidence) -> Verdict {
    direct(entry(a), entry(b), shared)
}

/// `child` is found to be the child, for a reason that holds `reason`.
fn check(child: &(About, Record), parent: &(About, Record), shared: &Evidence, reason: &str) {
    let found = verdict(child, parent, shared);
    assert_eq!(found.toward, Toward::AFromB, "{found:?}");
    assert!(
        found.why.iter().any(|why| why.contains(reason)),
        "{found:?}"
    );
}

const PLAIN: &str =
    "The ferry Alder struck the mole at Halm in fog. Nine people were brought ashore.";

#[test]
fn a_credit_line_names_the_parent() {
    let parent = article("Lantern News Agency", "", PLAIN);
    let mut child = article("Orrin Post", "", PLAIN);
    credit(&mut child, "Lantern", None);
    check(
        &child,
        &parent,
        &near(Kind::Copy),
        "names Lantern as its origin: “Source: Lantern”",
    );
}

#[test]
fn names_that_came_along_with_the_words_name_the_parent() {
    let parent = article("Lantern", "", "She told Lantern that the ferry was lost.");
    for (text, reason) in [
        (
            "She told Lantern that the ferry was lost.",
            "says what was told to Lantern",
        ),
        (
            "HALM (Lantern) – The ferry was lost.",
            "names Lantern in its dateline",
        ),
        ("The ferry was lost. (Lantern)", "is signed “Lantern”"),
        (
            "Lantern could not verify that the ferry was lost.",
            "says what Lantern could not verify",
        ),
        (
            "The ferry was lost.\nSubscribe to Lantern to continue reading.",
            "a notice of Lantern was left in its text",
        ),
    ] {
        check(
            &article("Orrin Post", "", text),
            &parent,
            &near(Kind::NearCopy),
            reason,
        );
    }
}

#[test]
fn a_link_names_the_parent() {
    let mut parent = article("", "", PLAIN);
    parent.0.url = Some("https://www.lantern.example/ferry".to_owned());
    let child = article(
        "Orrin Post",
        "",
        &format!("{PLAIN} See https://lantern.example/ferry"),
    );
    check(
        &child,
        &parent,
        &near(Kind::Excerpt),
        "links to lantern.example",
    );
}

#[test]
fn whoever_published_later_is_the_child() {
    let (parent, child) = (
        article("Lantern", "2031-05-09", PLAIN),
        article("Orrin Post", "2031-05-10", PLAIN),
    );
    check(
        &child,
        &parent,
        &near(Kind::Copy),
        "was published a day later",
    );
    let (parent, child) = (
        article("Lantern", "2031-05-09T08:00Z", PLAIN),
        article("Orrin Post", "2031-05-09T13:30+02:00", PLAIN),
    );
    check(
        &child,
        &parent,
        &near(Kind::Copy),
        "was published 3 hours later",
    );
}

#[test]
fn a_later_article_is_no_parent_even_if_its_outlet_is_named() {
    let parent = article("Lantern", "2031-05-12", PLAIN);
    let mut child = article("Orrin Post", "2031-05-10", PLAIN);
    credit(&mut child, "Lantern", None);
    let found = verdict(&child, &parent, &near(Kind::Copy));
    assert_eq!((found.toward, found.score), (Toward::Unknown, 0.0));
    assert!(found.why[0].contains("published 2 days later"), "{found:?}");
}

#[test]
fn who_no_longer_says_whom_it_was_told_to_is_the_child() {
    let parent = article(
        "Lantern",
        "",
        "“It is lost,” the master told Lantern by telephone. Nine came ashore.",
    );
    let child = article(
        "Orrin Post",
        "",
        "“It is lost,” the master said by telephone. Nine came ashore.",
    );
    check(
        &child,
        &parent,
        &near(Kind::NearCopy),
        "no longer says what was told to Lantern",
    );
    let parent = article(
        "Lantern",
        "",
        "It is lost.\nLantern was unable to verify that.\nNine came ashore.",
    );
    let child = article("Orrin Post", "", "It is lost.\nNine came ashore.");
    check(
        &child,
        &parent,
        &near(Kind::NearCopy),
        "what Lantern says there of its own checks",
    );
}

#[test]
fn own_interviews_outside_of_what_is_shared_show_nothing() {
    let own = article(
        "Orrin Post",
        "",
        &format!("{PLAIN}\nThe keeper told the Orrin Post that nobody saw it."),
    );
    let shared = Evidence {
        kind: Kind::Excerpt,
        passages: vec![Passage {
            child: 0..15,
            parent: 0..15,
        }],
        shares: (0.6, 1.0),
    };
    assert_eq!(
        verdict(&own, &article("Lantern", "", PLAIN), &shared).toward,
        Toward::Unknown
    );
}

const RICH: &str = "HALM, May 9 — The ferry Alder sank on Friday, the harbour office said. About 40 people were on board, \
    according to the master, Tom Orrin, who spoke to reporters on Saturday. The cause, officials said on Sunday, could \
    not immediately be confirmed. At least nine came ashore in August, the minister said.";

#[test]
fn who_has_lost_dates_attributions_and_caveats_is_the_child() {
    let parent = article("Lantern", "", RICH);
    let child = article(
        "Orrin Post",
        "",
        "The ferry Alder is gone. 40 people were on board. Nine came ashore.",
    );
    let found = verdict(&child, &parent, &near(Kind::Rewrite));
    assert_eq!(found.toward, Toward::AFromB);
    for reason in [
        "has lost 5 dates, 5 attributions",
        "the caveat “could not immediately be confirmed” is gone",
        "the dateline of the other is gone",
    ] {
        assert!(
            found.why.iter().any(|why| why.contains(reason)),
            "{reason}: {found:?}"
        );
    }
}

#[test]
fn caveats_in_other_words_are_counted_and_not_quoted() {
    let parent = article(
        "Lantern",
        "",
        "It sank. This could not be verified. The master declined to comment.",
    );
    let child = article("Orrin Post", "", "It sank. It remains unclear why.");
    let found = verdict(&child, &parent, &near(Kind::Rewrite));
    assert_eq!(
        found.toward,
        Toward::Unknown,
        "one caveat is not enough: {found:?}"
    );
    assert!(found.score > 0.0);
}

#[test]
fn a_text_in_a_language_without_lists_has_lost_nothing() {
    let mut other = article("Orrin Post", "", "Alder batti.");
    other.0.language = Some("tr".to_owned());
    let found = verdict(
        &other,
        &article("Lantern", "", RICH.split_once("— ").unwrap().1),
        &near(Kind::Translation),
    );
    assert_eq!((found.toward, found.score), (Toward::Unknown, 0.0));
}

#[test]
fn sentences_that_stand_twice_and_a_missing_end_add_to_the_signs_and_do_not_decide() {
    let whole = format!("{PLAIN}\nThe search goes on.\nThe owner was not there.");
    let twice = article("Orrin Post", "", &format!("{PLAIN} {PLAIN}"));
    let shared = Evidence {
        kind: Kind::NearCopy,
        passages: vec![Passage {
            child: 0..15,
            parent: 0..15,
        }],
        shares: (1.0, 0.6),
    };
    let found = verdict(&twice, &article("Lantern", "", &whole), &shared);
    assert_eq!(found.toward, Toward::Unknown);
    assert!(found.score > 0.3, "{found:?}");
}

#[test]
fn the_text_that_lies_within_the_other_is_not_therefore_the_child() {
    let own =
        "The council met for hours on Monday and agreed on nothing, its chairman said on Tuesday.";
    let around = article("Orrin Post", "", &format!("{own}\n{PLAIN}\n{own}"));
    let start = own.split(' ').count() as u32;
    let shared = Evidence {
        kind: Kind::Excerpt,
        passages: vec![Passage {
            child: start..start + 15,
            parent: 0..15,
        }],
        shares: (0.3, 1.0),
    };
    let found = verdict(&around, &article("Lantern", "", PLAIN), &shared);
    assert_eq!(found.toward, Toward::Unknown);
    assert!(found.score >= 0.0, "{found:?}");
}

#[test]
fn exact_copies_without_dates_and_credits_are_unknown() {
    let found = verdict(
        &article("Lantern", "", RICH),
        &article("Orrin Post", "", RICH),
        &near(Kind::Copy),
    );
    assert_eq!((found.toward, found.score), (Toward::Unknown, 0.0));
    assert_eq!(found.why, ["nothing shows which of the two was first"]);
    let day = "2031-05-09";
    let found = verdict(
        &article("Lantern", day, RICH),
        &article("Orrin Post", day, RICH),
        &near(Kind::Copy),
    );
    assert_eq!(found.toward, Toward::Unknown);
}

#[test]
fn two_that_name_the_same_third_outlet_are_siblings() {
    let mut one = article("Halm Mirror", "2031-05-09", PLAIN);
    credit(&mut one, "Lantern News Agency", None);
    let other = article(
        "Orrin Post",
        "2031-05-10",
        &format!("HALM (Lantern) — {PLAIN}"),
    );
    let found = verdict(&one, &other, &near(Kind::NearCopy));
    assert_eq!(found.toward, Toward::Unknown);
    assert_eq!(found.siblings.as_deref(), Some("Lantern News Agency"));
    // One that names the other as well has it from there.
    credit(&mut one, "Orrin Post", None);
    one.0.published = None;
    check(
        &one,
        &other,
        &near(Kind::NearCopy),
        "names Orrin Post as its origin",
    );
}

#[test]
fn one_house_does_not_copy_from_itself_by_naming_itself() {
    let early = article("Lantern", "", "She told Lantern that it was lost.");
    let late = article("Lantern", "", "She said that it was lost.");
    assert_eq!(
        verdict(&late, &early, &near(Kind::NearCopy)).toward,
        Toward::Unknown
    );
}

const SENTENCES: [&str; 8] = [
    "HALM, May 9 (Lantern) — The ferry sank on Friday.",
    "The keeper told Lantern that nobody saw it.",
    "About 40 people were on board, the office said.\n",
    "Tidewire could not verify that.\n",
    "Nine came ashore on Saturday, according to the minister.",
    "The cause is under investigation.",
    "Subscribe to continue reading The Orrin Post.\n",
    "Nine came ashore that night alive. Nine came ashore that night alive.",
];
const OUTLETS: [&str; 4] = ["Lantern", "Tidewire", "The Orrin Post", ""];
const DAYS: [&str; 5] = [
    "2031-05-09",
    "2031-05-10",
    "2031-05-09T08:00Z",
    "2031-05-09T10:00Z",
    "",
];
const KINDS: [Kind; 5] = [
    Kind::Copy,
    Kind::NearCopy,
    Kind::Excerpt,
    Kind::Rewrite,
    Kind::Cites,
];

fn any_article() -> impl Strategy<Value = (About, Record)> {
    let sentences = prop::collection::vec(0..SENTENCES.len(), 0..6);
    let credits = prop::collection::vec((0..3usize, prop::option::of(0u32..40)), 0..3);
    (0..OUTLETS.len(), 0..DAYS.len(), sentences, credits).prop_map(
        |(outlet, day, sentences, credits)| {
            let text: Vec<_> = sentences.iter().map(|&at| SENTENCES[at]).collect();
            let mut article = article(OUTLETS[outlet], DAYS[day], &text.join(" "));
            for (outlet, at) in credits {
                credit(&mut article, OUTLETS[outlet], at.map(|at| at..at + 2));
            }
            article
        },
    )
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    let words = || (0u32..30, 1u32..20).prop_map(|(start, length)| start..start + length);
    let passage = (words(), words()).prop_map(|(child, parent)| Passage { child, parent });
    (
        0..KINDS.len(),
        prop::collection::vec(passage, 0..4),
        0.0..1.0,
        0.0..1.0,
    )
        .prop_map(|(kind, passages, one, other)| Evidence {
            kind: KINDS[kind],
            passages,
            shares: (one, other),
        })
}

proptest! {
    #[test]
    fn turning_the_pair_turns_the_verdict(a in any_article(), b in any_article(), shared in any_evidence()) {
        let (there, back) = (verdict(&a, &b, &shared), verdict(&b, &a, &shared.turned()));
        let turned = match back.toward {
            Toward::AFromB => Toward::BFromA,
            Toward::BFromA => Toward::AFromB,
            Toward::Unknown => Toward::Unknown,
        };
        prop_assert_eq!(there.toward, turned);
        prop_assert_eq!(there.score, -back.score);
        prop_assert_eq!(there.why, back.why);
        prop_assert_eq!(there.siblings, back.siblings);
        prop_assert!((-1.0..=1.0).contains(&there.score));
    }
}
