//! What quantities count.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use restated_claims::{Count, Scope, counts, quantities};

use crate::with_document;

/// Every number of `text` with what it counts, a line each; those that are no figure behind "--".
fn counted(text: &str) -> String {
    with_document(text, None, |document| {
        let found = counts(document, &quantities(document));
        let words = |tokens: &std::ops::Range<usize>| document.annotated.words(tokens.clone());
        let line = |count: &Count| {
            let number = &text[count.quantity.span.clone()];
            let Some(measure) = &count.measure else {
                return format!("  -- {number}");
            };
            let mut line = format!("  {measure} [{number}] {}", count.unit);
            if let Some(noun) = &count.counted {
                write!(line, " of {}", words(noun)).unwrap();
            }
            if let Some(per) = &count.per {
                write!(line, " | {}", words(per)).unwrap();
            }
            if !matches!(count.scope, Scope::Unsaid | Scope::Rate) {
                write!(line, " | {:?}", count.scope).unwrap();
            }
            if let Some(whole) = count.part_of {
                let whole = &text[found[whole].quantity.span.clone()];
                write!(line, " | part of {whole}").unwrap();
            }
            line
        };
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

#[test]
fn measures() {
    let cases = include_str!("cases/measures.txt");
    let shown: Vec<_> = cases
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| format!("{line}\n{}", counted(line)))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

/// The table of measures for readers, as it follows from the tables of the crate.
fn table() -> String {
    let rows = |table: &'static str| {
        table
            .lines()
            .filter(|row| !row.is_empty() && !row.starts_with('#'))
            .map(|row| row.split('\t').collect::<Vec<_>>())
    };
    let mut signs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows(include_str!("../../data/measure/signals.txt")) {
        let words = row[3].replace(" | ", ", ");
        let signs = signs.entry(row[0].trim_start_matches('~')).or_default();
        signs.push(format!("{}: {words}", row[1]));
    }
    let mut table = include_str!("measures_head.md").to_owned();
    for row in rows(include_str!("../../data/measure/measures.txt")) {
        let unit = if row[1] == "-" { "the noun" } else { row[1] };
        let signs = signs
            .get(row[0])
            .map_or(String::new(), |signs| signs.join("; "));
        writeln!(
            table,
            "| `{}` | {} | {unit} | {} | {signs} |",
            row[0], row[2], row[3]
        )
        .unwrap();
    }
    table
}

/// Run with `INSTA_UPDATE=always` to write the table anew.
#[test]
fn the_table_for_readers_is_that_of_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("measures.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, table()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written == table(), "measures.md is not what the tables say");
}

proptest! {
    #[test]
    fn every_count_lies_in_the_text(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "at least", "12", "2,700", "people", "killed", "wounded", "dead", "of", "the", "toll", "rose", "to",
                "them", "including", "and", "were", "$3 million", "40 percent", "Of", "cases", ":", "-", ".", "more",
                "than", "a week", "half", "missing", "homes", "dozens", "cut", "by", "\n",
            ]),
            0..40,
        ),
    ) {
        let text = words.join(" ");
        with_document(&text, None, |document| {
            let length = document.annotated.len();
            let found = counts(document, &quantities(document));
            for (at, count) in found.iter().enumerate() {
                for range in [&count.counted, &count.per].into_iter().flatten() {
                    prop_assert!(range.start < range.end && range.end <= length);
                }
                prop_assert!(count.signal.is_none_or(|signal| signal < length));
                prop_assert!(count.part_of.is_none_or(|whole| whole < at));
            }
            Ok(())
        })?;
    }
}
