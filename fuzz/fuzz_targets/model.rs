//! Models from any bytes: refused, or able to annotate.
#![no_main]

use std::sync::LazyLock;

use bytes::Bytes;
use restated_language::{Annotator, Model};
use small_model::{Part, Parts};

#[path = "../../crates/language/tests/it/engine/invariants.rs"]
mod invariants;
#[path = "../../crates/language/tests/it/engine/small_model.rs"]
mod small_model;

static WHOLE: LazyLock<Parts> = LazyLock::new(small_model::parts);
const TEXT: &str = "The minister said “we don't know” in St. Orme.\nShe left (9 a.m.).";

// The first byte picks a part that the others replace; 0 stands for the file.
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((&at, bytes)) = input.split_first() else { return };
    let file = match usize::from(at).checked_sub(1) {
        None => bytes.to_vec(),
        Some(at) => {
            let mut parts = WHOLE.clone();
            let blobs = parts.values_mut().filter(|part| matches!(part, Part::Blob(_)));
            let mut blobs: Vec<&mut Part> = blobs.collect();
            let at = at % blobs.len();
            *blobs[at] = Part::Blob(bytes.to_vec());
            small_model::file(&parts).expect("blobs fit any shape")
        }
    };
    if let Ok(model) = Model::read(Bytes::from(file)) {
        invariants::check(&Annotator::new(&model).annotate(TEXT));
    }
});
