//! What claims of every kind have: with what force they are put, when and where they hold.

use std::ops::Range;

use crate::Document;
use crate::attribution::Attributed;
use crate::circumstance::{place, when};
use crate::model::{Attribution, Claim, Kind, Time};
use crate::stance::stance;
use crate::time::TimeExpression;

/// The words of a claim and on whose word they stand.
pub(super) struct Assertion<'a> {
    pub(super) kind: Kind,
    /// The words that carry it, in bytes.
    pub(super) span: Range<usize>,
    /// The same, as tokens.
    pub(super) tokens: Range<usize>,
    /// The word that shows what is claimed, if one does.
    pub(super) signal: Option<usize>,
    pub(super) attribution: Attribution,
    /// The attributions that it is made of, innermost first.
    pub(super) chain: &'a [&'a Attributed],
}

impl Assertion<'_> {
    /// The claim, without a figure. `times` are the document's.
    pub(super) fn claim(self, document: &Document<'_>, times: &[TimeExpression]) -> Option<Claim> {
        let annotated = document.annotated;
        let sentence = annotated.sentence_of(self.tokens.start);
        let sentence = annotated.sentences.get(sentence)?.clone();
        let stance = stance(document, self.tokens.clone(), self.signal, self.chain);
        let time = when(document, self.tokens.clone(), self.signal, times)
            .and_then(|at| times.get(at))
            .map(|time| Time {
                text: annotated.text[time.phrase.clone()].to_owned(),
                edtf: time.edtf.clone(),
                anchor: time.anchor.clone(),
            });
        let place = place(document, self.tokens, self.signal);
        let hedge = |bytes: Range<usize>| annotated.text[bytes].to_owned();
        Some(Claim {
            kind: self.kind,
            sentence: annotated.bytes(sentence),
            span: self.span,
            repeats: Vec::new(),
            figure: None,
            attribution: self.attribution,
            time,
            place: place.map(|words| annotated.words(words).to_owned()),
            hedges: stance.hedges.into_iter().map(hedge).collect(),
            polarity: stance.polarity,
            modality: stance.modality,
        })
    }
}
