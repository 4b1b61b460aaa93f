//! The bytes of the blobs: little-endian numbers, counts before what they count.

use super::LemmaError;

/// First bytes of lemma tables.
pub(super) const LEMMAS: &[u8] = b"restated lemmas 1\n";
/// First bytes of edit trees.
pub(super) const TREES: &[u8] = b"restated edit trees 1\n";

/// Reads a blob from its start; whatever is not there is an error.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'b [u8], LemmaError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(LemmaError::Damaged("it ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, LemmaError> {
        Ok(self.take(1)?[0])
    }

    /// A number of up to 32 bits, 7 in a byte, lowest first.
    pub(super) fn number(&mut self) -> Result<u32, LemmaError> {
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| LemmaError::Damaged("a number"));
            }
        }
        Err(LemmaError::Damaged("a number"))
    }

    /// A count of things that take at least `least` bytes each.
    pub(super) fn count(&mut self, least: usize) -> Result<usize, LemmaError> {
        let count = self.number()? as usize;
        if count.saturating_mul(least) > self.rest.len() {
            return Err(LemmaError::Damaged("a count"));
        }
        Ok(count)
    }

    /// Bytes with their number before them.
    pub(super) fn block(&mut self) -> Result<&'b [u8], LemmaError> {
        let length = self.count(1)?;
        self.take(length)
    }

    /// Text with its length in bytes before it.
    pub(super) fn text(&mut self) -> Result<&'b str, LemmaError> {
        std::str::from_utf8(self.block()?).map_err(|_| LemmaError::Damaged("a text"))
    }

    pub(super) fn finish(&self) -> Result<(), LemmaError> {
        if self.rest.is_empty() {
            return Ok(());
        }
        Err(LemmaError::Damaged("something follows its end"))
    }
}

pub(super) fn put_number(out: &mut Vec<u8>, value: usize) -> Result<(), LemmaError> {
    let mut value = u32::try_from(value).map_err(|_| LemmaError::TooLarge("a number"))?;
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    Ok(())
}

pub(super) fn put_block(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), LemmaError> {
    put_number(out, bytes.len())?;
    out.extend_from_slice(bytes);
    Ok(())
}
