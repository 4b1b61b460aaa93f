//! A question as a person would ask it.

use std::collections::BTreeMap;

use restated_claims::Modality;
use restated_claims::measure::is_person;

use super::asked::{Asked, Plane};
use super::measure::asking;
use super::population::{kind, says_no_kind};
use super::same::Group;
use super::setting::words;
use super::share::Share;
use super::side::{Side, is_name};
use super::table::{plural, singular};
use crate::word_lists::List;

/// The question that the claims of `group` answer.
pub(crate) fn text(group: &Group<'_>) -> String {
    let question = fill(group, &template(group));
    let question = question.trim_end_matches('?').to_owned();
    let question = forced(group, question);
    let mut tail = String::new();
    let asked = &group.asked;
    if let Some(per) = most(asked.iter().filter_map(|asked| asked.figure.per.clone())) {
        tail.push_str(&format!(" {per}"));
    }
    match most(asked.iter().filter_map(|asked| asked.role)) {
        Some("average") => tail.push_str(" on average"),
        Some("highest") => tail.push_str(" at most"),
        Some("lowest") => tail.push_str(" at least"),
        Some("flat") => tail.push_str(" at a flat rate"),
        _ => {}
    }
    if asked.iter().all(|asked| asked.everywhere) {
        tail.push_str(" in all");
    } else if let Some(place) = place(group) {
        tail.push_str(&format!(" {place}"));
    }
    match asked[0].window.years() {
        Some((from, to)) if from < to => tail.push_str(&format!(" between {from} and {to}")),
        Some((_, year)) => tail.push_str(&format!(" in {year}")),
        None => {}
    }
    format!("{question}{tail}?")
}

/// Who or what is counted.
pub(crate) fn counted(group: &Group<'_>) -> Option<String> {
    match group.asked[0].unit {
        "persons" => people(group),
        _ => things(group),
    }
}

/// The row of the table for the measure; of another measure a question that its words make.
fn template(group: &Group<'_>) -> String {
    let asked = &group.asked;
    let named = |words: &[&str]| {
        let mut sentences = asked.iter().flat_map(|asked| &asked.setting.words);
        sentences.any(|word| words.iter().any(|stem| word.lower.starts_with(stem)))
    };
    let row = asking(group.measure)
        .iter()
        .find(|row| row.words.is_empty() || named(&row.words));
    if let Some(row) = row {
        return row.question.to_owned();
    }
    open(group)
}

/// The question of a measure that is a noun or a participle of the text.
fn open(group: &Group<'_>) -> String {
    let measure = group.measure.replace('_', " ");
    let counted = counted(group).unwrap_or_default().to_lowercase();
    let head = counted.rsplit(' ').next().unwrap_or_default();
    let is_share = group.asked[0].unit == "percent";
    let are_many = singular(&measure) != measure;
    if is_weighed(group.asked[0].unit) && singular(head) == singular(&measure) {
        return format!("How much {} was there?", singular(&measure));
    }
    if is_share && are_many {
        format!("What share were {measure}?")
    } else if measure.contains(' ') && (is_share || !are_many) {
        format!("How large was the {measure}?")
    } else if singular(head) == singular(&measure) {
        "How many {x} were there?".to_owned()
    } else if counted.is_empty() && are_many {
        format!("How many {measure} were there?")
    } else if counted.is_empty() && is_participle(&measure) {
        format!("How much was {measure}?")
    } else if counted.is_empty() {
        format!("How large was the {measure}?")
    } else {
        format!("How many {{x}} were {measure}?")
    }
}

/// Whether so much of something is told, and not so many: "320 tonnes of gravel".
fn is_weighed(unit: &str) -> bool {
    !["persons", "percent", "times"].contains(&unit) && plain(unit).is_empty()
}

/// Whether `word` is what was done to something: "written", "set".
fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("en") || List::Participles.has(word)
}

/// `template` with what is counted in its place.
fn fill(group: &Group<'_>, template: &str) -> String {
    let Some((before, rest)) = template.split_once('{') else {
        return template.to_owned();
    };
    let Some((default, after)) = rest.split_once('}') else {
        return template.to_owned();
    };
    let first = &group.asked[0];
    let of_people = first.unit == "persons";
    let status = most(group.asked.iter().filter_map(|asked| asked.status));
    let counted = counted(group);
    let mut what = match (default, status) {
        ("cases", status) => format!("{} cases", status.unwrap_or_default())
            .trim()
            .to_owned(),
        ("units" | "x", _) if of_people => counted.unwrap_or_else(|| "people".to_owned()),
        ("units" | "x", _) => counted.unwrap_or_else(|| plain(first.unit)),
        (_, _) if of_people => counted.unwrap_or_else(|| default.to_owned()),
        // "people" where villages were evacuated.
        _ => counted.unwrap_or_else(|| plain(first.unit)),
    };
    if first.share == Share::Part && self::place(group).is_none() && self::counted(group).is_none()
    {
        "of them".clone_into(&mut what);
    }
    if first.share == Share::Added {
        what = format!("more {what}");
    }
    if first.unit == "percent" {
        let share = before.replace("How many", "What share");
        let of = if what.is_empty() {
            String::new()
        } else {
            format!("of the {what}")
        };
        let after = if after.starts_with(" were there") {
            " was it?"
        } else {
            after
        };
        return tidy(&format!("{share}{of}{after}"));
    }
    if is_weighed(first.unit) && before.starts_with("How many") && what != "of them" {
        let before = before.replacen("How many", "How much", 1);
        let after = after.replacen(" were ", " was ", 1);
        return tidy(&format!("{before}{}{after}", singular(&what)));
    }
    tidy(&format!("{before}{what}{after}"))
}

/// A unit that is a noun; nothing of one that is a code.
fn plain(unit: &str) -> String {
    let is_noun = unit.chars().count() > 3 && unit.chars().all(|c| c.is_lowercase() || c == ' ');
    if is_noun && !["times", "percent"].contains(&unit) {
        unit.to_owned()
    } else {
        String::new()
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `question` of what is to come, might be or is asked for.
fn forced(group: &Group<'_>, question: String) -> String {
    let asked = &group.asked;
    let to_come = |asked: &&Asked<'_>| asked.told.claim.modality == Modality::Expected;
    let planned = 2 * asked.iter().filter(to_come).count() > asked.len();
    let (many, one, otherwise) = match asked[0].plane {
        Plane::Said if planned => (" are to be ", " is to be ", ""),
        Plane::Said => return question,
        Plane::Expected => (
            " are expected to be ",
            " is expected to be ",
            ", as is expected",
        ),
        Plane::Supposed => (" could be ", " could be ", ", as is supposed"),
        Plane::Wanted => return format!("{question}, as is asked for"),
    };
    for how in ["How large was ", "How high was "] {
        if let Some(what) = question.strip_prefix(how) {
            let is = how.replace("was", one.split(' ').nth(1).unwrap_or("is"));
            let tail = one.split(' ').skip(2).collect::<Vec<_>>().join(" ");
            return format!("{is}{what} {tail}").trim_end().to_owned();
        }
    }
    if let Some((before, after)) = question.split_once(" was it ") {
        let (is, be) = many.trim().split_once(' ').unwrap_or((many.trim(), ""));
        let is = if is == "are" { "is" } else { is };
        return format!("{before} {is} it {be} {after}");
    }
    if question.contains(" were ") {
        question.replacen(" were ", many, 1)
    } else if question.contains(" was ") {
        question.replacen(" was ", one, 1)
    } else {
        format!("{question}{otherwise}")
    }
}

/// The people of a group: those whom most of its claims name, with the name of whose they are where
/// one is given.
fn people(group: &Group<'_>) -> Option<String> {
    let counted = |asked: &Asked<'_>| {
        let own = asked
            .figure
            .counted
            .as_deref()
            .filter(|_| asked.moved.is_none());
        own.or(asked.of).map(str::to_owned)
    };
    let said: Vec<String> = group.asked.iter().filter_map(counted).collect();
    let nouns = || said.iter().map(|counted| noun(counted));
    if group.asked.iter().any(|asked| asked.side == Side::Both) {
        let noun = most(nouns().flatten());
        return Some(format!(
            "{} of both sides",
            noun.unwrap_or_else(|| "people".to_owned())
        ));
    }
    let named: Vec<String> = said
        .iter()
        .filter_map(|counted| named_people(counted))
        .collect();
    // "Velmari soldiers" says more than "Velmaris".
    let fuller = named.iter().filter(|name| name.contains(' '));
    most(fuller)
        .or_else(|| most(named.iter()))
        .cloned()
        .or_else(|| most(nouns()).flatten())
}

/// "North Dresk soldiers" of "captured North Dresk soldiers"; "Velmaris".
fn named_people(counted: &str) -> Option<String> {
    let head = counted.split(" of ").next().unwrap_or(counted);
    let words: Vec<&str> = head.split(' ').skip_while(|word| !is_name(word)).collect();
    (!words.is_empty()).then(|| plural(&words.join(" ")))
}

/// The noun for people that `counted` ends in, if it says of what kind they are.
fn noun(counted: &str) -> Option<String> {
    let head = counted.split(" of ").next().unwrap_or(counted);
    let words: Vec<String> = words(head).into_iter().map(|word| word.lower).collect();
    let last = words.last()?;
    let says = |word: &str| is_person(word) && !says_no_kind(word);
    // "volunteer firefighters", but not "missing miners".
    let before = words.len().checked_sub(2).map(|at| words[at].as_str());
    let joined = before.filter(|word| says(word) && kind(counted).is_some());
    says(last).then(|| match joined {
        Some(before) => format!("{before} {}", plural(last)),
        None => plural(last),
    })
}

/// The things of a group: what most of its claims call them.
fn things(group: &Group<'_>) -> Option<String> {
    let nouns = group.asked.iter().filter_map(|asked| {
        let counted = asked
            .figure
            .counted
            .as_deref()
            .filter(|_| asked.moved.is_none())?;
        let head = counted.split(" of ").next().unwrap_or(counted);
        Some(head.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
    });
    let is_share = group.asked[0].unit == "percent";
    most(nouns).map(|noun| if is_share { noun } else { plural(&noun) })
}

/// Where, with the word in front of it, of a part or where most claims that say where say so.
fn place(group: &Group<'_>) -> Option<String> {
    let written = group.asked.iter().filter_map(|asked| {
        let place = asked.told.claim.place.as_deref()?;
        let at = asked.told.sentence.find(place)?;
        let before = words(&asked.told.sentence[..at]);
        let before = before
            .iter()
            .rev()
            .take(2)
            .find(|word| word.lower != "the")?;
        let at = Some(&before.lower).filter(|at| List::At.has(at))?;
        Some(format!("{at} {place}"))
    });
    let written: Vec<String> = written.collect();
    let is_part = group.asked[0].share == Share::Part;
    if written.is_empty() && is_part {
        let named = group.asked.iter().flat_map(|asked| {
            let places = asked.places.iter();
            places.filter(|place| asked.told.sentence.contains(&format!(" in {place}")))
        });
        return most(named).map(|place| format!("in {place}"));
    }
    let of_many = is_part || 2 * written.len() >= group.asked.len();
    most(written.into_iter()).filter(|_| of_many)
}

/// What stands most often, of equals the first in the alphabet.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(one, _)| one)
}
