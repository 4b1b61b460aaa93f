//! Claims of texts and titles as rows.

use std::ops::Range;

use restated_article::Article;
use restated_capture::CaptureId;
use restated_claims::{Attribution, Claim, HeadlineClaim, Kind, Reading, entity};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::repeats::second_places;
use crate::Offsets;
use crate::error::Outcome;
use crate::fields::{json, word};
use crate::ids::{self, CLAIMS};

/// A column with what goes into it.
type Column = (&'static str, Value);

/// Stores the claims of article `id` and of its title, in place of those stored before. Claims
/// whose spans are no slices of the text are left out; tells how many.
pub(crate) fn claims(
    conn: &Connection,
    id: &str,
    capture: CaptureId,
    article: &Article,
    same_bytes: &[bool],
    reading: &Reading,
) -> Outcome<usize> {
    for table in ["headline_claims", "claims"] {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?
            .execute([id])?;
    }
    let text = Offsets::new(&article.text);
    let mut ids: Vec<Option<String>> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for claim in &reading.claims {
        let Some(columns) = passages(&text, article, claim) else {
            ids.push(None);
            continue;
        };
        let mut digest = claim_digest(capture, claim, &text, 0);
        let mut twin = 0;
        while seen.contains(&digest) {
            twin += 1;
            digest = claim_digest(capture, claim, &text, twin);
        }
        let claim_id = CLAIMS.provisional(conn, &digest)?;
        let named = [
            ("id", claim_id.clone().into()),
            ("digest", digest.clone().into()),
            ("article", id.to_owned().into()),
        ];
        let source = entity::of_source(&reading.names, &claim.attribution);
        let columns = named
            .into_iter()
            .chain(columns)
            .chain(content(claim, &text, source));
        insert(conn, "claims", columns.collect())?;
        insert_repeats(conn, &claim_id, &text, article, same_bytes, claim)?;
        seen.push(digest);
        ids.push(Some(claim_id));
    }
    tie_parts(conn, &reading.claims, &ids)?;
    insert_caveats(conn, &text, article, reading, &ids)?;
    let untied = headline(conn, id, article, reading, &ids)?;
    Ok(ids.iter().filter(|id| id.is_none()).count() + untied)
}

/// Notes of which figure each figure is a part of.
fn tie_parts(conn: &Connection, claims: &[Claim], ids: &[Option<String>]) -> Outcome<()> {
    for (at, claim) in claims.iter().enumerate() {
        let Some(whole) = claim.figure.as_ref().and_then(|f| f.part_of.as_ref()) else {
            continue;
        };
        let stands_there = |other: &Claim| {
            let mut places = other.repeats.iter().map(|again| &again.span);
            other.kind == Kind::Figure && (other.span == *whole || places.any(|at| at == whole))
        };
        let of = claims.iter().enumerate().find_map(|(other, claim)| {
            (other != at && stands_there(claim)).then(|| ids[other].as_ref())?
        });
        if let (Some(part), Some(of)) = (&ids[at], of) {
            conn.prepare_cached("UPDATE claims SET part_of = ?2 WHERE id = ?1")?
                .execute([part, of])?;
        }
    }
    Ok(())
}

/// Stores the sentences that qualify claims from outside of theirs.
fn insert_caveats(
    conn: &Connection,
    text: &Offsets<'_>,
    article: &Article,
    reading: &Reading,
    ids: &[Option<String>],
) -> Outcome<()> {
    for (number, caveat) in (0_i64..).zip(&reading.caveats) {
        let Some(chars) = text.chars(&caveat.sentence) else {
            continue;
        };
        let [byte_start, byte_end] = ends(article.map.source_range(caveat.sentence.clone()));
        for claim in caveat.claims.iter().filter_map(|at| ids.get(*at)?.as_ref()) {
            conn.prepare_cached("INSERT INTO caveats VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                .execute(params![
                    claim,
                    number,
                    text.slice(&chars),
                    chars.start as i64,
                    chars.end as i64,
                    byte_start,
                    byte_end,
                ])?;
        }
    }
    Ok(())
}

/// Stores what the title claims; tells how many claims point outside of it and were left out.
fn headline(
    conn: &Connection,
    id: &str,
    article: &Article,
    reading: &Reading,
    ids: &[Option<String>],
) -> Outcome<usize> {
    let title = Offsets::new(article.title.as_deref().unwrap_or_default());
    let mut left_out = 0;
    for (number, headline) in reading.headline.iter().enumerate() {
        let HeadlineClaim {
            claim,
            restates,
            differs,
        } = headline;
        let Some(words) = slice(&title, "words", &claim.span) else {
            left_out += 1;
            continue;
        };
        // Names are known by their places in the text, not in the title.
        let by_name = Attribution {
            source_span: None,
            ..claim.attribution.clone()
        };
        let source = entity::of_source(&reading.names, &by_name);
        let restates = restates.and_then(|at| ids.get(at)?.clone());
        let columns = [
            ("article", id.to_owned().into()),
            ("number", (number as i64).into()),
            ("kind", word(&claim.kind).into()),
        ];
        let differs = differs.iter().filter(|_| restates.is_some());
        let ties = [
            ("differs", json(&differs.collect::<Vec<_>>()).into()),
            ("restates", restates.into()),
        ];
        let columns = columns
            .into_iter()
            .chain(words)
            .chain(content(claim, &title, source))
            .chain(ties);
        insert(conn, "headline_claims", columns.collect())?;
    }
    Ok(left_out)
}

/// What a claim's id is cut from: where it stands and what it is about, so that
/// reading more captures never changes it. `twin` tells claims apart that share all that.
fn claim_digest(capture: CaptureId, claim: &Claim, text: &Offsets<'_>, twin: usize) -> String {
    let measure = claim
        .figure
        .as_ref()
        .map_or("", |figure| figure.measure.as_str());
    let words = text.chars(&claim.span).unwrap_or_default();
    ids::digest(&[
        &capture.hex(),
        &word(&claim.kind),
        measure,
        &words.start.to_string(),
        &words.end.to_string(),
        &twin.to_string(),
    ])
}

/// What kind a claim is and where it stands; `None` if that is nowhere in the text.
fn passages(text: &Offsets<'_>, article: &Article, claim: &Claim) -> Option<Vec<Column>> {
    let mut columns = vec![("kind", word(&claim.kind).into())];
    let bytes = |names: [&'static str; 2], span: &Range<usize>| {
        let bytes = article.map.source_range(span.clone());
        names.into_iter().zip(ends(bytes))
    };
    columns.extend(slice(text, "sentence", &claim.sentence)?);
    columns.extend(bytes(
        ["sentence_byte_start", "sentence_byte_end"],
        &claim.sentence,
    ));
    columns.extend(slice(text, "words", &claim.span)?);
    columns.extend(bytes(["words_byte_start", "words_byte_end"], &claim.span));
    Some(columns)
}

/// The columns that hold a slice of `text`: its words, and its ends in characters.
fn slice(text: &Offsets<'_>, name: &'static str, bytes: &Range<usize>) -> Option<[Column; 3]> {
    let [start, end] = match name {
        "sentence" => ["sentence_start", "sentence_end"],
        "words" => ["words_start", "words_end"],
        _ => ["as_written_start", "as_written_end"],
    };
    let chars = text.chars(bytes)?;
    let exact = text.slice(&chars)?;
    Some([
        (name, exact.to_owned().into()),
        (start, (chars.start as i64).into()),
        (end, (chars.end as i64).into()),
    ])
}

/// Both ends of a range, where there is one.
fn ends(range: Option<Range<usize>>) -> [Value; 2] {
    range.map_or([Value::Null, Value::Null], |range| {
        [(range.start as i64).into(), (range.end as i64).into()]
    })
}

/// What a claim of `text` says, and on whose word: `source` of the article's names.
fn content(claim: &Claim, text: &Offsets<'_>, source_name: Option<usize>) -> Vec<Column> {
    let Attribution {
        status,
        source,
        source_span,
        via,
        cue,
        act,
    } = &claim.attribution;
    let (figure, time) = (claim.figure.as_ref(), claim.time.as_ref());
    let mut columns = vec![
        ("figure", figure.map(|figure| figure.text.clone()).into()),
        ("best", figure.and_then(|figure| figure.best).into()),
        ("low", figure.and_then(|figure| figure.low).into()),
        ("high", figure.and_then(|figure| figure.high).into()),
        ("qualifier", figure.map(|f| word(&f.qualifier)).into()),
        ("unit", figure.map(|figure| figure.unit.clone()).into()),
        ("measure", figure.map(|f| f.measure.clone()).into()),
        ("counted", figure.and_then(|f| f.counted.clone()).into()),
        ("per", figure.and_then(|figure| figure.per.clone()).into()),
        ("scope", figure.map(|figure| word(&figure.scope)).into()),
        ("status", word(status).into()),
        ("source", source.clone().into()),
        ("source_name", source_name.map(|at| at as i64).into()),
        ("via", json(via).into()),
        ("cue", cue.clone().into()),
        ("act", act.as_ref().map(word).into()),
        ("time_text", time.map(|time| time.text.clone()).into()),
        ("time_edtf", time.and_then(|time| time.edtf.clone()).into()),
        ("time_anchor", time.and_then(|t| t.anchor.clone()).into()),
        ("place", claim.place.clone().into()),
        ("hedges", json(&claim.hedges).into()),
        ("polarity", word(&claim.polarity).into()),
        ("modality", word(&claim.modality).into()),
    ];
    let as_written = source_span
        .as_ref()
        .and_then(|span| slice(text, "as_written", span));
    columns.extend(as_written.into_iter().flatten());
    columns
}

fn insert(conn: &Connection, table: &str, columns: Vec<Column>) -> Outcome<()> {
    let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let places = vec!["?"; names.len()].join(", ");
    let names = names.join(", ");
    conn.prepare_cached(&format!("INSERT INTO {table} ({names}) VALUES ({places})"))?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Stores where else a claim stands: in other sentences of the text, and wherever the capture
/// repeats a paragraph that holds it. Places outside of the text are left out.
fn insert_repeats(
    conn: &Connection,
    claim_id: &str,
    text: &Offsets<'_>,
    article: &Article,
    same_bytes: &[bool],
    claim: &Claim,
) -> Outcome<()> {
    let again = claim.repeats.iter();
    let mut places = Vec::new();
    for (sentence, span) in again.map(|again| (&again.sentence, &again.span)) {
        places.push((sentence, span, article.map.source_range(sentence.clone())));
    }
    let kept = places.iter().map(|(sentence, span, _)| (*sentence, *span));
    let once: Vec<_> = std::iter::once((&claim.sentence, &claim.span))
        .chain(kept)
        .collect();
    for (sentence, span) in once {
        for bytes in second_places(article, same_bytes, sentence) {
            places.push((sentence, span, Some(bytes)));
        }
    }
    let mut number: i64 = 0;
    for (sentence, span, bytes) in places {
        let (Some(sentence), Some(words)) = (text.chars(sentence), text.chars(span)) else {
            continue;
        };
        let sql = "INSERT INTO claim_repeats VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let [byte_start, byte_end] = ends(bytes);
        conn.prepare_cached(sql)?.execute(params![
            claim_id,
            number,
            text.slice(&sentence),
            sentence.start as i64,
            sentence.end as i64,
            words.start as i64,
            words.end as i64,
            byte_start,
            byte_end,
        ])?;
        number += 1;
    }
    Ok(())
}
