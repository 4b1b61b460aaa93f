//! Which of 64 bytes belong to words, as bit masks.

/// Bytes that are classified at once.
pub(super) const BLOCK: usize = 64;

/// One bit a byte of a block, the lowest for the first byte.
pub(super) struct Masks {
    /// ASCII letters and digits, all of what is not ASCII, and apostrophes between such.
    pub(super) inside: u64,
    /// Bytes that are not ASCII.
    pub(super) foreign: u64,
}

impl Masks {
    /// The masks of the first [`BLOCK`] of `bytes`, with zeros behind the end if there are fewer.
    /// `before` says whether the byte before may be of a word; `behind` is the byte behind.
    #[inline]
    pub(super) fn of(bytes: &[u8], before: bool, behind: Option<u8>) -> Self {
        let mut rest = [0; BLOCK];
        let block = bytes.first_chunk().unwrap_or_else(|| {
            rest[..bytes.len()].copy_from_slice(bytes);
            &rest
        });
        let mut inside = mask(block, may_be_word);
        // Most blocks hold none of the others.
        let foreign = match block.is_ascii() {
            true => 0,
            false => mask(block, |byte| !byte.is_ascii()),
        };
        if block.iter().fold(false, |any, &byte| any | (byte == b'\'')) {
            let after = inside << 1 | u64::from(before);
            let ahead = inside >> 1 | u64::from(behind.is_some_and(may_be_word)) << (BLOCK - 1);
            inside |= mask(block, |byte| byte == b'\'') & after & ahead;
        }
        Self { inside, foreign }
    }
}

/// Whether a byte belongs to a word or to a character that may.
#[inline]
pub(super) fn may_be_word(byte: u8) -> bool {
    // Without branches, so that compilers do many bytes at once.
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte >= 0x80)
}

/// One bit for each byte that is of the `class`.
#[inline]
fn mask(block: &[u8; BLOCK], class: impl Fn(u8) -> bool) -> u64 {
    let classes = block.map(|byte| u8::from(class(byte)));
    let mut mask = 0;
    for (step, eight) in classes.as_chunks::<8>().0.iter().enumerate() {
        // The product moves the lowest bit of each byte to a place of its own in the highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= gathered << (8 * step);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_it_is() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b'x'; BLOCK];
                block[place] = byte;
                let masks = Masks::of(&block, true, Some(b'x'));
                let inside = may_be_word(byte) || byte == b'\'';
                assert_eq!(masks.inside >> place & 1 == 1, inside, "{byte} at {place}");
                assert_eq!(masks.foreign, u64::from(!byte.is_ascii()) << place);
            }
        }
    }
}
