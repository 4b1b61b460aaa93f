//! The bytes that an article's terms are kept in, in memory and in a file: a pile holds a million
//! of them, and grouping goes through most of them many times, so each is one block.
//!
//! A head of counts, then, each without a gap: keys (4 bytes each), weights (2), years (2), labels
//! (8), places of the terms that are shown (1), the title, how these terms read, a line each.
//! Numbers have their most significant byte first: so they are ordered as their bytes are.

use super::{Kind, NAME, label, shown};

/// Hash of a stem, a number or a day.
pub(crate) type Key = [u8; 4];
/// A year that is told.
pub(crate) type Year = [u8; 2];
/// A number that names one of a kind: the key of the noun, then that of the number.
pub(crate) type Label = [u8; 8];

/// Bytes of the head: how many keys, years, labels and places there are, a byte each; three letters
/// of a language or fewer, then zeros; bytes of the title and of the lines, two bytes each.
const HEAD: usize = 11;
/// A language, of which there are more letters than that nowhere.
const LETTERS: usize = 3;
/// Terms that are kept.
pub(super) const KEPT: usize = 64;
/// Bytes of a title that are kept.
pub(super) const TITLE_BYTES: usize = 300;
/// Years that are kept.
pub(super) const MOST_YEARS: usize = 16;

/// What one term is and how much it says, in two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weight(u16);

impl Weight {
    /// The heaviest that fits beside the kind.
    const MOST: u16 = u16::MAX >> 2;

    pub(super) fn new(amount: f32, kind: Kind) -> Self {
        let amount = amount.min(f32::from(Self::MOST)) as u16;
        Self(amount << 2 | kind as u16)
    }

    #[inline]
    pub(crate) fn from_bytes(bytes: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(bytes))
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

/// What a record is made of. All lists but that of what is shown are no longer than is kept.
pub(super) struct Fields<'f> {
    pub(super) title: &'f str,
    pub(super) language: &'f str,
    /// By key.
    pub(super) terms: &'f [(u32, Weight)],
    /// Ascending.
    pub(super) years: &'f [u16],
    /// Sorted.
    pub(super) labels: &'f [Label],
    /// Place in `terms` and wording, ascending.
    pub(super) shown: &'f [(u8, String)],
}

impl Fields<'_> {
    pub(super) fn to_record(&self) -> Box<[u8]> {
        let lines: Vec<&str> = self.shown.iter().map(|(_, line)| line.as_str()).collect();
        let lines = lines.join("\n");
        let mut letters = [0; LETTERS];
        for (letter, byte) in letters.iter_mut().zip(self.language.bytes()) {
            *letter = byte;
        }
        let mut record = vec![
            self.terms.len() as u8,
            self.years.len() as u8,
            self.labels.len() as u8,
            self.shown.len() as u8,
        ];
        record.extend(letters);
        record.extend((self.title.len() as u16).to_be_bytes());
        record.extend((lines.len() as u16).to_be_bytes());
        let keys = self.terms.iter().flat_map(|(key, _)| key.to_be_bytes());
        record.extend(keys);
        let weights = self.terms.iter();
        record.extend(weights.flat_map(|(_, weight)| weight.0.to_be_bytes()));
        record.extend(self.years.iter().flat_map(|year| year.to_be_bytes()));
        record.extend(self.labels.iter().flatten());
        record.extend(self.shown.iter().map(|(place, _)| place));
        record.extend(self.title.bytes());
        record.extend(lines.bytes());
        record.into_boxed_slice()
    }
}

/// A record that is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<'r>(&'r [u8]);

impl<'r> Kept<'r> {
    /// Of the bytes of a record: what they are not is read as nothing.
    #[inline]
    pub(super) fn new(record: &'r [u8]) -> Self {
        Self(record)
    }

    #[inline]
    fn count(self, at: usize) -> usize {
        self.0.get(at).map_or(0, |count| usize::from(*count))
    }

    fn title_bytes(self) -> usize {
        self.count(7) << 8 | self.count(8)
    }

    fn line_bytes(self) -> usize {
        self.count(9) << 8 | self.count(10)
    }

    /// Where parts begin: keys, weights, years, labels, places, title, lines; and where all ends.
    #[inline]
    fn starts(self) -> [usize; 8] {
        let mut starts = [HEAD; 8];
        let bytes = [
            4 * self.count(0),
            2 * self.count(0),
            2 * self.count(1),
            8 * self.count(2),
            self.count(3),
            self.title_bytes(),
            self.line_bytes(),
        ];
        for (part, bytes) in bytes.into_iter().enumerate() {
            starts[part + 1] = starts[part] + bytes;
        }
        starts
    }

    #[inline]
    fn part(self, part: usize) -> &'r [u8] {
        let starts = self.starts();
        self.0
            .get(starts[part]..starts[part + 1])
            .unwrap_or_default()
    }

    /// Ascending.
    #[inline]
    pub(crate) fn keys(self) -> &'r [Key] {
        self.part(0).as_chunks().0
    }

    /// Of each key.
    #[inline]
    pub(crate) fn weights(self) -> &'r [[u8; 2]] {
        self.part(1).as_chunks().0
    }

    /// Ascending.
    #[inline]
    pub(crate) fn years(self) -> &'r [Year] {
        self.part(2).as_chunks().0
    }

    /// Sorted.
    #[inline]
    pub(crate) fn labels(self) -> &'r [Label] {
        self.part(3).as_chunks().0
    }

    /// Letters of the language; zeros where unknown.
    #[inline]
    pub(crate) fn language(self) -> &'r [u8] {
        self.0.get(4..4 + LETTERS).unwrap_or_default()
    }

    pub(crate) fn title(self) -> &'r str {
        str::from_utf8(self.part(5)).unwrap_or_default()
    }

    fn places(self) -> &'r [u8] {
        self.part(4)
    }

    fn lines(self) -> &'r str {
        str::from_utf8(self.part(6)).unwrap_or_default()
    }

    /// How a term reads, if it is one of the heaviest.
    pub(crate) fn shown(self, key: Key) -> Option<&'r str> {
        let place = u8::try_from(self.keys().binary_search(&key).ok()?).ok()?;
        let line = self.places().binary_search(&place).ok()?;
        self.lines().lines().nth(line)
    }

    /// Whether it is what some article gives, as far as can be told.
    pub(super) fn is_sound(self) -> bool {
        fn ascend<T: Ord>(list: &[T]) -> bool {
            list.windows(2).all(|pair| pair[0] < pair[1])
        }
        let letters = self
            .language()
            .iter()
            .skip_while(|byte| byte.is_ascii_lowercase());
        let weights = self.weights().iter();
        let count = self.lines().lines().count();
        self.0.len() == self.starts()[7]
            && str::from_utf8(self.part(5)).is_ok()
            && str::from_utf8(self.part(6)).is_ok()
            && self.keys().len() <= KEPT
            && ascend(self.keys())
            && weights
                .copied()
                .all(|bytes| Weight::from_bytes(bytes).plain() > 0.0)
            && self.title_bytes() <= TITLE_BYTES
            && letters.copied().all(|byte| byte == 0)
            && self.years().len() <= MOST_YEARS
            && ascend(self.years())
            && self.labels().len() <= label::MOST
            && self.labels().is_sorted()
            && self.places().len() == count
            && count <= shown::MOST
            && ascend(self.places())
            && self
                .places()
                .iter()
                .all(|place| usize::from(*place) < self.keys().len())
            && self.lines().lines().all(|line| line.len() <= shown::BYTES)
    }
}
