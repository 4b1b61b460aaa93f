use super::*;
use proptest::prelude::*;

const TITLE: &str = "Ferry Alder sinks off Brennick";
const TEXT: &str = "BRENNICK — The ferry Alder sank off Brennick on Friday with 31 people on board, the \
    coastguard said. It was the 12th voyage of the Alder since 2034. Captain Ode Ray was saved.";

fn of(title: &str, text: &str, language: &str) -> Terms {
    Terms::of(Some(title), text, Some(language), &Reading::default())
}

fn kind(terms: &Terms, word: &str) -> Option<Kind> {
    let key = content(word, Some("en"), 1).first()?.1.key;
    Some(weight(terms, key)?.kind())
}

fn weight(terms: &Terms, key: u32) -> Option<Weight> {
    let at = terms.kept().keys().binary_search(&key.to_be_bytes()).ok()?;
    Some(Weight::from_bytes(terms.kept().weights()[at]))
}

fn weights(terms: &Terms) -> impl Iterator<Item = Weight> {
    let weights = terms.kept().weights().iter();
    weights.map(|bytes| Weight::from_bytes(*bytes))
}

#[test]
fn names_numbers_and_words_are_told_apart() {
    let terms = of(TITLE, TEXT, "en-GB");
    assert_eq!(kind(&terms, "Alder"), Some(Kind::Name));
    assert_eq!(kind(&terms, "Brennick"), Some(Kind::Name));
    assert_eq!(kind(&terms, "ferry"), Some(Kind::Word));
    assert_eq!(kind(&terms, "31"), Some(Kind::Number));
    assert_eq!(kind(&terms, "the"), None);
    assert_eq!(terms.kept().language(), b"en\0");
    assert_eq!(terms.kept().years(), [2034_u16.to_be_bytes()]);
}

#[test]
fn a_capital_in_a_title_makes_no_name() {
    let terms = of(
        "Ferry Sinks In Harbour",
        "A ferry sank. The harbour is shut.",
        "en",
    );
    assert!(weights(&terms).all(|weight| weight.kind() == Kind::Word));
}

#[test]
fn the_title_weighs_more_than_the_text() {
    let heavy = |title| {
        let terms = of(title, "The harbour was shut.", "en");
        let key = content("harbour", Some("en"), 1)[0].1.key;
        weight(&terms, key).unwrap().plain()
    };
    assert!(heavy("Harbour shut") > 1.5 * heavy("Closed"));
}

#[test]
fn words_are_shown_as_they_stand_and_not_in_capitals() {
    let terms = of(TITLE, TEXT, "en");
    let kept = terms.kept();
    let shown: Vec<&str> = kept
        .keys()
        .iter()
        .filter_map(|key| kept.shown(*key))
        .collect();
    assert!(
        shown.contains(&"Brennick") && shown.contains(&"ferry"),
        "{shown:?}"
    );
    assert!(!shown.contains(&"31"));
}

#[test]
fn what_is_numbered_is_a_label_and_the_title_decides() {
    let labels = |title, text| of(title, text, "en").kept().labels().to_vec();
    let twelfth = labels("Council agrees 12th package", "Ministers met.");
    let thirteenth = labels(
        "Council agrees 13th package",
        "It follows the 12th package of May.",
    );
    assert_eq!((twelfth.len(), thirteenth.len()), (1, 1));
    assert_eq!(label::kind(&twelfth[0]), label::kind(&thirteenth[0]));
    assert_ne!(twelfth, thirteenth);
    assert_eq!(labels("Search for Flight 417", "").len(), 1);
    assert!(labels("Vote set for May 2031", "Some 14 people came on Friday.").is_empty());
}

#[test]
fn a_record_is_below_two_kilobytes_however_long_the_text() {
    let many: Vec<String> = (0..5_000)
        .map(|at| format!("Word{at} {}", at * 7))
        .collect();
    let terms = of(&many.join(" "), &many.join(" "), "en");
    assert!(terms.to_bytes().len() < 2_000, "{}", terms.to_bytes().len());
}

#[test]
fn what_is_cut_or_goes_on_is_no_record() {
    let bytes = of(TITLE, TEXT, "en").to_bytes();
    for end in 0..bytes.len() {
        assert!(Terms::from_bytes(&bytes[..end]).is_err(), "{end}");
    }
    assert!(Terms::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
}

#[test]
fn what_no_article_gives_is_no_record() {
    let fields = Fields {
        title: "Ferry sinks",
        language: "en",
        terms: &[
            (3, Weight::new(5.0, Kind::Word)),
            (7, Weight::new(9.0, Kind::Name)),
        ],
        years: &[2034],
        labels: &[label::label(3, 7)],
        shown: &[(1, "Alder".to_owned())],
    };
    let read = |fields: Fields<'_>| Terms::from_bytes(&fields.to_record()).map(|_| ());
    assert_eq!(read(Fields { ..fields }), Ok(()));
    let terms = [fields.terms[1], fields.terms[0]];
    assert_eq!(
        read(Fields {
            terms: &terms,
            ..fields
        }),
        Err(BadTerms)
    );
    let terms = [(3, Weight::new(0.0, Kind::Word)), fields.terms[1]];
    assert_eq!(
        read(Fields {
            terms: &terms,
            ..fields
        }),
        Err(BadTerms)
    );
    let title = "x".repeat(TITLE_BYTES + 1);
    assert_eq!(
        read(Fields {
            title: &title,
            ..fields
        }),
        Err(BadTerms)
    );
    assert_eq!(
        read(Fields {
            language: "e1",
            ..fields
        }),
        Err(BadTerms)
    );
    let shown = [(2, "Alder".to_owned())];
    assert_eq!(
        read(Fields {
            shown: &shown,
            ..fields
        }),
        Err(BadTerms)
    );
}

proptest! {
    #[test]
    fn bytes_give_the_record_back(
        title in "\\PC{0,80}",
        parts in prop::collection::vec(("\\PC{0,12}", 0usize..TEXT.len()), 0..40),
        language in prop::option::of("(en|de|ko|x-y)"),
    ) {
        let words = |from: &usize| TEXT.get(*from..).unwrap_or_default().to_owned();
        let text: String = parts.iter().map(|(any, from)| words(from) + " " + any + "\n").collect();
        let terms = Terms::of(Some(&title), &text, language.as_deref(), &Reading::default());
        prop_assert_eq!(Terms::from_bytes(&terms.to_bytes()), Ok(terms));
    }

    #[test]
    fn any_bytes_are_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Terms::from_bytes(&bytes);
    }
}
