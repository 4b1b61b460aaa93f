//! Numbers as news writes them.

use std::fmt::Write as _;

use proptest::prelude::*;
use restated_claims::{Quantity, Unit, quantities};

use crate::with_document;

/// `quantity` as `[words] qualifier low/best/high unit`.
fn show(quantity: &Quantity, text: &str) -> String {
    let end = |value: Option<f64>| value.map_or("-".to_owned(), |v| v.to_string());
    let mut line = format!("  [{}]", &text[quantity.span.clone()]);
    if quantity.number != quantity.span {
        write!(line, " ({})", &text[quantity.number.clone()]).unwrap();
    }
    write!(
        line,
        " {:?} {}/{}/{}",
        quantity.qualifier,
        end(quantity.low),
        end(quantity.best),
        end(quantity.high)
    )
    .unwrap();
    match &quantity.unit {
        Unit::Count => {}
        Unit::Money(code) | Unit::Physical(code) => write!(line, " {code}").unwrap(),
        unit => write!(line, " {unit:?}").unwrap(),
    }
    line
}

/// The sentences of `cases`, each followed by its quantities.
fn shown(cases: &str) -> String {
    cases
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(heading) => format!("\n#{heading}"),
            None => with_document(line, None, |document| {
                let found = quantities(document);
                let lines = found.iter().map(|quantity| show(quantity, line));
                std::iter::once(line.to_owned())
                    .chain(lines)
                    .collect::<Vec<_>>()
                    .join("\n")
            }),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn news() {
    insta::assert_snapshot!(shown(include_str!("cases/quantities.txt")));
}

proptest! {
    #[test]
    fn every_span_slices_and_none_overlaps(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "at least", "12", "2,700", "people", "-", "–", "one", "and", "to", "hundred", "a", "half", "third",
                "three", "dozens", "of", "é", "$", "€", "between", "million", "(", ")", "no", "in", "%", "point", "m",
                "½", "/", "1.2", "from", "or", "more", ".", "\n", "tens", "kilometres", "an hour", "+", "no one",
            ]),
            0..30,
        ),
        glue in prop::collection::vec(prop::bool::ANY, 30),
    ) {
        let mut text = String::new();
        for (word, glued) in words.iter().zip(&glue) {
            text.push_str(word);
            text.push_str(if *glued { "" } else { " " });
        }
        with_document(&text, None, |document| {
            let mut end = 0;
            for quantity in quantities(document) {
                assert!(end <= quantity.span.start, "{text}");
                assert!(quantity.span.start <= quantity.number.start, "{text}");
                assert!(quantity.number.end <= quantity.span.end, "{text}");
                assert!(!text[quantity.span.clone()].is_empty(), "{text}");
                assert!(!quantity.tokens.is_empty(), "{text}");
                end = quantity.span.end;
            }
        });
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        with_document(&text, None, |document| quantities(document).len());
        restated_claims::quantity::numbers(&text);
    }
}
