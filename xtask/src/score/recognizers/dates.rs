//! Dates, times of day, durations and sets.

use restated_claims::{Document, TimeExpression, TimeKind, day, times};
use restated_language::{Annotator, Model};

use super::{Args, Case, Expected, Rejected, score};

const FILES: [&str; 1] = ["DateTime/English/DateTimeModel.json"];

/// Words before an expression that one project marks with it and the other does not.
const BEFORE: [&str; 31] = [
    "on",
    "in",
    "at",
    "by",
    "the",
    "of",
    "for",
    "from",
    "since",
    "until",
    "till",
    "before",
    "after",
    "between",
    "starting",
    "beginning",
    "around",
    "about",
    "a",
    "an",
    "within",
    "to",
    "than",
    "later",
    "no",
    "as",
    "early",
    "late",
    "circa",
    "year",
    "any",
];

pub(super) fn report(args: &Args) -> anyhow::Result<String> {
    let rejected = Rejected::new(include_str!("dates_rejected.tsv"))?;
    let model = Model::from_static(restated_model_en::MODEL)?;
    score(args, &FILES, &rejected, |_, case| check(&model, case))
}

/// What was found, if that is not what the case expects.
fn check(model: &Model, case: &Case) -> Option<String> {
    let annotated = Annotator::new(model).annotate(&case.input);
    let published = case
        .context
        .as_ref()
        .and_then(|context| day(&context.reference_date_time));
    let found = times(&Document::new(&annotated, published));
    let mut left: Vec<&TimeExpression> = found.iter().collect();
    let mut right = true;
    for wanted in &case.results {
        let place = left
            .iter()
            .position(|one| alike(wanted, one, &case.input))
            .or_else(|| {
                left.windows(2)
                    .position(|pair| of_hours(wanted, pair, &case.input))
            });
        match place {
            Some(place) => {
                let phrase = left.remove(place).phrase.clone();
                // The two ends of an interval are one expectation.
                left.retain(|found| found.phrase != phrase);
            }
            None => right = false,
        }
    }
    if right && left.is_empty() {
        return None;
    }
    let shown: Vec<_> = found
        .iter()
        .map(|found| {
            format!(
                "[{}] ({}) {} {} {}",
                &case.input[found.span.clone()],
                &case.input[found.phrase.clone()],
                found.kind.timex3(),
                found.value,
                found.edtf.as_deref().unwrap_or("-")
            )
        })
        .collect();
    let wanted: Vec<_> = case
        .results
        .iter()
        .map(|wanted| {
            values(wanted)
                .into_iter()
                .map(|v| v.join(" "))
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    Some(format!(
        "{}\n      values {}",
        shown.join("  "),
        wanted.join("  ;  ")
    ))
}

fn alike(wanted: &Expected, found: &TimeExpression, text: &str) -> bool {
    let words = trimmed(&wanted.text);
    let spans = [&found.span, &found.phrase];
    spans
        .iter()
        .any(|span| trimmed(&text[(*span).clone()]) == words)
        && values(wanted).iter().any(|value| value_alike(value, found))
}

/// Whether two times of day bound the interval that is wanted.
fn of_hours(wanted: &Expected, pair: &[&TimeExpression], text: &str) -> bool {
    let [first, last] = pair else {
        return false;
    };
    let phrase = first.phrase == last.phrase
        && trimmed(&text[first.phrase.clone()]) == trimmed(&wanted.text);
    let time = |value: &str| {
        clock(value)
            .split_once('T')
            .map(|(_, time)| time.to_owned())
    };
    let day = |value: &str, resolved: &str, theirs: &str| {
        theirs.starts_with('T') || resolved.len() >= 10 && value.starts_with(&resolved[..10])
    };
    phrase
        && values(wanted).iter().any(|[timex, _, start, end]| {
            let parts: Vec<&str> = timex.trim_matches(['(', ')']).split(',').collect();
            parts.len() == 3
                && time(parts[0]).is_some()
                && time(&first.value) == time(parts[0])
                && time(&last.value) == time(parts[1])
                && day(&first.value, start, parts[0])
                && day(&last.value, end, parts[1])
        })
}

/// The words of an expression without what only one side marks.
fn trimmed(words: &str) -> String {
    let lower = words.to_lowercase().replace('’', "'");
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while words.len() > 1 && BEFORE.contains(&words[0]) {
        words.remove(0);
    }
    words.join(" ").trim_end_matches(['.', ',']).to_owned()
}

/// TIMEX and resolved value, or start and end, of each reading.
fn values(wanted: &Expected) -> Vec<[String; 4]> {
    let field = |value: &serde_json::Value, name: &str| {
        value
            .get(name)
            .and_then(|v| v.as_str())
            .unwrap_or("")
            .to_owned()
    };
    wanted
        .resolution
        .get("values")
        .and_then(|values| values.as_array())
        .into_iter()
        .flatten()
        .map(|value| ["timex", "value", "start", "end"].map(|name| field(value, name)))
        .collect()
}

fn value_alike([timex, value, start, end]: &[String; 4], found: &TimeExpression) -> bool {
    let ours = clock(&found.value);
    let theirs = clock(timex);
    if ours == theirs || vague(&ours) == theirs || length(&ours) == length(&theirs) {
        return true;
    }
    if found.kind == TimeKind::Set {
        return false;
    }
    let edtf = found.edtf.as_deref().unwrap_or("");
    if let Some(inner) = timex
        .strip_prefix('(')
        .and_then(|timex| timex.strip_suffix(')'))
    {
        let parts: Vec<&str> = inner.split(',').collect();
        if parts.len() == 3 {
            return length(parts[2]) == length(&ours) && !ours.is_empty()
                || interval(edtf, parts[0], parts[1])
                || interval(edtf, start, end)
                || sub_year(&ours, start, parts[2]);
        }
    }
    // A time of day that belongs to no day.
    if theirs.starts_with('T') {
        return ours
            .split_once('T')
            .is_some_and(|(_, time)| format!("T{time}") == theirs);
    }
    let time = |value: &str| value.split_once('T').map(|(_, time)| time.to_owned());
    let same_time = time(&ours) == time(&theirs);
    let date = ours.split('T').next().unwrap_or("");
    let same_date = |resolved: &str| {
        resolved.len() >= 10
            && !date.is_empty()
            && !date.contains('X')
            && (resolved[..10].starts_with(date) || week(edtf, resolved))
    };
    same_time
        && (same_date(value)
            || same_date(start) && coarse(date, timex)
            || same_date(end) && end.len() >= 10 && start.is_empty())
}

/// An instant written to the second as one to the minute, an hour as one to the minute.
fn clock(value: &str) -> String {
    let Some((date, time)) = value.split_once('T').filter(|(date, time)| {
        !date.starts_with('P') && time.starts_with(|c: char| c.is_ascii_digit())
    }) else {
        return value.to_owned();
    };
    let time = time
        .strip_suffix(":00")
        .filter(|time| time.contains(':'))
        .unwrap_or(time);
    let time = time.replace("24:", "00:");
    let time = if time == "24" { "00".to_owned() } else { time };
    let time = if time.contains(':') {
        time
    } else {
        format!("{time}:00")
    };
    format!("{date}T{time}")
}

/// Assistants take "a few" for three.
fn vague(value: &str) -> String {
    value.replace('X', "3")
}

/// A length in comparable units.
fn length(value: &str) -> String {
    value
        .replace("P0.5Y", "P6M")
        .replace("P1FN", "P2W")
        .replace("P1WE", "XXXX-WXX-WE")
        .replace("P1DE", "P10Y")
        .replace("P2DE", "P20Y")
}

fn interval(edtf: &str, start: &str, end: &str) -> bool {
    let Some((first, last)) = edtf.split_once('/') else {
        return false;
    };
    let near = |ours: &str, theirs: &str| {
        !ours.is_empty()
            && theirs.get(..ours.len().min(theirs.len()))
                == Some(&ours[..ours.len().min(theirs.len())])
            && ours.len() <= theirs.len()
    };
    near(first.trim_end_matches('~'), start)
        && (near(last.trim_end_matches('~'), end)
            || day_before(end).is_some_and(|end| near(last, &end)))
}

/// Their ends are the first day that no longer belongs.
fn day_before(end: &str) -> Option<String> {
    Some(day(end)?.yesterday().ok()?.to_string())
}

/// "2017-Q1", "199", "14" as the intervals that they are.
fn sub_year(ours: &str, start: &str, length: &str) -> bool {
    let (year, month) = (
        start.get(..4).unwrap_or("-"),
        start
            .get(5..7)
            .and_then(|month| month.parse::<u32>().ok())
            .unwrap_or(0),
    );
    match length {
        "P3M" => ours == format!("{year}-Q{}", month / 3 + 1),
        "P6M" => ours == format!("{year}-H{}", month / 6 + 1),
        "P10Y" => start.starts_with(ours) && ours.len() == 3,
        "P100Y" => start.starts_with(ours) && ours.len() == 2,
        _ => false,
    }
}

/// Whether a date of ours that is coarser than a day is as coarse as theirs.
fn coarse(date: &str, timex: &str) -> bool {
    date.len() >= 10
        || date.len() == timex.split('T').next().unwrap_or("").len()
        || timex.contains("WXX")
        || date.contains('W')
}

fn week(edtf: &str, start: &str) -> bool {
    edtf.split_once('/').is_some_and(|(first, last)| {
        first.len() == 10 && last.len() == 10 && (first..=last).contains(&&start[..10])
    })
}
