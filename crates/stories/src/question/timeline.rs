//! A question over time.
//!
//! A position stands at the end of the time that the text gives for it ("since 29 January" of a
//! report of 6 February: on 6 February), else on the day of publication, else in a lane of its own.
//! It is first taken where it is published first: a later article that tells an old figure, as of
//! an old day, takes it up, and so does one that puts the same number otherwise on a later day.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Dating, Moment, Position, Told};
use crate::origin::{Known, Origins, value_key};

/// The positions in time, by date, undated last; of one day by position.
pub(crate) fn timeline(
    claims: &[&Told],
    positions: &[Position],
    origins: &Origins,
    known: &Known<'_>,
) -> Vec<Moment> {
    let position_of: BTreeMap<&str, usize> = positions
        .iter()
        .enumerate()
        .flat_map(|(at, position)| position.claims.iter().map(move |id| (id.as_str(), at)))
        .collect();
    let mut moments: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    let mut first: BTreeMap<usize, (Appeared, Place, Option<String>)> = BTreeMap::new();
    let mut told_first: BTreeMap<String, Appeared> = BTreeMap::new();
    for told in claims {
        let Some(&position) = position_of.get(told.id.as_str()) else {
            continue;
        };
        let place = Place::of(told, position, known);
        let appeared = Appeared::of(told, known);
        let number = value_key(told);
        if let Some(number) = &number {
            let known = told_first
                .entry(number.clone())
                .or_insert_with(|| appeared.clone());
            if appeared < *known {
                *known = appeared.clone();
            }
        }
        let earliest = first
            .entry(position)
            .or_insert_with(|| (appeared.clone(), place.clone(), number.clone()));
        if appeared < earliest.0 {
            *earliest = (appeared, place.clone(), number);
        }
        moments.entry(place).or_default().push(told.id.clone());
    }
    let is_new = |appeared: &Appeared, number: &Option<String>| {
        let known = number.as_ref().and_then(|number| told_first.get(number));
        known.is_none_or(|known| known.published == appeared.published)
    };
    let first: BTreeSet<Place> = first
        .into_values()
        .filter(|(appeared, _, number)| is_new(appeared, number))
        .map(|(_, place, _)| place)
        .collect();
    moments
        .into_iter()
        .map(|(place, mut claims)| {
            claims.sort();
            let origins: BTreeSet<usize> = claims
                .iter()
                .filter_map(|id| origins.of_claim(id))
                .collect();
            Moment {
                origins: origins.into_iter().collect(),
                claims,
                first: first.contains(&place),
                position: place.position,
                dated: place.dated,
                date: place.date,
            }
        })
        .collect()
}

/// When a claim was made public: dated before undated, and where the text comes from before what
/// is derived from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Appeared {
    undated: bool,
    published: Option<String>,
    derived: bool,
    id: String,
}

impl Appeared {
    fn of(told: &Told, known: &Known<'_>) -> Self {
        let published = known.day(&told.article).map(str::to_owned);
        Self {
            undated: published.is_none(),
            published,
            derived: !known.parents(&told.article).is_empty(),
            id: told.id.clone(),
        }
    }
}

/// Where a claim stands, in the order of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    undated: bool,
    /// The last day of `date`.
    end: Option<String>,
    date: Option<String>,
    dated: Dating,
    position: usize,
}

impl Place {
    fn of(told: &Told, position: usize, known: &Known<'_>) -> Self {
        let as_of = told.claim.time.as_ref().and_then(|time| time.edtf.clone());
        let published = || known.published(&told.article).map(str::to_owned);
        let (date, dated) = match as_of.map(|day| (day, Dating::AsOf)) {
            Some((day, dated)) => (Some(day), dated),
            None => match published() {
                Some(day) => (Some(day), Dating::Published),
                None => (None, Dating::Undated),
            },
        };
        let end = date
            .as_deref()
            .map(|date| date.rsplit('/').next().unwrap_or(date).to_owned());
        Self {
            undated: date.is_none(),
            end,
            date,
            dated,
            position,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::position::positions;
    use crate::sample::Pile;

    #[test]
    fn an_old_figure_told_again_is_not_first() {
        let pile = Pile::default()
            .article("a1", "Marrow Post", Some("2031-03-04"))
            .claim("c1", "Four died.", ("Four", 4.0), None)
            .article("a2", "Sund Ledger", Some("2031-03-06"))
            .claim("c2", "Six died.", ("Six", 6.0), None)
            .claim("c3", "Four had died by March 3.", ("Four", 4.0), None)
            .held_on("2031-03-03")
            .article("a3", "Daily Horn", None)
            .claim("c4", "Six are dead.", ("Six", 6.0), None);
        let moments = pile.read(|told, material| {
            let known = Known::of(told, material);
            let origins = Origins::of(told, &known);
            timeline(told, &positions(told, &origins, &known), &origins, &known)
        });
        let seen: Vec<(Option<&str>, &str, bool)> = moments
            .iter()
            .map(|moment| {
                (
                    moment.date.as_deref(),
                    moment.claims[0].as_str(),
                    moment.first,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                (Some("2031-03-03"), "c3", false),
                (Some("2031-03-04"), "c1", true),
                (Some("2031-03-06"), "c2", true),
                (None, "c4", false),
            ]
        );
    }
}
