//! Letters and words, as the rules look at them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::table::rows;

/// Longest word that is looked at, in bytes: keeps the time linear in text without
/// spaces.
const LONGEST: usize = 40;

type Words = LazyLock<FxHashSet<&'static str>>;

static STARTERS: Words = LazyLock::new(|| rows(include_str!("../../data/starters.txt")).collect());
static SPEECH: Words =
    LazyLock::new(|| rows(include_str!("../../data/speech_verbs.txt")).collect());
static EXCLAIMED: Words =
    LazyLock::new(|| rows(include_str!("../../data/exclaimed_names.txt")).collect());
static LIST_LABELS: Words =
    LazyLock::new(|| rows(include_str!("../../data/list_labels.txt")).collect());
static BEHIND_CLOCK: Words =
    LazyLock::new(|| rows(include_str!("../../data/behind_clock.txt")).collect());
static ADDRESS_ENDS: Words =
    LazyLock::new(|| rows(include_str!("../../data/address_ends.txt")).collect());
static GERMAN_MONTHS: Words =
    LazyLock::new(|| rows(include_str!("../../data/german_months.txt")).collect());
static PARTICLES: Words =
    LazyLock::new(|| rows(include_str!("../../data/name_particles.txt")).collect());
static BEFORE_ORDINAL: Words =
    LazyLock::new(|| rows(include_str!("../../data/before_ordinal.txt")).collect());

/// Whether `word` opens sentences and hardly ever goes on a name.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(word) || is_shouted(word) && STARTERS.contains(capitalized(word).as_str())
}

/// "said", "asks".
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.contains(word)
}

/// "Yahoo" of "Yahoo!".
pub(super) fn is_exclaimed(word: &str) -> bool {
    EXCLAIMED.contains(word)
}

/// "Tags" of "Tags: Floods, Harbours".
pub(super) fn is_list_label(label: &str) -> bool {
    LIST_LABELS.contains(label)
}

/// What goes on a time of day: "Monday" in "at 5 p.m. Monday".
pub(super) fn follows_clock(word: &str) -> bool {
    BEHIND_CLOCK.contains(word)
}

/// "am" in German "am 3. Oktober".
pub(super) fn precedes_ordinal(word: &str) -> bool {
    BEFORE_ORDINAL.contains(word)
}

/// What internet addresses and file names end in, in small letters.
pub(super) fn is_address_end(word: &str) -> bool {
    ADDRESS_ENDS.contains(word)
}

/// English months and their short forms, in any case of letters.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = head(word, LONGEST).to_lowercase();
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
}

/// "Januar", "Mai".
pub(super) fn is_german_month(word: &str) -> bool {
    GERMAN_MONTHS.contains(word)
}

/// "van" of "van Orme", in small letters.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// In capitals, and more than one.
pub(super) fn is_shouted(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// "GEN" as "Gen".
pub(crate) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .into_iter()
        .chain(chars.flat_map(char::to_lowercase))
        .collect()
}

/// The first `bytes` of `text` at most, cut between characters.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The last `bytes` of `text` at most, cut between characters.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

/// The word that `text` ends with, with stops in it: "U.S" of "in the U.S".
pub(super) fn last_word(text: &str) -> &str {
    tail(text, LONGEST)
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or_default()
}

/// The word that `text` begins with.
pub(super) fn first_word(text: &str) -> &str {
    head(text, LONGEST)
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// A mark that ends sentences in scripts that have capitals.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '⁈' | '⁉' | '‼' | '⁇')
}

/// A mark that ends sentences in other scripts.
pub(super) fn is_foreign(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '။'
            | '។'
            | '៕'
    )
}

pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '●' | '■' | '◦' | '‣' | '►' | '▶' | '➤')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '`'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

/// Quotes and brackets that end what the sentence before opened, if they touch it.
pub(super) fn is_closing(c: char) -> bool {
    is_quote(c) && !matches!(c, '「' | '『') || is_closing_bracket(c)
}

pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '】')
}

pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '【')
}

/// What may stand between the white space and the first word of a sentence.
pub(super) fn is_opening(c: char) -> bool {
    is_quote(c)
        || is_opening_bracket(c)
        || is_bullet(c)
        || c.is_whitespace()
        || matches!(c, '—' | '–' | '-' | '*' | '¿' | '¡' | '…' | '_' | '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [
            include_str!("../../data/starters.txt"),
            include_str!("../../data/speech_verbs.txt"),
            include_str!("../../data/exclaimed_names.txt"),
            include_str!("../../data/list_labels.txt"),
            include_str!("../../data/behind_clock.txt"),
            include_str!("../../data/before_ordinal.txt"),
            include_str!("../../data/address_ends.txt"),
            include_str!("../../data/german_months.txt"),
            include_str!("../../data/name_particles.txt"),
        ] {
            assert!(rows(table).is_sorted_by(|a, b| a < b));
            assert!(rows(table).all(|word| word.trim() == word));
        }
    }
}
