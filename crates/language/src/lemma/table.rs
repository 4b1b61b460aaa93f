//! Word lists, exceptions and the lookup table, packed into one table.
//!
//! A word is known by 48 bits of its hash (spaCy's own tables know it by 64):
//! that a word outside the table is taken for one of its `n` words happens once
//! in 2⁴⁸ / n words, some three thousand million for English. What the tables
//! say about a word is a record; few thousand distinct ones serve all words,
//! because a dictionary form is stored as a change of the word's ending.

use std::collections::BTreeMap;

use super::LemmaError;
use super::codec::{Reader, put_block, put_number};
use super::hash::string_hash;
use super::tables::{LemmaTables, LookupKey};
use crate::annotated::Pos;

/// Bits of an entry that hold the record's number; the rest hold the hash.
const RECORD_BITS: u32 = 16;
/// The use of an edit by the lookup table; smaller numbers are parts of speech.
const LOOKUP: u8 = Pos::ALL.len() as u8;
/// An edit that takes away the whole word.
const WHOLE: u8 = u8::MAX;

#[derive(Debug, Default, PartialEq)]
pub(super) struct WordTable {
    /// Hash and record number, in order.
    entries: Vec<u64>,
    records: Vec<Record>,
    /// What each edit is for (a part of speech's exceptions, the lookup table),
    /// and its number.
    uses: Vec<(u8, u16)>,
    edits: Vec<Edit>,
    endings: String,
    /// One bit for each part of speech that any word is listed, or is an
    /// exception, as.
    known: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Record {
    /// One bit for each part of speech whose list has the word.
    index: u32,
    first_use: u32,
    end_use: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Edit {
    /// Bytes to take from the word's end.
    strip: u8,
    start: u32,
    end: u32,
}

/// What the tables say about one word.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    table: &'t WordTable,
    record: Record,
}

impl WordTable {
    pub(super) fn find(&self, word: &str) -> Option<Entry<'_>> {
        let key = key(string_hash(word));
        let at = self
            .entries
            .partition_point(|entry| entry >> RECORD_BITS < key);
        let entry = *self.entries.get(at)?;
        if entry >> RECORD_BITS != key {
            return None;
        }
        let record = *self.records.get(usize::from(entry as u16))?;
        Some(Entry {
            table: self,
            record,
        })
    }

    /// Whether the list of a part of speech has the word.
    pub(super) fn lists(&self, pos: Pos, word: &str) -> bool {
        self.find(word).is_some_and(|entry| entry.is_listed(pos))
    }

    /// The dictionary forms of an irregular word.
    pub(super) fn exceptions(&self, pos: Pos, word: &str) -> Vec<String> {
        self.find(word)
            .map_or_else(Vec::new, |entry| entry.edited(pos as u8, word).collect())
    }

    /// What the lookup table has for the word.
    pub(super) fn look_up(&self, word: &str) -> Option<String> {
        self.find(word)?.edited(LOOKUP, word).next()
    }

    /// Whether any word is listed, or has an exception, as that part of speech.
    pub(super) fn knows(&self, pos: Pos) -> bool {
        self.known & bit(pos) != 0
    }

    /// Packs the word lists of `tables`.
    pub(super) fn new(tables: &LemmaTables) -> Result<Self, LemmaError> {
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

    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), LemmaError> {
        put_number(out, self.edits.len())?;
        for edit in &self.edits {
            out.push(edit.strip);
            put_block(out, self.ending(edit).as_bytes())?;
        }
        put_number(out, self.records.len())?;
        for record in &self.records {
            put_number(out, record.index as usize)?;
            let uses = &self.uses[record.first_use as usize..record.end_use as usize];
            put_number(out, uses.len())?;
            for (slot, edit) in uses {
                out.push(*slot);
                put_number(out, usize::from(*edit))?;
            }
        }
        put_number(out, self.entries.len())?;
        let mut before = 0;
        for entry in &self.entries {
            let key = entry >> RECORD_BITS;
            let step = (key - before).to_le_bytes();
            // A step between neighbours needs 32 bits or so.
            let length = 8 - (key - before).leading_zeros() as usize / 8;
            out.push(length as u8);
            out.extend_from_slice(&step[..length]);
            put_number(out, usize::from(*entry as u16))?;
            before = key;
        }
        Ok(())
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LemmaError> {
        let mut table = Self::default();
        for _ in 0..reader.count(2)? {
            let strip = reader.u8()?;
            table.push_edit(strip, reader.text()?)?;
        }
        for _ in 0..reader.count(2)? {
            let index = reader.number()?;
            let first_use = table.uses.len() as u32;
            for _ in 0..reader.count(2)? {
                let slot = reader.u8()?;
                let edit = reader.number()?;
                let edit = u16::try_from(edit).map_err(|_| LemmaError::Damaged("an edit"))?;
                if slot > LOOKUP || usize::from(edit) >= table.edits.len() {
                    return Err(LemmaError::Damaged("an edit"));
                }
                table.uses.push((slot, edit));
            }
            let end_use = table.uses.len() as u32;
            table.records.push(Record {
                index,
                first_use,
                end_use,
            });
        }
        table.read_entries(reader)?;
        Ok(table.with_known())
    }

    fn read_entries(&mut self, reader: &mut Reader<'_>) -> Result<(), LemmaError> {
        let count = reader.count(3)?;
        self.entries.reserve_exact(count);
        let mut key = 0u64;
        for at in 0..count {
            let mut step = [0; 8];
            let length = usize::from(reader.u8()?);
            step.get_mut(..length)
                .ok_or(LemmaError::Damaged("an entry"))?
                .copy_from_slice(reader.take(length)?);
            let step = u64::from_le_bytes(step);
            key = key.saturating_add(step);
            let record = reader.number()?;
            let in_order = step > 0 || at == 0;
            if !in_order || key >> (64 - RECORD_BITS) != 0 || record as usize >= self.records.len()
            {
                return Err(LemmaError::Damaged("an entry"));
            }
            self.entries.push(key << RECORD_BITS | u64::from(record));
        }
        Ok(())
    }

    fn with_known(mut self) -> Self {
        let listed = self.records.iter().map(|record| record.index);
        let excepted = self.uses.iter().map(|(slot, _)| 1 << slot);
        self.known = listed.chain(excepted).fold(0, |known, bits| known | bits);
        self
    }

    fn push_edit(&mut self, strip: u8, ending: &str) -> Result<(), LemmaError> {
        let start = self.endings.len() as u32;
        self.endings.push_str(ending);
        let end = u32::try_from(self.endings.len());
        let end = end.map_err(|_| LemmaError::TooLarge("endings"))?;
        self.edits.push(Edit { strip, start, end });
        Ok(())
    }

    fn ending(&self, edit: &Edit) -> &str {
        self.endings
            .get(edit.start as usize..edit.end as usize)
            .unwrap_or_default()
    }
}

impl<'t> Entry<'t> {
    pub(super) fn is_listed(&self, pos: Pos) -> bool {
        self.record.index & bit(pos) != 0
    }

    /// The dictionary forms of `word` in that use of edits.
    fn edited<'w>(self, slot: u8, word: &'w str) -> impl Iterator<Item = String> + use<'t, 'w> {
        let uses = self.record.first_use as usize..self.record.end_use as usize;
        let uses = self.table.uses.get(uses).unwrap_or_default();
        uses.iter()
            .filter(move |(used_by, _)| *used_by == slot)
            .filter_map(move |(_, edit)| {
                let edit = self.table.edits.get(usize::from(*edit))?;
                let kept = match edit.strip {
                    WHOLE => 0,
                    strip => word.len().checked_sub(usize::from(strip))?,
                };
                // `get`: in a damaged table an edit may cut a character.
                Some(format!("{}{}", word.get(..kept)?, self.table.ending(edit)))
            })
    }
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

fn key(hash: u64) -> u64 {
    hash >> RECORD_BITS
}

fn bit(pos: Pos) -> u32 {
    1 << pos as u32
}
