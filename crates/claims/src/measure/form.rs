//! Forms of English words: past and participle of a verb, plural and singular of a noun.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::table::rows;

/// Past and participle of the verbs that make them their own way.
static IRREGULAR: LazyLock<FxHashMap<&str, (&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/irregular.txt"))
        .map(|row| (row[0], (row[1], row[2])))
        .collect()
});

const VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u'];

/// "killed" of "kill", "fled" of "flee".
pub(super) fn participle(lemma: &str) -> String {
    match IRREGULAR.get(lemma) {
        Some((_, participle)) => (*participle).to_owned(),
        None => regular(lemma, "ed"),
    }
}

/// Every form of a verb but its lemma: "kills", "killing", "killed".
pub(super) fn forms(lemma: &str) -> Vec<String> {
    let mut forms = vec![plural(lemma), regular(lemma, "ing"), participle(lemma)];
    if let Some((past, _)) = IRREGULAR.get(lemma) {
        forms.push((*past).to_owned());
    }
    forms
}

fn regular(lemma: &str, ending: &str) -> String {
    if ending == "ed" && lemma.ends_with("ee") {
        return format!("{lemma}d");
    }
    let stem = lemma.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
    match stem {
        Some(stem) if ending == "ing" && stem.ends_with('i') => {
            format!("{}ying", &stem[..stem.len() - 1])
        }
        Some(stem) => format!("{stem}{ending}"),
        None => match lemma.strip_suffix('y') {
            Some(stem) if ending == "ed" && !stem.ends_with(VOWELS) => format!("{stem}ied"),
            _ if doubles(lemma) => format!("{lemma}{}{ending}", &lemma[lemma.len() - 1..]),
            _ => format!("{lemma}{ending}"),
        },
    }
}

/// "trap", "ship": one syllable, one vowel, one consonant behind it.
fn doubles(lemma: &str) -> bool {
    let mut letters = lemma.chars().rev();
    let (last, vowel, before) = (letters.next(), letters.next(), letters.next());
    let is_vowel = |c: Option<char>| c.is_some_and(|c| VOWELS.contains(&c));
    let one_syllable = lemma.chars().filter(|c| VOWELS.contains(c)).count() == 1;
    last.is_some_and(|c| c.is_ascii_lowercase() && !"wxy".contains(c))
        && !is_vowel(last)
        && is_vowel(vowel)
        && before.is_some()
        && !is_vowel(before)
        && one_syllable
}

/// Nouns whose plural is made another way, singular first.
const PLURALS: &[(&str, &str)] = &[
    ("child", "children"),
    ("foot", "feet"),
    ("person", "people"),
    ("life", "lives"),
    ("wife", "wives"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("loaf", "loaves"),
    ("knife", "knives"),
    ("calf", "calves"),
    ("wolf", "wolves"),
    ("mouse", "mice"),
    ("tooth", "teeth"),
    ("goose", "geese"),
];

/// Nouns that stay as they are.
const UNCHANGING: &[&str] = &[
    "aircraft",
    "spacecraft",
    "hovercraft",
    "cattle",
    "sheep",
    "deer",
    "fish",
    "series",
    "species",
    "means",
    "crossroads",
    "headquarters",
    "livestock",
    "people",
    "personnel",
    "staff",
    "police",
    "dead",
    "injured",
    "wounded",
    "missing",
    "percent",
];

/// "villages" of "village"; also the form of a verb with "he".
pub(super) fn plural(singular: &str) -> String {
    if let Some((_, plural)) = PLURALS.iter().find(|(one, _)| *one == singular) {
        return (*plural).to_owned();
    }
    if UNCHANGING.contains(&singular) {
        return singular.to_owned();
    }
    if let Some(stem) = singular.strip_suffix("man") {
        return format!("{stem}men");
    }
    match singular.strip_suffix('y') {
        Some(stem) if !stem.ends_with(VOWELS) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|end| singular.ends_with(end)) =>
        {
            format!("{singular}es")
        }
        _ => format!("{singular}s"),
    }
}

/// "village" of "villages"; a word that is no plural stays as it is.
pub(super) fn singular(plural: &str) -> String {
    if let Some((one, _)) = PLURALS.iter().find(|(_, many)| *many == plural) {
        return (*one).to_owned();
    }
    if UNCHANGING.contains(&plural) {
        return plural.to_owned();
    }
    if let Some(stem) = plural.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = plural.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hisses = |stem: &&str| {
        if stem.ends_with("ous") {
            return false;
        }
        ["ss", "us", "x", "zz", "ch", "sh"]
            .iter()
            .any(|end| stem.ends_with(end))
    };
    if let Some(stem) = plural.strip_suffix("es").filter(hisses) {
        return stem.to_owned();
    }
    match plural.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => plural.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_their_forms() {
        for (lemma, expected) in [
            ("kill", "killed"),
            ("trap", "trapped"),
            ("die", "died"),
            ("bury", "buried"),
            ("flee", "fled"),
            ("free", "freed"),
            ("rescue", "rescued"),
            ("destroy", "destroyed"),
            ("cut", "cut"),
            ("order", "ordered"),
            ("draw", "drawn"),
        ] {
            assert_eq!(participle(lemma), expected);
        }
        assert!(forms("die").contains(&"dying".to_owned()));
        assert!(forms("trap").contains(&"trapping".to_owned()));
        assert!(forms("flee").contains(&"fleeing".to_owned()));
    }

    #[test]
    fn plurals_and_singulars_are_each_other_s() {
        for (one, many) in [
            ("village", "villages"),
            ("body", "bodies"),
            ("bus", "buses"),
            ("church", "churches"),
            ("fisherman", "fishermen"),
            ("child", "children"),
            ("aircraft", "aircraft"),
            ("monkey", "monkeys"),
            ("house", "houses"),
            ("case", "cases"),
        ] {
            assert_eq!(plural(one), many);
            assert_eq!(singular(many), one);
        }
    }
}
