//! What happened to the people a quantity counts.

use super::quantity::Quantity;
use super::tables::{MEASURES, PEOPLE, Place};
use super::token::{Token, stands_at, stands_before};

/// How far behind the counted noun its measure may stand, in tokens.
const REACH: usize = 14;
/// How far in front of a number the name of its count may stand, in tokens.
const TOLL_REACH: usize = 14;
/// How many words may stand between a number and the noun it counts ("12 badly burned young men").
const MODIFIERS: usize = 5;

/// A quantity of people with its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) measure: &'static str,
    /// Tokens of the counted noun with its modifiers, if it is written.
    pub(crate) noun: Option<std::ops::Range<usize>>,
    /// One behind the last token of the words that carry the claim.
    pub(crate) end: usize,
}

/// What `quantity` counts; `next` is the token where the next quantity starts.
/// `None` where it does not count people, or nothing says what happened to them.
pub(crate) fn counted(tokens: &[Token<'_>], quantity: &Quantity, next: usize) -> Option<Counted> {
    if counts_no_people(tokens, quantity) || adds_to_a_count(tokens, quantity) {
        return None;
    }
    if let Some(found) = described(tokens, quantity, next) {
        return Some(found);
    }
    let noun = noun(tokens, quantity.end, next);
    let behind = noun.as_ref().map_or(quantity.end, |noun| noun.end);
    if let Some(measure) = before(tokens, quantity.start) {
        // "injuring another 40." has no noun; "injuring 40 horses" has another one.
        let elided = tokens.get(quantity.end).is_none_or(Token::is_mark);
        return (noun.is_some() || elided).then_some(Counted {
            measure,
            end: behind,
            noun,
        });
    }
    if let Some(measure) = toll(tokens, quantity.start)
        && (noun.is_some() || stands_alone(tokens, quantity.end))
    {
        return Some(Counted {
            measure,
            end: behind,
            noun,
        });
    }
    let reach = if noun.is_some() { REACH } else { 3 };
    let (measure, end) = after(tokens, behind, next.min(behind + reach), noun.is_none())?;
    Some(Counted {
        measure,
        // A bracket between count and measure ("(about 30) died") is not carried along.
        end: if noun.is_none() && !tokens[behind].is_mark() {
            end
        } else {
            behind
        },
        noun,
    })
}

/// "Two more died", "a further eight": a part of a total that stands elsewhere.
fn adds_to_a_count(tokens: &[Token<'_>], quantity: &Quantity) -> bool {
    let more = tokens
        .get(quantity.end)
        .is_some_and(|next| next.lower == "more");
    let further = quantity.start > 0
        && matches!(
            tokens[quantity.start - 1].lower.as_str(),
            "further" | "additional"
        );
    more || further
}

/// A share or a sum of money: "kills 99% of the weeds", "$300 lost".
fn counts_no_people(tokens: &[Token<'_>], quantity: &Quantity) -> bool {
    let share = tokens.get(quantity.end).is_some_and(|next| {
        matches!(next.lower.as_str(), "%" | "percent" | "pc" | "percentage")
            || next.lower == "per"
                && tokens
                    .get(quantity.end + 1)
                    .is_some_and(|t| t.lower == "cent")
    });
    let money = tokens[..quantity.end]
        .iter()
        .rev()
        .take(quantity.end - quantity.start + 1)
        .any(|token| matches!(token.text, "$" | "€" | "£" | "¥" | "₹" | "₩" | "₽"));
    share || money
}

/// A measure that describes the noun: "two captured soldiers", "five dead miners".
fn described(tokens: &[Token<'_>], quantity: &Quantity, next: usize) -> Option<Counted> {
    let row = MEASURES
        .iter()
        .find(|row| row.place == Place::After && stands_at(tokens, quantity.end, &row.words))?;
    let noun = noun(tokens, quantity.end + row.words.len(), next)?;
    Some(Counted {
        measure: row.measure,
        end: noun.end,
        noun: Some(noun),
    })
}

/// The noun for people behind a number; "one of the soldiers" is no count of soldiers.
fn noun(tokens: &[Token<'_>], at: usize, next: usize) -> Option<std::ops::Range<usize>> {
    let partitive = tokens.get(at).is_some_and(|t| t.lower == "of");
    if partitive && at > 0 && tokens[at - 1].lower == "one" {
        return None;
    }
    let start = at + usize::from(partitive);
    let end = next.min(start + MODIFIERS + 1).min(tokens.len());
    let mut last = None;
    for i in start..end {
        let token = &tokens[i];
        if PEOPLE.contains(token.lower.as_str()) {
            last = Some(i);
        } else if last.is_some()
            || (token.is_mark() && token.text != "-")
            || matches!(token.lower.as_str(), "and" | "or" | "but" | "in")
            || is_verb_like(tokens, i)
        {
            break;
        }
    }
    last.map(|last| start..last + 1)
}

/// A word of a measure where a modifier could stand: "12 killed soldiers" is rare,
/// "12 killed, soldiers said" is not.
fn is_verb_like(tokens: &[Token<'_>], at: usize) -> bool {
    MEASURES
        .iter()
        .any(|row| row.place == Place::After && stands_at(tokens, at, &row.words))
        || matches!(
            tokens[at].lower.as_str(),
            "were" | "was" | "are" | "is" | "had" | "have" | "has" | "been"
        )
}

/// A measure right in front of the quantity: "killed 12 miners".
fn before(tokens: &[Token<'_>], start: usize) -> Option<&'static str> {
    let mut at = start;
    while at > 0
        && matches!(
            tokens[at - 1].lower.as_str(),
            "another" | "a" | "an" | "the" | "all" | "further"
        )
    {
        at -= 1;
    }
    MEASURES
        .iter()
        .find(|row| row.place == Place::Before && stands_before(tokens, at, &row.words))
        .map(|row| row.measure)
}

/// Whether the number that ends at `at` has no noun of its own: "to 43 on Friday",
/// not "of three months".
fn stands_alone(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_none_or(|next| {
        next.is_mark()
            || matches!(
                next.lower.as_str(),
                "on" | "in"
                    | "by"
                    | "at"
                    | "as"
                    | "after"
                    | "from"
                    | "and"
                    | "since"
                    | "this"
                    | "last"
                    | "overnight"
                    | "so"
                    | "over"
                    | "when"
                    | "with"
                    | "for"
            )
    })
}

/// A count by name in front of the quantity: "the death toll rose to 12".
fn toll(tokens: &[Token<'_>], start: usize) -> Option<&'static str> {
    let link = tokens.get(start.checked_sub(1)?)?;
    if !matches!(
        link.lower.as_str(),
        "to" | "at" | "of" | "is" | "was" | "reached" | "stands" | "stood" | ":"
    ) {
        return None;
    }
    // "The toll from the fire at the mill by the river rose to 12", in one clause.
    let clause = tokens[..start]
        .iter()
        .rposition(Token::is_mark)
        .map_or(0, |mark| mark + 1);
    (clause.max(start.saturating_sub(TOLL_REACH))..start)
        .rev()
        .find_map(|at| {
            MEASURES
                .iter()
                .find(|row| row.place == Place::Toll && stands_at(tokens, at, &row.words))
                .map(|row| row.measure)
        })
}

/// The first measure behind the noun, in the same clause; where the noun is left
/// out ("2,700 wounded") only adverbs, auxiliaries and "others" may stand between.
fn after(
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
    elided: bool,
) -> Option<(&'static str, usize)> {
    for at in from..to.min(tokens.len()) {
        if let Some(row) = MEASURES
            .iter()
            .find(|row| row.place == Place::After && stands_at(tokens, at, &row.words))
        {
            return Some((row.measure, at + row.words.len()));
        }
        let token = &tokens[at];
        let stops = matches!(token.text, ";" | ":" | "—" | "–" | "." | "(")
            || (token.text == "," && !elided);
        let fits = !elided
            || matches!(
                token.lower.as_str(),
                "were"
                    | "was"
                    | "are"
                    | "is"
                    | "have"
                    | "has"
                    | "had"
                    | "been"
                    | "be"
                    | "others"
                    | "other"
                    | "more"
                    | "reported"
                    | "still"
                    | "listed"
                    | "as"
                    | "dead"
                    | "confirmed"
                    | "feared"
                    | "people"
                    | ")"
            );
        if stops || !fits {
            return None;
        }
    }
    None
}
