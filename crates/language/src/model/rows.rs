//! Tables of vectors kept packed: 12 bits a value and one scale a row.
//!
//! A row is looked up far less often than it is kept in memory, so it stays as
//! the file holds it and is unpacked on use. Twelve bits with a scale of the
//! row's own keep a weight as precisely as the half floats elsewhere in the
//! file (a step is 1/2047 of the row's largest value) in three quarters of the
//! room.
//!
//! ```text
//! row    scale: f32, little endian; value = scale × integer
//!        pairs of values (low, high): three bytes, little endian,
//!        low in bits 0–11 and high in bits 12–23, both two's complement
//! ```

use bytes::Bytes;

use super::ModelError;
use super::file::{ModelFile, Tensor};

const LARGEST: f32 = 2047.0;

/// A table of vectors of one width.
#[derive(Debug)]
pub(crate) struct Rows {
    bytes: Bytes,
    length: usize,
    width: usize,
}

impl Rows {
    /// Takes the table of that name; `width` must be even.
    pub(crate) fn read(file: &ModelFile<'_>, name: &str, width: usize) -> Result<Self, ModelError> {
        let (bytes, length) = file.packed(name)?;
        if length != row_length(width) {
            return Err(ModelError::invalid(name, "rows of another width"));
        }
        let finite = bytes.chunks_exact(length).all(|row| scale(row).is_finite());
        if !finite {
            return Err(ModelError::invalid(name, "a scale is not a number"));
        }
        Ok(Self {
            bytes: file.share(bytes),
            length,
            width,
        })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / self.length
    }

    /// Adds a row to `sum`. Rows past the end add nothing.
    pub(crate) fn add(&self, row: usize, sum: &mut [f32]) {
        debug_assert_eq!(sum.len(), self.width);
        let start = row * self.length;
        let Some(row) = self.bytes.get(start..start + self.length) else {
            return;
        };
        let scale = scale(row);
        for (pair, packed) in sum.chunks_exact_mut(2).zip(row[4..].chunks_exact(3)) {
            let bits = i32::from_le_bytes([packed[0], packed[1], packed[2], 0]);
            // Shifted up and back down, so that the sign bit fills the rest.
            pair[0] += scale * ((bits << 20) >> 20) as f32;
            pair[1] += scale * ((bits << 8) >> 20) as f32;
        }
    }
}

fn scale(row: &[u8]) -> f32 {
    f32::from_le_bytes([row[0], row[1], row[2], row[3]])
}

fn row_length(width: usize) -> usize {
    4 + width / 2 * 3
}

/// Packs a row-major table of vectors of an even width.
#[must_use]
pub fn pack(values: &[f32], width: usize) -> Tensor {
    let mut bytes = Vec::with_capacity(values.len() / width * row_length(width));
    for row in values.chunks_exact(width) {
        let largest = row
            .iter()
            .fold(0.0_f32, |most, value| most.max(value.abs()));
        let scale = largest / LARGEST;
        bytes.extend(scale.to_le_bytes());
        let integer = |value: f32| {
            let steps = if scale > 0.0 { value / scale } else { 0.0 };
            (steps.round().clamp(-LARGEST, LARGEST) as i32) & 0xFFF
        };
        for pair in row.chunks_exact(2) {
            let bits = integer(pair[0]) | integer(pair[1]) << 12;
            bytes.extend(&bits.to_le_bytes()[..3]);
        }
    }
    Tensor::packed(bytes, row_length(width))
}
