//! Hashes of words: a folded product of sixteen bytes at a time, after Wang Yi's wyhash (2019).

/// Bytes that are folded at once.
pub(super) const CHUNK: usize = 16;

const ONE: u64 = 0x9E37_79B9_7F4A_7C15;
const OTHER: u64 = 0xD6E8_FEB8_6659_FD93;

/// Sets the bit that tells lower from upper case in every byte. All digits and the apostrophe
/// have it already, so among the characters of words it changes nothing but case.
const LOWER: u128 = 0x2020_2020_2020_2020_2020_2020_2020_2020;

/// Which bytes of a chunk belong to a word of so many bytes.
const FIRST: [u128; CHUNK + 1] = {
    let mut masks = [u128::MAX; CHUNK + 1];
    let mut bytes = 0;
    while bytes < CHUNK {
        masks[bytes] = (1 << (8 * bytes)) - 1;
        bytes += 1;
    }
    masks
};

/// Folds two numbers into one that depends on all bits of both.
#[inline]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ ONE) * u128::from(b ^ OTHER);
    product as u64 ^ (product >> 64) as u64
}

/// Folds the next chunk into `state`. Words hold no zero bytes, so what is missing at their end
/// may be zero.
#[inline]
fn fold(state: u64, chunk: u128) -> u64 {
    mix(state ^ chunk as u64, (chunk >> 64) as u64)
}

/// The hash of the word of ASCII letters, digits and apostrophes at `start..end` of `text`.
#[inline]
pub(super) fn ascii(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    match text[start..].first_chunk::<CHUNK>() {
        Some(chunk) if length <= CHUNK => {
            fold(0, (u128::from_le_bytes(*chunk) | LOWER) & FIRST[length])
        }
        _ => long(&text[start..end]),
    }
}

#[cold]
fn long(word: &[u8]) -> u64 {
    word.chunks(CHUNK).fold(0, |state, bytes| {
        let mut chunk = [0; CHUNK];
        chunk[..bytes.len()].copy_from_slice(bytes);
        fold(
            state,
            (u128::from_le_bytes(chunk) | LOWER) & FIRST[bytes.len()],
        )
    })
}

/// Hashes a word that comes byte by byte, as [`ascii`] does one that stands in a text.
#[derive(Default)]
pub(super) struct Hasher {
    state: u64,
    chunk: [u8; CHUNK],
    filled: usize,
}

impl Hasher {
    /// Takes in a character, lower-cased.
    pub(super) fn push(&mut self, character: char) {
        if character.is_ascii() {
            return self.byte(character.to_ascii_lowercase() as u8);
        }
        for c in character.to_lowercase() {
            for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                self.byte(byte);
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        self.chunk[self.filled] = byte;
        self.filled += 1;
        if self.filled == CHUNK {
            self.fold();
        }
    }

    /// The hash of what came since the last call.
    pub(super) fn finish(&mut self) -> u64 {
        if self.filled > 0 {
            self.fold();
        }
        std::mem::take(&mut self.state)
    }

    fn fold(&mut self) {
        self.state = fold(self.state, u128::from_le_bytes(self.chunk));
        (self.chunk, self.filled) = ([0; CHUNK], 0);
    }
}
