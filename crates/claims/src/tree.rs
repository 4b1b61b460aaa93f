//! Walks over a sentence's tree whose cost does not grow with the sentence.

use restated_language::{Annotated, Token};

/// How far from a word the words that hang on it are looked for. Prose stays far below; what is
/// no prose must not cost the square of its length.
const REACH: usize = 160;

/// The tokens within reach that hang on `token`, in text order.
pub(crate) fn children<'a, 't>(
    annotated: &'a Annotated<'t>,
    token: Token<'a, 't>,
) -> impl Iterator<Item = Token<'a, 't>> {
    let from = token.index.saturating_sub(REACH);
    let to = annotated.len().min(token.index + REACH);
    (from..to)
        .map(|index| annotated.token(index))
        .filter(move |child| !child.is_root() && child.head().index == token.index)
}

/// No tree of prose is deeper; bounds the work on what is no prose.
pub(crate) const DEEPEST: usize = 64;

/// The steps from `token` up to the root: each word with its head.
pub(crate) fn way_up<'a, 't>(
    token: Token<'a, 't>,
) -> impl Iterator<Item = (Token<'a, 't>, Token<'a, 't>)> {
    let mut below = token;
    std::iter::from_fn(move || {
        let step = (!below.is_root()).then(|| (below, below.head()))?;
        below = step.1;
        Some(step)
    })
    .take(DEEPEST)
}
