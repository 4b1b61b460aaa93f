//! Packs word lists into a [`WordTable`].

use std::collections::BTreeMap;

use super::LemmaError;
use super::table::{LOOKUP, RECORD_BITS, Record, WHOLE, WordTable, bit, key};
use super::tables::{LemmaTables, LookupKey};
use crate::lexeme::string_hash;

/// Packs the word lists of `tables`.
pub(super) fn pack(tables: &LemmaTables) -> Result<WordTable, LemmaError> {
    let mut facts: BTreeMap<u64, Facts<'_>> = BTreeMap::new();
    for (pos, words) in &tables.index {
        for word in words {
            facts_of(&mut facts, word)?.index |= bit(*pos);
        }
    }
    for (pos, words) in &tables.exceptions {
        for (word, lemmas) in words {
            let lemmas = lemmas.iter().map(|lemma| (*pos as u8, lemma.as_str()));
            facts_of(&mut facts, word)?.lemmas.extend(lemmas);
        }
    }
    for (word, lemma) in &tables.lookup {
        let facts = match word {
            LookupKey::Form(word) => facts_of(&mut facts, word)?,
            LookupKey::Hash(hash) => facts.entry(key(*hash)).or_default(),
        };
        if facts.lemmas.iter().any(|(slot, _)| *slot == LOOKUP) {
            return Err(LemmaError::Collision);
        }
        facts.lemmas.push((LOOKUP, lemma));
    }
    Packer::default().pack(&facts)
}

/// What the tables say about a word, before packing.
#[derive(Default)]
struct Facts<'a> {
    word: Option<&'a str>,
    index: u32,
    lemmas: Vec<(u8, &'a str)>,
}

fn facts_of<'a, 'm>(
    facts: &'m mut BTreeMap<u64, Facts<'a>>,
    word: &'a str,
) -> Result<&'m mut Facts<'a>, LemmaError> {
    let facts = facts.entry(key(string_hash(word))).or_default();
    match facts.word {
        Some(other) if other != word => Err(LemmaError::Collision),
        _ => {
            facts.word = Some(word);
            Ok(facts)
        }
    }
}

/// A record before packing: the lists that have the word, and for each use of
/// an edit its slot and number.
type Shape = (u32, Vec<(u8, u16)>);

#[derive(Default)]
struct Packer<'a> {
    table: WordTable,
    edits: BTreeMap<(u8, &'a str), u16>,
    records: BTreeMap<Shape, u16>,
}

impl<'a> Packer<'a> {
    fn pack(mut self, facts: &BTreeMap<u64, Facts<'a>>) -> Result<WordTable, LemmaError> {
        for (key, facts) in facts {
            let mut uses = Vec::with_capacity(facts.lemmas.len());
            for (slot, lemma) in &facts.lemmas {
                uses.push((*slot, self.edit(facts.word, lemma)?));
            }
            let record = self.record((facts.index, uses))?;
            self.table
                .entries
                .push(key << RECORD_BITS | u64::from(record));
        }
        Ok(self.table.with_known())
    }

    fn edit(&mut self, word: Option<&str>, lemma: &'a str) -> Result<u16, LemmaError> {
        let shared = word.map_or(0, |word| {
            let pairs = word.chars().zip(lemma.chars());
            let shared = pairs.take_while(|(a, b)| a == b);
            shared.map(|(c, _)| c.len_utf8()).sum()
        });
        let strip = word.map_or(usize::from(WHOLE), |word| word.len() - shared);
        let (strip, ending) = match u8::try_from(strip) {
            Ok(strip) if strip != WHOLE => (strip, &lemma[shared..]),
            _ => (WHOLE, lemma),
        };
        if let Some(edit) = self.edits.get(&(strip, ending)) {
            return Ok(*edit);
        }
        let number = u16::try_from(self.edits.len()).map_err(|_| LemmaError::TooLarge("edits"))?;
        self.edits.insert((strip, ending), number);
        self.table.push_edit(strip, ending)?;
        Ok(number)
    }

    fn record(&mut self, shape: Shape) -> Result<u16, LemmaError> {
        if let Some(record) = self.records.get(&shape) {
            return Ok(*record);
        }
        let number =
            u16::try_from(self.records.len()).map_err(|_| LemmaError::TooLarge("records"))?;
        let first_use = self.table.uses.len() as u32;
        self.table.uses.extend(&shape.1);
        self.table.records.push(Record {
            index: shape.0,
            first_use,
            end_use: self.table.uses.len() as u32,
        });
        self.records.insert(shape, number);
        Ok(number)
    }
}
