//! Claims: figures, statements and quotes in an article, and on whose word they stand.
//!
//! [`Reader::read`] is a pure function of one article and the language model. Every span it gives
//! is a byte range of the article's text.
//!
//! The way: text → [`Document`] (annotated text, quotations, coreference) → [`quantities`],
//! [`times`], [`attributions`] → what is counted, with what force, when → [`Claim`]s.
//! The rules are data: see the tables in `data/`.

pub mod attribution;
pub mod circumstance;
mod document;
pub mod entity;
mod figure;
pub mod headline;
pub mod measure;
mod model;
pub mod quantity;
mod reading;
pub mod repeat;
pub mod stance;
pub mod statement;
pub mod surface;
mod table;
pub mod time;
mod tree;
mod truecase;

pub use attribution::{Act, Attributed, Chain, attributions, chain_at};
pub use circumstance::{place, when};
pub use document::{Document, Language};
pub use entity::{Entity, Named, entities, names};
pub use measure::{Count, counts};
pub use model::{
    Again, Attribution, Claim, Difference, Figure, HeadlineClaim, Kind, Modality, Polarity,
    Qualifier, Scope, Status, Time,
};
pub use quantity::{Quantity, Unit, quantities};
pub use stance::{
    Caveat, Disclaimer, Stance, caveats, disclaimers, doubts, negates, non_denial, spares, stance,
};
pub use time::{TimeExpression, TimeKind, times};

use restated_article::Article;
use restated_language::{Annotated, Annotator, Model};

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any claim.
pub const VERSION: u32 = 8;

/// What one article says, and whom it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of their spans.
    pub claims: Vec<Claim>,
    /// What the title claims, tied to `claims`.
    pub headline: Vec<HeadlineClaim>,
    /// In the order of their first mentions.
    pub names: Vec<Named>,
    /// What qualifies claims from outside of their sentences, in the order of the text.
    pub caveats: Vec<Caveat>,
}

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

    /// The claims of `article`, and the entities that it names.
    pub fn read(&mut self, article: &Article) -> Reading {
        let language = Language::of(article.language.as_deref());
        let published = article
            .published
            .as_ref()
            .and_then(|dated| day(&dated.edtf));
        let annotated = self.annotate(&article.text, language);
        let title = article.title.as_deref().unwrap_or_default();
        let written = (language == Language::English)
            .then(|| truecase::truecased(title, &annotated))
            .flatten();
        let title = self.annotate(written.as_deref().unwrap_or(title), language);
        let title = Document::new(&title, published).in_language(language);
        let document = Document::new(&annotated, published).in_language(language);
        let claims = reading::claims(&document);
        Reading {
            headline: headline::headline(reading::claims(&title), &claims),
            names: names(&document),
            caveats: caveats(&document, &claims),
            claims,
        }
    }

    fn annotate<'t>(&mut self, text: &'t str, language: Language) -> Annotated<'t> {
        match language {
            Language::English => self.annotator.annotate(text),
            Language::German | Language::Other => surface::annotated(text),
        }
    }
}

/// The day of an EDTF date of level 0, where it gives one.
pub fn day(edtf: &str) -> Option<jiff::civil::Date> {
    edtf.get(..10)?.parse().ok()
}
