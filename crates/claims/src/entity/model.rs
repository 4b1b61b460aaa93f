//! What is kept of a name: within one article, and across a dossier.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What kind of thing a name is of.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// One person.
    Person,
    /// A company, an office, a union, a force.
    Organisation,
    /// A place that speaks or acts: "Moscow said". Another entity than the place.
    Government,
    /// A country, a city, a region, a building.
    Place,
    /// Anything else that has a name.
    #[default]
    Other,
}

/// The gender that an article's words show of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// "she", "Ms".
    Feminine,
    /// "he", "Mr".
    Masculine,
}

/// What kind of wording a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// The name or a part of it: "Anton Ostrow", "Ostrow", "Bellmer".
    Name,
    /// The name with what stands before it: "Mr Ostrow", "the Guild".
    Styled,
    /// "GUW".
    Acronym,
    /// No name: "the spy agency", "the brigadier".
    Description,
}

/// One wording of a name in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As written, with title and "the": "Mr Ostrow", "the Guild", "the spy agency".
    pub text: String,
    /// What kind of wording it is.
    pub wording: Wording,
    /// What in the article shows that it means this entity.
    pub why: String,
    /// Where it first stands so, as a byte range of the article's text.
    pub span: Range<usize>,
}

/// One entity of an article, with all that the article says of what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its fullest name, without title and "the".
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// Its gender, of a person.
    pub gender: Option<Gender>,
    /// What the article says that a person is, in small letters: "operations director", titles
    /// in the form that all their spellings share ("colonel").
    pub roles: Vec<String>,
    /// Whose office it is, in small letters: "velmar" of "Velmar's Defence Ministry".
    pub owner: Option<String>,
    /// Its wordings, the fullest name among them, in the order of their first places.
    pub forms: Vec<Form>,
    /// Every place where it stands, pronouns among them, as byte ranges of the text, in order.
    pub mentions: Vec<Range<usize>>,
}

/// One wording of an entity of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As written.
    pub text: String,
    /// What shows that it means this entity.
    pub why: String,
    /// The article where that is seen first, by id.
    pub article: String,
    /// The wording's place there, as a byte range of the article's text.
    pub span: Range<usize>,
}

/// One person, organisation or place of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// Every wording, each once, in alphabetical order.
    pub aliases: Vec<Alias>,
    /// The entities of articles that it is made of: article id, and index in that article's
    /// names; in order.
    pub members: Vec<(String, usize)>,
}
