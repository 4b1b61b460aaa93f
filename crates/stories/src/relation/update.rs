//! Which of two figures is later, and whether the text says that one takes the other's place.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::model::Told;
use crate::origin::Known;

/// Words by which a text says that a figure takes another's place.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/updates.txt").lines();
    rows.filter(|row| !row.starts_with('#') && !row.is_empty())
        .collect()
});

/// The day on which a figure held: the end of the time that the text gives, else the day of
/// publication (EDTF).
pub(crate) fn day<'s>(told: &'s Told, known: &Known<'s>) -> Option<&'s str> {
    let time = told.claim.time.as_ref();
    let held = time.and_then(|time| time.edtf.as_deref());
    let end = held.map(|edtf| edtf.rsplit('/').next().unwrap_or(edtf));
    let published = known.day(&told.article);
    // What lies ahead is not when a count was made.
    match (end, published) {
        (Some(end), Some(published)) if end > published => Some(published),
        (Some(end), _) if end.len() >= 10 => Some(end),
        (_, published) => published.or(end),
    }
}

/// Whether one of two sentences says that a figure has changed: "revised", "now", "rose".
pub(super) fn is_told(one: &Told, other: &Told) -> bool {
    [one, other].into_iter().any(|told| {
        let words = told.sentence.split(|c: char| !c.is_alphanumeric());
        words
            .map(str::to_lowercase)
            .any(|word| WORDS.contains(word.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn words_stand_alone_and_in_small_letters() {
        assert!(WORDS.len() > 20);
        assert!(
            WORDS
                .iter()
                .all(|word| *word == word.to_lowercase() && !word.contains(' '))
        );
    }
}
