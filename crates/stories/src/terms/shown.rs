//! How terms read: a name by its fullest form, any other word as it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_claims::Reading;
use restated_claims::entity::Wording;
use restated_lineage::{Term, content};

use super::{Kind, Weight};

/// Terms that are shown.
pub(super) const MOST: usize = 16;
/// Bytes of one of them.
pub(super) const BYTES: usize = 48;

type Read<'a> = (&'a str, &'a [(Range<usize>, Term)]);

/// How the heaviest terms of an article read, with their places by key, ascending: of `kept`, the
/// heaviest first, as they read in the text, or in the title.
pub(super) fn shown(
    kept: &[(u32, Weight)],
    title: Read<'_>,
    text: Read<'_>,
    reading: &Reading,
) -> Vec<(u8, String)> {
    let mut wordings: BTreeMap<u32, &str> = BTreeMap::new();
    for (within, read) in [text, title] {
        for (at, term) in read {
            let word = &within[at.clone()];
            let known = wordings.entry(term.key).or_insert(word);
            // Datelines and some titles are in capitals.
            if is_shouted(known) && !is_shouted(word) {
                *known = word;
            }
        }
    }
    let names = names(reading);
    let mut keys: Vec<u32> = kept.iter().map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let mut shown: Vec<(u8, String)> = kept
        .iter()
        // A number by itself, or a day of the week, says nothing to a reader.
        .filter(|(_, weight)| matches!(weight.kind(), Kind::Word | Kind::Name))
        .filter_map(|(key, weight)| {
            let place = u8::try_from(keys.binary_search(key).ok()?).ok()?;
            let name = names.get(key).filter(|_| weight.kind() == Kind::Name);
            let wording = match (name, weight.kind()) {
                (Some(name), _) => (*name).to_owned(),
                (None, Kind::Name) => (*wordings.get(key)?).to_owned(),
                (None, _) => wordings.get(key)?.to_lowercase(),
            };
            let fits = wording.len() <= BYTES && !wording.contains(char::is_control);
            fits.then_some((place, wording))
        })
        .take(MOST)
        .collect();
    shown.sort();
    shown
}

/// Whether a word is in capitals and too long for an abbreviation.
fn is_shouted(word: &str) -> bool {
    word.len() > 4 && !word.contains(char::is_lowercase)
}

/// The fullest name that each part of a name belongs to, by the part's key.
fn names(reading: &Reading) -> BTreeMap<u32, &str> {
    let mut names = BTreeMap::new();
    for named in &reading.names {
        let forms = named.forms.iter();
        let forms = forms.filter(|form| matches!(form.wording, Wording::Name | Wording::Acronym));
        for word in forms
            .map(|form| form.text.as_str())
            .chain([named.name.as_str()])
        {
            for (_, term) in content(word, None, 8) {
                names.entry(term.key).or_insert(named.name.as_str());
            }
        }
    }
    names
}
