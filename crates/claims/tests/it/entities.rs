//! Names, and which of them are one.

use proptest::prelude::*;
use restated_claims::entity::{Sort, name_of_source};
use restated_claims::{Entity, Named, entities, names};

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

/// A small dossier of `cases/entities.txt`.
#[derive(Default)]
struct Case {
    name: String,
    articles: Vec<(String, String)>,
    one: Vec<Vec<String>>,
    two: Vec<Vec<String>>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let listed = |line: &str| -> Vec<String> {
        line.split('|').map(|part| part.trim().to_owned()).collect()
    };
    for line in include_str!("cases/entities.txt").lines() {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(id) = line.strip_prefix("@ ") {
            case.articles.push((id.to_owned(), String::new()));
        } else if let Some(line) = line.strip_prefix("= ") {
            case.one.push(listed(line));
        } else if let Some(line) = line.strip_prefix("/ ") {
            case.two.push(listed(line));
        } else if let (false, Some(article)) = (line.starts_with('/'), case.articles.last_mut()) {
            article.1.push_str(line);
            article.1.push('\n');
        }
    }
    cases
}

/// The entities of a pile of texts.
fn entities_of(articles: &[(String, String)]) -> Vec<Entity> {
    let named: Vec<(String, Vec<Named>)> = articles
        .iter()
        .map(|(id, text)| (id.clone(), with_document(text.trim_end(), None, names)))
        .collect();
    let found = entities(&named);
    let mut reversed = named;
    reversed.reverse();
    assert_eq!(
        found,
        entities(&reversed),
        "the order of articles does not matter"
    );
    found
}

#[test]
fn names_are_one_where_the_texts_show_it() {
    let mut wrong = String::new();
    for case in cases() {
        let found = entities_of(&case.articles);
        let called = |entity: &Entity, wording: &str| {
            entity
                .aliases
                .iter()
                .any(|alias| alias.text.eq_ignore_ascii_case(wording))
        };
        let together = |wordings: &[String]| {
            found
                .iter()
                .any(|entity| wordings.iter().all(|wording| called(entity, wording)))
        };
        for wordings in case.one.iter().filter(|wordings| !together(wordings)) {
            wrong += &format!("{}: not one: {wordings:?}\n", case.name);
        }
        for wordings in case.two.iter().filter(|wordings| together(wordings)) {
            wrong += &format!("{}: taken for one: {wordings:?}\n", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_place_that_decides_is_a_government() {
    let text = "Velmar denied the report on Tuesday. The soldiers left the fields in Velmar by night.\nThey came back to Velmar in May.";
    let found = entities_of(&[("a".to_owned(), text.to_owned())]);
    let sorts: Vec<Sort> = found
        .iter()
        .filter(|entity| entity.name == "Velmar")
        .map(|entity| entity.sort)
        .collect();
    assert_eq!(sorts, [Sort::Government, Sort::Place]);
}

proptest! {
    #[test]
    fn any_text_has_names_that_slice(text in "(\\PC{0,12}|[A-Z][a-z]{1,6}| |, | \\(|\\) | of the |Mr |Gen\\. |'s |\\n| said ){0,40}") {
        let found = entities_of(&[("a".to_owned(), text.clone())]);
        for alias in found.iter().flat_map(|entity| &entity.aliases) {
            prop_assert_eq!(&text.trim_end()[alias.span.clone()], &alias.text);
        }
    }
}
