//! Capture times, as containers write them, to RFC 3339 in UTC.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// RFC 3339, RFC 2822, or the 14 digits of web archives; anything less exact
/// than that is no capture time and gives `None`.
pub(crate) fn utc(written: &str) -> Option<String> {
    let written = written.trim();
    let parsed = written
        .parse::<Timestamp>()
        .ok()
        .or_else(|| Some(jiff::fmt::rfc2822::parse(written).ok()?.timestamp()))
        .or_else(|| digits(written));
    Some(parsed?.to_string())
}

/// `20240619152245`
fn digits(written: &str) -> Option<Timestamp> {
    if written.len() != 14 || !written.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let read = |range: Range<usize>| written.get(range)?.parse::<i8>().ok();
    let year = written.get(..4)?.parse().ok()?;
    let (month, day) = (read(4..6)?, read(6..8)?);
    let (hour, minute, second) = (read(8..10)?, read(10..12)?, read(12..14)?);
    let time = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_utc() {
        for (written, expected) in [
            ("2031-06-19T15:22:45Z", Some("2031-06-19T15:22:45Z")),
            (
                "2031-06-19T15:22:45.5+02:00",
                Some("2031-06-19T13:22:45.5Z"),
            ),
            (
                "Thu, 19 Jun 2031 15:22:45 -0000",
                Some("2031-06-19T15:22:45Z"),
            ),
            (
                "Thu, 19 Jun 2031 15:22:45 +0100",
                Some("2031-06-19T14:22:45Z"),
            ),
            ("20310619152245", Some("2031-06-19T15:22:45Z")),
            ("20311319152245", None),
            ("2031-06-19", None),
            ("yesterday", None),
        ] {
            assert_eq!(utc(written).as_deref(), expected, "{written}");
        }
    }
}
