//! Words for words: the table of `synonyms.txt`, inflected.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail};

use crate::dice::Dice;

/// Words by the words that can stand for them.
pub(super) struct Synonyms {
    others: BTreeMap<String, Vec<String>>,
    all: Vec<String>,
}

/// Words too small to be content.
const SMALL: &str = "about above after again also although another because been before being below \
    between both could does during each even ever every from have here into itself just less many \
    might more most much must never none once only other over said same says shall should since some \
    still such than that their them then there these they this those though through told under until \
    upon very were what when where which while whom whose will with within without would your";

impl Synonyms {
    pub(super) fn parse(file: &str) -> anyhow::Result<Self> {
        let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in file.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (class, words) = line.split_once(' ').context("CLASS WORDS")?;
            let inflected: Vec<Vec<String>> = words
                .split_whitespace()
                .map(|word| forms(class, word).with_context(|| line.to_owned()))
                .collect::<Result<_, _>>()?;
            for (at, word) in inflected.iter().enumerate() {
                for (other_at, other) in inflected.iter().enumerate() {
                    if at != other_at {
                        for (from, to) in word.iter().zip(other) {
                            others.entry(from.clone()).or_default().insert(to.clone());
                        }
                    }
                }
            }
        }
        let others: BTreeMap<String, Vec<String>> = others
            .into_iter()
            .map(|(word, others)| (word, others.into_iter().collect()))
            .collect();
        let all = others.keys().cloned().collect();
        Ok(Self { others, all })
    }

    /// Any word of the table.
    pub(super) fn any(&self, dice: &mut Dice) -> &str {
        dice.pick(&self.all).map_or("", String::as_str)
    }

    /// Another word in place of `token` (a word with what punctuation clings to it): a synonym
    /// where there is one.
    pub(super) fn other(&self, token: &str, dice: &mut Dice) -> String {
        self.synonym(token, dice).unwrap_or_else(|| {
            let (before, _, after) = split(token);
            format!("{before}{}{after}", self.any(dice))
        })
    }

    /// A synonym in place of `token`.
    pub(super) fn synonym(&self, token: &str, dice: &mut Dice) -> Option<String> {
        let (before, word, after) = split(token);
        let synonym = dice.pick(self.others.get(&word.to_lowercase())?)?;
        let mut letters = synonym.chars();
        let synonym = match letters.next() {
            Some(first) if word.starts_with(char::is_uppercase) => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => synonym.clone(),
        };
        Some(format!("{before}{synonym}{after}"))
    }

    /// Whether `token` is a word with a meaning of its own, and no name.
    pub(super) fn is_content(token: &str) -> bool {
        let (_, word, _) = split(token);
        word.len() > 3
            && word.chars().all(|c| c.is_ascii_lowercase())
            && !SMALL.split_whitespace().any(|small| small == word)
    }
}

/// What stands before the letters of `token`, the letters, what stands behind.
fn split(token: &str) -> (&str, &str, &str) {
    let start = token.find(char::is_alphanumeric).unwrap_or(token.len());
    let end = token.rfind(char::is_alphanumeric).map_or(start, |at| {
        at + token[at..].chars().next().map_or(0, char::len_utf8)
    });
    (&token[..start], &token[start..end], &token[end..])
}

/// The forms of `word` in a fixed order for its class: `n` noun, `v` verb (`base` or
/// `base:past`, or `base:past:participle`), `x` a word without forms.
fn forms(class: &str, word: &str) -> anyhow::Result<Vec<String>> {
    // Of several words the first is inflected: `call_off` has the form `calls off`.
    if let (false, Some((first, rest))) = (word.contains(':'), word.split_once('_')) {
        let rest = rest.replace('_', " ");
        let inflected = forms(class, first)?.into_iter();
        return Ok(inflected.map(|form| format!("{form} {rest}")).collect());
    }
    let word = &word.replace('_', " ");
    let mut parts = word.split(':');
    let base = parts.next().unwrap_or_default();
    Ok(match class {
        "n" => vec![
            base.to_owned(),
            parts.next().map_or_else(|| with_s(base), str::to_owned),
        ],
        "v" => {
            let past = parts.next().map_or_else(|| with_ed(base), str::to_owned);
            let participle = parts.next().unwrap_or(&past).to_owned();
            let (first, rest) = base.split_once(' ').unwrap_or((base, ""));
            let whole = |form: String| format!("{form} {rest}").trim_end().to_owned();
            vec![
                base.to_owned(),
                whole(with_s(first)),
                past,
                participle,
                whole(with_ing(first)),
            ]
        }
        "x" => vec![base.to_owned()],
        _ => bail!("a class is n, v or x"),
    })
}

fn is_vowel(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| b"aeiou".contains(byte))
}

fn with_s(word: &str) -> String {
    let bytes = word.as_bytes();
    match bytes {
        [.., before, b'y'] if !is_vowel(Some(before)) => format!("{}ies", &word[..word.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn with_ed(word: &str) -> String {
    match word.as_bytes() {
        [.., b'e'] => format!("{word}d"),
        [.., before, b'y'] if !is_vowel(Some(before)) => format!("{}ied", &word[..word.len() - 1]),
        _ if doubles(word) => format!("{word}{}ed", &word[word.len() - 1..]),
        _ => format!("{word}ed"),
    }
}

fn with_ing(word: &str) -> String {
    match word.as_bytes() {
        [.., b'e', b'e'] => format!("{word}ing"),
        [.., b'i', b'e'] => format!("{}ying", &word[..word.len() - 2]),
        [.., b'e'] => format!("{}ing", &word[..word.len() - 1]),
        _ if doubles(word) => format!("{word}{}ing", &word[word.len() - 1..]),
        _ => format!("{word}ing"),
    }
}

/// A short word of one syllable that ends in a consonant after a single vowel.
fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let [.., first, second, last] = bytes else {
        return false;
    };
    bytes.iter().filter(|byte| is_vowel(Some(byte))).count() == 1
        && !is_vowel(Some(first))
        && is_vowel(Some(second))
        && !is_vowel(Some(last))
        && !matches!(last, b'w' | b'x' | b'y')
}
