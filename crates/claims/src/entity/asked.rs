//! What other crates ask of the word tables of names.

use super::lexicon::lexicon;
use super::{owner, spell};

/// Whether a word before a person's name is a rank ("Col", "brigadier"), in any case, with or
/// without full stop.
pub fn is_rank(word: &str) -> bool {
    let title = lexicon().title(&spell::fold(word));
    title.is_some_and(|title| title.is_rank)
}

/// Whether the name of an organisation is, by its last word, that of a company: "Halden Steel".
pub fn is_business(name: &str) -> bool {
    let words = spell::words(name);
    words
        .last()
        .is_some_and(|last| lexicon().kinds(last).business)
}

/// Whether two words or names may be for one country or place: "Velmar", "Velmari", "Velmar's".
pub fn same_owner(one: &str, other: &str) -> bool {
    let folded = |name: &str| spell::words(name).join(" ");
    owner::same(&folded(one), &folded(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles_say_what_they_are() {
        assert!(is_rank("Col.") && is_rank("brigadier") && !is_rank("Dr"));
        assert!(is_business("Halden Steel") && !is_business("Ministry of Trade"));
        assert!(same_owner("Velmar’s", "Velmari") && !same_owner("Velmar", "Sethra"));
    }
}
