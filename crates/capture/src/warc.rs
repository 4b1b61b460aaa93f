//! WARC files: one record at a time, past what is broken to the next record.

use std::io;

use crate::headers::Headers;
use crate::pile::{At, Flow, Pile, Records};
use crate::place;
use crate::record::{self, Record};
use crate::stream::{Buffered, Line};
use crate::trouble;
use crate::{http, pile};

/// Largest header block of a record.
const HEADERS_MAX: usize = 64 << 10;

/// What stands at the next place in the stream.
enum Next {
    End,
    Record(Record),
    /// The record's body is larger than a capture may be; it was passed over.
    TooLarge(Headers, u64),
    /// No record could be made of what stands there.
    Broken(Option<String>, String),
}

/// No compressed file expands further than this, bombs included; a length over
/// it is a broken header, one under it is left to the limit on expansion.
const RATIO_MAX: u64 = 1 << 20;

/// Bytes that are read a second time in one file, because a wrong length had
/// swallowed them. Without a bound, a file of wrong lengths would be read in
/// quadratic time.
const ANEW_MAX: u64 = 256 << 20;

/// Bounds on one record's body.
struct Bounds {
    /// Largest body that is held.
    keep: u64,
    /// No body can be larger than this, for the file is not.
    possible: u64,
    /// How many bytes may still be read anew.
    anew: u64,
}

impl Bounds {
    fn of(pile: &Pile<'_>, at: &At) -> Self {
        let packed = at.unpacked || at.level > 1;
        let ratio = if packed { RATIO_MAX } else { 1 };
        Self {
            keep: pile.limits.capture_bytes.saturating_add(http::HEAD_MAX),
            possible: at.stored.map_or(u64::MAX, |n| n.saturating_mul(ratio)),
            anew: ANEW_MAX,
        }
    }
}

/// Reads the records of `src` up to its end.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    let mut records = Records::new(&pile.limits);
    let mut bounds = Bounds::of(pile, at);
    // Records at the last complaint: one broken stretch gives one complaint.
    let mut complained = None;
    loop {
        let next = junk(&mut src).and_then(|bytes| Ok((bytes, next(&mut src, &mut bounds)?)));
        let (passed, next) = match next {
            Ok(found) => found,
            Err(e) => {
                if !trouble::is_trailing(&e) && complained != Some(records.taken) {
                    complained = Some(records.taken);
                    let after = records.after("records");
                    pile.skip_at(at, format!("{} {after}", trouble::reason(&e)))?;
                }
                if !src.recover() {
                    return Ok(());
                }
                continue;
            }
        };
        if passed > 0 && complained != Some(records.taken) {
            let after = records.after("records");
            let went_on = match next {
                Next::End => "nothing more was found",
                _ => "reading went on at the next record",
            };
            let passed = trouble::size(passed);
            let reason = format!("{passed} that are no WARC record {after}; {went_on}");
            pile.skip_at(at, reason)?;
        }
        if matches!(next, Next::End) {
            return Ok(());
        }
        let number = match records.next() {
            Ok(number) => number,
            Err(reason) => return pile.skip_at(at, reason),
        };
        match next {
            Next::End => return Ok(()),
            Next::Record(record) => record::hand_over(pile, &at.path, number, record)?,
            Next::TooLarge(headers, size) => {
                record::too_large(pile, &at.path, number, &headers, size)?;
            }
            Next::Broken(id, reason) => {
                complained = Some(number);
                let path = place::inside(&at.path, id.as_deref(), number);
                pile.skip(pile::skipped(path, reason))?;
            }
        }
    }
}

/// Passes over everything before the next record's first line; gives how many
/// bytes that were, white space apart.
fn junk(src: &mut Buffered<'_>) -> io::Result<u64> {
    let mut passed = 0;
    loop {
        match src.peek(1) {
            [b'\r' | b'\n' | b' ' | b'\t'] => {
                src.skip(1)?;
                continue;
            }
            [] => {
                // The end, or an error that waits to be told.
                src.skip(1)?;
                return Ok(passed);
            }
            _ => {}
        }
        if starts_record(src.peek(7)) {
            return Ok(passed);
        }
        passed += junk_line(src)?;
    }
}

/// Passes over the rest of a line, up to a record's first line within it: what
/// was overwritten need not have kept its line end.
fn junk_line(src: &mut Buffered<'_>) -> io::Result<u64> {
    const VERSIONS: [&[u8]; 3] = [b"WARC/1.0", b"WARC/1.1", b"WARC/0.18"];
    let mut line = Vec::new();
    src.line(&mut line, HEADERS_MAX)?;
    let mut passed = line.len();
    let text = line.trim_ascii_end();
    if let Some(version) = VERSIONS.iter().find(|v| text.ends_with(v)) {
        let start = text.len() - version.len();
        // A line that starts a record is seen before it comes here.
        if start > 0 {
            src.push_back(line.split_off(start));
            passed = start;
        }
    }
    Ok(passed as u64)
}

fn starts_record(head: &[u8]) -> bool {
    matches!(head, [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', b'.', ..])
}

/// Reads the record that starts here; bodies too large to hold are passed over.
fn next(src: &mut Buffered<'_>, bounds: &mut Bounds) -> io::Result<Next> {
    let mut block = Vec::new();
    if src.line(&mut block, HEADERS_MAX)? == Line::End {
        return Ok(Next::End);
    }
    block.clear();
    let mut ended = false;
    while block.len() < HEADERS_MAX {
        let before = block.len();
        let line = src.line(&mut block, HEADERS_MAX - before)?;
        if line == Line::End {
            break;
        }
        if matches!(block.get(before..), Some(b"\r\n" | b"\n")) {
            ended = true;
            break;
        }
    }
    let headers = Headers::parse(&block);
    let id = headers.get("warc-record-id").map(str::to_owned);
    if !ended {
        let reason = "its WARC header does not end: passed over";
        return Ok(Next::Broken(id, reason.to_owned()));
    }
    let Some(length) = headers
        .get("content-length")
        .and_then(|v| v.parse::<u64>().ok())
    else {
        let reason = "its WARC header has no valid Content-Length: passed over";
        return Ok(Next::Broken(id, reason.to_owned()));
    };
    if length > bounds.possible {
        let reason = format!("its Content-Length ({length}) is larger than the file: passed over");
        return Ok(Next::Broken(id, reason));
    }
    if length > bounds.keep {
        let passed = src.skip(length)?;
        return Ok(match passed == length {
            true => Next::TooLarge(headers, length),
            false => Next::Broken(id, cut(length, passed)),
        });
    }
    let mut body = Vec::new();
    let read = src.body(length, &mut body)?;
    if read == length && leads_on(src) {
        return Ok(Next::Record(Record { headers, body }));
    }
    // A wrong length. If it reaches into following records, they are read anew.
    let reason = match record_within(&body) {
        Some(start) => {
            let rest = body.split_off(start);
            if let Some(left) = bounds.anew.checked_sub(rest.len() as u64) {
                bounds.anew = left;
                src.push_back(rest);
            }
            format!("its Content-Length ({length}) reaches into the next record: passed over")
        }
        None if read < length => cut(length, read),
        None => {
            format!("its Content-Length ({length}) does not lead to the next record: passed over")
        }
    };
    Ok(Next::Broken(id, reason))
}

fn cut(length: u64, read: u64) -> String {
    let (read, length) = (trouble::size(read), trouble::size(length));
    format!("the file ends after {read} of its {length}")
}

/// Whether what ends a record (two line ends, if badly kept the next record or
/// the end of the file) follows here.
fn leads_on(src: &mut Buffered<'_>) -> bool {
    let follows = src.peek(64);
    if follows.starts_with(b"\r\n\r\n") || follows.starts_with(b"\n\n") {
        return true;
    }
    let rest = follows.trim_ascii_start();
    rest.is_empty() || rest.starts_with(b"WARC/") || b"WARC/".starts_with(rest)
}

/// Where in `body` another record's first line starts.
fn record_within(body: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(body, b"\nWARC/")
        .map(|at| at + 1)
        .find(|at| {
            let head = body.get(*at..).unwrap_or_default();
            let block = head.get(..HEADERS_MAX.min(head.len())).unwrap_or_default();
            // A page about WARC files may show such a line, but no such header.
            starts_record(head)
                && memchr::memmem::find(block, b"WARC-Type:").is_some_and(|n| n < 2048)
        })
}
