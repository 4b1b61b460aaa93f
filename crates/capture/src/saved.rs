//! The note that browsers and savers leave at the top of a saved page: where
//! from, and when.

use crate::pile::filled;
use crate::when;

/// Where a saved page says it comes from.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) url: Option<String>,
    pub(crate) captured_at: Option<String>,
}

/// Reads the note in the first comments of `page`.
pub(crate) fn note(page: &[u8]) -> Note {
    let head = String::from_utf8_lossy(page.get(..4096).unwrap_or(page));
    let mut note = Note::default();
    for comment in head.split("<!--").skip(1) {
        let comment = comment.split("-->").next().unwrap_or_default();
        if let Some(rest) = comment.trim_start().strip_prefix("saved from url=") {
            // Internet Explorer, Chrome, Edge: `saved from url=(0023)https://…`
            let url = rest.split_once(')').map(|(_, url)| url);
            note.url = url.and_then(filled).filter(|u| is_web(u));
        } else if comment.contains("SingleFile") {
            // SingleFile: `url: …` and `saved date: Thu Jun 19 2031 15:22:45 GMT+0200 (…)`
            for line in comment.lines() {
                let line = line.trim();
                if let Some(url) = line.strip_prefix("url:") {
                    note.url = filled(url).filter(|u| is_web(u));
                } else if let Some(date) = line.strip_prefix("saved date:") {
                    note.captured_at = browser_date(date);
                }
            }
        } else {
            continue;
        }
        break;
    }
    note
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// JavaScript's date: `Thu Jun 19 2031 15:22:45 GMT+0200 (Summer Time)`.
fn browser_date(written: &str) -> Option<String> {
    let words: Vec<&str> = written.split_ascii_whitespace().collect();
    let [_, month, day, year, time, zone, ..] = words.as_slice() else {
        return None;
    };
    let zone = zone.strip_prefix("GMT")?;
    let zone = if zone.is_empty() { "+0000" } else { zone };
    when::utc(&format!("{day} {month} {year} {time} {zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn savers_notes_are_read() {
        let plain = "<!DOCTYPE html>\n<!-- saved from url=(0031)https://courier.example/news/12 -->\n<html>";
        assert_eq!(
            note(plain.as_bytes()).url.as_deref(),
            Some("https://courier.example/news/12")
        );

        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://courier.example/a?b=1 \n \
            saved date: Thu Jun 19 2031 15:22:45 GMT+0200 (Central European Summer Time)\n-->";
        let single = note(single.as_bytes());
        assert_eq!(single.url.as_deref(), Some("https://courier.example/a?b=1"));
        assert_eq!(single.captured_at.as_deref(), Some("2031-06-19T13:22:45Z"));

        assert_eq!(
            note(b"<!-- saved from url=(0014)about:internet -->"),
            Note::default()
        );
        assert_eq!(
            note(b"<p>saved from url=(0031)https://x.example</p>"),
            Note::default()
        );
    }
}
