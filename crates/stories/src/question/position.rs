//! The answers to a question.

use std::collections::BTreeSet;

use restated_claims::{Figure, Polarity, Qualifier};

use crate::model::{Position, Told};
use crate::origin::{Known, Origins};

/// The answers that `claims` give, by low value, then high, then best.
pub(crate) fn positions(claims: &[&Told], origins: &Origins, known: &Known<'_>) -> Vec<Position> {
    let mut by_value: Vec<(Value, Vec<&Told>)> = Vec::new();
    for told in claims {
        let value = match &told.claim.figure {
            Some(figure) => Value::of(figure),
            None => Value::said(told.claim.polarity),
        };
        match by_value.iter_mut().find(|(known, _)| *known == value) {
            Some((_, claims)) => claims.push(told),
            None => by_value.push((value, vec![told])),
        }
    }
    by_value.sort_by(|(a, _), (b, _)| a.order(b).then_with(|| a.vague.cmp(&b.vague)));
    by_value
        .into_iter()
        .map(|(value, claims)| position(value, &claims, origins, known))
        .collect()
}

fn position(value: Value, claims: &[&Told], origins: &Origins, known: &Known<'_>) -> Position {
    let articles: BTreeSet<&str> = claims.iter().map(|told| told.article.as_str()).collect();
    let families: BTreeSet<&str> = articles
        .iter()
        .map(|article| known.family(article))
        .collect();
    let mut ids: Vec<String> = claims.iter().map(|told| told.id.clone()).collect();
    ids.sort();
    Position {
        best: value.best,
        low: value.low,
        high: value.high,
        origins: origins.count(&ids),
        claims: ids,
        articles: articles.len(),
        families: families.len(),
    }
}

/// The numbers of a position.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    /// "dozens" is another answer than "hundreds", though neither is a number; of a statement
    /// whether it affirms.
    vague: Option<String>,
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Value {
    fn of(figure: &Figure) -> Self {
        let counted = figure.counted.as_deref().unwrap_or_default();
        let vague = || {
            let number = figure
                .text
                .strip_suffix(counted)
                .unwrap_or(&figure.text)
                .trim();
            number.strip_suffix(" of").unwrap_or(number).to_lowercase()
        };
        Self {
            vague: (figure.qualifier == Qualifier::Vague).then(vague),
            best: figure.best,
            low: figure.low,
            high: figure.high,
        }
    }

    /// Of a statement: that something is so, or that it is not.
    fn said(polarity: Polarity) -> Self {
        Self {
            vague: Some(format!("{polarity:?}")),
            best: None,
            low: None,
            high: None,
        }
    }

    /// By the lowest number given, then the highest; "dozens" last.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let lowest = |v: &Self| v.low.or(v.best).or(v.high).unwrap_or(f64::INFINITY);
        let highest = |v: &Self| v.high.or(v.best).or(v.low).unwrap_or(f64::INFINITY);
        let bounds = |v: &Self| (v.low.is_none(), v.high.is_none());
        lowest(self)
            .total_cmp(&lowest(other))
            .then(highest(self).total_cmp(&highest(other)))
            .then(bounds(self).cmp(&bounds(other)))
    }
}
