//! The pipeline's word vectors and the map from words to them.

use anyhow::{Context, bail};

use super::wheel::Wheel;

/// A table of vectors with the rows of words, by their hashes.
pub(crate) struct Vectors {
    pub(crate) width: usize,
    /// Row-major.
    pub(crate) values: Vec<f32>,
    pub(crate) words: Vec<(u64, u16)>,
}

impl Vectors {
    /// The wheel's vectors; `None` where the pipeline has none.
    pub(crate) fn read(wheel: &Wheel) -> anyhow::Result<Option<Self>> {
        let Some(bytes) = wheel.bytes("vocab/vectors") else {
            return Ok(None);
        };
        if let Some(mode) = wheel
            .json("vocab/vectors.cfg")
            .ok()
            .and_then(|cfg| Some(cfg.get("mode")?.as_str()?.to_owned()))
            && mode != "default"
        {
            bail!("vectors of mode {mode:?} are not supported; only a table by word is");
        }
        let (rows, width, values) = npy(bytes).context("vocab/vectors")?;
        if rows == 0 || width == 0 {
            return Ok(None);
        }
        if rows > usize::from(u16::MAX) + 1 {
            bail!("{rows} vectors; a model file holds 65,536 at most (a pipeline of size md)");
        }
        let words = wheel.msgpack("vocab/key2row")?;
        let words = words
            .as_map()
            .context("vocab/key2row is no map")?
            .iter()
            .map(|(key, row)| {
                let row = row.as_u64().filter(|&row| row < rows as u64);
                Some((key.as_u64()?, u16::try_from(row?).ok()?))
            })
            .collect::<Option<Vec<_>>>()
            .context("vocab/key2row holds something else than rows")?;
        Ok(Some(Self {
            width,
            values,
            words,
        }))
    }

    /// All vectors through a linear layer without bias (`outputs` rows of
    /// weights): what the network sees of them.
    pub(crate) fn project(&self, weights: &[f32], outputs: usize) -> Vec<f32> {
        let mut projected = Vec::with_capacity(self.values.len() / self.width * outputs);
        for vector in self.values.chunks_exact(self.width) {
            for row in weights.chunks_exact(self.width).take(outputs) {
                let sum: f64 = row.iter().zip(vector).map(|(a, b)| f64::from(a * b)).sum();
                projected.push(sum as f32);
            }
        }
        projected
    }
}

/// Reads NumPy's file format (version 1) for a matrix of 32-bit floats.
fn npy(bytes: &[u8]) -> anyhow::Result<(usize, usize, Vec<f32>)> {
    let length = bytes.get(8..10).context("too short")?;
    let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
    let header = bytes.get(10..10 + length).context("a header cut short")?;
    let header = std::str::from_utf8(header)?;
    let plain = bytes.starts_with(b"\x93NUMPY\x01")
        && header.contains("'<f4'")
        && header.contains("'fortran_order': False");
    if !plain {
        bail!("not a NumPy matrix of 32-bit floats: {header}");
    }
    let shape = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .context("no shape")?
        .0;
    let dims: Vec<usize> = shape
        .split(',')
        .filter_map(|dim| dim.trim().parse().ok())
        .collect();
    let &[rows, width] = dims.as_slice() else {
        bail!("an array of shape ({shape}), not a matrix");
    };
    let values: Vec<f32> = bytes[10 + length..]
        .chunks_exact(4)
        .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect();
    if values.len() != rows * width {
        bail!("{} values for a shape of ({shape})", values.len());
    }
    Ok((rows, width, values))
}
