//! Strings as 64-bit keys.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::table::rows;

/// The key by which spaCy v3 knows a string (`StringStore`): 0 for the empty
/// string, a small number for the names in `data/symbols.txt`, and for the rest
/// the MurmurHash64A (A. Appleby, 2008) of the UTF-8 bytes with seed 1.
#[must_use]
pub fn key(string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    let hash = string_hash(string);
    // Looked up by hash: a miss, the rule, then costs no comparison of strings.
    SYMBOLS.get(&hash).copied().unwrap_or(hash)
}

/// The names that have small numbers for keys, in the order of those, from 1.
pub fn symbols() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../../data/symbols.txt"))
}

/// Symbols' keys by the hashes of their names.
static SYMBOLS: LazyLock<FxHashMap<u64, u64>> =
    LazyLock::new(|| symbols().map(string_hash).zip(1..).collect());

/// The hash under which spaCy knows a string that is no symbol: `MurmurHash64A`
/// with seed 1 over its UTF-8.
#[must_use]
pub fn string_hash(string: &str) -> u64 {
    murmur(string.as_bytes())
}

fn murmur(bytes: &[u8]) -> u64 {
    const SEED: u64 = 1;
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys that spaCy 3.8 gives.
    #[test]
    fn keys_are_those_of_the_string_store() {
        for (string, expected) in [
            ("", 0),
            ("IS_ALPHA", 1),
            ("NOUN", 92),
            ("PERSON", 380),
            ("_", 456),
            ("a", 11_901_859_001_352_538_922),
            ("river", 9_103_378_528_718_840_401),
            ("riverbed", 4_890_200_364_941_294_043),
            ("the riverbed", 2_621_690_535_019_895_187),
            ("Überfahrt", 8_825_564_095_825_998_453),
            ("…", 12_034_422_695_025_479_550),
            ("水位", 1_133_908_369_191_495_677),
            ("seventeen letters", 12_521_472_878_708_920_929),
        ] {
            assert_eq!(key(string), expected, "{string:?}");
        }
    }
}
