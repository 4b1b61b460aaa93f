//! What grouping keeps of one article, in place of its text.
//!
//! The words that say most, by how rare they are in any text and how often they stand in this
//! one, the title counting more than the text: G. Salton, C. Buckley, "Term-weighting approaches in
//! automatic text retrieval", Information Processing & Management 24, 1988. How rare a word is
//! comes from a table that is shipped and not from the pile, so that what an article is like does
//! not depend on what else was captured.

mod label;
mod record;
mod shown;

use std::collections::BTreeMap;

use restated_claims::Reading;
use restated_lineage::{Sort, content};

pub(crate) use label::kind;
#[cfg(test)]
pub(crate) use label::label;
use record::{Fields, KEPT, MOST_YEARS, TITLE_BYTES};
pub(crate) use record::{Kept, Key, Label, Weight, Year};

/// Words of the text that are read: what it is about stands at its head.
const READ: usize = 400;
/// Words of a title that are read.
const TITLE: usize = 60;
/// Times that a word of the title counts.
const TITLE_TIMES: u16 = 3;
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
/// What may be a year that an article speaks of.
const YEARS: std::ops::RangeInclusive<u16> = 1980..=2060;

/// What grouping keeps of one article: a pure function of its title, its text and what was read in
/// it, of about two thirds of a kilobyte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms(Box<[u8]>);

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
        let shown = shown::shown(&kept, (title, &heading), (text, &body), reading);
        kept.sort_by_key(|(key, _)| *key);
        let words = heading.iter().map(|(at, _)| &title[at.clone()]);
        let words = words.chain(body.iter().map(|(at, _)| &text[at.clone()]));
        let fields = Fields {
            title: shortened(title.trim(), TITLE_BYTES),
            language: &primary(language),
            terms: &kept,
            years: &years(words),
            labels: &label::labels((title, &heading), (text, &body)),
            shown: &shown,
        };
        Self(fields.to_record())
    }

    /// As bytes for a file: equal terms give equal bytes. What they mean depends on the
    /// [`VERSION`](crate::VERSION).
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// From the bytes that [`Terms::to_bytes`] gave.
    ///
    /// # Errors
    /// If the bytes are cut off, go on after the end, or hold what no article gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadTerms> {
        match Kept::new(bytes).is_sound() {
            true => Ok(Self(bytes.into())),
            false => Err(BadTerms),
        }
    }

    /// What is kept, to be read.
    #[inline]
    pub(crate) fn kept(&self) -> Kept<'_> {
        Kept::new(&self.0)
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self::of(None, "", None, &Reading::default())
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
fn years<'t>(words: impl Iterator<Item = &'t str>) -> Vec<u16> {
    let mut years: Vec<u16> = words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| YEARS.contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    years.truncate(MOST_YEARS);
    years
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
