//! The data files of this layer, read once.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Style, context::Class};

/// What a mark costs in a reading that its shape or place speaks against.
pub(super) type Cost = u32;

/// Index of a mark in the table of marks.
pub(super) type Glyph = u8;

/// One row of `marks.txt`.
#[derive(Debug)]
pub(super) struct MarkKind {
    pub(super) text: &'static str,
    pub(super) family: &'static str,
    /// The family's first mark, to compare families by.
    pub(super) family_id: Glyph,
    pub(super) opens: Option<Cost>,
    pub(super) closes: Option<Cost>,
    pub(super) apostrophe: Option<Cost>,
    pub(super) prime: Option<Prime>,
}

/// Which measures a mark may stand for behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prime {
    /// Feet, minutes.
    Single,
    /// Inches, seconds.
    Double,
}

/// All tables together.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) kinds: Vec<MarkKind>,
    /// A bit for each character of the basic plane: whether it is a mark. Most are
    /// not, and this is asked of every character.
    marks: Vec<u64>,
    single: FxHashMap<char, Glyph>,
    doubled: FxHashMap<char, Glyph>,
    pairs: FxHashMap<(Glyph, Glyph), Style>,
    /// By class.
    places: [[Cost; 4]; Class::ALL.len()],
    lost_beginnings: FxHashSet<&'static str>,
    lost_endings: FxHashSet<&'static str>,
    cut_short: FxHashSet<&'static str>,
}

/// A mark with a space on either side, as tokenizers set it: the place says nothing.
const SPACED: Cost = 10;

pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    crate::table::rows(table).map(|row| row.split('\t').collect())
}

pub(super) const MARKS: &str = include_str!("../../data/quotation/marks.txt");
pub(super) const PAIRS: &str = include_str!("../../data/quotation/pairs.txt");
pub(super) const CONTEXTS: &str = include_str!("../../data/quotation/contexts.txt");
pub(super) const APOSTROPHES: &str = include_str!("../../data/quotation/apostrophes.txt");

impl Tables {
    fn read() -> Self {
        let mut kinds: Vec<_> = rows(MARKS).filter_map(|row| MarkKind::read(&row)).collect();
        for at in 0..kinds.len() {
            let family = kinds[at].family;
            let first = kinds.iter().position(|kind| kind.family == family);
            kinds[at].family_id = Glyph::try_from(first.unwrap_or(at)).unwrap_or(Glyph::MAX);
        }
        let mut marks = vec![0; 1 << 10];
        for c in kinds.iter().filter_map(|kind| kind.text.chars().next()) {
            if let Some(bits) = marks.get_mut(c as usize >> 6) {
                *bits |= 1 << (c as usize & 63);
            }
        }
        let mut places = [[0; 4]; Class::ALL.len()];
        for row in rows(CONTEXTS) {
            let costs: Vec<_> = row[1..].iter().filter_map(|c| c.parse().ok()).collect();
            if let (Some(class), Ok(costs)) = (Class::named(row[0]), costs.try_into()) {
                places[class as usize] = costs;
            }
        }
        let glyph = |text: &str| {
            let at = kinds.iter().position(|kind| kind.text == text)?;
            Glyph::try_from(at).ok()
        };
        let of_length = |length: usize| {
            kinds
                .iter()
                .filter(|kind| kind.text.chars().count() == length)
                .filter_map(|kind| Some((kind.text.chars().next()?, glyph(kind.text)?)))
                .collect()
        };
        Self {
            single: of_length(1),
            doubled: of_length(2),
            pairs: rows(PAIRS)
                .filter_map(|row| {
                    let [open, close, style] = row[..] else {
                        return None;
                    };
                    Some(((glyph(open)?, glyph(close)?), Style::named(style)?))
                })
                .collect(),
            marks,
            places,
            lost_beginnings: rows(APOSTROPHES)
                .filter_map(|row| row[0].strip_prefix('\''))
                .collect(),
            lost_endings: rows(APOSTROPHES)
                .filter_map(|row| row[0].strip_suffix('\''))
                .collect(),
            cut_short: rows(APOSTROPHES)
                .filter_map(|row| row[0].strip_suffix("'+"))
                .collect(),
            kinds,
        }
    }

    pub(super) fn kind(&self, glyph: Glyph) -> &MarkKind {
        &self.kinds[usize::from(glyph)]
    }

    /// The mark of one character.
    pub(super) fn single(&self, c: char) -> Option<Glyph> {
        let bits = self.marks.get(c as usize >> 6)?;
        if bits & (1 << (c as usize & 63)) == 0 {
            return None;
        }
        self.single.get(&c).copied()
    }

    /// The mark that `c` written twice makes.
    pub(super) fn doubled(&self, c: char) -> Option<Glyph> {
        self.doubled.get(&c).copied()
    }

    /// The style of two marks that belong together.
    pub(super) fn pair(&self, open: Glyph, close: Glyph) -> Option<Style> {
        self.pairs.get(&(open, close)).copied()
    }

    /// Cost of an opening mark between these neighbours.
    pub(super) fn opens_between(&self, before: Class, after: Class) -> Cost {
        match (before, after) {
            (Class::Space, Class::Space) => SPACED,
            _ => self.place(before)[0] + self.place(after)[1],
        }
    }

    /// Cost of a closing mark between these neighbours.
    pub(super) fn closes_between(&self, before: Class, after: Class) -> Cost {
        match (before, after) {
            (Class::Space, Class::Space) => SPACED,
            _ => self.place(before)[2] + self.place(after)[3],
        }
    }

    fn place(&self, class: Class) -> [Cost; 4] {
        self.places[class as usize]
    }

    /// Whether the word is listed with an apostrophe before it.
    pub(super) fn loses_beginning(&self, word: &str) -> bool {
        self.lost_beginnings.contains(word)
    }

    /// Whether the word is cut short before a vowel.
    pub(super) fn is_cut_short(&self, word: &str) -> bool {
        self.cut_short.contains(word)
    }

    /// Whether the word is listed with an apostrophe behind it.
    pub(super) fn loses_ending(&self, word: &str) -> bool {
        self.lost_endings.contains(word)
    }
}

impl MarkKind {
    fn read(row: &[&'static str]) -> Option<Self> {
        let [text, family, opens, closes, apostrophe, prime] = *row else {
            return None;
        };
        Some(Self {
            text,
            family,
            family_id: 0,
            opens: opens.parse().ok(),
            closes: closes.parse().ok(),
            apostrophe: apostrophe.parse().ok(),
            prime: match prime {
                "single" => Some(Prime::Single),
                "double" => Some(Prime::Double),
                _ => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let tables = Tables::read();
        assert_eq!(tables.kinds.len(), rows(MARKS).count());
        assert_eq!(
            tables.single.len() + tables.doubled.len(),
            tables.kinds.len()
        );
        assert_eq!(tables.pairs.len(), rows(PAIRS).count());
        assert!(
            tables
                .places
                .iter()
                .all(|costs| costs.iter().any(|cost| *cost > 0))
        );
        assert_eq!(rows(CONTEXTS).count(), Class::ALL.len());
        let words = [
            &tables.lost_beginnings,
            &tables.lost_endings,
            &tables.cut_short,
        ];
        assert_eq!(
            words.map(FxHashSet::len).iter().sum::<usize>(),
            rows(APOSTROPHES).count()
        );
        for row in rows(MARKS) {
            for cost in &row[2..5] {
                assert!(*cost == "-" || cost.parse::<Cost>().is_ok(), "{row:?}");
            }
            assert!(["-", "single", "double"].contains(&row[5]), "{row:?}");
        }
    }

    #[test]
    fn pairs_stay_in_their_family() {
        let tables = Tables::read();
        for row in rows(PAIRS) {
            let family = |text| {
                tables
                    .kinds
                    .iter()
                    .find(|k| k.text == text)
                    .map(|k| k.family)
            };
            assert_eq!(family(row[0]), family(row[1]), "{row:?}");
        }
    }

    #[test]
    fn words_with_an_apostrophe_are_sorted_and_short() {
        let words: Vec<_> = rows(APOSTROPHES).map(|row| row[0]).collect();
        assert!(words.is_sorted());
        for word in words {
            let marked = word.starts_with('\'') || word.ends_with(['\'', '+']);
            assert!(marked && word.matches('\'').count() == 1, "{word}");
            assert!(word.len() <= super::super::place::LONGEST_WORD, "{word}");
        }
    }
}
