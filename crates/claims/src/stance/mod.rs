//! With what force a claim is put: whether it is affirmed, asserted, expected, denied, and which
//! words soften it.
//!
//! The scope of negation, modality and hedges is read off the tree, as in the annotation of
//! negation and speculation in BioScope and of event factuality in FactBank: a claim stands under
//! what modifies the words it hangs on, up to the next clause that speaks for itself.

mod caveat;
mod climb;
mod disclaimer;
mod hedge;
mod lexicon;
mod modality;
mod negation;
mod scope;

use std::ops::Range;

use restated_language::Token;

use crate::Document;
use crate::attribution::{Act, Attributed};
use crate::model::{Modality, Polarity};

pub use caveat::{Caveat, caveats};
pub use disclaimer::{Disclaimer, disclaimers};

use climb::Climb;
pub(crate) use climb::{aside, definite, head_of};
use lexicon::LEXICON;

/// With what force a claim is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Is or is not.
    pub polarity: Polarity,
    /// With what force.
    pub modality: Modality,
    /// The words that soften it, as byte ranges of the text, in order.
    pub hedges: Vec<Range<usize>>,
}

impl Default for Stance {
    fn default() -> Self {
        Self {
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            hedges: Vec::new(),
        }
    }
}

/// With what force the claim at `tokens` is put, which the attributions in `chain` cover.
///
/// `tokens` are those of the figure with what it counts ("at least 12 people") or of a whole
/// clause; `signal` is the word that shows the measure, where there is one (see
/// [`Count`](crate::measure::Count)). What a claim takes for granted ("the 12 dead were not buried") is affirmed and
/// asserted whatever its clause says of it, and that none were hurt is affirmed: the figure says
/// none. What other sentences say of the claim is left to [`disclaimers`].
pub fn stance(
    document: &Document<'_>,
    tokens: Range<usize>,
    signal: Option<usize>,
    chain: &[&Attributed],
) -> Stance {
    let Some(climb) = Climb::new(document.annotated, tokens, signal) else {
        return Stance::default();
    };
    Stance {
        polarity: negation::polarity(document.annotated, &climb),
        modality: modality::modality(document.annotated, &climb, denial(document, chain)),
        hedges: hedge::hedges(document.annotated, &climb),
    }
}

/// Whether an attribution puts nothing on its source that could be true or not: "neither
/// confirmed nor denied", "declined to comment", "did not dispute".
#[must_use]
pub fn non_denial(document: &Document<'_>, attributed: &Attributed) -> bool {
    let annotated = document.annotated;
    attributed.cue.iter().any(|cue| {
        let Some(token) = head_of(annotated, cue) else {
            return false;
        };
        let answers = |force| {
            matches!(
                force,
                lexicon::Force::Deny | lexicon::Force::Verify | lexicon::Force::Say
            )
        };
        let held_back = LEXICON
            .governor(token)
            .is_some_and(|governor| answers(governor.force));
        let refused = token.dep() == "xcomp"
            && LEXICON
                .governor(token.head())
                .is_some_and(|governor| governor.force == lexicon::Force::Negate);
        held_back && (refused || negation::negated(annotated, token, &(0..0)))
    })
}

/// Whether a word negates what it stands by: "not", "never", "no", "without".
#[must_use]
pub fn negates(word: &str) -> bool {
    LEXICON.is_negator(word)
}

/// Whether a word right behind a negator keeps it from negating: "not only", "no fewer".
#[must_use]
pub fn spares(next: &str) -> bool {
    LEXICON.keeps_from_negating(next, "next")
}

/// Whether a word that softens a claim casts doubt on it: "reportedly", "may"; others say how a
/// number was come by ("estimated", "so far").
#[must_use]
pub fn doubts(hedge: &str) -> bool {
    LEXICON.doubts(hedge)
}

/// Whether a word says that what hangs on it is to come: "expected to", "plans to".
pub(crate) fn expects(token: Token<'_, '_>) -> bool {
    LEXICON
        .governor(token)
        .is_some_and(|governor| governor.force == lexicon::Force::Expect)
}

/// What the cues of `chain` make of the claim: denied, or left open by what is no denial.
fn denial(document: &Document<'_>, chain: &[&Attributed]) -> Option<Modality> {
    let denying = chain
        .iter()
        .find(|attributed| attributed.act == Act::Deny)?;
    Some(if non_denial(document, denying) {
        Modality::Unverified
    } else {
        Modality::Denied
    })
}
