//! The model file: one [safetensors] container.
//!
//! ```text
//! metadata   format    "restated/language/1 crc32:01234567": the version, of which
//!            a reader refuses every other, and a checksum (see below). One entry
//!            only, since the container keeps several in no order
//! tensors    F16 [rows, columns] and F16 [n]: weights
//!            U8 [n]: a blob of its component's own format (tables, rules)
//!            U8 [rows, bytes]: rows packed by `Rows` (see `rows.rs`)
//! ```
//!
//! The checksum runs over every tensor in name order: its name, type and shape as
//! `name type [shape]\n`, then its bytes. It finds damage, not malice: readers
//! still check every shape and offset that they use.
//!
//! [safetensors]: https://github.com/huggingface/safetensors

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use half::f16;
use half::slice::{HalfBitsSliceExt, HalfFloatSliceExt};
use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensorError, SafeTensors};

use super::ModelError;

/// What the `format` entry of a model file of this version says.
pub(crate) const FORMAT: &str = "restated/language/1";

/// An opened model file; tensors are borrowed from its bytes.
pub(crate) struct ModelFile<'b> {
    bytes: &'b Bytes,
    tensors: SafeTensors<'b>,
}

impl<'b> ModelFile<'b> {
    /// Reads the directory and verifies the checksum.
    pub(crate) fn read(bytes: &'b Bytes) -> Result<Self, ModelError> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(not_a_model)?;
        let format = header
            .metadata()
            .as_ref()
            .and_then(|entries| entries.get("format"))
            .map_or("", String::as_str);
        let (version, stated) = format.split_once(" crc32:").unwrap_or((format, ""));
        if version != FORMAT {
            return Err(ModelError::Format {
                found: version.to_owned(),
            });
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(not_a_model)?;
        if stated != checksum(tensors.iter()) {
            return Err(ModelError::Checksum);
        }
        Ok(Self { bytes, tensors })
    }

    /// Whether the file has such a tensor.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    fn tensor(&self, name: &str) -> Result<TensorView<'b>, ModelError> {
        self.tensors
            .tensor(name)
            .map_err(|_| ModelError::Missing(name.to_owned()))
    }

    /// A component's blob.
    pub(crate) fn blob(&self, name: &str) -> Result<&'b [u8], ModelError> {
        let tensor = self.tensor(name)?;
        match (tensor.dtype(), tensor.shape()) {
            (Dtype::U8, [_]) => Ok(tensor.data()),
            _ => Err(ModelError::invalid(name, "not a blob")),
        }
    }

    /// A component's blob that is JSON.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, ModelError> {
        serde_json::from_slice(self.blob(name)?)
            .map_err(|error| ModelError::invalid(name, &error.to_string()))
    }

    /// Packed rows: their bytes and the length of one row in bytes.
    pub(crate) fn packed(&self, name: &str) -> Result<(&'b [u8], usize), ModelError> {
        let tensor = self.tensor(name)?;
        match (tensor.dtype(), tensor.shape()) {
            (Dtype::U8, &[_, length]) if length > 0 => Ok((tensor.data(), length)),
            _ => Err(ModelError::invalid(name, "not packed rows")),
        }
    }

    /// Part of the file that outlives this view of it, without a copy.
    pub(crate) fn share(&self, part: &[u8]) -> Bytes {
        self.bytes.slice_ref(part)
    }

    /// Weights of the given shape, as `f32` in row-major order.
    pub(crate) fn weights(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let tensor = self.tensor(name)?;
        if tensor.dtype() != Dtype::F16 || tensor.shape() != shape {
            let found = format!(
                "{:?} {:?}, not F16 {shape:?}",
                tensor.dtype(),
                tensor.shape()
            );
            return Err(ModelError::invalid(name, &found));
        }
        let bits: Vec<u16> = tensor
            .data()
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        let halves: &[f16] = bits.reinterpret_cast();
        let mut weights = vec![0.0; halves.len()];
        halves.convert_to_f32_slice(&mut weights);
        if weights.iter().any(|weight| !weight.is_finite()) {
            return Err(ModelError::invalid(name, "a weight is not a number"));
        }
        Ok(weights)
    }
}

fn not_a_model(error: SafeTensorError) -> ModelError {
    ModelError::NotAModel(error.to_string())
}

/// The file's bytes, for whoever makes a model file: the same for the same
/// tensors.
///
/// # Errors
/// If a tensor's shape does not fit its bytes.
pub fn write(tensors: &BTreeMap<String, Tensor>) -> Result<Vec<u8>, ModelError> {
    let views: Vec<(&str, TensorView<'_>)> = tensors
        .iter()
        .map(|(name, tensor)| {
            let dtype = if tensor.half { Dtype::F16 } else { Dtype::U8 };
            TensorView::new(dtype, tensor.shape.clone(), &tensor.bytes)
                .map(|view| (name.as_str(), view))
                .map_err(|error| ModelError::invalid(name, &error.to_string()))
        })
        .collect::<Result<_, _>>()?;
    let sum = checksum(views.iter().map(|(name, view)| (*name, view.clone())));
    let format = format!("{FORMAT} crc32:{sum}");
    let metadata = HashMap::from([("format".to_owned(), format)]);
    safetensors::serialize(views, Some(metadata)).map_err(not_a_model)
}

/// One tensor to write.
#[derive(Clone, Debug)]
pub struct Tensor {
    /// F16 values if true, else bytes.
    half: bool,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl Tensor {
    /// A blob.
    #[must_use]
    pub fn blob(bytes: Vec<u8>) -> Self {
        Self {
            half: false,
            shape: vec![bytes.len()],
            bytes,
        }
    }

    /// Packed rows of `length` bytes each.
    #[must_use]
    pub fn packed(bytes: Vec<u8>, length: usize) -> Self {
        Self {
            half: false,
            shape: vec![bytes.len() / length.max(1), length],
            bytes,
        }
    }

    /// Weights, rounded to half precision.
    #[must_use]
    pub fn weights(values: &[f32], shape: &[usize]) -> Self {
        Self {
            half: true,
            shape: shape.to_vec(),
            bytes: values
                .iter()
                .flat_map(|&value| f16::from_f32(value).to_le_bytes())
                .collect(),
        }
    }
}

fn checksum<'v>(tensors: impl Iterator<Item = (&'v str, TensorView<'v>)>) -> String {
    let sorted: BTreeMap<&str, TensorView<'v>> = tensors.collect();
    let mut sum = crc32fast::Hasher::new();
    for (name, view) in sorted {
        let (dtype, shape) = (view.dtype(), view.shape());
        sum.update(format!("{name} {dtype:?} {shape:?}\n").as_bytes());
        sum.update(view.data());
    }
    format!("{:08x}", sum.finalize())
}
