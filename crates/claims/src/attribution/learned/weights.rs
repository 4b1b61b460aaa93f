//! The weights file: numbers in the order in which [`super::network`] asks for them.
//!
//! Eight bytes `RSTATTR1`, then tensors without names or padding, all little-endian. A tensor of
//! `f32` is just its values. A table or matrix is rows: each a scale (`f32`) and its values as
//! whole steps of that scale (`i8` in tables, `i16` in matrices).

/// Reads tensors one after the other.
pub(super) struct Weights<'w> {
    rest: &'w [u8],
}

/// The file ended early or is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

const MAGIC: &[u8] = b"RSTATTR1";

impl<'w> Weights<'w> {
    pub(super) fn new(bytes: &'w [u8]) -> Result<Self, Unreadable> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Unreadable)?;
        Ok(Self { rest })
    }

    /// Whether all was read.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(Unreadable)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn float(&mut self) -> Result<f32, Unreadable> {
        let value = f32::from_le_bytes(self.take()?);
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Unreadable)
        }
    }

    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, Unreadable> {
        (0..count).map(|_| self.float()).collect()
    }

    /// `rows` rows of `width` values, as floats.
    pub(super) fn matrix(&mut self, rows: usize, width: usize) -> Result<Vec<f32>, Unreadable> {
        let mut values = Vec::with_capacity(rows * width);
        for _ in 0..rows {
            let scale = self.float()?;
            for _ in 0..width {
                values.push(f32::from(i16::from_le_bytes(self.take()?)) * scale);
            }
        }
        Ok(values)
    }

    /// A table of `rows` rows of `width` values.
    pub(super) fn table(&mut self, rows: usize, width: usize) -> Result<Table, Unreadable> {
        let mut table = Table {
            width,
            scales: Vec::with_capacity(rows),
            values: Vec::with_capacity(rows * width),
        };
        for _ in 0..rows {
            table.scales.push(self.float()?);
            let (row, rest) = self.rest.split_at_checked(width).ok_or(Unreadable)?;
            table
                .values
                .extend(row.iter().map(|byte| byte.cast_signed()));
            self.rest = rest;
        }
        Ok(table)
    }
}

/// Vectors by row number.
#[derive(Debug)]
pub(super) struct Table {
    width: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

impl Table {
    /// Adds the vectors of `rows` to `sum`, in order.
    pub(super) fn add(&self, rows: &[u16], sum: &mut [f32]) {
        for row in rows {
            let at = usize::from(*row);
            let (Some(scale), Some(values)) = (
                self.scales.get(at),
                self.values.get(at * self.width..(at + 1) * self.width),
            ) else {
                continue;
            };
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += f32::from(*value) * scale;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::network::Network;
    use super::*;

    const SHIPPED: &[u8] = include_bytes!("../../../weights/attribution.bin");

    #[test]
    fn the_file_that_comes_with_the_program_is_read_whole() {
        assert!(Network::read(SHIPPED).is_ok());
    }

    #[test]
    fn a_file_cut_short_or_lengthened_is_refused() {
        assert_eq!(Network::read(b"").err(), Some(Unreadable));
        assert_eq!(Network::read(&SHIPPED[..1000]).err(), Some(Unreadable));
        let longer = [SHIPPED, b"x"].concat();
        assert_eq!(Network::read(&longer).err(), Some(Unreadable));
    }

    #[test]
    fn rows_are_added_with_their_scales() {
        let bytes = [MAGIC, &0.5_f32.to_le_bytes(), &[2, 0xff]].concat();
        let mut weights = Weights::new(&bytes).unwrap();
        let table = weights.table(1, 2).unwrap();
        let mut sum = [1.0, 1.0];
        table.add(&[0, 0, 9], &mut sum);
        assert_eq!(sum, [3.0, 0.0]);
    }
}
