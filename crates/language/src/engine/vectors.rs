//! Static word vectors, projected to the layer's width when the model was made.
//!
//! Which row a word has is kept as a table of cut hashes: of the word's 64-bit
//! key, times 2⁶⁴ / φ, the top 17 bits pick a bucket and the next 24 tell the
//! bucket's words apart. A word that is not in the table is mistaken for one that
//! is about once in four million.
//!
//! ```text
//! blob   131,072 × u8   words in each bucket
//!        then per word, bucket by bucket, sorted: 24-bit cut hash, 16-bit row,
//!        both little endian
//! ```

use bytes::Bytes;

use crate::model::{ModelError, ModelFile, Tensor};

const BUCKET_BITS: u32 = 17;
const CUT_BITS: u32 = 24;
const BUCKETS: usize = 1 << BUCKET_BITS;
const ENTRY: usize = 5;

/// From words' keys to rows of a vector table.
#[derive(Debug)]
pub(crate) struct VectorKeys {
    bytes: Bytes,
    /// Where each bucket's entries start; one more than there are buckets.
    starts: Vec<u32>,
}

fn split(key: u64) -> (usize, u32) {
    // Keys of spaCy's symbols are small numbers: spread them over all bits.
    let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bucket = hash >> (64 - BUCKET_BITS);
    let cut = hash >> (64 - BUCKET_BITS - CUT_BITS) & ((1 << CUT_BITS) - 1);
    (bucket as usize, cut as u32)
}

impl VectorKeys {
    /// The keys of the file, for tables of `rows` rows.
    pub(crate) fn read(file: &ModelFile<'_>, name: &str, rows: usize) -> Result<Self, ModelError> {
        let blob = file.blob(name)?;
        let invalid = |reason| ModelError::invalid(name, reason);
        if blob.len() < BUCKETS {
            return Err(invalid("no bucket table"));
        }
        let (counts, entries) = blob.split_at(BUCKETS);
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        let mut start = 0;
        starts.push(start);
        for &count in counts {
            start += u32::from(count);
            starts.push(start);
        }
        if entries.len() != start as usize * ENTRY {
            return Err(invalid("the buckets do not add up"));
        }
        let row = |entry: &[u8]| usize::from(u16::from_le_bytes([entry[3], entry[4]]));
        if entries.chunks_exact(ENTRY).any(|entry| row(entry) >= rows) {
            return Err(invalid("a word's row is past the table's end"));
        }
        Ok(Self {
            bytes: file.share(entries),
            starts,
        })
    }

    /// The row of the word with that key.
    pub(crate) fn row(&self, key: u64) -> Option<usize> {
        let (bucket, cut) = split(key);
        let entries =
            self.starts[bucket] as usize * ENTRY..self.starts[bucket + 1] as usize * ENTRY;
        self.bytes[entries]
            .chunks_exact(ENTRY)
            .find(|entry| u32::from_le_bytes([entry[0], entry[1], entry[2], 0]) == cut)
            .map(|entry| usize::from(u16::from_le_bytes([entry[3], entry[4]])))
    }
}

/// Packs words (key, row) into the blob that [`VectorKeys`] reads. Of words
/// whose cut hashes are equal the one with the lowest row stays.
///
/// # Errors
/// If a bucket overflows, which hashes of real words never make it do.
pub fn pack_keys(words: &[(u64, u16)]) -> Result<Tensor, ModelError> {
    let mut sorted: Vec<(usize, u32, u16)> = words
        .iter()
        .map(|&(hash, row)| {
            let (bucket, cut) = split(hash);
            (bucket, cut, row)
        })
        .collect();
    sorted.sort_unstable();
    sorted.dedup_by_key(|&mut (bucket, cut, _)| (bucket, cut));
    let mut blob = vec![0_u8; BUCKETS];
    for &(bucket, cut, row) in &sorted {
        blob[bucket] = blob[bucket]
            .checked_add(1)
            .ok_or_else(|| ModelError::invalid("vector keys", "a bucket overflows"))?;
        blob.extend(&cut.to_le_bytes()[..3]);
        blob.extend(row.to_le_bytes());
    }
    Ok(Tensor::blob(blob))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytes::Bytes;

    use super::{VectorKeys, pack_keys};
    use crate::model::{ModelFile, write};

    fn keys(words: &[(u64, u16)], rows: usize) -> Result<VectorKeys, crate::ModelError> {
        let tensors = BTreeMap::from([("keys".to_owned(), pack_keys(words)?)]);
        let bytes = Bytes::from(write(&tensors)?);
        VectorKeys::read(&ModelFile::read(&bytes)?, "keys", rows)
    }

    #[test]
    fn finds_the_words_it_was_given_and_no_others() {
        let words: Vec<(u64, u16)> = (0..1000_u64)
            .map(|word| (if word < 500 { word } else { word << 40 }, word as u16))
            .collect();
        let keys = keys(&words, 1000).unwrap();
        for &(hash, row) in &words {
            assert_eq!(keys.row(hash), Some(usize::from(row)));
        }
        assert_eq!(keys.row(12_345), None);
    }

    #[test]
    fn a_row_past_the_table_is_refused() {
        assert!(keys(&[(7, 3)], 3).is_err());
    }
}
