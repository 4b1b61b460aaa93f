//! Units behind a number: percent, and what is measured in UCUM units.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Unit;
use super::piece::Pieces;
use super::tables::{Phrases, phrase, words};
use crate::table::rows;

/// A unit by one of its names.
#[derive(Debug)]
struct Name {
    code: &'static str,
    /// The last word as it must be written, of names in which case matters.
    exact: Option<&'static str>,
    /// A singular that is also another word: it only fits "a foot", "12-foot" and "six foot
    /// tall", not "300 foot soldiers".
    singular: bool,
}

static UNITS: LazyLock<Phrases<Name>> = LazyLock::new(|| {
    Phrases::new(
        rows(include_str!("../../data/quantity/units.txt")).flat_map(|row| {
            let (code, names) = (row[0], row[1]);
            names.split('|').map(move |name| {
                let last = name.rsplit(' ').next().unwrap_or(name);
                let short = last.chars().count() <= 3 || last.chars().any(char::is_uppercase);
                let plural = names.split('|').any(|other| {
                    other != name && other.strip_suffix("s").is_some_and(|o| o == name)
                        || (name, other) == ("foot", "feet")
                        || (name, other) == ("inch", "inches")
                });
                let found = Name {
                    code,
                    exact: short.then_some(last),
                    singular: plural && matches!(last, "foot" | "degree"),
                };
                (phrase(name), found)
            })
        }),
    )
});

/// Periods by name.
pub(super) static PERIODS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/quantity/periods.txt"))
        .flat_map(|row| {
            let (code, names) = (row[0], row[1]);
            names.split('|').map(move |name| (name, code))
        })
        .collect()
});

/// Words that "six foot" may have behind it.
const DIMENSIONS: &[&str] = &["tall", "high", "long", "deep", "wide", "thick", "away"];

/// The percent sign or word at `at`, and where it ends.
pub(super) fn percent(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(pieces.joins(at));
    let point = |end: usize| {
        let end = end + usize::from(pieces.joins(end));
        matches!(pieces.lower(end), "point" | "points").then_some(end + 1)
    };
    match pieces.lower(at) {
        "%" | "％" | "percent" | "percents" | "pct" | "pc" => Some(at + 1),
        "per" if matches!(pieces.lower(at + 1), "cent" | "cents") => Some(at + 2),
        "percentage" => Some(point(at + 1).unwrap_or(at + 1)),
        _ => None,
    }
}

/// Words in front of "38C" that make it warmth.
static WARMTH: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/warmth.txt")));

/// "38C", "98F": degrees, not a seat or a form, where such words stand in front.
fn degrees(pieces: &Pieces<'_>, at: usize, value: f64) -> Option<(Unit, usize)> {
    let code = match pieces.text(at) {
        "C" if (-90.0..=60.0).contains(&value) => "Cel",
        "F" if (-130.0..=140.0).contains(&value) => "[degF]",
        _ => return None,
    };
    let said = WARMTH.contains(pieces.lower_before(at, 2));
    let whole = pieces.glued(at) && !(pieces.glued(at + 1) && pieces.text(at + 1) != ",");
    let whole = whole || pieces.ends(at + 1);
    (said && whole).then(|| (Unit::Physical(code.to_owned()), at + 1))
}

/// The physical unit at `at` behind the number `value`, and where it ends.
pub(super) fn physical(pieces: &Pieces<'_>, at: usize, value: f64) -> Option<(Unit, usize)> {
    if let Some(found) = degrees(pieces, at, value) {
        return Some(found);
    }
    let hyphened = pieces.joins(at);
    let at = at + usize::from(hyphened);
    let (power, start) = match pieces.lower(at) {
        "square" | "sq" => (Some('2'), at + 1),
        "cubic" | "cu" => (Some('3'), at + 1),
        _ => (None, at),
    };
    let start = start + usize::from(power.is_some() && matches!(pieces.lower(start), "." | "-"));
    let (name, end) = UNITS.all(pieces, start).find(|(name, end)| {
        let last = pieces.text(end - 1);
        let as_written = name.exact.is_none_or(|exact| {
            let free = exact.chars().count() > 2 || end - start > 1;
            exact == last || free && last.eq_ignore_ascii_case(exact)
        });
        let fits = !name.singular
            || hyphened
            || value <= 1.0
            || power.is_some()
            || DIMENSIONS.contains(&pieces.lower(*end))
            || pieces.is_numeral(*end);
        let whole = !(pieces.glued(*end) && pieces.is_word(*end));
        as_written && fits && whole
    })?;
    let (power, end) = match (power, pieces.text(end)) {
        (None, "²") => (Some('2'), end + 1),
        (None, "³") => (Some('3'), end + 1),
        (None, "2") if pieces.glued(end) => (Some('2'), end + 1),
        (None, "3") if pieces.glued(end) => (Some('3'), end + 1),
        _ => (power, end),
    };
    let mut code = name.code.to_owned();
    if let (Some(power), None) = (power, code.strip_prefix('=')) {
        code.push(power);
    }
    let (code, end) = match per(pieces, end) {
        Some((period, end)) if !code.contains('/') => (format!("{code}/{period}"), end),
        _ => (code, end),
    };
    let code = code.strip_prefix('=').map(str::to_owned).unwrap_or(code);
    Some((Unit::Physical(code), end))
}

/// "a day", "per hour", "/h", "each year" at `at`: the code of the period and where it ends.
fn per(pieces: &Pieces<'_>, at: usize) -> Option<(&'static str, usize)> {
    let joined = usize::from(pieces.joins(at));
    let at = at + joined;
    matches!(
        pieces.lower(at),
        "a" | "an" | "per" | "/" | "each" | "every"
    )
    .then_some(())?;
    let at = at + 1;
    let at = at + usize::from(pieces.joins(at));
    let period = PERIODS.get(pieces.lower(at))?;
    Some((period, at + 1))
}

#[cfg(test)]
mod tests {
    use super::super::numeral::Convention;
    use super::*;

    /// The unit behind the number that `text` begins with.
    fn check(text: &str, expected: Option<&str>) {
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        let found = physical(&pieces, 1, 5.0).map(|(unit, _)| match unit {
            Unit::Physical(code) => code,
            other => format!("{other:?}"),
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn units_have_codes() {
        check("5 kilometres", Some("km"));
        check("5km", Some("km"));
        check("5 square miles", Some("[mi_i]2"));
        check("5 km2", Some("km2"));
        check("5 cubic metres a second", Some("m3/s"));
        check("5 tonnes a day", Some("t/d"));
        check("5-foot fence", Some("[ft_i]"));
        check("5 GWh", Some("GW.h"));
        check("5 degrees Celsius", Some("Cel"));
    }

    #[test]
    fn what_the_text_does_not_say_stays_a_plain_plural() {
        check("5 tons", Some("tons"));
        check("5 degrees", Some("degrees"));
    }

    #[test]
    fn other_words_are_no_units() {
        check("5 foot soldiers", None);
        check("5 mills", None);
        check("5 mW", None);
    }
}
