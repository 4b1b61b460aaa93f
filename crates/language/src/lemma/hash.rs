//! spaCy's string hashes.

/// The 64-bit hash under which spaCy knows a string: `MurmurHash64A` with seed
/// 1 (A. Appleby, 2008) over its UTF-8. (spaCy has fixed numbers instead for
/// the empty string and for the names of its own symbols.)
#[must_use]
pub fn string_hash(string: &str) -> u64 {
    murmur64a(string.as_bytes(), 1)
}

fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut mixed = u64::from_le_bytes(*word).wrapping_mul(MULTIPLIER);
        mixed ^= mixed >> SHIFT;
        hash = (hash ^ mixed.wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(MULTIPLIER);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(MULTIPLIER);
    hash ^ (hash >> SHIFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_spacy() {
        for (string, hash) in [
            ("adj", 12_401_032_943_472_870_168),
            ("noun", 16_833_663_260_455_505_849),
            ("verb", 6_360_137_228_241_296_794),
            ("cconj", 16_315_064_675_911_098_841),
        ] {
            assert_eq!(string_hash(string), hash, "{string}");
        }
    }
}
