//! Names of people out of a byline: one each, without "By", jobs and outlets.

mod table;

use table::{Kind, LONGEST, is};

use super::dates::{self, Order};

/// A credited author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Credit {
    /// A person's name.
    Person(String),
    /// One word in a place where a name is expected: a blogger's handle, a first name.
    Handle(String),
    /// An outlet, an agency, a university.
    Body(String),
}

/// The people that a byline names, in order: `By Ada Quill and Tom Reed, Meridian
/// Press` gives `Ada Quill`, `Tom Reed`. Empty where it names none ("By staff").
pub(crate) fn byline(line: &str) -> Vec<String> {
    credits(line)
        .into_iter()
        .filter_map(|credit| match credit {
            Credit::Person(name) => Some(name),
            _ => None,
        })
        .collect()
}

/// Everyone whom a byline credits. Jobs, desks, places and dates are left out.
pub(crate) fn credits(line: &str) -> Vec<Credit> {
    const LONG: usize = 1000;
    let mut found = Vec::new();
    let line = if line.len() > LONG { "" } else { line };
    for piece in line.split(['\n', '|', '•', '·', '–', '—', '\u{2022}']) {
        let credits = piece_credits(piece);
        let mut prefixed = false;
        for credit in credits {
            // Behind the first piece stand outlets, places and sections; another
            // person there has a full name.
            prefixed |= found.is_empty();
            if (prefixed || matches!(credit, Credit::Person(_))) && !found.contains(&credit) {
                found.push(credit);
            }
        }
    }
    if found.iter().any(|c| matches!(c, Credit::Person(_))) {
        found.retain(|c| matches!(c, Credit::Person(_)));
    }
    found
}

/// Whether `line` begins with "By" or its like and names a person.
pub(crate) fn is_byline(line: &str) -> bool {
    let dated = dates::visible(line, Order::DayFirst);
    let after = dated.and_then(|seen| line.get(seen.range.end..));
    [Some(line), after].into_iter().flatten().any(|line| {
        let line = line.trim_start_matches(NOT_WORD);
        let words: Vec<&str> = line.split_whitespace().collect();
        let named = |credit: &Credit| !matches!(credit, Credit::Body(_));
        words.len() <= 24
            && strip_prefix(&words).len() < words.len()
            && credits(line).iter().any(named)
    })
}

/// What may stand between a date and "by".
const NOT_WORD: &[char] = &[' ', '.', ',', ';', '\t', '\u{a0}'];

fn piece_credits(piece: &str) -> Vec<Credit> {
    let piece = piece.replace(':', ": ");
    let Some(seen) = dates::visible(&piece, Order::DayFirst) else {
        return undated_credits(&piece);
    };
    let before = undated_credits(piece.get(..seen.range.start).unwrap_or_default());
    if !before.is_empty() {
        return before;
    }
    // "3 May 2031 by Ada Quill".
    let after = piece.get(seen.range.end..).unwrap_or_default();
    undated_credits(after.trim_start_matches(NOT_WORD))
}

fn undated_credits(piece: &str) -> Vec<Credit> {
    // "Agency / City": what stands behind the slash explains what stands before it.
    let piece = piece.split(" / ").next().unwrap_or_default();
    let words: Vec<&str> = piece.split_whitespace().collect();
    let words = cut(strip_prefix(&words));
    let mut found: Vec<Credit> = Vec::new();
    // Behind "Name, Outlet" comes the place, until another name is joined on.
    let mut explained = false;
    for (index, part) in parts(words).into_iter().enumerate() {
        explained &= !part.joined;
        match credit(&part.text) {
            Some(Credit::Person(name)) if !is(&name.to_lowercase(), Kind::Place) && !explained => {
                found.push(Credit::Person(name));
            }
            Some(Credit::Body(name)) if index > 0 => {
                explained = true;
                found.push(Credit::Body(name));
            }
            Some(other) if index == 0 => found.push(other),
            _ => {}
        }
    }
    found
}

/// `words` without "By" and its like at the start.
fn strip_prefix<'w, 't>(mut words: &'w [&'t str]) -> &'w [&'t str] {
    'again: for _ in 0..3 {
        for len in (1..=LONGEST.min(words.len())).rev() {
            let phrase = words[..len].join(" ");
            let bare = phrase.trim_end_matches([':', '-', '–', '—']);
            let lower = bare.to_lowercase();
            let colon = bare.len() < phrase.len();
            let prefix = is(&lower, Kind::Prefix) || (is(&lower, Kind::Lead) && (bare == lower));
            // "Author Jane Roe" is a byline, "Text" alone may be one; "Opinion
            // writer" is neither: a word that could stand alone wants a colon
            // or a name behind it.
            if prefix && (colon || words.len() > len) {
                words = &words[len..];
                continue 'again;
            }
        }
        break;
    }
    words
}

/// `words` up to the first that ends the names.
fn cut<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    for at in 0..words.len() {
        for len in 1..=LONGEST.min(words.len() - at) {
            let phrase = words[at..at + len].join(" ").to_lowercase();
            if is(phrase.trim_matches([':', ',', '.', '(', ')']), Kind::Cut) {
                return &words[..at];
            }
        }
    }
    words
}

const JOINTS: &[&str] = &[
    "and", "&", "und", "et", "og", "och", "with", "mit", "avec", "+",
];
/// Joints that also stand inside names: they part two full names only.
const SOFT_JOINTS: &[&str] = &["y", "e", "i", "en"];
/// Words behind which stands where or for whom someone writes.
const TAILS: &[&str] = &[
    "in", "at", "for", "of", "from", "aus", "à", "en", "w", "via",
];

/// A part of a byline between commas and conjunctions.
#[derive(Debug, Default)]
struct Part {
    text: String,
    /// A conjunction stands before it.
    joined: bool,
}

fn parts(words: &[&str]) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![Part::default()];
    let mut tail = false;
    for (at, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let behind = parts
            .last()
            .map_or(0, |part| part.text.split_whitespace().count());
        let ahead = words[at + 1..]
            .iter()
            .take_while(|w| w.chars().next().is_some_and(char::is_uppercase))
            .count();
        // "Telegram & Gazette" is one outlet.
        let outlet = *word == "&" && ends_in_body(&words[at + 1..]);
        let soft = SOFT_JOINTS.contains(&lower.as_str()) && behind >= 2 && ahead >= 2;
        if (JOINTS.contains(&lower.as_str()) && !outlet) || (soft && *word == lower) {
            parts.push(Part {
                joined: true,
                ..Part::default()
            });
            tail = false;
            continue;
        }
        // "Ada Quill The Meridian Press".
        if behind > 1 && *word == "The" {
            tail = true;
        }
        if behind > 1 && *word == lower && TAILS.contains(&lower.as_str()) {
            tail = true;
        }
        for (nth, piece) in word.split([',', ';']).enumerate() {
            if nth > 0 {
                parts.push(Part::default());
                tail = false;
            }
            if !tail
                && !piece.is_empty()
                && let Some(last) = parts.last_mut()
            {
                if !last.text.is_empty() {
                    last.text.push(' ');
                }
                last.text.push_str(piece);
            }
        }
    }
    // "A, and B": the conjunction opened the part that the comma had begun.
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// Whether the words up to the next comma end in a word of outlets.
fn ends_in_body(words: &[&str]) -> bool {
    let comma = words.iter().position(|word| word.ends_with([',', ';']));
    let last = comma
        .or(words.len().checked_sub(1))
        .and_then(|at| words.get(at));
    last.is_some_and(|word| {
        is(
            &word.trim_end_matches([',', ';']).to_lowercase(),
            Kind::Body,
        )
    })
}

/// Who is credited by one part.
fn credit(part: &str) -> Option<Credit> {
    let part = part.split(['(', '[', '<', '{']).next().unwrap_or_default();
    let part = part
        .trim()
        .trim_matches([':', '-', '–', '—', '"', '“', '”', '*', '.', '/', '•']);
    if part.contains(['@', '=', '#', '\\', '_', '%']) || part.contains("://") || part.is_empty() {
        return None;
    }
    let mut words: Vec<&str> = part.split_whitespace().collect();
    while words.len() > 1
        && words.last().is_some_and(|w| {
            is(&w.to_lowercase(), Kind::Credential)
                && (w.contains('.') || !w.chars().any(char::is_lowercase) || w.len() > 2)
        })
    {
        words.pop();
    }
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let any = |kind| lower.iter().any(|w| is(w, kind));
    if words.len() == 1 && is(lower.first()?, Kind::Credential) {
        return None;
    }
    let name = words.join(" ");
    if lower.last().is_some_and(|w| is(w, Kind::Job)) {
        return None;
    }
    if any(Kind::Body) {
        return (words.len() <= 8).then_some(Credit::Body(name));
    }
    if any(Kind::Job) || any(Kind::Page) || words.len() > 6 {
        return None;
    }
    let domain = words.iter().any(|w| {
        w.rsplit_once('.').is_some_and(|(host, end)| {
            host.len() > 3 && end.len() >= 2 && end.chars().all(|c| c.is_ascii_lowercase())
        })
    });
    if domain {
        return Some(Credit::Body(name));
    }
    let shaped = words.iter().zip(&lower).all(|(word, lower)| {
        let first = word
            .trim_start_matches(['\'', '’', '‘', '"', '“', 'd', '’'])
            .chars()
            .next();
        is(lower, Kind::Particle)
            || first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
    });
    let letters = !name.contains(|c: char| c.is_ascii_digit())
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    // "The Citizen": no person's name starts with an article.
    if lower.first().is_some_and(|w| w == "the") {
        return Some(Credit::Body(name));
    }
    if words.len() >= 2 && shaped && letters {
        return Some(Credit::Person(name));
    }
    let handle = words.len() == 1
        && name.len() <= 40
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !is(lower.first()?, Kind::Prefix)
        && !name.contains(['/', '.', '!', '?']);
    handle.then_some(Credit::Handle(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_each_without_by_jobs_and_outlets() {
        for (line, names) in [
            ("By Ada Quill", &["Ada Quill"][..]),
            ("BY ADA QUILL AND TOM REED", &["ADA QUILL", "TOM REED"]),
            ("Words: Ada Quill", &["Ada Quill"]),
            (
                "by: By Ada Quill, Tom Reed & Lou Vance",
                &["Ada Quill", "Tom Reed", "Lou Vance"],
            ),
            ("Ada Quill, Meridian News, Port Harrow", &["Ada Quill"]),
            ("Ada Quill, diplomatic correspondent", &["Ada Quill"]),
            (
                "By Ada Quill, Chief Reporter, and Tom Reed",
                &["Ada Quill", "Tom Reed"],
            ),
            ("Ada Quill | May 3, 2031", &["Ada Quill"]),
            ("Ada Quill / Meridian Post", &["Ada Quill"]),
            (
                "Ada Quill in Harrow and Tom Reed in New Sallow",
                &["Ada Quill", "Tom Reed"],
            ),
            ("Ada Quill Updated 3 hours ago", &["Ada Quill"]),
            ("View all posts by Ada Quill", &["Ada Quill"]),
            ("Ada Quill, Ph.D.", &["Ada Quill"]),
            ("Ada Quill MS, RDN", &["Ada Quill"]),
            ("Von Ada Quill und Tom Reed", &["Ada Quill", "Tom Reed"]),
            ("di Ada Quill e Tom Reed", &["Ada Quill", "Tom Reed"]),
            ("Di Stefano Quill", &["Di Stefano Quill"]),
            ("Por Ada Ortega y Gasso", &["Ada Ortega y Gasso"]),
            ("Ada van der Quill, New York", &["Ada van der Quill"]),
            ("Ada Quill (Meridian)", &["Ada Quill"]),
            ("Ada Quill, ada@meridian.example", &["Ada Quill"]),
            ("By Meridian staff", &[]),
            ("Meridian News Agency / Port Harrow", &[]),
            ("Meridian newsroom", &[]),
            ("By Meridian Reporter Wednesday", &[]),
            ("Meridian Broadcasting, Harrow studio", &[]),
            ("Communications unit", &[]),
            ("Ada Quill, Harrow Telegram & Gazette", &["Ada Quill"]),
            ("Authors:Ada Quill, Tom Reed", &["Ada Quill", "Tom Reed"]),
            ("Ada Quill Plus Icon", &[]),
            ("Redacción / Meridian", &[]),
            ("", &[]),
        ] {
            assert_eq!(byline(line), names, "{line}");
        }
    }

    #[test]
    fn handles_and_bodies_are_told_from_people() {
        assert_eq!(credits("by oldlamp"), [Credit::Handle("oldlamp".into())]);
        assert_eq!(
            credits("University of Sallow"),
            [Credit::Body("University of Sallow".into())]
        );
        assert_eq!(credits("admin"), []);
        assert!(is_byline("By Ada Quill"));
        assert!(is_byline("3 May 2031. By Ada Quill"));
        assert_eq!(byline("posted on 3 May 2031 by Ada Quill"), ["Ada Quill"]);
        assert_eq!(byline("Ada Quill The Meridian Press"), ["Ada Quill"]);
        assert!(!is_byline("Ada Quill"));
        assert!(!is_byline("By the time the roof fell, the shift had gone"));
    }
}
