//! Attribute rules: what a token's tag, word or relation says about its part
//! of speech, its features and its dictionary form.
//!
//! The tables come from spaCy's `attribute_ruler`, and mean the same: every
//! pattern is matched against the tokens as they were *before* the first rule
//! set anything; where several rules set one attribute of one token, the rule
//! that stands last in the table wins.

mod check;
mod classes;
mod ruler;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use classes::{MorphClass, MorphClasses, MorphTable};
pub use ruler::AttributeRuler;

/// The rules of one model, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttributeRules(pub Vec<AttributeRule>);

/// One rule: where this run of tokens stands, one of them gets these values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRule {
    /// What must hold of each token of the run.
    pub pattern: Vec<Vec<TokenTest>>,
    /// Which token of the run gets the values.
    #[serde(default)]
    pub target: usize,
    /// The values.
    pub set: AttributeValues,
}

/// Something that holds of a token, or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenTest {
    /// The attribute has one of these values.
    OneOf(Attribute, Vec<String>),
    /// The attribute has none of these values.
    NoneOf(Attribute, Vec<String>),
    /// Whether the token is nothing but white space.
    Space(bool),
}

/// What a [`TokenTest`] looks at. An attribute that no component has set is
/// the empty string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// Fine-grained tag.
    Tag,
    /// Universal part of speech.
    Pos,
    /// Relation to the head.
    Dep,
    /// Morphological features, as one string.
    Morph,
    /// The token as written.
    Orth,
    /// The token in lower case.
    Lower,
}

/// The values that a rule sets; `None` leaves the attribute as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttributeValues {
    /// Fine-grained tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Universal part of speech.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pos: Option<String>,
    /// Morphological features, normalised; empty to take them away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub morph: Option<String>,
    /// Relation to the head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dep: Option<String>,
    /// Dictionary form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lemma: Option<String>,
}

/// Why a table of rules or classes cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum AttributeError {
    /// Not one of the universal tags.
    #[error("rule {at}: no part of speech is called {name:?}")]
    UnknownPos {
        /// Index of the rule or class.
        at: usize,
        /// What stands there.
        name: String,
    },
    /// The target lies outside the pattern.
    #[error("rule {at}: token {target} of a pattern of {length}")]
    Target {
        /// Index of the rule.
        at: usize,
        /// Index of the token in the pattern.
        target: usize,
        /// Tokens of the pattern.
        length: usize,
    },
    /// More rules or words than their numbers can tell apart (65,535).
    #[error("the table of attribute rules is too large")]
    TooLarge,
}
