//! Figures, sources and counts in words. Neutral ones: who said what, never
//! whether it is so.

use restated_claims::{Difference, Figure, Modality, Polarity, Qualifier, Status};

pub use crate::fields::word;

/// `n` with its noun: "1 article", "12,000 articles".
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as f64), if n == 1 { one } else { many })
}

/// A number with thousands set apart: "11,000", "1.5".
pub fn number(value: f64) -> String {
    let plain = value.to_string();
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// How an answer is put, over all figures that give it: "at least 43", "40–45".
/// Different ways to put the same value stand side by side, the usual one first.
pub fn answer<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> String {
    let mut ways: Vec<(String, usize)> = Vec::new();
    for figure in figures {
        let way = figure_in_words(figure);
        match ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, times)) => *times += 1,
            None => ways.push((way, 1)),
        }
    }
    ways.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let ways: Vec<String> = ways.into_iter().map(|(way, _)| way).collect();
    ways.join(" / ")
}

/// What is put before a number for its qualifier.
struct Qualified {
    approx: &'static str,
    at_least: &'static str,
    more_than: &'static str,
    at_most: &'static str,
    less_than: &'static str,
}

const IN_WORDS: Qualified = Qualified {
    approx: "about ",
    at_least: "at least ",
    more_than: "more than ",
    at_most: "at most ",
    less_than: "fewer than ",
};
const IN_SIGNS: Qualified = Qualified {
    approx: "c. ",
    at_least: "≥",
    more_than: ">",
    at_most: "≤",
    less_than: "<",
};

/// The number with its qualifier, without unit; `None` where there is no number.
fn qualified(figure: &Figure, put: &Qualified) -> Option<String> {
    let Figure {
        best, low, high, ..
    } = *figure;
    let with = |words: &str, value: Option<f64>| Some(format!("{words}{}", number(value?)));
    match figure.qualifier {
        Qualifier::Exact => with("", figure.value()),
        Qualifier::Approx => with(put.approx, figure.value()),
        Qualifier::AtLeast => with(put.at_least, low.or(best)),
        Qualifier::MoreThan => with(put.more_than, low.or(best)),
        Qualifier::AtMost => with(put.at_most, high.or(best)),
        Qualifier::LessThan => with(put.less_than, high.or(best)),
        Qualifier::Range => low
            .zip(high)
            .map(|(low, high)| format!("{}–{}", number(low), number(high))),
        Qualifier::Vague => None,
    }
}

/// The figure as a reader would say it: "at least 43", "about 12.5 %", "300 a week".
pub fn figure_in_words(figure: &Figure) -> String {
    let bare = qualified(figure, &IN_WORDS);
    let mut words = match (bare, figure.unit.as_str()) {
        (None, _) => figure.text.clone(),
        (Some(words), "persons") => words,
        (Some(words), "percent") => format!("{words} %"),
        (Some(words), unit) => format!("{words} {unit}"),
    };
    // "300" and "300 a week" are not the same answer.
    if let Some(per) = &figure.per
        && !words.ends_with(per.as_str())
    {
        words.push(' ');
        words.push_str(per);
    }
    words
}

/// The same in few columns: "≥43", "c. 300", "40–45".
pub fn brief(figure: &Figure) -> String {
    let is_share = figure.unit == "percent";
    let whole = match figure.qualifier {
        Qualifier::Range | Qualifier::Vague => true,
        Qualifier::Exact => is_share,
        _ => false,
    };
    match qualified(figure, &IN_SIGNS).filter(|_| !whole) {
        Some(words) if is_share => format!("{words} %"),
        Some(words) => words,
        None => figure_in_words(figure),
    }
}

/// On whose word, by the `name` that the article gives.
pub fn source(name: Option<&str>, status: Status) -> String {
    match (name, status) {
        (Some(name), Status::Anonymous) => format!("{name} (not named)"),
        (Some(name), _) => name.to_owned(),
        (None, Status::OwnVoice) => "the outlet itself".to_owned(),
        (None, Status::Anonymous) => "somebody not named".to_owned(),
        (None, Status::Attributed | Status::Unattributed) => "nobody named".to_owned(),
    }
}

/// Where claims come from, by who is named if anybody is.
pub fn origin(source: Option<String>, anonymous: bool) -> String {
    match (source, anonymous) {
        (Some(source), true) => format!("{source} (not named)"),
        (Some(source), false) => source,
        (None, _) => "nobody named".to_owned(),
    }
}

/// With what reservations.
pub fn notes(polarity: Polarity, modality: Modality, hedges: &[String]) -> Vec<String> {
    let mut notes = Vec::new();
    if polarity == Polarity::Negated {
        notes.push("put as not so".to_owned());
    }
    match modality {
        Modality::Asserted => {}
        Modality::Hypothetical => notes.push("put as a possibility".to_owned()),
        Modality::Expected => notes.push("put as expected".to_owned()),
        Modality::Denied => notes.push("put as denied".to_owned()),
        Modality::Unverified => notes.push("the text says that it was not verified".to_owned()),
    }
    if !hedges.is_empty() {
        notes.push(format!("hedged: {}", hedges.join(", ")));
    }
    notes
}

/// What a title puts otherwise than the text under it. Titles seldom say on whose word: that
/// alone is not worth a line.
pub fn headline(title: &str, text: &str, differs: &[Difference]) -> Option<String> {
    if differs
        .iter()
        .all(|difference| *difference == Difference::Attribution)
    {
        return None;
    }
    let ways = differs.iter().map(|difference| match difference {
        Difference::Value => "another number",
        Difference::Qualifier => "another qualifier",
        Difference::Attribution => "on somebody’s word in one of the two only",
        Difference::Hedges => "hedged in one of the two only",
        Difference::Modality => "put with another force",
        Difference::Polarity => "put as not so in one of the two only",
    });
    let ways = ways.collect::<Vec<_>>().join(", ");
    Some(format!("title: “{title}”; text: “{text}” ({ways})"))
}

/// A, B, …, Z, AA, AB, …
pub fn letter(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        match (index / 26).checked_sub(1) {
            Some(next) => index = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(
        qualifier: Qualifier,
        best: Option<f64>,
        low: Option<f64>,
        high: Option<f64>,
    ) -> Figure {
        Figure {
            text: "dozens of people".to_owned(),
            best,
            low,
            high,
            qualifier,
            unit: "persons".to_owned(),
            measure: "killed".to_owned(),
            counted: None,
            per: None,
            scope: Default::default(),
            part_of: None,
        }
    }

    #[test]
    fn numbers_are_grouped() {
        for (value, words) in [
            (7.0, "7"),
            (300.0, "300"),
            (11_000.0, "11,000"),
            (1_234_567.5, "1,234,567.5"),
            (-1500.0, "−1,500"),
        ] {
            assert_eq!(number(value), words);
        }
    }

    #[test]
    fn figures_are_put_as_they_were_meant() {
        for (figure, words) in [
            (figure(Qualifier::Exact, Some(43.0), None, None), "43"),
            (
                figure(Qualifier::AtLeast, Some(43.0), Some(43.0), None),
                "at least 43",
            ),
            (
                figure(Qualifier::MoreThan, None, Some(300.0), None),
                "more than 300",
            ),
            (
                figure(Qualifier::LessThan, None, None, Some(9.0)),
                "fewer than 9",
            ),
            (
                figure(Qualifier::Range, None, Some(40.0), Some(45.0)),
                "40–45",
            ),
            (
                figure(Qualifier::Vague, None, Some(24.0), None),
                "dozens of people",
            ),
        ] {
            assert_eq!(answer(&[figure]), words);
        }
        let bounded = figure(Qualifier::AtLeast, Some(43.0), Some(43.0), None);
        assert_eq!(brief(&bounded), "≥43");
        let range = figure(Qualifier::Range, None, Some(40.0), Some(45.0));
        assert_eq!(brief(&range), "40–45");
        let percent = Figure {
            unit: "percent".to_owned(),
            ..figure(Qualifier::Approx, Some(12.5), None, None)
        };
        assert_eq!(answer(&[percent]), "about 12.5 %");
        let rate = Figure {
            per: Some("a week".to_owned()),
            ..figure(Qualifier::Exact, Some(300.0), None, None)
        };
        assert_eq!(answer(&[rate]), "300 a week");
    }

    #[test]
    fn the_usual_way_to_put_it_comes_first() {
        let exact = figure(Qualifier::Exact, Some(5.0), None, None);
        let about = figure(Qualifier::Approx, Some(5.0), None, None);
        assert_eq!(answer(&[exact, about.clone(), about]), "about 5 / 5");
    }

    #[test]
    fn a_title_is_quoted_where_it_puts_something_otherwise() {
        let differs = [Difference::Qualifier, Difference::Attribution];
        assert_eq!(
            headline("12 dead", "at least 12 people", &differs).unwrap(),
            "title: “12 dead”; text: “at least 12 people” \
             (another qualifier, on somebody’s word in one of the two only)"
        );
        assert_eq!(headline("12 dead", "12 people", &differs[1..]), None);
        assert_eq!(headline("12 dead", "12 dead", &[]), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(letter),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }
}
