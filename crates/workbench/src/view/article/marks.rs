//! What lies over an article's text: claims by kind, who is named as their source, and by which
//! words.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_dossier::records::Claim;
use restated_dossier::{Dossier, Error, Offsets};
use rusqlite::Row;

use super::super::layers::{Badge, Element, Layer};

/// The layers of `claims`, of which the first is number `first` of the article, from 0.
pub(super) fn layers(
    dossier: &Dossier,
    article: &str,
    text: &Offsets<'_>,
    claims: &[Claim],
    first: usize,
) -> Result<Vec<Layer>, Error> {
    let named = named(dossier, article)?;
    let mut layers = Vec::new();
    for (number, claim) in (first + 1..).zip(claims) {
        layers.push(Layer {
            range: claim.span.start..claim.span.end,
            class: claim.kind.clone(),
            element: Element::Mark,
            badge: Some(Badge {
                id: claim.id.clone(),
                href: format!("#n-{}", claim.id),
                label: number.to_string(),
                words: format!("{} {number}", claim.kind),
            }),
            chips: Vec::new(),
        });
        let source = named.get(&claim.id).cloned();
        if let Some(range) = cue(text, claim, source.as_ref()) {
            layers.push(Layer {
                range,
                class: "cue".to_owned(),
                ..Layer::default()
            });
        }
        if let Some(range) = source {
            layers.push(Layer {
                range,
                class: "whose".to_owned(),
                ..Layer::default()
            });
        }
    }
    Ok(layers)
}

/// A paragraph that stands twice in the capture.
pub(super) struct Doubled {
    /// Where it is in the text.
    pub(super) kept: Range<usize>,
    /// The second place, in bytes.
    pub(super) again: (usize, usize),
}

/// The paragraphs of an article that stand twice.
pub(super) fn doubled(dossier: &Dossier, article: &str) -> Result<Vec<Doubled>, Error> {
    let sql = "SELECT kept_start, kept_end, second_byte_start, second_byte_end
               FROM repeats WHERE article = ?1 ORDER BY number";
    dossier.rows(sql, [article], |row| {
        Ok(Doubled {
            kept: offset(row, 0)?..offset(row, 1)?,
            again: (offset(row, 2)?, offset(row, 3)?),
        })
    })
}

/// A column that points into a text or a capture.
fn offset(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    let at: i64 = row.get(column)?;
    Ok(usize::try_from(at).unwrap_or(0))
}

/// Where the text names the sources of its claims.
fn named(dossier: &Dossier, article: &str) -> Result<BTreeMap<String, Range<usize>>, Error> {
    let sql = "SELECT id, as_written_start, as_written_end FROM claims
               WHERE article = ?1 AND as_written_start IS NOT NULL AND as_written_end IS NOT NULL";
    let rows = dossier.rows(sql, [article], |row| {
        Ok((row.get(0)?, offset(row, 1)?..offset(row, 2)?))
    })?;
    Ok(rows.into_iter().collect())
}

/// Where the cue of a claim stands. The file has its words only: of several places in the sentence
/// it is the one nearest to the words that name the source.
fn cue(text: &Offsets<'_>, claim: &Claim, source: Option<&Range<usize>>) -> Option<Range<usize>> {
    let cue = claim
        .attribution
        .cue
        .as_deref()
        .filter(|cue| !cue.is_empty())?;
    let sentence = text.bytes(&(claim.evidence.start..claim.evidence.end))?;
    let within = text.text().get(sentence.clone())?;
    let near = source.map_or(claim.span.start, |source| source.start);
    let alone = |at: usize| {
        let before = within.get(..at).and_then(|text| text.chars().next_back());
        let after = within
            .get(at + cue.len()..)
            .and_then(|text| text.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    };
    within
        .match_indices(cue)
        .filter(|(at, _)| alone(*at))
        .filter_map(|(at, _)| text.chars(&(sentence.start + at..sentence.start + at + cue.len())))
        .min_by_key(|range| range.start.abs_diff(near))
}
