//! Any text, read as an article in each language: every span is a slice of it, and what the
//! readers find lies in order.
#![no_main]

use std::sync::LazyLock;

use restated_article::{Article, Dated};
use restated_claims::{Document, Language, Reader, attributions, counts, quantities, surface, times};
use restated_language::{Annotator, Model};

static ENGLISH: LazyLock<Model> =
    LazyLock::new(|| Model::from_static(restated_model_en::MODEL).expect("the model is sound"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let article = Article {
        title: text.lines().next().map(str::to_owned),
        text: text.to_owned(),
        published: Some(Dated { edtf: "2031-03-04".to_owned(), from: "meta".to_owned() }),
        ..Article::default()
    };
    for claim in Reader::new(&ENGLISH).read(&article).claims {
        assert!(text.get(claim.sentence.clone()).is_some());
        assert!(text.get(claim.span.clone()).is_some());
        assert!(claim.sentence.start <= claim.span.start && claim.span.end <= claim.sentence.end);
    }
    let annotated = Annotator::new(&ENGLISH).annotate(text);
    check(&Document::new(&annotated, None));
    let annotated = surface::annotated(text);
    check(&Document::new(&annotated, None).in_language(Language::German));
});

fn check(document: &Document<'_>) {
    let text = document.annotated.text;
    let tokens = document.annotated.len();
    for it in attributions(document) {
        for part in [it.source, it.cue, it.content, it.addressee, it.via].concat() {
            assert!(part.start < part.end && part.end <= tokens);
        }
    }
    let mut end = 0;
    for it in times(document) {
        assert!(text.get(it.span.clone()).is_some() && it.span.start >= end);
        end = it.span.end;
    }
    let quantities = quantities(document);
    let mut end = 0;
    for it in &quantities {
        assert!(text.get(it.span.clone()).is_some() && it.span.start >= end);
        assert!(text.get(it.number.clone()).is_some());
        end = it.span.end;
    }
    assert_eq!(counts(document, &quantities).len(), quantities.len());
}
