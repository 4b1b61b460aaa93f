//! What is said without a figure, and on whose word.

use std::fmt::Write as _;

use restated_article::Article;
use restated_claims::Reader;

use super::MODEL;

/// A case a line.
#[test]
fn statements() {
    let mut shown = String::new();
    let cases = include_str!("cases/statements.txt").lines();
    for text in cases.filter(|line| !line.starts_with('#')) {
        writeln!(shown, "{text}").unwrap();
        let article = Article {
            text: text.to_owned(),
            ..Article::default()
        };
        for claim in Reader::new(&MODEL).read(&article).claims {
            let attribution = &claim.attribution;
            writeln!(
                shown,
                "  {:?} [{}] <- {} via {:?} ({}, {:?})",
                claim.kind,
                &text[claim.span.clone()],
                attribution.source.as_deref().unwrap_or("-"),
                attribution.via,
                attribution.cue.as_deref().unwrap_or("-"),
                attribution.status
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(shown);
}
