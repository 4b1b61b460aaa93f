//! Which tokens stand in direct speech, for the sieves alone: good enough to
//! know whose "I" it is.

use crate::Annotated;

/// The number of the quotation that each token stands in, its marks included.
/// A quotation that is not closed ends with its paragraph.
pub(super) fn quotations(doc: &Annotated<'_>, paragraph: &[usize]) -> Vec<Option<usize>> {
    let mut found = vec![None; doc.len()];
    let mut count = 0;
    let mut open: Option<(usize, char)> = None;
    for index in 0..doc.len() {
        if open.is_some_and(|(at, _)| paragraph[at] != paragraph[index]) {
            open = None;
            count += 1;
        }
        for mark in marks(doc.token(index).text()) {
            match (open, mark) {
                (None, '“' | '"' | '„' | '«' | '\'') => open = Some((index, closing(mark))),
                (Some((_, close)), mark) if mark == close => {
                    found[index] = Some(count);
                    count += 1;
                    open = None;
                }
                _ => {}
            }
        }
        if open.is_some() {
            found[index] = Some(count);
        }
    }
    found
}

/// The quotation marks of a token; two apostrophes are one mark of a
/// typewriter, one is none.
fn marks(token: &str) -> impl Iterator<Item = char> {
    let doubled = matches!(token, "''" | "``").then_some('\'');
    let single = token
        .chars()
        .filter(|c| matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
    doubled.into_iter().chain(single)
}

fn closing(open: char) -> char {
    match open {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        other => other,
    }
}
