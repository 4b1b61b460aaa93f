//! Cardinal numbers: "2,700", "1.2 million", "three hundred and twenty-three", "half a dozen".

use super::piece::Pieces;
use super::tables::{NUMBERS, NumberWord, VAGUE, Vague, With, context};
use super::walk::Walk;

/// A number read from pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cardinal {
    /// One behind its last piece.
    pub(super) end: usize,
    /// The value, or the least that a vague word may mean.
    pub(super) low: f64,
    /// The same, or the most.
    pub(super) high: f64,
    /// "dozens": no value.
    pub(super) vague: bool,
    /// What its last word multiplies it by: 1e6 of "1.2 million".
    pub(super) scale: f64,
}

impl Cardinal {
    pub(super) fn exact(end: usize, value: f64, scale: f64) -> Self {
        Self {
            end,
            low: value,
            high: value,
            vague: false,
            scale,
        }
    }

    fn times(self, factor: f64, end: usize) -> Self {
        Self {
            end,
            low: product(self.low, factor),
            high: product(self.high, factor),
            scale: self.scale * factor,
            ..self
        }
    }
}

/// The number word at `at`, in the singular or plural.
pub(super) fn word(pieces: &Pieces<'_>, at: usize) -> Option<NumberWord> {
    let lower = pieces.lower(at);
    let whole = NUMBERS.get(lower).copied();
    let plural = || match NUMBERS.get(lower.strip_suffix('s')?)? {
        found @ (NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Part(_)) => Some(*found),
        _ => None,
    };
    whole.or_else(plural)
}

/// Scales that can be glued to the figures with a hyphen or stand behind them.
pub(super) fn scale(pieces: &Pieces<'_>, at: usize) -> Option<f64> {
    match word(pieces, at)? {
        NumberWord::Hundred => Some(100.0),
        NumberWord::Scale(scale) => Some(scale),
        _ => None,
    }
}

/// The number at `at`. Inside "between … and …" an "and" ends it (`closed`).
pub(super) fn cardinal(
    pieces: &Pieces<'_>,
    at: usize,
    closed: bool,
    money: bool,
) -> Option<Cardinal> {
    vague(pieces, at)
        .or_else(|| hundreds(pieces, at))
        .or_else(|| part_of_scale(pieces, at))
        .or_else(|| Walk::new(pieces, at, closed).with_sign(money).read())
}

/// "dozens", "tens of thousands", "several hundred", "a couple of hundred thousand".
fn vague(pieces: &Pieces<'_>, at: usize) -> Option<Cardinal> {
    let (Vague { low, high, with }, end) = VAGUE.at(pieces, at)?;
    let of = pieces.lower(end) == "of";
    let found = Cardinal {
        end,
        low: *low,
        high: *high,
        vague: true,
        scale: 1.0,
    };
    let next = end + usize::from(of);
    let more = vague_scale(pieces, next);
    let product = more.map(|(factor, end)| {
        // "hundred thousand" behind "several".
        let (second, end) = match scale(pieces, end) {
            Some(second) if !of => (second, end + 1),
            _ => (1.0, end),
        };
        found.times(factor * second, end)
    });
    match with {
        With::Scale => product,
        // "scores of people", "scores wounded"
        With::Of => product.or((of || context("state", pieces.lower(end))).then_some(found)),
        With::Anything => product.or(Some(found)),
    }
}

/// "100s", "1000s" of a headline.
fn hundreds(pieces: &Pieces<'_>, at: usize) -> Option<Cardinal> {
    let plural = pieces.lower(at + 1) == "s" && pieces.glued(at + 1);
    let low = match pieces.text(at) {
        "100" => 200.0,
        "1000" | "1,000" => 2000.0,
        _ => return None,
    };
    plural.then_some(Cardinal {
        end: at + 2,
        low,
        high: 10.0 * low - 1.0,
        vague: true,
        scale: 1.0,
    })
}

/// A scale that a vague word multiplies: "thousands" of "tens of thousands".
fn vague_scale(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let scale = scale(pieces, at)?;
    Some((scale, at + 1))
}

/// "half a million", "a quarter of a million", "half a dozen", "two thirds of a million".
pub(super) fn part_of_scale(pieces: &Pieces<'_>, at: usize) -> Option<Cardinal> {
    let (share, end) = numbered_part(pieces, at)?;
    let end = end + usize::from(pieces.lower(end) == "of");
    let end = end + usize::from(pieces.lower(end) == "a" || pieces.lower(end) == "-");
    let scale = scale(pieces, end)?;
    Some(Cardinal::exact(end + 1, product(share, scale), scale))
}

/// A product as people reckon: 16.4 million is 16,400,000, not a hair less.
pub(super) fn product(one: f64, other: f64) -> f64 {
    let product = one * other;
    let whole = product.round();
    if (product - whole).abs() <= 1e-9 * whole.abs() {
        whole
    } else {
        product
    }
}

/// What a fraction is of: "third" of "two thirds", "twenty-fifth" of "one twenty-fifth".
pub(super) fn part(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    match word(pieces, at)? {
        NumberWord::Part(below) => Some((below, at + 1)),
        NumberWord::Ten(ten) if pieces.joins(at + 1) => match word(pieces, at + 2)? {
            NumberWord::Part(below) if below > 2.0 && below < 10.0 => Some((ten + below, at + 3)),
            _ => None,
        },
        _ => None,
    }
}

/// "half", "a half", "one third", "two-thirds", "quarter": value and where it ends.
pub(super) fn numbered_part(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let article = matches!(pieces.lower(at), "a" | "an");
    if let Some((below, end)) = part(pieces, at + usize::from(article)) {
        let bare = matches!(pieces.lower(end - 1), "half" | "quarter");
        return (article || bare).then_some((1.0 / below, end));
    }
    let above = Walk::new(pieces, at, true).up_to_part().read()?;
    let end = above.end + usize::from(dash_or_none(pieces, above.end));
    let (below, end) = part(pieces, end)?;
    let plural = pieces.lower(end - 1).ends_with('s');
    (above.low > 1.0) // "one third", "two thirds"
        .eq(&plural)
        .then_some((above.low / below, end))
}

pub(super) fn dash_or_none(pieces: &Pieces<'_>, at: usize) -> bool {
    super::piece::is_dash(pieces.text(at))
}

#[cfg(test)]
mod tests {
    use super::super::numeral::Convention;
    use super::*;

    /// The number that `text` begins with, and how many of its pieces it takes.
    fn check(text: &str, expected: Option<(f64, usize)>) {
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        let found = cardinal(&pieces, 0, false, false).map(|found| (found.low, found.end));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_add_up() {
        check("three hundred and twenty-three men", Some((323.0, 6)));
        check("two thousand seven hundred", Some((2700.0, 4)));
        check("a hundred and one", Some((101.0, 4)));
        check("twelve hundred", Some((1200.0, 2)));
        check("three lakh crore", Some((3e12, 3)));
        check("four million three hundred thousand", Some((4.3e6, 5)));
    }

    #[test]
    fn digits_and_words_mix() {
        check("1.2 million", Some((1.2e6, 2)));
        check("16.4 million", Some((16_400_000.0, 2)));
        check("1.2bn", Some((1.2e9, 2)));
        check("10k people", Some((10_000.0, 2)));
        check("3 hundred and 21", Some((321.0, 4)));
        check("5m people", Some((5e6, 2)));
        check("5m deep", Some((5.0, 1)));
    }

    #[test]
    fn fractions_go_on_a_number() {
        check("two and a half million", Some((2.5e6, 5)));
        check("two-and-a-half", Some((2.5, 7)));
        check("a million and a half", Some((1.5e6, 5)));
        check("half a million", Some((500_000.0, 3)));
        check("a quarter of a million", Some((250_000.0, 5)));
        check("one hundred and three quarters", Some((100.75, 5)));
        check("2½", Some((2.5, 2)));
        check("7 3/4", Some((7.75, 4)));
        check("nought point nought three", Some((0.03, 4)));
    }

    #[test]
    fn two_numbers_side_by_side_stay_two() {
        check("two three", Some((2.0, 1)));
        check("nineteen eighty", Some((19.0, 1)));
        check("three hundred and two hundred", Some((300.0, 2)));
        check("60bn and 210,000 staff", Some((6e10, 2)));
    }

    #[test]
    fn vague_words_have_two_ends() {
        let ends = |text: &str| {
            let pieces = Pieces::new(text, 0..text.len(), Convention::English);
            cardinal(&pieces, 0, false, false).map(|found| (found.low, found.high, found.vague))
        };
        assert_eq!(ends("dozens of homes"), Some((24.0, 199.0, true)));
        assert_eq!(ends("tens of thousands"), Some((20_000.0, 199_000.0, true)));
        assert_eq!(ends("several hundred"), Some((300.0, 900.0, true)));
        assert_eq!(ends("several homes"), None);
        assert_eq!(ends("scores a goal"), None);
    }
}
