//! Rows of the file as the types of the other crates.

use std::io::Read;

use restated_article::source::Run;
use restated_article::{Article, Dated, Repeat, SpanMap, Upstream};
use restated_capture::{Capture, CaptureId, Format, Place};
use restated_claims::{Attribution, Claim, Figure, Time};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::Offsets;
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, json, offset, range, value};

/// Where a capture was found and how it is to be read there. Of several places
/// the least one counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    pub(crate) place: Place,
    pub(crate) media_type: String,
    pub(crate) format: String,
    pub(crate) charset: Option<String>,
}

impl Found {
    pub(crate) fn from_row(row: &Row<'_>) -> Outcome<Self> {
        let declared: String = row.get("declared")?;
        Ok(Self {
            place: Place {
                path: row.get("path")?,
                url: row.get("url")?,
                captured_at: row.get("captured_at")?,
                declared: from_json(&declared)?,
            },
            media_type: row.get("media_type")?,
            format: row.get("format")?,
            charset: row.get("charset")?,
        })
    }

    /// Digest of everything that the article stage sees beside the bytes.
    pub(crate) fn digest(&self, version: u32) -> String {
        let seen = json(&(
            version,
            &self.place,
            &self.media_type,
            &self.format,
            &self.charset,
        ));
        crate::ids::digest(&[&seen])
    }
}

/// All places of a capture, least first.
pub(crate) fn places(conn: &Connection, capture: &str) -> Outcome<Vec<Found>> {
    let sql = "SELECT path, url, captured_at, declared, media_type, format, charset
               FROM places WHERE capture = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([capture])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Found::from_row(row)?);
    }
    found.sort();
    Ok(found)
}

/// The stored bytes of a capture.
pub(crate) fn payload(conn: &Connection, capture: &str) -> Outcome<Vec<u8>> {
    let sql = "SELECT p.encoding, p.data, c.bytes
               FROM payloads p JOIN captures c ON c.id = p.capture WHERE p.capture = ?1";
    let row = conn
        .prepare_cached(sql)?
        .query_row([capture], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, Vec<u8>>(1)?,
                row.get::<_, i64>(2)?,
            ))
        })
        .optional()?;
    let Some((encoding, data, size)) = row else {
        return Err(Fault::damaged(format!("the bytes of {capture} are gone")));
    };
    if encoding == "identity" {
        return Ok(data);
    }
    // Read to the size that is noted and no further: the file may come from anybody.
    let size = offset(size)? as u64;
    let mut bytes = Vec::new();
    zstd::Decoder::with_buffer(&data[..])
        .and_then(|packed| packed.take(size).read_to_end(&mut bytes))
        .map_err(|error| {
            Fault::damaged(format!(
                "the bytes of {capture} cannot be unpacked: {error}"
            ))
        })?;
    Ok(bytes)
}

/// A stored capture, as found in its first place.
pub(crate) fn capture(conn: &Connection, id: &str, first: Found) -> Outcome<Capture> {
    Ok(Capture {
        id: id
            .parse::<CaptureId>()
            .map_err(|error| Fault::damaged(error.to_string()))?,
        bytes: payload(conn, id)?,
        format: value::<Format>(&first.format)?,
        media_type: first.media_type,
        charset: first.charset,
        place: first.place,
    })
}

/// A stored article, equal to what the article stage gave.
pub(crate) fn article(conn: &Connection, id: &str) -> Outcome<Article> {
    let sql = "SELECT * FROM articles WHERE id = ?1";
    let mut article = {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let row = rows
            .next()?
            .ok_or_else(|| Fault::damaged(format!("article {id} is gone")))?;
        Article {
            title: row.get("title")?,
            byline: from_json(&row.get::<_, String>("byline")?)?,
            outlet: row.get("outlet")?,
            published: dated(row, "published", "published_from")?,
            modified: dated(row, "modified", "modified_from")?,
            language: row.get("language")?,
            canonical_url: row.get("canonical_url")?,
            text: row.get("text")?,
            ..Article::default()
        }
    };
    article.map = byte_map(conn, id)?;
    let offsets = Offsets::new(&article.text);
    article.repeats = repeats(conn, id, &offsets)?
        .into_iter()
        .map(|(repeat, _)| repeat)
        .collect();
    article.upstreams = upstreams(conn, id, &offsets)?;
    Ok(article)
}

fn dated(row: &Row<'_>, edtf: &str, from: &str) -> Outcome<Option<Dated>> {
    Ok(match (row.get(edtf)?, row.get(from)?) {
        (Some(edtf), Some(from)) => Some(Dated { edtf, from }),
        _ => None,
    })
}

/// Where the text of article `id` stands in its capture.
pub(crate) fn byte_map(conn: &Connection, id: &str) -> Outcome<SpanMap> {
    let runs: String = conn
        .prepare_cached("SELECT runs FROM byte_maps WHERE article = ?1")?
        .query_row([id], |row| row.get(0))?;
    let mut map = SpanMap::default();
    let mut end = 0;
    for (out, out_len, source, source_len) in from_json::<Vec<(usize, usize, usize, usize)>>(&runs)?
    {
        if out < end {
            return Err(Fault::damaged(format!(
                "the byte map of article {id} goes backwards"
            )));
        }
        end = out.saturating_add(out_len);
        map.push(Run {
            out,
            out_len,
            source,
            source_len,
        });
    }
    Ok(map)
}

/// Doubled paragraphs of article `id`, and whether both places are the same bytes.
pub(crate) fn repeats(
    conn: &Connection,
    id: &str,
    text: &Offsets<'_>,
) -> Outcome<Vec<(Repeat, bool)>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM repeats WHERE article = ?1 ORDER BY number")?;
    let mut rows = statement.query([id])?;
    let mut repeats = Vec::new();
    while let Some(row) = rows.next()? {
        let kept = inside(text, range(row, "kept_start", "kept_end")?, id)?;
        let second = range(row, "second_byte_start", "second_byte_end")?;
        if let (Some(kept), Some(second)) = (kept, second) {
            repeats.push((
                Repeat {
                    kept,
                    bytes: second.0..second.1,
                },
                row.get("same_bytes")?,
            ));
        }
    }
    Ok(repeats)
}

fn upstreams(conn: &Connection, id: &str, text: &Offsets<'_>) -> Outcome<Vec<Upstream>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM upstreams WHERE article = ?1 ORDER BY number")?;
    let mut rows = statement.query([id])?;
    let mut upstreams = Vec::new();
    while let Some(row) = rows.next()? {
        upstreams.push(Upstream {
            name: row.get("name")?,
            words: row.get("words")?,
            span: inside(text, range(row, "text_start", "text_end")?, id)?,
            bytes: range(row, "byte_start", "byte_end")?.map(|(start, end)| start..end),
        });
    }
    Ok(upstreams)
}

fn inside(
    text: &Offsets<'_>,
    chars: Option<(usize, usize)>,
    id: &str,
) -> Outcome<Option<std::ops::Range<usize>>> {
    let Some((start, end)) = chars else {
        return Ok(None);
    };
    let outside = || Fault::damaged(format!("{start}-{end} is no passage of article {id}"));
    text.bytes(&(start..end)).map(Some).ok_or_else(outside)
}

/// The claim in a row of `claims`, which is about article `id` with `text`; without its repeats.
/// The row has the place of the figure that it is a part of as `whole_start` and `whole_end`.
pub(crate) fn claim(row: &Row<'_>, id: &str, text: &Offsets<'_>) -> Outcome<Claim> {
    let spans = |start, end| -> Outcome<_> {
        inside(text, range(row, start, end)?, id)?
            .ok_or_else(|| Fault::damaged(format!("a claim without place in article {id}")))
    };
    let part_of = inside(text, range(row, "whole_start", "whole_end")?, id)?;
    Ok(Claim {
        kind: value(&row.get::<_, String>("kind")?)?,
        sentence: spans("sentence_start", "sentence_end")?,
        span: spans("words_start", "words_end")?,
        repeats: Vec::new(),
        figure: figure(row)?.map(|figure| Figure { part_of, ..figure }),
        attribution: Attribution {
            source_span: inside(text, range(row, "as_written_start", "as_written_end")?, id)?,
            ..attribution(row)?
        },
        time: time(row)?,
        place: row.get("place")?,
        hedges: from_json(&row.get::<_, String>("hedges")?)?,
        polarity: value(&row.get::<_, String>("polarity")?)?,
        modality: value(&row.get::<_, String>("modality")?)?,
    })
}

/// The figure in a row of `claims` or `headline_claims`, without what it is a part of.
pub(crate) fn figure(row: &Row<'_>) -> Outcome<Option<Figure>> {
    let Some(text) = row.get("figure")? else {
        return Ok(None);
    };
    Ok(Some(Figure {
        text,
        best: row.get("best")?,
        low: row.get("low")?,
        high: row.get("high")?,
        qualifier: value(&row.get::<_, String>("qualifier")?)?,
        unit: row.get("unit")?,
        measure: row.get("measure")?,
        counted: row.get("counted")?,
        per: row.get("per")?,
        scope: value(&row.get::<_, String>("scope")?)?,
        part_of: None,
    }))
}

/// The attribution in a row of `claims` or `headline_claims`, without the place of the source.
pub(crate) fn attribution(row: &Row<'_>) -> Outcome<Attribution> {
    Ok(Attribution {
        status: value(&row.get::<_, String>("status")?)?,
        source: row.get("source")?,
        source_span: None,
        via: from_json(&row.get::<_, String>("via")?)?,
        cue: row.get("cue")?,
        act: row
            .get::<_, Option<String>>("act")?
            .map(|act| value(&act))
            .transpose()?,
    })
}

/// The time in a row of `claims` or `headline_claims`.
pub(crate) fn time(row: &Row<'_>) -> Outcome<Option<Time>> {
    let Some(text) = row.get("time_text")? else {
        return Ok(None);
    };
    Ok(Some(Time {
        text,
        edtf: row.get("time_edtf")?,
        anchor: row.get("time_anchor")?,
    }))
}
