//! Claims: figures, statements and quotes in an article, and on whose word they stand.
//!
//! [`Reader::read`] is a pure function of one article and the language model. Every span it gives
//! is a byte range of the article's text.
//!
//! The way: text → [`Document`] (annotated text, quotations, coreference) → [`quantities`],
//! [`times`], [`attributions`] → what is counted, with what force, when → [`Claim`]s.
//! The rules are data: see the tables in `data/`.

pub mod attribution;
mod document;
mod first;
pub mod measure;
mod model;
pub mod quantity;
mod table;
pub mod time;

pub use attribution::{Act, Attributed, Chain, attributions, chain_at};
pub use document::Document;
pub use measure::{Count, counts};
pub use model::{
    Again, Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Scope, Status, Time,
};
pub use quantity::{Quantity, Unit, quantities};
pub use time::{TimeExpression, TimeKind, times};

use restated_article::Article;
use restated_language::{Annotator, Model};

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any claim.
pub const VERSION: u32 = 3;

/// Reads articles; one a thread, kept from article to article with what it knows of words.
#[derive(Debug)]
pub struct Reader<'m> {
    annotator: Annotator<'m>,
}

impl<'m> Reader<'m> {
    /// A reader that uses `model`.
    pub fn new(model: &'m Model) -> Self {
        Self {
            annotator: Annotator::new(model).with_vectors(),
        }
    }

    /// The claims of `article`, in the order of their spans.
    pub fn read(&mut self, article: &Article) -> Vec<Claim> {
        let annotated = self.annotator.annotate(&article.text);
        let published = article
            .published
            .as_ref()
            .and_then(|dated| day(&dated.edtf));
        let document = Document::new(&annotated, published);
        let _ = document;
        first::read::claims(&article.text)
    }
}

/// The day of an EDTF date of level 0, where it gives one.
pub fn day(edtf: &str) -> Option<jiff::civil::Date> {
    edtf.get(..10)?.parse().ok()
}
