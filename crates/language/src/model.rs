//! Models: the weights and tables of one pipeline, read from one file.

mod error;
mod file;
mod rows;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

pub use error::ModelError;
pub(crate) use file::ModelFile;
pub use file::{Tensor, write};
pub(crate) use rows::Rows;
pub use rows::pack;

use crate::annotated::{Label, Labels};
use crate::attributes::{AttributeRuler, MorphClasses};
use crate::engine::{Classifier, Names, Parser, Tok2Vec, VectorKeys};
use crate::lemma::{EditTrees, Lemmatizer};
use crate::pipeline::{ClassesShape, Component, PipelineShape};
use crate::tokenizer::{Rules, Tokenizer};

/// A pipeline, ready to use. Immutable: threads share it, each with an
/// [`Annotator`](crate::Annotator) of its own.
#[derive(Debug)]
pub struct Model {
    about: About,
    pub(crate) labels: Arc<Labels>,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) networks: Vec<Tok2Vec>,
    pub(crate) vector_keys: Option<VectorKeys>,
    pub(crate) tagger: Option<On<Classes>>,
    pub(crate) morphologizer: Option<On<(Classifier, MorphClasses)>>,
    pub(crate) parser: Option<On<Parser>>,
    pub(crate) attributes: Option<AttributeRuler>,
    pub(crate) edit_trees: Option<On<(Classifier, EditTrees)>>,
    pub(crate) lemmatizer: Option<Lemmatizer>,
    pub(crate) names: Option<On<Names>>,
}

/// A component and the index of the network that it works on.
#[derive(Debug)]
pub(crate) struct On<Part> {
    pub(crate) network: usize,
    pub(crate) part: Part,
}

/// A classifier and what its classes are called.
#[derive(Debug)]
pub(crate) struct Classes {
    pub(crate) classifier: Classifier,
    pub(crate) labels: Vec<Label>,
}

/// Where a model comes from: the blob `about`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// Name of the pipeline: `en_core_web_md`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// ISO 639-1 code of its language.
    pub language: String,
    /// Licence of the weights.
    pub license: String,
    /// Whose work they are.
    pub author: String,
    /// Where that author is found.
    pub url: String,
    /// The wheel that was converted.
    pub source: String,
    /// SHA-256 of that wheel.
    pub source_sha256: String,
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// If the file cannot be read, is no model file of this version, is
    /// damaged, or lacks something that its pipeline needs.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let bytes = fs::read(path).map_err(ModelError::Unreadable);
        bytes
            .and_then(|bytes| Self::read(Bytes::from(bytes)))
            .map_err(|error| ModelError::File {
                path: path.to_owned(),
                error: Box::new(error),
            })
    }

    /// Reads a model file that is part of the program.
    ///
    /// # Errors
    /// As [`Model::open`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Self::read(Bytes::from_static(bytes))
    }

    /// Reads a model file's bytes; large tables stay where they are.
    ///
    /// # Errors
    /// As [`Model::open`].
    pub fn read(bytes: Bytes) -> Result<Self, ModelError> {
        let file = ModelFile::read(&bytes)?;
        let shape: PipelineShape = file.json("pipeline")?;
        let mut labels = Labels::default();
        let networks = shape
            .networks
            .iter()
            .enumerate()
            .map(|(index, shape)| Tok2Vec::read(&file, &format!("network/{index}"), shape))
            .collect::<Result<Vec<_>, _>>()?;
        let rows = networks.iter().filter_map(Tok2Vec::vector_rows).min();
        let vector_keys = rows
            .map(|rows| VectorKeys::read(&file, "vector_keys", rows))
            .transpose()?;
        let read = Reader {
            file: &file,
            networks: &networks,
        };
        let tagger = read.component("tagger", shape.tagger, |shape, width| {
            Ok(Classes {
                classifier: classifier(&file, "tagger", width, &shape)?,
                labels: shape.classes.iter().map(|tag| labels.intern(tag)).collect(),
            })
        })?;
        let morphologizer =
            read.component("morphologizer", shape.morphologizer, |shape, width| {
                let classes = MorphClasses::new(&file.json("morphology")?, &mut labels)
                    .map_err(|error| ModelError::invalid("morphology", &error.to_string()))?;
                if classes.len() != shape.classes.len() {
                    return Err(ModelError::invalid(
                        "morphology",
                        "classes without a meaning",
                    ));
                }
                Ok((classifier(&file, "morphologizer", width, &shape)?, classes))
            })?;
        let parser = read.component("parser", shape.parser, |shape, width| {
            Parser::read(&file, "parser", &shape, width, &mut labels)
        })?;
        let names = read.component("names", shape.names, |shape, width| {
            Names::read(&file, "names", &shape, width, &mut labels)
        })?;
        let edit_trees =
            read.component("trainable_lemmatizer", shape.edit_trees, |shape, width| {
                let trees = EditTrees::from_bytes(file.blob("edit_trees")?)
                    .map_err(|error| ModelError::invalid("edit_trees", &error.to_string()))?;
                if trees.classes() != shape.classes.len() {
                    return Err(ModelError::invalid("edit_trees", "classes without a tree"));
                }
                let classifier = classifier(&file, "trainable_lemmatizer", width, &shape)?;
                Ok((classifier, trees))
            })?;
        let attributes = read.blob("attributes", |_| {
            AttributeRuler::new(&file.json("attributes")?, &mut labels)
                .map_err(|error| ModelError::invalid("attributes", &error.to_string()))
        })?;
        let lemmatizer = read.blob("lemmas", |blob| {
            Lemmatizer::from_bytes(blob)
                .map_err(|error| ModelError::invalid("lemmas", &error.to_string()))
        })?;
        let rules: Rules = file.json("tokenizer")?;
        let tokenizer = Tokenizer::new(&rules)
            .map_err(|error| ModelError::invalid("tokenizer", &error.to_string()))?;
        Ok(Self {
            about: file.json("about")?,
            labels: Arc::new(labels),
            tokenizer,
            networks,
            vector_keys,
            tagger,
            morphologizer,
            parser,
            attributes,
            edit_trees,
            lemmatizer,
            names,
        })
    }

    /// Where the model comes from.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }
}

fn classifier(
    file: &ModelFile<'_>,
    name: &str,
    width: usize,
    shape: &ClassesShape,
) -> Result<Classifier, ModelError> {
    Classifier::read(file, name, width, shape.classes.len())
}

/// Reads the parts that a pipeline may have or not.
struct Reader<'f> {
    file: &'f ModelFile<'f>,
    networks: &'f [Tok2Vec],
}

impl Reader<'_> {
    fn component<Shape, Part>(
        &self,
        name: &str,
        component: Option<Component<Shape>>,
        read: impl FnOnce(Shape, usize) -> Result<Part, ModelError>,
    ) -> Result<Option<On<Part>>, ModelError> {
        let Some(Component { network, shape }) = component else {
            return Ok(None);
        };
        let width = self
            .networks
            .get(network)
            .ok_or_else(|| ModelError::invalid(name, "its network is not in the file"))?
            .width();
        let part = read(shape, width)?;
        Ok(Some(On { network, part }))
    }

    fn blob<Part>(
        &self,
        name: &str,
        read: impl FnOnce(&[u8]) -> Result<Part, ModelError>,
    ) -> Result<Option<Part>, ModelError> {
        if !self.file.has(name) {
            return Ok(None);
        }
        read(self.file.blob(name)?).map(Some)
    }
}
