//! Digits: where a numeral ends, and its value under either convention of separators.

/// How a text writes "one thousand two hundred" in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Convention {
    /// "1,200.5".
    #[default]
    English,
    /// "1.200,5".
    Continental,
}

impl Convention {
    /// What `text` shows: continental only where a numeral can be read in no other way and none
    /// can be read in the English way alone.
    pub(super) fn of(text: &str) -> Self {
        let (mut english, mut continental) = (false, false);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let end = at
                + run(&bytes[at..], |b| {
                    b.is_ascii_digit() || matches!(b, b'.' | b',')
                });
            let numeral = trimmed(&text[at..end]);
            let dots = groups(numeral, '.', ',');
            let commas = groups(numeral, ',', '.');
            english |= commas.is_some_and(|(groups, decimals)| groups > 0 || decimals == 1)
                && dots.is_none_or(|(groups, _)| groups == 0);
            continental |= dots
                .is_some_and(|(groups, decimals)| groups > 1 || groups == 1 && decimals > 0)
                && commas.is_none();
            at = end;
        }
        match continental && !english {
            true => Self::Continental,
            false => Self::English,
        }
    }
}

/// How many groups of three digits behind `group`, and how many digits behind `point`, a numeral
/// has; nothing where it does not fit.
fn groups(numeral: &str, group: char, point: char) -> Option<(usize, usize)> {
    let (whole, decimals) = match numeral.split_once(point) {
        Some((_, "")) => return None,
        Some((whole, decimals)) => (whole, decimals),
        None => (numeral, ""),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = whole.split(group);
    let first = parts.next().filter(|first| digits(first))?;
    let rest: Vec<_> = parts.collect();
    let grouped = rest.iter().all(|part| part.len() == 3 && digits(part));
    let fits = grouped && (rest.is_empty() || first.len() <= 3);
    (fits && (decimals.is_empty() || digits(decimals))).then_some((rest.len(), decimals.len()))
}

fn trimmed(numeral: &str) -> &str {
    numeral.trim_end_matches(['.', ','])
}

fn run(bytes: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|&&b| fits(b)).count()
}

/// More digits than a number in a text has; also bounds how far is looked.
const DIGITS: usize = 18;

/// The numeral at the start of `rest`, which `before` stands in front of: its length, and its
/// value if it has one.
pub(super) fn numeral(
    rest: &str,
    before: Option<char>,
    convention: Convention,
) -> Option<(usize, Option<f64>)> {
    let bytes = rest.as_bytes();
    let bare_point = bytes.first() == Some(&b'.')
        && bytes.get(1).is_some_and(u8::is_ascii_digit)
        && !before.is_some_and(|c| c.is_alphanumeric() || c == '.');
    if !bare_point && !bytes.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    // Behind "22," in "22,24,26" a comma goes on the list.
    let listed = before == Some(',');
    if listed && bytes.iter().find(|b| !b.is_ascii_digit()) == Some(&b',') {
        let length = run(bytes, |b| b.is_ascii_digit());
        return Some((length, value(&rest[..length], convention)));
    }
    let candidates = [spaced(rest), Some(trimmed(&rest[..marked(bytes)]).len())];
    for length in candidates.into_iter().flatten() {
        if let Some(value) = value(&rest[..length], convention) {
            return Some((length, Some(value)));
        }
    }
    // A list ("22,24,26") falls apart at its commas; what points hold together is a code.
    let length = run(bytes, |b| b.is_ascii_digit() || b == b'.');
    let length = trimmed(&rest[..length]).len();
    Some((length, value(&rest[..length], convention)))
}

/// How far digits, points, commas and the apostrophes of Swiss groups go.
fn marked(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += run(&bytes[end..], |b| b.is_ascii_digit());
        let next = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let swiss =
            bytes.get(end) == Some(&b'\'') && run(&bytes[end + 1..], |b| b.is_ascii_digit()) == 3;
        match bytes.get(end) {
            Some(b'.' | b',') if next => end += 1,
            _ if swiss => end += 1,
            _ => return end,
        }
        // A list without end: only its first number is looked at.
        if end > 2 * DIGITS {
            return run(bytes, |b| b.is_ascii_digit());
        }
    }
}

/// The length of a numeral in groups of three parted by one kind of space, at least one.
fn spaced(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let first = run(bytes, |b| b.is_ascii_digit());
    let space = rest[first..]
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'))?;
    if first > 3 || bytes[0] == b'0' {
        return None;
    }
    let mut end = first;
    while let Some(group) = rest[end..].strip_prefix(space) {
        let digits = run(group.as_bytes(), |b| b.is_ascii_digit());
        let glued = group[digits..]
            .chars()
            .next()
            .is_some_and(char::is_alphabetic);
        match digits {
            3 if !glued && end < DIGITS => end += space.len_utf8() + 3,
            _ => break,
        }
    }
    let decimals = rest[end..]
        .strip_prefix(['.', ','])
        .map_or(0, |rest| run(rest.as_bytes(), |b| b.is_ascii_digit()));
    let listed = decimals > 0 && rest.as_bytes().get(end + 1 + decimals) == Some(&b',');
    let end = match decimals {
        0 => end,
        _ if listed => end,
        _ => end + 1 + decimals,
    };
    (end > first).then_some(end)
}

/// What a numeral comes to, if it is one.
fn value(numeral: &str, convention: Convention) -> Option<f64> {
    if numeral.len() > 2 * DIGITS {
        return None;
    }
    let plain: String = numeral
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .collect();
    let (group, point) = match convention {
        Convention::English => (',', '.'),
        Convention::Continental => ('.', ','),
    };
    let read = |group: char, point: char| {
        groups(&plain, group, point)
            .or_else(|| indian(&plain, group, point))
            .map(|_| plain.replace(group, "").replace(point, "."))
    };
    let other = || match groups(&plain, point, group) {
        // "1,5", "5,00"; of "22,24" only the context could say, and "1,2345" is nothing.
        Some((0, 1..=2)) => read(point, group),
        Some((1, 1..)) => read(point, group),
        Some((2.., _)) => read(point, group),
        _ => None,
    };
    let bare = plain
        .strip_prefix('.')
        .map(|decimals| format!("0.{decimals}"));
    bare.or_else(|| read(group, point))
        .or_else(other)?
        .parse()
        .ok()
}

/// "12,34,567": two digits a group but for the last.
fn indian(numeral: &str, group: char, point: char) -> Option<(usize, usize)> {
    let whole = numeral.split(point).next()?;
    let parts: Vec<_> = whole.split(group).collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return None;
    };
    let fits = !middle.is_empty()
        && (1..=2).contains(&first.len())
        && last.len() == 3
        && middle.iter().all(|part| part.len() == 2);
    fits.then_some((parts.len() - 1, 0))
}

/// The value of a fraction in one character.
pub(super) fn vulgar(c: char) -> Option<f64> {
    let (above, below) = match c {
        '¼' => (1, 4),
        '½' => (1, 2),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(above) / f64::from(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, convention: Convention, expected: Option<(usize, Option<f64>)>) {
        assert_eq!(numeral(text, None, convention), expected, "{text}");
    }

    #[test]
    fn separators_of_both_conventions() {
        use Convention::{Continental, English};
        check("11,000 men", English, Some((6, Some(11_000.0))));
        check("1,234.5", English, Some((7, Some(1234.5))));
        check("4.800", English, Some((5, Some(4.8))));
        check("4.800", Continental, Some((5, Some(4800.0))));
        check("1.111,11, 1,111.11", English, Some((8, Some(1111.11))));
        check("1.234.567", English, Some((9, Some(1_234_567.0))));
        check("1,5 million", English, Some((3, Some(1.5))));
        check("12,34,567.89", English, Some((12, Some(1_234_567.89))));
        check("1'200'000 francs", English, Some((9, Some(1_200_000.0))));
        check(".08", English, Some((3, Some(0.08))));
        check("192. ", English, Some((3, Some(192.0))));
    }

    #[test]
    fn spaces_group_digits() {
        use Convention::English;
        check("1 414 021 100.", English, Some((13, Some(1_414_021_100.0))));
        check("40\u{202f}000", English, Some((8, Some(40_000.0))));
        check("423 0000", English, Some((3, Some(423.0))));
        check("1 234 567.89", English, Some((12, Some(1_234_567.89))));
    }

    #[test]
    fn lists_and_codes_are_no_numerals() {
        use Convention::English;
        check("22,24,26,31", English, Some((2, Some(22.0))));
        check("192.168.1.2", English, Some((11, None)));
        check("1.2.3", English, Some((5, None)));
    }

    #[test]
    fn a_text_shows_its_convention() {
        assert_eq!(
            Convention::of("7.200 of 1.234.567 homes"),
            Convention::Continental
        );
        assert_eq!(
            Convention::of("1.200,50 and 1.200"),
            Convention::Continental
        );
        assert_eq!(Convention::of("1.200 alone"), Convention::English);
        assert_eq!(Convention::of("1.200.000 or 1,200.5"), Convention::English);
    }
}
