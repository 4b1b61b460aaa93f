//! Units said once: "grew to 620 hectares, from 480", "of the 9.6 million euros, 2.4 million are
//! spent".

use super::Unit;
use super::piece::Pieces;
use super::reading::Reading;
use super::tables::context;

/// Gives numbers without a unit and without a noun the unit of the one before, where the words
/// between compare the two.
pub(super) fn units(pieces: &Pieces<'_>, readings: &mut [Reading]) {
    for at in 1..readings.len() {
        let (before, rest) = readings.split_at_mut(at);
        let (Some(before), Some(reading)) = (before.last(), rest.first_mut()) else {
            return;
        };
        let takes = matches!(
            before.unit,
            Unit::Money(_) | Unit::Physical(_) | Unit::Percent
        ) && reading.unit == Unit::Count
            && stands_alone(pieces, reading)
            && (is_compared(pieces, before, reading) || both_scaled(pieces, before, reading));
        if takes {
            reading.unit = before.unit.clone();
        }
    }
}

/// Whether what follows the number can be no noun that it counts.
fn stands_alone(pieces: &Pieces<'_>, reading: &Reading) -> bool {
    let next = reading.span.end;
    !pieces.is_word(next) && !pieces.joins(next) || context("alone", pieces.lower(next))
}

/// "from 480", "compared with 300", "less than the 85 million".
fn is_compared(pieces: &Pieces<'_>, before: &Reading, reading: &Reading) -> bool {
    let percent = before.unit == Unit::Percent;
    // "than" may be part of the qualifier, "to" of "up to" is no comparison.
    let number = reading.number.start;
    let number = number - usize::from(pieces.lower_before(number, 1) == "the");
    let start = reading.span.start;
    match (pieces.lower_before(start, 2), pieces.lower_before(start, 1)) {
        _ if pieces.lower_before(number, 1) == "than" => true,
        ("compared", "with" | "to") | (_, "against" | "versus") => true,
        // "fell 0.9 percent, to 34,577" names the change and then the level.
        (verb, "from") if percent => {
            let start = before.span.start;
            matches!(verb, "up" | "down") || pieces.lower_before(start, 1) == "to"
        }
        (_, "to") if percent => false,
        (verb, "to" | "from") => {
            matches!(verb, "," | "(" | "up" | "down" | "or")
                || super::qualifier::CHANGES.contains(verb)
                || verb == "%"
        }
        _ => false,
    }
}

/// Both in millions or more, which are seldom counted twice in one sentence without a noun.
fn both_scaled(pieces: &Pieces<'_>, before: &Reading, reading: &Reading) -> bool {
    let scaled = |reading: &Reading| {
        let last = pieces.lower(reading.number.end.saturating_sub(1));
        matches!(
            last,
            "million" | "billion" | "trillion" | "m" | "bn" | "crore" | "lakh"
        )
    };
    matches!(before.unit, Unit::Money(_)) && scaled(before) && scaled(reading)
}
