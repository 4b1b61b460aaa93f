//! Which tokens stand in someone's direct speech. Titles and terms that the
//! writer only sets in marks are the writer's own words.

use std::ops::Range;

use crate::{Annotated, Pos, Quotation, Quotations};

/// What is spoken in a text.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// The speech that each token stands in, the innermost; its marks included.
    pub(super) of_token: Vec<Option<usize>>,
    /// Each speech.
    pub(super) speeches: Vec<Spoken>,
}

/// A quotation that is speech.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// Its tokens, from the first to the last.
    pub(super) tokens: Range<usize>,
    /// The speech that it is part of.
    pub(super) within: Option<usize>,
}

impl Quoted {
    pub(super) fn new(doc: &Annotated<'_>, quotations: &Quotations) -> Self {
        let mut found = Self {
            of_token: vec![None; doc.len()],
            speeches: Vec::new(),
        };
        for quotation in &quotations.quotations {
            let tokens = covered(doc, &quotation.span());
            if tokens.is_empty() || !is_speech(doc, quotation) {
                continue;
            }
            let number = found.speeches.len();
            found.speeches.push(Spoken {
                within: found.of_token[tokens.start],
                tokens: tokens.clone(),
            });
            // Later ones lie apart, or in this one: those are told by their own.
            found.of_token[tokens].fill(Some(number));
        }
        found
    }
}

/// The tokens that lie in these bytes, in part at least.
fn covered(doc: &Annotated<'_>, bytes: &Range<usize>) -> Range<usize> {
    let first = doc
        .tokens
        .partition_point(|token| token.end as usize <= bytes.start);
    let last = doc
        .tokens
        .partition_point(|token| (token.start as usize) < bytes.end);
    first..last.max(first)
}

/// Whether the words are someone's speech, and no title ("the film ‘The Last
/// Ferry’") and no term (the “fuel tax”, “no evidence at all”): speech has a
/// clause, or the speaker in it, or is set like a sentence.
fn is_speech(doc: &Annotated<'_>, quotation: &Quotation) -> bool {
    let tokens = covered(doc, &quotation.content);
    let clause = tokens.clone().any(|at| {
        let token = doc.token(at);
        matches!(token.dep(), "nsubj" | "nsubjpass" | "expl")
            && tokens.contains(&token.head().index)
    });
    let first_person = tokens.clone().any(|at| {
        let token = doc.token(at);
        matches!(
            token.text().to_lowercase().as_str(),
            "i" | "me" | "my" | "we" | "our" | "myself" | "ourselves"
        ) && matches!(token.pos(), Pos::PRON | Pos::DET)
    });
    if quotation.parts.len() > 1 || first_person {
        return true;
    }
    if is_titled(doc, &tokens) {
        return false;
    }
    let words = doc.text.get(quotation.content.clone()).unwrap_or("");
    let begins = words.starts_with(char::is_uppercase);
    let ends = words.ends_with(['.', ',', '!', '?', '…', '—', '–']);
    let comma = doc
        .text
        .get(quotation.span().end..)
        .is_some_and(|rest| rest.starts_with(','));
    clause || (begins && (ends || comma || quotation.words > 3))
}

/// "The Last Ferry to Orm": two words or more, capitalised but for small ones.
fn is_titled(doc: &Annotated<'_>, tokens: &Range<usize>) -> bool {
    let words = || {
        tokens
            .clone()
            .map(|at| doc.token(at))
            .filter(|token| token.text().contains(char::is_alphabetic))
    };
    let small = |pos: Pos| {
        matches!(
            pos,
            Pos::ADP | Pos::DET | Pos::CCONJ | Pos::PART | Pos::SCONJ
        )
    };
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let counted = words()
        .filter(|token| capital(token.text()) && !small(token.pos()))
        .count();
    counted > 1 && words().all(|token| capital(token.text()) || small(token.pos()))
}
