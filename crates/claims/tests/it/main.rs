//! Sentences and what is read in them, kept as snapshots.

mod attributions;
mod caveats;
mod entities;
mod german;
mod headlines;
mod learned;
mod measures;
mod quantities;
mod stance;
mod statements;
mod times;

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use restated_article::Article;
use restated_claims::{Claim, Document, Kind, Reader, day};
use restated_language::{Annotator, Model};

/// One model for all tests of this binary.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::from_static(restated_model_en::MODEL).expect("the model that comes with the program")
});

/// What `read` finds in the document of `text`, published on `published` (`2031-03-04`).
fn with_document<T>(
    text: &str,
    published: Option<&str>,
    read: impl FnOnce(&Document<'_>) -> T,
) -> T {
    let annotated = Annotator::new(&MODEL).annotate(text);
    read(&Document::new(&annotated, published.and_then(day)))
}

/// The figures of `text`.
fn claims(text: &str) -> Vec<Claim> {
    let article = Article {
        text: text.to_owned(),
        ..Article::default()
    };
    let mut claims = Reader::new(&MODEL).read(&article).claims;
    claims.retain(|claim| claim.figure.is_some());
    claims
}

fn show(claim: &Claim, text: &str) -> String {
    let figure = claim.figure.as_ref().expect("a figure claim has one");
    let end = |value: Option<f64>| value.map_or("-".to_owned(), |v| v.to_string());
    let mut line = format!(
        "  {} [{}] {:?} {}/{}/{} of {}",
        figure.measure,
        &text[claim.span.clone()],
        figure.qualifier,
        end(figure.low),
        end(figure.best),
        end(figure.high),
        figure.counted.as_deref().unwrap_or("-"),
    );
    let attribution = &claim.attribution;
    if let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) {
        write!(line, " <- {source} ({cue}, {:?})", attribution.status).unwrap();
    }
    if claim.modality != restated_claims::Modality::Asserted {
        write!(line, " {:?}", claim.modality).unwrap();
    }
    line
}

#[test]
fn figures() {
    let cases = include_str!("cases/figures.txt");
    let shown: Vec<_> = cases
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let found = claims(line);
            let figures = found.iter().filter(|claim| claim.kind == Kind::Figure);
            [
                vec![line.to_owned()],
                figures.map(|claim| show(claim, line)).collect(),
            ]
            .concat()
            .join("\n")
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

proptest! {
    #[test]
    fn every_span_slices_and_stands_in_its_sentence(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "at least", "12", "2,700", "people", "killed", "“", "”", ",", "said", "Orme", "and", "to", "-", "hundred",
                "three", "dozens", "of", "é", "according to", ".", "\n", "between", "million", "(", ")", "soldiers", "a",
            ]),
            0..40,
        ),
    ) {
        let text = words.join(" ");
        for claim in claims(&text) {
            prop_assert!(claim.sentence.start <= claim.span.start && claim.span.end <= claim.sentence.end);
            let words = &text[claim.span.clone()];
            prop_assert!(claim.figure.is_none_or(|figure| figure.text == words));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        claims(&text);
    }
}
