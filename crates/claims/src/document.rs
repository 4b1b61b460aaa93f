//! One text as every reader of this crate sees it: what the language engine found in it, its
//! quotations, and who its mentions are.

use std::ops::Range;

use jiff::civil::Date;
use restated_language::{Annotated, Coreference, Quotations, coreference, quotations};

/// The languages that readers tell apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Read with the language engine.
    #[default]
    English,
    /// Read without a model: see [`surface`](crate::surface).
    German,
    /// Nothing but its quotations is read.
    Other,
}

impl Language {
    /// The language of a BCP 47 tag. A text that says none is taken to be English.
    pub fn of(tag: Option<&str>) -> Self {
        match tag.and_then(|tag| tag.split(['-', '_']).next()) {
            None | Some("en") => Self::English,
            Some("de") => Self::German,
            Some(_) => Self::Other,
        }
    }
}

/// An annotated text with its quotations and coreference.
///
/// Readers give token ranges where a span is made of whole tokens and byte ranges of
/// `annotated.text` where it need not be ("$1.2bn" may be one token or three).
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Tokens, tags, trees, sentences and names.
    pub annotated: &'a Annotated<'a>,
    /// Direct quotes.
    pub quotations: Quotations,
    /// Who the mentions are.
    pub coreference: Coreference,
    /// The day the text was published, where that is known: what relative dates count from.
    pub published: Option<Date>,
    /// Which rules read it.
    pub language: Language,
}

impl<'a> Document<'a> {
    /// Reads quotations and coreference of `annotated`.
    pub fn new(annotated: &'a Annotated<'a>, published: Option<Date>) -> Self {
        let quotations = quotations(annotated.text);
        let coreference = coreference(annotated, &quotations);
        Self {
            annotated,
            quotations,
            coreference,
            published,
            language: Language::default(),
        }
    }

    /// The same, read by the rules of `language`.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The tokens that hold any of `bytes`.
    pub fn tokens_at(&self, bytes: &Range<usize>) -> Range<usize> {
        let tokens = &self.annotated.tokens;
        let start = tokens.partition_point(|token| token.end as usize <= bytes.start);
        let end = tokens.partition_point(|token| (token.start as usize) < bytes.end);
        start..end.max(start)
    }
}
