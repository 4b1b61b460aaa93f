//! Who and what is named: in one article, and across the articles of a dossier.

mod model;

use std::ops::Range;

pub use model::{Alias, Entity, Form, Gender, Named, Sort};

use crate::Document;
use crate::model::Attribution;

/// A source by the fullest name that its article gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// "Jonas Verrick" for "he"; as written where the article gives no name.
    pub text: String,
    /// What it is, where that is known.
    pub sort: Option<Sort>,
}

/// The entities that `document` names, in the order of their first mentions.
pub fn names(document: &Document<'_>) -> Vec<Named> {
    let _ = document;
    Vec::new()
}

/// The fullest name of a source whose words are `tokens`, as token ranges; none if there are none.
pub fn name_of_source(document: &Document<'_>, tokens: &[Range<usize>]) -> Option<SourceName> {
    let whole = tokens.first()?.start..tokens.last()?.end;
    Some(SourceName {
        text: document.annotated.words(whole).to_owned(),
        sort: None,
    })
}

/// Index, in the names of its article, of whom an attribution's source is.
pub fn of_source(names: &[Named], attribution: &Attribution) -> Option<usize> {
    let span = attribution.source_span.as_ref();
    let by_place = span.and_then(|span| {
        let stands = |name: &Named| name.mentions.contains(span);
        names.iter().position(stands)
    });
    let source = attribution.source.as_deref()?;
    let is_called =
        |name: &Named| name.name == source || name.forms.iter().any(|form| form.text == source);
    by_place.or_else(|| names.iter().position(is_called))
}

/// The entities of a dossier, from the names of each article with the article's id. The order
/// of the articles does not matter.
pub fn entities(articles: &[(String, Vec<Named>)]) -> Vec<Entity> {
    let _ = articles;
    Vec::new()
}
