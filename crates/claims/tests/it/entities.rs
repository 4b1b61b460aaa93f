//! Names, and which of them are one.

use restated_claims::entity::name_of_source;

use crate::with_document;

/// The name of the source that stands at `words` in `text`.
fn source(text: &str, words: &str) -> String {
    with_document(text, None, |document| {
        let at = text.rfind(words).expect("the words stand in the text");
        let tokens = document.tokens_at(&(at..at + words.len()));
        name_of_source(document, std::slice::from_ref(&tokens))
            .map_or_else(String::new, |name| name.text)
    })
}

#[test]
fn sources_go_by_their_fullest_name() {
    for (text, words, name) in [
        (
            "Jonas Perrin, director of Halvo Salt, spoke on Monday. He said the mine was safe.",
            "He",
            "Jonas Perrin",
        ),
        (
            "Jonas Perrin, director of Halvo Salt, said the mine was safe.",
            "Jonas Perrin, director of Halvo Salt",
            "Jonas Perrin",
        ),
        (
            "A senior official, who asked not to be named, said the mine was safe.",
            "A senior official, who asked not to be named",
            "A senior official",
        ),
        (
            "A person with knowledge of the talks said the mine was safe.",
            "A person with knowledge of the talks",
            "A person with knowledge of the talks",
        ),
        (
            "Maria Keller left early. Ms Keller said the mine was safe.",
            "Ms Keller",
            "Maria Keller",
        ),
    ] {
        assert_eq!(source(text, words), name, "{text}");
    }
}
