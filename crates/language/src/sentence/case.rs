//! How the word behind a stop begins.

use super::site::Site;
use super::words::{head, is_particle};

/// How the next word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    /// Small, but a sentence may begin with it: "iPhone", "de Orme", "al-Orme", a link.
    LowerName,
    Lower,
    Number,
    /// A letter of a script without capitals, or a sign such as "$", "§", "@".
    Other,
    Punctuation,
}

/// How the word behind the stop begins.
pub(super) fn case(site: &Site) -> Case {
    let Some(first) = site.rest.chars().next() else {
        return Case::Punctuation;
    };
    if first.is_uppercase() {
        Case::Upper
    } else if first.is_lowercase() {
        if is_name(site) {
            Case::LowerName
        } else {
            Case::Lower
        }
    } else if first.is_numeric() {
        Case::Number
    } else if first.is_alphabetic() || matches!(first, '$' | '€' | '£' | '¥' | '§' | '@' | '#')
    {
        Case::Other
    } else if first.is_ascii_punctuation() || matches!(first, '،' | '、' | '，' | '；' | '：')
    {
        Case::Punctuation
    } else {
        Case::Other // signs, pictures
    }
}

/// "iPhone", "al-Orme", "d’Orme", "https://example.com".
fn is_name(site: &Site) -> bool {
    let mut words = head(site.rest, 40).split([' ', '-', '\'', '’']);
    let particle = words.next().is_some_and(is_particle);
    let name = words.next().unwrap_or_default();
    site.next.chars().skip(1).any(char::is_uppercase)
        || particle && name.starts_with(char::is_uppercase)
        || ["http", "www.", "pic."]
            .iter()
            .any(|head| site.rest.starts_with(head))
}
