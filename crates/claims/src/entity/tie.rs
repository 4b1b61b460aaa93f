//! How one name may be another's: what both are made of decides, not where they stand.

use super::lexicon::lexicon;
use super::spell::{is_slip, skeleton};

/// How a wording means the fuller name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// The same words: "Cántaro" and "Cantaro".
    Same,
    /// "Health Ministry" and "Ministry of Health".
    Order,
    /// "T. Thornbury", or a middle name more or less.
    Initial,
    /// "Zelensky" and "Zelenskyy", first names alike.
    Spelling,
    /// One letter apart, first names alike.
    Slip,
    /// The initials of the name.
    Initials,
    /// "Mr Ostrow".
    Surname,
    /// "Mr Zelenskiy" and "Volodymyr Zelensky".
    SurnameSpelling,
    /// "Bellmer" of "Bellmer Mining".
    Beginning,
    /// "the Ports Command" of "Regional Ports Command".
    End,
    /// "the Guild" of "Guild of Upland Weavers".
    Head,
}

impl Tie {
    /// Whether the two are wordings of one length, either of which may be the fuller.
    pub(super) fn is_whole(self) -> bool {
        self <= Self::Slip
    }

    /// In words, of the fuller name.
    pub(super) fn why(self, name: &str) -> String {
        match self {
            Self::Same => format!("the same name as {name}"),
            Self::Order => format!("{name} in another order of words"),
            Self::Initial => format!("{name} with an initial or another name more or less"),
            Self::Spelling => format!("another spelling of {name}"),
            Self::Slip => format!("one letter from {name}"),
            Self::Initials => format!("the initials of {name}, and of no other name here"),
            Self::Surname => format!("surname of {name}, and of nobody else here"),
            Self::SurnameSpelling => {
                format!("another spelling of the surname of {name}, and of nobody else here")
            }
            Self::Beginning => format!("the beginning of {name}, and of no other name here"),
            Self::End => format!("the end of {name}, and of no other name here"),
            Self::Head => format!("what {name} is, and no other name here"),
        }
    }
}

/// How one person's name, in folded words, may be that of `long`, another person's.
pub(super) fn persons(short: &[String], long: &[String]) -> Option<Tie> {
    if short == long {
        return Some(Tie::Same);
    }
    let (last, long_last) = (short.last()?, surname(long)?);
    if let ([only], true) = (short, long.len() > 1) {
        return if only == long_last {
            Some(Tie::Surname)
        } else if only.len() > 4 && skeleton(only) == skeleton(long_last) {
            Some(Tie::SurnameSpelling)
        } else {
            None
        };
    }
    if short.len() < 2 || long.len() < 2 || short.len() > long.len() {
        return None;
    }
    let (first, long_first) = (&short[0], &long[0]);
    let last_same = Some(last) == long.last();
    let first_same = first == long_first;
    if short.len() == long.len() {
        let alike = |one: &str, other: &str| one == other || skeleton(one) == skeleton(other);
        let pairs = || short.iter().zip(long);
        if pairs().all(|(one, other)| alike(one, other)) {
            return Some(Tie::Spelling);
        }
        let initial = |one: &str, other: &str| {
            one.chars().next() == other.chars().next()
                && (one.chars().count() == 1 || other.chars().count() == 1)
        };
        let all_initials = pairs().all(|(one, other)| alike(one, other) || initial(one, other));
        if all_initials && alike(last, long.last()?) && last.chars().count() > 1 {
            return Some(Tie::Initial);
        }
        let slips = pairs().filter(|(one, other)| !alike(one, other)).count();
        let slip = pairs().all(|(one, other)| alike(one, other) || is_slip(one, other));
        return (slips == 1 && slip).then_some(Tie::Slip);
    }
    // "Mr van Halten"
    if lexicon().joins(first) && long.ends_with(short) {
        return Some(Tie::Surname);
    }
    // "Donald Trump", "Donald J. Trump"
    (first_same && last_same && short.len() == 2).then_some(Tie::Initial)
}

/// The word that recalls a person: the last, or the first of "Kim Jong-un", whose given name is
/// told by its small second half. Hyphens are gone from folded words, so it is told by length.
pub(super) fn surname(words: &[String]) -> Option<&String> {
    words.last()
}

/// How one organisation's name may be short for `long`, another's.
pub(super) fn organisations(short: &[String], long: &[String]) -> Option<Tie> {
    if short == long {
        return Some(Tie::Same);
    }
    let (one, other) = (ordered(short), ordered(long));
    if one == other {
        return Some(Tie::Order);
    }
    if one.len() == other.len() && one.len() > 1 {
        let alike =
            |(one, other): (&String, &String)| one == other || skeleton(one) == skeleton(other);
        return one.iter().zip(&other).all(alike).then_some(Tie::Spelling);
    }
    if let [letters] = short
        && letters.chars().count() > 2
        && initials(long).contains(letters)
    {
        return Some(Tie::Initials);
    }
    if one.len() >= other.len() {
        return None;
    }
    let kind = |word: &String| lexicon().kinds(word).any();
    let telling = |word: &String| {
        let kinds = lexicon().kinds(word);
        !kinds.any() && !lexicon().is_subject(word)
    };
    if long.starts_with(short) && short.iter().any(telling) {
        let rest = &long[short.len()..];
        let business = |word: &String| lexicon().kinds(word).business;
        let lines = rest.iter().all(business);
        // "Joint Survey Mission" of "Joint Survey Mission for the Ostel Line"
        let headed = short.last().is_some_and(kind)
            && rest.first().is_some_and(|word| lexicon().joins_head(word));
        if lines || headed {
            return Some(Tie::Beginning);
        }
    }
    let ends = long.ends_with(short) || other.ends_with(&one);
    if ends && one.len() > 1 && one.last().is_some_and(kind) {
        return Some(Tie::End);
    }
    let single_head = matches!(one.as_slice(), [only] if kind(only) && head(long) == Some(only));
    single_head.then_some(Tie::Head)
}

/// "health ministry" for "ministry of health".
pub(super) fn ordered(words: &[String]) -> Vec<String> {
    let small = |word: &&String| *word != "the" && *word != "and";
    match words.iter().position(|word| lexicon().joins_head(word)) {
        Some(at) if at > 0 && at + 1 < words.len() => words[at + 1..]
            .iter()
            .chain(&words[..at])
            .filter(small)
            .cloned()
            .collect(),
        _ => words.iter().filter(small).cloned().collect(),
    }
}

/// The word that says what an organisation is: the last, or the one before "of".
pub(super) fn head(words: &[String]) -> Option<&String> {
    let of = words.iter().position(|word| lexicon().joins_head(word));
    words[..of.unwrap_or(words.len())].last()
}

/// The initials of a name, without and with its small words.
pub(super) fn initials(words: &[String]) -> Vec<String> {
    if words.len() < 2 {
        return Vec::new();
    }
    let small = |word: &&String| {
        matches!(word.as_str(), "and" | "the" | "to")
            || lexicon().joins_head(word)
            || lexicon().joins(word)
    };
    let first = |word: &String| word.chars().next();
    vec![
        words
            .iter()
            .filter(|word| !small(word))
            .filter_map(first)
            .collect(),
        words.iter().filter_map(first).collect(),
    ]
}

/// Whether a name is one that every country's office may have: only with its owner does it say
/// which is meant.
pub(super) fn is_common_office(words: &[String]) -> bool {
    let common = |word: &String| {
        lexicon().kinds(word).office || lexicon().kinds(word).body || lexicon().is_subject(word)
    };
    words.iter().all(common)
}

#[cfg(test)]
mod tests {
    use super::super::spell::words;
    use super::*;

    #[test]
    fn persons_are_tied_by_names_that_can_be_one() {
        for (short, long, tie) in [
            ("Ostrow", "Anton Ostrow", Some(Tie::Surname)),
            ("Lena Halssen", "Lena Halsen", Some(Tie::Spelling)),
            ("T. Thornbury", "Tessa Thornbury", Some(Tie::Initial)),
            ("Anna Petrova", "Anna Petrov", None),
            ("Mark Hansen", "Mark Jansen", None),
            ("Mark Hansen", "Mary Hansen", None),
            ("Ada Granvlod", "Ada Granvold", Some(Tie::Slip)),
            ("Ada M. Reed", "Ada Reed", None),
            ("Ada Reed", "Ada M. Reed", Some(Tie::Initial)),
            ("Anton", "Anton Ostrow", None),
        ] {
            assert_eq!(
                persons(&words(short), &words(long)),
                tie,
                "{short} / {long}"
            );
        }
    }

    #[test]
    fn organisations_are_tied_by_their_parts() {
        for (short, long, tie) in [
            ("health ministry", "Ministry of Health", Some(Tie::Order)),
            ("Bellmer", "Bellmer Mining", Some(Tie::Beginning)),
            (
                "the Ports Command",
                "Regional Ports Command",
                Some(Tie::End),
            ),
            ("the Guild", "Guild of Upland Weavers", Some(Tie::Head)),
            ("GUW", "Guild of Upland Weavers", Some(Tie::Initials)),
            (
                "Lighthouse",
                "Lighthouse Medical Relief",
                Some(Tie::Beginning),
            ),
            ("Health", "Ministry of Health", None),
            ("the Institute", "Guild of Upland Weavers", None),
            ("Defence Ministry", "Ministry of Health", None),
            ("Halden", "Halden Rescue Authority", None),
        ] {
            assert_eq!(
                organisations(&words(short), &words(long)),
                tie,
                "{short} / {long}"
            );
        }
    }
}
