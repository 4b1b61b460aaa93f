//! Quotations of any text: every range slices, they come in order, and no two cross.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let found = restated_language::quotations(text);
    let mut open: Vec<usize> = Vec::new();
    for quotation in &found.quotations {
        let end = quotation.span().end;
        while open
            .last()
            .is_some_and(|outer| *outer <= quotation.open.start)
        {
            open.pop();
        }
        assert!(open.last().is_none_or(|outer| end <= *outer));
        assert_eq!(quotation.depth, open.len());
        open.push(end);
        assert!(
            text.get(quotation.open.clone())
                .is_some_and(|mark| !mark.is_empty())
        );
        assert!(text.get(quotation.content.clone()).is_some());
        assert!(
            quotation
                .parts
                .iter()
                .all(|part| text.get(part.content.clone()).is_some())
        );
    }
    let unpaired = found.unpaired.into_iter().map(|unpaired| unpaired.mark);
    for mark in unpaired.chain(found.apostrophes).chain(found.primes) {
        assert!(text.get(mark).is_some_and(|mark| !mark.is_empty()));
    }
});
