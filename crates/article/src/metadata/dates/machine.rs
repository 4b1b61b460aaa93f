//! Dates that programs wrote: attribute values and URLs.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::order::Order;
use super::visible::{Seen, visible};
use super::{Moment, months};

/// The date in an attribute or JSON value: ISO 8601 in its many spellings, RFC 2822,
/// `20310503T1200Z`, seconds or milliseconds since 1970, or a written date.
pub(crate) fn machine(value: &str, order: Order) -> Option<Moment> {
    let value = value.trim();
    // A long value is prose that mentions a date.
    if value.len() > 80 {
        return None;
    }
    compact(value)
        .or_else(|| epoch(value))
        .or_else(|| visible(value, order).map(|Seen { moment, .. }| moment))
        // What stands in databases for "no date".
        .filter(|moment| (moment.day.year(), moment.day.day_of_year()) != (1970, 1))
}

/// `20310503` or `20310503T120000Z`; only the day is read.
fn compact(value: &str) -> Option<Moment> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &value[digits..];
    if digits != 8 || !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    Moment::day(
        value[..4].parse().ok()?,
        value[4..6].parse().ok()?,
        value[6..8].parse().ok()?,
    )
}

fn epoch(value: &str) -> Option<Moment> {
    let number: i64 = value.parse().ok()?;
    let stamp = match value.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let utc = stamp.ok()?.to_zoned(TimeZone::UTC);
    Some(Moment {
        day: utc.date(),
        time: Some(utc.time()),
        offset: Some(0),
    })
}

/// The day in the path of `url`: `/2031/05/03/`, `/2031/may/3/`, `/2031-05-03-…`,
/// `/20310503/`.
pub(crate) fn from_url(url: &str) -> Option<Moment> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let days = segments.windows(3).filter_map(|parts| match parts {
        [year, month, day] => named(year, month, day),
        _ => None,
    });
    let dashed = segments.iter().filter_map(|segment| {
        let mut parts = segment.splitn(4, ['-', '_']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        named(year, month, &day[..digits])
    });
    let compact = segments
        .iter()
        .filter(|segment| segment.len() == 8)
        .filter_map(|segment| compact(segment));
    days.chain(dashed).chain(compact).next()
}

fn named(year: &str, month: &str, day: &str) -> Option<Moment> {
    let digits = |s: &str, len: std::ops::RangeInclusive<usize>| {
        len.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(year, 4..=4) || !digits(day, 1..=2) {
        return None;
    }
    let month = match months::month(month) {
        Some(month) => month.number,
        None if digits(month, 1..=2) => month.parse().ok()?,
        None => return None,
    };
    Moment::day(year.parse().ok()?, month, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_attributes_are_read() {
        for (value, edtf) in [
            (" 2031-05-03T18:40:00Z ", Some("2031-05-03T18:40:00Z")),
            ("2031-05-03T18:40:00.1234567Z", Some("2031-05-03T18:40:00Z")),
            ("20310503T184000Z", Some("2031-05-03")),
            ("20310503", Some("2031-05-03")),
            ("1935686400", Some("2031-05-04T18:40:00Z")),
            ("1935686400000", Some("2031-05-04T18:40:00Z")),
            ("Fri, 05/23/2031 - 05:00", Some("2031-05-23T05:00:00")),
            ("5/23/2031 4:30:26 PM", Some("2031-05-23T16:30:26")),
            ("1970-01-01T00:00:00Z", None),
            ("0001-01-01T00:00:00", None),
            ("05/04/2031", None),
            ("12345678901", None),
            ("soon", None),
        ] {
            let read = machine(value, Order::Unknown).map(|m| m.edtf());
            assert_eq!(read.as_deref(), edtf, "{value}");
        }
    }

    #[test]
    fn the_path_of_a_url_may_name_the_day() {
        for (url, day) in [
            (
                "https://news.example/2031/05/03/a-b.html",
                Some("2031-05-03"),
            ),
            (
                "https://news.example/world/2031/may/3/a",
                Some("2031-05-03"),
            ),
            ("https://news.example/a/2031-05-03/b", Some("2031-05-03")),
            ("https://news.example/2031-05-03-words", Some("2031-05-03")),
            ("https://news.example/2031-05-03+words", Some("2031-05-03")),
            ("https://news.example/20310503/words", Some("2031-05-03")),
            ("https://news.example/words-20310503-x", None),
            ("https://news.example/2031/05/words", None),
            ("https://news.example/a?d=/2031/05/03/", None),
            ("https://news.example/2031/13/03/", None),
        ] {
            let read = from_url(url).map(|m| m.edtf());
            assert_eq!(read.as_deref(), day, "{url}");
        }
    }
}
