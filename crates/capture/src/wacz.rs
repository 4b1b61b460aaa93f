//! WACZ: a ZIP file with WARC files under `archive/`. Nothing is unpacked to
//! disk; entries whose names lead out of the archive are refused all the same.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use crate::pile::{At, Flow, Pile, Records, skipped};
use crate::place;
use crate::read::stream;
use crate::stream::{Buffered, Stream};
use crate::trouble::Trouble;
use crate::unpack::{codec_error, expands};

/// Reads the WARC files in the ZIP file `file`.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, file: impl Read + Seek) -> Flow {
    let level = at.level + 1;
    if !pile.may_enter(at, level)? {
        return Ok(());
    }
    let mut zip = match ZipArchive::new(file) {
        Ok(zip) => zip,
        Err(e) => {
            return pile.skip_at(
                at,
                format!("damaged ZIP file ({e}): copy or download it again"),
            );
        }
    };
    // Each byte stands once in an honest archive; a bomb uses the same ones often.
    if zip.has_overlapping_files().unwrap_or(false) {
        let reason = "its entries overlap, as in a decompression bomb: refused";
        return pile.skip_at(at, reason);
    }
    let (wanted, escaping) = entries(&zip);
    for name in &escaping {
        let reason = "its name leads out of the archive: refused";
        pile.skip(skipped(place::inside(&at.path, Some(name), 0), reason))?;
    }
    if wanted.is_empty() && escaping.is_empty() {
        return pile.skip_at(at, nothing_in(&zip));
    }
    let mut records = Records::new(&pile.limits);
    for (name, index) in wanted {
        if let Err(reason) = records.next() {
            return pile.skip_at(at, reason);
        }
        let path = place::inside(&at.path, Some(&name), index as u64);
        let entry = match zip.by_index(index) {
            Ok(entry) => entry,
            Err(e) => {
                pile.skip(skipped(
                    path,
                    format!("cannot be taken out of the ZIP file ({e})"),
                ))?;
                continue;
            }
        };
        let inside = At {
            path,
            name,
            stored: Some(entry.compressed_size()),
            level,
            unpacked: false,
        };
        let entry = Entry {
            stored: entry.compressed_size(),
            reader: entry,
            out: 0,
            ratio: pile.limits.expansion,
        };
        stream(pile, &inside, Buffered::new(entry))?;
    }
    Ok(())
}

/// The WARC files in byte order of their names, and the names that lead out.
fn entries<R: Read + Seek>(zip: &ZipArchive<R>) -> (Vec<(String, usize)>, Vec<String>) {
    let (mut wanted, mut escaping) = (Vec::new(), Vec::new());
    for index in 0..zip.len() {
        let Some(Ok(name)) = zip.name_for_index(index) else {
            continue;
        };
        let name = name.into_owned();
        if leads_out(&name) {
            escaping.push(name);
        } else if is_warc(&name) {
            wanted.push((name, index));
        }
    }
    wanted.sort();
    escaping.sort();
    (wanted, escaping)
}

fn is_warc(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = [".warc", ".warc.gz", ".warc.zst"];
    name.starts_with("archive/") && ends.iter().any(|end| name.ends_with(end))
}

fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let slash = name.starts_with(['/', '\\']);
    drive || slash || name.split(['/', '\\']).any(|part| part == "..")
}

/// Why a ZIP file without WARC files is not read.
fn nothing_in<R: Read + Seek>(zip: &ZipArchive<R>) -> String {
    let has = |name: &str| zip.index_for_name(name).is_some();
    if has("[Content_Types].xml") {
        return "not read: Office document (save it as text or HTML)".to_owned();
    }
    if has("META-INF/container.xml") || has("mimetype") {
        return "not read: EPUB or OpenDocument file (save it as text or HTML)".to_owned();
    }
    "not read: ZIP file without archive/*.warc.gz (if it holds pages, unpack it and give the folder)".to_owned()
}

/// One entry's bytes, with a watch on how far they expand.
struct Entry<R> {
    reader: R,
    stored: u64,
    out: u64,
    ratio: u64,
}

impl<R: Read> Read for Entry<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buf).map_err(|e| codec_error("ZIP", e))?;
        self.out += n as u64;
        if expands(self.out, self.stored, self.ratio) {
            return Err(Trouble::Expands {
                codec: "ZIP",
                ratio: self.ratio,
            }
            .into_io());
        }
        Ok(n)
    }
}

impl<R: Read> Stream for Entry<R> {}
