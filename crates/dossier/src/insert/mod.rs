//! The types of the other crates as rows of the file.

mod claims;
mod repeats;

use restated_article::Article;
use restated_capture::CaptureId;
use restated_lineage::Record;
use restated_stories::Terms;
use rusqlite::{Connection, params};

use crate::Offsets;
use crate::error::Outcome;
use crate::fields::json;
use crate::ids::ARTICLES;
use crate::load::Found;

pub(crate) use claims::claims;
pub(crate) use repeats::same_bytes;

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

/// Stores an article with everything that belongs to it but claims and record;
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

/// Stores what lineage keeps of an article, in place of what was kept before; nothing where
/// there is no record.
pub(crate) fn record(conn: &Connection, article: &str, record: Option<&Record>) -> Outcome<()> {
    match record {
        Some(record) => conn
            .prepare_cached("INSERT OR REPLACE INTO records VALUES (?1, ?2)")?
            .execute(params![article, record.to_bytes()])?,
        None => conn
            .prepare_cached("DELETE FROM records WHERE article = ?1")?
            .execute([article])?,
    };
    Ok(())
}

/// Stores what grouping keeps of an article, in place of what was kept before.
pub(crate) fn terms(conn: &Connection, article: &str, terms: &Terms) -> Outcome<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO terms VALUES (?1, ?2)")?
        .execute(params![article, terms.to_bytes()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_packed_only_where_that_helps() {
        assert_eq!(pack(vec![7]), ("identity", vec![7]));
        let (encoding, data) = pack(vec![b'a'; 1000]);
        assert_eq!(encoding, "zstd");
        assert!(data.len() < 1000);
    }
}
