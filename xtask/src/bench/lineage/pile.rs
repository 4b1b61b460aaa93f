//! A pile of made-up texts in which some were made from others, and from which ones is known.
//!
//! Texts are words drawn by Zipf's law, about a kilobyte each, with phrases that many writers use
//! put in between.

use std::io::Write;

use crate::dice::Dice;

/// Different words.
const VOCABULARY: usize = 50_000;
/// Phrases of the trade, of five to nine words, drawn by Zipf's law too.
const PHRASES: usize = 2_000;
/// Of so many texts one is derived from an earlier one.
const DERIVED: usize = 5;
/// How many texts back a derived one's parent is at most: so a text is kept while it may be one.
const REACH: usize = 2_000;

/// How a text was made from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Derived {
    Same,
    /// Of a hundred words so many are others, left out or put in.
    Edited(usize),
    /// So much of a hundred is left, from the start.
    Cut(usize),
    /// A passage of thirty to sixty words within a text of its own.
    Embedded,
}

impl Derived {
    pub(super) const ALL: [Self; 7] = [
        Self::Same,
        Self::Edited(3),
        Self::Edited(10),
        Self::Edited(25),
        Self::Cut(50),
        Self::Cut(25),
        Self::Embedded,
    ];

    pub(super) fn name(self) -> String {
        match self {
            Self::Same => "same".to_owned(),
            Self::Edited(share) => format!("edit {share}%"),
            Self::Cut(share) => format!("cut {share}%"),
            Self::Embedded => "embedded".to_owned(),
        }
    }
}

/// For every text what it was made from, if from another.
pub(super) type Origins = Vec<Option<(u32, Derived)>>;

/// Writes `texts` texts to `out`, one a line, and tells what they were made from.
pub(super) fn write(texts: usize, seed: u64, out: &mut impl Write) -> std::io::Result<Origins> {
    let mut writer = Writer::new(seed);
    let mut origins = Origins::with_capacity(texts);
    // The latest texts that are nobody's child, as words.
    let mut parents: Vec<(u32, Vec<u32>)> = Vec::new();
    for number in 0..texts {
        let derived = writer.dice.below(DERIVED) == 0 && !parents.is_empty();
        let words = if derived {
            let (parent, words) = &parents[writer.dice.below(parents.len())];
            let kind = Derived::ALL[writer.dice.below(Derived::ALL.len())];
            origins.push(Some((*parent, kind)));
            writer.derive(words, kind)
        } else {
            origins.push(None);
            let words = writer.text();
            let parent = (number as u32, words.clone());
            match parents.len() {
                REACH => parents[number % REACH] = parent,
                _ => parents.push(parent),
            }
            words
        };
        let line: Vec<&str> = words
            .iter()
            .map(|&word| &*writer.vocabulary[word as usize])
            .collect();
        writeln!(out, "{}", line.join(" "))?;
    }
    Ok(origins)
}

struct Writer {
    dice: Dice,
    vocabulary: Vec<String>,
    phrases: Vec<Vec<u32>>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let vocabulary = (0..VOCABULARY).map(|rank| word(&mut dice, rank)).collect();
        let phrases = (0..PHRASES)
            .map(|_| {
                (0..5 + dice.below(5))
                    .map(|_| zipf(&mut dice, VOCABULARY))
                    .collect()
            })
            .collect();
        Self {
            dice,
            vocabulary,
            phrases,
        }
    }

    /// A text of 110 to 210 words.
    fn text(&mut self) -> Vec<u32> {
        let length = 110 + self.dice.below(90);
        let mut words = Vec::with_capacity(length + 9);
        while words.len() < length {
            match self.dice.below(120) {
                0 => words.extend(&self.phrases[zipf(&mut self.dice, PHRASES) as usize]),
                _ => words.push(zipf(&mut self.dice, VOCABULARY)),
            }
        }
        words
    }

    fn derive(&mut self, parent: &[u32], kind: Derived) -> Vec<u32> {
        match kind {
            Derived::Same => parent.to_vec(),
            Derived::Edited(share) => {
                let mut words = Vec::with_capacity(parent.len());
                for &word in parent {
                    match (self.dice.below(100) < share, self.dice.below(3)) {
                        (false, _) => words.push(word),
                        (true, 0) => {}
                        (true, 1) => words.push(zipf(&mut self.dice, VOCABULARY)),
                        (true, _) => words.extend([word, zipf(&mut self.dice, VOCABULARY)]),
                    }
                }
                words
            }
            Derived::Cut(share) => parent[..parent.len() * share / 100].to_vec(),
            Derived::Embedded => {
                let length = 30 + self.dice.below(30);
                let start = self.dice.below(parent.len() - length);
                let mut words = self.text();
                let at = self.dice.below(words.len());
                words.splice(at..at, parent[start..start + length].iter().copied());
                words
            }
        }
    }
}

/// A word of its rank: the frequent ones are short.
fn word(dice: &mut Dice, rank: usize) -> String {
    let syllables = 1 + (rank + 20).ilog2() as usize / 5 + dice.below(2);
    let letter = |dice: &mut Dice, letters: &[u8]| char::from(letters[dice.below(letters.len())]);
    (0..syllables)
        .flat_map(|_| {
            [
                letter(dice, b"bcdfghklmnprstvw"),
                letter(dice, b"aeiou"),
                letter(dice, b"lnrst"),
            ]
        })
        .collect()
}

/// A rank from 0 to below `ranks`, about as often as one over itself.
fn zipf(dice: &mut Dice, ranks: usize) -> u32 {
    let share = dice.next();
    let rank = ((ranks as f64 + 2.0).ln() * share + (1.0 - share) * 2f64.ln()).exp() - 2.0;
    (rank as u32).min(ranks as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_pile() {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let origins = write(300, 7, &mut one).unwrap();
        assert_eq!(origins, write(300, 7, &mut other).unwrap());
        assert_eq!(one, other);
        assert!(origins.iter().flatten().count() > 30);
        assert!(
            (700..1_800).contains(&(one.len() / 300)),
            "{}",
            one.len() / 300
        );
    }
}
