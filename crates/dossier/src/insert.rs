//! The types of the other crates as rows of the file.

use std::ops::Range;

use restated_article::Article;
use restated_capture::CaptureId;
use restated_claims::{Claim, Reading};
use restated_lineage::Sketch;
use rusqlite::{Connection, named_params, params};

use crate::Offsets;
use crate::error::Outcome;
use crate::fields::{json, word};
use crate::ids::{self, ARTICLES, CLAIMS};
use crate::load::Found;

/// A passage in characters, with the bytes behind it.
type Passage = (Range<usize>, Option<Range<usize>>);

/// Bytes packed for the file: `(encoding, data)`.
pub(crate) fn pack(bytes: Vec<u8>) -> (&'static str, Vec<u8>) {
    match zstd::bulk::compress(&bytes, 3) {
        Ok(packed) if packed.len() < bytes.len() => ("zstd", packed),
        _ => ("identity", bytes),
    }
}

/// Stores the bytes of a capture; does nothing if they are there.
pub(crate) fn capture(
    conn: &Connection,
    id: &str,
    size: usize,
    encoding: &str,
    data: &[u8],
) -> Outcome<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO captures (id, bytes) VALUES (?1, ?2)")?
        .execute(params![id, size as i64])?;
    conn.prepare_cached("INSERT OR IGNORE INTO payloads VALUES (?1, ?2, ?3)")?
        .execute(params![id, encoding, data])?;
    Ok(())
}

/// Stores where a capture was found; tells whether that is new.
pub(crate) fn place(conn: &Connection, capture: &str, found: &Found) -> Outcome<bool> {
    let sql = "INSERT OR IGNORE INTO places
        (capture, path, url, captured_at, media_type, format, charset, declared)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let place = &found.place;
    let rows = conn.prepare_cached(sql)?.execute(params![
        capture,
        place.path,
        place.url,
        place.captured_at,
        found.media_type,
        found.format,
        found.charset,
        json(&place.declared),
    ])?;
    Ok(rows > 0)
}

/// Stores an article with everything that belongs to it but claims and sketch;
/// gives its id. `bytes` are those of its capture.
pub(crate) fn article(
    conn: &Connection,
    capture: CaptureId,
    article: &Article,
    same_bytes: &[bool],
) -> Outcome<String> {
    let id = ARTICLES.provisional(conn, &capture.hex())?;
    let sql = "INSERT INTO articles (id, capture, title, outlet, byline, published, published_from,
               modified, modified_from, language, canonical_url, text)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let (published, modified) = (article.published.as_ref(), article.modified.as_ref());
    conn.prepare_cached(sql)?.execute(params![
        id,
        capture.to_string(),
        article.title,
        article.outlet,
        json(&article.byline),
        published.map(|date| &date.edtf),
        published.map(|date| &date.from),
        modified.map(|date| &date.edtf),
        modified.map(|date| &date.from),
        article.language,
        article.canonical_url,
        article.text,
    ])?;
    let runs: Vec<_> = article
        .map
        .runs()
        .iter()
        .map(|run| (run.out, run.out_len, run.source, run.source_len))
        .collect();
    conn.prepare_cached("INSERT INTO byte_maps VALUES (?1, ?2)")?
        .execute(params![id, json(&runs)])?;
    let text = Offsets::new(&article.text);
    for (number, (repeat, same)) in article.repeats.iter().zip(same_bytes).enumerate() {
        let Some(kept) = text.chars(&repeat.kept) else {
            continue;
        };
        conn.prepare_cached("INSERT INTO repeats VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![
                id,
                number as i64,
                kept.start as i64,
                kept.end as i64,
                repeat.bytes.start as i64,
                repeat.bytes.end as i64,
                same,
            ])?;
    }
    for (number, upstream) in article.upstreams.iter().enumerate() {
        let span = upstream.span.as_ref().and_then(|span| text.chars(span));
        let behind = || article.map.source_range(upstream.span.clone()?);
        let bytes = upstream.bytes.clone().or_else(behind);
        conn.prepare_cached("INSERT INTO upstreams VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![
                id,
                number as i64,
                upstream.name,
                upstream.words,
                span.as_ref().map(|span| span.start as i64),
                span.as_ref().map(|span| span.end as i64),
                bytes.as_ref().map(|bytes| bytes.start as i64),
                bytes.as_ref().map(|bytes| bytes.end as i64),
            ])?;
    }
    Ok(id)
}

/// Stores what lineage keeps of an article, in place of what was kept before.
pub(crate) fn sketch(conn: &Connection, article: &str, sketch: &Sketch) -> Outcome<()> {
    let fingerprints: Vec<u8> = sketch
        .fingerprints
        .iter()
        .flat_map(|print| print.to_le_bytes())
        .collect();
    conn.prepare_cached("INSERT OR REPLACE INTO sketches VALUES (?1, ?2, ?3)")?
        .execute(params![article, sketch.words as i64, fingerprints])?;
    Ok(())
}

/// Stores the claims of article `id`, in place of those stored before. Claims
/// whose spans are no slices of the text are left out; tells how many.
pub(crate) fn claims(
    conn: &Connection,
    id: &str,
    capture: CaptureId,
    article: &Article,
    same_bytes: &[bool],
    reading: &Reading,
) -> Outcome<usize> {
    conn.prepare_cached("DELETE FROM claims WHERE article = ?1")?
        .execute([id])?;
    let text = Offsets::new(&article.text);
    let passage = |bytes: &Range<usize>| -> Option<Passage> {
        Some((text.chars(bytes)?, article.map.source_range(bytes.clone())))
    };
    let mut left_out = 0;
    let mut seen: Vec<String> = Vec::new();
    for claim in &reading.claims {
        let (Some(sentence), Some(words)) = (passage(&claim.sentence), passage(&claim.span)) else {
            left_out += 1;
            continue;
        };
        let mut digest = claim_digest(capture, claim, &words.0, 0);
        let mut twin = 0;
        while seen.contains(&digest) {
            twin += 1;
            digest = claim_digest(capture, claim, &words.0, twin);
        }
        let claim_id = CLAIMS.provisional(conn, &digest)?;
        let source = restated_claims::entity::of_source(&reading.names, &claim.attribution);
        insert_claim(
            conn, &claim_id, &digest, id, article, claim, &sentence, &words, source,
        )?;
        let places = second_places(article, same_bytes, &claim.sentence);
        for (number, bytes) in places.iter().enumerate() {
            conn.prepare_cached("INSERT INTO claim_repeats VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![
                    claim_id,
                    number as i64,
                    bytes.start as i64,
                    bytes.end as i64
                ])?;
        }
        seen.push(digest);
    }
    Ok(left_out)
}

/// What a claim's id is cut from: where it stands and what it is about, so that
/// reading more captures never changes it. `twin` tells claims apart that share all that.
fn claim_digest(capture: CaptureId, claim: &Claim, words: &Range<usize>, twin: usize) -> String {
    let measure = claim
        .figure
        .as_ref()
        .map_or("", |figure| figure.measure.as_str());
    ids::digest(&[
        &capture.hex(),
        &word(&claim.kind),
        measure,
        &words.start.to_string(),
        &words.end.to_string(),
        &twin.to_string(),
    ])
}

#[expect(
    clippy::too_many_arguments,
    reason = "one row, gathered from its parts"
)]
fn insert_claim(
    conn: &Connection,
    id: &str,
    digest: &str,
    article_id: &str,
    article: &Article,
    claim: &Claim,
    (sentence, sentence_bytes): &Passage,
    (words, words_bytes): &Passage,
    source: Option<usize>,
) -> Outcome<()> {
    let slice = |bytes: &Range<usize>| article.text.get(bytes.clone()).unwrap_or_default();
    let start = |bytes: &Option<Range<usize>>| bytes.as_ref().map(|bytes| bytes.start as i64);
    let end = |bytes: &Option<Range<usize>>| bytes.as_ref().map(|bytes| bytes.end as i64);
    let (figure, time) = (claim.figure.as_ref(), claim.time.as_ref());
    let sql = "INSERT INTO claims VALUES (:id, :digest, :article, :kind,
        :sentence, :sentence_start, :sentence_end, :sentence_byte_start, :sentence_byte_end,
        :words, :words_start, :words_end, :words_byte_start, :words_byte_end,
        :figure, :best, :low, :high, :qualifier, :unit, :measure, :counted,
        :status, :source, :source_name, :via, :cue, :time_text, :time_edtf, :time_anchor,
        :place, :hedges, :polarity, :modality)";
    conn.prepare_cached(sql)?.execute(named_params! {
        ":id": id,
        ":digest": digest,
        ":article": article_id,
        ":kind": word(&claim.kind),
        ":sentence": slice(&claim.sentence),
        ":sentence_start": sentence.start as i64,
        ":sentence_end": sentence.end as i64,
        ":sentence_byte_start": start(sentence_bytes),
        ":sentence_byte_end": end(sentence_bytes),
        ":words": slice(&claim.span),
        ":words_start": words.start as i64,
        ":words_end": words.end as i64,
        ":words_byte_start": start(words_bytes),
        ":words_byte_end": end(words_bytes),
        ":figure": figure.map(|figure| &figure.text),
        ":best": figure.and_then(|figure| figure.best),
        ":low": figure.and_then(|figure| figure.low),
        ":high": figure.and_then(|figure| figure.high),
        ":qualifier": figure.map(|figure| word(&figure.qualifier)),
        ":unit": figure.map(|figure| &figure.unit),
        ":measure": figure.map(|figure| &figure.measure),
        ":counted": figure.and_then(|figure| figure.counted.as_ref()),
        ":status": word(&claim.attribution.status),
        ":source": claim.attribution.source,
        ":source_name": source.map(|number| number as i64),
        ":via": json(&claim.attribution.via),
        ":cue": claim.attribution.cue,
        ":time_text": time.map(|time| &time.text),
        ":time_edtf": time.and_then(|time| time.edtf.as_ref()),
        ":time_anchor": time.and_then(|time| time.anchor.as_ref()),
        ":place": claim.place,
        ":hedges": json(&claim.hedges),
        ":polarity": word(&claim.polarity),
        ":modality": word(&claim.modality),
    })?;
    Ok(())
}

/// For each doubled paragraph whether its second place is the same bytes as the
/// first, so that a sentence's place in the one gives its place in the other.
pub(crate) fn same_bytes(article: &Article, bytes: &[u8]) -> Vec<bool> {
    let same = |repeat: &restated_article::Repeat| {
        let kept = article.map.source_range(repeat.kept.clone())?;
        Some(bytes.get(kept)? == bytes.get(repeat.bytes.clone())?)
    };
    article
        .repeats
        .iter()
        .map(|repeat| same(repeat).unwrap_or(false))
        .collect()
}

/// Where else in the capture a sentence stands: its own bytes where that is
/// certain, else those of the whole doubled paragraph.
fn second_places(article: &Article, same: &[bool], sentence: &Range<usize>) -> Vec<Range<usize>> {
    let holds = |kept: &Range<usize>| kept.start <= sentence.start && sentence.end <= kept.end;
    let place = |(repeat, &same): (&restated_article::Repeat, &bool)| {
        let exact = || {
            let kept = article.map.source_range(repeat.kept.clone())?;
            let own = article.map.source_range(sentence.clone())?;
            let start = repeat.bytes.start + own.start.checked_sub(kept.start)?;
            Some(start..start + own.len())
        };
        if same { exact() } else { None }.unwrap_or_else(|| repeat.bytes.clone())
    };
    article
        .repeats
        .iter()
        .zip(same)
        .filter(|(repeat, _)| holds(&repeat.kept))
        .map(place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_article::{Repeat, SpanMap};

    fn doubled(first: &str, second: &str) -> (Article, Vec<u8>) {
        let bytes = format!("{first}\n{second}").into_bytes();
        let article = Article {
            text: first.to_owned(),
            map: SpanMap::identity(first.len()),
            repeats: vec![Repeat {
                kept: 0..first.len(),
                bytes: first.len() + 1..bytes.len(),
            }],
            ..Article::default()
        };
        (article, bytes)
    }

    #[test]
    fn a_sentence_is_found_in_the_second_place() {
        let (article, bytes) = doubled("One fell. Two ran.", "One fell. Two ran.");
        let same = same_bytes(&article, &bytes);
        let places = second_places(&article, &same, &(10..18));
        assert_eq!(places.len(), 1);
        assert_eq!(&bytes[places[0].clone()], b"Two ran.");
    }

    #[test]
    fn where_the_bytes_differ_the_paragraph_is_given() {
        let (article, bytes) = doubled("One fell. Two ran.", "One  fell. Two ran.");
        let same = same_bytes(&article, &bytes);
        let places = second_places(&article, &same, &(10..18));
        assert_eq!(&bytes[places[0].clone()], b"One  fell. Two ran.");
    }

    #[test]
    fn bytes_are_packed_only_where_that_helps() {
        assert_eq!(pack(vec![7]), ("identity", vec![7]));
        let (encoding, data) = pack(vec![b'a'; 1000]);
        assert_eq!(encoding, "zstd");
        assert!(data.len() < 1000);
    }
}
