//! WACZ 1.1.1: a ZIP of one WARC, its index, its pages and a package file.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::recipe::Wacz;
use super::{Read, warc};

/// Writes the collection.
pub(super) fn write(wacz: &Wacz, read: Read) -> Result<Vec<u8>> {
    let stem = wacz.file.trim_end_matches(".wacz");
    let name = format!("{stem}.warc.gz");
    let warc = warc::write(&name, &wacz.info, &wacz.responses, read)?;
    let index = index(wacz, &name, &warc.places)?;
    let pages = pages(wacz)?;
    let inside = [
        (format!("archive/{name}"), warc.bytes),
        ("indexes/index.cdx".to_owned(), index.into_bytes()),
        ("pages/pages.jsonl".to_owned(), pages.into_bytes()),
    ];
    let resources: Vec<_> = inside
        .iter()
        .map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            json!({"name": name, "path": path, "hash": warc::digest(bytes), "bytes": bytes.len()})
        })
        .collect();
    let package = serde_json::to_vec_pretty(&json!({
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": wacz.title,
        "created": wacz.created,
        "software": "cargo xtask samples",
        "resources": resources,
    }))?;
    let seal = serde_json::to_vec_pretty(&json!({
        "path": "datapackage.json",
        "hash": warc::digest(&package),
    }))?;

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Stored, as the format asks for WARCs; the fixed time keeps the bytes the same.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .unix_permissions(0o644)
        .last_modified_time(DateTime::default());
    let sealed = [
        ("datapackage.json".to_owned(), package),
        ("datapackage-digest.json".to_owned(), seal),
    ];
    for (path, bytes) in inside.iter().chain(&sealed) {
        zip.start_file(path, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// CDXJ lines, sorted by key.
fn index(wacz: &Wacz, name: &str, places: &[warc::Located]) -> Result<String> {
    let mut lines = Vec::new();
    for (response, place) in wacz.responses.iter().zip(places) {
        let status = response.status.as_deref().unwrap_or("200 OK");
        let entry = json!({
            "url": response.url,
            "mime": response.media_type.split(';').next(),
            "status": status.split(' ').next(),
            "digest": place.payload_digest,
            "length": place.length.to_string(),
            "offset": place.offset.to_string(),
            "filename": name,
        });
        let stamp: String = response.date.chars().filter(char::is_ascii_digit).collect();
        lines.push(format!("{} {stamp} {entry}\n", sort_key(&response.url)?));
    }
    lines.sort();
    Ok(lines.concat())
}

/// `https://a.example/b` as `example,a)/b`.
fn sort_key(url: &str) -> Result<String> {
    let (_, rest) = url
        .split_once("://")
        .with_context(|| format!("no scheme in {url}"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host: Vec<&str> = host.rsplit('.').collect();
    Ok(format!("{})/{path}", host.join(",")))
}

fn pages(wacz: &Wacz) -> Result<String> {
    let head = json!({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"});
    let mut out = format!("{head}\n");
    for response in &wacz.responses {
        let title = response
            .title
            .as_deref()
            .with_context(|| format!("{} has no title", response.url))?;
        let page =
            json!({"id": response.id, "url": response.url, "ts": response.date, "title": title});
        out.push_str(&format!("{page}\n"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sort_keys_turn_the_host_round() {
        assert_eq!(
            sort_key("https://www.a.example/b/c").expect("a URL"),
            "example,a,www)/b/c"
        );
        assert_eq!(sort_key("https://a.example").expect("a URL"), "example,a)/");
        assert!(sort_key("a.example").is_err());
    }
}
