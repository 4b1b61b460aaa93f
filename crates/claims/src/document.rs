//! One text as every reader of this crate sees it: what the language engine found in it, its
//! quotations, and who its mentions are.

use std::ops::Range;

use jiff::civil::Date;
use restated_language::{Annotated, Coreference, Quotations, coreference, quotations};

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
        }
    }

    /// The tokens that hold any of `bytes`.
    pub fn tokens_at(&self, bytes: &Range<usize>) -> Range<usize> {
        let tokens = &self.annotated.tokens;
        let start = tokens.partition_point(|token| token.end as usize <= bytes.start);
        let end = tokens.partition_point(|token| (token.start as usize) < bytes.end);
        start..end.max(start)
    }
}
