//! How terms read: a name by its fullest form, any other word as it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_claims::Reading;
use restated_claims::entity::Wording;
use restated_lineage::{Term, content};
use serde::{Deserialize, Serialize};

use super::{Kind, Weight};

/// Terms that are shown.
const MOST: usize = 16;
/// Bytes of one of them.
const BYTES: usize = 48;

/// How the heaviest terms of an article read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// Their places in the list of keys, ascending.
    places: Box<[u8]>,
    /// Their wordings, a line each.
    lines: Box<str>,
}

type Read<'a> = (&'a str, &'a [(Range<usize>, Term)]);

impl Shown {
    /// Of `kept`, the heaviest first, as they read in the text, or in the title.
    pub(super) fn of(
        kept: &[(u32, Weight)],
        title: Read<'_>,
        text: Read<'_>,
        reading: &Reading,
    ) -> Self {
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
        let lines: Vec<&str> = shown.iter().map(|(_, wording)| wording.as_str()).collect();
        Self {
            lines: lines.join("\n").into_boxed_str(),
            places: shown.iter().map(|(place, _)| *place).collect(),
        }
    }

    pub(super) fn is_sound(&self, keys: usize) -> bool {
        let lines = match self.lines.is_empty() {
            true => 0,
            false => self.lines.lines().count(),
        };
        self.places.len() == lines
            && lines <= MOST
            && self.lines.lines().all(|line| line.len() <= BYTES)
            && self.places.windows(2).all(|pair| pair[0] < pair[1])
            && self.places.iter().all(|place| usize::from(*place) < keys)
    }

    /// How the term at `place` of the list of keys reads.
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let place = u8::try_from(place).ok()?;
        let line = self.places.binary_search(&place).ok()?;
        self.lines.lines().nth(line)
    }
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
