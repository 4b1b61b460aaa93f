//! Sentences that qualify claims made in other sentences.

use std::fmt::Write as _;

use restated_article::Article;
use restated_claims::Reader;

use crate::MODEL;

#[test]
fn caveats() {
    let mut reader = Reader::new(&MODEL);
    let mut out = String::new();
    let cases = include_str!("cases/caveats.txt").lines();
    for text in cases.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let article = Article {
            text: text.to_owned(),
            ..Article::default()
        };
        let reading = reader.read(&article);
        writeln!(out, "{text}").unwrap();
        for caveat in &reading.caveats {
            let of: Vec<&str> = caveat
                .claims
                .iter()
                .map(|at| &text[reading.claims[*at].span.clone()])
                .collect();
            writeln!(out, "  [{}] of {of:?}", &text[caveat.sentence.clone()]).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}
