//! A question over time.

use std::collections::BTreeMap;

use crate::model::{Dating, Material, Moment, Origin, Position, Told};

/// The positions in time, by date, undated last; of one day by position.
pub(crate) fn timeline(
    claims: &[&Told],
    positions: &[Position],
    origins: &[Origin],
    material: &Material<'_>,
) -> Vec<Moment> {
    let mut moments: BTreeMap<(bool, Option<String>, Dating, usize), Vec<String>> = BTreeMap::new();
    for told in claims {
        let Some(position) = positions
            .iter()
            .position(|position| position.claims.contains(&told.id))
        else {
            continue;
        };
        let (date, dated) = date(told, material);
        moments
            .entry((date.is_none(), date, dated, position))
            .or_default()
            .push(told.id.clone());
    }
    let mut seen = vec![false; positions.len()];
    moments
        .into_iter()
        .map(|((_, date, dated, position), mut claims)| {
            claims.sort();
            let holds = |origin: &Origin| claims.iter().any(|id| origin.claims.contains(id));
            let origins = (0..origins.len())
                .filter(|&at| holds(&origins[at]))
                .collect();
            Moment {
                date,
                dated,
                position,
                origins,
                claims,
                first: !std::mem::replace(&mut seen[position], true),
            }
        })
        .collect()
}

/// The day the figure is about where the text says so, else that of publication.
fn date(told: &Told, material: &Material<'_>) -> (Option<String>, Dating) {
    let as_of = told.claim.time.as_ref().and_then(|time| time.edtf.clone());
    let published = || material.about(&told.article)?.published.clone();
    match (as_of, published()) {
        (Some(day), _) => (Some(day), Dating::AsOf),
        (None, Some(day)) => (Some(day), Dating::Published),
        (None, None) => (None, Dating::Undated),
    }
}
