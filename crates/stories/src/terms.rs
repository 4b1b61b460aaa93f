//! What grouping keeps of one article, in place of its text.
//!
//! The words that say most, by how rare they are in any text and how often they stand in this
//! one, the title counting more than the text: G. Salton, C. Buckley, "Term-weighting approaches in
//! automatic text retrieval", Information Processing & Management 24, 1988. How rare a word is
//! comes from a table that is shipped and not from the pile, so that what an article is like does
//! not depend on what else was captured.

mod label;
mod shown;

use std::collections::BTreeMap;

use restated_claims::Reading;
use restated_lineage::{Sort, content};
use serde::{Deserialize, Serialize};

pub(crate) use label::Label;
pub(crate) use shown::Shown;

/// Words of the text that are read: what it is about stands at its head.
const READ: usize = 400;
/// Words of a title that are read.
const TITLE: usize = 60;
/// Times that a word of the title counts.
const TITLE_TIMES: u16 = 3;
/// Terms that are kept.
const KEPT: usize = 64;
/// How much more a name says than another word that is as rare.
const NAME: f32 = 1.5;
/// Exponent of a word's rarity: above 1, so that what is everywhere in the news weighs less.
const SHARPNESS: f32 = 1.5;
/// Kept weights are whole numbers, so many to the unit.
const UNIT: f32 = 16.0;
/// Half bits from which on a number tells one event from another: 14, 31 or 1,240, not 2 or 10.
const TELLING: u8 = 9;
/// Half bits of a word that no table has.
const UNKNOWN: u8 = 22;
/// Bytes of a title that are kept.
const TITLE_BYTES: usize = 300;
/// What may be a year that an article speaks of.
const YEARS: std::ops::RangeInclusive<u16> = 1980..=2060;
/// Years that are kept.
const MOST_YEARS: usize = 16;

/// What grouping keeps of one article: a pure function of its title, its text and what was read in
/// it, of about a kilobyte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    title: String,
    /// Two letters; empty where unknown.
    language: String,
    /// Hashes of stems, of numbers and of days, ascending.
    keys: Box<[u32]>,
    /// Of each key, what it is and how much it says.
    weights: Box<[Weight]>,
    /// How the heaviest of them read.
    shown: Shown,
    /// Years that are told, ascending.
    years: Box<[u16]>,
    /// What tells this event from its kind, sorted.
    labels: Box<[Label]>,
}

/// What one term is and how much it says, in two bytes: a pile holds a million articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Weight(u16);

/// What a term is, for grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any word.
    Word,
    /// A part of a name.
    Name,
    /// A number that few texts have.
    Number,
    /// A month, a day of the week, a number that many texts have.
    Common,
}

impl Weight {
    /// The heaviest that fits beside the kind.
    const MOST: u16 = u16::MAX >> 2;

    fn new(amount: f32, kind: Kind) -> Self {
        let amount = amount.min(f32::from(Self::MOST)) as u16;
        Self(amount << 2 | kind as u16)
    }

    #[inline]
    pub(crate) fn kind(self) -> Kind {
        [Kind::Word, Kind::Name, Kind::Number, Kind::Common][usize::from(self.0 & 3)]
    }

    /// By itself, a name weighing as any word.
    #[inline]
    pub(crate) fn plain(self) -> f32 {
        f32::from(self.0 >> 2)
    }

    /// Among all terms of the article.
    #[inline]
    pub(crate) fn among_all(self) -> f32 {
        match self.kind() {
            Kind::Name => NAME * self.plain(),
            _ => self.plain(),
        }
    }
}

impl Terms {
    /// The terms of an article with `title` and `text`, in `language` (BCP 47), of which `reading`
    /// was read.
    pub fn of(title: Option<&str>, text: &str, language: Option<&str>, reading: &Reading) -> Self {
        let title = title.unwrap_or_default();
        let heading = content(title, language, TITLE);
        let body = content(text, language, READ);
        let mut counts: BTreeMap<u32, Count> = BTreeMap::new();
        for (_, term) in &heading {
            counts
                .entry(term.key)
                .or_default()
                .add(term, TITLE_TIMES, true);
        }
        for (_, term) in &body {
            counts.entry(term.key).or_default().add(term, 1, false);
        }
        let mut kept: Vec<(u32, Weight)> = counts
            .iter()
            .filter_map(|(key, count)| Some((*key, count.weight()?)))
            .collect();
        let heavier = |a: &(u32, Weight), b: &(u32, Weight)| {
            b.1.among_all()
                .total_cmp(&a.1.among_all())
                .then(a.0.cmp(&b.0))
        };
        kept.sort_by(heavier);
        kept.truncate(KEPT);
        let shown = Shown::of(&kept, (title, &heading), (text, &body), reading);
        kept.sort_by_key(|(key, _)| *key);
        let words = heading.iter().map(|(at, _)| &title[at.clone()]);
        let words = words.chain(body.iter().map(|(at, _)| &text[at.clone()]));
        Self {
            title: shortened(title.trim(), TITLE_BYTES).to_owned(),
            language: primary(language),
            keys: kept.iter().map(|(key, _)| *key).collect(),
            weights: kept.iter().map(|(_, weight)| *weight).collect(),
            shown,
            years: years(words),
            labels: label::labels((title, &heading), (text, &body)),
        }
    }

    /// As bytes for a file: equal terms give equal bytes. The encoding is
    /// [postcard](https://postcard.jamesmunns.com/wire-format); what the bytes mean depends on the
    /// [`VERSION`](crate::VERSION).
    pub fn to_bytes(&self) -> Vec<u8> {
        // Fails only for lists that do not know their length, of which there are none.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// From the bytes that [`Terms::to_bytes`] gave.
    ///
    /// # Errors
    /// If the bytes are cut off, go on after the end, or hold what no article gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadTerms> {
        match postcard::take_from_bytes::<Self>(bytes) {
            Ok((terms, [])) if terms.is_sound() => Ok(terms),
            _ => Err(BadTerms),
        }
    }

    fn is_sound(&self) -> bool {
        let ascend = |list: &[u32]| list.windows(2).all(|pair| pair[0] < pair[1]);
        self.keys.len() <= KEPT
            && self.weights.len() == self.keys.len()
            && ascend(&self.keys)
            && self.weights.iter().all(|weight| weight.plain() > 0.0)
            && self.title.len() <= TITLE_BYTES
            && self.language.len() <= 3
            && self.years.len() <= MOST_YEARS
            && self.years.windows(2).all(|pair| pair[0] < pair[1])
            && self.labels.len() <= label::MOST
            && self.labels.is_sorted()
            && self.shown.is_sound(self.keys.len())
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// Ascending.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// Of each key.
    pub(crate) fn weights(&self) -> &[Weight] {
        &self.weights
    }

    /// Ascending.
    pub(crate) fn years(&self) -> &[u16] {
        &self.years
    }

    /// Sorted.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// How a term reads, if it is one of the heaviest.
    pub(crate) fn shown(&self, key: u32) -> Option<&str> {
        self.shown.get(self.keys.binary_search(&key).ok()?)
    }
}

/// How a term stands in an article.
#[derive(Default)]
struct Count {
    /// Times, those in the title more than once.
    times: u16,
    /// Half bits.
    rarity: u8,
    /// Times in the text as a name, and as anything else.
    names: u16,
    others: u16,
    /// What it is where it is no name.
    sort: Option<Sort>,
    /// Whether the title has it as a name.
    titled: bool,
}

impl Count {
    fn add(&mut self, term: &restated_lineage::Term, times: u16, title: bool) {
        if term.weight == 0 || matches!(term.sort, Sort::Rest | Sort::Masked) {
            return;
        }
        self.times += times;
        self.rarity = self.rarity.max(term.weight);
        match (term.sort, title) {
            (Sort::Name, true) => self.titled = true,
            (Sort::Name, false) => self.names += 1,
            (sort, title) => {
                self.others += u16::from(!title);
                self.sort.get_or_insert(sort);
            }
        }
    }

    /// `None` where it says nothing.
    fn weight(&self) -> Option<Weight> {
        // In a title any word may have a capital: only the text, or that no table knows the word,
        // shows that it is a name.
        let name = match self.names + self.others {
            0 => self.titled && self.rarity >= UNKNOWN,
            _ => self.names >= self.others.max(1),
        };
        let kind = match self.sort {
            _ if name => Kind::Name,
            Some(Sort::Number) if self.rarity >= TELLING => Kind::Number,
            Some(Sort::Number | Sort::Date) => Kind::Common,
            _ => Kind::Word,
        };
        let times = 1.0 + f32::from(self.times.max(1)).ln();
        let rarity = f32::from(self.rarity).powf(SHARPNESS);
        let weight = Weight::new(UNIT * times * rarity, kind);
        (self.times > 0 && weight.plain() > 0.0).then_some(weight)
    }
}

/// Years among `words`.
fn years<'t>(words: impl Iterator<Item = &'t str>) -> Box<[u16]> {
    let mut years: Vec<u16> = words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| YEARS.contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    years.truncate(MOST_YEARS);
    years.into_boxed_slice()
}

/// The language of a BCP 47 tag without script and region.
fn primary(language: Option<&str>) -> String {
    language
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .take(3)
        .flat_map(char::to_lowercase)
        .collect()
}

/// `text` up to `most` bytes.
fn shortened(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Bytes that hold no terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what grouping kept of the article cannot be read")]
pub struct BadTerms;

#[cfg(test)]
mod tests;
