//! What headlines claim, and how that is tied to the text under them.

use std::fmt::Write as _;

use restated_article::Article;
use restated_claims::Reader;

use crate::MODEL;

#[test]
fn headlines() {
    let mut reader = Reader::new(&MODEL);
    let mut out = String::new();
    let cases = include_str!("cases/headlines.txt").lines();
    for case in cases.filter(|line| !line.starts_with('#')) {
        let (title, text) = case.split_once('\t').expect("a title and a text");
        let article = Article {
            title: Some(title.to_owned()),
            text: text.to_owned(),
            ..Article::default()
        };
        let reading = reader.read(&article);
        writeln!(out, "{title}\n{text}").unwrap();
        for found in &reading.headline {
            let claim = &found.claim;
            let measure = claim.figure.as_ref().map(|figure| &figure.measure);
            let tied = found
                .restates
                .map(|at| &text[reading.claims[at].span.clone()]);
            writeln!(
                out,
                "  [{}] {:?} {} by {:?}: restates {tied:?}, differs in {:?}",
                &title[claim.span.clone()],
                claim.kind,
                measure.map_or("-", String::as_str),
                claim.attribution.source,
                found.differs,
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(out);
}
