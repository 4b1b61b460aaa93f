//! Whether two figures are on one's word.

use std::collections::BTreeSet;

use crate::model::Told;

/// Whether nothing says that two sources are two: `None` where one is not known.
pub(super) fn same(one: &Told, other: &Told) -> Option<bool> {
    if let (Some(one), Some(other)) = (one.source, other.source)
        && one == other
    {
        return Some(true);
    }
    let (one, other) = (words(one)?, words(other)?);
    // "the mayor" and "the mayor of Ostrel".
    Some(one.is_subset(&other) || other.is_subset(&one))
}

/// The words of a source that say who it is.
fn words(told: &Told) -> Option<BTreeSet<String>> {
    let source = told.claim.attribution.source.as_deref()?;
    let words: BTreeSet<String> = source
        .to_lowercase()
        .replace('\u{2019}', "'")
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned())
        .filter(|word| {
            word.chars().count() > 3 && !["their", "that", "with"].contains(&word.as_str())
        })
        .collect();
    (!words.is_empty()).then_some(words)
}
