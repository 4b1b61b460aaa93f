//! When a figure is about: the event of the story, or one that it is told beside.

use super::setting::Setting;
use crate::model::{Material, Told};

/// Days of a long calendar, in which every month has 31 days: for distances of weeks, where a day
/// does not matter.
pub(super) type Day = i64;

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    from: Day,
    to: Day,
}

impl Days {
    fn is_year(self) -> bool {
        self.to - self.from >= 12 * 31 - 1
    }
}

/// How long before it is published an event can be and still be the one that an article is about.
const PAST: Day = 60;

/// How far apart two articles about one event can be.
const APART: Day = 120;

/// Words between a figure and a year that tells of when it is.
const NEAR: usize = 6;

/// When a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// When the article was published.
    published: Option<Day>,
    /// Days that the text gives and that are long past: those of another event.
    past: Option<Days>,
    /// Days on which it happened, where the text gives them.
    on: Option<Days>,
}

impl Window {
    /// The window of `told`; `usual` is when the articles of the story are from.
    pub(super) fn of(
        told: &Told,
        setting: &Setting,
        usual: Option<Day>,
        material: &Material<'_>,
    ) -> Self {
        let published = published(told, material);
        let now = published.or(usual);
        let said = match &told.claim.time {
            Some(time) => time.edtf.clone(),
            None => setting.year(NEAR).map(|year| year.to_string()),
        };
        let past = said
            .as_deref()
            .and_then(days)
            // Where no article has a date: of an event at hand nobody gives the year alone.
            .filter(|days| now.map_or(days.is_year(), |now| days.to < now - PAST));
        let until = ["by ", "as of ", "until ", "so far", "since "];
        let is_on = |text: &str| {
            !until
                .iter()
                .any(|start| text.to_lowercase().starts_with(start))
        };
        let time = told.claim.time.as_ref().filter(|time| is_on(&time.text));
        let on = time.and_then(|time| days(time.edtf.as_deref()?));
        Self {
            published,
            past,
            on,
        }
    }

    /// Whether both happened on days that are known, and on none together.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let on = self.on.zip(other.on);
        on.is_some_and(|(one, other)| one.from > other.to || other.from > one.to)
    }

    /// The first and the last year of an event before the one that the article is about.
    pub(super) fn years(&self) -> Option<(i64, i64)> {
        let year = |day: Day| day / (12 * 31);
        self.past.map(|past| (year(past.from), year(past.to)))
    }

    /// Whether both can be about one event.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (self.past, other.past) {
            (Some(one), Some(other)) => one.from <= other.to && other.from <= one.to,
            (None, None) => match (self.published, other.published) {
                (Some(one), Some(other)) => (one - other).abs() <= APART,
                _ => true,
            },
            _ => false,
        }
    }
}

/// The middle day of publication of the story's articles.
pub(super) fn usual(material: &Material<'_>) -> Option<Day> {
    let mut known: Vec<Day> = material
        .articles
        .iter()
        .filter_map(|about| Some(days(about.published.as_deref()?)?.from))
        .collect();
    known.sort_unstable();
    known.get(known.len() / 2).copied()
}

fn published(told: &Told, material: &Material<'_>) -> Option<Day> {
    let published = material.about(&told.article)?.published.as_deref()?;
    Some(days(published)?.from)
}

/// The days of an EDTF date or interval; what is finer than days is left out.
fn days(edtf: &str) -> Option<Days> {
    let (from, to) = edtf.split_once('/').unwrap_or((edtf, edtf));
    let open = |end: &str| end.is_empty() || end == "..";
    match (open(from), open(to)) {
        (false, false) => Some(Days {
            from: day(from, false)?,
            to: day(to, true)?,
        }),
        (false, true) => Some(Days {
            from: day(from, false)?,
            to: Day::MAX / 2,
        }),
        (true, false) => Some(Days {
            from: Day::MIN / 2,
            to: day(to, true)?,
        }),
        (true, true) => None,
    }
}

/// The first or last day of a year, a month or a day.
fn day(date: &str, last: bool) -> Option<Day> {
    let date = date.split('T').next().unwrap_or(date);
    let date = date.trim_end_matches(['?', '~', '%']);
    let mut parts = date.splitn(3, '-');
    let year: Day = parts.next()?.parse().ok()?;
    let mut part = |least: Day, most: Day| match parts.next().map(str::parse::<Day>) {
        Some(Ok(number)) => number.clamp(least, most),
        _ if last => most,
        _ => least,
    };
    let month = part(1, 12);
    let day = part(1, 31);
    Some((year * 12 + month - 1) * 31 + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(published: &str, said: Option<&str>) -> Window {
        let published = days(published).map(|days| days.from);
        let past = said.and_then(days);
        Window {
            published,
            past: past.filter(|days| published.is_some_and(|now| days.to < now - PAST)),
            on: None,
        }
    }

    #[test]
    fn another_year_is_another_event() {
        let now = window("2031-05-04T10:00:00Z", None);
        let this_week = window("2031-05-06", Some("2031-05-02/2031-05-05"));
        let then = window("2031-05-04", Some("2019"));
        let also_then = window("2031-05-04", Some("2019-03"));
        assert!(now.fits(&this_week) && then.fits(&also_then));
        assert!(!now.fits(&then) && then.years() == Some((2019, 2019)));
        assert!(!now.fits(&window("2028-05-04", None)));
    }

    #[test]
    fn dates_of_all_kinds_are_read() {
        assert_eq!(days("2031"), days("2031-01-01/2031-12-31"));
        assert_eq!(days("nonsense"), None);
        assert!(days("../2031-02").is_some());
    }
}
