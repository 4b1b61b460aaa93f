//! Who and what is named: in one article, and across the articles of a dossier.

mod model;
mod source;

pub use model::{Alias, Entity, Form, Gender, Named, Sort};
pub use source::{SourceName, name_of_source, of_source};

use crate::Document;

/// The entities that `document` names, in the order of their first mentions.
pub fn names(document: &Document<'_>) -> Vec<Named> {
    let _ = document;
    Vec::new()
}

/// The entities of a dossier, from the names of each article with the article's id. The order
/// of the articles does not matter.
pub fn entities(articles: &[(String, Vec<Named>)]) -> Vec<Entity> {
    let _ = articles;
    Vec::new()
}
