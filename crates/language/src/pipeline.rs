//! What a model file says of its pipeline.

use serde::{Deserialize, Serialize};

use crate::engine::{NamesShape, ParserShape, Tok2VecShape};

/// The blob `pipeline` of a model file: the components and their shapes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PipelineShape {
    /// Token-to-vector networks; components name theirs by index.
    pub networks: Vec<Tok2VecShape>,
    /// Fine-grained tags.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tagger: Option<Component<ClassesShape>>,
    /// Parts of speech and morphological features; the blob `morphology` says
    /// what its classes mean.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub morphologizer: Option<Component<ClassesShape>>,
    /// Heads and relations.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parser: Option<Component<ParserShape>>,
    /// Named entities.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub names: Option<Component<NamesShape>>,
    /// Lemmas by learned edit trees; the blob `edit_trees` has the trees.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edit_trees: Option<Component<ClassesShape>>,
}

/// A component on top of a network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Component<Shape> {
    /// Index of its network.
    pub network: usize,
    /// Its own shape.
    pub shape: Shape,
}

/// A component that gives every token one of these classes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClassesShape {
    /// The classes' names in the order of their scores.
    pub classes: Vec<String>,
}
