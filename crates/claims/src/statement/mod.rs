//! What is said and carries no figure, and what is said word for word: which parts of a document
//! make statement and quote claims.

mod stand;

use std::ops::Range;

use restated_language::{Annotated, Pos, Token};

use crate::Document;
use crate::attribution::{Act, Attributed, can_speak};
use crate::model::Kind;
use crate::stance::head_of;
pub use stand::{Stand, stands};

/// Fewer quoted words are a term, not speech: “so-called”.
const FEWEST_QUOTED: usize = 4;
/// A shorter clause says nothing that could be compared.
const FEWEST_SAID: usize = 3;

/// Words that make a claim without a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// [`Kind::Statement`] or [`Kind::Quote`].
    pub kind: Kind,
    /// Its words, inside one sentence, as bytes: without quotation marks, without the
    /// conjunction that ties them to the cue, without a comma or full stop behind them.
    pub span: Range<usize>,
    /// The same, as tokens.
    pub tokens: Range<usize>,
    /// One of these that the attribution puts on its source.
    pub at: usize,
    /// The attribution that puts them on somebody, by its place in the list.
    pub by: usize,
}

/// The statements and quotes of `document`, in the order of their words.
///
/// Speech that is quoted word for word, a claim for each of its sentences; and of what is said in
/// other words, the clauses that hold none of the `figures` (bytes). Who asks or learns something
/// states nothing, but for what stands in their quoted words and is no question. Where one attribution lies in another, the innermost counts.
pub fn said(
    document: &Document<'_>,
    attributions: &[Attributed],
    figures: &[Range<usize>],
) -> Vec<Said> {
    let mut found = Vec::new();
    for (by, attributed) in attributions.iter().enumerate() {
        let asks = attributed.act == Act::Ask;
        // "declined to comment" says nothing.
        let declined = attributed.act == Act::Deny
            && attributed
                .content
                .iter()
                .any(|part| part.end <= document.annotated.len() && opens_with_to(document, part));
        if attributed.act == Act::Learn || declined || !can_speak(document, attributed) {
            continue;
        }
        for part in &attributed.content {
            for tokens in sentences(document.annotated, part) {
                let said = claim(document, tokens, by, figures);
                found.extend(said.filter(|said| !asks || is_stated(document, said)));
            }
        }
    }
    innermost(found)
}

fn opens_with_to(document: &Document<'_>, part: &Range<usize>) -> bool {
    !part.is_empty() && document.annotated.token(part.start).tag() == "TO"
}

/// `part`, cut at the ends of sentences.
fn sentences(annotated: &Annotated<'_>, part: &Range<usize>) -> Vec<Range<usize>> {
    if part.is_empty() || part.end > annotated.len() {
        return Vec::new();
    }
    let (first, last) = (
        annotated.sentence_of(part.start),
        annotated.sentence_of(part.end - 1),
    );
    annotated.sentences[first..=last]
        .iter()
        .map(|sentence| part.start.max(sentence.start)..part.end.min(sentence.end))
        .collect()
}

fn claim(
    document: &Document<'_>,
    tokens: Range<usize>,
    by: usize,
    figures: &[Range<usize>],
) -> Option<Said> {
    let annotated = document.annotated;
    let tokens = trimmed(annotated, tokens);
    let quoted = quoted(document, &annotated.bytes(tokens.clone()));
    let words = |tokens: &Range<usize>| {
        tokens
            .clone()
            .filter(|at| annotated.token(*at).pos() != Pos::PUNCT)
            .count()
    };
    if let Some(content) = quoted {
        let tokens = trimmed(annotated, document.tokens_at(&content));
        let span = annotated.bytes(tokens.clone());
        let says = words(&tokens) >= FEWEST_QUOTED && !is_title(annotated, &tokens);
        return says.then_some(Said {
            kind: Kind::Quote,
            span,
            at: tokens.start,
            tokens,
            by,
        });
    }
    let span = annotated.bytes(tokens.clone());
    // "expressed his desire to go" names what was said; a claim says it.
    let clause = head_of(annotated, &tokens).is_some_and(is_finite);
    // "said how they left" puts a question on its source, no answer.
    let first = annotated.token(tokens.start.min(annotated.len() - 1));
    let open = first.tag().starts_with('W')
        || ["whether", "if"].contains(&first.text().to_lowercase().as_str());
    let counted = figures
        .iter()
        .any(|figure| figure.start < span.end && span.start < figure.end);
    (clause && !open && !counted && words(&tokens) >= FEWEST_SAID).then_some(Said {
        kind: Kind::Statement,
        span,
        at: tokens.start,
        tokens,
        by,
    })
}

/// Whether quoted words end as a statement does: “I will apply. Will they take me?” he asked.
fn is_stated(document: &Document<'_>, said: &Said) -> bool {
    let behind = document.annotated.text.get(said.span.end..);
    said.kind == Kind::Quote && behind.is_some_and(|behind| behind.starts_with('.'))
}

/// Whether quoted words are the title of a work: “The Long Road to Halden”.
fn is_title(annotated: &Annotated<'_>, tokens: &Range<usize>) -> bool {
    const LONG: usize = 4;
    let mut long = tokens
        .clone()
        .map(|at| annotated.token(at).text())
        .filter(|word| word.chars().count() >= LONG && word.starts_with(char::is_alphabetic));
    let ends = annotated.token(tokens.end - 1).text();
    !matches!(ends, "." | "!" | "?") && long.all(|word| word.starts_with(char::is_uppercase))
}

/// Whether the verb has a tense of its own: "he left", "is leaving", not "to leave".
fn is_finite(verb: Token<'_, '_>) -> bool {
    let tensed = |token: &Token<'_, '_>| matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD");
    let helped = || {
        let mut children = verb.children();
        children.any(|child| matches!(child.dep(), "aux" | "auxpass") && tensed(&child))
    };
    matches!(verb.pos(), Pos::VERB | Pos::AUX) && (tensed(&verb) || helped())
}

/// The quoted words of `bytes`, where these are quoted from end to end.
fn quoted(document: &Document<'_>, bytes: &Range<usize>) -> Option<Range<usize>> {
    let quotations = &document.quotations.quotations;
    let last = quotations.partition_point(|quotation| quotation.open.start <= bytes.start);
    quotations[..last]
        .iter()
        .rev()
        .take(4)
        .flat_map(|quotation| &quotation.parts)
        .find(|part| part.mark.start <= bytes.start && bytes.start < part.content.end)
        .map(|part| bytes.start.max(part.content.start)..bytes.end.min(part.content.end))
        .filter(|content| content.start < content.end)
}

/// Without punctuation at the ends and the conjunction in front.
fn trimmed(annotated: &Annotated<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let mark = |at: usize| {
        let token = annotated.token(at);
        token.pos() == Pos::PUNCT || token.pos() == Pos::SPACE || token.dep() == "punct"
    };
    while !tokens.is_empty() && mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    let opens = |at: usize| {
        let token = annotated.token(at);
        mark(at)
            || (["mark", "cc"].contains(&token.dep())
                && ["that", "and", "but"].contains(&token.text().to_lowercase().as_str()))
    };
    while !tokens.is_empty() && opens(tokens.start) {
        tokens.start += 1;
    }
    tokens
}

/// One claim for words that several attributions cover: that of the shortest content.
fn innermost(mut found: Vec<Said>) -> Vec<Said> {
    found.sort_by_key(|said| (said.span.start, said.span.end, said.by));
    let mut kept: Vec<Said> = Vec::new();
    for said in found {
        while kept
            .last()
            .is_some_and(|last| last.span.end >= said.span.end && last.span != said.span)
        {
            kept.pop();
        }
        if kept
            .last()
            .is_none_or(|last| last.span.end <= said.span.start)
        {
            kept.push(said);
        }
    }
    kept
}
