//! What a headline claims, beside what the article under it claims.

use crate::model::{Claim, Difference, Figure, HeadlineClaim, Status};

/// Ties each claim read in an article's title to the claim of its text that it restates: of one
/// kind and measure, with the value that agrees, else the first of that measure.
///
/// Statements and quotes are tied where the words are the same. What is tied to nothing stands in
/// the headline alone.
pub fn headline(title: Vec<Claim>, body: &[Claim]) -> Vec<HeadlineClaim> {
    title
        .into_iter()
        .map(|claim| {
            let restates = restated(&claim, body);
            let differs = restates.map_or_else(Vec::new, |at| differences(&claim, &body[at]));
            HeadlineClaim {
                claim,
                restates,
                differs,
            }
        })
        .collect()
}

fn restated(claim: &Claim, body: &[Claim]) -> Option<usize> {
    let figure = claim.figure.as_ref()?;
    let same = |other: &&Figure| other.measure == figure.measure && other.unit == figure.unit;
    let candidates = || {
        body.iter()
            .enumerate()
            .filter(|(_, other)| other.figure.as_ref().is_some_and(|other| same(&other)))
    };
    let distance = |other: &Claim| differences(claim, other).len();
    candidates()
        .filter(|(_, other)| {
            other
                .figure
                .as_ref()
                .is_some_and(|other| other.value() == figure.value())
        })
        .min_by_key(|(at, other)| (distance(other), *at))
        .or_else(|| candidates().next())
        .map(|(at, _)| at)
}

/// What the headline says otherwise than the text.
fn differences(headline: &Claim, body: &Claim) -> Vec<Difference> {
    let figures = headline.figure.as_ref().zip(body.figure.as_ref());
    let named = |claim: &Claim| {
        matches!(
            claim.attribution.status,
            Status::Attributed | Status::Anonymous
        )
    };
    let found = [
        (
            Difference::Value,
            figures.is_some_and(|(one, other)| one.value() != other.value()),
        ),
        (
            Difference::Qualifier,
            figures.is_some_and(|(one, other)| one.qualifier != other.qualifier),
        ),
        (Difference::Attribution, named(headline) != named(body)),
        (
            Difference::Hedges,
            headline.hedges.is_empty() != body.hedges.is_empty(),
        ),
        (Difference::Modality, headline.modality != body.modality),
        (Difference::Polarity, headline.polarity != body.polarity),
    ];
    found
        .into_iter()
        .filter_map(|(difference, differs)| differs.then_some(difference))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Qualifier, Scope};

    fn killed(best: f64, qualifier: Qualifier, source: Option<&str>) -> Claim {
        Claim {
            figure: Some(Figure {
                text: String::new(),
                best: Some(best),
                low: Some(best),
                high: None,
                qualifier,
                unit: "persons".to_owned(),
                measure: "killed".to_owned(),
                counted: None,
                per: None,
                scope: Scope::Unsaid,
                part_of: None,
            }),
            ..Claim::plain(Kind::Figure, 0..1, source)
        }
    }

    #[test]
    fn a_headline_is_tied_to_the_value_that_agrees() {
        let body = [
            killed(3.0, Qualifier::Exact, None),
            killed(12.0, Qualifier::AtLeast, Some("Orme")),
        ];
        let read = headline(vec![killed(12.0, Qualifier::Exact, None)], &body);
        assert_eq!(read[0].restates, Some(1));
        assert_eq!(
            read[0].differs,
            [Difference::Qualifier, Difference::Attribution]
        );
    }

    #[test]
    fn another_value_of_the_measure_is_a_difference() {
        let body = [killed(12.0, Qualifier::Exact, None)];
        let read = headline(vec![killed(14.0, Qualifier::Exact, None)], &body);
        assert_eq!(read[0].differs, [Difference::Value]);
        assert_eq!(
            headline(vec![killed(14.0, Qualifier::Exact, None)], &[])[0].restates,
            None
        );
    }
}
