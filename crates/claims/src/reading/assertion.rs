//! What claims of every kind have: with what force they are put, when and where they hold.

use std::ops::Range;

use crate::Document;
use crate::attribution::Attributed;
use crate::circumstance::{is_told_of, place, when};
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
            .map(|time| self.dated(document, time));
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

    fn dated(&self, document: &Document<'_>, time: &TimeExpression) -> Time {
        let text = |bytes: &Range<usize>| document.annotated.text[bytes.clone()].to_owned();
        if time.signal.is_some() && is_told_of(document, &self.tokens, time) {
            let is_date = |value: &&String| {
                value.len() >= 4 && value.chars().all(|c| c.is_ascii_digit() || c == '-')
            };
            return Time {
                text: text(&time.span),
                edtf: Some(&time.value)
                    .filter(is_date)
                    .filter(|_| time.edtf.is_some())
                    .cloned(),
                anchor: time.anchor.clone(),
            };
        }
        Time {
            text: text(&time.phrase),
            edtf: time.edtf.clone(),
            anchor: time.anchor.clone(),
        }
    }
}
