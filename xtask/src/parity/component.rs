//! What is compared of a token.

use std::borrow::Cow;

use restated_language::Annotated;

/// One thing that the engine says of each token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Component {
    Tag,
    Pos,
    Morph,
    Lemma,
    Head,
    Dep,
    HeadAndDep,
    SentenceStart,
    Entity,
}

impl Component {
    pub(super) const ALL: [Self; 9] = [
        Self::Tag,
        Self::Pos,
        Self::Morph,
        Self::Lemma,
        Self::Head,
        Self::Dep,
        Self::HeadAndDep,
        Self::SentenceStart,
        Self::Entity,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Pos => "pos",
            Self::Morph => "morph",
            Self::Lemma => "lemma",
            Self::Head => "head",
            Self::Dep => "relation",
            Self::HeadAndDep => "head and relation",
            Self::SentenceStart => "sentence start",
            Self::Entity => "entity (IOB, type)",
        }
    }
}

/// An annotated text with what is looked up for each of its tokens.
pub(super) struct View<'a, 't> {
    pub(super) text: &'a Annotated<'t>,
    starts: Vec<bool>,
    entities: Vec<String>,
}

impl<'a, 't> View<'a, 't> {
    pub(super) fn new(text: &'a Annotated<'t>) -> Self {
        let mut starts = vec![false; text.len()];
        for sentence in text.sentences.iter().filter(|s| !s.is_empty()) {
            starts[sentence.start] = true;
        }
        let mut entities = vec!["O".to_owned(); text.len()];
        for entity in &text.entities {
            let label = text.entity_type(entity);
            for token in entity.tokens.clone() {
                let place = if token == entity.tokens.start {
                    "B"
                } else {
                    "I"
                };
                entities[token] = format!("{place}-{label}");
            }
        }
        Self {
            text,
            starts,
            entities,
        }
    }

    /// What `component` says of token `index`, as something to compare and to show.
    pub(super) fn value(&self, component: Component, index: usize) -> Cow<'_, str> {
        let token = self.text.token(index);
        // The head's place stands for it: indices differ where tokens differ.
        let head = || match token.is_root() {
            true => "(root)".to_owned(),
            false => format!("{}@{}", token.head().text(), token.head().bytes().start),
        };
        match component {
            Component::Tag => token.tag().into(),
            Component::Pos => token.pos().name().into(),
            Component::Morph => token.morph().into(),
            Component::Lemma => token.lemma().into(),
            Component::Head => head().into(),
            Component::Dep => token.dep().into(),
            Component::HeadAndDep => format!("{} {}", token.dep(), head()).into(),
            Component::SentenceStart => if self.starts[index] { "starts" } else { "–" }.into(),
            Component::Entity => self.entities[index].as_str().into(),
        }
    }
}
