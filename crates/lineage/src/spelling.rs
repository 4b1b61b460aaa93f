//! Names as other languages and scripts spell them: "Wosnik", "Vosnic" and "Возник" are one name.
//!
//! Letters that European languages write one sound with become one, so that the same name has the
//! same key; a coarse phonetic code, as those for matching names across languages are (P. Christen,
//! "A Comparison of Personal Name Matching", 2006, section 3.1), that keeps its vowels, for texts
//! have many names.

use crate::token::{key, stem};

/// Fewest letters that stay when an ending goes.
const LEFT: usize = 3;

/// Endings of cases in Russian and Ukrainian, as [`romanise`] writes them, the longest first.
const CASES: [&str; 19] = [
    "iami", "ogo", "omu", "ami", "evi", "ovi", "om", "em", "oi", "ei", "im", "iu", "ia", "a", "e",
    "i", "o", "u", "y",
];

/// Tells the keys of words, with room for their spellings.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    latin: String,
    spelled: String,
}

impl Keys {
    /// The key of `word` (folded): the same in all languages where it is a name. Words that are
    /// `in_english` texts are spelled as there.
    pub(crate) fn of(&mut self, word: &str, in_english: impl FnOnce(&str) -> bool) -> u32 {
        let word: &str = match romanise(word, &mut self.latin) {
            true => &self.latin,
            false => word,
        };
        let stem = stem(word);
        if in_english(word) {
            return key(stem);
        }
        spell(stem, &mut self.spelled);
        key(&self.spelled)
    }
}

/// Puts `word` (folded) into `latin` in Latin letters and without the ending of its case, if it is
/// written in Cyrillic ones. Whether it is.
fn romanise(word: &str, latin: &mut String) -> bool {
    if !word.starts_with(|c: char| ('а'..='ӿ').contains(&c)) {
        return false;
    }
    latin.clear();
    for c in word.chars() {
        match letters(c) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    let stem = CASES.iter().find_map(|case| {
        let stem = latin.strip_suffix(case)?;
        (stem.len() >= LEFT).then_some(stem.len())
    });
    latin.truncate(stem.unwrap_or(latin.len()));
    true
}

/// How a Cyrillic letter is written in Latin ones.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        'ј' => "i",
        'љ' => "l",
        'њ' => "n",
        'ћ' => "c",
        'ђ' => "d",
        'џ' => "dzh",
        _ => return None,
    })
}

/// Puts the stem of a name into `spelled` as all languages would write it.
fn spell(stem: &str, spelled: &mut String) {
    spelled.clear();
    let mut rest = stem;
    while let Some(letter) = rest.chars().next() {
        let found = SOUNDS.iter().find(|(sound, _)| rest.starts_with(sound));
        let (sound, written) = match found {
            Some((sound, written)) => (sound.len(), *written),
            // Before these, "c" is spoken as "s".
            None if letter == 'c' => {
                let soft = rest[1..].starts_with(['e', 'i', 'y']);
                (1, if soft { "s" } else { "k" })
            }
            None => (letter.len_utf8(), &rest[..letter.len_utf8()]),
        };
        let doubled = written.chars().count() == 1 && spelled.ends_with(written);
        if !doubled {
            spelled.push_str(written);
        }
        rest = &rest[sound..];
    }
    while spelled.len() > LEFT && spelled.ends_with(['a', 'e', 'i', 'o', 'u']) {
        spelled.pop();
    }
}

/// What is written in several ways, and how it is compared; the longest first.
const SOUNDS: [(&str, &str); 17] = [
    ("tsch", "ch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ck", "k"),
    ("ch", "ch"),
    ("kh", "h"),
    ("ou", "u"),
    ("ph", "f"),
    ("qu", "kv"),
    ("th", "t"),
    ("ß", "s"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("z", "s"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(names: &[&str]) {
        let spelled: Vec<String> = names
            .iter()
            .map(|name| {
                let (mut latin, mut spelled) = (String::new(), String::new());
                let name = match romanise(name, &mut latin) {
                    true => &latin,
                    false => *name,
                };
                spell(name, &mut spelled);
                spelled
            })
            .collect();
        assert!(
            spelled.windows(2).all(|two| two[0] == two[1]),
            "{spelled:?}"
        );
    }

    #[test]
    fn one_name_in_several_spellings() {
        same(&[
            "wosnik",
            "vosnick",
            "vosnic",
            "возник",
            "возника",
            "вознику",
        ]);
        same(&["tarenko", "таренко", "таренком"]);
        same(&["olha", "olja", "olya"].map(|name| &name[..2]));
        same(&["sofija", "sofiya", "софия", "софией", "sophia"]);
        same(&["lukaschenk", "lukashenk", "лукашенко"]);
    }

    #[test]
    fn other_names_stay_others() {
        for (one, other) in [("marrow", "morrow"), ("alder", "elder"), ("pell", "bell")] {
            let (mut a, mut b) = (String::new(), String::new());
            spell(one, &mut a);
            spell(other, &mut b);
            assert_ne!(a, b);
        }
    }

    #[test]
    fn any_letters_will_do() {
        let mut spelled = String::new();
        for word in ["", "c", "ß", "漢字", "ch", "aaaa"] {
            spell(word, &mut spelled);
        }
        assert_eq!(spelled, "a");
    }
}
