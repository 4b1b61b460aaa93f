//! Datelines: "SEOUL, Jan. 13 (XYZ) — Text". They belong to the first sentence.

use super::words::{head, is_month};

/// Datelines are no longer than this, in bytes.
const LONGEST: usize = 110;

/// The length of the dateline that `paragraph` opens with, its dash included; 0 if
/// there is none.
pub(super) fn dateline(paragraph: &str) -> usize {
    let opening = head(paragraph, LONGEST);
    let Some((end, mark)) = mark(opening) else {
        return 0;
    };
    let place = opening[..end].trim_end();
    let body = head(&opening[end + mark.len()..], 40);
    let agency = place.ends_with(')') && place.contains('(');
    let capitals = place
        .split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_uppercase));
    let dated = place.split(|c: char| !c.is_alphanumeric()).any(is_month);
    let told_apart = agency || dated || (capitals && body.contains(char::is_lowercase));
    if told_apart && (capitals || agency) && is_place(place) {
        end + mark.len()
    } else {
        0
    }
}

/// The first dash or, behind a bracket, colon.
fn mark(opening: &str) -> Option<(usize, &'static str)> {
    [" - ", " -- ", "—", "–", "): "]
        .into_iter()
        .filter_map(|mark| opening.find(mark).map(|at| (at, mark)))
        .min_by_key(|&(at, _)| at)
        .map(|(at, mark)| match mark {
            "): " => (at + 1, ": "),
            _ => (at, mark),
        })
}

/// Whether only names, numbers and small words stand here.
fn is_place(place: &str) -> bool {
    let outside = place.split('(').next().unwrap_or_default();
    !outside.is_empty()
        && !outside.contains(['?', '!', '"', '“', '”', ';'])
        && outside
            .split_whitespace()
            .all(|word| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_found() {
        for text in [
            "SEOUL, Jan. 13 (XYZ) — |The",
            "MARROW. May 5 (Sundial) - |The",
            "TORN HITHE, D.C. — |The",
            "Tornhithe, St. Orme (XYZ) -- |The",
            "TORNHITHE (XYZ): |The",
        ] {
            let (line, _) = text.split_once('|').unwrap_or_default();
            assert_eq!(
                &text[..dateline(text)],
                line.trim_end_matches("| ")
                    .trim_end_matches(if line.ends_with("— ") { " " } else { "" }),
                "{text}"
            );
        }
    }

    #[test]
    fn other_openings_are_none() {
        for text in [
            "NATO met. Mr. Orme came late — and left.",
            "IT FAILED. MANY LEFT — AND CAME BACK.",
            "He came (late) — and left.",
            "",
            "—",
        ] {
            assert_eq!(dateline(text), 0, "{text}");
        }
    }
}
