//! Money: signs and codes in front of a number, names and codes behind it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::piece::Pieces;
use super::tables::words;
use crate::table::rows;

/// Money of some currency, and how many of its coins make one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Money {
    /// An ISO 4217 code, or a plain plural where the text does not say which currency it is.
    pub(super) code: String,
    /// 100 for cents.
    pub(super) coins: f64,
}

impl Money {
    fn new(code: &str, plural: &str) -> Self {
        Self {
            code: if code == "=" { plural } else { code }
                .trim_start_matches('=')
                .to_owned(),
            coins: 1.0,
        }
    }
}

static SIGNS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/quantity/currency_signs.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

static CODES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/currency_codes.txt")));

/// Words that make "pounds" a weight.
static WEIGHTS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/weights.txt")));

/// How far in front of "pounds" they stand.
const WEIGHED: usize = 6;

/// Of a name in the singular or plural: its plural, and its code by whose it is.
#[derive(Debug, Default)]
struct Name {
    plural: &'static str,
    alone: Option<(&'static str, f64)>,
    whose: Vec<(&'static str, &'static str, f64)>,
}

static NAMES: LazyLock<FxHashMap<&str, Name>> = LazyLock::new(|| {
    let mut names: FxHashMap<&str, Name> = FxHashMap::default();
    let currencies = rows(include_str!("../../data/quantity/currencies.txt"));
    let coins = rows(include_str!("../../data/quantity/minor_units.txt"));
    for row in currencies.chain(coins) {
        let coins = row
            .get(4)
            .map_or(1.0, |coins| coins.parse().expect("a number"));
        for word in [row[0], row[1]] {
            let name = names.entry(word).or_default();
            if name.plural.is_empty() {
                name.plural = row[1];
            }
            if row[2] == "-" {
                name.alone.get_or_insert((row[3], coins));
            } else {
                name.whose.push((row[2], row[3], coins));
            }
        }
    }
    names
});

/// The sign or code of money at `at` in front of a number, and where it ends.
pub(super) fn before(pieces: &Pieces<'_>, at: usize) -> Option<(Money, usize)> {
    if pieces.glued(at) && pieces.is_word(at) {
        return None;
    }
    let mut sign = String::new();
    let mut found = None;
    for end in at..at + 3 {
        let letters = matches!(pieces.lower(at), "us" | "hk" | "nz");
        let spaced = end > at && !pieces.glued(end) && !letters;
        if spaced || pieces.text(end).len() > 4 {
            break;
        }
        sign += pieces.text(end);
        if let Some(code) = SIGNS.get(sign.as_str()) {
            found = Some((Money::new(code, ""), end + 1));
        } else if CODES.contains(sign.as_str()) {
            let next = end + 1 + usize::from(pieces.text(end + 1) == "$");
            found = Some((Money::new(&sign, ""), next));
        }
    }
    let (money, end) = found?;
    let dotted = pieces.text(end) == "." && pieces.text(end - 1).ends_with('s');
    Some((money, end + usize::from(dotted)))
}

/// The name, sign or code of money at `at` behind the number `value`, and where it ends.
pub(super) fn after(pieces: &Pieces<'_>, at: usize, value: f64) -> Option<(Money, usize)> {
    let hyphened = pieces.joins(at);
    let at = at + usize::from(hyphened);
    let text = pieces.text(at);
    if CODES.contains(text) && text.len() == 3 {
        return Some((Money::new(text, ""), at + 1));
    }
    let fronts = pieces.glued(at + 1) && pieces.is_numeral(at + 1);
    let sign = !fronts && !is_prefix_only(text);
    if let Some(code) = SIGNS.get(text).filter(|_| sign) {
        return Some((Money::new(code, ""), at + 1));
    }
    // "Hong Kong dollars", "U.S. dollars": what stands in front of the name says whose.
    let noun = (at..at + 5).find(|&i| NAMES.contains_key(pieces.lower(i)))?;
    let described = (at..noun).all(|i| {
        pieces
            .text(i)
            .starts_with(|c: char| c.is_uppercase() || c == '.')
            || i + 1 == noun
    });
    let name = NAMES.get(pieces.lower(noun))?;
    let whose = match pieces.lower_before(noun, 1) {
        "." => "us",
        word => word,
    };
    let owned = name.whose.iter().find(|(of, ..)| *of == whose && noun > at);
    let (code, coins) = match owned {
        Some(&(_, code, coins)) => (code, coins),
        None if noun == at => name.alone.unwrap_or(("=", 1.0)),
        // "Polish zlotys", "Haldrian crowns"; whose dollars are meant the table does not know.
        None if is_adjective(pieces, at, noun) => match name.alone {
            Some((code, coins)) if !matches!(code, "USD" | "GBP") => (code, coins),
            _ => ("=", 1.0),
        },
        None => return None,
    };
    let plain = owned.is_some() || is_money(pieces, noun, value, hyphened);
    if !described || !plain {
        return None;
    }
    let mut end = noun + 1;
    if pieces.lower(end) == "sterling" {
        end += 1;
    }
    Some((
        Money {
            coins,
            ..Money::new(code, name.plural)
        },
        end,
    ))
}

/// Whether one or two capitalised words stand from `at` to the name of money.
fn is_adjective(pieces: &Pieces<'_>, at: usize, noun: usize) -> bool {
    noun <= at + 2
        && (at..noun).all(|i| pieces.is_word(i) && pieces.text(i).starts_with(char::is_uppercase))
}

/// Another country's adjective behind money with a sign: "$5 million Canadian".
pub(super) fn whose(pieces: &Pieces<'_>, at: usize) -> Option<(Money, usize)> {
    let dollars = NAMES.get("dollar")?;
    let capital = pieces.text(at).starts_with(char::is_uppercase);
    let &(_, code, _) = dollars
        .whose
        .iter()
        .find(|(of, ..)| capital && *of == pieces.lower(at))?;
    let noun = usize::from(matches!(pieces.lower(at + 1), "dollar" | "dollars"));
    (noun == 1 || !pieces.is_word(at + 1) || pieces.lower(at + 1) == "in")
        .then(|| (Money::new(code, ""), at + 1 + noun))
}

/// Signs that stand in front only: letters that behind a number are something else.
fn is_prefix_only(sign: &str) -> bool {
    matches!(sign, "Fr" | "Sh" | "Tk" | "RM" | "Rp" | "Re" | "Rs" | "Ft")
}

/// Whether a name that is also another word is money here.
fn is_money(pieces: &Pieces<'_>, noun: usize, value: f64, hyphened: bool) -> bool {
    match pieces.lower(noun) {
        // Weight: "500 pounds of explosives", "a 12-pound bomb", "lost 25 pounds".
        "pound" | "pounds" => {
            let weighed =
                (1..=WEIGHED).any(|back| WEIGHTS.contains(pieces.lower_before(noun, back)));
            value >= 100_000.0 || !hyphened && !weighed && pieces.lower(noun + 1) != "of"
        }
        "won" | "mark" | "marks" | "sum" | "sums" | "real" | "sol" | "som" => value >= 1000.0,
        // "50 Cent" sings.
        "cent" => hyphened || value <= 1.0 || pieces.text(noun) == "cent",
        "p" => pieces.glued(noun),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::numeral::Convention;
    use super::*;

    fn behind(text: &str) -> Option<String> {
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        after(&pieces, 1, 5.0).map(|(money, _)| money.code)
    }

    fn in_front(text: &str) -> Option<String> {
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        before(&pieces, 0).map(|(money, _)| money.code)
    }

    #[test]
    fn names_say_whose_money_it_is_or_stay_plain() {
        assert_eq!(behind("5 euros").as_deref(), Some("EUR"));
        assert_eq!(behind("5 dollars").as_deref(), Some("USD"));
        assert_eq!(behind("5 Hong Kong dollars").as_deref(), Some("HKD"));
        assert_eq!(behind("5 U.S. dollars").as_deref(), Some("USD"));
        assert_eq!(behind("5 Swiss francs").as_deref(), Some("CHF"));
        assert_eq!(behind("5 francs").as_deref(), Some("francs"));
        assert_eq!(behind("5 Haldrian crowns").as_deref(), Some("crowns"));
        assert_eq!(behind("5 Polish zlotys").as_deref(), Some("PLN"));
        assert_eq!(behind("5 cents").as_deref(), Some("cents"));
    }

    #[test]
    fn signs_and_codes() {
        assert_eq!(in_front("$5").as_deref(), Some("USD"));
        assert_eq!(in_front("C$5").as_deref(), Some("CAD"));
        assert_eq!(in_front("US $5").as_deref(), Some("USD"));
        assert_eq!(in_front("EUR 5").as_deref(), Some("EUR"));
        assert_eq!(in_front("Rs. 5").as_deref(), Some("rupees"));
        assert_eq!(in_front("RUN 5"), None);
    }

    #[test]
    fn other_words_are_no_money() {
        assert_eq!(behind("5 won seats"), None);
        assert_eq!(behind("5 pounds of flour"), None);
        assert_eq!(behind("5 marks"), None);
    }
}
