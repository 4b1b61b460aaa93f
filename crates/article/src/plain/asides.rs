//! Lines among the paragraphs that speak to the reader, not of the event. They can
//! be told by their words alone, on pages as in plain text.

use super::form::{Ending, form};
use crate::furniture::{CATEGORIES, Lexicon};

/// Categories of short calls upon the reader that are set between paragraphs.
const CALLS: [&str; 9] = [
    "ad",
    "newsletter",
    "paywall",
    "promo",
    "comment",
    "account",
    "consent",
    "donate",
    "reading",
];

/// Categories whose label makes a closing paragraph one about the publisher.
const CLOSING: [&str; 5] = ["about", "contact", "tags", "credit", "legal"];

/// Whether a line calls upon the reader: it is short, has no full stop at the end,
/// and a third of its words or two in a row are furniture's.
pub(crate) fn is_call(line: &str) -> bool {
    let form = form(line);
    let covered = CATEGORIES.iter().zip(form.hits.covered);
    let calls = covered
        .filter(|(name, _)| CALLS.contains(name))
        .any(|(_, covered)| covered >= 2 || covered * 3 >= form.words.len() && covered > 0);
    calls && !form.sentence && form.ending != Ending::Colon && form.words.len() <= 15
}

/// Whether a last paragraph is, by its label, about somebody who speaks there:
/// `About Orrin Lamps: …`, `Contact: …`.
pub(crate) fn is_closing_note(line: &str) -> bool {
    let form = form(line);
    let colon = line.find(':').unwrap_or(0);
    let before = form.words.iter().take_while(|word| word.end <= colon);
    let label: Vec<_> = before.cloned().collect();
    let hits = Lexicon::get().look_up(&label, label.len());
    form.label && CLOSING.iter().any(|category| hits.has(category))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_closing_notes_are_told_from_sentences() {
        assert!(is_call("Scroll down for more pictures"));
        assert!(!is_call(
            "The office told subscribers on Friday that the paper would close."
        ));
        assert!(is_closing_note("Write to the Mirror: 4 Lamp Street."));
        assert!(!is_closing_note("The keeper said: nobody writes to us."));
    }
}
