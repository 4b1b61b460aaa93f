//! One class for each token: tags, morphological classes, edit trees.

use super::kernel::Level;
use super::linear::{Linear, Work};
use crate::model::{ModelError, ModelFile};

/// A linear layer whose best output is a token's class.
#[derive(Debug)]
pub(crate) struct Classifier {
    layer: Linear,
}

impl Classifier {
    /// Takes the classifier whose tensors start with `name`.
    pub(crate) fn read(
        file: &ModelFile<'_>,
        name: &str,
        inputs: usize,
        classes: usize,
    ) -> Result<Self, ModelError> {
        if classes == 0 {
            return Err(ModelError::invalid(name, "no classes"));
        }
        let weights = file.weights(&format!("{name}/weights"), &[classes, inputs])?;
        let bias = file.weights(&format!("{name}/bias"), &[classes])?;
        Ok(Self {
            layer: Linear::new(&weights, &bias, inputs, classes),
        })
    }

    /// Scores of every class, one row for each of a block's tokens.
    pub(crate) fn scores<'o>(
        &self,
        level: Level,
        vectors: &[f32],
        work: &mut Work,
        out: &'o mut Vec<f32>,
    ) -> impl Iterator<Item = &'o [f32]> {
        self.layer.forward(level, vectors, work, out);
        let (stride, classes) = (self.layer.stride(), self.layer.outputs());
        out.chunks_exact(stride).map(move |row| &row[..classes])
    }
}

/// Index of the largest score, the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}
