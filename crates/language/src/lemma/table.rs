//! Word lists, exceptions and the lookup table, packed into one table.
//!
//! A word is known by 48 bits of its hash (spaCy's own tables know it by 64):
//! that a word outside the table is taken for one of its `n` words happens once
//! in 2⁴⁸ / n words, some three thousand million for English. What the tables
//! say about a word is a record; few thousand distinct ones serve all words,
//! because a dictionary form is stored as a change of the word's ending.

use super::LemmaError;
use super::codec::{Reader, put_block, put_number};
use crate::annotated::Pos;
use crate::lexeme::string_hash;

/// Bits of an entry that hold the record's number; the rest hold the hash.
pub(super) const RECORD_BITS: u32 = 16;
/// The use of an edit by the lookup table; smaller numbers are parts of speech.
pub(super) const LOOKUP: u8 = Pos::ALL.len() as u8;
/// An edit that takes away the whole word.
pub(super) const WHOLE: u8 = u8::MAX;

/// The packed tables; [`super::pack`] fills them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct WordTable {
    /// Hash and record number, in order.
    pub(super) entries: Vec<u64>,
    pub(super) records: Vec<Record>,
    /// What each edit is for (a part of speech's exceptions, the lookup table),
    /// and its number.
    pub(super) uses: Vec<(u8, u16)>,
    pub(super) edits: Vec<Edit>,
    endings: String,
    /// One bit for each part of speech that any word is listed, or is an
    /// exception, as.
    known: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record {
    /// One bit for each part of speech whose list has the word.
    pub(super) index: u32,
    pub(super) first_use: u32,
    pub(super) end_use: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edit {
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

    pub(super) fn with_known(mut self) -> Self {
        let listed = self.records.iter().map(|record| record.index);
        let excepted = self.uses.iter().map(|(slot, _)| 1 << slot);
        self.known = listed.chain(excepted).fold(0, |known, bits| known | bits);
        self
    }

    pub(super) fn push_edit(&mut self, strip: u8, ending: &str) -> Result<(), LemmaError> {
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

pub(super) fn key(hash: u64) -> u64 {
    hash >> RECORD_BITS
}

pub(super) fn bit(pos: Pos) -> u32 {
    1 << pos as u32
}
