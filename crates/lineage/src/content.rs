//! What a word carries, for comparing wordings elsewhere: its stem, and how rare it is.

use crate::lexicon::Lexicon;
use crate::marks::language;
use crate::token;

/// The stem of `word`, of any case: without accents, possessive and common endings, and at most
/// six letters, so that other forms of a word match.
pub fn stem(word: &str) -> String {
    let (small, mut room) = (word.to_lowercase(), String::new());
    token::stem(token::fold(&small, &mut room)).to_owned()
}

/// How rare `word` (lower-case) is in `language` (BCP 47), from 0 for words that carry no content
/// to 22, in half bits.
pub fn weight(word: &str, language_tag: Option<&str>) -> u8 {
    let language = language(language_tag);
    let lexicon = Lexicon::of(&language);
    let word = word.strip_suffix("'s").unwrap_or(word);
    let word = word.strip_suffix("’s").unwrap_or(word);
    lexicon.get(word).weight.unwrap_or(lexicon.untold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem_and_rare_words_weigh_more() {
        assert_eq!(stem("Contractor’s"), stem("contractors"));
        assert_eq!(stem("Contractor’s"), "contra");
        assert_eq!(stem("Évacué"), stem("evacue"));
        assert!(weight("the", Some("en")) < weight("harbour", Some("en-GB")));
        assert_eq!(weight("nicht", Some("de")), 0);
    }
}
