//! Raw texts of a treebank, with what is right in them.

use std::ops::Range;

use super::Unit;
use super::conllu::{Sentence, Surface, Word};

/// One text with its gold annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gold {
    /// Id of its first sentence.
    pub(super) id: String,
    pub(super) text: String,
    pub(super) tokens: Vec<GoldToken>,
    /// Sentences as byte ranges of the text.
    pub(super) sentences: Vec<Range<usize>>,
}

/// A syntactic word where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GoldToken {
    /// Its bytes in the text. Words of a token that is not simply their forms in a row
    /// (`wanna`) all have the token's bytes: none of them can be found.
    pub(super) bytes: Range<usize>,
    pub(super) lemma: String,
    pub(super) upos: String,
    pub(super) xpos: String,
    /// Index of the head in the text's tokens; `None` at a root.
    pub(super) head: Option<usize>,
    /// UD relation without subtype.
    pub(super) relation: String,
}

/// The texts that `sentences` make up. White space within a paragraph is as the treebank
/// has it: `SpaceAfter=No` holds at the end of a sentence too.
pub(super) fn assemble(sentences: &[Sentence<'_>], unit: Unit) -> Vec<Gold> {
    let mut texts: Vec<Gold> = Vec::new();
    let mut space = "";
    for sentence in sentences {
        let new_text = sentence.new_document || (unit == Unit::Paragraph && sentence.new_paragraph);
        match texts.last_mut() {
            Some(text) if !new_text => text.text.push_str(match sentence.new_paragraph {
                true => "\n\n",
                false => space,
            }),
            _ => texts.push(Gold {
                id: sentence.id.to_owned(),
                ..Gold::default()
            }),
        }
        if let Some(text) = texts.last_mut() {
            push(sentence, text);
        }
        space = sentence.surface.last().map_or("", after);
    }
    texts
}

fn after(token: &Surface<'_>) -> &'static str {
    if token.space_after { " " } else { "" }
}

fn push(sentence: &Sentence<'_>, into: &mut Gold) {
    let (start, first) = (into.text.len(), into.tokens.len());
    let mut words = sentence.words.as_slice();
    let mut space = "";
    for token in &sentence.surface {
        into.text.push_str(space);
        let (these, rest) = words.split_at(token.words.min(words.len()));
        let at = into.text.len();
        into.text.push_str(token.form);
        for (word, bytes) in these.iter().zip(bytes(token, these, at)) {
            into.tokens.push(GoldToken {
                bytes,
                lemma: word.lemma.to_owned(),
                upos: word.upos.to_owned(),
                xpos: word.xpos.to_owned(),
                head: word.head.map(|head| first + head),
                relation: word.relation.to_owned(),
            });
        }
        words = rest;
        space = after(token);
    }
    into.sentences.push(start..into.text.len());
}

/// Where the words of a token that stands at `at` are.
fn bytes(token: &Surface<'_>, words: &[Word<'_>], at: usize) -> Vec<Range<usize>> {
    let forms: String = words.iter().map(|word| word.form).collect();
    if forms != token.form {
        return vec![at..at + token.form.len(); words.len()];
    }
    let mut end = at;
    let next = |word: &Word<'_>| {
        let start = end;
        end += word.form.len();
        start..end
    };
    words.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::conllu::{parse, tests::FILE};

    #[test]
    fn paragraphs_are_texts_of_their_own() {
        let texts = assemble(&parse(FILE).unwrap(), Unit::Paragraph);
        let written: Vec<_> = texts.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(written, ["The boat's gone. I cannot see", "Mind it"]);
        let sentences: Vec<_> = texts[0]
            .sentences
            .iter()
            .map(|s| &texts[0].text[s.clone()])
            .collect();
        assert_eq!(sentences, ["The boat's gone.", "I cannot see"]);
        let words: Vec<_> = texts[0]
            .tokens
            .iter()
            .map(|t| &texts[0].text[t.bytes.clone()])
            .collect();
        assert_eq!(
            words,
            ["The", "boat", "'s", "gone", ".", "I", "can", "not", "see"]
        );
        assert_eq!(
            texts[0].tokens[7].head,
            Some(8),
            "heads count through the text"
        );
    }

    #[test]
    fn documents_have_empty_lines_between_paragraphs() {
        let texts = assemble(&parse(FILE).unwrap(), Unit::Document);
        assert_eq!(texts.len(), 1);
        assert_eq!(texts[0].text, "The boat's gone. I cannot see\n\nMind it");
    }
}
