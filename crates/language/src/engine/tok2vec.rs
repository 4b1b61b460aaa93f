//! Tokens to vectors: hash embeddings, static vectors, and windows of maxout
//! layers (spaCy's `HashEmbedCNN`, after Strubell et al. 2017 and Miranda et
//! al. 2022, "Multi hash embeddings in spaCy").

use serde::{Deserialize, Serialize};

use super::hash;
use super::kernel::Level;
use super::linear::{Maxout, Work};
use super::vectors::VectorKeys;
use crate::lexeme::Lexeme;
use crate::model::{ModelError, ModelFile, Rows};

/// A property of a token that has an embedding table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Feature {
    /// The word in its normal spelling.
    Norm,
    /// Its first character.
    Prefix,
    /// Its last three characters.
    Suffix,
    /// Its shape: `Xxxx`, `dd.d`.
    Shape,
    /// The word as written.
    Orth,
    /// The word in lower case.
    Lower,
    /// Whether a space follows.
    Spacy,
    /// Whether it is white space.
    IsSpace,
}

impl Feature {
    fn key(self, lexeme: &Lexeme, spaced: bool) -> u64 {
        match self {
            Self::Norm => lexeme.norm,
            Self::Prefix => lexeme.prefix,
            Self::Suffix => lexeme.suffix,
            Self::Shape => lexeme.shape,
            Self::Orth => lexeme.orth,
            Self::Lower => lexeme.lower,
            Self::Spacy => u64::from(spaced),
            Self::IsSpace => u64::from(lexeme.is_space),
        }
    }
}

/// Shape of a token-to-vector network, as the model file's `pipeline` has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tok2VecShape {
    /// Width of all its vectors; even.
    pub width: usize,
    /// One embedding table each, in this order.
    pub features: Vec<(Feature, u32)>,
    /// Whether static vectors are mixed in.
    pub vectors: bool,
    /// Maxout pieces of the mixing layer.
    pub mix_pieces: usize,
    /// Maxout pieces of the window layers.
    pub window_pieces: usize,
    /// Tokens to each side that a window layer sees.
    pub window: usize,
    /// How many window layers there are.
    pub depth: usize,
}

/// One hash embedding table.
#[derive(Debug)]
struct Embedding {
    feature: Feature,
    seed: u32,
    rows: Rows,
}

/// The network.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embeddings: Vec<Embedding>,
    vectors: Option<Rows>,
    mix: Maxout,
    windows: Vec<Maxout>,
    /// Tokens to each side of a window.
    window: usize,
    width: usize,
}

impl Tok2Vec {
    /// Takes the network whose tensors start with `name`.
    pub(crate) fn read(
        file: &ModelFile<'_>,
        name: &str,
        shape: &Tok2VecShape,
    ) -> Result<Self, ModelError> {
        let width = shape.width;
        let sound = (2..=4096).contains(&width)
            && width.is_multiple_of(2)
            && (1..=16).contains(&shape.features.len())
            && (1..=4).contains(&shape.window)
            && (1..=16).contains(&shape.depth);
        if !sound {
            return Err(ModelError::invalid(name, "a shape out of range"));
        }
        let mut embeddings = Vec::new();
        for (column, &(feature, seed)) in shape.features.iter().enumerate() {
            let rows = Rows::read(file, &format!("{name}/embed/{column}"), width)?;
            if rows.len() == 0 {
                return Err(ModelError::invalid(name, "an empty embedding table"));
            }
            embeddings.push(Embedding {
                feature,
                seed,
                rows,
            });
        }
        let vectors = shape
            .vectors
            .then(|| Rows::read(file, &format!("{name}/vectors"), width))
            .transpose()?;
        let inputs = width * (embeddings.len() + usize::from(vectors.is_some()));
        let mix = read_maxout(
            file,
            &format!("{name}/mix"),
            inputs,
            width,
            shape.mix_pieces,
        )?;
        let inputs = width * (2 * shape.window + 1);
        let windows = (0..shape.depth)
            .map(|layer| {
                let name = format!("{name}/window/{layer}");
                read_maxout(file, &name, inputs, width, shape.window_pieces)
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            embeddings,
            vectors,
            mix,
            windows,
            window: shape.window,
            width,
        })
    }

    /// Width of a token's vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Rows of the static vectors, if the network has them.
    pub(crate) fn vector_rows(&self) -> Option<usize> {
        self.vectors.as_ref().map(Rows::len)
    }

    /// The features' vectors of one token, side by side, put behind what
    /// `out` holds: input of the mixing layer.
    pub(crate) fn embed(
        &self,
        lexeme: &Lexeme,
        spaced: bool,
        keys: Option<&VectorKeys>,
        out: &mut Vec<f32>,
    ) {
        let start = out.len();
        let columns = self.embeddings.len() + usize::from(self.vectors.is_some());
        out.resize(start + columns * self.width, 0.0);
        let mut slots = out[start..].chunks_exact_mut(self.width);
        for (embedding, slot) in self.embeddings.iter().zip(&mut slots) {
            let key = embedding.feature.key(lexeme, spaced);
            for row in hash::rows(key, embedding.seed) {
                embedding
                    .rows
                    .add(row as usize % embedding.rows.len(), slot);
            }
        }
        if let (Some(vectors), Some(slot)) = (&self.vectors, slots.next())
            && let Some(row) = keys.and_then(|keys| keys.row(lexeme.orth))
        {
            vectors.add(row, slot);
        }
    }

    /// Mixes embedded tokens (any number, as [`Tok2Vec::embed`] gives them)
    /// into vectors of their own, context not yet seen.
    pub(crate) fn mix(&self, level: Level, embedded: &[f32], work: &mut Work, out: &mut Vec<f32>) {
        let columns = self.embeddings.len() + usize::from(self.vectors.is_some());
        out.clear();
        out.resize(embedded.len() / columns, 0.0);
        self.mix.forward(level, embedded, work, out);
    }

    /// Rows of padding that [`Tok2Vec::encode`] wants on each side: how far a
    /// token sees.
    pub(crate) fn padding(&self) -> usize {
        self.window * self.windows.len()
    }

    /// Lets each token see its neighbours, layer by layer. `vectors` holds the
    /// mixed vectors of one block of text between [`Tok2Vec::padding`] rows of
    /// zeros on each side; the padding is garbage afterwards.
    pub(crate) fn encode(&self, level: Level, vectors: &mut [f32], work: &mut Work) {
        // What a layer computes at the outermost rows, no later layer needs:
        // each layer works on `window` rows less at each end.
        let mut margin = 0;
        for layer in &self.windows {
            let rows = vectors.len() / self.width;
            let inner = margin * self.width..(rows - margin) * self.width;
            layer.residual(level, &mut vectors[inner], work);
            margin += self.window;
        }
    }
}

fn read_maxout(
    file: &ModelFile<'_>,
    name: &str,
    inputs: usize,
    outputs: usize,
    pieces: usize,
) -> Result<Maxout, ModelError> {
    if !(1..=8).contains(&pieces) {
        return Err(ModelError::invalid(name, "a shape out of range"));
    }
    Ok(Maxout::new(
        &file.weights(&format!("{name}/weights"), &[outputs, pieces, inputs])?,
        &file.weights(&format!("{name}/bias"), &[outputs, pieces])?,
        file.weights(&format!("{name}/gain"), &[outputs])?,
        file.weights(&format!("{name}/shift"), &[outputs])?,
        pieces,
    ))
}
