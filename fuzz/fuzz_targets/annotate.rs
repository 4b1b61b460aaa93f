//! The English model on any text: what `Annotated` promises holds.
#![no_main]

use std::sync::LazyLock;

use restated_language::{Annotator, Model};

#[path = "../../crates/language/tests/it/engine/invariants.rs"]
mod invariants;

static ENGLISH: LazyLock<Model> =
    LazyLock::new(|| Model::from_static(restated_model_en::MODEL).expect("the model is sound"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut annotator = Annotator::new(&ENGLISH);
    invariants::check(&annotator.annotate(text));
    invariants::check(&annotator.annotate_as_trained(text));
});
