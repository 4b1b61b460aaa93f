//! JSON Lines; and a single JSON object over several lines (a JSON Feed, or one
//! article).

use std::io;

use serde_json::{Map, Value};

use crate::pile::{At, Flow, Pile, Records, skipped};
use crate::stream::{Buffered, Line};
use crate::{Limits, Skipped};
use crate::{feed_json, json_record, place, trouble};

/// Reads the objects of `src`.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    if src.peek(3) == b"\xef\xbb\xbf" && src.skip(3).is_err() {
        return Ok(());
    }
    if let Some((raw, object)) = only_object(&mut src, &pile.limits) {
        return match feed_json::is_feed(&object) {
            true => feed_json::read(pile, at, &object),
            false => json_record::hand_over(pile, at, 1, &raw, &object),
        };
    }
    let mut records = Records::new(&pile.limits);
    let mut bad = BadLines::default();
    for number in 1_u64.. {
        let line = match next(&mut src, &pile.limits) {
            Ok(Next::End) => break,
            Ok(Next::Line(line)) => line,
            Ok(Next::TooLarge(size)) => {
                bad.tell(pile, at)?;
                let reason = trouble::too_large(pile.limits.capture_bytes, Some(size));
                let path = place::inside(&at.path, None, number);
                pile.skip(Skipped {
                    bytes: Some(size),
                    ..skipped(path, reason)
                })?;
                continue;
            }
            Err(e) => {
                bad.tell(pile, at)?;
                let after = records.after("records");
                return match trouble::is_trailing(&e) {
                    true => Ok(()),
                    false => pile.skip_at(at, format!("{} {after}", trouble::reason(&e))),
                };
            }
        };
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line.trim_ascii()) {
            Ok(Value::Object(object)) => {
                bad.tell(pile, at)?;
                if let Err(reason) = records.next() {
                    return pile.skip_at(at, reason);
                }
                json_record::hand_over(pile, at, number, &line, &object)?;
            }
            Ok(_) => bad.add(number, "not a JSON object"),
            Err(e) => bad.add(number, &not_json(&e)),
        }
    }
    bad.tell(pile, at)
}

/// What stands at the next place in the file.
enum Next {
    End,
    Line(Vec<u8>),
    /// A line of this size was passed over.
    TooLarge(u64),
}

fn next(src: &mut Buffered<'_>, limits: &Limits) -> io::Result<Next> {
    // Escapes and the other fields make a line longer than its page.
    let most = limits
        .capture_bytes
        .saturating_mul(2)
        .saturating_add(64 << 10);
    let mut line = Vec::new();
    Ok(
        match src.line(&mut line, usize::try_from(most).unwrap_or(usize::MAX))? {
            Line::End => Next::End,
            Line::Whole => Next::Line(line),
            Line::Part => Next::TooLarge(line.len() as u64 + src.skip_line()?),
        },
    )
}

/// The one object that all of `src` is: a JSON Feed, or an object that its first
/// line does not end. Where it is neither, nothing is taken from `src`.
fn only_object(src: &mut Buffered<'_>, limits: &Limits) -> Option<(Vec<u8>, Map<String, Value>)> {
    let mut taken = Vec::new();
    let found = read_only_object(src, limits, &mut taken);
    if found.is_none() {
        src.push_back(std::mem::take(&mut taken));
    }
    found.map(|object| (taken, object))
}

fn read_only_object(
    src: &mut Buffered<'_>,
    limits: &Limits,
    taken: &mut Vec<u8>,
) -> Option<Map<String, Value>> {
    let most = usize::try_from(limits.capture_bytes).unwrap_or(usize::MAX);
    while taken.trim_ascii().is_empty() {
        let room = most.saturating_sub(taken.len());
        if src.line(taken, room).ok()? != Line::Whole {
            return None;
        }
    }
    match serde_json::from_slice(taken.trim_ascii()) {
        Ok(Value::Object(object)) => feed_json::is_feed(&object).then_some(object),
        Err(e) if e.is_eof() => {
            src.body((most - taken.len().min(most)) as u64, taken)
                .ok()?;
            if !src.peek(1).is_empty() {
                return None;
            }
            serde_json::from_slice(taken.trim_ascii()).ok()
        }
        _ => None,
    }
}

fn not_json(e: &serde_json::Error) -> String {
    // A line is one line to the parser: only its column says anything.
    let text = e.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("not JSON ({what} at column {})", e.column())
}

/// Lines that are no records, with none between them; told as one.
#[derive(Default)]
struct BadLines {
    run: Option<(u64, u64, String)>,
}

impl BadLines {
    fn add(&mut self, number: u64, why: &str) {
        match &mut self.run {
            Some((_, last, _)) => *last = number,
            None => self.run = Some((number, number, why.to_owned())),
        }
    }

    fn tell(&mut self, pile: &mut Pile<'_>, at: &At) -> Flow {
        let Some((first, last, why)) = self.run.take() else {
            return Ok(());
        };
        let reason = match first == last {
            true => format!("line {first}: {why}"),
            false => format!("lines {first} to {last}: {why}, and the like"),
        };
        pile.skip(skipped(place::inside(&at.path, None, first), reason))
    }
}
