//! What grouping keeps of an article, from any bytes: refused, or kept as it is and grouped.
#![no_main]

use restated_claims::Reading;
use restated_lineage::About;
use restated_stories::{Filed, Terms, stories};

const TEXT: &str = "Fourteen cables of the Corran bridge were found frayed on Tuesday, the road office said. \
    It carries some 9,000 cars a day and will stay shut until late in May.";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(terms) = Terms::from_bytes(bytes) else { return };
    assert_eq!(Terms::from_bytes(&terms.to_bytes()).as_ref(), Ok(&terms));
    let known = Terms::of(Some("Corran bridge shut"), TEXT, Some("en"), &Reading::default());
    let abouts = ["a", "b", "c"].map(|id| About { id: id.to_owned(), ..About::default() });
    let filed: Vec<Filed<'_>> = abouts
        .iter()
        .zip([&terms, &known, &terms])
        .map(|(about, terms)| Filed { about, terms, family: None })
        .collect();
    let articles: usize = stories(&filed).iter().map(|story| story.articles.len()).sum();
    assert_eq!(articles, 3);
});
