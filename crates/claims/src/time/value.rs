//! TIMEX3's values where part of a date is open.

use super::node::{Part, Unit};
use super::tables::Rule;

/// TIMEX3's value where the year, or all of it, is open.
pub(super) fn open_value(year: Option<i16>, part: Part, weekday: Option<i8>) -> String {
    let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    match part {
        Part::Whole => year,
        Part::Half(half) => format!("{year}-H{half}"),
        Part::Quarter(quarter) => format!("{year}-Q{quarter}"),
        Part::Season(season) => format!("{year}-{}", season.timex3()),
        Part::Month(month) => format!("{year}-{month:02}"),
        Part::Day(Some(month), day) => format!("{year}-{month:02}-{day:02}"),
        Part::Day(None, day) => format!("{year}-XX-{day:02}"),
        Part::Week(week) => format!("{year}-W{week:02}"),
        Part::Weekday => format!("XXXX-WXX-{}", weekday.unwrap_or(1)),
        Part::Holiday(Rule::Day(month, day)) => format!("{year}-{month:02}-{day:02}"),
        Part::Holiday(Rule::Nth(month, ..)) => format!("{year}-{month:02}-XX"),
        Part::Holiday(Rule::Easter(_)) => format!("{year}-XX-XX"),
    }
}

/// "FY2030", "FY2030-Q1": whose first day the text does not say.
pub(super) fn fiscal_value(fiscal: &str, year: Option<i16>, part: Part) -> String {
    let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    match part {
        Part::Quarter(quarter) => format!("{fiscal}{year}-Q{quarter}"),
        Part::Half(half) => format!("{fiscal}{year}-H{half}"),
        _ => format!("{fiscal}{year}"),
    }
}

/// TIMEX3's value for a unit of which nothing is known.
pub(super) fn blank(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Night | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}
