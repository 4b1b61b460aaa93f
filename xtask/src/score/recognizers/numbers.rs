//! Numbers, ranges, percentages, money and dimensions.

use std::collections::HashMap;

use restated_claims::{Qualifier, Quantity, Unit, quantity::numbers};

use super::{Args, Case, Expected, Rejected, score};

/// The files that make sense for news, with what is compared in each.
const FILES: &[&str] = &[
    "Number/English/NumberModel.json",
    "Number/English/NumberRangeModel.json",
    "Number/English/PercentModel.json",
    "NumberWithUnit/English/CurrencyModel.json",
    "NumberWithUnit/English/DimensionModel.json",
    "NumberWithUnit/English/TemperatureModel.json",
];

pub(super) fn report(args: &Args) -> anyhow::Result<String> {
    let rejected = Rejected::new(include_str!("numbers_rejected.tsv"))?;
    let units = units();
    score(args, FILES, &rejected, |file, case| {
        let found = numbers(&case.input);
        let found: Vec<_> = found.iter().filter(|q| is_asked(file, q)).collect();
        let alike = found.len() == case.results.len()
            && found
                .iter()
                .zip(&case.results)
                .all(|(found, wanted)| is_alike(file, &units, &case.input, found, wanted));
        (!alike).then(|| shown(case, &found))
    })
}

/// The unit names of Recognizers-Text: a UCUM or ISO 4217 code, and how many make one of it.
fn units() -> HashMap<&'static str, (&'static str, f64)> {
    include_str!("numbers_units.tsv")
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .filter_map(|row| {
            let mut fields = row.split('\t');
            let (name, code) = (fields.next()?, fields.next()?);
            let many = fields.next().map_or(Some(1.0), |many| many.parse().ok())?;
            Some((name, (code, many)))
        })
        .collect()
}

/// Whether the file asks for quantities of this kind: each model gives its own kind only.
fn is_asked(file: &str, quantity: &Quantity) -> bool {
    if file.contains("Range") {
        return !matches!(
            quantity.qualifier,
            Qualifier::Exact | Qualifier::Approx | Qualifier::Vague
        );
    }
    match &quantity.unit {
        Unit::Count | Unit::Share | Unit::Times => file.contains("NumberModel"),
        Unit::Percent => file.contains("Percent") || file.contains("NumberModel"),
        Unit::Money(_) => file.contains("Currency") || file.contains("NumberModel"),
        Unit::Physical(code) => {
            let warmth = matches!(code.as_str(), "Cel" | "[degF]" | "K");
            let degrees = code == "degrees";
            file.contains("NumberModel")
                || file.contains("Dimension") && !warmth
                || file.contains("Temperature") && (warmth || degrees)
        }
    }
}

fn is_alike(
    file: &str,
    units: &HashMap<&str, (&str, f64)>,
    input: &str,
    found: &Quantity,
    wanted: &Expected,
) -> bool {
    if file.contains("Range") {
        // Where approximators start is not asked here.
        let span = input[found.span.clone()].to_lowercase();
        return span.ends_with(&wanted.text.to_lowercase()) && is_interval(found, wanted);
    }
    let value = wanted
        .get("value")
        .map(|value| value.trim_end_matches('%').parse::<f64>());
    let Some(Ok(value)) = value else {
        return false;
    };
    let best = found.best.unwrap_or(f64::NAN);
    if file.contains("NumberModel") {
        return spells(&input[found.number.clone()], &wanted.text) && equal(best, value);
    }
    let unit = wanted.get("isoCurrency").or_else(|| wanted.get("unit"));
    let (code, many) = match unit {
        None => ("%", 1.0),
        Some(name) => units.get(name).copied().unwrap_or((name, 1.0)),
    };
    let same = match &found.unit {
        Unit::Percent => code == "%",
        Unit::Money(found) | Unit::Physical(found) => code.split('|').any(|code| found == code),
        _ => false,
    };
    same && equal(best * many, value)
        && input[found.span.clone()]
            .to_lowercase()
            .contains(&last(&wanted.text))
}

/// The last word of `text`, in small letters: where its qualifier starts is another model's.
fn last(text: &str) -> String {
    text.split_whitespace()
        .last()
        .unwrap_or_default()
        .to_lowercase()
}

fn spells(found: &str, wanted: &str) -> bool {
    found.trim().eq_ignore_ascii_case(wanted.trim())
}

fn equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * other.abs().max(1e-12)
}

/// "[20,100)": the ends, and by their brackets whether "at least" or "more than".
fn is_interval(found: &Quantity, wanted: &Expected) -> bool {
    let Some(value) = wanted.get("value") else {
        return false;
    };
    let ends = value.trim_matches(['[', ']', '(', ')']);
    let (low, high) = ends.split_once(',').unwrap_or_default();
    let (low, high) = (low.parse::<f64>().ok(), high.parse::<f64>().ok());
    let same = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) => equal(one, other),
        (one, other) => one == other,
    };
    let closed = match found.qualifier {
        Qualifier::AtLeast => value.starts_with('['),
        Qualifier::MoreThan => value.starts_with('('),
        Qualifier::AtMost => value.ends_with(']'),
        Qualifier::LessThan => value.ends_with(')'),
        _ => true,
    };
    closed && same(found.low, low) && same(found.high, high)
}

fn shown(case: &Case, found: &[&Quantity]) -> String {
    let shown: Vec<_> = found
        .iter()
        .map(|q| {
            let text = &case.input[q.span.clone()];
            format!(
                "{text:?} {:?} {:?}/{:?}/{:?} {:?}",
                q.qualifier, q.low, q.best, q.high, q.unit
            )
        })
        .collect();
    let wanted: Vec<_> = case
        .results
        .iter()
        .map(|r| format!("{:?} {:?}", r.get("value"), r.get("unit")))
        .collect();
    format!("{}\n      for {}", shown.join("; "), wanted.join("; "))
}
