//! Claims that one article makes twice.

use std::collections::BTreeMap;

use crate::model::{Again, Claim};

/// Makes one claim of those that say the same in the same words and on the same word: the first,
/// with the places of the others. `claims` are of one `text`, in the order of their spans.
///
/// Whatever differs keeps claims apart: value, qualifier, what is counted, source, force, hedges,
/// time or place. A lead that drops a hedge of the body is a claim of its own.
pub fn repeats(text: &str, claims: Vec<Claim>) -> Vec<Claim> {
    let mut first_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        let next = kept.len();
        let at = *first_of.entry(content(text, &claim)).or_insert(next);
        match kept.get_mut(at) {
            Some(first) if apart(first, &claim) => first.repeats.push(Again {
                sentence: claim.sentence,
                span: claim.span,
            }),
            _ => kept.push(claim),
        }
    }
    kept
}

/// Two claims of one sentence are two ("12 in Orvik and 12 in Ondal").
fn apart(first: &Claim, second: &Claim) -> bool {
    first.sentence != second.sentence
}

/// All that a claim says, as one string: equal for claims that say the same.
fn content(text: &str, claim: &Claim) -> String {
    let words = |bytes: &std::ops::Range<usize>| normal(text.get(bytes.clone()).unwrap_or(""));
    let figure = claim.figure.as_ref().map(|figure| {
        let counted = figure.counted.as_deref().map(normal);
        let per = figure.per.as_deref().map(normal);
        let values = (figure.best, figure.low, figure.high, figure.qualifier);
        (
            values,
            &figure.unit,
            &figure.measure,
            counted,
            per,
            figure.scope,
        )
    });
    let attribution = &claim.attribution;
    let time = claim
        .time
        .as_ref()
        .map(|time| (&time.edtf, normal(&time.text)));
    format!(
        "{:?}",
        (
            (claim.kind, words(&claim.span), figure),
            (
                attribution.status,
                &attribution.source,
                &attribution.via,
                attribution.act
            ),
            (
                time,
                &claim.place,
                &claim.hedges,
                claim.polarity,
                claim.modality
            ),
        )
    )
}

/// Words without case and without what stands between them.
fn normal(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Modality};

    fn statement(text: &str, words: &str, nth: usize) -> Claim {
        let start = text.match_indices(words).nth(nth).unwrap().0;
        Claim::plain(Kind::Statement, start..start + words.len(), Some("Orme"))
    }

    #[test]
    fn what_is_said_twice_is_one_claim_in_two_places() {
        let text = "The dam held. The dam held.";
        let twice = vec![
            statement(text, "The dam held", 0),
            statement(text, "The dam held", 1),
        ];
        let kept = repeats(text, twice);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].repeats[0].span, 14..26);
    }

    #[test]
    fn another_source_or_force_is_another_claim() {
        let text = "The dam held. The dam held. The dam held.";
        let mut claims: Vec<_> = (0..3)
            .map(|nth| statement(text, "The dam held", nth))
            .collect();
        claims[1].attribution.source = None;
        claims[2].modality = Modality::Unverified;
        assert_eq!(repeats(text, claims).len(), 3);
    }
}
