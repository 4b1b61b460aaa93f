//! Who says what was quoted.

use super::words::{first_word, head, is_shouted, is_speech, is_starter};
use crate::abbreviation::{Ends, ends};

/// Whether `rest` begins with a name and then a verb of speech: "Ms. Orme asked". A
/// pronoun with a capital begins a sentence of its own.
pub(super) fn is_speech_tag(rest: &str) -> bool {
    let mut named = false;
    for word in head(rest, 120).split_whitespace().take(6) {
        let bare = first_word(word);
        if (named || is_shouted(bare)) && is_speech(&bare.to_lowercase()) {
            return true;
        }
        let title = ends(bare) == Some(Ends::Never);
        let name = bare.starts_with(char::is_uppercase) && (named || title || !is_starter(bare));
        if !name || word.ends_with([',', ';', ':', '?', '!']) {
            return false;
        }
        named = true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_verbs_are_speech_tags() {
        for tag in [
            "Orme said.",
            "Ms. Orme asked",
            "President A. Orme told them",
            "SAYS ORME",
        ] {
            assert!(is_speech_tag(tag), "{tag}");
        }
        for other in [
            "He said",
            "Orme, said to be ill",
            "The crowd said",
            "Orme left",
            "",
        ] {
            assert!(!is_speech_tag(other), "{other}");
        }
    }
}
