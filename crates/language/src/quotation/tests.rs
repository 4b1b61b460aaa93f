//! What holds of any text.

use std::ops::Range;

use proptest::prelude::*;

use super::table::TABLES;
use super::{Quotations, State, quotations};

/// Every mark that the result accounts for, in order.
fn accounted(found: &Quotations) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for quotation in &found.quotations {
        all.extend(quotation.parts.iter().map(|part| part.mark.clone()));
        all.extend(quotation.close.clone());
    }
    all.extend(found.unpaired.iter().map(|unpaired| unpaired.mark.clone()));
    all.extend(found.apostrophes.iter().cloned());
    all.extend(found.primes.iter().cloned());
    all.sort_by_key(|mark| (mark.start, mark.end));
    all
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = quotations(text);
    // Every mark of the text is accounted for once.
    let marks: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| TABLES.single(*c).is_some())
        .map(|(at, _)| at)
        .collect();
    let told: Vec<usize> = accounted(&found)
        .into_iter()
        .flat_map(|mark| {
            let start = mark.start;
            text[mark].char_indices().map(move |(at, _)| start + at)
        })
        .collect();
    prop_assert_eq!(told, marks);
    // Lists are in order.
    prop_assert!(
        found
            .unpaired
            .is_sorted_by_key(|unpaired| unpaired.mark.start)
    );
    prop_assert!(found.apostrophes.is_sorted_by_key(|mark| mark.start));
    prop_assert!(found.primes.is_sorted_by_key(|mark| mark.start));
    let mut open: Vec<Range<usize>> = Vec::new();
    for quotation in &found.quotations {
        let whole = quotation.span();
        // They come in order, and lie apart or one in the other.
        while open.last().is_some_and(|outer| outer.end <= whole.start) {
            open.pop();
        }
        if let Some(outer) = open.last() {
            prop_assert!(outer.start < whole.start && whole.end <= outer.end);
        }
        prop_assert_eq!(quotation.depth, open.len());
        open.push(whole.clone());
        // Content lies between the marks, on character boundaries, and is trimmed.
        prop_assert!(quotation.open.end <= quotation.content.start);
        prop_assert!(quotation.content.end <= whole.end);
        let words = &text[quotation.content.clone()];
        prop_assert_eq!(words, words.trim());
        // Parts lie in it in order, each behind its mark, none across a paragraph.
        prop_assert_eq!(&quotation.parts[0].mark, &quotation.open);
        let mut end = 0;
        for part in &quotation.parts {
            prop_assert!(end <= part.mark.start && part.mark.end <= part.content.start);
            prop_assert!(!text[part.content.clone()].contains("\n\n"));
            end = part.content.end;
        }
        prop_assert!(end <= whole.end);
        match quotation.state {
            State::Closed => prop_assert!(quotation.close.is_some() && quotation.parts.len() == 1),
            State::Continued => {
                prop_assert!(quotation.close.is_some() && quotation.parts.len() > 1)
            }
            State::Open => prop_assert!(quotation.close.is_none()),
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_has_well_formed_quotations(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_heap_of_marks_has_them(text in "[\"“”„'‘’‚`´«»‹›「」『』〝〞″′ʼ״a-cA-C6s.,!(—\u{a0}\u{200b}\u{301}語א \n]{0,60}") {
        check(&text)?;
    }

    #[test]
    fn likely_text_has_them(text in "([\"“‘']?(We|don't|the soldiers'|6' 2\"|ran|Nobody|n)[,.]?[\"”’']?[ \n]{1,2}){0,24}") {
        check(&text)?;
    }

    /// What stands in another paragraph, and is closed, makes no difference.
    #[test]
    fn damage_stays_in_its_paragraph(broken in "[\"“”'‘’a-cA-C., ]{0,40}") {
        let sound = "They left. “We heard it,” she said.";
        let text = format!("{broken}\n{sound}");
        let found = quotations(&text);
        let last = found.quotations.last();
        prop_assert_eq!(last.map(|last| &text[last.content.clone()]), Some("We heard it,"));
        prop_assert_eq!(last.map(|last| last.depth), Some(0));
    }
}

/// More marks than are read at a time, in one paragraph.
#[test]
fn a_paragraph_of_thousands_of_marks_is_read() {
    for text in ["“We ran,” she said. ", "\"“", "'", "6' 2\" «"] {
        check(&text.repeat(5_000)).unwrap();
    }
    let said = "“We ran,” she said. ".repeat(5_000);
    let found = quotations(&said);
    assert_eq!(found.quotations.len(), 5_000);
    assert!(found.quotations.iter().all(|q| q.state == State::Closed));
}
